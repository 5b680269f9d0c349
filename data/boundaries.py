"""Boundaries of the kecamatan from a GeoJSON file, checked and made ready to be drawn."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any, TypeVar

from data.loading.draft import Draft, Understood
from data.loading.faults import Fault, Rule, refuse_file, shown
from data.loading.names import Reference
from data.loads import Total

LARGEST_FILE = 3 * 1024**2
DECIMALS = 5  # about one metre
SMALLEST_AREA = 10.0 ** (-2 * DECIMALS - 1)  # less than any area between rounded points: only rounding is left of it
# Boundaries answer for no month. A load covers periods, so they all cover this one and the newest is live.
ANY_PERIOD = dt.date(1900, 1, 1)
# Indonesia in degrees, with a little sea around it.
WEST, EAST, SOUTH, NORTH = 94.0, 142.0, -12.0, 7.0

Ring = list[tuple[float, float]]
T = TypeVar("T")


class _Invalid(ValueError):
    """Why a geometry cannot be drawn, in one sentence."""


def understand(content: bytes, reference: Reference) -> Understood:
    """One load with a geometry for every kecamatan of the regency, or every fault. Raises Refused for other files.

    Features carry the Kemendagri code as ``id`` or ``properties.kode``, coordinates are WGS 84, longitude first.
    """
    features = _features(content)
    places = [(f"fitur {number}", _code(feature), feature) for number, feature in enumerate(features, start=1)]
    _refuse_other_areas([code for _, code, _ in places], reference)
    faults = _code_faults(places, reference)
    shapes: dict[str, dict[str, Any]] = {}
    for place, code, feature in places:
        try:
            shapes[code] = _geometry(feature.get("geometry"))
        except _Invalid as error:
            remedy = "Perbaiki bentuknya di program peta, lalu simpan lagi sebagai GeoJSON (WGS 84)."
            faults.append(Fault(Rule.GEOMETRY, str(error), remedy, cell=place, value=shown(code or None)))
    if faults:
        return Understood((), faults, len(faults))
    draft = Draft(
        jenis="batas",
        sumber="Batas wilayah kecamatan dari berkas GeoJSON, untuk tampilan saja",
        lembar="",
        columns={
            "kecamatan_kode": list(reference.kecamatan),
            "geojson": [json.dumps(shapes[code], separators=(",", ":")) for code in reference.kecamatan],
        },
        covers=frozenset({("", ANY_PERIOD)}),
        totals=(Total("Kecamatan", len(shapes), len(features)),),
    )
    return Understood((draft,), (), 0)


def _features(content: bytes) -> list[dict[str, Any]]:
    if len(content) > LARGEST_FILE:
        sentence = f"Berkas ini lebih besar dari {LARGEST_FILE // 1024**2} MB."
        raise refuse_file(sentence, "Sederhanakan garis batasnya di program peta.")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse_file("Berkas ini bukan JSON yang utuh.", "Simpan ulang sebagai GeoJSON.") from None
    features = document.get("features") if isinstance(document, dict) else None
    is_collection = isinstance(document, dict) and document.get("type") == "FeatureCollection"
    if not is_collection or not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
        raise refuse_file("Berkas ini bukan FeatureCollection GeoJSON.", "Simpan ulang sebagai GeoJSON.")
    if not features:
        raise refuse_file("Berkas ini tidak berisi satu wilayah pun.", "Periksa lapisan yang disimpan.")
    return features


def _code(feature: dict[str, Any]) -> str:
    """The Kemendagri code that a feature carries; empty when it carries none, or two that differ."""
    properties = feature.get("properties")
    kode = properties.get("kode") if isinstance(properties, dict) else None
    codes = {str(code).strip() for code in (feature.get("id"), kode) if code is not None}
    return codes.pop() if len(codes) == 1 else ""


def _refuse_other_areas(codes: list[str], reference: Reference) -> None:
    """Raises Refused, in one sentence, when every feature is about something else than the regency's kecamatan."""
    if not all(codes) or any(code in reference.kecamatan for code in codes):
        return
    if any(code.startswith(f"{reference.kabupaten_kode}.") for code in codes):
        sentence, rule = f"Kode seperti {shown(codes[0])} bukan kode kecamatan.", Rule.UNKNOWN_CODE
    else:
        others = ", ".join(sorted({shown(code[:5]) for code in codes})[:5])
        sentence = f"Berkas ini memuat wilayah {others}, bukan {reference.kabupaten} ({reference.kabupaten_kode})."
        rule = Rule.OTHER_KABUPATEN
    raise refuse_file(sentence, _code_remedy(reference), rule=rule)


