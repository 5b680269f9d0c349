"""The gauge of coverage: the part that is protected, the part that is not yet, and the target."""

from typing import Any

import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import drawn, figure, note

# Where the dial stands on, as a share of the height; the two counts are beneath.
FLOOR = 0.27


@drawn
def coverage(pct: float, *, active: float, missing: float, target_pct: float | None = None) -> go.Figure:
    """A half dial from 0 to 100%: protected filled with the accent, the rest pale, the target as a named mark.

    active, missing: people protected and not yet, told beneath the dial in the colour of their part. Above 100% (more
    members than the base holds) the dial is full and the number still says so.
    """
    dial = {
        "type": "indicator",
        "mode": "gauge",
        "value": min(pct, 100),
        "domain": {"x": [0.13, 0.87], "y": [FLOOR, 0.94]},
        "gauge": {
            "axis": {"range": [0, 100], "ticks": "", "tickfont": {"size": 15}, **_mark(target_pct)},
            "bar": {"color": theme.protected(), "thickness": 1},
            "bgcolor": theme.unprotected(),
            "borderwidth": 0,
            "threshold": {"value": target_pct, "line": {"color": theme.ink(), "width": 4}, "thickness": 1},
        },
    }
    notes = [
        _centred(0.5, FLOOR + 0.12, f"<b>{formats.percent(pct)}</b>", size=44),
        _centred(0.5, FLOOR, "sudah terlindungi", size=17, colour=theme.protected()),
    ]
    for x, people, words, colour in (
        (0.23, active, "sudah terlindungi", theme.protected()),
        (0.77, missing, "belum terlindungi", theme.unprotected()),
    ):
        notes.append(_centred(x, 0.09, f"<b>{formats.count(people)}</b>", size=28))
        notes.append(_centred(x, 0, f"<span style='color:{colour}'>■</span> {words}", size=13))
    return figure([dial], annotations=notes, height=350, margin={"l": 12, "r": 12, "t": 22, "b": 6})


def _mark(target_pct: float | None) -> dict[str, Any]:
    """The target as the dial's only tick."""
    if target_pct is None:
        return {"showticklabels": False}
    return {"tickvals": [target_pct], "ticktext": [f"<b>Target {formats.whole_percent(target_pct)}</b>"]}


def _centred(x: float, y: float, text: str, *, size: int, colour: str | None = None) -> dict[str, Any]:
    font = {"size": size, "color": colour or theme.ink()}
    return note(x, y, text, font=font, xref="paper", yref="paper", xanchor="center", yanchor="bottom")
