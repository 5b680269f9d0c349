"""The disk is full while somebody loads and others look on: the old numbers stay, and the reason is said."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from data.settings import ROOT
from tests import postgres
from tests.faults import disk
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE
from tests.faults.watchers import Watchers, watching

MEGABYTE = 1 << 20
LEFT_BYTES = 256 * 1024
FIRST_YEAR, MONTHS = 2016, 60
TOTALS = "SELECT count(*), sum(aktif_orang) FROM kepesertaan"


def members(file: Path, names: list[str]) -> Path:
    """A file of members that needs several megabytes in the database."""
    lines = ["Bulan;Kecamatan;Segmen;Pembayar;Peserta Aktif (orang)"]
    lines += [
        f"{month % 12 + 1:02}/{FIRST_YEAR + month // 12};{name};{segment};{payer};{100 + month}"
        for month in range(MONTHS)
        for name in names
        for segment in ("PU", "BPU", "Jakon", "PMI")
        for payer in ("Pemberi kerja", "Mandiri", "APBD", "DBHCHT", "APBDes", "CSR")
    ]
    file.write_text("\r\n".join(lines))
    return file


@dataclass(frozen=True)
class Store:
    """A database with the sample data on a small disk. server: its PostgreSQL; without one it is a SQLite file."""

    disk: disk.Disk
    url: str
    server: postgres.Server | None = None

    @property
    def prefix(self) -> tuple[str, ...]:
        """What a command begins with that is to use it."""
        return () if self.server else self.disk.prefix

    def full(self) -> AbstractContextManager[None]:
        """Inside the block hardly anything can be written to it."""
        return self.disk.full(leave=LEFT_BYTES, server=self.server.pid if self.server else 0)

    def totals(self, folder: Path) -> tuple[int, int]:
        """Number and sum of all rows of members; of a sound copy in a folder when it is a file."""
        if self.server:
            self.server.revive()
            with psycopg.connect(self.url) as served:
                ((rows, people),) = served.execute(TOTALS)
        else:
            for part in self.disk.outside.glob("contoh.db*"):
                shutil.copy(part, folder)
            with closing(sqlite3.connect(folder / "contoh.db")) as copied:
                ((rows, people),) = copied.execute(TOTALS)
                assert copied.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return rows, people


@contextmanager
def in_a_file(small: disk.Disk, template: Path) -> Iterator[Store]:
    """A SQLite file."""
    shutil.copy(template, small.outside / "contoh.db")
    yield Store(small, f"sqlite:///{small.folder / 'contoh.db'}")


@contextmanager
def in_tables(small: disk.Disk, _template: Path) -> Iterator[Store]:
    """The tables of a PostgreSQL: a statement fails and the server goes on."""
    with postgres.server() as server:
        url = server.create(DATABASE)
        if small.join:
            server.run(f"CREATE TABLESPACE kecil LOCATION '{_room(small)}'")
            server.run(f"ALTER DATABASE {DATABASE} SET TABLESPACE kecil")
        build(url)
        yield Store(small, url, server)


@contextmanager
def in_the_log(small: disk.Disk, _template: Path) -> Iterator[Store]:
    """The write-ahead log of a PostgreSQL: the server ends, and cannot start until there is room."""
    # In pieces that one load needs several of.
    with postgres.server("--wal-segsize=1") as server:
        build(server.create(DATABASE))
        if small.join:
            server.stop()
            log, room = server.home / "files" / "pg_wal", _room(small)
            # The oldest piece is the one in use; the others are there to be filled next.
            _give(Path(shutil.move(min(log.glob("0*")), room)))
            shutil.rmtree(log)
            log.symlink_to(room)
            server.start()
        yield Store(small, server.url(DATABASE), server)


def _room(small: disk.Disk) -> Path:
    room = small.outside / "ruang"
    room.mkdir(mode=0o700)
    return _give(room)


def _give(path: Path) -> Path:
    if postgres.SERVANT:
        shutil.chown(path, postgres.SERVANT)
    return path


STORES: dict[str, Callable[[disk.Disk, Path], AbstractContextManager[Store]]] = {
    "file": in_a_file,
    "tables": in_tables,
    "log": in_the_log,
}


@dataclass(frozen=True)
class Day:
    """What happened on the day on which the disk was full: how loading ended, and what people saw.

    before, after: number and sum of all rows; recovered: seconds until all was well once there was room.
    """

    failed: subprocess.CompletedProcess[str]
    again: subprocess.CompletedProcess[str]
    before: tuple[int, int]
    after: tuple[int, int]
    seen: Watchers
    recovered: float

    @property
    def wrong(self) -> list[str]:
        """What was not as it must be: loading ends with a reason and leaves nothing, those who look on feel nothing,
        and once there is room the same file is loaded.
        """
        told = self.failed.stderr
        must = {
            "loading succeeded": self.failed.returncode not in (0, None),
            f"no reason: {told}": "penuh" in told.lower() and "Traceback" not in told,
            f"{self.before} became {self.after}": self.after == self.before,
            f"not loaded again: {self.again.stderr}": self.again.returncode == 0,
        }
        broken = [sentence for sentence, is_so in must.items() if not is_so]
        return broken + self.seen.faults + ["cut off"] * len(self.seen.lost)


def on_a_full_disk(kind: str, template: Path, folder: Path) -> Day:
    """Load onto a full disk while five people look on, make room, and load again.

    kind: of STORES; template: a SQLite file with the sample data.
    """
    with closing(sqlite3.connect(template)) as connection:
        names = [name for (name,) in connection.execute("SELECT nama FROM kecamatan WHERE kabupaten_kode = '35.05'")]
    handed_in = members(folder / "besar.csv", names)
    with disk.small(folder, 64 * MEGABYTE) as small, STORES[kind](small, template) as store:
        # Beside a file its own state is on the full disk too.
        state = small.folder / "keadaan" if store.prefix else folder / "keadaan"
        dashboard = Dashboard(
            folder / "log", store.prefix, DATABASE_URL=store.url, FOLDER_KEADAAN=str(state), SEGARKAN_DETIK="2"
        )

        def load() -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "data", "load", str(handed_in), "--oleh", "Penguji"]
            return subprocess.run(
                [*store.prefix, *command],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": store.url, "LONJAKAN_PESERTA_PERSEN": "100000"},
                capture_output=True,
                text=True,
                timeout=120,
            )

        before = store.totals(folder)
        with dashboards(dashboard), watching(dashboard.url, count=5, think=1) as seen:
            seen.wait_for(lambda look: look.kind == "rerun", 30, what="a screen")
            with store.full():
                failed = load()
                seen.wait_for(lambda look: look.kind == "rerun", 30, what="a screen")
            after = store.totals(folder)
            recovered = seen.wait_for_calm(70)
        # Nobody looks on any more: these are other numbers.
        return Day(failed, load(), before, after, seen, recovered)


@pytest.mark.parametrize("kind", STORES)
def test_a_load_leaves_nothing_and_those_who_look_on_feel_nothing(
    sample_template: Path, tmp_path: Path, kind: str
) -> None:
    assert on_a_full_disk(kind, sample_template, tmp_path).wrong == []
