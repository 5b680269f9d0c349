"""Boundaries: what is refused and why, and rings wound as the map needs them."""

import copy
import json
from itertools import pairwise

import pytest

from data import boundaries
from data.loading.faults import Refused, Rule
from tests.data.loading.books import REFERENCE

CODES = list(REFERENCE.kecamatan)


def square(west, *, south=-8.1, size=0.1):
    """A closed ring, counter-clockwise as RFC 7946 asks."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def collection():
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {"kode": code},
                "geometry": {"type": "Polygon", "coordinates": [square(112 + number / 10)]},
            }
            for number, code in enumerate(CODES)
        ],
    }


def draft_of(document):
    found = boundaries.understand(json.dumps(document).encode(), REFERENCE)
    assert not found.faults
    return found.drafts[0]


def faults_of(content):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    try:
        faults = list(boundaries.understand(content, REFERENCE).faults)
    except Refused as refusal:
        faults = list(refusal.faults)
    assert faults
    assert all(fault.remedy for fault in faults)
    return faults


def with_ring(ring):
    document = collection()
    document["features"][1]["geometry"]["coordinates"] = [ring]
    return document


def area(ring):
    """The shoelace sum, in another form than the program's: positive when the ring runs clockwise."""
    return sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))


def test_every_kecamatan_gets_its_geometry_and_one_period():
    load = draft_of(collection())
    assert list(load.columns["kecamatan_kode"]) == CODES
    assert load.covers == {("", boundaries.ANY_PERIOD)}
    assert load.jenis == "batas"


@pytest.mark.parametrize("backwards", [False, True])
def test_outer_rings_run_clockwise_and_holes_the_other_way(backwards):
    outer, hole = square(112.1), square(112.12, south=-8.08, size=0.02)
    document = with_ring(outer[::-1] if backwards else outer)
    document["features"][1]["geometry"]["coordinates"].append(hole[::-1] if backwards else hole)
    stored = json.loads(draft_of(document).columns["geojson"][1])
    assert area(stored["coordinates"][0]) > 0
    assert area(stored["coordinates"][1]) < 0


def test_several_parts_height_and_long_decimals():
    document = collection()
    parts = [[[[x + 0.123456789, y, 150.0] for x, y in square(112)]], [square(112.5)]]
    document["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    stored = json.loads(draft_of(document).columns["geojson"][0])
    assert len(stored["coordinates"]) == 2
    assert stored["coordinates"][0][0][0] == [112.12346, -8.1]


def test_the_code_may_stand_in_the_id_or_in_the_properties():
    document = collection()
    del document["features"][0]["id"]
    document["features"][1]["properties"] = None
    assert len(draft_of(document).columns["kecamatan_kode"]) == len(CODES)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"[1]",
        b'{"type": "Feature"}',
        b'{"type": "FeatureCollection", "features": []}',
        b'{"type": "FeatureCollection", "features": [1]}',
        b" " * (boundaries.LARGEST_FILE + 1),
    ],
)
def test_what_is_no_geojson(content):
    (fault,) = faults_of(content)
    assert fault.rule == Rule.FILE


def test_another_kabupaten_is_refused_in_one_sentence():
    document = collection()
    for feature in document["features"]:
        feature["id"] = feature["properties"]["kode"] = feature["id"].replace("35.05", "35.06")
    (fault,) = faults_of(document)
    assert fault.rule == Rule.OTHER_KABUPATEN
    assert "35.06" in fault.sentence


def test_desa_instead_of_kecamatan_are_refused_in_one_sentence():
    document = collection()
    for feature in document["features"]:
        feature["id"] = feature["properties"]["kode"] = f"{feature['id']}.2001"
    (fault,) = faults_of(document)
    assert fault.rule == Rule.UNKNOWN_CODE
    assert "35.05.04.2001" in fault.sentence


@pytest.mark.parametrize("code", ["35.05.99", "3505010", None, "35.72.01"])
def test_a_wrong_code_is_named_with_the_kecamatan_that_is_then_missing(code):
    document = collection()
    document["features"][2] |= {"id": code, "properties": {"kode": code}}
    unknown, missing = faults_of(document)
    assert (unknown.rule, unknown.cell) == (Rule.UNKNOWN_CODE, "fitur 3")
    assert missing.rule == Rule.MISSING_KECAMATAN
    assert REFERENCE.kecamatan[CODES[2]] in missing.sentence


def test_an_id_that_contradicts_its_properties_is_no_code():
    document = collection()
    document["features"][0]["id"] = CODES[1]
    assert Rule.UNKNOWN_CODE in [fault.rule for fault in faults_of(document)]


def test_a_kecamatan_twice_names_both_features():
    document = collection()
    document["features"].append(copy.deepcopy(document["features"][0]))
    (fault,) = faults_of(document)
    assert (fault.rule, fault.cell) == (Rule.DUPLICATE_KECAMATAN, "fitur 1")
    assert "fitur 5" in fault.sentence


@pytest.mark.parametrize(
    ("ring", "word"),
    [
        (square(112.1)[:-1], "tidak tertutup"),
        (square(112.1)[:2] + square(112.1)[:1], "kurang dari empat"),
        ([[112, -8], [112.1, -8], [112.2, -8], [112, -8]], "luas"),
        (square(112.1, size=0.000001), "luas"),
        ([[y, x] for x, y in square(112.1)], "tertukar"),
        (square(12.1, south=48), "di luar Indonesia"),
        ([[x * 10_000, y * 10_000] for x, y in square(112.1)], "bukan derajat"),
        ([["112", "-8"]] * 5, "bukan pasangan angka"),
        ([[112]] * 5, "bukan pasangan angka"),
        ([[10**400, 0]] * 5, "bukan derajat"),
        ([[float("nan"), 0]] * 5, "bukan derajat"),
        ("x", "kurang dari empat"),
    ],
)
def test_rings_that_cannot_be_drawn(ring, word):
    (fault,) = faults_of(with_ring(ring))
    assert (fault.rule, fault.cell, fault.value) == (Rule.GEOMETRY, "fitur 2", CODES[1])
    assert word in fault.sentence


@pytest.mark.parametrize(
    "geometry", [None, {}, {"type": "Point", "coordinates": [112, -8]}, {"type": "Polygon", "coordinates": []}]
)
def test_what_is_no_area(geometry):
    document = collection()
    document["features"][0]["geometry"] = geometry
    (fault,) = faults_of(document)
    assert fault.rule == Rule.GEOMETRY
