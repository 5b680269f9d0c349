"""The same first screen without a server: Plotly's script and the figures of every month in one file."""

import json
from html import escape
from pathlib import Path

import plotly
from plotly.utils import PlotlyJSONEncoder

from bench.peers import ringkasan
from ui import formats

DRAW = """
const draw = () => {
  const month = DATA[document.querySelector('select').value]
  document.querySelector('#kartu').innerHTML = month.cards.map(c => `<div><small>${c[0]}</small><h2>${c[1]}</h2></div>`).join('')
  for (const [name, figure] of Object.entries(month.figures)) Plotly.react(name, figure.data, figure.layout)
}
document.querySelector('select').addEventListener('change', draw)
draw()
"""  # noqa: E501


def write(folder: Path) -> None:
    """Write index.html into a folder."""
    basis = next(iter(ringkasan.bases()))
    data, options = {}, []
    for month in ringkasan.months():
        screen = ringkasan.overview(month, basis, ())
        figures = {name: figure.to_plotly_json() for name, figure in screen.figures.items()}
        data[f"{month:%Y-%m}"] = {"cards": screen.cards, "figures": figures}
        options.append(f'<option value="{month:%Y-%m}">{escape(formats.month(month))}</option>')
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    places = "".join(f'<div id="{name}"></div>' for name in ("gauge", "peta", "tren"))
    content = (
        '<!doctype html><meta charset="utf-8"><title>Dasbor</title>'
        f'<select>{"".join(options)}</select><div id="kartu"></div>{places}<script>{script}</script>'
        f"<script>const DATA = {json.dumps(data, cls=PlotlyJSONEncoder)}\n{DRAW}</script>"
    )
    (folder / "index.html").write_text(content, encoding="utf-8")
