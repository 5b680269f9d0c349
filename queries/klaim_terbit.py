"""Which figures of claims are published: the tables of ``queries.klaim`` with small cells already gone.

One year of one scope is one flow (see ``queries.suppression``): from the regency over programmes to kecamatan, and
back to it over January to month n = January to month n-1 plus month n. When the newest year is unfinished, the margins
of the same months of the year before are published too. Their cells lie between zero and the year's, and the rest of
that year, which a viewer gets by subtraction, is as sensitive as they are. The two are protected in turns, each while
the other is taken as known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from queries.suppression import SHOWN, WITHHELD, Cell, Hidden, everything, hide

SCREEN, EXPORT = 5, 10
# How much rather an inner cell is hidden than one of the totals that screens lead with.
TOTAL_WORTH = 10
# How far beyond the averages seen anywhere an average is still believed, unless all of them are one fixed amount.
BELIEF = 1.25
_DTYPES = {
    "lingkup": "str",
    "threshold": "int64",
    "tabel": "str",
    "tahun": "int64",
    "bulan": "datetime64[s]",
    "program_kode": "str",
    "kecamatan_kode": "str",
    "kasus": "float64",
    "dibayarkan_rp": "float64",
    "potensi_beasiswa_rp": "float64",
    "status": "str",
}


class Place(NamedTuple):
    """The name of a cell: its table, and where it stands there."""

    tabel: str
    program_kode: str | None = None
    kecamatan_kode: str | None = None
    bulan: pd.Timestamp | None = None


@dataclass(frozen=True)
class _Claims:
    """Claims of one scope. cube: month x programme x kecamatan x (cases, rupiah paid, potential scholarship)."""

    months: pd.DatetimeIndex
    programmes: Sequence[str]
    districts: Sequence[str]
    cube: np.ndarray

    def of(self, months: np.ndarray) -> "_Claims":
        return _Claims(self.months[months], self.programmes, self.districts, self.cube[months])


def published(rows: pd.DataFrame, *, programmes: Sequence[str], districts: Sequence[str]) -> pd.DataFrame:
    """One row per scope, threshold and published cell, hidden figures NaN.

    rows: one per scope and covered month with claims, or one without programme when it had none; columns lingkup,
    bulan, kecamatan_kode, program_kode, kasus, dibayarkan_rp, potensi_beasiswa_rp.
    Columns: lingkup, threshold, tabel ('bulan', 'sampai', 'program', 'kecamatan', 'inti', 'program_lalu',
    'kecamatan_lalu', 'beasiswa'), tahun, bulan, program_kode, kecamatan_kode, kasus, dibayarkan_rp,
    potensi_beasiswa_rp, status. A table '_lalu' stands under the year that it is compared with.
    """
    found: list[dict[str, Any]] = []
    for lingkup, part in rows.groupby("lingkup"):
        claims = _cube(part, programmes, districts)
        found += [{"lingkup": lingkup} | cell for cell in _of_scope(claims)]
    return pd.DataFrame(found, columns=list(_DTYPES)).astype(_DTYPES)


def _cube(rows: pd.DataFrame, programmes: Sequence[str], districts: Sequence[str]) -> _Claims:
    months = pd.DatetimeIndex(rows["bulan"].sort_values().unique())
    facts = rows.dropna(subset="program_kode")
    cube = np.zeros((len(months), len(programmes), len(districts), 3), dtype="int64")
    place = (
        months.get_indexer(pd.Index(facts["bulan"])),
        pd.Index(programmes).get_indexer(pd.Index(facts["program_kode"])),
        pd.Index(districts).get_indexer(pd.Index(facts["kecamatan_kode"])),
    )
    np.add.at(cube, place, facts[["kasus", "dibayarkan_rp", "potensi_beasiswa_rp"]].to_numpy("int64"))
    return _Claims(months, programmes, districts, cube)


def _of_scope(claims: _Claims) -> list[dict[str, Any]]:
    years = {year: claims.of(claims.months.year == year) for year in sorted(set(claims.months.year))}
    newest = max(years)
    part = _same_months(years.get(newest - 1), years[newest])
    prices = _prices([year.cube for year in years.values()] + ([part.cube] if part else []))

    found: list[dict[str, Any]] = []
    margins: list[dict[str, Any]] = []
    for year, own in years.items():
        inside = part if year == newest - 1 else None
        cells = _year(own, prices, inside)
        hidden = _for_both(cells, own)
        shown = _rows(cells, hidden)
        until_first = [
            row | {"tabel": "sampai"} for row in shown if row["tabel"] == "bulan" and row["bulan"] == own.months[0]
        ]
        found += [row | {"tahun": year} for row in shown + until_first + _scholarships(own, hidden)]
        if year - 1 in years and _covers_same(years[year - 1], own):
            found += [row | {"tahun": year, "tabel": f"{row['tabel']}_lalu"} for row in margins]
        margins = [row for row in shown if row["tabel"] in ("program", "kecamatan")]
        if inside:
            found += [row | {"tahun": newest} for row in _year_before(own, inside, prices, hidden)]
    return found


def _covers_same(one: _Claims, other: _Claims) -> bool:
    return one.months.month.tolist() == other.months.month.tolist()


def _same_months(before: _Claims | None, newest: _Claims) -> _Claims | None:
    """The newest year's months in the year before; None when it lacks some or when they are all that it has."""
    if before is None or _covers_same(before, newest):
        return None
    part = before.of(before.months.month <= newest.months.month.max())
    return part if _covers_same(part, newest) else None


