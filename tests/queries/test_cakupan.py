"""Coverage against a slow twin in plain Python, and the rules that no figure may break."""

import math
import random
from fractions import Fraction

import pandas as pd
import pytest

from queries import cakupan
from queries.semesta import Base

KECAMATAN = [f"35.05.{n:02d}" for n in range(1, 6)]
SEGMEN = ["PU", "BPU", "Jakon"]
MONTHS = list(pd.date_range("2022-11-01", periods=15, freq="MS", unit="s"))
DISTRICTS = pd.DataFrame(
    {"kecamatan_kode": KECAMATAN, "kecamatan": [f"Kecamatan {n}" for n in range(5)], "petak_baris": 1, "petak_kolom": 1}
)
SEGMENTS = pd.DataFrame({"segmen_kode": [*SEGMEN, "PMI"], "segmen": ["Upah", "Bukan upah", "Konstruksi", "Migran"]})


def members(seed: int, *, holes: bool = True) -> pd.DataFrame:
    """Random members per month, kecamatan, segment and payer; with ``holes`` some kecamatan have no month."""
    chance = random.Random(seed)
    rows = [
        (month, kecamatan, segmen, payer, chance.randrange(0, 300), pd.NaT)
        for month in MONTHS
        for kecamatan in KECAMATAN
        if not (holes and chance.random() < 0.15)
        for segmen in [*SEGMEN, "PMI"]
        for payer in ("mandiri", "apbd")
    ]
    columns = ["bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", "aktif_orang", "berakhir_pada"]
    return pd.DataFrame(rows, columns=columns)


def base(seed: int) -> Base:
    """A random base with kecamatan and segments."""
    chance = random.Random(seed)
    rows = [(k, s, chance.randrange(500, 3000)) for k in KECAMATAN for s in SEGMEN]
    return whole_base(pd.DataFrame(rows, columns=["kecamatan_kode", "segmen_kode", "semesta_orang"]))


def whole_base(rows: pd.DataFrame) -> Base:
    return Base("b", "Basis", "", "", pd.Timestamp("2023-12-31"), int(rows["semesta_orang"].sum()), rows)


def regency_only(people: int = 10_000) -> Base:
    """A base like that of BPS: one figure for the whole regency."""
    return whole_base(pd.DataFrame({"kecamatan_kode": [None], "segmen_kode": [None], "semesta_orang": [people]}))


def slow(active: pd.DataFrame, figures: Base, month: pd.Timestamp, kecamatan: list[str], segmen: list[str]):
    """(n, d) by walking over every row."""
    size = {
        (k, s): people
        for k, s, people in figures.rows[["kecamatan_kode", "segmen_kode", "semesta_orang"]].itertuples(index=False)
    }
    n, present = 0, set()
    for row in active.itertuples():
        # PMI has no base, so it is no part of coverage.
        if (
            row.bulan == month
            and row.kecamatan_kode in kecamatan
            and row.segmen_kode in segmen
            and row.segmen_kode != "PMI"
        ):
            n += row.aktif_orang
            present.add(row.kecamatan_kode)
    return n, sum(people for (k, s), people in size.items() if k in present and s in segmen)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("segmen", [(), ("BPU",), ("PU", "BPU")])
def test_per_month_equals_the_slow_twin(seed, segmen):
    active, figures = members(seed), base(seed)
    table = cakupan.per_month(active, figures, districts=5, segmen=segmen).set_index("bulan")
    for month in table.index:
        n, d = slow(active, figures, month, KECAMATAN, list(segmen) or SEGMEN)
        row = table.loc[month]
        assert (row["aktif_orang"], row["semesta_orang"], row["belum_orang"]) == (n, d, d - n)
        assert row["cakupan_pct"] == pytest.approx(float(Fraction(100 * n, d)))


