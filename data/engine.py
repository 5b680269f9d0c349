"""How the program reaches its database. Nothing else creates an engine."""

import socket
import sqlite3
import time
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from data import reader, settings, slow

# Each of the two covers a silence that the other misses: packets lost before and during a query.
POSTGRESQL_PATIENCE = {
    "connect_timeout": 3,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 2,
    "tcp_user_timeout": 3000,
    "application_name": "dasbor-jamsostek",
}
# A writer waits so long for another: a build at the same moment, a load that runs.
PATIENCE_SECONDS = 60
PAUSE_SECONDS = 0.02
# The server notices in half a minute that a writer's machine is gone, and gives back the locks that it held.
WRITER = (
    "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4 "
    f"-c lock_timeout={PATIENCE_SECONDS}s"
)
# Of several servers that follow one another the one that takes what is written; readers ask the first that answers.
PRIMARY = {"target_session_attrs": "primary"}
# A reader that is gone without a word holds no table any longer than this.
VIEWER = "-c default_transaction_read_only=on -c statement_timeout=5000 -c idle_in_transaction_session_timeout=15000"


class DatabaseUnavailable(RuntimeError):
    """The database cannot be used. The message is one sentence in Bahasa Indonesia and never holds the address."""


def address() -> URL:
    """The configured address, with the PostgreSQL driver named. Raises DatabaseUnavailable when it is malformed."""
    try:
        url = make_url(settings.database_url())
    except (ArgumentError, ValueError):
        raise DatabaseUnavailable(
            "DATABASE_URL tidak dapat dibaca: tulis seperti postgresql://pengguna:sandi@server:5432/basisdata "
            "atau sqlite:///berkas.db, dan ganti tanda khusus dalam sandi dengan kode persen."
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise DatabaseUnavailable("DATABASE_URL harus menunjuk PostgreSQL (postgresql://) atau SQLite (sqlite:///).")
    return url


def engine(*, write: bool = False) -> Engine:
    """The engine of the configured address: read-only for the screens, writing for the command line.

    Raises DatabaseUnavailable when the address is malformed.
    """
    return _engine(address(), write)


def file_engine(file: Path) -> Engine:
    """A reading engine of one SQLite file."""
    return _engine(URL.create("sqlite", database=str(file)), False)


def cut(connection: Connection) -> None:
    """Let whoever waits for an answer on this connection stop waiting, with an error. From any thread."""
    with suppress(DBAPIError, OSError, psycopg.Error):
        driver = connection.connection.dbapi_connection
        if isinstance(driver, psycopg.Connection):
            line = socket.socket(fileno=driver.fileno())
            try:
                line.shutdown(socket.SHUT_RDWR)
            finally:
                line.detach()
        elif driver is not None:
            driver.interrupt()


@cache
def _engine(url: URL, write: bool) -> Engine:
    if url.drivername == "sqlite":
        return slow.watch(_sqlite(url, write))
    if not write:
        # The one reader connects anew each time: a kept connection may hang on a server that has been frozen.
        viewer = POSTGRESQL_PATIENCE | {"options": VIEWER}
        return slow.watch(create_engine(url, connect_args=viewer, poolclass=NullPool))
    engine = create_engine(
        url,
        connect_args=POSTGRESQL_PATIENCE | PRIMARY | {"options": WRITER},
        pool_pre_ping=True,
        pool_size=2,
        max_overflow=2,
        pool_timeout=3,
        pool_recycle=1800,
    )
    return slow.watch(engine)


def _sqlite(url: URL, write: bool) -> Engine:
    if not write:
        file = Path(url.database).resolve() if url.database and url.database != ":memory:" else None
        # A kept connection would go on reading a file that has been replaced or deleted.
        return create_engine(url, creator=partial(reader.connect, file), poolclass=NullPool)
    engine = create_engine(url, connect_args={"timeout": PATIENCE_SECONDS})

    @event.listens_for(engine, "connect")
    def _prepare(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        _log_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")

    return engine


def _log_ahead(connection: DBAPIConnection) -> None:
    """Write-ahead logging: readers keep reading the old rows while a load runs."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # SQLite itself does not wait for another that does the same at this moment.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def explain(error: SQLAlchemyError) -> DatabaseUnavailable:
    """The Indonesian sentence for a database fault, without address, password or statement."""
    text = str(getattr(error, "orig", error)).lower()
    if "no such table" in text or "does not exist" in text or "undefinedtable" in text:
        return DatabaseUnavailable("Basis data belum disiapkan: jalankan python -m data build.")
    if "database is locked" in text or "lock timeout" in text:
        return DatabaseUnavailable("Basis data sedang ditulis oleh proses lain: ulangi sebentar lagi.")
    if "unable to open database file" in text:
        return DatabaseUnavailable(
            "Berkas basis data tidak ada atau tidak dapat dibuka: jalankan python -m data build."
        )
    if any(sign in text for sign in ("is full", "no space left", "file too large", "disk i/o")):
        return DatabaseUnavailable(
            "Basis data tidak dapat menulis: penyimpanannya penuh atau rusak. Kosongkan ruang, lalu ulangi."
        )
    if "malformed" in text or "not a database" in text:
        return DatabaseUnavailable("Berkas basis data rusak: pulihkan dari cadangan.")
    if "hot standby" in text:
        return DatabaseUnavailable(
            "Yang menjawab hanya salinan basis data: ulangi setelah server utamanya hidup atau diganti."
        )
    if any(sign in text for sign in ("permission denied", "row-level security", "read-only", "readonly")):
        return DatabaseUnavailable("Basis data hanya boleh dibaca dari sini: perubahan dilakukan dengan peran pemuat.")
    if "password" in text or "authentication" in text:
        return DatabaseUnavailable("Basis data menolak nama pengguna atau kata sandi.")
    return DatabaseUnavailable("Basis data tidak dapat dihubungi: periksa server dan DATABASE_URL.")
