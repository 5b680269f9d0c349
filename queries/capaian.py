"""Attainment: coverage against the target of a year, its class, and how many people a target means in each kecamatan.

A target is for all segments together, on one basis. A figure that does not exist is NaN, never 0.
"""

import math

import numpy as np
import pandas as pd

from data import settings
from memory import remembered
from queries import cakupan, kepesertaan, semesta, target, wilayah
from queries.db import of_snapshot
from queries.semesta import Base
from queries.shares import apportion

# How the people that a target still needs are shared out: by the size of each kecamatan's base, or of its gap.
RULES = ("semesta", "celah")
_MEASURED = ["bulan", "aktif_orang", "semesta_orang", "cakupan_pct", "basis", "basis_tanggal"]


def cuts() -> tuple[float, ...]:
    """Where the classes of attainment begin, in percent: rendah, sedang, tinggi. Raises SettingError."""
    return settings.attainment_cuts()


@of_snapshot
def per_year(*, basis: str, periode: pd.Timestamp) -> pd.DataFrame:
    """The regency's target of each year, and how far it came by December, or by the last month up to the period.

    Columns: tahun, target_pct, sumber, bulan (the month that was measured; NaT: none yet), aktif_orang, semesta_orang,
    cakupan_pct, deviasi_poin, target_orang (people who are protected when it is reached), kurang_orang (of them still
    missing, 0 when reached), basis, basis_tanggal.
    """
    active, districts = kepesertaan.rows(), len(wilayah.districts())
    goals = target.per_year(target.rows(), basis=basis)
    found = [_year(active, basis, districts, tahun, periode) for tahun in goals["tahun"]]
    return _against(pd.concat([goals, pd.DataFrame(found, columns=_MEASURED)], axis=1))


def _year(active: pd.DataFrame, basis: str, districts: int, tahun: int, periode: pd.Timestamp) -> list:
    """The last month of a year up to the period, measured on the base of that month."""
    own = active.loc[(active["bulan"].dt.year == tahun) & (active["bulan"] <= periode), "bulan"]
    if own.empty:
        base = semesta.chosen(basis=basis, periode=pd.Timestamp(tahun, 12, 1).as_unit("s"))
        return [pd.NaT, math.nan, base.semesta_orang or math.nan, math.nan, base.nama, base.tanggal]
    base = semesta.chosen(basis=basis, periode=own.max())
    return cakupan.at(cakupan.per_month(active, base, districts=districts), own.max())[_MEASURED].tolist()


def _against(years: pd.DataFrame) -> pd.DataFrame:
    numbers = dict.fromkeys(("aktif_orang", "semesta_orang", "cakupan_pct"), "float64")
    years = years.astype(numbers | {"bulan": "datetime64[s]"})
    means = np.ceil((years["target_pct"] / 100 * years["semesta_orang"]).round(6))
    return years.assign(
        deviasi_poin=years["cakupan_pct"] - years["target_pct"],
        target_orang=means,
        kurang_orang=(means - years["aktif_orang"]).clip(lower=0),
    )


@remembered
def per_kecamatan(
    kecamatan: pd.DataFrame, targets: pd.DataFrame, *, base: Base, tahun: int, rule: str, cuts: tuple[float, ...]
) -> pd.DataFrame:
    """Each kecamatan against its target of a year, and its part of the people whom the regency's target still needs.

    kecamatan: of ``cakupan.per_kecamatan`` on the base; rule: of ``RULES``. A kecamatan's part is never more than its
    people who are not yet protected; the parts add up to ``needed`` exactly, over those that have data.
    Columns: those of ``kecamatan``, target_pct (its own, else the regency's), sumber, milik_sendiri (whether it is its
    own), deviasi_poin, kelas (of ``class_of``), bagian_orang (NaN without data or without a target of the regency),
    menjadi_orang and menjadi_pct (members and coverage once the part is protected).
    """
    own = targets[(targets["basis_kode"] == base.kode) & (targets["tahun"] == tahun)]
    named = own.dropna(subset="kecamatan_kode")[["kecamatan_kode", "target_pct", "sumber"]]
    table = kecamatan.merge(named, on="kecamatan_kode", how="left")
    table["milik_sendiri"] = table["target_pct"].notna()
    whole = own[own["kecamatan_kode"].isna()]
    if len(whole):
        table["target_pct"] = table["target_pct"].fillna(float(whole["target_pct"].iloc[0]))
        table["sumber"] = table["sumber"].fillna(whole["sumber"].iloc[0])
    missing = needed(kecamatan, target.of_year(targets, basis=base.kode, tahun=tahun))
    parts = pd.Series(math.nan, index=table.index) if missing is None else _parts(table, missing, rule)
    after = table["aktif_orang"] + parts
    return table.assign(
        deviasi_poin=table["cakupan_pct"] - table["target_pct"],
        kelas=class_of(table["cakupan_pct"], cuts),
        bagian_orang=parts,
        menjadi_orang=after,
        menjadi_pct=100 * after / table["semesta_orang"],
    )


@remembered
def needed(kecamatan: pd.DataFrame, target_pct: float | None) -> int | None:
    """How many people more a target needs, over the kecamatan that have data; None without a target or any data."""
    known = kecamatan.dropna(subset="belum_orang")
    if target_pct is None or known.empty:
        return None
    missing = target_pct / 100 * known["semesta_orang"].sum() - known["aktif_orang"].sum()
    return max(0, math.ceil(round(missing, 6)))


def _parts(table: pd.DataFrame, missing: int, rule: str) -> pd.Series:
    known = table.dropna(subset="belum_orang")
    gaps = {key: int(max(gap, 0)) for key, gap in known["belum_orang"].items()}
    weights = gaps if rule == "celah" else {key: int(size) for key, size in known["semesta_orang"].items()}
    return pd.Series(apportion(missing, weights, gaps), dtype="float64").reindex(table.index)


def class_of(share: pd.Series, cuts: tuple[float, ...]) -> pd.Series:
    """The class of each percentage: 0 below the first cut, 1 from it on, and so on; NaN where there is none."""
    found = np.searchsorted(np.asarray(cuts), share.to_numpy(dtype="float64"), side="right")
    return pd.Series(found, index=share.index, dtype="float64").where(share.notna())
