"""From one level to another: what was gained and lost on the way, and who gained most and least."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, brief, drawn, figure, literal, named, note
from ui.charts.bars import ROW


@drawn
def bridge(steps: pd.DataFrame, *, label: str, value: str, start: tuple[str, float], end: tuple[str, float]) -> Figure:
    """A waterfall read from the top: the level at the start, one floating bar per step, the level at the end.

    start, end: name and level. The levels are marks and no bars, because the axis does not begin at zero: a bar's
    length is always a change, and its sign stands in its figure.
    """
    rows = len(steps)
    names = [f"<b>{literal(start[0])}</b>", *(brief(step, 22) for step in steps[label]), f"<b>{literal(end[0])}</b>"]
    running = [start[1], *(start[1] + steps[value].cumsum())]
    lowest, highest = min(*running, end[1]), max(*running, end[1])
    room = (highest - lowest) or 1.0
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": list(range(1, rows + 1)),
            "x": steps[value],
            "base": running[:-1],
            "width": 0.6,
            "marker": {"color": [theme.protected() if change >= 0 else theme.warning() for change in steps[value]]},
            "hoverinfo": "skip",
        }
    ]
    links = [
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "y0": row - 0.3,
            "y1": row + 1.3,
            "line": {"color": theme.muted(), "width": 1},
        }
        for row, at in enumerate(running)
    ]
    marks = [
        {
            "type": "line",
            "x0": at,
            "x1": at,
            "y0": row - 0.4,
            "y1": row + 0.4,
            "line": {"color": theme.ink(), "width": 4},
        }
        for row, at in ((0, start[1]), (rows + 1, end[1]))
    ]
    notes = [
        note(max(before, before + change), row, f" {formats.signed(change)}", xanchor="left", font={"size": 13})
        for row, (before, change) in enumerate(zip(running[:-1], steps[value], strict=True), 1)
    ] + [
        note(at, row, f" <b>{formats.count(at)}</b>", xanchor="left", font={"size": 14}, xshift=3)
        for row, at in ((0, start[1]), (rows + 1, end[1]))
    ]
    return figure(
        traces,
        shapes=[shape | {"layer": "below"} for shape in links] + marks,
        annotations=notes,
        xaxis={"visible": False, "range": [lowest - 0.06 * room, highest + 0.02 * room]},
        yaxis={
            "range": [rows + 1.6, -0.6],
            "tickvals": list(range(rows + 2)),
            "ticktext": names,
            "showgrid": False,
            "tickfont": {"color": theme.ink()},
        },
        height=ROW * (rows + 2) + 12,
        margin={"t": 6, "r": 78, "b": 6, "l": 4},
    )


@drawn
def movers(table: pd.DataFrame, *, best: int, label: str, value: str, unit: Callable[[float], str]) -> Figure:
    """The best rows and beneath them the worst, as changes from zero on one scale; a loss has its figure beside zero.

    table: in the order to draw; best: how many of its first rows are the best.
    """
    names = [literal(name) for name in table[label]]
    low, high = min(0.0, float(table[value].min())), max(0.0, float(table[value].max()))
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": table[value],
                "y": names,
                "marker": {"color": [theme.protected() if n < best else theme.warning() for n in range(len(table))]},
                "hoverinfo": "skip",
            }
        ],
        shapes=[
            {
                "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": best - 0.5, "y1": best - 0.5,
                "line": {"color": theme.faint(), "width": 1.5},
            }
        ],
        annotations=[
            note(max(change, 0.0), row, f" <b>{unit(change)}</b>", xanchor="left", font={"size": 13})
            for row, change in enumerate(table[value])
        ],
        xaxis={"visible": False, "range": [low, high if high > low else 1.0]},
        yaxis={
            "range": [len(table) - 0.5, -0.5], "showgrid": False, "tickfont": {"color": theme.ink()},
            **named(table[label], 13),
        },
        height=ROW * max(len(table), 1) + 12,
        margin={"t": 6, "r": 96, "b": 6, "l": 4},
    )  # fmt: skip
