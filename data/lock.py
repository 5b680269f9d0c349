"""One writer at a time: a lock that ends with its holder, however that ends, and that never makes a reader wait.

PostgreSQL keeps one for each regency, with the session. SQLite has one writer anyway: one lock for the whole database,
held on a small file of its own beside it, because the database itself must stay open to readers.
"""

import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from data.engine import DatabaseUnavailable, address

# A holder that was just killed, or somebody who only looks whether it is held, may be in the way for a moment.
PATIENCE_SECONDS = 1.0
PAUSE_SECONDS = 0.02
# Keeps clear of other programs' locks in the same PostgreSQL database.
NAMESPACE = zlib.crc32(b"dasbor-jamsostek") >> 1
SCHEMA = 0
HELD = text(
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2 "
    "AND classid = :namespace AND objid = :key "
    "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@contextmanager
def hold(connection: Connection, kabupaten_kode: str) -> Iterator[bool]:
    """Hold the lock of one regency while the block runs. Yields whether it was free; if not, it is not held.

    connection: outside a transaction; on PostgreSQL the lock lives and dies with its session.
    """
    if connection.dialect.name == "postgresql":
        with _hold_session(connection, _key(kabupaten_kode)) as held:
            yield held
    else:
        with closing(_open(_file(), mode="rwc")) as file:
            yield _patiently(lambda: _enter(file, "BEGIN EXCLUSIVE"))


def is_held(connection: Connection, kabupaten_kode: str) -> bool:
    """Whether somebody holds the lock now. Only looks; on SQLite: the lock of any regency."""
    if connection.dialect.name == "postgresql":
        namespace, key = _key(kabupaten_kode)
        return bool(connection.scalar(HELD, {"namespace": namespace, "key": key}))
    file = _file()
    if file is None or not file.exists():
        return False
    with closing(_open(file, mode="ro")) as seen:
        return not _enter(seen, "SELECT count(*) FROM sqlite_master")


def hold_schema(connection: Connection, *, alone: bool) -> None:
    """Keep the tables as they are until the transaction ends, or (alone) wait until no other writer needs that.

    Only on PostgreSQL: SQLite has one writer anyway.
    """
    take = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    connection.execute(select(take(NAMESPACE, SCHEMA)))


def is_shared(connection: Connection) -> bool:
    """Whether all regencies of the database share one lock."""
    return connection.dialect.name == "sqlite"


@contextmanager
def _hold_session(connection: Connection, key: tuple[int, int]) -> Iterator[bool]:
    def take() -> bool:
        taken = connection.scalar(select(func.pg_try_advisory_lock(*key)))
        connection.rollback()
        return bool(taken)

    held = _patiently(take)
    try:
        yield held
    finally:
        if held and not connection.invalidated:
            try:
                connection.scalar(select(func.pg_advisory_unlock(*key)))
                connection.rollback()
            except SQLAlchemyError:
                # The lock must not stay with a session that goes back to the pool.
                with suppress(SQLAlchemyError):
                    connection.invalidate()


def _key(kabupaten_kode: str) -> tuple[int, int]:
    return NAMESPACE, zlib.crc32(kabupaten_kode.encode()) >> 1


def _file() -> Path | None:
    database = address().database
    if not database or database == ":memory:":
        return None
    path = Path(database).resolve()
    return path.with_name(f"{path.name}.kunci")


def _open(file: Path | None, *, mode: str) -> sqlite3.Connection:
    name = f"{file.as_uri()}?mode={mode}" if file else ":memory:"
    try:
        return sqlite3.connect(name, timeout=0, isolation_level=None, uri=True)
    except sqlite3.DatabaseError:
        raise DatabaseUnavailable(
            "Berkas kunci di samping basis data tidak dapat dibuka: periksa izin foldernya."
        ) from None


def _enter(file: sqlite3.Connection, statement: str) -> bool:
    """Whether a statement went through, or the lock was in its way."""
    try:
        file.execute(statement).fetchall()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise DatabaseUnavailable("Berkas kunci di samping basis data tidak dapat dipakai.") from None
        return False
    return True


def _patiently(take: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not take():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
