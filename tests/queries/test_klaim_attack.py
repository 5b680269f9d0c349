"""An attacker who has every table of every period, screen and export, tries to work small cells out.

They know every figure shown, what each label allows, that amounts are not negative, and that a death pays 42 million
per case. Unknown are the cases and rupiah of each month, programme and kecamatan (the base cells).
"""

import datetime as dt
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import linalg, optimize, sparse
from sqlalchemy import Engine

from queries import klaim

PROGRAMMES = ["JKK", "JKM", "JHT", "JP", "JKP"]
DEATH = 42  # million rupiah a case
Claim = tuple[dt.date, int, str, int, int, int]


@dataclass(frozen=True)
class Truth:
    """The base cells: month x programme x kecamatan; amounts in million rupiah."""

    months: list[pd.Timestamp]
    districts: list[str]
    cases: np.ndarray
    amounts: np.ndarray

    def mask(self, months: Any = None, program: str | None = None, district: str | None = None) -> np.ndarray:
        """Which base cells a figure adds up, as a flat vector."""
        cells = np.zeros(self.cases.shape, dtype=bool)
        cells[
            slice(None) if months is None else [self.months.index(m) for m in months],
            slice(None) if program is None else PROGRAMMES.index(program),
            slice(None) if district is None else self.districts.index(district),
        ] = True
        return cells.ravel()


@dataclass(frozen=True)
class Figure:
    """One figure as the attacker has it. low, high: what its label allows for the cases."""

    cells: np.ndarray
    shown: bool
    low: float
    high: float
    amount: float


def seen(truth: Truth, threshold: int) -> Iterator[Figure]:
    """Every figure that any function returns for any period."""
    for _, row in klaim.months(threshold=threshold).iterrows():
        yield figure(truth, truth.mask([row["bulan"]]), row["kasus"], row["dibayarkan_rp"], row["status"], threshold)
    for periode in truth.months:
        to_date = klaim.year_to_date(periode, threshold=threshold)
        window = klaim.window(periode)
        assert to_date is not None
        assert window is not None
        whole = [m for m in truth.months if window.start <= m <= window.end]
        until = [m for m in whole if m <= periode]
        tables = {
            (): pd.DataFrame([to_date.__dict__]),
            ("program_kode",): klaim.per_program(periode, threshold=threshold),
            ("kecamatan_kode",): klaim.per_kecamatan(periode, threshold=threshold),
            ("program_kode", "kecamatan_kode"): klaim.program_per_kecamatan(periode, threshold=threshold),
        }
        for keys, table in tables.items():
            for _, row in table.iterrows():
                for suffix in ("", "_lalu"):
                    if pd.isna(row.get(f"status{suffix}")):
                        continue
                    months = [m - pd.DateOffset(years=1) if suffix else m for m in (whole if keys else until)]
                    where = truth.mask(months, *(row.get(key) for key in ("program_kode", "kecamatan_kode")))
                    values = [row[f"{name}{suffix}"] for name in ("kasus", "dibayarkan_rp", "status")]
                    yield figure(truth, where, *values, threshold)
                if row["status"] != "tampil":
                    assert math.isnan(row.get("rata_rata_rp", math.nan))


def figure(truth: Truth, cells: np.ndarray, kasus: float, rupiah: float, status: str, threshold: int) -> Figure:
    """A figure and what its label tells. 'disamarkan' is taken to tell that the true size is not a small one."""
    own = truth.cases.ravel()[cells].sum()
    if status == "tampil":
        assert kasus == own
        assert rupiah == 1e6 * truth.amounts.ravel()[cells].sum()
        return Figure(cells, True, own, own, rupiah / 1e6)
    assert math.isnan(kasus)
    assert math.isnan(rupiah)
    if status == "kecil":
        return Figure(cells, False, 1, threshold - 1, math.nan)
    assert status == "disamarkan"
    return Figure(cells, False, min(own, 1) if own < threshold else threshold, math.inf, math.nan)


def targets(truth: Truth, figures: list[Figure], threshold: int) -> list[np.ndarray]:
    """Small figures, published or the difference of two where one lies within the other."""
    sums = {f.cells.tobytes(): f.cells for f in figures}
    years = sorted({m.year for m in truth.months})
    newest = [m.month for m in truth.months if m.year == years[-1]]
    early = [m for m in truth.months if m.year == years[-1] - 1 and m.month in newest]
    if len(years) > 1 and len(early) == len(newest):
        part = truth.mask(early)
        whole = truth.mask([m for m in truth.months if m.year == years[-1] - 1])
        for cells in [*sums.values()]:
            if (cells <= whole).all():
                for piece in (cells & part, cells & ~part):
                    sums[piece.tobytes()] = piece
    return [cells for cells in sums.values() if 0 < truth.cases.ravel()[cells].sum() < threshold]


def is_certain(truth: Truth, figures: list[Figure], target: np.ndarray) -> bool:
    """Whether no whole-numbered world that agrees with all figures has another number of cases in the target."""
    cases = truth.cases.ravel()
    deaths = np.zeros(truth.cases.shape, dtype=bool)
    deaths[:, PROGRAMMES.index("JKM"), :] = True
    rows = np.array([f.cells for f in figures], dtype=float)
    shown = np.array([f.shown for f in figures])
    amounts = np.array([f.amount for f in figures])[shown]
    of_deaths = np.eye(len(cases))[deaths.ravel()]
    none, size = np.zeros_like(rows), len(cases)
    known = [
        optimize.LinearConstraint(
            sparse.csr_array(np.hstack([rows, none])), [f.low for f in figures], [f.high for f in figures]
        ),
        optimize.LinearConstraint(sparse.csr_array(np.hstack([none[shown], rows[shown]])), amounts, amounts),
        optimize.LinearConstraint(sparse.csr_array(np.hstack([DEATH * of_deaths, -of_deaths])), 0, 0),
    ]
    own = cases[target].sum()
    row = np.concatenate([target.astype(float), np.zeros(size)])
    for low, high in ((own + 1, math.inf), (0, own - 1)):
        other = optimize.milp(
            np.zeros(2 * size),
            integrality=np.r_[np.ones(size), np.zeros(size)],
            constraints=[*known, optimize.LinearConstraint(row, low, high)],
        )
        assert other.status in (0, 2), other.message
        if other.status == 0:
            return False
    return True


