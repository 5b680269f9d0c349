"""Lines and months: the trend against its target, and one year against the year before."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, drawn, figure, note

# Room for the months beneath a chart, in pixels.
BENEATH = 31
# How thick a short line across a bar is, of the highest bar.
LINE_SHARE = 0.026
Formatter = Callable[[float], str]
Part = dict[str, Any]


@drawn
def trend(months: pd.DataFrame, *, value: str, unit: Formatter, targets: pd.DataFrame | None = None) -> Figure:
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
        steps, words = target_steps(drawn, shown["bulan"])
        traces += steps
        notes += words
        reached = pd.concat([reached, drawn["target_pct"]])
    known = shown[shown[value].notna()]
    ends = known.iloc[[0, -1][: len(known)]]
    traces.append(_dots(ends["bulan"], ends[value]))
    notes += [
        _end_words(month, amount, unit, last=n > 0)
        for n, (month, amount) in enumerate(zip(ends["bulan"], ends[value], strict=True))
    ]
    return figure(
        traces,
        annotations=notes,
        xaxis=month_axis(shown["bulan"]),
        yaxis=from_zero(reached),
        height=240,
        margin={"t": 18, "r": 76, "b": BENEATH},
    )


@drawn
def year_against_last(table: pd.DataFrame, *, value: str, unit: Formatter, year: int) -> Figure:
    """The months of a year as bars, over each a short line where the same month of the year before stood.

    The highest and the last month carry their figure; where the line stands higher, it carries its own, and both their
    year. table: one row per month; columns bulan, ``value`` and ``value``
    + '_lalu' (NaN: no data, or hidden).
    """
    before = f"{value}_lalu"
    names = [formats.MONTHS[month.month - 1][:3] for month in table["bulan"]]
    heights = pd.concat([table[value], table[before]])
    # A bar as well, so that it is as wide as the one that it crosses, however wide the screen is.
    thin = heights.max() * LINE_SHARE
    kinds: tuple[tuple[str, int, Part], ...] = (
        (value, year, {"y": table[value], "marker": {"color": theme.protected()}}),
        (
            before,
            year - 1,
            {
                "y": table[before].where(table[before].isna(), thin),
                "base": (table[before] - thin / 2).clip(lower=0),
                # Edged, since on a bad projector two dark colours are one.
                "marker": {"color": theme.warning(), "line": {"color": theme.paper(), "width": 1}},
            },
        ),
    )
    traces = [
        {
            "type": "bar",
            "x": names,
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
    notes = []
    for row in told:
        now, last = known.loc[row, [value, before]]
        # Above both marks of its month.
        words = [(f"<b>{unit(now)}</b>", theme.protected())]
        if last > now:
            words = [
                (f"<b>{year - 1}: {unit(last)}</b>", theme.warning()),
                (f"<b>{year}: {unit(now)}</b>", theme.protected()),
            ]
        notes += [
            note(
                names[table.index.get_loc(row)],
                last if last > now else now,
                said,
                yanchor="bottom",
                yshift=2 + 16 * step,
                borderpad=0,
                font={"size": 13, "color": color},
            )
            for step, (said, color) in enumerate(words)
        ]
    return figure(
        traces,
        annotations=notes,
        xaxis={"tickvals": names[::3]},
        barmode="overlay",
        yaxis=from_zero(heights),
        height=250,
        # Half a figure stands beside the last bar.
        margin={"t": 6, "r": 44, "b": BENEATH},
    )


def _without_holes(months: pd.DataFrame, value: str) -> pd.DataFrame:
    """Every month between the first and the last, NaN where there are no data, so that the line breaks there."""
    if months.empty:
        return months
    every = pd.DataFrame({"bulan": pd.date_range(months["bulan"].min(), months["bulan"].max(), freq="MS", unit="s")})
    return every.merge(months[["bulan", value]], on="bulan", how="left")


def target_steps(targets: pd.DataFrame, months: pd.Series) -> tuple[list[Part], list[Part]]:
    """Each year's target as a dashed step over the months that are shown, and its words: the last one is named.

    One trace for all steps: what a browser does for a trace it does for each.
    """
    x: list[Any] = []
    y: list[float | None] = []
    sizes: list[int] = []
    hover: list[str] = []
    notes = []
    for year, pct in zip(targets["tahun"], targets["target_pct"], strict=True):
        start = max(pd.Timestamp(year=year, month=1, day=1), months.min())
        end = min(pd.Timestamp(year=year, month=12, day=1), months.max())
        x += [start, end, None]
        y += [pct, pct, None]
        # Of a year with one month there is no line to see.
        sizes += [0 if start < end else 30] * 3
        hover += [f"Target {year}: {formats.whole_percent(pct)}"] * 3
        short = (
            f"<b>Target {formats.whole_percent(pct)}</b>"
            if year == targets["tahun"].max()
            else formats.whole_percent(pct)
        )
        notes.append(note(start, pct, short, xanchor="left", yanchor="bottom", font={"size": 13}))
    step = {
        "type": "scatter",
        "x": x,
        "y": y,
        "mode": "lines+markers" if any(sizes) else "lines",
        "line": {"color": theme.ink(), "width": 2, "dash": "dash"},
        "marker": {"symbol": "line-ew-open", "size": sizes, "color": theme.ink()},
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return [step] if x else [], notes


def _dots(months: pd.Series, amounts: pd.Series) -> Part:
    return {
        "type": "scatter",
        "x": months,
        "y": amounts,
        "mode": "markers",
        "marker": {"color": theme.protected(), "size": 11},
        "hoverinfo": "skip",
    }


def _end_words(month: pd.Timestamp, amount: float, unit: Formatter, *, last: bool) -> Part:
    """The figure at one end of the line: beneath the first, beside the last."""
    place = {"yanchor": "middle", "xshift": 8} if last else {"yanchor": "top", "yshift": -8}
    return note(
        month,
        amount,
        f"<b>{unit(amount)}</b>",
        xanchor="left",
        font={"size": 15, "color": theme.protected() if last else theme.ink()},
        **place,
    )


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
