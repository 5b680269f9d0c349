"""One SQLite file with everything that the dashboard of one regency needs, to carry where the database is not.

``DATABASE_URL=sqlite:///FILE`` is then the whole dashboard. The file is new or as it was, never half written.
"""

import datetime as dt
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Select, Table, create_engine, exists, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from data import migrate, settings
from data.engine import DatabaseUnavailable, address, explain
from data.schema import kabupaten, metadata, riwayat, tindak_lanjut_ubah
from data.transaction import begun, one_moment

# Who may do what in the shared database stays there.
LEFT_OUT = frozenset({"peran"})
CHUNK = 5_000
_MADE = "potret"


class Unwritable(RuntimeError):
    """The file cannot be written there; what was there stays. The message is one sentence in Bahasa Indonesia."""


@dataclass(frozen=True)
class Written:
    """A snapshot that was written. rows: by table, of those with rows."""

    file: Path
    made_at: dt.datetime
    rows: dict[str, int]


def write(target: Path) -> Written:
    """Copy the rows of the configured regency, and the vocabulary, as one moment had them, into a new file.

    Raises DatabaseUnavailable and Unwritable.
    """
    target = target.resolve()
    _refuse(target)
    made_at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with _beside(target) as file:
        try:
            with _source() as source:
                rows = _fill(file, source, made_at)
            _check(file, rows)
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise Unwritable(f"Potret tidak dapat ditulis di {target.parent}: periksa ruang dan izinnya.") from error
        _publish(file, target)
    return Written(target, made_at, rows)


def made_at(connection: Connection) -> dt.datetime | None:
    """When the snapshot was made (UTC) that this connection reads.

    None for a database that is none, also for one that was a snapshot and has been worked on since, as a restored
    backup is.
    """
    if (told := _told(connection)) is None:
        return None
    made = dt.datetime.fromisoformat(told["dibuat"])
    # It is told in whole seconds.
    since = made + dt.timedelta(seconds=1)
    changed = select(exists().where(riwayat.c.mulai >= since), exists().where(tindak_lanjut_ubah.c.pada >= since))
    return None if any(connection.execute(changed).one()) else made


def refuse_another(connection: Connection) -> None:
    """Raises DatabaseUnavailable when what this connection reads is the snapshot of another regency."""
    own = (_told(connection) or {}).get("kabupaten_kode", settings.kabupaten())
    if own != settings.kabupaten():
        raise DatabaseUnavailable(
            f"Potret ini memuat wilayah {own}, bukan {settings.kabupaten()}: atur KABUPATEN={own}."
        )


def _told(connection: Connection) -> Mapping[str, str] | None:
    """What a snapshot says of itself; None for a database that is none."""
    if connection.dialect.name != "sqlite":
        return None
    if not connection.scalar(text("SELECT count(*) FROM sqlite_master WHERE name = :name"), {"name": _MADE}):
        return None
    return dict(connection.execute(text(f"SELECT * FROM {_MADE}")).mappings().one())  # noqa: S608


def rows_of(table: Table, kabupaten_kode: str) -> Select:
    """The rows of a table that belong to one regency; of a table that knows no regency all."""
    return select(table).where(*_belongs(table, kabupaten_kode))


def _belongs(table: Table, code: str) -> list:
    """Its own column says so, or the row of another table that it hangs on."""
    if table is kabupaten:
        return [table.c.kode == code]
    if "kabupaten_kode" in table.c:
        return [table.c.kabupaten_kode == code]
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        parent = key.column.table
        if owned := _belongs(parent, code):
            return [key.parent.in_(select(key.column).where(*owned))]
    return []


def _refuse(target: Path) -> None:
    url = address()
    if url.drivername == "sqlite" and url.database and Path(url.database).resolve() == target:
        raise Unwritable("Potret harus berkas lain daripada basis datanya sendiri.")
    if target.is_dir() or not target.parent.is_dir():
        raise Unwritable(f"{target} bukan nama berkas dalam folder yang ada.")
    if target.with_name(f"{target.name}-wal").exists():
        raise Unwritable(f"{target.name} sedang dipakai sebagai basis data: pilih nama berkas lain.")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A new file in the same folder, gone when the block ends."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise Unwritable(f"Potret tidak dapat ditulis di {target.parent}: periksa ruang dan izinnya.") from error
    os.close(handle)
    try:
        yield Path(name)
    finally:
        for leftover in (name, f"{name}-journal"):
            with suppress(OSError):
                Path(leftover).unlink()


@contextmanager
def _source() -> Iterator[Connection]:
    with ExitStack() as opened:
        try:
            connection = opened.enter_context(one_moment())
        except DBAPIError as error:
            raise explain(error) from error
        yield connection


def _fill(file: Path, source: Connection, made_at: dt.datetime) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    rows = {}
    with engine.connect() as target, begun(target):
        migrate.upgrade(target)
        for table in metadata.sorted_tables:
            if table.name not in LEFT_OUT:
                rows[table.name] = _copy(table, source, target)
        target.exec_driver_sql(f"CREATE TABLE {_MADE} (dibuat TEXT NOT NULL, kabupaten_kode TEXT NOT NULL)")
        target.execute(
            text(f"INSERT INTO {_MADE} VALUES (:moment, :kabupaten)"),  # noqa: S608
            {"moment": made_at.isoformat(), "kabupaten": settings.kabupaten()},
        )
    if not rows["kabupaten"]:
        raise DatabaseUnavailable(
            f"Wilayah {settings.kabupaten()} belum ada dalam basis data: jalankan python -m data build, atau periksa "
            "pengaturan KABUPATEN."
        )
    return {name: count for name, count in rows.items() if count}


def _copy(table: Table, source: Connection, target: Connection) -> int:
    for chunk in _read(table, source):
        target.execute(insert(table), chunk)
    return target.scalar(select(func.count()).select_from(table)) or 0


def _read(table: Table, source: Connection) -> Iterator[list[dict]]:
    wanted = rows_of(table, settings.kabupaten())
    try:
        with closing(source.execute(wanted, execution_options={"yield_per": CHUNK})) as found:
            for chunk in found.mappings().partitions():
                yield [dict(row) for row in chunk]
    except DBAPIError as error:
        raise explain(error) from error


def _check(file: Path, rows: dict[str, int]) -> None:
    """What was written can be read back whole. Raises sqlite3.Error."""
    with closing(sqlite3.connect(file)) as written:
        if written.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("the new file is damaged")
        if written.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.DatabaseError("rows of the new file point at nothing")
        for name, count in rows.items():
            if written.execute(f'SELECT count(*) FROM "{name}"').fetchone() != (count,):  # noqa: S608
                raise sqlite3.DatabaseError("rows are missing from the new file")


def _publish(file: Path, target: Path) -> None:
    """Put the new file in the place of the old one, to outlive a power cut."""
    with file.open("rb+") as content:
        os.fsync(content.fileno())
    file.chmod(0o640)
    file.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
