"""Land inside a regency that is not part of it, found from the borders of its kecamatan."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
# Rounded borders leave slivers between neighbours; an enclave is larger than this share of the regency.
SLIVER = 0.001


def of(geometries: list[dict[str, Any]]) -> list[list[Point]]:
    """The enclaves of an area made of polygons whose outer rings are clockwise, as clockwise rings.

    A border between two kecamatan is walked once in each direction; what is walked once only is the rim of the
    regency, or of a hole in it, which runs the other way around. Borders that do not meet give no enclave.
    """
    walked = {step for geometry in geometries for ring in _rings(geometry) for step in pairwise(ring)}
    onward: dict[Point, list[Point]] = {}
    for start, end in walked:
        if (end, start) not in walked:
            onward.setdefault(start, []).append(end)
    loops = list(_loops(onward))
    areas = [_area(loop) for loop in loops]
    whole = -min(areas, default=0)
    return [loop[::-1] for loop, area in zip(loops, areas, strict=True) if area > SLIVER * whole > 0]


def _rings(geometry: dict[str, Any]) -> Iterator[list[Point]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield [(x, y) for x, y, *_ in ring]


def _loops(onward: dict[Point, list[Point]]) -> Iterator[list[Point]]:
    while onward:
        start = min(onward)
        loop = [start]
        while loop[-1] in onward:
            ends = onward[loop[-1]]
            following = ends.pop()
            if not ends:
                del onward[loop[-1]]
            loop.append(following)
            if following == start:
                yield loop
                break


def _area(ring: list[Point]) -> float:
    """Twice the signed area: negative when clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
