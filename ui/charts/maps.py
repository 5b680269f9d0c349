"""Two maps with one colour scale: equal tiles, the scale beneath them, and the true boundaries."""

import bisect
import json
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from memory import remembered
from ui import formats, theme
from ui.charts import Figure, drawn, enclaves, figure, literal, round_step
from ui.measures import Measure

Part = dict[str, Any]
# Letters of a word that a tile on a phone holds in one line.
LONGEST_WORD = 7
# The height of a tile with the gap beneath it, in pixels.
TILE = 92
# For the scale of colours and its words, in pixels.
SCALE_ROOM = 60


@dataclass(frozen=True)
class Scale:
    """The title, the tone of each class from the lowest, and what is written beneath: at how many percent, and what."""

    title: str
    tones: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]


class Tile(NamedTuple):
    """One kecamatan: where it stands, from 1; its name in lines and its figure; all of it in one line; its colours."""

    code: str
    row: int
    column: int
    name: tuple[str, ...]
    figure: str
    said: str
    tone: str
    ink: str
    is_opened: bool


@dataclass(frozen=True)
class Tiles:
    """A map of equal tiles. edge: the colour around each; mark: around the opened one."""

    rows: int
    columns: int
    edge: str
    mark: str
    tiles: tuple[Tile, ...]

    @property
    def height(self) -> int:
        """In pixels."""
        return TILE * self.rows


@drawn
def tiles(table: pd.DataFrame, measure: Measure, *, selected: str | None = None, bare: bool = False) -> Tiles:
    """One equal tile per kecamatan with its name and figure inside; kecamatan without a place get one in reading order.

    bare: for a wide and low place: names in one line.

    table: columns kecamatan_kode, kecamatan, petak_baris, petak_kolom and the measure's.
    """
    places = placed(table)
    tones = _tones(table, measure.column, classes_of(table[measure.column]))
    named = zip(table["kecamatan_kode"], table["kecamatan"], table[measure.column], strict=True)
    made = [
        Tile(
            kode,
            int(row),
            int(column),
            (formats.brief(name, 12),) if bare else _broken(name),
            measure.unit(value),
            f"{formats.visible(name)}: {measure.unit(value)}",
            tones.get(kode, theme.faint()),
            theme.on(tones[kode]) if kode in tones else theme.ink(),
            kode == selected,
        )
        for (kode, name, value), row, column in zip(named, places["baris"], places["kolom"], strict=True)
    ]
    return Tiles(int(places["baris"].max()), int(places["kolom"].max()), theme.edge(), theme.ink(), tuple(made))


@remembered
def scale(table: pd.DataFrame, measure: Measure) -> Scale:
    """The colours of the tiles and what they mean."""
    bounds = classes_of(table[measure.column])
    count = len(bounds) - 1
    ticks = [(100 * n / count, measure.tick(bounds[n])) for n in _told(count)]
    return Scale(measure.title, tuple(theme.tones(count)), tuple(ticks))


def regions(table: pd.DataFrame, boundaries: pd.DataFrame, measure: Measure, *, selected: str | None = None) -> Figure:
    """The true map: one area per kecamatan; grey is land inside that belongs to another regency or city.

    boundaries: columns kecamatan_kode and geojson (a geometry, outer rings clockwise). An area's meta is its code. Not
    remembered: with the borders in it a figure takes megabytes.
    """
    value, unit = measure.column, measure.unit
    bounds = classes_of(table[value])
    geometries, foreign = _land(boundaries)
    tones = _tones(table, value, bounds)
    # A projector does not tell a pale area from the paper.
    between = theme.paper() if theme.look() == "layar" else theme.edge()
    areas = [
        _area(
            geometries[kode],
            hover,
            fillcolor=tones.get(kode, theme.faint()),
            line=_border(kode == selected, others=between),
            meta=kode,
        )
        # The border of the opened one lies above its neighbours'.
        for kode, hover in sorted(
            zip(table["kecamatan_kode"], _hover(table, value, unit), strict=True), key=lambda each: each[0] == selected
        )
        if kode in geometries
    ]
    others = [
        _area(land, "Bukan wilayah kabupaten", fillcolor=theme.faint(), line=_border(False, others=theme.paper()))
        for land in foreign
    ]
    points = [point for geometry in geometries.values() for point in _points(geometry)]
    longitudes, latitudes = ([point[at] for point in points] for at in (0, 1))
    # A degree of longitude is shorter than one of latitude, the more so the farther from the equator.
    ratio = 1 / math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    return figure(
        [*others, *areas, _scale(bounds)],
        xaxis={"visible": False, "range": [min(longitudes), max(longitudes)], "constrain": "domain"},
        yaxis={
            "visible": False,
            "range": [min(latitudes), max(latitudes)],
            "constrain": "domain",
            "scaleanchor": "x",
            "scaleratio": ratio,
        },
        height=490,
        **_scaled(bounds, measure),
    )


@remembered
def _land(boundaries: pd.DataFrame) -> tuple[dict[str, Part], list[Part]]:
    """The geometry of each kecamatan by its code, and of each piece of foreign land inside."""
    own = dict(zip(boundaries["kecamatan_kode"], map(json.loads, boundaries["geojson"]), strict=True))
    return own, [{"type": "Polygon", "coordinates": [ring]} for ring in enclaves.of([*own.values()])]


