"""Contributions: what it costs to protect workers, by the tariff in force in each month."""

import datetime as dt
import math
from typing import Any

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import iuran as i
from memory import remembered
from queries.db import dataset, frame


@dataset
def rows() -> pd.DataFrame:
    """One row per segment, payer, group of work and first day of a tariff.

    Columns: segmen_kode, pembayar_kode, kelompok, berlaku_mulai, berlaku_sampai (NaT: still in force),
    iuran_rp (rupiah a month) or upah_pct (percent of the wage), aturan.
    """
    return frame(
        select(
            i.c.segmen_kode,
            i.c.pembayar_kode,
            i.c.kelompok,
            i.c.berlaku_mulai,
            i.c.berlaku_sampai,
            i.c.iuran_rp,
            i.c.upah_pct,
            i.c.aturan,
        ).order_by(i.c.segmen_kode, i.c.pembayar_kode, i.c.kelompok, i.c.berlaku_mulai)
    )


def assumed_wage() -> int:
    """The monthly wage in rupiah where none is told, for tariffs that are a share of it: a setting."""
    return settings.assumed_wage()


@remembered
def cost(
    rows: pd.DataFrame,
    *,
    segmen: str,
    pembayar: str,
    kelompok: str = "umum",
    pekerja: int,
    mulai: dt.date,
    bulan: int,
    upah_rp: int = 0,
) -> pd.DataFrame:
    """What it costs to protect workers for some months, one row per tariff that is in force in them.

    pekerja: workers; mulai: first day of the first month; bulan: months; upah_rp: monthly wage, for tariffs that are a
    share of it. Columns: mulai, bulan (months at this tariff), iuran_rp (a worker a month, rounded up to whole rupiah),
    biaya_rp, aturan. Months without a tariff have NaN in iuran_rp and biaya_rp and no rule; those without the wage that
    their tariff is a share of have NaN too.
    """
    months = pd.DataFrame({"bulan": pd.date_range(pd.Timestamp(mulai), periods=bulan, freq="MS", unit="s")})
    wanted = months.assign(segmen_kode=segmen, pembayar_kode=pembayar, kelompok=kelompok, upah_rp=upah_rp)
    table = per_month(rows, wanted).rename(columns={"bulan": "mulai"})
    spans = table["aturan"].fillna("").ne(table["aturan"].fillna("").shift()).cumsum()
    grouped = table.groupby(spans, as_index=False).agg(
        mulai=("mulai", "first"),
        bulan=("mulai", "size"),
        iuran_rp=("iuran_rp", "first"),
        aturan=("aturan", "first"),
    )
    grouped["biaya_rp"] = grouped["iuran_rp"] * grouped["bulan"] * pekerja
    return grouped[["mulai", "bulan", "iuran_rp", "biaya_rp", "aturan"]]


def per_month(rows: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """What one worker costs in a month, for any months, segments and payers at once.

    wanted: columns bulan, segmen_kode, pembayar_kode, kelompok, upah_rp (monthly wage, 0: not known), and any others.
    Columns: those of ``wanted`` in its order, iuran_rp (rounded up to whole rupiah; NaN without a tariff, or without
    the wage that it is a share of), upah_pct (NaN: the tariff needs no wage) and aturan.
    """
    numbered = wanted.reset_index(drop=True).rename_axis("nomor").reset_index()
    offers = numbered.merge(rows, on=["segmen_kode", "pembayar_kode", "kelompok"])
    in_force = offers[
        (offers["berlaku_mulai"] <= offers["bulan"])
        & (offers["berlaku_sampai"].isna() | (offers["berlaku_sampai"] >= offers["bulan"]))
    ]
    of_wage = (in_force["upah_pct"] * in_force["upah_rp"].where(in_force["upah_rp"] > 0) / 100).map(
        lambda rupiah: math.ceil(round(rupiah, 4)), na_action="ignore"
    )
    priced = in_force.assign(iuran_rp=in_force["iuran_rp"].astype("float64").fillna(of_wage))
    return numbered.merge(priced[["nomor", "iuran_rp", "upah_pct", "aturan"]], on="nomor", how="left").drop(
        columns="nomor"
    )


def affordable(rows: pd.DataFrame, *, dana_rp: int, **terms: Any) -> int | None:
    """How many workers a sum protects: the most whose ``cost`` for the same terms is not above it.

    terms: those of ``cost`` without pekerja. None where some of the months have no tariff.
    """
    each = cost(rows, pekerja=1, **terms)["biaya_rp"]
    return None if each.isna().any() or each.sum() <= 0 else int(dana_rp // each.sum())
