"""Claims against a slow twin in plain Python, and what is said of months, years and scopes that are not there."""

import datetime as dt
import math
import random
from collections.abc import Callable

import pandas as pd
import pytest
from sqlalchemy import Engine

from queries import klaim

PROGRAMMES = ["JKK", "JKM", "JHT", "JP", "JKP"]
Claim = tuple[dt.date, int, str, int, int, int]


def months_of(year: int, numbers: range | list[int] = range(1, 13)) -> list[dt.date]:
    return [dt.date(year, n, 1) for n in numbers]


def random_claims(seed: int, months: list[dt.date], districts: int) -> list[Claim]:
    """Claims of every size, from none to many, so that some figures are shown and some are hidden."""
    chance = random.Random(seed)
    return [
        (month, district, program, cases, cases * chance.randint(1, 60) * 1_000_000 + 7, chance.choice([0, 69_000_000]))
        for month in months
        for district in range(districts)
        for program in PROGRAMMES
        if (cases := int(chance.expovariate(1 / chance.choice([0.2, 1, 8]))))
    ]


def agrees(row: pd.Series, claims: list[Claim], *, suffix: str = "", threshold: int = klaim.SCREEN) -> bool:
    """Whether a figure is the plain sum of these claims, or hidden; returns whether it is shown."""
    cases, rupiah = sum(c[3] for c in claims), sum(c[4] for c in claims)
    shown = row[f"status{suffix}"] == "tampil"
    if shown:
        assert (row[f"kasus{suffix}"], row[f"dibayarkan_rp{suffix}"]) == (cases, rupiah)
        assert cases == 0 or cases >= threshold
    else:
        assert math.isnan(row[f"kasus{suffix}"])
        assert math.isnan(row[f"dibayarkan_rp{suffix}"])
        assert row[f"status{suffix}"] == "disamarkan" or 0 < cases < threshold
    return shown


@pytest.mark.parametrize("threshold", [klaim.SCREEN, klaim.EXPORT])
def test_every_visible_figure_is_the_plain_sum(database: Engine, show_claims: Callable, threshold: int) -> None:
    months = [*months_of(2022), *months_of(2023), *months_of(2024, range(1, 5))]
    claims = random_claims(3, months, 4)
    codes = show_claims(database, districts=4, months=months, claims=claims)
    shown = []

    def check(row: pd.Series, months: list[dt.date], program: str = "", district: str = "", suffix: str = "") -> None:
        own = [c for c in claims if c[0] in months and program in ("", c[2]) and district in ("", codes[c[1]])]
        shown.append(agrees(row, own, suffix=suffix, threshold=threshold))

    table = klaim.months(threshold=threshold)
    assert table["bulan"].dt.date.tolist() == months
    for _, row in table.iterrows():
        check(row, [row["bulan"].date()])
    for month in months:
        periode = pd.Timestamp(month)
        year = [m for m in months if m.year == month.year]
        last_year = [m.replace(year=m.year - 1) for m in year]
        to_date = klaim.year_to_date(periode, threshold=threshold)
        assert to_date is not None
        figures = pd.Series(to_date.__dict__)
        check(figures, [m for m in year if m <= month])
        per_program = klaim.per_program(periode, threshold=threshold)
        per_kecamatan = klaim.per_kecamatan(periode, threshold=threshold)
        assert per_program["program_kode"].tolist() == PROGRAMMES
        assert per_kecamatan["kecamatan_kode"].tolist() == codes
        for table, key in ((per_program, "program_kode"), (per_kecamatan, "kecamatan_kode")):
            for _, row in table.iterrows():
                place = {"program" if key == "program_kode" else "district": row[key]}
                check(row, year, **place)
                if row["status"] == "tampil" and row["kasus"]:
                    assert row["rata_rata_rp"] == pytest.approx(row["dibayarkan_rp"] / row["kasus"])
                else:
                    assert math.isnan(row["rata_rata_rp"])
                if month.year > 2022:
                    check(row, last_year, **place, suffix="_lalu")
                else:
                    assert pd.isna(row["status_lalu"])
        for _, row in klaim.program_per_kecamatan(periode, threshold=threshold).iterrows():
            check(row, year, row["program_kode"], row["kecamatan_kode"])
        if month.year > 2022:
            check(figures, [m.replace(year=m.year - 1) for m in year if m <= month], suffix="_lalu")
    assert 0.5 < sum(shown) / len(shown) < 1


