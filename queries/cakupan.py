"""Coverage: active members over a base, the gap that is left, and the pace at which it closes.

Pure functions over the data sets of ``kepesertaan`` and ``semesta``. Rules, from the design's section 2:
a percentage over several parts is sum(n)/sum(d); a kecamatan without data in a month is left out of both sums;
a base published for the regency only gives no percentage below it.

Every result carries ``aktif_orang`` (n), ``semesta_orang`` (d), ``belum_orang`` (d - n), ``cakupan_pct`` (100 n/d),
``basis`` and ``basis_tanggal``. A figure that does not exist is NaN, never 0.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from memory import remembered
from queries.semesta import Base

COVERAGE = ["aktif_orang", "semesta_orang", "belum_orang", "cakupan_pct", "basis", "basis_tanggal"]


@remembered
def per_month(
    active: pd.DataFrame, base: Base, *, districts: int, segmen: tuple[str, ...] = (), kecamatan: str | None = None
) -> pd.DataFrame:
    """Coverage of the regency, or of one kecamatan, one row per month with data.

    districts: how many kecamatan the regency has. segmen: the segments to count, all when empty.
    Columns: bulan, kecamatan_ada (how many kecamatan have data), COVERAGE.
    """
    members, figures = _scope(active, base, segmen=segmen, kecamatan=kecamatan)
    present = members[["bulan", "kecamatan_kode"]].drop_duplicates()
    months = members.groupby("bulan", as_index=False).agg(
        aktif_orang=("aktif_orang", "sum"), kecamatan_ada=("kecamatan_kode", "nunique")
    )
    if base.reaches_kecamatan:
        sizes = figures.groupby("kecamatan_kode", as_index=False)["semesta_orang"].sum()
        known = present.merge(sizes, on="kecamatan_kode").groupby("bulan", as_index=False)["semesta_orang"].sum()
        months = months.merge(known, on="bulan", how="left")
    else:
        whole = float(figures["semesta_orang"].sum()) if len(figures) else math.nan
        months["semesta_orang"] = np.where(months["kecamatan_ada"] == districts, whole, math.nan)
    return _measure(months, base)[["bulan", "kecamatan_ada", *COVERAGE]]


@remembered
def per_kecamatan(
    active: pd.DataFrame, base: Base, *, districts: pd.DataFrame, periode: pd.Timestamp, segmen: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Coverage of every kecamatan of the regency at one period, in code order; NaN where there are no data.

    Columns: kecamatan_kode, kecamatan, petak_baris, petak_kolom, COVERAGE.
    """
    return per_kecamatan_and_month(active[active["bulan"] == periode], base, districts=districts, segmen=segmen).drop(
        columns="bulan"
    )


