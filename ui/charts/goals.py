"""How far each area is from its target, and by which class."""

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, drawn, figure, literal, named, note
from ui.charts.bars import ROW

# By class, beside the shapes of the words.
SYMBOLS = ("triangle-down", "diamond", "square", "triangle-up")


@drawn
def distances(table: pd.DataFrame, *, label: str) -> Figure:
    """One line per row from its attainment, in the shape of its class, to its target; the people it means at its end.

    table: in the order to draw; cakupan_pct, target_pct, kelas, bagian_orang. Rows without attainment are left out.
    """
    table = table[table["cakupan_pct"].notna()].reset_index(drop=True)
    names = [literal(name) for name in table[label]]
    ends = table[["cakupan_pct", "target_pct"]] if len(table) else pd.DataFrame({"cakupan_pct": [0.0, 1.0]})
    low, high = float(ends.min(axis=None)), float(ends.max(axis=None))
    # A percentage stands beside each mark, also on a phone.
    room = 0.75 * max(high - low, 1.0)
    colours = [theme.warning() if kelas < 2 else theme.protected() for kelas in table["kelas"]]
    gaps = [
        {
            "type": "line",
            "x0": now,
            "x1": goal,
            "y0": row,
            "y1": row,
            "line": {"color": theme.unprotected(), "width": 7},
        }
        for row, now, goal in zip(table.index, table["cakupan_pct"], table["target_pct"], strict=True)
        if goal > now
    ]
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": table["target_pct"],
            "y": names,
            "marker": {"symbol": "line-ns-open", "size": 15, "line": {"width": 2.5}, "color": theme.ink()},
            "hovertemplate": [f"Target {formats.whole_percent(goal)}<extra></extra>" for goal in table["target_pct"]],
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": table["cakupan_pct"],
            "y": names,
            "text": [f" {formats.percent(share, decimals=1)} " for share in table["cakupan_pct"]],
            # Away from the target, which stands on the other side.
            "textposition": [
                "middle right" if now >= goal else "middle left"
                for now, goal in zip(table["cakupan_pct"], table["target_pct"], strict=True)
            ],
            "textfont": {"size": 13, "color": theme.ink()},
            "cliponaxis": False,
            "marker": {"symbol": [SYMBOLS[int(kelas)] for kelas in table["kelas"]], "size": 11, "color": colours},
            "hovertemplate": "<b>%{y}</b><br>Capaian %{text}<extra></extra>",
        },
    ]
    notes = [
        note(1, row, f"<b>+{formats.count(people)}</b>", xref="paper", xanchor="right", font={"size": 13})
        for row, people in enumerate(table["bagian_orang"])
        if people > 0
    ]
    return figure(
        traces,
        shapes=[shape | {"layer": "below"} for shape in gaps],
        annotations=notes,
        # The people stand beside, where no mark of a percentage can reach.
        xaxis={"visible": False, "range": [low - room, high + room], "domain": [0, 0.8]},
        yaxis={"range": [len(table) - 0.5, -0.5], "tickfont": {"color": theme.ink()}, **named(table[label], 13)},
        height=ROW * max(len(table), 1) + 12,
        margin={"t": 6, "r": 4, "b": 6, "l": 4},
    )
