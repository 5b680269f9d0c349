"""How a year went: where it began and ended, which segments, payers and kecamatan made the change.

Both ends are measured on one base and over the kecamatan that have data at both, or the change would be one of data.
"""

import math
from dataclasses import dataclass

import pandas as pd

from memory import remembered
from queries import cakupan
from queries.semesta import Base


@dataclass(frozen=True, eq=False)
class Year:
    """A year from the December before it to the period; from its first month with data where that December has none.

    awal, akhir: the months, the same when there is one only. langkah: one row per segment and payer in the
    order of officials, columns segmen_kode, segmen, pembayar_kode, pembayar, awal_orang, akhir_orang, perubahan_orang.
    kecamatan: one row per kecamatan with data at both ends, the largest gain first, columns kecamatan_kode, kecamatan,
    awal_pct, akhir_pct, perubahan_poin, perubahan_orang (percentages NaN on a base of the regency only, where people
    decide the order). tanpa: the names of the kecamatan that are left out. awal_orang to perubahan_poin: of the
    kecamatan that are left in, percentages NaN without a base for them.
    """

    awal: pd.Timestamp
    akhir: pd.Timestamp
    langkah: pd.DataFrame
    kecamatan: pd.DataFrame
    tanpa: tuple[str, ...]
    awal_orang: int
    akhir_orang: int
    awal_pct: float
    akhir_pct: float

    @property
    def is_compared(self) -> bool:
        """Whether the year has two ends."""
        return self.awal < self.akhir and len(self.kecamatan) > 0

    @property
    def perubahan_orang(self) -> int:
        """Members gained."""
        return self.akhir_orang - self.awal_orang

    @property
    def perubahan_poin(self) -> float:
        """Points of coverage gained; NaN without percentages."""
        return self.akhir_pct - self.awal_pct


@remembered
def year(
    active: pd.DataFrame,
    base: Base,
    *,
    periode: pd.Timestamp,
    districts: pd.DataFrame,
    segments: pd.DataFrame,
    payers: pd.DataFrame,
) -> Year:
    """The year of a period, up to that period. Members are those whom ``cakupan.per_month`` counts on the base."""
    # Cover that ends on 31 December is missing in January: a year that began there would leave its loss out.
    own = active[active["bulan"].between(pd.Timestamp(periode.year - 1, 12, 1), periode)]
    first = own["bulan"].min() if len(own) else periode
    members = cakupan.counted(own, base)
    ends = {month: members[members["bulan"] == month] for month in (first, periode)}
    both = set(ends[first]["kecamatan_kode"]) & set(ends[periode]["kecamatan_kode"])
    ends = {month: rows[rows["kecamatan_kode"].isin(both)] for month, rows in ends.items()}
    areas = _changed(ends, first, periode, ["kecamatan_kode"])
    people = [int(areas[column].sum()) for column in ("awal_orang", "akhir_orang")]
    table = districts[["kecamatan_kode", "kecamatan"]].merge(areas, on="kecamatan_kode")
    if base.reaches_kecamatan:
        sizes = base.rows.groupby("kecamatan_kode", as_index=False)["semesta_orang"].sum()
        table = table.merge(sizes, on="kecamatan_kode", how="left")
        size = float(table["semesta_orang"].sum()) or math.nan
    else:
        table["semesta_orang"] = math.nan
        size = float(base.semesta_orang) if len(both) == len(districts) else math.nan
    known = table["semesta_orang"].where(table["semesta_orang"] > 0)
    table = table.assign(awal_pct=100 * table["awal_orang"] / known, akhir_pct=100 * table["akhir_orang"] / known)
    table["perubahan_poin"] = table["akhir_pct"] - table["awal_pct"]
    order = ["perubahan_poin", "perubahan_orang"] if known.notna().any() else ["perubahan_orang"]
    return Year(
        awal=first,
        akhir=periode,
        langkah=_steps(_changed(ends, first, periode, ["segmen_kode", "pembayar_kode"]), segments, payers),
        kecamatan=table.sort_values([*order, "kecamatan_kode"], ascending=[False] * len(order) + [True]).reset_index(
            drop=True
        )[["kecamatan_kode", "kecamatan", "awal_pct", "akhir_pct", "perubahan_poin", "perubahan_orang"]],
        tanpa=tuple(districts.loc[~districts["kecamatan_kode"].isin(both), "kecamatan"]),
        awal_orang=people[0],
        akhir_orang=people[1],
        awal_pct=100 * people[0] / size if size else math.nan,
        akhir_pct=100 * people[1] / size if size else math.nan,
    )


def _changed(
    ends: dict[pd.Timestamp, pd.DataFrame], first: pd.Timestamp, last: pd.Timestamp, keys: list[str]
) -> pd.DataFrame:
    """Members at both ends by some keys; who is at one end only was nobody at the other."""
    before, after = (ends[month].groupby(keys)["aktif_orang"].sum() for month in (first, last))
    both = pd.concat({"awal_orang": before, "akhir_orang": after}, axis=1).fillna(0).astype("int64").reset_index()
    return both.assign(perubahan_orang=both["akhir_orang"] - both["awal_orang"])


def _steps(changed: pd.DataFrame, segments: pd.DataFrame, payers: pd.DataFrame) -> pd.DataFrame:
    order = segments.merge(payers[["pembayar_kode", "pembayar"]], how="cross")
    table = order.merge(changed, on=["segmen_kode", "pembayar_kode"])
    return table[["segmen_kode", "segmen", "pembayar_kode", "pembayar", "awal_orang", "akhir_orang", "perubahan_orang"]]


@remembered
def ends(kecamatan: pd.DataFrame, most: int = 3) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The best and the worst of ``Year.kecamatan``, each in that order, none in both. Columns: those of the rows."""
    each = min(most, len(kecamatan) // 2)
    return kecamatan.head(each), kecamatan.tail(each)
