"""Sheets of raw cells within limits."""

import pytest

from data.loading.faults import Refused
from data.loading.sheets import TEXT, WORKBOOK, Limits, Sheet, address, bounded, placed

SMALL = Limits(rows=3, columns=2, cells=4)


def test_addresses_are_those_of_spreadsheets():
    assert address(5, 2) == "C6"
    assert address(0, 27) == "AB1"


def test_beyond_the_filled_area_there_is_nothing():
    sheet = Sheet("Data", (("a",), ()))
    assert [sheet.value(0, 0), sheet.value(0, 1), sheet.value(1, 0), sheet.value(2, 0)] == ["a", None, None, None]


def test_empty_rows_at_the_end_are_cut_however_many():
    assert bounded([("a", None), (None, None), ("b",), *[()] * 9], SMALL) == (("a", None), (), ("b",))
    assert bounded([], SMALL) == ()


@pytest.mark.parametrize(
    "rows",
    [[(), (), (), ("a",)], [(None, None, "a")], [("a", "b"), ("a", "b"), ("a",)]],
    ids=["rows", "columns", "cells"],
)
def test_more_than_the_limits_is_refused(rows):
    with pytest.raises(Refused) as refusal:
        bounded(rows, SMALL)
    assert refusal.value.faults[0].sentence == "Lembar ini melewati 3 baris, 4 sel terisi, atau 2 kolom."


def test_limits_are_named_in_indonesian_numbers():
    assert "20.000 baris, 300.000 sel terisi, atau 60 kolom" in WORKBOOK.refusal().faults[0].sentence
    assert "1.100.000 baris, atau 60 kolom" in TEXT.refusal().faults[0].sentence


def test_what_is_hidden_or_merged_is_told_for_the_filled_area_only():
    sheet = placed(
        "Data",
        (("a", "b"), ("c",)),
        hidden=True,
        hidden_rows=range(1, 99),
        hidden_columns=[1, 2],
        merged=[(0, 1, 9, 9), (0, 2, 0, 3), (5, 0, 6, 0)],
    )
    assert sheet.hidden
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {1}
    assert sheet.merged == ((0, 1, 1, 1),)
