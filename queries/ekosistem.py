"""The ecosystem: of each group of workers, how many are registered, per OPD and per desa, and which desa have nobody.

A share over several rows is sum(registered)/sum(all). A desa that has handed in nothing is unknown, not without.
"""

import pandas as pd
from sqlalchemy import case, select

from data import settings
from data.schema import ekosistem as t
from data.schema import muatan_periode
from memory import remembered
from queries import wilayah
from queries.db import dataset, frame, is_live

_COLUMNS = [
    "bulan", "kelompok", "opd", "desa_kode", "desa", "kecamatan_kode", "kecamatan", "jumlah_orang", "terdaftar_orang",
]  # fmt: skip
_SHARE = ["jumlah_orang", "terdaftar_orang", "belum_orang", "terdaftar_pct"]


@dataset
def rows() -> pd.DataFrame:
    """One row per month, group, and OPD or desa of the live loads.

    Columns: bulan, kelompok, opd (None: it is of a desa), desa_kode, desa, kecamatan_kode, kecamatan (None: of an OPD),
    jumlah_orang, terdaftar_orang.
    """
    part = case((t.c.desa_kode.is_(None), "opd"), else_="desa")
    figures = frame(
        select(t.c.id, t.c.bulan, t.c.kelompok, t.c.opd, t.c.desa_kode, t.c.jumlah_orang, t.c.terdaftar_orang)
        .join(muatan_periode, is_live(t.c.muatan_id, periode=t.c.bulan, bagian=part))
        .where(
            t.c.kabupaten_kode == settings.kabupaten(),
            muatan_periode.c.kabupaten_kode == settings.kabupaten(),
            muatan_periode.c.jenis == "ekosistem",
        )
    ).sort_values(["bulan", "id"], ignore_index=True)
    # Looked up here: for the database a name is one more row to find and to send, for every month.
    villages = wilayah.villages().merge(wilayah.districts()[["kecamatan_kode", "kecamatan"]], on="kecamatan_kode")
    return figures.merge(villages, on="desa_kode", how="left")[_COLUMNS]


@remembered
def at(rows: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """The newest rows not after a period: of the OPD and of the desa each, because two offices hand them in.

    Columns: those of ``rows``.
    """
    past = rows[rows["bulan"] <= periode]
    newest = past.groupby(past["opd"].isna())["bulan"].transform("max")
    return past[past["bulan"] == newest].reset_index(drop=True)


@remembered
def per_group(rows: pd.DataFrame) -> pd.DataFrame:
    """Each group, those with the most people to reach first.

    rows: of ``at``. Columns: kelompok, jumlah_orang, terdaftar_orang, belum_orang, terdaftar_pct.
    """
    return _shares(rows, ["kelompok"])


@remembered
def per_opd(rows: pd.DataFrame) -> pd.DataFrame:
    """Each OPD and group, those with the most people to reach first. Columns: opd, kelompok, and as ``per_group``."""
    return _shares(rows[rows["opd"].notna()], ["opd", "kelompok"])


@remembered
def per_desa(rows: pd.DataFrame, *, kelompok: str = "") -> pd.DataFrame:
    """Each desa that has handed in, the lowest share first. kelompok: one group only, all when empty.

    Columns: desa_kode, desa, kecamatan_kode, kecamatan, and as ``per_group``.
    """
    own = rows[rows["desa_kode"].notna()]
    if kelompok:
        own = own[own["kelompok"] == kelompok]
    table = _shares(own, ["desa_kode", "desa", "kecamatan_kode", "kecamatan"])
    return table.sort_values(
        ["terdaftar_pct", "belum_orang", "desa_kode"], ascending=[True, False, True], ignore_index=True
    )


@remembered
def without_anybody(desa: pd.DataFrame) -> pd.DataFrame:
    """The desa in which nobody is registered, of ``per_desa``, the largest first. Columns: those of ``desa``."""
    none = desa[desa["terdaftar_orang"] == 0]
    return none.sort_values(["jumlah_orang", "desa_kode"], ascending=[False, True], ignore_index=True)


@remembered
def silent(desa: pd.DataFrame, villages: pd.DataFrame) -> pd.DataFrame:
    """The desa that have handed in nothing. villages: of ``wilayah.villages``. Columns: those of ``villages``."""
    return villages[~villages["desa_kode"].isin(desa["desa_kode"])].reset_index(drop=True)


def _shares(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    table = rows.groupby(keys, as_index=False, sort=False)[["jumlah_orang", "terdaftar_orang"]].sum()
    size = table["jumlah_orang"].astype("float64")
    table = table.assign(
        belum_orang=table["jumlah_orang"] - table["terdaftar_orang"],
        # A group of nobody has no share.
        terdaftar_pct=100 * table["terdaftar_orang"] / size.where(size > 0),
    )
    return table.sort_values(["belum_orang", keys[0]], ascending=[False, True], ignore_index=True)[[*keys, *_SHARE]]
