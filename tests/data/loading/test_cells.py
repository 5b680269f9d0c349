"""One cell to one value."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading import cells
from data.loading.cells import LARGEST, MONTHS, Formula
from data.loading.faults import Rule, Unreadable


def rule_of(value, **how):
    with pytest.raises(Unreadable) as refusal:
        cells.whole_number(value, **how)
    return refusal.value.rule


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3753, 3753),
        (3753.0, 3753),
        (0, 0),
        ("12", 12),
        (" 1.234 ", 1234),
        ("1.234\xa0", 1234),
        ("\uff11\uff12", 12),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234,00", 1234),
    ],
)
def test_counts(value, number):
    assert cells.whole_number(value) == number


@pytest.mark.parametrize("text", ["Rp 42.000.000", "Rp42.000.000,-", "rp. 42.000.000,00", "42.000.000", "42000000"])
def test_rupiah_as_offices_write_it(text):
    assert cells.whole_number(text, rupiah=True) == 42_000_000


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (None, Rule.EMPTY),
        ("  ", Rule.EMPTY),
        ("-", Rule.EMPTY),
        ("\u2013", Rule.EMPTY),
        (" \u2014 ", Rule.EMPTY),
        (-15, Rule.NEGATIVE),
        ("-15", Rule.NEGATIVE),
        ("\u221215", Rule.NEGATIVE),
        ("(1.000)", Rule.NEGATIVE),
        (3.5, Rule.NOT_WHOLE),
        ("1.234,5", Rule.NOT_WHOLE),
        ("0,5", Rule.NOT_WHOLE),
        ("0.123", Rule.NOT_WHOLE),
        ("dua ratus", Rule.NOT_A_NUMBER),
        ("Rp 5", Rule.NOT_A_NUMBER),
        ("45%", Rule.NOT_A_NUMBER),
        ("1.23.456", Rule.NOT_A_NUMBER),
        ("1 234", Rule.NOT_A_NUMBER),
        ("9" * 5000, Rule.NOT_A_NUMBER),
        (True, Rule.NOT_A_NUMBER),
        (float("inf"), Rule.NOT_A_NUMBER),
        (dt.datetime(2023, 1, 2), Rule.NOT_A_NUMBER),  # noqa: DTZ001 - as openpyxl returns it
        ("#REF!", Rule.BROKEN_FORMULA),
        ("#DIV/0!", Rule.BROKEN_FORMULA),
        ("#N/A", Rule.BROKEN_FORMULA),
        (Formula("=SUM(A1:A2)"), Rule.FORMULA_WITHOUT_VALUE),
        (10**400, Rule.TOO_LARGE),
        ("9.999.999.999.999.999", Rule.TOO_LARGE),
        ("1,234", Rule.AMBIGUOUS),
    ],
)
def test_what_is_not_a_count(value, rule):
    assert rule_of(value) == rule


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12", "1.234"], "."),
        (["1,234,567", "12"], ","),
        (["1,234.50"], ","),
        (["Rp 1.234.567", "1.234"], "."),
        (["1.234.567", "1,234,567"], None),
    ],
)
def test_a_column_decides_its_thousands_mark(column, mark):
    assert cells.thousands_mark(column) == mark


def test_the_column_decides_a_number_that_can_be_read_in_two_ways():
    assert cells.whole_number("1,234", thousands=",") == 1234
    assert rule_of("1.234", thousands=",") == Rule.AMBIGUOUS
    assert rule_of("1.234", thousands=None) == Rule.AMBIGUOUS


@given(st.integers(0, LARGEST), st.sampled_from(["", "Rp", "Rp ", "Rp. "]), st.sampled_from(["", ",00", ",-"]))
def test_what_is_written_in_indonesian_is_read_back(number, prefix, suffix):
    grouped = f"{number:,}".replace(",", ".")
    assert cells.whole_number(f"{prefix}{grouped}{suffix}", rupiah=True) == number


@given(st.integers(0, LARGEST - 1), st.integers(1, 99))
def test_a_fraction_is_never_dropped(number, cents):
    assert rule_of(f"{number:,}".replace(",", ".") + f",{cents:02}") == Rule.NOT_WHOLE


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_reason(text):
    try:
        number = cells.whole_number(text, rupiah=True)
    except Unreadable:
        return
    assert 0 <= number <= LARGEST


def test_a_hundred_thousand_numbers_survive_writing_and_reading():
    chance = random.Random(7)
    for _ in range(100_000):
        number = chance.randrange(10 ** chance.randrange(1, 16))
        assert cells.whole_number(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    "value",
    [
        dt.datetime(2023, 12, 31),  # noqa: DTZ001 - as openpyxl returns it
        dt.date(2023, 12, 1),
        "Desember 2023",
        "DESEMBER\xa02023",
        "Des 2023",
        "Des. 2023",
        "Des-2023",
        "12/2023",
        "12-2023",
        "2023-12",
        "2023-12-01",
    ],
)
def test_months(value):
    assert cells.month(value) == dt.date(2023, 12, 1)


@pytest.mark.parametrize(
    "value", ["13/2023", "2026-13-01", "Desember", "Desember 23", "December 2023", 45261, "12/1023"]
)
def test_what_is_not_a_month(value):
    with pytest.raises(Unreadable) as refusal:
        cells.month(value)
    assert refusal.value.rule == Rule.UNKNOWN_MONTH


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_dates_in_sentences_are_read_back(date):
    written = f"Posisi per {date.day} {MONTHS[date.month - 1][0].upper()} {date.year}"
    assert cells.date_in(written) == date
    assert cells.month(f"{MONTHS[date.month - 1][-1]} {date.year}") == date.replace(day=1)


def test_a_sentence_without_a_possible_date():
    assert cells.date_in("REKAPITULASI KEPESERTAAN") is None
    with pytest.raises(Unreadable) as refusal:
        cells.date_in("Posisi per 31 Februari 2023")
    assert refusal.value.rule == Rule.UNKNOWN_DATE