def test_a_complete_year_is_compared_with_a_complete_year(sqlite_database: Engine, show_claims: Callable) -> None:
    months = [*months_of(2022), *months_of(2023)]
    claims = [(m, 0, "JHT", 10 if m.year == 2022 else 15, 1_000_000, 0) for m in months]
    show_claims(sqlite_database, districts=1, months=months, claims=claims)
    window = klaim.window(pd.Timestamp("2023-03-01"))
    assert window == klaim.Window(
        months=tuple(pd.date_range("2023-01-01", "2023-12-01", freq="MS")),
        start=pd.Timestamp("2023-01-01"),
        end=pd.Timestamp("2023-12-01"),
        months_missing=0,
        complete=True,
        lingkup="domisili",
        has_year_before=True,
    )
    to_date = klaim.year_to_date(pd.Timestamp("2023-03-01"))
    assert to_date is not None
    assert (to_date.kasus, to_date.kasus_lalu) == (45, 30)
    assert to_date.kasus_change_pct == 50
    assert to_date.dibayarkan_change_pct == 0
    jht = klaim.per_program(pd.Timestamp("2023-03-01")).set_index("program_kode").loc["JHT"]
    assert (jht["kasus"], jht["kasus_lalu"]) == (180, 120)


def test_months_that_the_year_before_lacks_are_not_compared(sqlite_database: Engine, show_claims: Callable) -> None:
    months = [*months_of(2022, range(3, 13)), *months_of(2023, range(1, 4))]
    claims = [(m, 0, "JHT", 10, 1_000_000, 0) for m in months]
    show_claims(sqlite_database, districts=1, months=months, claims=claims)
    to_date = klaim.year_to_date(pd.Timestamp("2023-03-01"))
    window = klaim.window(pd.Timestamp("2023-03-01"))
    assert to_date is not None
    assert window is not None
    assert to_date.kasus == 30
    assert to_date.status_lalu is None
    assert to_date.kasus_change_pct is None
    assert not window.has_year_before
    assert klaim.per_program(pd.Timestamp("2023-03-01"))["kasus_lalu"].isna().all()


def test_a_month_without_a_load_is_absent_and_said(sqlite_database: Engine, show_claims: Callable) -> None:
    months = months_of(2023, [1, 2, 4])
    show_claims(sqlite_database, districts=1, months=months, claims=[(m, 0, "JHT", 10, 1_000_000, 0) for m in months])
    assert klaim.months()["bulan"].dt.month.tolist() == [1, 2, 4]
    to_date = klaim.year_to_date(pd.Timestamp("2023-12-01"))
    assert to_date is not None
    assert (to_date.end, to_date.months_missing, to_date.kasus) == (pd.Timestamp("2023-04-01"), 1, 30)
    window = klaim.window(pd.Timestamp("2023-12-01"))
    assert window is not None
    assert (window.months_missing, window.complete) == (1, False)


def test_a_covered_month_without_claims_counts_as_zero(sqlite_database: Engine, show_claims: Callable) -> None:
    months = months_of(2023, [1, 2])
    show_claims(sqlite_database, districts=2, months=months, claims=[(months[0], 0, "JHT", 20, 5_000_000, 0)])
    assert klaim.months()["kasus"].tolist() == [20, 0]
    assert klaim.months()["status"].tolist() == ["tampil", "tampil"]
    assert klaim.per_kecamatan(pd.Timestamp("2023-02-01"))["kasus"].tolist() == [20, 0]


