"""What may come: plans against each other and the targets, and a projection with its range."""

import pandas as pd
import plotly.graph_objects as go

from ui import formats, theme
from ui.charts import drawn, figure, literal, note
from ui.charts.lines import Part, axis_in_words, month_axis, target_steps

# Told apart by their dashes and by the words at their end, not by colour alone.
_DASHES = ("solid", "dash", "dot", "dashdot")
# How much of the chart's height two words at the end need between them.
_APART = 0.075


@drawn
def plans(past: pd.DataFrame, ahead: pd.DataFrame, targets: pd.DataFrame) -> go.Figure:
    """Coverage until now, and what becomes of it by each plan, whose name and last figure stand at the end of its line.

    past: of ``cakupan.per_month``; ahead: columns rencana, bulan, cakupan_pct, the plan that is asked about first;
    targets: columns tahun, target_pct.
    """
    months = pd.concat([past["bulan"], ahead["bulan"]])
    traces, notes = _past_and_targets(past, months, targets)
    names = list(dict.fromkeys(ahead["rencana"]))
    ends = []
    for name, dash in zip(names, _DASHES, strict=False):
        line = ahead[ahead["rencana"] == name]
        first = name == names[0]
        colour = theme.protected() if first else theme.muted()
        traces.append(_line(line["bulan"], line["cakupan_pct"], colour, dash=dash, width=4 if first else 2, name=name))
        ends.append((float(line["cakupan_pct"].iloc[-1]), name, colour, first))
    reached = pd.concat([past["cakupan_pct"], ahead["cakupan_pct"], _shown(targets, months)["target_pct"]])
    scale = axis_in_words(reached, formats.whole_percent)
    last = ahead["bulan"].max()
    for place, (value, name, colour, first) in zip(_spread(ends, scale), sorted(ends, reverse=True), strict=True):
        words = f"{literal(name)} {formats.percent(value)}"
        notes.append(
            note(
                last, place, f"<b>{words}</b>" if first else words, xanchor="left", xshift=8, align="left",
                font={"size": 14, "color": colour},
            )
        )  # fmt: skip
    return _over_time(traces, notes, months, scale, right=210)


@drawn
def outlook(past: pd.DataFrame, path: pd.DataFrame, targets: pd.DataFrame) -> go.Figure:
    """Coverage until now and as it may go on, with the range that holds eight of ten outcomes.

    past: of ``cakupan.per_month``; path: of ``proyeksi.ahead``; targets: columns tahun, target_pct.
    """
    months = pd.concat([past["bulan"], path["bulan"]])
    traces, notes = _past_and_targets(past, months, targets)
    start = past.tail(1).assign(rendah_pct=past["cakupan_pct"], tinggi_pct=past["cakupan_pct"])
    line = pd.concat([start, path])
    for column, fill in (("rendah_pct", None), ("tinggi_pct", "tonexty")):
        traces.append(
            {
                "type": "scatter", "x": line["bulan"], "y": line[column], "mode": "lines", "line": {"width": 0},
                "fill": fill, "fillcolor": theme.scale()[1], "hoverinfo": "skip",
            }
        )  # fmt: skip
    traces.append(_line(line["bulan"], line["cakupan_pct"], theme.protected(), dash="dot", width=3, name="Perkiraan"))
    end = path.iloc[-1]
    for column, words, anchor in (
        ("tinggi_pct", "paling tinggi", "bottom"),
        ("cakupan_pct", "perkiraan", "middle"),
        ("rendah_pct", "paling rendah", "top"),
    ):
        middle = column == "cakupan_pct"
        text = f"{words} {formats.percent(end[column], decimals=1)}"
        notes.append(
            note(
                end["bulan"], end[column], f"<b>{text}</b>" if middle else text, xanchor="left", xshift=8,
                yanchor=anchor, font={"size": 14, "color": theme.protected() if middle else theme.muted()},
            )
        )  # fmt: skip
    reached = pd.concat([past["cakupan_pct"], path["tinggi_pct"], _shown(targets, months)["target_pct"]])
    return _over_time(traces, notes, months, axis_in_words(reached, formats.whole_percent), right=160)


def _past_and_targets(past: pd.DataFrame, months: pd.Series, targets: pd.DataFrame) -> tuple[list[Part], list[Part]]:
    traces = [_line(past["bulan"], past["cakupan_pct"], theme.ink(), dash="solid", width=3, name="Sampai sekarang")]
    notes: list[Part] = []
    for step, words in target_steps(_shown(targets, months), months):
        traces.append(step)
        notes.append(words)
    return traces, notes


def _shown(targets: pd.DataFrame, months: pd.Series) -> pd.DataFrame:
    return targets[targets["tahun"].between(months.min().year, months.max().year)]


def _line(months: pd.Series, values: pd.Series, colour: str, *, dash: str, width: int, name: str) -> Part:
    return {
        "type": "scatter",
        "x": months,
        "y": values,
        "mode": "lines",
        "line": {"color": colour, "width": width, "dash": dash},
        "hovertext": [
            f"<b>{literal(name)}</b><br>{formats.month(month)}<br>{formats.percent(value)}"
            for month, value in zip(months, values, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _spread(ends: list[tuple[float, str, str, bool]], scale: Part) -> list[float]:
    """Where the words at the ends stand, the highest first, so that none stands on another."""
    apart = _APART * float(scale["range"][1]) if "range" in scale else 0.0
    places: list[float] = []
    for value, *_ in sorted(ends, reverse=True):
        places.append(min(value, places[-1] - apart) if places else value)
    return places


def _over_time(traces: list[Part], notes: list[Part], months: pd.Series, scale: Part, *, right: int) -> go.Figure:
    return figure(
        traces, annotations=notes, xaxis=month_axis(months), yaxis=scale, height=360, margin={"t": 18, "r": right}
    )
