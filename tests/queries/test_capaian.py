"""Targets against what was reached, and whole people per kecamatan that add up to what the target still needs."""

import math
import random

import pandas as pd
import pytest

from data.settings import SettingError
from queries import cakupan, capaian, kepesertaan, semesta, target, wilayah
from tests.queries.test_cakupan import DISTRICTS, MONTHS, base, members

DECEMBER = pd.Timestamp("2023-12-01")
CUTS = (30.0, 50.0, 70.0)


def goals(*rows: tuple[str | None, float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(2023, code, "b", pct, f"sumber {code}") for code, pct in rows],
        columns=["tahun", "kecamatan_kode", "basis_kode", "target_pct", "sumber"],
    ).astype({"kecamatan_kode": "str", "sumber": "str"})


@pytest.mark.parametrize("rule", capaian.RULES)
@pytest.mark.parametrize("seed", range(6))
def test_the_parts_add_up_to_what_is_needed_and_fit(seed, rule):
    figures = base(seed)
    table = cakupan.per_kecamatan(members(seed), figures, districts=DISTRICTS, periode=MONTHS[-1])
    targets = goals((None, random.Random(seed).choice((1, 35.5, 60, 100))))
    needed = capaian.needed(table, target.of_year(targets, basis="b", tahun=2023))
    shares = capaian.per_kecamatan(table, targets, base=figures, tahun=2023, rule=rule, cuts=CUTS)
    assert shares["bagian_orang"].sum() == needed
    known = shares.dropna(subset="belum_orang")
    assert (known["bagian_orang"] <= known["belum_orang"]).all()
    assert shares.loc[shares["belum_orang"].isna(), "bagian_orang"].isna().all()
    if needed:
        reached = 100 * known["menjadi_orang"].sum() / known["semesta_orang"].sum()
        assert reached >= targets["target_pct"].iloc[0] - 1e-9


def test_the_rule_decides_who_gets_how_many():
    table = pd.DataFrame(
        {
            "kecamatan_kode": ["a", "b"],
            "aktif_orang": [900.0, 0.0],
            "semesta_orang": [1000.0, 1000.0],
            "belum_orang": [100.0, 1000.0],
            "cakupan_pct": [90.0, 0.0],
        }
    )
    figures = base(1)
    parts = {
        rule: capaian.per_kecamatan(table, goals((None, 50)), base=figures, tahun=2023, rule=rule, cuts=CUTS)[
            "bagian_orang"
        ].tolist()
        for rule in capaian.RULES
    }
    assert parts == {"semesta": [50, 50], "celah": [9, 91]}


def test_a_kecamatan_is_measured_by_its_own_target_when_it_has_one():
    table = cakupan.per_kecamatan(members(1, holes=False), base(1), districts=DISTRICTS, periode=MONTHS[-1])
    first = table["kecamatan_kode"].iloc[0]
    shares = capaian.per_kecamatan(
        table, goals((None, 40), (first, 55)), base=base(1), tahun=2023, rule="semesta", cuts=CUTS
    )
    assert shares["target_pct"].tolist() == [55, 40, 40, 40, 40]
    assert shares["milik_sendiri"].tolist() == [True, False, False, False, False]
    assert shares["sumber"].tolist()[:2] == [f"sumber {first}", "sumber None"]
    assert shares["deviasi_poin"].tolist() == (shares["cakupan_pct"] - shares["target_pct"]).tolist()


def test_without_a_target_nobody_gets_a_part():
    table = cakupan.per_kecamatan(members(1), base(1), districts=DISTRICTS, periode=MONTHS[-1])
    shares = capaian.per_kecamatan(table, goals(), base=base(1), tahun=2023, rule="celah", cuts=CUTS)
    assert capaian.needed(table, None) is None
    assert shares[["bagian_orang", "target_pct", "deviasi_poin"]].isna().all(axis=None)


def test_a_class_begins_at_its_cut():
    shares = pd.Series([0, 29.99, 30, 49.99, 50, 70, 140, math.nan])
    assert capaian.class_of(shares, CUTS).fillna(-1).tolist() == [0, 0, 1, 1, 2, 3, 3, -1]


def test_the_cuts_are_a_setting(monkeypatch):
    assert capaian.cuts() == CUTS
    monkeypatch.setenv("KELAS_CAPAIAN_PERSEN", "10, 20.5,99")
    assert capaian.cuts() == (10, 20.5, 99)


@pytest.mark.parametrize("cuts", ["30,50", "50,30,70", "30,30,70", "0,1,2", "30,50,101", "a,b,c", "nan,1,2"])
def test_cuts_that_are_none_are_refused(monkeypatch, cuts):
    monkeypatch.setenv("KELAS_CAPAIAN_PERSEN", cuts)
    with pytest.raises(SettingError, match="tiga angka"):
        capaian.cuts()


def test_the_regency_year_by_year(sample_database):
    years = capaian.per_year(basis="cabang", periode=DECEMBER).set_index("tahun")
    assert years.loc[2023, ["target_orang", "kurang_orang", "aktif_orang"]].tolist() == [134_916, 20_539, 114_377]
    assert years.loc[2023, "deviasi_poin"] == pytest.approx(-4.57, abs=0.005)
    assert years.loc[2021, "bulan"] == pd.Timestamp("2021-12-01")
    # What comes after the month that is shown has not been measured, but what its target means is known.
    assert pd.isna(years.loc[2024, "bulan"])
    assert years.loc[2024, "target_orang"] == 157_401


def test_the_year_and_its_kecamatan_say_the_same(sample_database):
    figures = semesta.chosen(basis="cabang", periode=DECEMBER)
    table = cakupan.per_kecamatan(kepesertaan.rows(), figures, districts=wilayah.districts(), periode=DECEMBER)
    year = capaian.per_year(basis="cabang", periode=DECEMBER).set_index("tahun").loc[2023]
    assert capaian.needed(table, 30) == year["kurang_orang"]


def test_a_base_of_the_regency_only_is_measured_as_a_whole(sample_database):
    assert capaian.per_year(basis="bps-bekerja", periode=DECEMBER).empty
