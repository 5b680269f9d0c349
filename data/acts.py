"""The one way in which loads change: one act at a time, whole or not at all, and written down with who and when."""

import datetime as dt
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Connection, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data import history, loads, lock
from data.engine import engine
from data.schema import muatan, riwayat, riwayat_muatan
from data.transaction import begun

log = logging.getLogger("dasbor.muat")


class Busy(RuntimeError):
    """Somebody else is changing the loads. The message is one sentence in Bahasa Indonesia that names who."""


@dataclass(frozen=True)
class Act:
    """An act that runs. connection: its write transaction; interrupted: sentences about acts that died before it."""

    connection: Connection
    riwayat_id: int
    interrupted: tuple[str, ...]
    muatan_ids: list[int] = field(default_factory=list)

    def about(self, muatan_ids: Sequence[int]) -> None:
        """Write down which loads the act was about."""
        self.muatan_ids.extend(muatan_ids)
        if muatan_ids:
            self.connection.execute(
                insert(riwayat_muatan),
                [{"riwayat_id": self.riwayat_id, "muatan_id": muatan_id} for muatan_id in muatan_ids],
            )


@contextmanager
def act(kabupaten_kode: str, *, tindakan: str, oleh: str, nama_berkas: str, sha256: str) -> Iterator[Act]:
    """Change the loads of one regency: 'muat' (a file), 'batal' or 'pulih' (what came with one).

    Everything that the block does over the act's connection happens when it ends, or nothing does when it raises or
    its process dies; readers see the old until then. Raises Busy while another act of the regency runs.
    """
    with engine(write=True).connect() as connection, lock.hold(connection, kabupaten_kode) as held:
        if not held:
            raise Busy(history.running(connection, kabupaten_kode))
        with begun(connection):
            # Whoever left these running is dead: the lock was free.
            _end(connection, riwayat.c.kabupaten_kode == kabupaten_kode, "terputus")
            interrupted = tuple(history.interrupted(connection, kabupaten_kode))
            riwayat_id = connection.scalar(
                insert(riwayat)
                .values(
                    kabupaten_kode=kabupaten_kode,
                    tindakan=tindakan,
                    oleh=oleh,
                    nama_berkas=nama_berkas,
                    sha256=sha256,
                    mulai=dt.datetime.now(dt.UTC),
                    keadaan="berjalan",
                )
                .returning(riwayat.c.id)
            )
        try:
            with begun(connection):
                running = Act(connection, riwayat_id, interrupted)
                yield running
                _end(connection, riwayat.c.id == riwayat_id, "selesai")
            log.info("Selesai: %s muatan %s oleh %s", tindakan, running.muatan_ids, oleh)
        except BaseException:
            # Without its session the lock is gone too: the next act says how this one ended.
            if not connection.invalidated:
                with suppress(SQLAlchemyError), begun(connection):
                    _end(connection, riwayat.c.id == riwayat_id, "gagal")
            raise


def undo(kabupaten_kode: str, oleh: str, muatan_id: int | None = None) -> list[int]:
    """Cancel what was loaded last and still counts, or what was loaded with one load. Returns the ids. Raises Busy."""
    with engine().connect() as connection:
        ids = loads.of_act(connection, kabupaten_kode, status="aktif", muatan_id=muatan_id)
    return _change_status(kabupaten_kode, oleh, ids, tindakan="batal", old="aktif", new="dibatalkan")


def redo(kabupaten_kode: str, oleh: str, muatan_id: int | None = None) -> list[int]:
    """Bring back what was cancelled last, or what was loaded with one load. Returns the ids. Raises Busy.

    Without a load it is the inverse of ``undo``, as often as that was called.
    """
    with engine().connect() as connection:
        if muatan_id is None:
            ids = loads.last_cancelled(connection, kabupaten_kode)
        else:
            ids = loads.of_act(connection, kabupaten_kode, status="dibatalkan", muatan_id=muatan_id)
    return _change_status(kabupaten_kode, oleh, ids, tindakan="pulih", old="dibatalkan", new="aktif")


def _change_status(kabupaten_kode: str, oleh: str, ids: list[int], *, tindakan: str, old: str, new: str) -> list[int]:
    if not ids:
        return []
    with engine().connect() as connection:
        file = connection.execute(select(muatan.c.nama_berkas, muatan.c.sha256).where(muatan.c.id == ids[-1])).one()
    with act(kabupaten_kode, tindakan=tindakan, oleh=oleh, nama_berkas=file.nama_berkas, sha256=file.sha256) as doing:
        # Asked again: somebody else may have changed it before this act began.
        ids = loads.with_status(doing.connection, kabupaten_kode, ids, old)
        loads.set_status(doing.connection, kabupaten_kode, ids, new)
        doing.about(ids)
    return ids


def _end(connection: Connection, which: ColumnElement[bool], state: str) -> None:
    """Say how running acts ended."""
    connection.execute(
        update(riwayat)
        .where(which, riwayat.c.keadaan == "berjalan")
        .values(keadaan=state, selesai=dt.datetime.now(dt.UTC))
    )
