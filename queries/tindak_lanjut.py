"""Follow-up: what each office of the regency (OPD) has undertaken, for whom, and by when."""

import pandas as pd
from sqlalchemy import extract, select

from data import settings
from data.schema import muatan_periode
from data.schema import tindak_lanjut as t
from memory import remembered
from queries.db import dataset, frame, is_live


@dataset
def rows() -> pd.DataFrame:
    """One row per action of the live loads, in the order of the file.

    Columns: tahun, opd, tindakan, kelompok, kuota_orang, terlaksana_orang (people; NaN: not told), sumber_dana, tenggat
    (last day, NaT: none), penanggung_jawab (an office).
    """
    return frame(
        select(
            t.c.tahun,
            t.c.opd,
            t.c.tindakan,
            t.c.kelompok,
            t.c.kuota_orang,
            t.c.terlaksana_orang,
            t.c.sumber_dana,
            t.c.tenggat,
            t.c.penanggung_jawab,
        )
        .join(
            muatan_periode,
            is_live(t.c.muatan_id, periode=muatan_periode.c.periode)
            & (extract("year", muatan_periode.c.periode) == t.c.tahun),
        )
        .where(t.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.tahun, t.c.id)
    )


@remembered
def open_first(rows: pd.DataFrame, *, tahun: int, today: pd.Timestamp) -> pd.DataFrame:
    """The actions of a year: late ones first, then by the day they are due, those that are done last.

    An action is done when it has reached its quota, and late when it is not and its day has passed. Columns: those of
    ``rows``, selesai and terlambat (bool).
    """
    year = rows[rows["tahun"] == tahun]
    done = (year["terlaksana_orang"] >= year["kuota_orang"]) & year["kuota_orang"].notna()
    late = ~done & (year["tenggat"] < today.normalize())
    table = year.assign(selesai=done, terlambat=late)
    return table.sort_values(
        ["selesai", "terlambat", "tenggat"], ascending=[True, False, True], na_position="last", ignore_index=True
    )
