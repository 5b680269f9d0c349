"""A hundred people: of every hundred workers so many are protected, and so many should be."""

import math
from typing import Any

import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import figure, note, remembered

COLUMNS, ROWS = 20, 5
HEAD, NECK = 5.5, 13.5
BODY = "M -7.5,-18 L -7.5,-1 Q -7.5,5 -2.5,5 L 2.5,5 Q 7.5,5 7.5,-1 L 7.5,-18 Z"


@remembered
def hundred(pct: float, *, target_pct: float | None = None) -> go.Figure:
    """A hundred figures in columns of five, filled as far as people are protected, the others pale with an edge; the
    target as an upright line.

    pct: 0 to 100, more fills all; rounded to whole people.
    """
    filled = min(100, max(0, round_people(pct)))
    shapes = [shape for place in range(100) for shape in _person(place, inside=place < filled)]
    notes = []
    if target_pct is not None:
        at = min(target_pct, 100) / ROWS
        line = {"color": theme.ink(), "width": 2, "dash": "dash"}
        shapes.append({"type": "line", "x0": at, "x1": at, "y0": -0.05, "y1": ROWS + 0.3, "line": line})
        words = f"<b>Target {formats.whole_percent(target_pct)}</b>"
        side = "left" if at < COLUMNS / 2 else "right"
        notes.append(note(at, ROWS + 0.05, words, xanchor=side, yanchor="bottom", font={"size": 15}))
    return figure(
        [{"type": "scatter", "x": [], "y": []}],
        shapes=shapes,
        annotations=notes,
        xaxis={"visible": False, "range": [0, COLUMNS]},
        yaxis={"visible": False, "range": [-0.05, ROWS + 0.55]},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        height=300,
    )


def round_people(pct: float) -> int:
    """A share as people of a hundred; not nobody while there is somebody, and not all while one is missing."""
    if 0 < pct < 1:
        return 1
    return 99 if 99 < pct < 100 else math.floor(pct + 0.5)


def _person(place: int, *, inside: bool) -> list[dict[str, Any]]:
    x, y = place // ROWS + 0.5, ROWS - place % ROWS - 0.5
    look = {
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x,
        "yanchor": y,
        "fillcolor": theme.protected() if inside else theme.unprotected(),
        "line": {"color": theme.protected() if inside else theme.warning(), "width": 1.3},
    }
    head = {"type": "circle", "x0": -HEAD, "x1": HEAD, "y0": NECK - HEAD, "y1": NECK + HEAD}
    return [head | look, {"type": "path", "path": BODY} | look]
