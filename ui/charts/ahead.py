"""What may come: plans against each other and the targets, and a projection with its range."""

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, drawn, figure, literal, note
from ui.charts.lines import BENEATH, Part, from_zero, month_axis, target_steps

# As much of what was as makes what comes readable.
SHOWN_MONTHS = 12
# Told apart by their dashes and by the words at their end, not by colour alone.
_DASHES = ("solid", "dash", "dot", "dashdot")
# How much of the chart's height two words at the end need between them; the charts of a hall are half as high.
_APART, _APART_IN_HALL = 0.075, 0.15


@drawn
def plans(past: pd.DataFrame, ahead: pd.DataFrame, targets: pd.DataFrame) -> Figure:
    """Coverage of the last year, and what becomes of it by each plan; its name and last figure stand at its line.

    past: of ``cakupan.per_month``; ahead: columns rencana, bulan, cakupan_pct, the plan that is asked about first;
    targets: columns tahun, target_pct.
    """
    past = past.tail(SHOWN_MONTHS)
    months = pd.concat([past["bulan"], ahead["bulan"]])
    traces, notes = _past_and_targets(past, months, targets)
    names = tuple(dict.fromkeys(ahead["rencana"]))
    ends = []
    for name, dash in zip(names, _DASHES, strict=False):
        line = ahead[ahead["rencana"] == name]
        first = name == names[0]
        colour = theme.protected() if first else theme.muted()
        traces.append(_line(line["bulan"], line["cakupan_pct"], colour, dash=dash, width=4 if first else 2, name=name))
        ends.append((float(line["cakupan_pct"].iloc[-1]), line["bulan"].iloc[-1], name, first))
    reached = pd.concat([past["cakupan_pct"], ahead["cakupan_pct"], _shown(targets, months)["target_pct"]])
    scale = from_zero(reached)
    top = scale["range"][1] if "range" in scale else 0.0
    apart = top * (_APART if theme.look() == "layar" else _APART_IN_HALL)
    ends.sort(reverse=True)
    # The highest above its line unless a target is there, the others beneath theirs, none on another.
    goals = targets.loc[targets["tahun"] == months.max().year, "target_pct"]
    is_above = not (goals - ends[0][0]).between(0, 1.25 * apart).any()
    place = ends[0][0] if is_above else ends[-1][0]
    for number, (value, month, name, first) in enumerate(ends):
        if number:
            place = min(value, place - (2 * _APART * top if number == 1 else apart))
        words = f"{literal(name)} {formats.percent(value)}"
        notes.append(
            note(
                month,
                place,
                f"<b>{words}</b>" if first else words,
                xanchor="right",
                yanchor="bottom" if is_above and not number else "top",
                yshift=4 if is_above and not number else -4,
                font={"size": 14, "color": theme.protected() if first else theme.muted()},
            )
        )
    return _over_time(traces, notes, months, scale)


@drawn
def outlook(past: pd.DataFrame, path: pd.DataFrame, targets: pd.DataFrame) -> Figure:
    """Coverage of the last year and as it may go on, with the range that holds eight of ten outcomes.

    past: of ``cakupan.per_month``; path: of ``proyeksi.ahead``; targets: columns tahun, target_pct.
    """
    past = past.tail(SHOWN_MONTHS)
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
    # Over and under all of the range: on a phone the words reach back over most of it.
    for column, place, anchor in (
        ("tinggi_pct", line["tinggi_pct"].max(), "bottom"),
        ("rendah_pct", line["rendah_pct"].min(), "top"),
    ):
        words = f"paling {column.removesuffix('_pct')} {formats.percent(end[column], decimals=1)}"
        notes.append(
            note(
                end["bulan"],
                place,
                words,
                xanchor="right",
                yanchor=anchor,
                font={"size": 14, "color": theme.muted()},
            )
        )
    reached = pd.concat([past["cakupan_pct"], path["tinggi_pct"], _shown(targets, months)["target_pct"]])
    return _over_time(traces, notes, months, from_zero(reached))


def _past_and_targets(past: pd.DataFrame, months: pd.Series, targets: pd.DataFrame) -> tuple[list[Part], list[Part]]:
    traces = [_line(past["bulan"], past["cakupan_pct"], theme.ink(), dash="solid", width=3, name="Sampai sekarang")]
    steps, notes = target_steps(_shown(targets, months), months)
    return traces + steps, notes


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


def _over_time(traces: list[Part], notes: list[Part], months: pd.Series, scale: Part) -> Figure:
    # The words at the ends would else widen the axis, and the first year stand outside of it.
    axis = month_axis(months) | {
        "range": [months.min(), months.max() + pd.DateOffset(days=10)],
        "ticklabeloverflow": "allow",
    }
    return figure(
        traces, annotations=notes, xaxis=axis, yaxis=scale, height=300, margin={"t": 18, "r": 12, "l": 24, "b": BENEATH}
    )
