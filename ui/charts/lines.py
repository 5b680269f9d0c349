"""Lines and months: the trend against its target, and one year against the year before."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import drawn, figure, note, round_step

Formatter = Callable[[float], str]
Part = dict[str, Any]


@drawn
def trend(
    months: pd.DataFrame,
    *,
    value: str,
    unit: Formatter,
    tick: Formatter,
    targets: pd.DataFrame | None = None,
) -> go.Figure:
    """One value per month as a line that ends in its figure; each year's target as a dashed step up to December.

    months: columns bulan and ``value``; a month without data breaks the line. unit writes a figure, tick the axis.
    targets: columns tahun, target_pct.
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
    if len(known):
        month, amount = known["bulan"].iloc[-1], known[value].iloc[-1]
        # Beneath the line where the year's target stands above it.
        under = targets is not None and (targets.loc[targets["tahun"] == month.year, "target_pct"] > amount).any()
        end, words = _ending(month, amount, unit, alone=len(shown) == 1, under=bool(under))
        traces.append(end)
        notes.append(words)
    return figure(
        traces,
        annotations=notes,
        xaxis=month_axis(shown["bulan"]),
        yaxis=axis_in_words(reached, tick),
        height=300,
        margin={"t": 18, "r": 20},
    )


@drawn
def year_against_last(table: pd.DataFrame, *, value: str, unit: Formatter, tick: Formatter, year: int) -> go.Figure:
    """The months of a year as bars, each beside the same month of the year before.

    table: one row per month; columns bulan, ``value`` and ``value`` + '_lalu' (NaN: no data, or hidden).
    """
    before = f"{value}_lalu"
    names = [formats.MONTHS[month.month - 1][:3] for month in table["bulan"]]
    traces = [
        {
            "type": "bar",
            "x": names,
            "y": table[column],
            "name": str(of_year),
            "marker": {"color": colour},
            "hovertemplate": [
                f"<b>{name} {of_year}</b><br>{unit(amount)}<extra></extra>"
                for name, amount in zip(names, table[column], strict=True)
            ],
        }
        for column, of_year, colour in ((before, year - 1, theme.scale()[3]), (value, year, theme.protected()))
        if table[column].notna().any()
    ]
    return figure(
        traces,
        barmode="group",
        bargroupgap=0.05,
        showlegend=True,
        yaxis=axis_in_words(pd.concat([table[value], table[before]]), tick),
        height=300,
        margin={"t": 34},
    )


def _without_holes(months: pd.DataFrame, value: str) -> pd.DataFrame:
    """Every month between the first and the last, NaN where there are no data, so that the line breaks there."""
    if months.empty:
        return months
    every = pd.DataFrame({"bulan": pd.date_range(months["bulan"].min(), months["bulan"].max(), freq="MS", unit="s")})
    return every.merge(months[["bulan", value]], on="bulan", how="left")


def target_steps(targets: pd.DataFrame, months: pd.Series) -> list[tuple[Part, Part]]:
    """For each year's target a dashed step over the months that are shown, and its words."""
    parts = []
    for year, pct in zip(targets["tahun"], targets["target_pct"], strict=True):
        start = max(pd.Timestamp(year=year, month=1, day=1), months.min())
        end = min(pd.Timestamp(year=year, month=12, day=1), months.max())
        words = f"Target {year}: {formats.whole_percent(pct)}"
        step = {
            "type": "scatter",
            "x": [start, end],
            "y": [pct, pct],
            "mode": "lines" if start < end else "markers",
            "line": {"color": theme.warning(), "width": 2, "dash": "dash"},
            "marker": {"symbol": "line-ew-open", "size": 30, "color": theme.warning()},
            "hovertemplate": f"{words}<extra></extra>",
        }
        font = {"size": 13, "color": theme.warning()}
        parts.append((step, note(start, pct, words, xanchor="left", yanchor="bottom", font=font)))
    return parts


def _ending(month: pd.Timestamp, amount: float, unit: Formatter, *, alone: bool, under: bool) -> tuple[Part, Part]:
    """The dot at the end of the line and its figure."""
    colour = theme.protected()
    dot = {
        "type": "scatter",
        "x": [month],
        "y": [amount],
        "mode": "markers",
        "marker": {"color": colour, "size": 11},
        "hoverinfo": "skip",
    }
    words = note(
        month,
        amount,
        f"<b>{unit(amount)}</b>",
        yanchor="top" if under else "bottom",
        yshift=-8 if under else 8,
        xanchor="center" if alone else "right",
        font={"size": 15, "color": colour},
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


def axis_in_words(values: pd.Series, tick: Formatter) -> Part:
    """Round ticks from zero, in the words of the measure."""
    top = values.max()
    if formats.is_missing(top) or top <= 0:
        return {"showticklabels": False}
    step = round_step(float(top) / 4)
    ticks = [step * n for n in range(int(top / step) + 1)]
    return {"tickvals": ticks, "ticktext": [tick(at) for at in ticks], "range": [0, top * 1.15]}
