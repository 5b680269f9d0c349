"""A hundred people: of every hundred workers so many are protected, and so many should be."""

import math
from typing import Any

from ui import formats, theme
from ui.charts import Figure, drawn, figure, note

COLUMNS, ROWS = 20, 5
# A person stands in a cell one wide and this high; half its width is the unit of the outline below.
CELL = 1.62
HEAD, NECK = 0.19, 0.5
BODY = "M {l},{b} L {l},{s} Q {l},{t} {i},{t} L {j},{t} Q {r},{t} {r},{s} L {r},{b} Z"


@drawn
def hundred(pct: float, *, target_pct: float | None = None) -> Figure:
    """A hundred figures in columns of five, filled as far as people are protected, the others pale with an edge; the
    target as an upright line.

    pct: 0 to 100, more fills all; rounded to whole people.
    """
    filled = min(100, max(0, round_people(pct)))
    shapes = [shape for place in range(100) for shape in _person(place, inside=place < filled)]
    notes = []
    top = ROWS * CELL
    if target_pct is not None:
        at = min(target_pct, 100) / ROWS
        line = {"color": theme.ink(), "width": 2, "dash": "dash"}
        shapes.append({"type": "line", "x0": at, "x1": at, "y0": 0, "y1": top + 0.4, "line": line})
        words = f"<b>Target {formats.whole_percent(target_pct)}</b>"
        side = "left" if at < COLUMNS / 2 else "right"
        notes.append(note(at, top + 0.1, words, xanchor=side, yanchor="bottom", font={"size": 15}))
    return figure(
        [{"type": "scatter", "x": [], "y": []}],
        shapes=shapes,
        annotations=notes,
        # A range that is stretched to keep people in shape would stay so when there is more room later.
        xaxis={"visible": False, "range": [0, COLUMNS], "constrain": "domain"},
        yaxis={"visible": False, "range": [0, top + 0.9], "constrain": "domain", "scaleanchor": "x"},
        # Where people are small the target's name is higher than what is left above them.
        margin={"l": 0, "r": 0, "t": 12, "b": 0},
        height=300,
    )


def round_people(pct: float) -> int:
    """A share as people of a hundred; not nobody while there is somebody, and not all while one is missing."""
    if 0 < pct < 1:
        return 1
    return 99 if 99 < pct < 100 else math.floor(pct + 0.5)


def _person(place: int, *, inside: bool) -> list[dict[str, Any]]:
    """A head and a body, in columns from the left, each from the top."""
    x, y = place // ROWS + 0.5, (ROWS - place % ROWS - 0.5) * CELL
    look = {
        "fillcolor": theme.protected() if inside else theme.unprotected(),
        "line": {"color": theme.protected() if inside else theme.warning(), "width": 1.3},
    }
    head = {"type": "circle", "x0": x - HEAD, "x1": x + HEAD, "y0": y + NECK - HEAD, "y1": y + NECK + HEAD}
    body = BODY.format(l=x - 0.27, r=x + 0.27, i=x - 0.08, j=x + 0.08, t=y + 0.22, s=y, b=y - 0.68)
    return [head | look, {"type": "path", "path": body} | look]
