"""SQLite as viewers have it: no statement writes, and no file appears."""

import os
import pwd
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data import reader
from tests.postgres import SERVANT

COUNT = "SELECT count(*) FROM kecamatan"
REFUSED = [
    "INSERT INTO kabupaten (kode, nama) VALUES ('99.99', 'Uji')",
    "UPDATE kabupaten SET nama = 'Uji'",
    "DELETE FROM iuran",
    "REPLACE INTO kabupaten (kode, nama) VALUES ('35.05', 'Uji')",
    "CREATE TABLE uji (kode INTEGER)",
    "CREATE TEMP TABLE uji (kode INTEGER)",
    "CREATE TEMP VIEW uji AS SELECT 1",
    "CREATE TEMP TRIGGER uji AFTER INSERT ON iuran BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE temp.uji USING fts5(isi)",
    "DROP TABLE iuran",
    "ALTER TABLE iuran RENAME TO uji",
    "ATTACH 'lain.db' AS lain",
    "ATTACH ':memory:' AS lain",
    "VACUUM",
    "VACUUM INTO 'salinan.db'",
    "REINDEX",
    "ANALYZE",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA user_version = 7",
    "PRAGMA read_uncommitted = ON",
    "PRAGMA temp_store_directory = '.'",
    "SELECT load_extension('uji')",
    "SAVEPOINT uji",
]


@pytest.fixture
def file(sqlite_database: Engine) -> Path:
    """A file with the reference rows, in write-ahead mode, that nobody has open."""
    sqlite_database.dispose()
    return Path(sqlite_database.url.database or "")


def attempt(connection: sqlite3.Connection, statement: str) -> str:
    """What SQLite says to a statement; empty when it did it."""
    try:
        connection.execute(statement).fetchall()
    except sqlite3.Error as error:
        return str(error)
    return ""


@pytest.mark.parametrize("statement", REFUSED)
def test_a_viewer_only_reads(file: Path, tmp_path: Path, statement: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = file.read_bytes()
    with closing(reader.connect(file)) as viewer:
        assert re.search("not authorized|authorization denied|prohibited", attempt(viewer, statement))
        assert viewer.execute(COUNT).fetchone() == (22,)
    assert file.read_bytes() == before
    assert {path.name.partition("-")[0] for path in tmp_path.iterdir()} == {file.name}


@pytest.mark.parametrize("statement", [each for each in REFUSED if "load_extension" not in each])
def test_a_writer_could_do_all_that(
    file: Path, tmp_path: Path, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        assert attempt(writer, statement) == ""


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_viewer_is_in_nobodys_way(file: Path, begin: str) -> None:
    with closing(reader.connect(file)) as viewer, closing(sqlite3.connect(file, timeout=0)) as writer:
        attempt(viewer, begin)
        with writer:
            writer.execute("DELETE FROM iuran")


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        reader.connect(tmp_path / "hilang.db")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_database_in_memory() -> None:
    with closing(reader.connect(None)) as viewer:
        assert "not authorized" in attempt(viewer, "CREATE TABLE uji (kode INTEGER)")


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Inside, this process may read a folder and write nothing there, also when the tests run as root."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if SERVANT:
        os.seteuid(pwd.getpwnam(SERVANT).pw_uid)
    try:
        with pytest.raises(OSError, match="denied"):
            (folder / "baru").touch()
        yield
    finally:
        if SERVANT:
            os.seteuid(0)
        folder.chmod(0o755)


@pytest.mark.parametrize("is_open", [False, True], ids=["at rest", "with its log"])
def test_a_folder_that_is_read_only(file: Path, is_open: bool) -> None:
    with (
        closing(sqlite3.connect(file, isolation_level=None)) as writer,
        tempfile.TemporaryDirectory() as name,
    ):
        writer.execute("DELETE FROM desa WHERE kode = '35.05.01.2001'")
        if not is_open:
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        endings = ("", "-wal", "-shm") if is_open else ("",)
        for ending in endings:
            shutil.copy(f"{file}{ending}", name)
        with closed(Path(name)), closing(reader.connect(Path(name) / file.name)) as viewer:
            assert viewer.execute("SELECT count(*) FROM desa").fetchone() == (247,)
        assert {path.name for path in Path(name).iterdir()} == {f"{file.name}{ending}" for ending in endings}
