"""Lines and months: the trend against its target, and one year against the year before."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import round_step

Formatter = Callable[[float], str]


def trend(
    months: pd.DataFrame,
    *,
    value: str,
    unit: Formatter,
    tick: Formatter,
    targets: pd.DataFrame | None = None,
    at: pd.Timestamp | None = None,
) -> go.Figure:
    """One value per month as a line that ends in its figure; each year's target as a dashed step up to December.

    months: columns bulan and ``value``; a month without data breaks the line. unit writes a figure, tick the axis.
    targets: columns tahun, target_pct. at: the month to bring out, the last one by default.
    """
    shown = _without_holes(months, value)
    figure = go.Figure(
        go.Scatter(
            x=shown["bulan"],
            y=shown[value],
            mode="lines" if len(shown) > 1 else "markers",
            line={"color": theme.protected(), "width": 3},
            marker={"color": theme.protected(), "size": 10},
            hovertext=[
                f"<b>{formats.month(month)}</b><br>{unit(figure)}"
                for month, figure in zip(shown["bulan"], shown[value], strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
            connectgaps=False,
        )
    )
    known = shown[shown[value].notna()]
    reached = shown[value]
    if targets is not None and len(shown):
        drawn = targets[targets["tahun"].between(shown["bulan"].min().year, shown["bulan"].max().year)]
        _targets(figure, drawn, shown["bulan"])
        reached = pd.concat([reached, drawn["target_pct"]])
    if len(known):
        chosen = known[known["bulan"] == at] if at is not None else known.tail(1)
        for month, figure_at in zip(chosen["bulan"], chosen[value], strict=True):
            figure.add_scatter(
                x=[month],
                y=[figure_at],
                mode="markers",
                marker={"color": theme.protected(), "size": 11},
                hoverinfo="skip",
            )
            figure.add_annotation(
                x=month,
                y=figure_at,
                text=f"<b>{unit(figure_at)}</b>",
                showarrow=False,
                yanchor="bottom",
                yshift=8,
                xanchor="right" if len(shown) > 3 and month > shown["bulan"].iloc[len(shown) // 2] else "center",
                font={"size": 15, "color": theme.protected()},
            )
    _month_axis(figure, shown["bulan"])
    _tick_words(figure, reached, tick)
    return figure.update_layout(template=theme.template(), height=300, margin={"t": 18, "r": 20})


def year_against_last(table: pd.DataFrame, *, value: str, unit: Formatter, tick: Formatter, year: int) -> go.Figure:
    """The months of a year as bars, each beside the same month of the year before.

    table: one row per month; columns bulan, ``value`` and ``value`` + '_lalu' (NaN: no data, or hidden).
    """
    before = f"{value}_lalu"
    names = [formats.MONTHS[month.month - 1][:3] for month in table["bulan"]]
    figure = go.Figure()
    for column, of_year, colour in ((before, year - 1, theme.scale()[3]), (value, year, theme.protected())):
        if table[column].notna().any():
            figure.add_bar(
                x=names,
                y=table[column],
                name=str(of_year),
                marker={"color": colour},
                hovertemplate=[
                    f"<b>{name} {of_year}</b><br>{unit(figure)}<extra></extra>"
                    for name, figure in zip(names, table[column], strict=True)
                ],
            )
    _tick_words(figure, pd.concat([table[value], table[before]]), tick)
    return figure.update_layout(
        template=theme.template(), barmode="group", bargroupgap=0.05, height=300, showlegend=True, margin={"t": 34}
    )


def _without_holes(months: pd.DataFrame, value: str) -> pd.DataFrame:
    """Every month between the first and the last, NaN where there are no data, so that the line breaks there."""
    if months.empty:
        return months
    every = pd.DataFrame({"bulan": pd.date_range(months["bulan"].min(), months["bulan"].max(), freq="MS", unit="s")})
    return every.merge(months[["bulan", value]], on="bulan", how="left")


def _targets(figure: go.Figure, targets: pd.DataFrame, months: pd.Series) -> None:
    """One dashed step per year, from its first to its last month that is shown."""
    first, last = months.min(), months.max()
    for year, pct in zip(targets["tahun"], targets["target_pct"], strict=True):
        start = max(pd.Timestamp(year=year, month=1, day=1), first)
        end = min(pd.Timestamp(year=year, month=12, day=1), last)
        words = f"Target {year}: {formats.whole_percent(pct)}"
        figure.add_scatter(
            x=[start, end],
            y=[pct, pct],
            mode="lines" if start < end else "markers",
            line={"color": theme.warning(), "width": 2, "dash": "dash"},
            marker={"symbol": "line-ew-open", "size": 30, "color": theme.warning()},
            hovertemplate=f"{words}<extra></extra>",
        )
        figure.add_annotation(
            x=start,
            y=pct,
            text=words,
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"size": 13, "color": theme.warning()},
        )


def _month_axis(figure: go.Figure, months: pd.Series) -> None:
    if months.empty:
        return
    years = [month for month in months if month.month == 1]
    ticks = years if len(years) > 1 else list(months[:: max(1, len(months) // 5)])
    figure.update_xaxes(
        tickvals=ticks,
        ticktext=[str(tick.year) if len(years) > 1 else formats.short_month(tick) for tick in ticks],
    )


def _tick_words(figure: go.Figure, values: pd.Series, unit: Formatter) -> None:
    """Round ticks from zero, in the words of the measure."""
    top = values.max()
    if formats.is_missing(top) or top <= 0:
        figure.update_yaxes(showticklabels=False)
        return
    step = round_step(float(top) / 4)
    ticks = [step * n for n in range(int(top / step) + 1)]
    figure.update_yaxes(
        tickvals=ticks, ticktext=[unit(tick) for tick in ticks], range=[0, top * 1.15], rangemode="tozero"
    )