def _code_remedy(reference: Reference) -> str:
    return f"Tulis kode Kemendagri seperti {next(iter(reference.kecamatan))} dalam id atau properties.kode."


def _code_faults(places: list[tuple[str, str, dict[str, Any]]], reference: Reference) -> list[Fault]:
    """Codes that are missing, unknown or doubled, then kecamatan that no feature stands for."""
    faults = []
    for place, code, _ in places:
        if code not in reference.kecamatan:
            sentence = f"Tidak ada kecamatan berkode ini di {reference.kabupaten}." if code else "Kodenya tidak ada."
            faults.append(
                Fault(Rule.UNKNOWN_CODE, sentence, _code_remedy(reference), cell=place, value=shown(code or None))
            )
    counted = Counter(code for _, code, _ in places if code in reference.kecamatan)
    for code, times in counted.items():
        if times > 1:
            first, *others = [place for place, other, _ in places if other == code]
            sentence = f"{reference.kecamatan[code]} juga ada di {' dan '.join(others)}."
            cure = "Gabungkan menjadi satu MultiPolygon."
            faults.append(Fault(Rule.DUPLICATE_KECAMATAN, sentence, cure, cell=first, value=code))
    missing = [nama for code, nama in reference.kecamatan.items() if code not in counted]
    if missing:
        sentence = f"Tidak ada batas untuk {', '.join(missing)}."
        faults.append(Fault(Rule.MISSING_KECAMATAN, sentence, "Lengkapi berkasnya."))
    return faults


def _geometry(geometry: Any) -> dict[str, Any]:
    """The geometry with rounded coordinates and rings wound as d3 draws them. Raises _Invalid."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        return {"type": kind, "coordinates": _polygon(geometry.get("coordinates"))}
    if kind == "MultiPolygon":
        return {"type": kind, "coordinates": _each(geometry.get("coordinates"), _polygon)}
    raise _Invalid("Bentuknya bukan Polygon atau MultiPolygon.")


def _polygon(rings: Any) -> list[Ring]:
    # d3-geo, which draws the map, takes what lies to the right of a ring as its inside: the outer ring clockwise and
    # holes counter-clockwise. Wound as RFC 7946 asks, a kecamatan would be the whole globe without itself.
    outer, *holes = _each(rings, _ring)
    return [_wound(outer, clockwise=True), *(_wound(hole, clockwise=False) for hole in holes)]


def _ring(positions: Any) -> Ring:
    if not isinstance(positions, list) or len(positions) < 4:
        raise _Invalid("Sebuah garis batas mempunyai kurang dari empat titik.")
    points = [_point(position) for position in positions]
    if points[0] != points[-1]:
        raise _Invalid("Sebuah garis batas tidak tertutup: titik awal dan akhirnya berbeda.")
    ring = [point for point, before in zip(points, [None, *points], strict=False) if point != before]
    if len(ring) < 4 or abs(_signed_area(ring)) < SMALLEST_AREA:
        raise _Invalid("Sebuah garis batas tidak melingkupi luas apa pun.")
    return ring


def _point(position: Any) -> tuple[float, float]:
    if not isinstance(position, list) or len(position) < 2 or not all(_is_number(value) for value in position[:2]):
        raise _Invalid("Sebuah titik bukan pasangan angka bujur dan lintang.")
    longitude, latitude = position[:2]
    if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
        return round(float(longitude), DECIMALS), round(float(latitude), DECIMALS)
    if WEST <= latitude <= EAST and SOUTH <= longitude <= NORTH:
        raise _Invalid("Bujur dan lintang tertukar: bujur harus lebih dulu.")
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise _Invalid("Koordinatnya bukan derajat bujur dan lintang (WGS 84).")
    raise _Invalid("Koordinatnya di luar Indonesia.")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _each(values: Any, convert: Callable[[Any], T]) -> list[T]:
    if not isinstance(values, list) or not values:
        raise _Invalid("Bentuknya tidak berisi koordinat.")
    return [convert(value) for value in values]


def _wound(ring: Ring, *, clockwise: bool) -> Ring:
    return ring if (_signed_area(ring) < 0) == clockwise else ring[::-1]


def _signed_area(ring: Ring) -> float:
    """Twice the area in square degrees; negative when the ring runs clockwise, seen with north up."""
    x0, y0 = ring[0]
    corners = [(x - x0, y - y0) for x, y in ring]
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(corners))
