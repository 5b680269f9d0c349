"""What was done to the loads, in sentences for the operator: what runs, what was cut short, how the last act ended."""

import datetime as dt

from sqlalchemy import Connection, RowMapping, func, select

from data import lock, words
from data.schema import riwayat

NOUNS = {"muat": "Pemuatan", "batal": "Pembatalan", "pulih": "Pemulihan"}
VERBS = {"muat": "memuat", "batal": "membatalkan", "pulih": "memulihkan"}
ENDS = {
    "berjalan": "sedang berjalan.",
    "selesai": "selesai seluruhnya.",
    "gagal": "gagal; tidak ada yang berubah.",
    "terputus": "terputus sebelum selesai; tidak ada yang berubah.",
}


def interrupted(connection: Connection, kabupaten_kode: str) -> list[str]:
    """One sentence per act that a process left behind when it died, oldest first, since the last act that was finished.

    An act whose process still lives is none of them.
    """
    here = riwayat.c.kabupaten_kode == kabupaten_kode
    finished = select(func.coalesce(func.max(riwayat.c.id), 0)).where(here, riwayat.c.keadaan == "selesai")
    later = connection.execute(
        select(riwayat)
        .where(here, riwayat.c.id > finished.scalar_subquery(), riwayat.c.keadaan.in_(("berjalan", "terputus")))
        .order_by(riwayat.c.id)
    ).mappings()
    alive = _running(connection, kabupaten_kode)
    return [_sentence(act, "terputus") for act in later if alive is None or act["id"] != alive["id"]]


def last(connection: Connection, kabupaten_kode: str) -> str | None:
    """The last act and how it ended, or that it runs; None when nothing was ever done."""
    newest = select(riwayat).where(riwayat.c.kabupaten_kode == kabupaten_kode).order_by(riwayat.c.id.desc()).limit(1)
    act = connection.execute(newest).mappings().first()
    if act is None:
        return None
    alive = _running(connection, kabupaten_kode)
    dead = act["keadaan"] == "berjalan" and (alive is None or alive["id"] != act["id"])
    return _sentence(act, "terputus" if dead else act["keadaan"])


def running(connection: Connection, kabupaten_kode: str, *, now: dt.datetime | None = None) -> str:
    """Who is changing the loads, with which file and since when: for somebody who has to wait for it."""
    act = _running(connection, kabupaten_kode)
    if act is None:
        return "Data sedang diubah oleh proses lain: ulangi sebentar lagi."
    passed = (now or dt.datetime.now(dt.UTC)) - _utc(act["mulai"])
    return (
        f"{act['oleh']} sedang {VERBS[act['tindakan']]} {act['nama_berkas']} sejak {_ago(passed)} yang lalu: "
        "ulangi setelah selesai."
    )


def _running(connection: Connection, kabupaten_kode: str) -> RowMapping | None:
    """The act that holds the lock. Of several that say so the newest: the lock lets in one after the other."""
    if not lock.is_held(connection, kabupaten_kode):
        return None
    acts = select(riwayat).where(riwayat.c.keadaan == "berjalan")
    if not lock.is_shared(connection):
        acts = acts.where(riwayat.c.kabupaten_kode == kabupaten_kode)
    return connection.execute(acts.order_by(riwayat.c.id.desc()).limit(1)).mappings().first()


def _sentence(act: RowMapping, state: str) -> str:
    day = _utc(act["mulai"]).astimezone()
    return f"{NOUNS[act['tindakan']]} {act['nama_berkas']} oleh {act['oleh']} pada {words.date(day)} {ENDS[state]}"


def _utc(moment: dt.datetime) -> dt.datetime:
    """SQLite gives the stored moment, which is in UTC, without its zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _ago(passed: dt.timedelta) -> str:
    minutes = int(passed.total_seconds()) // 60
    if minutes < 1:
        return "kurang dari semenit"
    hours = minutes // 60
    if hours < 1:
        return f"{minutes} menit"
    return f"{hours} jam" if hours < 24 else f"{hours // 24} hari"