@remembered
def per_kecamatan_and_month(
    active: pd.DataFrame, base: Base, *, districts: pd.DataFrame, segmen: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Coverage of every kecamatan in every month of ``active``; NaN where there are no data.

    Columns: bulan, kecamatan_kode, kecamatan, petak_baris, petak_kolom, COVERAGE.
    """
    members, figures = _scope(active, base, segmen=segmen)
    counted = members.groupby(["bulan", "kecamatan_kode"], as_index=False)["aktif_orang"].sum()
    sizes = figures.groupby("kecamatan_kode", as_index=False)["semesta_orang"].sum()
    months = pd.DataFrame({"bulan": active["bulan"].drop_duplicates().sort_values()})
    table = months.merge(districts, how="cross") if len(months) else districts.assign(bulan=pd.NaT)
    table = table.merge(counted, on=["bulan", "kecamatan_kode"], how="left")
    if base.reaches_kecamatan:
        table = table.merge(sizes, on="kecamatan_kode", how="left")
    else:
        table["semesta_orang"] = math.nan
    return _measure(table, base)[["bulan", *districts.columns, *COVERAGE]]


@remembered
def per_segmen(
    active: pd.DataFrame, base: Base, *, segments: pd.DataFrame, periode: pd.Timestamp, kecamatan: str | None = None
) -> pd.DataFrame:
    """Coverage of every segment that has members or a base, in the order of officials, at one period.

    Columns: segmen_kode, segmen, COVERAGE.
    """
    members, figures = _scope(active[active["bulan"] == periode], base, kecamatan=kecamatan)
    present = members["kecamatan_kode"].unique()
    counted = members.groupby("segmen_kode", as_index=False)["aktif_orang"].sum()
    sizes = figures[figures["kecamatan_kode"].isin(present)].groupby("segmen_kode", as_index=False)["semesta_orang"]
    table = segments.merge(counted, on="segmen_kode", how="left").merge(sizes.sum(), on="segmen_kode", how="left")
    seen = table["aktif_orang"].notna() | table["semesta_orang"].notna()
    return _measure(table[seen].reset_index(drop=True), base)[["segmen_kode", "segmen", *COVERAGE]]


@remembered
def counted(active: pd.DataFrame, base: Base) -> pd.DataFrame:
    """The members whom coverage counts on a base. Columns: those of ``active``."""
    return _scope(active, base)[0]


@remembered
def until(months: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """The months of ``per_month`` up to a period. Columns: those of ``per_month``."""
    return months[months["bulan"] <= periode]


@remembered
def at(months: pd.DataFrame, periode: pd.Timestamp) -> pd.Series:
    """The row of one month of ``per_month``; its figures are NaN when the month has no data."""
    return months.set_index("bulan", drop=False).reindex([periode]).assign(bulan=periode).iloc[0]


@remembered
def largest_gaps(kecamatan: pd.DataFrame) -> pd.DataFrame:
    """The kecamatan by people still to reach, largest first; those without data are left out.

    Columns: those of ``per_kecamatan``, porsi_pct (share of the gap) and kumulatif_pct (running share).
    """
    table = kecamatan.dropna(subset="belum_orang").sort_values(
        ["belum_orang", "kecamatan_kode"], ascending=[False, True], ignore_index=True
    )
    total = table["belum_orang"].sum()
    share = 100 * table["belum_orang"] / (total or math.nan)
    return table.assign(porsi_pct=share, kumulatif_pct=share.cumsum())


@remembered
def holders_of_half(gaps: pd.DataFrame) -> int:
    """How many kecamatan, largest gap first, together hold at least half of the gap. 0 when there is no gap."""
    reached = gaps["kumulatif_pct"].ge(50 - 1e-9)
    return int(reached.to_numpy().argmax()) + 1 if reached.any() else 0


@dataclass(frozen=True)
class Pace:
    """How fast coverage grew and how long the rest takes.

    per_bulan_orang: members gained a month, averaged over the last 12 months. kurang_orang: members still missing to
    the target. bulan: months until then, 0 when reached, None when the pace never gets there.
    """

    per_bulan_orang: float
    kurang_orang: int
    bulan: int | None


@remembered
def pace(months: pd.DataFrame, *, periode: pd.Timestamp, target_pct: float | None) -> Pace | None:
    """The pace of the 12 months up to a period. None without a target, or without both ends of those 12 months.

    The two ends must cover the same number of kecamatan, or the growth would be one of data.
    """
    now, before = at(months, periode), at(months, periode - pd.DateOffset(months=12))
    if target_pct is None or math.isnan(now["semesta_orang"]) or now["kecamatan_ada"] != before["kecamatan_ada"]:
        return None
    gained = (now["aktif_orang"] - before["aktif_orang"]) / 12
    missing = shortfall(now, target_pct) or 0
    needed = 0 if missing == 0 else math.ceil(missing / gained) if gained > 0 else None
    return Pace(per_bulan_orang=gained, kurang_orang=missing, bulan=needed)


@remembered
def shortfall(now: pd.Series, target_pct: float | None) -> int | None:
    """Members that the target still needs, 0 when reached. None without a target or without a base."""
    if target_pct is None or math.isnan(now["semesta_orang"]):
        return None
    return max(0, math.ceil(round(target_pct / 100 * now["semesta_orang"] - now["aktif_orang"], 6)))


@remembered
def against_target(kecamatan: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Each kecamatan with its target. Columns: those of ``per_kecamatan``, target_pct, kurang_orang (members that the
    target still needs, 0 when reached, NaN without a target or without data).
    """
    table = kecamatan.merge(targets, on="kecamatan_kode", how="left")
    missing = np.ceil((table["target_pct"] / 100 * table["semesta_orang"] - table["aktif_orang"]).round(6))
    return table.assign(kurang_orang=missing.clip(lower=0))


@remembered
def ranked(kecamatan: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Kecamatan in the order to act on: by 'persentase' the lowest coverage first, by 'orang' the most people to reach.

    Those without data come last. Columns: those of ``kecamatan``.
    """
    column, ascending = ("cakupan_pct", True) if by == "persentase" else ("belum_orang", False)
    return kecamatan.sort_values(
        [column, "kecamatan_kode"], ascending=[ascending, True], na_position="last", ignore_index=True
    )


@remembered
def place(ordered: pd.DataFrame, kecamatan: str) -> tuple[int, int]:
    """The place of one kecamatan in ``ranked``, counted from 1, and how many kecamatan have data."""
    known = ordered[ordered["belum_orang"].notna()]
    codes = known["kecamatan_kode"].tolist()
    return (codes.index(kecamatan) + 1 if kecamatan in codes else 0), len(codes)


@remembered
def gap_of(segments: pd.DataFrame, segmen: str) -> float:
    """People of one segment who are not yet protected, of ``per_segmen``; infinite when the segment has no base."""
    gap = segments.loc[segments["segmen_kode"] == segmen, "belum_orang"].sum(min_count=1)
    return math.inf if math.isnan(gap) else float(gap)


@remembered
def with_more(now: pd.Series, more: float) -> pd.Series:
    """A row of coverage when more people are protected; never more than the base holds. Keys: those of the row."""
    size = now["semesta_orang"]
    active = now["aktif_orang"] + max(0, min(more, now["belum_orang"]))
    after = now.copy()
    after[["aktif_orang", "belum_orang", "cakupan_pct"]] = (
        active,
        size - active,
        100 * active / size if size else math.nan,
    )
    return after


def _scope(
    active: pd.DataFrame, base: Base, *, segmen: tuple[str, ...] = (), kecamatan: str | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Members and base figures of the same kecamatan and segments.

    A base with kecamatan and segments counts only members of those; the regency's base has no part to choose.
    """
    members, figures = active, base.rows
    if base.reaches_kecamatan:
        members = members[
            members["segmen_kode"].isin(figures["segmen_kode"].unique())
            & members["kecamatan_kode"].isin(figures["kecamatan_kode"].unique())
        ]
    elif segmen or kecamatan:
        figures = figures.iloc[:0]
    if segmen:
        members = members[members["segmen_kode"].isin(segmen)]
        figures = figures[figures["segmen_kode"].isin(segmen)]
    if kecamatan:
        members = members[members["kecamatan_kode"] == kecamatan]
        figures = figures[figures["kecamatan_kode"] == kecamatan]
    return members, figures


def _measure(table: pd.DataFrame, base: Base) -> pd.DataFrame:
    size = table["semesta_orang"].astype("float64")
    # A base of nobody measures nothing.
    size = size.where(size > 0)
    return table.assign(
        semesta_orang=size,
        belum_orang=size - table["aktif_orang"],
        cakupan_pct=100 * table["aktif_orang"] / size,
        basis=base.nama,
        basis_tanggal=base.tanggal,
    )
