"""Cover that ends: people per month and payer, what has been and what is still to come."""

import pandas as pd

from ui import formats, theme
from ui.charts import Figure, brief, drawn, figure, literal, note


@drawn
def steps(path: pd.DataFrame, *, day: pd.Timestamp | None, people: int) -> Figure:
    """Stacked columns per month; months to come are hatched. The day on which most of them end is said at its place.

    path: bulan, pembayar_kode, pembayar, orang, terlihat. day: None when none is known.
    """
    months = _months(path, day)
    place = {month: n for n, month in enumerate(months)}
    traces = []
    for colour, (_, rows) in zip(theme.categories() * 2, path.groupby("pembayar_kode", sort=False), strict=False):
        payer = rows["pembayar"].iloc[0]
        traces.append(
            {
                "type": "bar",
                "name": brief(payer),
                "x": rows["bulan"].map(place),
                "y": rows["orang"],
                "marker": {
                    "color": colour,
                    "pattern": {
                        "shape": ["" if seen else "/" for seen in rows["terlihat"]],
                        "fgcolor": theme.paper(),
                        "fillmode": "overlay",
                    },
                },
                "hovertext": [
                    f"<b>{literal(payer)}</b> {formats.month(month)}<br>{formats.count(count)} orang"
                    for month, count in zip(rows["bulan"], rows["orang"], strict=True)
                ],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    lines, notes = [], []
    if day is not None and len(months):
        # Between the last month with the cover and the first without it.
        at = (day.year - months[0].year) * 12 + day.month - months[0].month + 0.5
        side, away = ("right", -6) if at > len(months) * 0.6 else ("left", 6)
        line = {"color": theme.warning(), "width": 2, "dash": "dot"}
        lines.append({"type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "yref": "paper", "line": line})
        words = f"<b>{formats.date(day)}</b><br>{formats.signed(-people)} orang"
        font = {"size": 14, "color": theme.warning()}
        place_of = {"yref": "paper", "yanchor": "top", "xanchor": side, "xshift": away, "align": side}
        notes.append(note(at, 1, words, font=font, **place_of))
    ticks = range(0, len(months), next(step for most, step in ((8, 1), (16, 3), (10**6, 6)) if len(months) <= most))
    return figure(
        traces,
        shapes=lines,
        annotations=notes,
        barmode="stack",
        bargap=0.18,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        height=360,
        # How many lines the names of the payers need, and how wide the figures are, only Plotly knows.
        margin={"t": 34, "b": 24, "autoexpand": True},
        xaxis={
            "tickvals": list(ticks),
            "ticktext": [formats.short_month(months[n]) for n in ticks],
            "range": [-0.6, len(months) - 0.4],
            "showgrid": False,
            "automargin": True,
        },
        yaxis={"tickformat": ",.0f", "rangemode": "tozero", "automargin": True},
    )


def _months(path: pd.DataFrame, day: pd.Timestamp | None) -> list[pd.Timestamp]:
    """From the first month to the last, and far enough to see what is left after the day."""
    if path.empty:
        return []
    last = path["bulan"].max()
    after = last if day is None else day.replace(day=1) + pd.DateOffset(months=2)
    return list(pd.date_range(path["bulan"].min(), max(last, after), freq="MS"))
