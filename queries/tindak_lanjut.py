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
def per_opd(actions: pd.DataFrame) -> pd.DataFrame:
    """What each office has undertaken and done, of ``open_first``; the office with the most people to go first.

    Columns: opd, tindakan (how many), selesai and terlambat (of them), kuota_orang and terlaksana_orang (people, over
    the actions that have a quota; NaN when none has), terlaksana_pct.
    """
    promised = actions["kuota_orang"].notna()
    people = actions.assign(
        kuota_orang=actions["kuota_orang"].astype("float64"),
        terlaksana_orang=actions["terlaksana_orang"].astype("float64").fillna(0).where(promised),
    )
    table = people.groupby("opd", as_index=False).agg(
        tindakan=("tindakan", "size"),
        selesai=("selesai", "sum"),
        terlambat=("terlambat", "sum"),
        kuota_orang=("kuota_orang", lambda column: column.sum(min_count=1)),
        terlaksana_orang=("terlaksana_orang", lambda column: column.sum(min_count=1)),
    )
    size = table["kuota_orang"].where(table["kuota_orang"] > 0)
    table = table.assign(
        terlaksana_pct=100 * table["terlaksana_orang"] / size, sisa=table["kuota_orang"] - table["terlaksana_orang"]
    )
    return table.sort_values(["sisa", "opd"], ascending=[False, True], ignore_index=True).drop(columns="sisa")


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