def _prices(cubes: Sequence[np.ndarray]) -> list[tuple[float, float]]:
    """The lowest and highest average rupiah per case that a viewer would believe of each programme."""
    found = []
    for cells in np.concatenate([cube.sum(axis=0) for cube in cubes], axis=1):
        counted = cells[cells[:, 0] > 0]
        averages = counted[:, 1] / counted[:, 0]
        low, high = (averages.min(), averages.max()) if len(averages) else (0.0, np.inf)
        found.append((float(low), float(high)) if low == high else (float(low / BELIEF), float(high * BELIEF)))
    return found


def _year(claims: _Claims, prices: Sequence[tuple[float, float]], part: _Claims | None) -> list[Cell]:
    """The flow of one year. part: the months of it that are published apart; the year's cells hold at least those."""
    cells = _table(claims, prices, within={"least": part} if part else {})
    monthly = claims.cube.sum(axis=(1, 2)).tolist()
    running = claims.cube.sum(axis=(1, 2)).cumsum(axis=0).tolist()
    # January to month n goes into node n, which splits it; January alone is the month itself.
    for month, after, own, total in zip(claims.months, [*claims.months[1:], "akhir"], monthly, running, strict=True):
        is_first = month == claims.months[0]
        if not is_first:
            cells.append(Cell(Place("sampai", bulan=month), after, month, total[0], total[1], worth=TOTAL_WORTH))
        cells.append(
            Cell(Place("bulan", bulan=month), after if is_first else month, "awal", own[0], own[1], worth=TOTAL_WORTH)
        )
    return cells


def _year_before(
    claims: _Claims, part: _Claims, prices: Sequence[tuple[float, float]], year: dict[int, Hidden]
) -> list[dict[str, Any]]:
    """The margins of some months of a year. Their total is fixed: it is published with the months, or nothing is."""
    cells = _table(part, prices, suffix="_lalu", within={"most": claims})
    hidden = _for_both(cells, part)
    return _rows(cells, {t: everything(cells, (t,)) if _total(part) in year[t].cells else hidden[t] for t in hidden})


def _table(
    claims: _Claims, prices: Sequence[tuple[float, float]], *, within: dict[str, _Claims], suffix: str = ""
) -> list[Cell]:
    """Programme x kecamatan with both margins; the inner cells of a table with a suffix are not published."""
    every = slice(None)

    def cell(place: Place, start: str, end: str, where: tuple, **known: Any) -> Cell:
        known |= {side: _sum(other, where) for side, other in within.items()}
        return Cell(place, start, end, *_sum(claims, where), **known)

    cells = []
    for i, (p, price) in enumerate(zip(claims.programmes, prices, strict=True)):
        cells.append(cell(Place(f"program{suffix}", p), "awal", p, (i, every), price=price, worth=TOTAL_WORTH))
        for j, d in enumerate(claims.districts):
            cells.append(cell(Place(f"inti{suffix}", p, d), p, d, (i, j), price=price, published=not suffix))
    for j, d in enumerate(claims.districts):
        cells.append(cell(Place(f"kecamatan{suffix}", None, d), d, "akhir", (every, j), worth=TOTAL_WORTH))
    return cells


def _sum(claims: _Claims, where: tuple) -> tuple[int, int]:
    cases, amount, _ = claims.cube[(slice(None), *where)].reshape(-1, 3).sum(axis=0).tolist()
    return cases, amount


def _for_both(cells: Sequence[Cell], claims: _Claims) -> dict[int, Hidden]:
    """What is hidden for each threshold. What screens hide is hidden in exports too, as people see both."""
    totals = claims.cube.sum(axis=(0, 2)).tolist()
    units = [round(amount / cases) for cases, amount, _ in totals if cases]
    screen = hide(cells, edges=(SCREEN, EXPORT), units=units)
    return {SCREEN: screen, EXPORT: hide(cells, edges=(EXPORT,), units=units, already=screen)}


def _rows(cells: Sequence[Cell], hidden: dict[int, Hidden]) -> list[dict[str, Any]]:
    return [
        dict(zip(Place._fields, cell.name, strict=True))
        | {"threshold": threshold, "status": status}
        | ({"kasus": cell.cases, "dibayarkan_rp": cell.amount} if status == SHOWN else {})
        for threshold, what in hidden.items()
        for cell in cells
        if cell.published
        for status in [what.status(cell, threshold)]
    ]


def _scholarships(claims: _Claims, hidden: dict[int, Hidden]) -> list[dict[str, Any]]:
    """The potential scholarships of a year: withheld when the claims that carry them are few or all is withheld."""
    potential = claims.cube[..., 2]
    total, carriers = int(potential.sum()), int(claims.cube[..., 0][potential > 0].sum())
    return [
        {"tabel": "beasiswa", "threshold": threshold}
        | (
            {"status": WITHHELD}
            if total and (carriers < threshold or _total(claims) in what.cells)
            else {"status": SHOWN, "potensi_beasiswa_rp": total}
        )
        for threshold, what in hidden.items()
    ]


def _total(claims: _Claims) -> Place:
    """The cell that adds up all months of these claims."""
    return Place("sampai" if len(claims.months) > 1 else "bulan", bulan=claims.months[-1])
