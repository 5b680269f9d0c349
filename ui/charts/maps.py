"""Two maps with one colour scale: equal tiles, and the true boundaries."""

import json
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from memory import remembered
from ui import formats, theme
from ui.charts import brief, drawn, enclaves, figure, literal, round_step
from ui.measures import Measure

Part = dict[str, Any]


@drawn
def tiles(table: pd.DataFrame, measure: Measure, *, selected: str | None = None, bare: bool = False) -> go.Figure:
    """One equal tile per kecamatan with its name and figure inside; kecamatan without a place get one in reading order.

    bare: for a wide and low place: names in one line, without the scale's words.

    table: columns kecamatan_kode, kecamatan, petak_baris, petak_kolom and the measure's. A tile's customdata is its
    code.
    """
    places = _places(table)
    value, unit = measure.column, measure.unit
    low, high = _range(table[value])
    known = table[value].notna()
    share = (table[value] - low) / (high - low)
    tiles = [
        _tiles(table[~known], places, unit, value, [theme.ink()] * len(table), whole=bare)
        | {"marker": {"color": theme.faint(), "line": _outline(table[~known], selected, others=theme.edge())}},
        _tiles(table[known], places, unit, value, [theme.on_scale(at) for at in share[known]], whole=bare)
        | {
            "marker": {
                "color": table[value][known],
                "coloraxis": "coloraxis",
                "line": _outline(table[known], selected, others=theme.edge()),
            }
        },
    ]
    scaled = _scaled(low, high, measure)
    if bare:
        scaled["coloraxis"]["showscale"] = False
    return figure(
        [trace for trace in tiles if len(trace["customdata"])],
        barmode="overlay",
        xaxis={"visible": False, "range": [0.45, places["kolom"].max() + 0.55]},
        yaxis={"visible": False, "range": [-places["baris"].max() - 0.55, -0.45]},
        height=100 * int(places["baris"].max()) + 70,
        **scaled,
    )


def _tiles(
    table: pd.DataFrame,
    places: pd.DataFrame,
    unit: Callable[[float | None], str],
    value: str,
    inks: list[str],
    *,
    whole: bool,
) -> Part:
    """The tiles of some kecamatan, without their colour. whole: names are not broken into lines."""
    own = places.loc[table.index]
    return {
        "type": "bar",
        "x": own["kolom"],
        "y": [0.94] * len(table),
        "base": -own["baris"] - 0.47,
        "width": 0.94,
        "customdata": table["kecamatan_kode"],
        "text": [
            f"{brief(name, 13) if whole else _broken(name)}<br><b>{unit(amount)}</b>"
            for name, amount in zip(table["kecamatan"], table[value], strict=True)
        ],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"size": 13, "color": inks},
        "hovertext": _hover(table, value, unit),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }


def regions(
    table: pd.DataFrame, boundaries: pd.DataFrame, measure: Measure, *, selected: str | None = None
) -> go.Figure:
    """The true map: one area per kecamatan; grey is land inside that belongs to another regency or city.

    boundaries: columns kecamatan_kode and geojson (a geometry, outer rings clockwise). Not remembered: with the borders
    in it a figure takes megabytes.
    """
    value, unit = measure.column, measure.unit
    low, high = _range(table[value])
    geometries, foreign = _land(boundaries)
    shapes = _features(geometries)
    # A projector does not tell a pale area from the paper.
    between = theme.paper() if theme.look() == "layar" else theme.edge()
    known, unknown = table[table[value].notna()], table[table[value].isna()]
    areas = [
        _areas(_features(foreign), list(foreign), ["Bukan wilayah kabupaten"] * len(foreign), **_grey(len(foreign))),
        _areas(shapes, unknown["kecamatan_kode"], _hover(unknown, value, unit), **_grey(len(unknown))),
        _areas(
            shapes,
            known["kecamatan_kode"],
            _hover(known, value, unit),
            z=known[value],
            coloraxis="coloraxis",
            marker={"line": _outline(known, selected, others=between)},
        ),
    ]
    points = [point for geometry in geometries.values() for point in _points(geometry)]
    longitudes, latitudes = zip(*points, strict=True)
    return figure(
        [area for area in areas if len(area["locations"])],
        geo={
            "visible": False,
            "lonaxis": {"range": [min(longitudes), max(longitudes)]},
            "lataxis": {"range": [min(latitudes), max(latitudes)]},
            "projection": {"type": "mercator"},
            "bgcolor": "rgba(0,0,0,0)",
        },
        height=490,
        **_scaled(low, high, measure),
    )


