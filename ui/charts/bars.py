"""Bars: rankings, parts of a whole, and the gap."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, brief, drawn, figure, literal, named, note, target_line, upright

Formatter = Callable[[float], str]
ROW = 25


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
    over: str = "",
) -> Figure:
    """One bar per row from the top, each with its figure; a named reference line; a mark where the row's target is.

    table: in the order to draw, with kecamatan_kode as customdata when it has one. target: its column of targets.
    A target that is the same for all is one line; bars that fall short of theirs are pale. selected: the label to
    outline. outside: write the figures after the bars, where some bars are too short to hold them. over: what the bars
    count, written over them.
    """
    table = table[table[value].notna()]
    names = [literal(name) for name in table[label]]
    short = table[value] < table[target] if target else [False] * len(table)
    tones = [theme.scale()[3] if below else theme.protected() for below in short]
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
            "textfont": {"size": 13, "color": theme.ink() if outside else [theme.on(tone) for tone in tones]},
            "marker": {
                "color": tones,
                "line": {"color": theme.ink(), "width": [3 if name == selected else 0 for name in table[label]]},
            },
            "hovertemplate": "<b>%{y}</b><br>%{text}<extra></extra>",
        }
    ]
    lines, notes = [], []
    goals = table[target].dropna() if target else pd.Series(dtype="float64")
    if len(set(goals)) > 1:
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
    elif len(goals):
        lines, notes = [[part] for part in target_line(goals.iloc[0], goals.iloc[0])]
    if reference and len(table):
        name, at = reference
        lines.append(upright(at, color=theme.muted(), width=2))
        font = {"size": 14, "color": theme.muted()}
        notes.append(note(at, 1, f"{literal(name)} {unit(at)}", yref="paper", font=font))
    # A name ends at its line, one above the other.
    for row, words in enumerate(notes):
        words |= {"xanchor": "right", "yanchor": "bottom", "yshift": 18 * row, "borderpad": 0}
    if over:
        font = {"size": 15, "color": theme.muted()}
        notes.append(note(0, 1, literal(over), xref="paper", yref="paper", xanchor="left", yanchor="bottom", font=font))
    furthest = max([*table[value], *goals, *([reference[1]] if reference else [])], default=1)
    top = 6 + 20 * len(notes)
    return figure(
        traces,
        shapes=lines,
        annotations=notes,
        xaxis={"visible": False, "range": [0, (furthest or 1) * 1.02]},
        yaxis={"autorange": "reversed", "tickfont": {"color": theme.ink()}, **named(table[label])},
        height=ROW * max(len(table), 1) + top + 6,
        margin={"t": top, "r": 90 if outside else 12, "b": 6, "l": 4},
    )


@drawn
def ends(table: pd.DataFrame, each: int, *, label: str, value: str, unit: Formatter) -> Figure:
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
            "anchor": f"x{at}",
            "tickfont": {"color": theme.ink(), "size": 14},
            **named(rows[label], 12),
        }
    return figure(traces, annotations=notes, margin={"l": 4, "r": 4, "t": 24, "b": 0}, height=300, **layout)


@drawn
def protected_and_not(table: pd.DataFrame, *, label: str) -> Figure:
    """One full-width bar per row, filled as far as people are protected; its share stands above it and who
    is left beneath.

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
            "width": 0.3,
            "marker": {"color": colour, "line": {"color": theme.edge(), "width": 1}},
            "hoverinfo": "skip",
        }
        for share, colour in ((filled, theme.protected()), (100 - filled, theme.unprotected()))
    ]
    notes = [
        note(x, row + at, words, xanchor=anchor, yanchor="bottom" if at < 0 else "top", borderpad=0)
        for row, name, pct, missing in zip(
            table.index, table[label], table["cakupan_pct"], table["belum_orang"], strict=True
        )
        for x, at, anchor, words in (
            (0, -0.2, "left", brief(name, 20)),
            (100, -0.2, "right", f"<b>{formats.percent(pct)}</b>"),
            (100, 0.2, "right", f"{formats.said(missing)} belum"),
        )
    ]
    return figure(
        traces,
        annotations=notes,
        barmode="stack",
        xaxis={"visible": False, "range": [0, 100]},
        yaxis={"visible": False, "range": [len(table) - 0.58, -0.46]},
        margin={"l": 1, "r": 1},
        height=92 * max(len(table), 1),
    )


@drawn
def gap(gaps: pd.DataFrame, *, half: int) -> Figure:
    """People not yet protected per kecamatan, largest first; those that together hold half of them are brought out.

    gaps: of ``cakupan.largest_gaps``. half: how many kecamatan hold half of the whole gap.
    """
    names = [literal(name) for name in gaps["kecamatan"]]
    people = {
        "type": "bar",
        "orientation": "h",
        "x": gaps["belum_orang"],
        "y": names,
        "customdata": gaps["kecamatan_kode"],
        "text": [formats.said(amount) for amount in gaps["belum_orang"]],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 13},
        "marker": {"color": [theme.warning() if n < half else theme.unprotected() for n in range(len(gaps))]},
        "hovertext": [
            f"<b>{name}</b><br>{formats.count(amount)} orang belum terlindungi<br>"
            f"{formats.percent(share, decimals=1)} dari seluruhnya, "
            f"kumulatif {formats.percent(running, decimals=1)}"
            for name, amount, share, running in zip(
                names, gaps["belum_orang"], gaps["porsi_pct"], gaps["kumulatif_pct"], strict=True
            )
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    return figure(
        [people],
        height=ROW * max(len(gaps), 1) + 12,
        margin={"t": 6, "r": 60, "b": 6, "l": 4},
        xaxis={"visible": False, "rangemode": "tozero"},
        yaxis={"autorange": "reversed", "tickfont": {"color": theme.ink()}, **named(gaps["kecamatan"], 18)},
    )
