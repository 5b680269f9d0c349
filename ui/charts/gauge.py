"""The gauge of coverage: the part that is protected, the part that is not yet, and the target."""

from ui import formats, theme
from ui.charts import Figure, drawn, figure, note, target_line


@drawn
def coverage(pct: float, *, active: float, missing: float, target_pct: float | None = None) -> Figure:
    """One bar from 0 to 100%: protected filled with the accent, the rest pale, the target as a named line across it.

    active, missing: people protected and not yet, told above their part of the bar. Above 100% (more members than the
    base holds) the bar is full and the number still says so.
    """
    filled = min(pct, 100)
    parts = [
        {
            "type": "bar",
            "orientation": "h",
            "x": [share],
            "y": [0],
            "width": 1,
            "marker": {"color": colour, "line": {"color": outline, "width": 1.5}},
            "hoverinfo": "skip",
        }
        for share, colour, outline in (
            (filled, theme.protected(), theme.protected()),
            (100 - filled, theme.unprotected(), theme.warning()),
        )
    ]
    notes = []
    for side, number, words, colour in (
        ("left", formats.percent(pct), f"sudah terlindungi<br>{formats.said(active)} orang", theme.protected()),
        (
            "right",
            formats.said(missing),
            f"belum terlindungi<br>dari {formats.said(active + missing)} pekerja",
            theme.warning(),
        ),
    ):
        place = {"xanchor": side, "align": side, "yref": "paper", "yanchor": "bottom", "borderpad": 0}
        at = 0 if side == "left" else 100
        notes.append(note(at, 1, words, yshift=8, font={"size": 15}, **place))
        notes.append(note(at, 1, f"<b>{number}</b>", yshift=48, font={"size": 34, "color": colour}, **place))
    lines = []
    if target_pct is not None:
        line, name = target_line(min(target_pct, 100), target_pct)
        lines.append(line | {"y0": -0.08, "y1": 1.08})
        side = "left" if target_pct < 50 else "right"
        notes.append(name | {"y": 0, "yanchor": "top", "yshift": -5, "xanchor": side, "borderpad": 0})
    return figure(
        parts,
        shapes=lines,
        annotations=notes,
        barmode="stack",
        xaxis={"visible": False, "range": [-0.2, 100.2]},
        yaxis={"visible": False, "range": [-0.5, 0.5]},
        margin={"l": 0, "r": 0, "t": 94, "b": 28},
        height=172,
    )
