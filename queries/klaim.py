"""Claims: cases and rupiah paid. Small cells are hidden here, so that no screen or export can show them.

What a viewer may see, and nothing else, is worked out when the data are read (``_published``); the raw rows are not
kept. Tables of one scope: all programmes per month and from January to each month; for each year's window (January to
December, or to the newest month) programme x kecamatan with both margins; the same months of the year before, margins
only. ``queries.klaim_terbit`` says which figures of these must go. Every function answers for one scope and for one
threshold: SCREEN hides cells of 1 to 4 cases, EXPORT (projector, files) of 1 to 9.

A hidden figure is NaN and the column ``status`` says how to print it: 'tampil' (shown), 'kecil' (fewer cases than the
threshold) or 'disamarkan' (withheld so that no small cell can be worked out). A programme or kecamatan without rows in
a covered month had no cases there; a month that no load covers is absent.
"""

import math
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import klaim as k
from data.schema import muatan_periode as mp
from memory import remembered
from queries import acuan, wilayah
from queries.db import dataset, frame, is_live, of_snapshot
from queries.klaim_terbit import EXPORT, SCREEN, published

__all__ = [
    "EXPORT", "SCREEN", "Window", "YearToDate", "beasiswa", "months", "per_kecamatan", "per_program",
    "program_per_kecamatan", "scopes", "window", "year_to_date",
]  # fmt: skip
# The scope to open with: where members live, as coverage is counted; else what the branch paid; else by employer.
_SCOPES = ("domisili", "kantor_cabang", "badan_usaha")
_FIGURES = ["kasus", "dibayarkan_rp", "status"]


@dataclass(frozen=True)
class Window:
    """The months of a year that its tables add up.

    months: all of them; start, end: the first and last; months_missing: how many between these no load covers;
    complete: all twelve; lingkup: the scope; has_year_before: whether the same months of the year before are covered,
    so that they compare.
    """

    months: tuple[pd.Timestamp, ...]
    start: pd.Timestamp
    end: pd.Timestamp
    months_missing: int
    complete: bool
    lingkup: str
    has_year_before: bool


@dataclass(frozen=True)
class YearToDate:
    """All programmes from the year's first covered month to the period, and the same months of the year before.

    start, end: the months added up, end being the last covered one up to the period; months_missing: how many between
    them no load covers. Figures are NaN when hidden or, with ``_lalu``, when the year before does not cover the same
    months (status_lalu None). Changes are percentages, None when a figure is missing or the base is zero.
    """

    start: pd.Timestamp
    end: pd.Timestamp
    months_missing: int
    lingkup: str
    kasus: float
    dibayarkan_rp: float
    status: str
    kasus_lalu: float
    dibayarkan_rp_lalu: float
    status_lalu: str | None

    @property
    def kasus_change_pct(self) -> float | None:
        """Change of the cases against the year before."""
        return _change(self.kasus, self.kasus_lalu)

    @property
    def dibayarkan_change_pct(self) -> float | None:
        """Change of the rupiah paid against the year before."""
        return _change(self.dibayarkan_rp, self.dibayarkan_rp_lalu)


@dataset
def _published() -> pd.DataFrame:
    """One row per scope, threshold and cell that is published. Columns: those of ``klaim_terbit.published``."""
    rows = frame(
        select(
            mp.c.bagian.label("lingkup"),
            mp.c.periode.label("bulan"),
            k.c.kecamatan_kode,
            k.c.program_kode,
            k.c.kasus,
            k.c.dibayarkan_rp,
            k.c.potensi_beasiswa_rp,
        )
        .select_from(mp)
        .outerjoin(k, is_live(k.c.muatan_id, periode=k.c.bulan, bagian=k.c.lingkup))
        .where(mp.c.kabupaten_kode == settings.kabupaten(), mp.c.jenis == "klaim", mp.c.berlaku)
    )
    return published(
        rows,
        programmes=acuan.programmes()["program_kode"].tolist(),
        districts=wilayah.districts()["kecamatan_kode"].tolist(),
    ).astype({"lingkup": "category", "tabel": "category"})


@of_snapshot
def scopes() -> tuple[str, ...]:
    """The scopes that have claims, the one to open with first."""
    live = set(_published()["lingkup"])
    return tuple(scope for scope in _SCOPES if scope in live)


@of_snapshot
def months(*, lingkup: str | None = None, threshold: int = SCREEN) -> pd.DataFrame:
    """All programmes, one row per covered month, oldest first. Columns: bulan, kasus, dibayarkan_rp, status."""
    return _cells("bulan", lingkup, threshold)[["bulan", *_FIGURES]].reset_index(drop=True)


@of_snapshot
def window(periode: pd.Timestamp, *, lingkup: str | None = None) -> Window | None:
    """Which months the tables of a period's year add up; None when none of that year is covered."""
    covered = _covered(periode.year, lingkup)
    if covered.empty:
        return None
    return Window(
        months=tuple(covered),
        start=covered.iloc[0],
        end=covered.iloc[-1],
        months_missing=_gaps(covered),
        complete=len(covered) == 12,
        lingkup=_scope(lingkup),
        has_year_before=not _cells("program_lalu", lingkup, SCREEN, periode.year).empty,
    )


