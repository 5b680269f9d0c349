"""Names as people write them."""

import pytest

from data.loading.faults import Rule, Unreadable
from data.loading.names import reference
from data.settings import SettingError
from tests.data.loading.books import REFERENCE


@pytest.mark.parametrize(
    "written",
    [
        "Sanankulon",
        "SANAN KULON",
        " Kec. Sanan Kulon\xa0",
        "kecamatan sanankulon",
        "Kec.Sanankulon",
        "Sanan\u200bkulon",
    ],
)
def test_other_ways_of_writing_a_kecamatan(written):
    assert REFERENCE.kecamatan_kode(written) == "35.05.04"


@pytest.mark.parametrize(("written", "offered"), [("Sananwetan", "Sanankulon"), ("Sukorejo", "Selorejo")])
def test_a_kecamatan_of_elsewhere_is_never_mapped_and_the_closest_is_offered(written, offered):
    with pytest.raises(Unreadable) as refusal:
        REFERENCE.kecamatan_kode(written)
    assert refusal.value.rule == Rule.UNKNOWN_KECAMATAN
    assert offered in refusal.value.remedy


def test_a_name_like_no_other_offers_nothing():
    with pytest.raises(Unreadable) as refusal:
        REFERENCE.kecamatan_kode("xyz")
    assert not any(nama in refusal.value.remedy for nama in REFERENCE.kecamatan.values())


def test_programmes_by_code_or_name():
    assert REFERENCE.program_kode(" jht") == "JHT"
    assert REFERENCE.program_kode("Jaminan Hari Tua") == "JHT"
    with pytest.raises(Unreadable) as refusal:
        REFERENCE.program_kode("JHTT")
    assert "JKK, JKM, JHT, JP, JKP" in refusal.value.remedy


def test_the_reference_of_the_database(database):
    with database.connect() as connection:
        known = reference(connection, "35.05")
        assert len(known.kecamatan) == 22
        assert list(known.program) == ["JKK", "JKM", "JHT", "JP", "JKP"]
        with pytest.raises(SettingError):
            reference(connection, "99.99")