def test_only_zeros_are_shown_as_zeros(sqlite_database: Engine, show_claims: Callable) -> None:
    show_claims(sqlite_database, districts=2, months=months_of(2023), claims=[])
    assert set(klaim.program_per_kecamatan(pd.Timestamp("2023-12-01"))["kasus"]) == {0}
    to_date = klaim.year_to_date(pd.Timestamp("2023-12-01"))
    assert to_date is not None
    assert (to_date.kasus, to_date.status) == (0, "tampil")


def test_a_lone_case_is_hidden_everywhere(sqlite_database: Engine, show_claims: Callable) -> None:
    month = dt.date(2023, 1, 1)
    periode = pd.Timestamp(month)
    show_claims(sqlite_database, districts=1, months=[month], claims=[(month, 0, "JKM", 1, 42_000_000, 69_000_000)])
    to_date = klaim.year_to_date(periode)
    assert to_date is not None
    assert math.isnan(to_date.kasus)
    assert klaim.months()["status"].tolist() == ["kecil"]
    for table in (klaim.per_program(periode), klaim.per_kecamatan(periode), klaim.program_per_kecamatan(periode)):
        assert not (table["kasus"] > 0).any()
        assert not (table["dibayarkan_rp"] > 0).any()
    total, status = klaim.beasiswa(periode) or (0, "")
    assert math.isnan(total)
    assert status == "disamarkan"


def test_scholarships_are_for_the_whole_regency(sqlite_database: Engine, show_claims: Callable) -> None:
    months = months_of(2023)
    claims = [(m, 0, "JKM", 3, 126_000_000, 69_000_000 if m.month in (4, 9) else 0) for m in months]
    show_claims(sqlite_database, districts=1, months=months, claims=claims)
    # Six cases stand in the rows that carry a scholarship.
    assert klaim.beasiswa(pd.Timestamp("2023-12-01")) == (138_000_000, "tampil")
    total, status = klaim.beasiswa(pd.Timestamp("2023-12-01"), threshold=klaim.EXPORT) or (0, "")
    assert math.isnan(total)
    assert status == "disamarkan"


def test_an_empty_database_answers_with_empty_tables(sqlite_database: Engine, show_claims: Callable) -> None:
    show_claims(sqlite_database, districts=2, months=[], claims=[])
    periode = pd.Timestamp("2023-12-01")
    assert klaim.scopes() == ()
    assert klaim.window(periode) is None
    assert klaim.year_to_date(periode) is None
    assert klaim.beasiswa(periode) is None
    assert list(klaim.months().columns) == ["bulan", "kasus", "dibayarkan_rp", "status"]
    for table in (
        klaim.months(),
        klaim.per_program(periode),
        klaim.per_kecamatan(periode),
        klaim.program_per_kecamatan(periode),
    ):
        assert table.empty
        assert {"kasus", "dibayarkan_rp", "status"} <= set(table.columns)


def test_scopes_are_never_mixed(sqlite_database: Engine, show_claims: Callable) -> None:
    months = months_of(2023)
    branch = [(m, 0, "JHT", 10, 1_000_000, 0) for m in months]
    [code] = show_claims(sqlite_database, districts=1, months=months, claims=branch, lingkup="kantor_cabang")
    assert klaim.scopes() == ("kantor_cabang",)
    home = [(m, 0, "JHT", 30, 3_000_000, 0) for m in months]
    show_claims(sqlite_database, districts=1, months=months, claims=home, regency=code[:5])
    assert klaim.scopes() == ("domisili", "kantor_cabang")
    assert set(klaim.months()["kasus"]) == {30}
    assert set(klaim.months(lingkup="kantor_cabang")["kasus"]) == {10}


def test_a_threshold_that_nobody_decided_is_refused(sqlite_database: Engine, show_claims: Callable) -> None:
    show_claims(sqlite_database, districts=1, months=[], claims=[])
    with pytest.raises(ValueError, match="threshold"):
        klaim.months(threshold=2)