@of_snapshot
def year_to_date(periode: pd.Timestamp, *, lingkup: str | None = None, threshold: int = SCREEN) -> YearToDate | None:
    """All programmes in the period's year up to the period; None when none of those months is covered."""
    totals = _cells("sampai", lingkup, threshold).set_index("bulan")[_FIGURES]
    covered = _covered(periode.year, lingkup)
    covered = covered[covered <= periode]
    if covered.empty:
        return None
    end = covered.iloc[-1]
    year_ago = end - pd.DateOffset(years=1)
    before = _covered(year_ago.year, lingkup)
    same = before[before <= year_ago].dt.month.tolist() == covered.dt.month.tolist()
    now, last = totals.loc[end], totals.loc[year_ago] if same else None
    return YearToDate(
        start=covered.iloc[0],
        end=end,
        months_missing=_gaps(covered),
        lingkup=_scope(lingkup),
        kasus=float(now["kasus"]),
        dibayarkan_rp=float(now["dibayarkan_rp"]),
        status=now["status"],
        kasus_lalu=math.nan if last is None else float(last["kasus"]),
        dibayarkan_rp_lalu=math.nan if last is None else float(last["dibayarkan_rp"]),
        status_lalu=None if last is None else last["status"],
    )


@of_snapshot
def per_program(periode: pd.Timestamp, *, lingkup: str | None = None, threshold: int = SCREEN) -> pd.DataFrame:
    """The window of the period's year, one row per programme in the order that officials use; empty without data.

    Columns: program_kode, program, kasus, dibayarkan_rp, status, rata_rata_rp (rupiah per case, NaN when hidden or
    without cases), and the same months of the year before: kasus_lalu, dibayarkan_rp_lalu, status_lalu (all
    missing when they are not covered).
    """
    return acuan.programmes().merge(_with_year_before("program", periode, lingkup, threshold), on="program_kode")


@of_snapshot
def per_kecamatan(periode: pd.Timestamp, *, lingkup: str | None = None, threshold: int = SCREEN) -> pd.DataFrame:
    """The window of the period's year, one row per kecamatan in code order; empty without data.

    Columns: kecamatan_kode, kecamatan, and the figures of ``per_program``.
    """
    names = wilayah.districts()[["kecamatan_kode", "kecamatan"]]
    return names.merge(_with_year_before("kecamatan", periode, lingkup, threshold), on="kecamatan_kode")


@of_snapshot
def program_per_kecamatan(
    periode: pd.Timestamp, *, lingkup: str | None = None, threshold: int = SCREEN
) -> pd.DataFrame:
    """The window of the period's year, one row per programme and kecamatan; empty without data.

    Columns: program_kode, program, kecamatan_kode, kecamatan, kasus, dibayarkan_rp, status.
    """
    cells = _cells("inti", lingkup, threshold, periode.year)[["program_kode", "kecamatan_kode", *_FIGURES]]
    names = wilayah.districts()[["kecamatan_kode", "kecamatan"]]
    named = acuan.programmes().merge(cells, on="program_kode").merge(names, on="kecamatan_kode")
    return named[["program_kode", "program", "kecamatan_kode", "kecamatan", *_FIGURES]]


@of_snapshot
def beasiswa(periode: pd.Timestamp, *, lingkup: str | None = None, threshold: int = SCREEN) -> tuple[float, str] | None:
    """Potential scholarships (rupiah) promised in the window of the period's year, for the whole regency, and status.

    Never part of what was paid. NaN when too few cases carry it; None when none of that year is covered.
    """
    cells = _cells("beasiswa", lingkup, threshold, periode.year)
    return None if cells.empty else (float(cells["potensi_beasiswa_rp"].iloc[0]), str(cells["status"].iloc[0]))


def _scope(lingkup: str | None) -> str:
    return lingkup or next(iter(scopes()), "")


def _cells(tabel: str, lingkup: str | None, threshold: int, tahun: int | None = None) -> pd.DataFrame:
    if threshold not in (SCREEN, EXPORT):
        raise ValueError(f"threshold must be {SCREEN} or {EXPORT}")
    return _part(_published(), tabel, _scope(lingkup), threshold, tahun)


@remembered
def _part(cells: pd.DataFrame, tabel: str, lingkup: str, threshold: int, tahun: int | None) -> pd.DataFrame:
    kept = (cells["tabel"] == tabel) & (cells["lingkup"] == lingkup) & (cells["threshold"] == threshold)
    return cells[kept if tahun is None else kept & (cells["tahun"] == tahun)]


def _covered(tahun: int, lingkup: str | None) -> pd.Series:
    return _cells("bulan", lingkup, SCREEN, tahun)["bulan"]


def _gaps(covered: pd.Series) -> int:
    return int(covered.iloc[-1].month - covered.iloc[0].month + 1 - len(covered))


def _with_year_before(tabel: str, periode: pd.Timestamp, lingkup: str | None, threshold: int) -> pd.DataFrame:
    key = f"{tabel}_kode"
    now = _cells(tabel, lingkup, threshold, periode.year)[[key, *_FIGURES]]
    last = _cells(f"{tabel}_lalu", lingkup, threshold, periode.year)[[key, *_FIGURES]]
    now = now.assign(rata_rata_rp=now["dibayarkan_rp"] / now["kasus"].where(now["kasus"] > 0))
    return now.merge(last, on=key, how="left", suffixes=("", "_lalu"))


def _change(now: float, before: float) -> float | None:
    return None if math.isnan(now) or math.isnan(before) or before == 0 else 100 * (now - before) / before
