"""The gauge of coverage: the part that is protected, the part that is not yet, and the target."""

from typing import Any

from ui import formats, theme
from ui.charts import Figure, drawn, figure, target_line, texts

# From the foot of the chart, in pixels: the bar, and all of it.
_FOOT, _TOP, _HEIGHT = 28, 78, 172


@drawn
def coverage(pct: float, *, active: float, missing: float, target_pct: float | None = None) -> Figure:
    """One bar from 0 to 100%: protected filled with the accent, the rest pale, the target as a named line across it.

    active, missing: people protected and not yet, told above their part of the bar. Above 100% (more members than the
    base holds) the bar is full and the number still says so.
    """
    filled = min(pct, 100)
    parts = [
        {
            "type": "bar",
            "orientation": "h",
            "x": [share],
            "y": [(_FOOT + _TOP) / 2],
            "width": _TOP - _FOOT,
            "marker": {"color": colour, "line": {"color": outline, "width": 1.5}},
            "hoverinfo": "skip",
        }
        for share, colour, outline in (
            (filled, theme.protected(), theme.protected()),
            (100 - filled, theme.unprotected(), theme.warning()),
        )
    ]
    written: list[tuple[Any, float, str, str, int, str]] = []
    for at, side, number, words, colour in (
        (0, "top right", formats.percent(pct), f"sudah terlindungi<br>{formats.said(active)} orang", theme.protected()),
        (
            100,
            "top left",
            formats.said(missing),
            f"belum terlindungi<br>dari {formats.said(active + missing)} pekerja",
            theme.warning(),
        ),
    ):
        written.append((at, _TOP + 8, words, side, 15, theme.ink()))
        written.append((at, _TOP + 48, f"<b>{number}</b>", side, 34, colour))
    lines = []
    if target_pct is not None:
        line, name = target_line(min(target_pct, 100), target_pct)
        lines.append(line | {"yref": "y", "y0": _FOOT - 4, "y1": _TOP + 4})
        side = "bottom right" if target_pct < 50 else "bottom left"
        written.append((name["x"], _FOOT - 8, name["text"], side, name["font"]["size"], theme.ink()))
    x, y, said, places, sizes, colours = zip(*written, strict=True)
    return figure(
        [*parts, texts(x, y, said, place=places, size=sizes, color=colours)],
        shapes=lines,
        barmode="stack",
        xaxis={"visible": False, "range": [-0.2, 100.2]},
        yaxis={"visible": False, "range": [0, _HEIGHT]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        height=_HEIGHT,
    )