@remembered
def _land(boundaries: pd.DataFrame) -> tuple[dict[str, Part], dict[str, Part]]:
    """The geometry of each kecamatan by its code, and of each piece of foreign land inside."""
    own = dict(zip(boundaries["kecamatan_kode"], map(json.loads, boundaries["geojson"]), strict=True))
    holes = enumerate(enclaves.of([*own.values()]))
    return own, {f"luar-{n}": {"type": "Polygon", "coordinates": [ring]} for n, ring in holes}


def _areas(shapes: Part, codes: Sequence[str], hover: list[str], **options: Any) -> Part:
    """Areas of one kind; ``options`` say how they are coloured."""
    return {
        "type": "choropleth",
        "geojson": shapes,
        "locations": codes,
        "hovertext": hover,
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
        **options,
    }


def _grey(count: int) -> Part:
    """How areas without a figure are coloured."""
    return {
        "z": [0] * count,
        "colorscale": [[0, theme.faint()], [1, theme.faint()]],
        "showscale": False,
        "marker": {"line": {"color": theme.paper(), "width": 1}},
    }


def _outline(table: pd.DataFrame, selected: str | None, *, others: str) -> Part:
    """The opened kecamatan has a strong outline."""
    marked = [kode == selected for kode in table["kecamatan_kode"]]
    return {
        "color": [theme.ink() if mark else others for mark in marked],
        "width": [3 if mark else 1 for mark in marked],
    }


def _features(geometries: dict[str, Part]) -> Part:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": kode, "properties": {}, "geometry": geometry}
            for kode, geometry in geometries.items()
        ],
    }


def _points(geometry: Part) -> Iterator[list[float]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return (point for polygon in polygons for ring in polygon for point in ring)


def _scaled(low: float, high: float, measure: Measure) -> Part:
    """The layout that both maps share: the colour scale with its words, and clicks."""
    ticks = [low, (low + high) / 2, high]
    quiet = {"size": 13, "color": theme.muted()}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "clickmode": "event+select",
        "uniformtext": {"minsize": 11, "mode": "show"},
        "coloraxis": {
            "colorscale": theme.ramp(),
            "cmin": low,
            "cmax": high,
            "colorbar": {
                "orientation": "h",
                "thickness": 10,
                "len": 0.6,
                "x": 0.02,
                "xanchor": "left",
                "y": 0,
                "yanchor": "top",
                "outlinewidth": 0,
                "tickvals": ticks,
                "ticktext": [measure.unit(tick) for tick in ticks],
                "tickfont": quiet,
                "title": {"text": measure.title, "side": "top", "font": quiet},
            },
        },
    }


def _range(values: pd.Series) -> tuple[float, float]:
    """Round ends around the values, so that two maps of the same measure can be compared."""
    if values.dropna().empty:
        return 0.0, 1.0
    low, high = float(values.min()), float(values.max())
    step = round_step(max(high - low, abs(high) / 10, 1e-9) / 4)
    low, high = math.floor(low / step) * step, math.ceil(high / step) * step
    return low, high if high > low else low + step


def _hover(table: pd.DataFrame, value: str, unit: Callable[[float | None], str]) -> list[str]:
    return [
        f"<b>{literal(name)}</b><br>{formats.MISSING if formats.is_missing(figure) else unit(figure)}"
        for name, figure in zip(table["kecamatan"], table[value], strict=True)
    ]


def _places(table: pd.DataFrame) -> pd.DataFrame:
    if table[["petak_baris", "petak_kolom"]].notna().all(axis=None):
        return pd.DataFrame({"baris": table["petak_baris"], "kolom": table["petak_kolom"]})
    columns = max(1, math.ceil(math.sqrt(len(table) * 1.3)))
    order: list[Any] = list(range(len(table)))
    return pd.DataFrame(
        {"baris": [n // columns + 1 for n in order], "kolom": [n % columns + 1 for n in order]}, index=table.index
    )


def _broken(name: str) -> str:
    """A name in lines that fit a tile on a phone: at its spaces, or a long word at the syllable nearest its middle; of
    what does not fit then, the beginning.
    """
    lines: list[str] = []
    for word in formats.visible(name).split():
        cuts = [m.start() + 1 for m in re.finditer(r"[aiueoAIUEOgnmrstk](?=[bcdfghjklmnpqrstvwyz][aiueo])", word)]
        cuts = [cut for cut in cuts if 3 <= cut <= len(word) - 3]
        if len(word) > 8 and cuts:
            cut = min(cuts, key=lambda at: (abs(at - len(word) / 2), -at))
            lines += [f"{word[:cut]}-", word[cut:]]
        else:
            lines.append(word)
    shown = [brief(line, 9) for line in lines[:3]]
    return "<br>".join([*shown[:2], "…"] if len(lines) > 3 else shown)
