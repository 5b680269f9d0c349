"""Bars: rankings, parts of a whole, and the gap with its running share."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import brief, drawn, figure, literal, named, note

Formatter = Callable[[float], str]
ROW = 27


@drawn
def ranking(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    unit: Formatter,
    reference: tuple[str, float] | None = None,
    target: str | None = None,
    selected: str | None = None,
    outside: bool = False,
) -> go.Figure:
    """One bar per row from the top, each with its figure; a named reference line; a mark where the row's target is.

    table: in the order to draw, with kecamatan_kode as customdata when it has one. target: its column of targets.
    selected: the label to bring out; the others step back. outside: write the figures after the bars, where some bars
    are too short to hold them.
    """
    table = table[table[value].notna()]
    names = [literal(name) for name in table[label]]
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": table[value],
            "y": names,
            "orientation": "h",
            "customdata": table.get("kecamatan_kode"),
            "text": [unit(amount) for amount in table[value]],
            "textposition": "outside" if outside else "inside",
            "insidetextanchor": "start",
            "textangle": 0,
            "constraintext": "none",
            "cliponaxis": False,
            "textfont": {"size": 13, "color": theme.ink() if outside else theme.paper()},
            "marker": {
                "color": [
                    theme.protected() if selected is None else theme.scale()[9 if name == selected else 6]
                    for name in table[label]
                ]
            },
            "hovertemplate": "<b>%{y}</b><br>%{text}<extra></extra>",
            "unselected": {"marker": {"opacity": 1}},
        }
    ]
    if target and table[target].notna().any():
        traces.append(
            {
                "type": "scatter",
                "x": table[target],
                "y": names,
                "mode": "markers",
                "marker": {"symbol": "line-ns-open", "size": 15, "line": {"width": 2.5}, "color": theme.ink()},
                "hovertemplate": [f"Target {unit(amount)}<extra></extra>" for amount in table[target]],
            }
        )
    lines, notes = [], []
    if reference and len(table):
        name, at = reference
        lines.append(_upright(at, {"color": theme.warning(), "width": 2, "dash": "dot"}))
        font = {"size": 13, "color": theme.warning()}
        notes.append(note(at, 1, f"{literal(name)} {unit(at)}", yref="paper", yanchor="bottom", font=font))
    top = 26 if reference else 6
    return figure(
        traces,
        shapes=lines,
        annotations=notes,
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"autorange": "reversed", "showgrid": False, "tickfont": {"color": theme.ink()}, **named(table[label])},
        height=ROW * max(len(table), 1) + top + 6,
        margin={"t": top, "r": 90 if outside else 12, "b": 6, "l": 4},
        clickmode="event+select",
    )


@drawn
def ends(table: pd.DataFrame, each: int, *, label: str, value: str, unit: Formatter) -> go.Figure:
    """The first and the last rows of a ranking side by side, on one scale.

    table: lowest first. each: how many at either end, none of them twice.
    """
    each = min(each, len(table) // 2)
    sides = (("Terendah", table.head(each)), ("Tertinggi", table.tail(each).iloc[::-1])) if each else (("", table),)
    traces, notes = [], []
    layout: dict[str, Any] = {}
    for number, (title, rows) in enumerate(sides, 1):
        at = "" if number == 1 else str(number)
        left = (number - 1) * 0.52
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "x": rows[value],
                "y": [literal(name) for name in rows[label]],
                "xaxis": f"x{at}",
                "yaxis": f"y{at}",
                "marker": {"color": theme.warning() if number == 1 else theme.protected()},
                "text": [f"<b>{unit(amount)}</b>" for amount in rows[value]],
                "textposition": "outside",
                "textfont": {"size": 15},
                "cliponaxis": False,
            }
        )
        notes.append(
            note(
                left,
                1,
                f"<b>{title}</b>",
                xref="paper",
                yref="paper",
                xanchor="left",
                yanchor="bottom",
                font={"size": 15},
            )
        )
        layout[f"xaxis{at}"] = {
            "visible": False,
            "range": [0, float(table[value].max()) * 1.6],
            "domain": [left, left + 0.48],
            "anchor": f"y{at}",
        }
        layout[f"yaxis{at}"] = {
            "autorange": "reversed",
            "showgrid": False,
            "anchor": f"x{at}",
            "tickfont": {"color": theme.ink(), "size": 14},
            **named(rows[label], 13),
        }
    return figure(traces, annotations=notes, margin={"l": 4, "r": 4, "t": 24, "b": 0}, height=300, **layout)


@drawn
def protected_and_not(table: pd.DataFrame, *, label: str) -> go.Figure:
    """One full-width bar per row, filled as far as people are protected; its share and who is left stand above it.

    table: columns ``label``, belum_orang, cakupan_pct; rows without a base are left out.
    """
    table = table[table["cakupan_pct"].notna()].reset_index(drop=True)
    filled = table["cakupan_pct"].clip(0, 100)
    traces = [
        {
            "type": "bar",
            "x": share,
            "y": table.index,
            "orientation": "h",
            "width": 0.42,
            "marker": {"color": colour, "line": {"color": theme.edge(), "width": 1}},
            "hoverinfo": "skip",
        }
        for share, colour in ((filled, theme.protected()), (100 - filled, theme.unprotected()))
    ]
    notes = [
        note(x, row - 0.27, words, xanchor=anchor, yanchor="bottom", borderpad=0)
        for row, name, pct, missing in zip(
            table.index, table[label], table["cakupan_pct"], table["belum_orang"], strict=True
        )
        for x, anchor, words in (
            (0, "left", brief(name, 20)),
            (100, "right", f"<b>{formats.percent(pct)}</b> · {formats.count(missing)} belum"),
        )
    ]
    return figure(
        traces,
        annotations=notes,
        barmode="stack",
        xaxis={"visible": False, "range": [0, 100]},
        yaxis={"visible": False, "range": [len(table) - 0.7, -0.75]},
        height=66 * max(len(table), 1) + 12,
    )


@drawn
def gap_with_running_share(gaps: pd.DataFrame, *, half: int) -> go.Figure:
    """People not yet protected per kecamatan, largest first, with the running share of the whole gap.

    gaps: of ``cakupan.largest_gaps``. half: how many kecamatan hold half of it; those are brought out.
    """
    names = [literal(name) for name in gaps["kecamatan"]]
    traces = [
        {
            "type": "bar",
            "x": names,
            "y": gaps["belum_orang"],
            "customdata": gaps["kecamatan_kode"],
            "marker": {"color": [theme.warning() if n < half else theme.unprotected() for n in range(len(gaps))]},
            "hovertext": [
                f"<b>{name}</b><br>{formats.count(people)} orang belum terlindungi<br>"
                f"{formats.percent(share, decimals=1)} dari seluruhnya, "
                f"kumulatif {formats.percent(running, decimals=1)}"
                for name, people, share, running in zip(
                    names, gaps["belum_orang"], gaps["porsi_pct"], gaps["kumulatif_pct"], strict=True
                )
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "unselected": {"marker": {"opacity": 1}},
        },
        {
            "type": "scatter",
            "x": names,
            "y": gaps["kumulatif_pct"],
            "yaxis": "y2",
            "mode": "lines+markers",
            "line": {"color": theme.ink(), "width": 2},
            "marker": {"size": 6},
            "hoverinfo": "skip",
        },
    ]
    lines, notes = [], []
    if half:
        share = formats.percent(gaps["kumulatif_pct"].iloc[half - 1], decimals=0)
        lines.append(_upright(half - 0.5, {"color": theme.ink(), "width": 1.5, "dash": "dot"}))
        notes.append(note(half - 0.5, 1, f"<b>{half} kecamatan: {share}</b>", yref="paper", yanchor="bottom"))
    return figure(
        traces,
        shapes=lines,
        annotations=notes,
        height=400,
        margin={"t": 24},
        clickmode="event+select",
        xaxis={"tickangle": -90, "tickfont": {"color": theme.ink(), "size": 12}, **named(gaps["kecamatan"], 18)},
        yaxis={"tickformat": ",.0f", "rangemode": "tozero"},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "range": [0, 105],
            "tickvals": [0, 50, 100],
            "ticktext": ["0%", "50%", "100%"],
            "showgrid": False,
        },
    )


def _upright(x: float, line: dict[str, Any]) -> dict[str, Any]:
    """A line from the bottom to the top of a chart."""
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line}
