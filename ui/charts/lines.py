"""Lines and months: the trend against its target, and one year against the year before."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import drawn, figure, note

# Room for the months beneath a chart, in pixels.
BENEATH = 31
Formatter = Callable[[float], str]
Part = dict[str, Any]


@drawn
def trend(months: pd.DataFrame, *, value: str, unit: Formatter, targets: pd.DataFrame | None = None) -> go.Figure:
    """One value per month as a line from its first to its last figure; each year's target as a dashed step up to
    December.

    months: columns bulan and ``value``; a month without data breaks the line. targets: columns tahun, target_pct.
    """
    shown = _without_holes(months, value)
    traces: list[Part] = [
        {
            "type": "scatter",
            "x": shown["bulan"],
            "y": shown[value],
            "mode": "lines" if len(shown) > 1 else "markers",
            "line": {"color": theme.protected(), "width": 3},
            "marker": {"color": theme.protected(), "size": 11},
            "fill": "tozeroy",
            "fillcolor": theme.scale()[0],
            "hovertext": [
                f"<b>{formats.month(month)}</b><br>{unit(amount)}"
                for month, amount in zip(shown["bulan"], shown[value], strict=True)
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]
    notes: list[Part] = []
    reached = shown[value]
    if targets is not None and len(shown):
        drawn = targets[targets["tahun"].between(shown["bulan"].min().year, shown["bulan"].max().year)]
        for step, words in target_steps(drawn, shown["bulan"]):
            traces.append(step)
            notes.append(words)
        reached = pd.concat([reached, drawn["target_pct"]])
    known = shown[shown[value].notna()]
    for end in [0, -1][: len(known)]:
        dot, words = _end(known["bulan"].iloc[end], known[value].iloc[end], unit, last=end == -1)
        traces.append(dot)
        notes.append(words)
    return figure(
        traces,
        annotations=notes,
        xaxis=month_axis(shown["bulan"]),
        yaxis=from_zero(reached),
        height=240,
        margin={"t": 18, "r": 76, "b": BENEATH},
    )


@drawn
def year_against_last(table: pd.DataFrame, *, value: str, unit: Formatter, year: int) -> go.Figure:
    """The months of a year as bars, over each a short line where the same month of the year before stood.

    The highest and the last month carry their figure. table: one row per month; columns bulan, ``value`` and ``value``
    + '_lalu' (NaN: no data, or hidden).
    """
    before = f"{value}_lalu"
    names = [formats.MONTHS[month.month - 1][:3] for month in table["bulan"]]
    kinds: tuple[tuple[str, int, Part], ...] = (
        (value, year, {"type": "bar", "marker": {"color": theme.protected()}}),
        (
            before,
            year - 1,
            {
                "type": "scatter",
                "mode": "markers",
                "marker": {"symbol": "line-ew-open", "size": 22, "line": {"width": 3}, "color": theme.warning()},
            },
        ),
    )
    traces = [
        {
            "x": names,
            "y": table[column],
            "name": str(of_year),
            "hovertemplate": [
                f"<b>{name} {of_year}</b><br>{unit(amount)}<extra></extra>"
                for name, amount in zip(names, table[column], strict=True)
            ],
            **look,
        }
        for column, of_year, look in kinds
        if table[column].notna().any()
    ]
    known = table[table[value].notna()]
    told = dict.fromkeys([known[value].idxmax(), known.index[-1]] if len(known) else [])
    notes = [
        note(
            names[table.index.get_loc(row)],
            known[value][row],
            f"<b>{unit(known[value][row])}</b>",
            xanchor="right" if row == table.index[-1] else "center",
            yanchor="bottom",
            font={"size": 13, "color": theme.protected()},
        )
        for row in told
    ]
    return figure(
        traces,
        annotations=notes,
        xaxis={"tickvals": names[::3]},
        yaxis=from_zero(pd.concat([table[value], table[before]])),
        height=250,
        margin={"t": 6, "b": BENEATH},
    )


def _without_holes(months: pd.DataFrame, value: str) -> pd.DataFrame:
    """Every month between the first and the last, NaN where there are no data, so that the line breaks there."""
    if months.empty:
        return months
    every = pd.DataFrame({"bulan": pd.date_range(months["bulan"].min(), months["bulan"].max(), freq="MS", unit="s")})
    return every.merge(months[["bulan", value]], on="bulan", how="left")


def target_steps(targets: pd.DataFrame, months: pd.Series) -> list[tuple[Part, Part]]:
    """For each year's target a dashed step over the months that are shown, and its words: the last one is named."""
    parts = []
    for year, pct in zip(targets["tahun"], targets["target_pct"], strict=True):
        start = max(pd.Timestamp(year=year, month=1, day=1), months.min())
        end = min(pd.Timestamp(year=year, month=12, day=1), months.max())
        words = f"Target {year}: {formats.whole_percent(pct)}"
        short = (
            f"<b>Target {formats.whole_percent(pct)}</b>"
            if year == targets["tahun"].max()
            else formats.whole_percent(pct)
        )
        step = {
            "type": "scatter",
            "x": [start, end],
            "y": [pct, pct],
            "mode": "lines" if start < end else "markers",
            "line": {"color": theme.ink(), "width": 2, "dash": "dash"},
            "marker": {"symbol": "line-ew-open", "size": 30, "color": theme.ink()},
            "hovertemplate": f"{words}<extra></extra>",
        }
        parts.append((step, note(start, pct, short, xanchor="left", yanchor="bottom", font={"size": 13})))
    return parts


def _end(month: pd.Timestamp, amount: float, unit: Formatter, *, last: bool) -> tuple[Part, Part]:
    """The dot at one end of the line and its figure: beneath the first, beside the last."""
    colour = theme.protected()
    dot = {
        "type": "scatter",
        "x": [month],
        "y": [amount],
        "mode": "markers",
        "marker": {"color": colour, "size": 11},
        "hoverinfo": "skip",
    }
    place = {"yanchor": "middle", "xshift": 8} if last else {"yanchor": "top", "yshift": -8}
    words = note(
        month,
        amount,
        f"<b>{unit(amount)}</b>",
        xanchor="left",
        font={"size": 15, "color": colour if last else theme.ink()},
        **place,
    )
    return dot, words


def month_axis(months: pd.Series) -> Part:
    """Years where several begin, else a few months."""
    if months.empty:
        return {"visible": False}
    years = [month for month in months if month.month == 1]
    if len(years) > 1:
        return {"tickvals": years, "ticktext": [str(month.year) for month in years]}
    few = list(months[:: max(1, len(months) // 5)])
    return {"tickvals": few, "ticktext": [formats.short_month(month) for month in few]}


def from_zero(values: pd.Series) -> Part:
    """Heights that can be compared, without ticks: the figures stand at what they measure."""
    top = values.max()
    return {"visible": False} if formats.is_missing(top) or top <= 0 else {"visible": False, "range": [0, top * 1.2]}
