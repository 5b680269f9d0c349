"""Active members: people whose contribution is paid, counted once in JKK/JKM."""

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import kepesertaan as k
from data.schema import muatan_periode
from memory import remembered
from queries.db import dataset, frame, is_live


@dataset
def rows() -> pd.DataFrame:
    """One row per month, kecamatan, segment and payer of the live loads.

    Columns: bulan, kecamatan_kode, segmen_kode, pembayar_kode, aktif_orang, berakhir_pada (NaT: no end known).
    """
    # Ordered here: the database would compare texts, and of each row all of its columns.
    return frame(
        select(k.c.bulan, k.c.kecamatan_kode, k.c.segmen_kode, k.c.pembayar_kode, k.c.aktif_orang, k.c.berakhir_pada)
        .join(muatan_periode, is_live(k.c.muatan_id, periode=k.c.bulan))
        .where(muatan_periode.c.kabupaten_kode == settings.kabupaten(), muatan_periode.c.jenis == "kepesertaan")
    ).sort_values(["bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode"], ignore_index=True)


@remembered
def months(rows: pd.DataFrame) -> tuple[pd.Timestamp, ...]:
    """The months that have data, oldest first."""
    return tuple(sorted(rows["bulan"].unique()))


@remembered
def of_segments(rows: pd.DataFrame, segmen: tuple[str, ...]) -> pd.DataFrame:
    """The rows of some segments, all when none is named. Columns: those of ``rows``."""
    return rows[rows["segmen_kode"].isin(segmen)] if segmen else rows


@remembered
def per_payer(rows: pd.DataFrame, payers: pd.DataFrame, *, periode: pd.Timestamp) -> pd.DataFrame:
    """Active members by who pays and when that cover ends, at one period, largest first.

    Columns: pembayar_kode, pembayar, bersubsidi, berakhir_pada (NaT when no end is known), aktif_orang.
    """
    counted = (
        rows[rows["bulan"] == periode]
        .groupby(["pembayar_kode", "berakhir_pada"], as_index=False, dropna=False)["aktif_orang"]
        .sum()
    )
    return payers.merge(counted, on="pembayar_kode").sort_values("aktif_orang", ascending=False, ignore_index=True)


def year_before(periode: pd.Timestamp) -> pd.Timestamp:
    """The same month of the year before, which changes are measured from: subsidised cover ends every December."""
    return periode - pd.DateOffset(years=1)
