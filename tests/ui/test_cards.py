"""Headline cards: what is written on them, by whom compared, and which way is good."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests import written
from ui import cards
from ui.cards import Card


def month(aktif: float, belum: float, pct: float, *, bulan: str, ada: int = 22) -> pd.Series:
    return pd.Series(
        {
            "bulan": pd.Timestamp(bulan),
            "aktif_orang": aktif,
            "belum_orang": belum,
            "cakupan_pct": pct,
            "kecamatan_ada": ada,
        }
    )


NOW = month(120, 80, 60.0, bulan="2023-12-01")
BEFORE = month(100, 90, 52.5, bulan="2022-12-01")
MONTHS = pd.DataFrame([BEFORE, NOW])


def drawn(card: Card) -> dict:
    """The card as a browser gets it."""

    def script(card):
        from ui import cards

        cards.draw([card], key="kartu", columns=1)

    app = AppTest.from_function(script, args=(card,)).run()
    assert not app.exception
    (only,) = written.cards(element.proto for element in app.get("bidi_component"))
    return only


@pytest.mark.parametrize(
    ("column", "value", "change", "way", "judgement"),
    [
        ("aktif_orang", "120", "+20 orang dari Des 2022", "naik", "baik"),
        ("belum_orang", "80", "-10 orang dari Des 2022", "turun", "baik"),
        ("cakupan_pct", "60,00%", "+7,50 poin dari Des 2022", "naik", "baik"),
    ],
)
def test_a_card_compares_with_a_year_ago(column, value, change, way, judgement):
    seen = drawn(cards.coverage("Judul", column, NOW, BEFORE, MONTHS))
    assert seen.pop("line")["words"] == "Judul, 2 bulan terakhir"
    assert seen == {
        "label": "Judul", "value": value, "change": change, "way": way, "judgement": judgement, "note": "",
    }  # fmt: skip


def test_fewer_members_is_a_warning():
    seen = drawn(cards.coverage("Peserta aktif", "aktif_orang", BEFORE, NOW, MONTHS))
    assert (seen["way"], seen["judgement"]) == ("turun", "kurang")


def test_nothing_that_changed_has_no_arrow():
    seen = drawn(cards.coverage("Peserta aktif", "aktif_orang", NOW, NOW, MONTHS))
    assert (seen["change"], seen["way"], seen["judgement"]) == ("0 orang dari Des 2023", "", "netral")


@pytest.mark.parametrize(
    "before", [month(100, 90, 52.5, bulan="2022-12-01", ada=21), BEFORE.replace(100, float("nan"))]
)
def test_what_cannot_be_compared_says_so(before):
    seen = drawn(cards.coverage("Peserta aktif", "aktif_orang", NOW, before, MONTHS))
    assert (seen["change"], seen["way"], seen["judgement"]) == ("belum ada pembanding", "", "netral")


def test_without_claims_a_card_has_no_figure():
    seen = drawn(cards.money(None, MONTHS, pd.Timestamp("2023-06-01")))
    assert seen["label"] == "Klaim dibayarkan Jan–Jun 2023"
    assert seen["value"] == "belum ada data"
    assert "line" not in seen


def test_a_line_ends_where_its_last_value_is():
    line = drawn(Card("a", "1", history=(1.0, 3.0, 2.0)))["line"]
    assert line["points"] == "4.0,20.0 120.0,4.0 236.0,12.0"
    assert line["end"] == [236.0, 12.0]


def test_a_line_of_equal_values_is_level():
    assert drawn(Card("a", "1", history=(5.0, 5.0)))["line"]["points"] == "4.0,12.0 236.0,12.0"