def determined(figures: list[Figure], goals: list[np.ndarray]) -> int:
    """How many of the goals are a combination of shown figures."""
    span = linalg.orth(np.array([f.cells for f in figures if f.shown], dtype=float).T)
    wanted = np.array(goals, dtype=float).T
    rest = wanted - span @ (span.T @ wanted)
    return int((np.linalg.norm(rest, axis=0) < 1e-6).sum())


def unique(figures: Iterator[Figure]) -> list[Figure]:
    """The figures without repetitions."""
    return list({(f.cells.tobytes(), f.shown, f.low, f.high): f for f in figures}.values())


def world(seed: int) -> tuple[int, list[dt.date], list[Claim]]:
    """A random regency: how many kecamatan, which months are covered, which claims were paid."""
    chance = random.Random(seed)
    districts = chance.choice([1, 2, 3])
    before, newest = chance.choice([(0, 1), (0, 2), (2, 1), (3, 2), (2, 2), (4, 2)])
    months = [dt.date(2022, n + 1, 1) for n in range(before)] + [dt.date(2023, n + 1, 1) for n in range(newest)]
    mean = chance.choice([0.5, 2, 6])
    price = {"JKK": (2, 20), "JKM": (DEATH, DEATH), "JHT": (5, 40), "JP": (1, 4), "JKP": (1, 2)}
    claims = []
    for month in months:
        for district in range(districts):
            for program in PROGRAMMES[: chance.choice([2, 3, 5])]:
                cases = int(chance.expovariate(1 / mean))
                if cases:
                    amount = sum(chance.randint(*price[program]) for _ in range(cases))
                    claims.append((month, district, program, cases, amount * 1_000_000, 0))
    return districts, months, claims


def shown_world(engine: Engine, show: Callable[..., list[str]], districts: int, months: list, claims: list) -> Truth:
    """Store a world, make it the one that is shown, and say what is true in it."""
    codes = show(engine, districts=districts, months=months, claims=claims)
    cases = np.zeros((len(months), len(PROGRAMMES), districts), dtype=int)
    amounts = np.zeros_like(cases)
    for month, district, program, kasus, rupiah, _ in claims:
        cell = months.index(month), PROGRAMMES.index(program), district
        cases[cell], amounts[cell] = kasus, rupiah // 1_000_000
    return Truth([pd.Timestamp(m) for m in months], codes, cases, amounts)


def evidence(truth: Truth) -> list[tuple[int, list[Figure]]]:
    """What who has both versions holds against cells of 1 to 4, and who has exports only against cells of 1 to 9."""
    screen, export = unique(seen(truth, klaim.SCREEN)), unique(seen(truth, klaim.EXPORT))
    return [(klaim.SCREEN, screen + export), (klaim.EXPORT, export)]


@pytest.mark.parametrize("seed", range(24))
def test_no_small_cell_of_a_small_world_is_certain(seed: int, sqlite_database: Engine, show_claims: Callable) -> None:
    truth = shown_world(sqlite_database, show_claims, *world(seed))
    for threshold, figures in evidence(truth):
        for target in targets(truth, figures, threshold):
            assert not is_certain(truth, figures, target)


def test_no_small_cell_of_a_large_world_is_a_combination(sqlite_database: Engine, show_claims: Callable) -> None:
    chance = random.Random(1)
    months = [date.date() for date in pd.date_range("2022-01-01", periods=18, freq="MS")]
    claims = [
        (month, district, program, cases, cases * 42_000_000, 0)
        for month in months
        for district in range(22)
        for program in PROGRAMMES
        if (cases := int(chance.expovariate(2 if program in ("JKM", "JKP") else 0.2)))
    ]
    truth = shown_world(sqlite_database, show_claims, 22, months, claims)
    for threshold, figures in evidence(truth):
        goals = targets(truth, figures, threshold)
        assert len(goals) > 50
        assert determined(figures, goals) == 0


def test_the_attack_succeeds_when_only_small_cells_are_hidden(sqlite_database: Engine, show_claims: Callable) -> None:
    month = dt.date(2023, 1, 1)
    claims = [
        (month, district, program, cases, cases * 42_000_000, 0)
        for district, row in enumerate([[3, 20], [30, 40]])
        for program, cases in zip(("JKM", "JHT"), row, strict=True)
    ]
    truth = shown_world(sqlite_database, show_claims, 2, [month], claims)
    _, figures = evidence(truth)[0]
    naive = []
    for f in figures:
        cases, amount = truth.cases.ravel()[f.cells].sum(), truth.amounts.ravel()[f.cells].sum()
        small = 0 < cases < klaim.SCREEN
        naive.append(Figure(f.cells, not small, 1 if small else cases, 4 if small else cases, float(amount)))
    goals = targets(truth, figures, klaim.SCREEN)
    assert len(goals) == 1
    assert determined(naive, goals) == 1
    assert is_certain(truth, naive, goals[0])
    assert not is_certain(truth, figures, goals[0])
