"""Follow-up: what each office of the regency (OPD) has undertaken, for whom, and by when."""

import pandas as pd
from sqlalchemy import extract, func, select

from data import settings
from data.schema import muatan, muatan_periode
from data.schema import tindak_lanjut as t
from data.schema import tindak_lanjut_ubah as u
from data.standing import ACTIONS, FIELDS
from memory import remembered
from queries.db import dataset, frame, is_live, watched


@dataset
def rows() -> pd.DataFrame:
    """One row per action of the live loads as it stands now, in the order of the file.

    Columns: tindak_lanjut_id, tahun, opd, tindakan, kelompok, kuota_orang, terlaksana_orang (people; NaN: not told),
    sumber_dana, tenggat (last day, NaT: none), penanggung_jawab (an office), versi (0: as the file had it),
    diubah_oleh and diubah_pada (datetime, UTC) of its last change (None and NaT without one).
    """
    now = ACTIONS.c
    return frame(
        select(
            now.id.label("tindak_lanjut_id"),
            now.tahun,
            now.opd,
            now.tindakan,
            now.kelompok,
            *(now[field] for field in FIELDS),
            now.versi,
            now.diubah_oleh,
            now.diubah_pada,
        )
        .join(
            muatan_periode,
            is_live(now.muatan_id, periode=muatan_periode.c.periode)
            & (extract("year", muatan_periode.c.periode) == now.tahun),
        )
        .where(now.kabupaten_kode == settings.kabupaten())
        .order_by(now.tahun, now.id)
    )


@watched
def changes() -> pd.DataFrame:
    """One row per change of an action, also of loads that no longer count, oldest first.

    Columns: tindak_lanjut_id, tahun, opd, tindakan, versi, oleh, pada (datetime, UTC), FIELDS as they stood after it,
    each of FIELDS with _asal (as the file had it) and with _ganti (as the load has it that took the place of its own),
    and of that load: ganti_oleh, ganti_pada, ganti_berkas (None and NaT while its own counts), ada_lagi (whether the
    action is in it).
    """
    # Of several regencies' loads only those of this action's own year and regency are looked at, by their keys.
    later = (
        select(func.min(muatan_periode.c.muatan_id))
        .join(muatan, muatan.c.id == muatan_periode.c.muatan_id)
        .where(
            muatan_periode.c.kabupaten_kode == t.c.kabupaten_kode,
            muatan_periode.c.jenis == "tindak_lanjut",
            muatan_periode.c.muatan_id > t.c.muatan_id,
            extract("year", muatan_periode.c.periode) == t.c.tahun,
            muatan.c.status == "aktif",
        )
        .correlate(t)
        .scalar_subquery()
    )
    taken, again = muatan.alias("pengganti"), t.alias("tindakan_pengganti")
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
            *(again.c[field].label(f"{field}_ganti") for field in FIELDS),
            taken.c.oleh.label("ganti_oleh"),
            taken.c.dimuat_pada.label("ganti_pada"),
            taken.c.nama_berkas.label("ganti_berkas"),
            again.c.id.is_not(None).label("ada_lagi"),
        )
        .join(t, t.c.id == u.c.tindak_lanjut_id)
        .outerjoin(taken, taken.c.id == later)
        .outerjoin(
            again,
            (again.c.kabupaten_kode == t.c.kabupaten_kode)
            & (again.c.muatan_id == taken.c.id)
            & (again.c.tahun == t.c.tahun)
            & (again.c.opd == t.c.opd)
            & (again.c.tindakan == t.c.tindakan)
            & (func.coalesce(again.c.kelompok, "") == func.coalesce(t.c.kelompok, "")),
        )
        .where(u.c.kabupaten_kode == settings.kabupaten())
        .order_by(u.c.pada, u.c.tindak_lanjut_id, u.c.versi)
    )


@remembered
def history(changes: pd.DataFrame, rows: pd.DataFrame, *, tahun: int) -> pd.DataFrame:
    """What changed in the actions of a year, field by field, newest first; also what a later file took back.

    changes: of ``changes``; rows: of ``rows``. Columns: pada, oleh, opd, tindakan, kolom (of FIELDS), dari, menjadi
    (values as they are; None: empty), berlaku (whether the action still counts), berkas (the file that changed it; None
    for a change on the screen), ada_lagi (whether the action is in that file).
    """
    own = changes[changes["tahun"] == tahun]
    found = []
    for action, versions in own.sort_values("versi").groupby("tindak_lanjut_id"):
        first = versions.iloc[0]
        before = {field: first[f"{field}_asal"] for field in FIELDS}
        what, live = (first["opd"], first["tindakan"]), action in set(rows["tindak_lanjut_id"])
        for row in versions.to_dict("records"):
            found += [
                (row["pada"], row["oleh"], *what, field, before[field], row[field], live, None, True)
                for field in FIELDS
                if not _is_same(before[field], row[field])
            ]
            before = row
        if not pd.isna(first["ganti_pada"]):
            by = (first["ganti_pada"], first["ganti_oleh"])
            found += [
                (*by, *what, field, before[field], first[f"{field}_ganti"], True, first["ganti_berkas"], again)
                for again in [bool(first["ada_lagi"])]
                for field in FIELDS
                if not _is_same(before[field], first[f"{field}_ganti"])
                and not _is_same(before[field], first[f"{field}_asal"])
            ]
    columns = ["pada", "oleh", "opd", "tindakan", "kolom", "dari", "menjadi", "berlaku", "berkas", "ada_lagi"]
    table = pd.DataFrame(found, columns=columns, dtype="object")
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