@pytest.mark.parametrize("seed", range(5))
def test_per_kecamatan_equals_the_slow_twin_and_adds_up_to_the_month(seed):
    active, figures = members(seed), base(seed)
    whole = cakupan.per_month(active, figures, districts=5).set_index("bulan")
    for month in MONTHS[::4]:
        table = cakupan.per_kecamatan(active, figures, districts=DISTRICTS, periode=month)
        assert table["kecamatan_kode"].tolist() == KECAMATAN
        for row in table.itertuples():
            n, d = slow(active, figures, month, [row.kecamatan_kode], SEGMEN)
            if d == 0:
                assert math.isnan(row.aktif_orang)
                assert math.isnan(row.cakupan_pct)
            else:
                assert (row.aktif_orang, row.belum_orang) == (n, d - n)
        assert table["aktif_orang"].sum() == whole.loc[month, "aktif_orang"]
        assert table["belum_orang"].sum() == whole.loc[month, "belum_orang"]


@pytest.mark.parametrize("seed", range(3))
def test_per_segmen_equals_the_slow_twin(seed):
    active, figures = members(seed), base(seed)
    table = cakupan.per_segmen(active, figures, segments=SEGMENTS, periode=MONTHS[3])
    assert table["segmen_kode"].tolist() == SEGMEN
    for row in table.itertuples():
        assert (row.aktif_orang, row.semesta_orang) == slow(active, figures, MONTHS[3], KECAMATAN, [row.segmen_kode])


def test_a_kecamatan_without_data_is_in_neither_sum():
    active = members(1, holes=False)
    full = cakupan.at(cakupan.per_month(active, base(1), districts=5), MONTHS[0])
    holed = active[~((active["bulan"] == MONTHS[0]) & (active["kecamatan_kode"] == KECAMATAN[2]))]
    row = cakupan.at(cakupan.per_month(holed, base(1), districts=5), MONTHS[0])
    assert row["kecamatan_ada"] == 4
    assert row["semesta_orang"] < full["semesta_orang"]


def test_a_base_of_the_regency_gives_no_percentage_below_it():
    active = members(2, holes=False)
    whole = cakupan.at(cakupan.per_month(active, regency_only(), districts=5), MONTHS[0])
    assert whole["cakupan_pct"] == pytest.approx(100 * whole["aktif_orang"] / 10_000)
    below = cakupan.per_kecamatan(active, regency_only(), districts=DISTRICTS, periode=MONTHS[0])
    assert below["aktif_orang"].notna().all()
    assert below[["cakupan_pct", "belum_orang"]].isna().all(axis=None)
    part = cakupan.at(cakupan.per_month(active, regency_only(), districts=5, segmen=("PU",)), MONTHS[0])
    assert math.isnan(part["cakupan_pct"])


def test_a_base_of_the_regency_needs_every_kecamatan():
    active = members(2, holes=False)
    holed = active[active["kecamatan_kode"] != KECAMATAN[0]]
    row = cakupan.at(cakupan.per_month(holed, regency_only(), districts=5), MONTHS[0])
    assert math.isnan(row["cakupan_pct"])
    assert row["aktif_orang"] > 0


def test_a_base_of_zero_gives_no_percentage():
    rows = pd.DataFrame({"kecamatan_kode": KECAMATAN, "segmen_kode": "PU", "semesta_orang": 0})
    table = cakupan.per_kecamatan(members(1, holes=False), whole_base(rows), districts=DISTRICTS, periode=MONTHS[0])
    assert table[["semesta_orang", "belum_orang", "cakupan_pct"]].isna().all(axis=None)
    assert table["aktif_orang"].notna().all()


def test_nothing_at_all_gives_empty_tables_with_their_columns():
    nothing = members(1).iloc[:0]
    months = cakupan.per_month(nothing, base(1), districts=5)
    assert months.empty
    assert list(months.columns) == ["bulan", "kecamatan_ada", *cakupan.COVERAGE]
    table = cakupan.per_kecamatan(nothing, base(1), districts=DISTRICTS, periode=MONTHS[0])
    assert table["kecamatan_kode"].tolist() == KECAMATAN
    assert table["aktif_orang"].isna().all()
    assert math.isnan(cakupan.at(months, MONTHS[0])["aktif_orang"])
    assert cakupan.holders_of_half(cakupan.largest_gaps(table)) == 0


