"""Three designs of the gauge, looked at by a program: what their pictures answer at three sizes.

``python -m bench.gauges FOLDER`` draws each design in a real Chromium and prints one table. For each of the three
questions the height of the letters that answer it, as a share of the screen; for the shape how far the share of
accent pixels is from the truth, how many marks there are, and the contrast of its two parts and of its edge against
the paper, as they are and on a weak projector.
"""

import base64
import json
import sys
from pathlib import Path

import numpy as np
import plotly
from playwright.sync_api import sync_playwright

from tests.browser import chromium, picture
from ui import theme
from ui.charts import gauge, people

ROOT = Path(__file__).resolve().parent.parent
PCT, ACTIVE, MISSING, TARGET = 25.43, 114_377, 335_340, 30.0
# Width of the place, height of the screen, how much a stage enlarges its charts.
PLACES = {"meja": (571, 768, 1.0), "ponsel": (326, 844, 1.0), "aula": (968, 768, 2.27)}
DESIGNS = {
    "busur": lambda: gauge.coverage(PCT, active=ACTIVE, missing=MISSING, target_pct=TARGET),
    "batang": lambda: gauge.bar(PCT, active=ACTIVE, missing=MISSING, target_pct=TARGET),
    "orang": lambda: people.hundred(PCT, target_pct=TARGET),
}
ANSWERS = {"persen": "25,43%", "belum": "335", "target": "Target 30%"}


def page(figure, width: int, height: int) -> str:
    font = base64.b64encode((ROOT / "ui" / theme.FONT_FILE.removeprefix("app/")).read_bytes()).decode()
    drawn = figure.to_plotly_json()
    drawn["layout"] |= {"width": width, "height": height}
    face = f"@font-face{{font-family:'IBM Plex Sans';src:url(data:font/woff2;base64,{font});font-weight:100 700}}"
    script = (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    data = json.dumps(drawn, cls=plotly.utils.PlotlyJSONEncoder)
    return (
        f"<style>{face}body{{margin:0;background:#fff;font-family:'IBM Plex Sans'}}</style><div id=g></div>"
        f"<script>{script}</script><script>document.fonts.load('600 20px \"IBM Plex Sans\"').then(() => "
        f"Plotly.newPlot('g', {data}, {{}}, {{staticPlot: true}}).then(() => document.body.dataset.ok = 1))</script>"
    )


def mask(pixels, colour: str, near: float = 0.02):
    return np.abs(pixels - rgb(colour)).max(axis=2) < near


def rgb(colour: str):
    return np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])


def measure(browser, folder: Path) -> None:
    for place, (width, screen, scale) in PLACES.items():
        for name, draw in DESIGNS.items():
            figure = draw()
            height = figure.layout.height
            if name == "orang":
                height = int(width / scale * 5 * people.CELL / 20 * 1.25)
            view = browser.new_page(
                viewport={"width": round(width / scale), "height": height}, device_scale_factor=scale
            )
            view.set_content(page(figure, round(width / scale), height))
            view.wait_for_selector("body[data-ok]")
            png = view.locator("#g").screenshot(path=str(folder / f"{name}-{place}.png"))
            said = view.evaluate(
                "() => [...document.querySelectorAll('text')].map((e) => [e.textContent, parseFloat(getComputedStyle("
                "[...e.querySelectorAll('tspan')].pop() || e).fontSize)])"
            )
            marks = view.evaluate(
                "() => document.querySelectorAll('.bg-arc, .value-arc, .points path, .shapelayer path').length"
            )
            clipped = view.evaluate(
                """() => [...document.querySelectorAll('text')].some((e) => { const box = e.getBoundingClientRect();
                     return box.left < -1 || box.top < -1 || box.right > innerWidth + 1; })"""
            )
            view.close()
            pixels = picture.pixels(png)
            accent, pale = mask(pixels, theme.protected()), mask(pixels, theme.unprotected())
            # Letters in the accent colour are no part of the shape; people are counted, not measured.
            accent[~pale.any(axis=1)] = False
            share = people.round_people(PCT) if name == "orang" else 100 * accent.sum() / (accent.sum() + pale.sum())
            outline = mask(pixels, theme.warning(), 0.15)[pale.any(axis=1)].sum() > 100
            pairs = {
                "dua bagian": (theme.protected(), theme.unprotected()),
                "tepi": (theme.warning() if outline else theme.unprotected(), theme.paper()),
            }
            answers = {
                question: max((size * scale / screen for text, size in said if words in text), default=0)
                for question, words in ANSWERS.items()
            }
            print(
                f"{place:7}{name:8} tinggi {round(height * scale):4} px  "
                + "  ".join(
                    f"{question} {f'1/{round(1 / size)}' if size else 'tidak ada':9}"
                    for question, size in answers.items()
                )
                + f"  selisih {abs(share - PCT):4.1f} poin  tanda {marks:3}  "
                + "  ".join(
                    f"{kind} {picture.contrast(rgb(one), rgb(other)):.1f} pudar "
                    f"{picture.contrast(picture.washed_out(rgb(one)), picture.washed_out(rgb(other))):.1f}"
                    for kind, (one, other) in pairs.items()
                )
                + ("  TERPOTONG" if clipped else "")
            )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = chromium.find() or chromium.install()
        browser = playwright.chromium.launch(executable_path=path, args=chromium.AS_ROOT)
        measure(browser, target)
        browser.close()
