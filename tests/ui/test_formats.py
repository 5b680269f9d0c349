"""How numbers and dates are written."""

import math

import pandas as pd
import pytest

from ui import formats


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (7, "7"),
        (1234, "1.234"),
        (114377, "114.377"),
        (1e9, "1.000.000.000"),
        (-310, "-310"),
        (2.5, "3"),
        (math.nan, "belum ada data"),
        (None, "belum ada data"),
    ],
)
def test_count(value, text):
    assert formats.count(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (25.4333, "25,43%"),
        (0, "0,00%"),
        (100, "100,00%"),
        (25.435, "25,44%"),
        (math.nan, "belum ada data"),
        (1234.5, "1.234,50%"),
    ],
)
def test_percent(value, text):
    assert formats.percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(30.0, "30%"), (32.5, "32,5%"), (32.25, "32,25%"), (0, "0%"), (None, "belum ada data")]
)
def test_whole_percent(value, text):
    assert formats.whole_percent(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (84_200_000_000, "Rp84,2 miliar"),
        (972_000_000, "Rp972 juta"),
        (16_800, "Rp16.800"),
        (999_999_999, "Rp1 miliar"),
        (1_000_000, "Rp1 juta"),
        (999_499, "Rp999.499"),
        (1_250_000_000_000, "Rp1,25 triliun"),
        (-2_500_000, "-Rp2,5 juta"),
        (0, "Rp0"),
        (math.nan, "belum ada data"),
    ],
)
def test_rupiah(value, text):
    assert formats.rupiah(value) == text


def test_rupiah_exact():
    assert formats.rupiah_exact(55_848_687_000) == "Rp55.848.687.000"
    assert formats.rupiah_exact(None) == "belum ada data"


@pytest.mark.parametrize(
    ("value", "text"), [(19423, "+19.423"), (-310, "-310"), (0, "0"), (0.2, "0"), (math.nan, "belum ada data")]
)
def test_signed(value, text):
    assert formats.signed(value) == text


@pytest.mark.parametrize(("value", "text"), [(3.806, "+3,81 poin"), (-0.1, "-0,10 poin"), (0.001, "0,00 poin")])
def test_points(value, text):
    assert formats.points(value) == text


@pytest.mark.parametrize(("months", "text"), [(0, "0 bulan"), (7, "7 bulan"), (24, "2 tahun"), (40, "3 tahun 4 bulan")])
def test_span(months, text):
    assert formats.span(months) == text


@pytest.mark.parametrize(
    ("words", "text"), [(["Doko"], "Doko"), (["Doko", "Wates"], "Doko dan Wates"), (["A", "B", "C"], "A, B, dan C")]
)
def test_listing(words, text):
    assert formats.listing(words) == text


def test_dates():
    day = pd.Timestamp("2023-12-31")
    assert formats.date(day) == "31 Desember 2023"
    assert formats.month(day) == "Desember 2023"
    assert formats.short_month(day) == "Des 2023"
    assert formats.date(pd.NaT) == "belum ada data"


@pytest.mark.parametrize(
    "hostile", ["![i](https://x/p.png)", "[x](https://x)", "**b** :red[x] $x$", "<b>x</b>", "https://x.id"]
)
def test_plain_text_keeps_no_markup(hostile):
    text = formats.plain(hostile)
    for sign in "![]()*<>$":
        assert f"\\{sign}" in text or sign not in hostile
    assert "://" not in text


@pytest.mark.parametrize("name", ["Wates", "**b** :red[x] $x$", "a\\", "\\*", "<b>x</b>", "*", "satu_dua"])
def test_a_sentence_falls_into_the_pieces_it_was_made_of(name):
    said = formats.plain(name)
    assert formats.pieces(f"Cakupan **{said}** turun.") == ["Cakupan ", name, " turun."]
    assert formats.pieces(f"{said} turun") == [f"{name} turun"]


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("www.x.id", "www\u200b\\.x\\.id"),
        ("a@x.id", "a@\u200bx\\.id"),
        (":rocket:", "\\:\u200brocket\\:"),
        ("a -> b", "a \\-\u200b\\> b"),
        ("satu\n\n===\tdua", "satu =\u200b=\u200b= dua"),
        ("\u202eterbalik\x1b[31m", "terbalik\\[31m"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    ],
)
def test_plain_text_becomes_neither_link_nor_sign_nor_line(hostile, shown):
    assert formats.plain(hostile) == shown


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (None, formats.MISSING), (0, "0"), (640, "640"), (999, "999"), (1_000, "1 ribu"), (8_917, "8,9 ribu"),
        (9_949, "9,9 ribu"), (9_950, "10 ribu"), (28_847, "29 ribu"), (335_340, "335 ribu"), (999_499, "999 ribu"),
        (999_500, "1 juta"), (1_254_000, "1,25 juta"),
    ],
)  # fmt: skip
def test_people_as_one_says_them(people, words):
    assert formats.said(people) == words
