"""The disk is full while somebody loads and others look on: the old numbers stay, and the reason is said."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.settings import ROOT
from tests.faults import disk
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.watchers import Watchers, watching

MEGABYTE = 1 << 20
LEFT_BYTES = 256 * 1024
FIRST_YEAR, MONTHS = 2016, 60


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


def held(small: disk.Disk, folder: Path) -> tuple[list[tuple[int, int | None]], str]:
    """Number and sum of the rows that the file would bring, and whether the database is sound, seen in a copy."""
    for part in small.outside.glob("contoh.db*"):
        shutil.copy(part, folder)
    with closing(sqlite3.connect(folder / "contoh.db")) as connection:
        statement = "SELECT count(*), sum(aktif_orang) FROM kepesertaan WHERE bulan < ?"
        left = connection.execute(statement, (f"{FIRST_YEAR + MONTHS // 12}-01-01",)).fetchall()
        ((integrity,),) = connection.execute("PRAGMA integrity_check")
    return left, integrity


@dataclass(frozen=True)
class Day:
    """What happened on the day on which the disk was full: how loading ended, and what people saw."""

    failed: subprocess.CompletedProcess[str]
    again: subprocess.CompletedProcess[str]
    left: list[tuple[int, int | None]]
    integrity: str
    seen: Watchers


@pytest.fixture(scope="module")
def day(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    """Load onto a full disk while five people look on, make room, and load again."""
    folder = tmp_path_factory.mktemp("penuh")
    with disk.small(folder, 24 * MEGABYTE) as small:
        shutil.copy(sample_template, small.outside / "contoh.db")
        url = f"sqlite:///{small.folder / 'contoh.db'}"
        with closing(sqlite3.connect(sample_template)) as connection:
            names = [
                name for (name,) in connection.execute("SELECT nama FROM kecamatan WHERE kabupaten_kode = '35.05'")
            ]
        handed_in = members(folder / "besar.csv", names)
        state = str(small.folder / "keadaan")
        dashboard = Dashboard(folder / "log", small.prefix, DATABASE_URL=url, FOLDER_KEADAAN=state, SEGARKAN_DETIK="2")

        def load() -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-m", "data", "load", str(handed_in), "--oleh", "Penguji"]
            return subprocess.run(
                [*small.prefix, *command],
                cwd=ROOT,
                env=os.environ | {"DATABASE_URL": url, "LONJAKAN_PESERTA_PERSEN": "100000"},
                capture_output=True,
                text=True,
                timeout=120,
            )

        with dashboards(dashboard), watching(dashboard.url, count=5, think=1) as seen:
            seen.wait_for(lambda look: look.kind == "rerun", 30, what="a screen")
            with small.full(leave=LEFT_BYTES):
                failed = load()
                left, integrity = held(small, folder)
                seen.wait_for(lambda look: look.kind == "rerun", 30, what="a screen")
        # Nobody looks on any more: these are other numbers.
        again = load()
        yield Day(failed, again, left, integrity, seen)


def test_loading_ends_with_a_reason_and_leaves_nothing(day: Day) -> None:
    assert day.failed.returncode not in (0, None)
    assert "penuh" in day.failed.stderr.lower()
    assert "Traceback" not in day.failed.stderr
    assert day.left == [(0, None)]
    assert day.integrity == "ok"


def test_those_who_look_on_feel_nothing(day: Day) -> None:
    assert day.seen.faults == []
    assert day.seen.lost == []


def test_with_room_again_the_same_file_is_loaded(day: Day) -> None:
    assert day.again.returncode == 0, day.again.stderr
