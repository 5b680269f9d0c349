"""A year from the December before it to the period: the bridge adds up, what cannot be compared is left out by name."""

import pandas as pd
import pytest

from queries import acuan, cakupan, evaluasi, kepesertaan, semesta, wilayah
from tests.queries.test_cakupan import DISTRICTS, SEGMENTS, base, members, regency_only

PAYERS = pd.DataFrame(
    {"pembayar_kode": ["mandiri", "apbd"], "pembayar": ["Mandiri", "APBD"], "bersubsidi": [False, True]}
)
VOCABULARY = {"districts": DISTRICTS, "segments": SEGMENTS, "payers": PAYERS}
DECEMBER, JANUARY, BEFORE = (pd.Timestamp(day) for day in ("2023-12-01", "2023-01-01", "2022-12-01"))


@pytest.mark.parametrize("seed", range(8))
def test_the_bridge_leads_from_the_first_level_to_the_last(seed):
    active, figures = members(seed), base(seed)
    year = evaluasi.year(active, figures, periode=DECEMBER, **VOCABULARY)
    assert year.awal_orang + year.langkah["perubahan_orang"].sum() == year.akhir_orang
    assert year.kecamatan["perubahan_orang"].sum() == year.perubahan_orang
    present = [set(active.loc[active["bulan"] == month, "kecamatan_kode"]) for month in (year.awal, year.akhir)]
    assert set(year.kecamatan["kecamatan_kode"]) == present[0] & present[1]
    assert len(year.tanpa) == len(DISTRICTS) - len(present[0] & present[1])
    assert year.kecamatan["perubahan_poin"].is_monotonic_decreasing
    # PMI has no base, so it is no part of coverage.
    assert "PMI" not in set(year.langkah["segmen_kode"])


def test_whole_data_give_what_coverage_says():
    active, figures = members(3, holes=False), base(3)
    year = evaluasi.year(active, figures, periode=DECEMBER, **VOCABULARY)
    months = cakupan.per_month(active, figures, districts=len(DISTRICTS))
    for month, people, share in (
        (year.awal, year.awal_orang, year.awal_pct),
        (DECEMBER, year.akhir_orang, year.akhir_pct),
    ):
        row = cakupan.at(months, month)
        assert (people, share) == (row["aktif_orang"], pytest.approx(row["cakupan_pct"]))
    assert year.tanpa == ()


def test_one_month_is_no_change():
    active = members(1)
    year = evaluasi.year(active[active["bulan"] == DECEMBER], base(1), periode=DECEMBER, **VOCABULARY)
    assert not year.is_compared
    assert year.awal == year.akhir
    assert year.akhir_orang > 0


@pytest.mark.parametrize("periode", [JANUARY, pd.Timestamp("2023-06-01"), DECEMBER])
def test_a_year_begins_in_the_december_before_it(periode):
    year = evaluasi.year(members(1), base(1), periode=periode, **VOCABULARY)
    assert (year.awal, year.akhir) == (BEFORE, periode)
    assert year.is_compared


def test_a_year_without_that_december_begins_where_it_begins():
    active = members(1)
    year = evaluasi.year(active[active["bulan"] > "2023-04-01"], base(1), periode=DECEMBER, **VOCABULARY)
    assert year.awal == pd.Timestamp("2023-05-01")
    assert year.is_compared


def test_no_kecamatan_at_both_ends_is_no_change():
    active = members(1, holes=False)
    first, rest = DISTRICTS["kecamatan_kode"].iloc[0], DISTRICTS["kecamatan_kode"].iloc[1:]
    early, late = active["bulan"] == JANUARY, active["bulan"] == DECEMBER
    kept = (early & (active["kecamatan_kode"] == first)) | (late & active["kecamatan_kode"].isin(rest))
    year = evaluasi.year(active[kept], base(1), periode=DECEMBER, **VOCABULARY)
    assert not year.is_compared
    assert len(year.tanpa) == len(DISTRICTS)


def test_a_base_of_the_regency_only_counts_people_below_it():
    year = evaluasi.year(members(2, holes=False), regency_only(), periode=DECEMBER, **VOCABULARY)
    assert year.kecamatan["perubahan_poin"].isna().all()
    assert year.kecamatan["perubahan_orang"].is_monotonic_decreasing
    assert year.perubahan_poin == pytest.approx(100 * year.perubahan_orang / 10_000)


@pytest.mark.parametrize(("count", "each"), [(0, 0), (1, 0), (2, 1), (5, 2), (6, 3), (22, 3)])
def test_nobody_is_among_the_best_and_the_worst(count, each):
    table = pd.DataFrame({"kecamatan": [str(n) for n in range(count)]})
    best, worst = evaluasi.ends(table)
    assert best["kecamatan"].tolist() == [str(n) for n in range(each)]
    assert worst["kecamatan"].tolist() == [str(n) for n in range(count - each, count)]


def test_the_sample_of_2023(sample_database):
    year = evaluasi.year(
        kepesertaan.rows(),
        semesta.chosen(basis="cabang", periode=DECEMBER),
        periode=DECEMBER,
        districts=wilayah.districts(),
        segments=acuan.segments(),
        payers=acuan.payers(),
    )
    assert year.akhir_orang == 114_377
    assert year.awal == BEFORE
    # As the summary compares the same December with the one before it.
    assert (year.perubahan_orang, round(year.perubahan_poin, 2)) == (17_327, 3.85)
    assert year.langkah["segmen_kode"].tolist() == sorted(year.langkah["segmen_kode"], key=["PU", "BPU", "Jakon"].index)
