"""Follow-up: what each office of the regency (OPD) has undertaken, for whom, and by when."""

import pandas as pd
from sqlalchemy import ColumnElement, case, extract, func, select

from data import settings
from data.schema import muatan_periode
from data.schema import tindak_lanjut as t
from data.schema import tindak_lanjut_ubah as u
from memory import remembered
from queries.db import dataset, frame, is_live, watched

# What may be changed of an action after its load.
FIELDS = ("kuota_orang", "terlaksana_orang", "sumber_dana", "tenggat", "penanggung_jawab")


@dataset
def rows() -> pd.DataFrame:
    """One row per action of the live loads as it stands now, in the order of the file.

    Columns: tindak_lanjut_id, tahun, opd, tindakan, kelompok, kuota_orang, terlaksana_orang (people; NaN: not told),
    sumber_dana, tenggat (last day, NaT: none), penanggung_jawab (an office), versi (0: as the file had it),
    diubah_oleh and diubah_pada (datetime, UTC) of its last change (None and NaT without one).
    """
    newest = (
        select(u.c.tindak_lanjut_id, func.max(u.c.versi).label("versi"))
        .where(u.c.kabupaten_kode == settings.kabupaten())
        .group_by(u.c.tindak_lanjut_id)
        .subquery()
    )
    return frame(
        select(
            t.c.id.label("tindak_lanjut_id"),
            t.c.tahun,
            t.c.opd,
            t.c.tindakan,
            t.c.kelompok,
            *(_now(field) for field in FIELDS),
            func.coalesce(u.c.versi, 0).label("versi"),
            u.c.oleh.label("diubah_oleh"),
            u.c.pada.label("diubah_pada"),
        )
        .join(
            muatan_periode,
            is_live(t.c.muatan_id, periode=muatan_periode.c.periode)
            & (extract("year", muatan_periode.c.periode) == t.c.tahun),
        )
        .outerjoin(newest, newest.c.tindak_lanjut_id == t.c.id)
        .outerjoin(u, (u.c.tindak_lanjut_id == newest.c.tindak_lanjut_id) & (u.c.versi == newest.c.versi))
        .where(t.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.tahun, t.c.id)
    )


def _now(field: str) -> ColumnElement:
    """A change says every field anew, also that one is empty now."""
    return case((u.c.versi.is_(None), t.c[field]), else_=u.c[field]).label(field)


@watched
def changes() -> pd.DataFrame:
    """One row per change of an action, also of loads that no longer count, oldest first.

    Columns: tindak_lanjut_id, tahun, opd, tindakan, versi, oleh, pada (datetime, UTC), FIELDS as they stood after it,
    and each of FIELDS with _asal: as the file had it.
    """
    return frame(
        select(
            u.c.tindak_lanjut_id,
            t.c.tahun,
            t.c.opd,
            t.c.tindakan,
            u.c.versi,
            u.c.oleh,
            u.c.pada,
            *(u.c[field] for field in FIELDS),
            *(t.c[field].label(f"{field}_asal") for field in FIELDS),
        )
        .join(t, t.c.id == u.c.tindak_lanjut_id)
        .where(u.c.kabupaten_kode == settings.kabupaten())
        .order_by(u.c.pada, u.c.tindak_lanjut_id, u.c.versi)
    )


@remembered
def history(changes: pd.DataFrame, rows: pd.DataFrame, *, tahun: int) -> pd.DataFrame:
    """What changed in the actions of a year, field by field, newest first.

    changes: of ``changes``; rows: of ``rows``. Columns: pada, oleh, opd, tindakan, kolom (of FIELDS), dari, menjadi
    (values as they are; None: empty), berlaku (whether the action still counts).
    """
    own = changes[changes["tahun"] == tahun]
    found = []
    for action, versions in own.sort_values("versi").groupby("tindak_lanjut_id"):
        before = {field: versions.iloc[0][f"{field}_asal"] for field in FIELDS}
        live = action in set(rows["tindak_lanjut_id"])
        for row in versions.to_dict("records"):
            found += [
                (row["pada"], row["oleh"], row["opd"], row["tindakan"], field, before[field], row[field], live)
                for field in FIELDS
                if not _is_same(before[field], row[field])
            ]
            before = row
    table = pd.DataFrame(
        found, columns=["pada", "oleh", "opd", "tindakan", "kolom", "dari", "menjadi", "berlaku"], dtype="object"
    )
    return table.sort_values("pada", ascending=False, kind="stable", ignore_index=True)


def _is_same(one: object, other: object) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))


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