def test_the_figures_of_the_branch():
    """31 December 2023, and the weighted total of a neighbouring regency (research: 26.04, not the mean of 44.6)."""
    active = pd.DataFrame(
        {
            "bulan": MONTHS[0],
            "kecamatan_kode": KECAMATAN[0],
            "segmen_kode": SEGMEN,
            "pembayar_kode": "mandiri",
            "aktif_orang": [38_595, 14_468, 17_407],
            "berakhir_pada": pd.NaT,
        }
    )
    sizes = [38_595 / 0.432, 14_468 / 0.09, 17_407 / 0.817]
    rows = pd.DataFrame(
        {"kecamatan_kode": KECAMATAN[0], "segmen_kode": SEGMEN, "semesta_orang": [round(size) for size in sizes]}
    )
    row = cakupan.at(cakupan.per_month(active, whole_base(rows), districts=1), MONTHS[0])
    assert row["cakupan_pct"] == pytest.approx(26.0, abs=0.1)


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [([100], 1), ([50, 50], 1), ([40, 30, 30], 2), ([10] * 10, 5), ([], 0), ([0, 0], 0)],
)
def test_holders_of_half(gaps, expected):
    table = pd.DataFrame(
        {"kecamatan_kode": [str(n) for n in range(len(gaps))], "belum_orang": pd.Series(gaps, dtype=float)}
    )
    assert cakupan.holders_of_half(cakupan.largest_gaps(table)) == expected


def months_with(first: float, last: float, *, size: float = 1000, present: int = 5) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "bulan": [MONTHS[0], MONTHS[12]],
            "aktif_orang": [first, last],
            "semesta_orang": size,
            "kecamatan_ada": [5, present],
        }
    )


@pytest.mark.parametrize(
    ("first", "last", "target", "missing", "wait"),
    [
        (100, 220, 30.0, 80, 8),  # 10 a month, 80 to go
        (100, 225, 30.0, 75, 8),  # 10.42 a month: 7.2 months round up
        (300, 300, 30.0, 0, 0),
        (250, 250, 30.0, 50, None),
        (280, 200, 30.0, 100, None),
    ],
)
def test_pace(first, last, target, missing, wait):
    found = cakupan.pace(months_with(first, last), periode=MONTHS[12], target_pct=target)
    assert found is not None
    assert (found.kurang_orang, found.bulan) == (missing, wait)


def test_pace_is_unknown_without_a_target_a_year_or_the_same_kecamatan():
    assert cakupan.pace(months_with(1, 2), periode=MONTHS[12], target_pct=None) is None
    assert cakupan.pace(months_with(1, 2), periode=MONTHS[0], target_pct=30) is None
    assert cakupan.pace(months_with(1, 2, present=4), periode=MONTHS[12], target_pct=30) is None


def test_with_more_never_exceeds_the_base():
    now = cakupan.at(cakupan.per_month(members(1, holes=False), base(1), districts=5), MONTHS[0])
    after = cakupan.with_more(now, 10)
    assert after["aktif_orang"] == now["aktif_orang"] + 10
    assert after["belum_orang"] == now["belum_orang"] - 10
    assert cakupan.with_more(now, 10**9)["cakupan_pct"] == pytest.approx(100)
    assert now["aktif_orang"] != after["aktif_orang"]


def test_ranking_puts_unknown_last_and_counts_only_the_known():
    table = pd.DataFrame(
        {
            "kecamatan_kode": ["a", "b", "c"],
            "cakupan_pct": [20.0, math.nan, 10.0],
            "belum_orang": [800.0, math.nan, 90.0],
            "aktif_orang": [200.0, math.nan, 10.0],
            "semesta_orang": [1000.0, math.nan, 100.0],
        }
    )
    assert cakupan.ranked(table, by="persentase")["kecamatan_kode"].tolist() == ["c", "a", "b"]
    by_people = cakupan.ranked(table, by="orang")
    assert by_people["kecamatan_kode"].tolist() == ["a", "c", "b"]
    assert cakupan.place(by_people, "c") == (2, 2)
    goals = pd.DataFrame({"kecamatan_kode": ["a", "b", "c"], "target_pct": 15.0})
    assert cakupan.against_target(table, goals)["kurang_orang"].fillna(-1).tolist() == [0, -1, 5]