def _tones(table: pd.DataFrame, value: str, bounds: list[float]) -> dict[str, str]:
    """The colour of each kecamatan with a figure, by its code."""
    known = table[table[value].notna()]
    tones = theme.tones(len(bounds) - 1)
    classes = classified(known[value], bounds)
    return dict(zip(known["kecamatan_kode"], (tones[n] for n in classes), strict=True))


def _area(geometry: Part, hover: str, **options: Any) -> Part:
    """One area with a label for the pointer; ``options`` say how it is drawn."""
    corners: list[list[float] | tuple[None, None]] = []
    for ring in _rings(geometry):
        corners += [*ring, (None, None)]
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "x": [corner[0] for corner in corners],
        "y": [corner[1] for corner in corners],
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": hover,
        **options,
    }


def _border(is_opened: bool, *, others: str) -> Part:
    """The opened kecamatan has a strong outline."""
    return {"color": theme.ink() if is_opened else others, "width": 3 if is_opened else 1}


def _scale(bounds: list[float]) -> Part:
    """A mark out of sight that carries the scale of colours."""
    return {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "mode": "markers",
        "marker": {"color": [bounds[0]], "coloraxis": "coloraxis"},
        "hoverinfo": "skip",
    }


def _rings(geometry: Part) -> Iterator[list[list[float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return (ring for polygon in polygons for ring in polygon)


def _points(geometry: Part) -> Iterator[list[float]]:
    return (point for ring in _rings(geometry) for point in ring)


def _scaled(bounds: list[float], measure: Measure) -> Part:
    """The layout of a map with its scale: one tone for each class with its bounds, and clicks."""
    count = len(bounds) - 1
    quiet = {"size": 13, "color": theme.muted()}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": SCALE_ROOM},
        "coloraxis": {
            "colorscale": [(edge / count, tone) for n, tone in enumerate(theme.tones(count)) for edge in (n, n + 1)],
            "cmin": bounds[0],
            "cmax": bounds[-1],
            "colorbar": {
                "orientation": "h",
                "thickness": 10,
                "len": 0.94,
                "x": 0.5,
                "y": 0,
                "yanchor": "top",
                "outlinewidth": 0,
                "tickvals": [bounds[n] for n in _told(count)],
                "ticktext": [measure.tick(bounds[n]) for n in _told(count)],
                "tickfont": quiet,
                "title": {"text": measure.title, "side": "top", "font": quiet},
            },
        },
    }


def _told(count: int) -> range:
    """Which bounds of so many classes are written: all, or every second one; both ends always."""
    return range(0, count + 1, 1 if count % 2 else 2)


def classes_of(values: pd.Series) -> list[float]:
    """The bounds of a few classes of one width, on round numbers, so that two maps of one measure can be compared."""
    if values.dropna().empty:
        return [0.0, 1.0]
    low, high = float(values.min()), float(values.max())
    step = round_step(max(high - low, abs(high) / 10, 1e-9) / 6)
    first, last = math.floor(low / step), max(math.ceil(high / step), math.floor(low / step) + 1)
    return [step * n for n in range(first, last + 1)]


def classified(values: pd.Series, bounds: list[float]) -> list[int]:
    """The class of each value, the lowest 0; a value on a bound belongs to the class above it."""
    return [min(bisect.bisect_right(bounds, value), len(bounds) - 1) - 1 for value in values]


def _hover(table: pd.DataFrame, value: str, unit: Callable[[float | None], str]) -> list[str]:
    return [
        f"<b>{literal(name)}</b><br>{formats.MISSING if formats.is_missing(figure) else unit(figure)}"
        for name, figure in zip(table["kecamatan"], table[value], strict=True)
    ]


def placed(table: pd.DataFrame) -> pd.DataFrame:
    """Where each kecamatan stands on the tile map. Columns: baris, kolom; reading order when some have no place."""
    if table[["petak_baris", "petak_kolom"]].notna().all(axis=None):
        return pd.DataFrame({"baris": table["petak_baris"], "kolom": table["petak_kolom"]})
    columns = max(1, math.ceil(math.sqrt(len(table) * 1.3)))
    order: list[Any] = list(range(len(table)))
    return pd.DataFrame(
        {"baris": [n // columns + 1 for n in order], "kolom": [n % columns + 1 for n in order]}, index=table.index
    )


def _broken(name: str) -> tuple[str, ...]:
    """A name in lines that fit a tile on a phone: at its spaces, and long words at their syllables; of what does not
    fit then, the beginning.
    """
    lines = [piece for word in formats.visible(name).split() for piece in _pieces(word)]
    shown = [formats.brief(line, LONGEST_WORD + 1) for line in lines[:3]]
    return (*shown[:2], "…") if len(lines) > 3 else tuple(shown)


def _pieces(word: str) -> list[str]:
    """A word in pieces that are short enough, each cut at the syllable nearest its middle."""
    cuts = [m.start() + 1 for m in re.finditer(r"[aiueoAIUEOgnmrstk](?=[bcdfghjklmnpqrstvwyz][aiueo])", word)]
    cuts = [cut for cut in cuts if 3 <= cut <= len(word) - 3]
    if len(word) <= LONGEST_WORD or not cuts:
        return [word]
    cut = min(cuts, key=lambda at: (abs(at - len(word) / 2), -at))
    first, rest = _pieces(word[:cut]), _pieces(word[cut:])
    return [*first[:-1], f"{first[-1]}-", *rest]
