"""Targets of coverage: what share of the base is to be protected at the end of a year."""

import pandas as pd
from sqlalchemy import extract, select

from data import settings
from data.schema import muatan_periode
from data.schema import target as t
from memory import remembered
from queries.db import dataset, frame, is_live


@dataset
def rows() -> pd.DataFrame:
    """One row per year, area and basis of the live loads.

    Columns: tahun, kecamatan_kode (None: the whole regency), basis_kode, target_pct, sumber.
    """
    return frame(
        select(t.c.tahun, t.c.kecamatan_kode, t.c.basis_kode, t.c.target_pct, t.c.sumber)
        .join(
            muatan_periode,
            is_live(t.c.muatan_id, periode=muatan_periode.c.periode, bagian=t.c.basis_kode)
            & (extract("year", muatan_periode.c.periode) == t.c.tahun),
        )
        .where(t.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.tahun, t.c.kecamatan_kode)
    )


@remembered
def per_year(rows: pd.DataFrame, *, basis: str) -> pd.DataFrame:
    """The regency's target of each year on one basis. Columns: tahun, target_pct, sumber."""
    whole = rows[(rows["basis_kode"] == basis) & rows["kecamatan_kode"].isna()]
    return whole[["tahun", "target_pct", "sumber"]].reset_index(drop=True)


@remembered
def of_year(rows: pd.DataFrame, *, basis: str, tahun: int) -> float | None:
    """The regency's target in percent for one year, None when there is none on this basis."""
    found = rows[(rows["basis_kode"] == basis) & (rows["tahun"] == tahun) & rows["kecamatan_kode"].isna()]
    return None if found.empty else float(found["target_pct"].iloc[0])


@remembered
def per_kecamatan(rows: pd.DataFrame, districts: pd.DataFrame, *, basis: str, tahun: int) -> pd.DataFrame:
    """The target of each kecamatan for one year: its own, else the regency's.

    Columns: kecamatan_kode, target_pct (NaN when neither exists).
    """
    own = rows[(rows["basis_kode"] == basis) & (rows["tahun"] == tahun)][["kecamatan_kode", "target_pct"]]
    table = districts[["kecamatan_kode"]].merge(own.dropna(subset="kecamatan_kode"), on="kecamatan_kode", how="left")
    whole = of_year(rows, basis=basis, tahun=tahun)
    return table.assign(
        target_pct=table["target_pct"].astype("float64").fillna(float("nan") if whole is None else whole)
    )
