"""What people type about an action, and what it means."""

import datetime as dt

import pytest

from ui.plan import entry

BEFORE = {
    "kuota_orang": 4717,
    "terlaksana_orang": None,
    "sumber_dana": "APBD  dan\nCSR",
    "tenggat": dt.date(2024, 9, 5),
    "penanggung_jawab": None,
}


def boxes(**typed):
    return {field: entry.to_type(field, value) for field, value in BEFORE.items()} | typed


def test_boxes_that_were_left_mean_what_was_there():
    assert entry.meant(boxes(), BEFORE) == (BEFORE, [])


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("kuota_orang", "4.718", 4718),
        ("kuota_orang", "12 000", 12000),
        ("kuota_orang", "", None),
        ("kuota_orang", "0", 0),
        ("tenggat", "31/12/2024", dt.date(2024, 12, 31)),
        ("tenggat", " 1-2-2025 ", dt.date(2025, 2, 1)),
        ("tenggat", "", None),
        ("sumber_dana", "  APBD \n DBHCHT ", "APBD DBHCHT"),
        ("sumber_dana", "   ", None),
    ],
)
def test_what_is_typed_is_understood(field, typed, value):
    assert entry.meant(boxes(**{field: typed}), BEFORE) == (BEFORE | {field: value}, [])


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("kuota_orang", "-1"),
        ("kuota_orang", "12,5"),
        ("kuota_orang", "²"),
        ("kuota_orang", "\u0663"),
        ("kuota_orang", "9" * 13),
        ("tenggat", "31-02-2024"),
        ("tenggat", "2024-12-31"),
        ("tenggat", "1-1-1999"),
        ("tenggat", "\u0661-\u0661-\u0662\u0660\u0662\u0664"),
        ("tenggat", "besok"),
    ],
)
def test_what_means_nothing_is_said_by_its_label(field, typed):
    values, faults = entry.meant(boxes(**{field: typed}), BEFORE)
    assert field not in values
    (fault,) = faults
    assert fault.startswith(entry.FIELDS[field][0])


def test_numbers_and_days_are_read_as_they_are_shown():
    assert boxes()["kuota_orang"] == "4.717"
    assert boxes()["tenggat"] == "05-09-2024"
    assert entry.to_read("penanggung_jawab", None) == "kosong"
