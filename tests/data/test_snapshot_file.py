"""The snapshot file: the whole dashboard of one regency in one SQLite file, never half written."""

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select

from data import acts, sample, snapshot
from data.cli import main
from data.engine import DatabaseUnavailable, engine, file_engine
from data.schema import kabupaten, kecamatan, kepesertaan, metadata
from data.settings import ROOT
from data.status import overview
from queries import db
from tests.builders import DECEMBER, KABUPATEN, add_load, is_migrated, kepesertaan_row


@pytest.fixture
def filled(database: Engine) -> Engine:
    """The sample data of this regency, and a regency beside it with a figure of its own."""
    with database.begin() as connection:
        sample.store(connection)
        connection.execute(insert(kabupaten).values(kode="99.01", nama="Kabupaten Sebelah"))
        connection.execute(insert(kecamatan).values(kode="99.01.01", kabupaten_kode="99.01", nama="Seberang"))
    rows = [kepesertaan_row(7_654_321, kecamatan_kode="99.01.01")]
    add_load(database, "kepesertaan", rows, [("", DECEMBER)], kabupaten_kode="99.01")
    return database


def test_the_file_is_the_whole_dashboard_of_one_regency(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = [read() for read in db.DATASETS]
    with engine().connect() as connection:
        stated = overview(connection, KABUPATEN)
    file = tmp_path / "potret.db"

    before = dt.datetime.now(dt.UTC)
    written = snapshot.write(file)

    assert list(tmp_path.glob("*potret*")) == [file]
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    db.forget()
    carried = [read() for read in db.DATASETS]
    assert all(one.equals(other) for one, other in zip(carried, shown, strict=True))
    with engine().connect() as connection:
        assert overview(connection, KABUPATEN) == stated
        assert is_migrated(connection)
        assert snapshot.made_at(connection) == written.made_at
        assert abs(written.made_at - before) < dt.timedelta(minutes=1)
        assert connection.scalar(select(func.count()).select_from(kabupaten)) == 1
        assert connection.scalar(select(func.count()).where(kepesertaan.c.aktif_orang == 7_654_321)) == 0
    content = file.read_bytes()
    assert b"Seberang" not in content
    # No journal of its own is needed to read it.
    assert content[18:20] == b"\x01\x01"


def test_an_ordinary_database_is_no_snapshot(database: Engine) -> None:
    with engine().connect() as connection:
        assert snapshot.made_at(connection) is None


def test_every_table_is_copied_by_regency_or_is_vocabulary() -> None:
    everywhere = {"segmen", "program", "pembayar", "iuran"}
    whole = {table.name for table in metadata.tables.values() if not snapshot._belongs(table, KABUPATEN)}
    assert whole - snapshot.LEFT_OUT == everywhere


def test_building_on_the_file_adds_nothing(
    sqlite_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_load(sqlite_database, "kepesertaan", [kepesertaan_row(250)], [("", DECEMBER)])
    with sqlite_database.begin() as connection:
        sample.store(connection)
    file = tmp_path / "potret.db"
    assert main(["snapshot", str(file)]) == 0
    assert f"DATABASE_URL=sqlite:///{file} make run" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    db.forget()
    before = [read() for read in db.DATASETS]
    assert main(["build"]) == 0
    db.renew()
    assert all(read() is table for read, table in zip(db.DATASETS, before, strict=True))


def test_another_regency_is_asked_for_by_its_code(
    filled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "potret.db"
    monkeypatch.setenv("KABUPATEN", "99.01")
    assert main(["snapshot", str(file)]) == 0
    assert f"KABUPATEN=99.01 DATABASE_URL=sqlite:///{file} make run" in capsys.readouterr().out
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.delenv("KABUPATEN")
    assert main(["build"]) == 3
    assert "memuat wilayah 99.01, bukan 35.05: atur KABUPATEN=99.01" in capsys.readouterr().err
    with engine().connect() as connection:
        assert connection.scalars(select(kabupaten.c.kode)).all() == ["99.01"]
    monkeypatch.setenv("KABUPATEN", "99.01")
    assert main(["build"]) == 0


def test_a_backup_that_is_worked_on_again_is_no_snapshot_any_more(
    sqlite_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_load(sqlite_database, "kepesertaan", [kepesertaan_row(250)], [("", DECEMBER)])
    file = tmp_path / "potret.db"
    written = snapshot.write(file)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    with engine().connect() as connection:
        assert snapshot.made_at(connection) == written.made_at
    time.sleep(1)
    assert acts.undo(KABUPATEN, "Penguji")
    with engine().connect() as connection:
        assert snapshot.made_at(connection) is None


def small_disk() -> None:
    """No file may grow beyond what a full disk would still take."""
    import resource  # not on Windows

    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_what_was_there_stays_when_the_disk_is_full(sample_database: Engine, tmp_path: Path) -> None:
    file = tmp_path / "potret.db"
    snapshot.write(file)
    old = file.read_bytes()
    assert len(old) > 200_000
    command = [sys.executable, "-m", "data", "snapshot", str(file)]
    told = subprocess.run(command, cwd=ROOT, preexec_fn=small_disk, capture_output=True, text=True)
    assert told.returncode == 2
    assert "periksa ruang dan izinnya" in told.stderr
    assert "Traceback" not in told.stderr
    assert file.read_bytes() == old
    assert sorted(path.name for path in tmp_path.glob("*potret*")) == ["potret.db"]


@pytest.mark.parametrize("kind", ["itself", "folder", "nowhere", "in use"])
def test_a_place_that_is_no_place_for_it(
    sample_database: Engine, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = {"itself": tmp_path / "contoh.db", "folder": tmp_path, "nowhere": tmp_path / "tak-ada" / "potret.db"}
    if kind == "in use":
        (tmp_path / "dipakai.db-wal").write_bytes(b"")
    before = (tmp_path / "contoh.db").read_bytes()
    assert main(["snapshot", str(target.get(kind, tmp_path / "dipakai.db"))]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "contoh.db").read_bytes() == before


def test_a_regency_that_is_not_there(
    sample_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KABUPATEN", "35.06")
    assert main(["snapshot", str(tmp_path / "potret.db")]) == 3
    assert "35.06" in capsys.readouterr().err
    assert not (tmp_path / "potret.db").exists()


def test_a_damaged_source_leaves_the_old_file(
    sample_database: Engine, sample_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "potret.db"
    snapshot.write(file)
    old = file.read_bytes()
    broken = Path(shutil.copy(sample_template, tmp_path / "rusak.db"))
    with broken.open("rb+") as content:
        content.seek(4096 * 6)
        content.write(b"\xff" * 4096 * 20)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{broken}")
    with pytest.raises(DatabaseUnavailable):
        snapshot.write(file)
    assert file.read_bytes() == old
    with closing(sqlite3.connect(file)) as kept:
        assert kept.execute("PRAGMA quick_check").fetchone() == ("ok",)
    file_engine(file).dispose()
