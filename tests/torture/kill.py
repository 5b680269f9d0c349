"""Kill a process that loads, at random moments, while somebody reads: the data are all old or all new, always.

Files of a few thousand rows are loaded in turn, each wholly replacing the one before; every figure of one differs from
those of the others. What is killed is ``tests.torture.child``.
"""

import csv
import datetime as dt
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, distinct, func, select

from data import acts, loads
from data.engine import engine
from data.loads import Load, RowFile
from data.schema import kepesertaan, muatan, muatan_periode, riwayat
from data.settings import ROOT

KABUPATEN = "35.05"
# Every figure in a file. The process that is killed loads the first two in turn; the act after a kill loads the third.
PEOPLE = {"genap.csv": 2, "ganjil.csv": 3, "sesudah.csv": 5}
*IN_TURN, AFTERWARDS = PEOPLE
MONTHS = [dt.date(2023, month, 1) for month in range(1, 13)]
CELLS = [
    (f"{KABUPATEN}.{kecamatan:02}", segmen, pembayar)
    for kecamatan in range(1, 23)
    for segmen in ("PU", "BPU", "Jakon")
    for pembayar in ("pemberi_kerja", "mandiri", "apbd", "csr")
]
COLUMNS = ("bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", "aktif_orang", "baris")
ROWS = len(MONTHS) * len(CELLS)
# Several acts fit in, so that every step of one is hit.
LONGEST_LIFE_SECONDS = 0.5
# The next act may wait this long for what is left of the dead one.
AT_ONCE_SECONDS = 1.0


@dataclass
class Report:
    """What was counted. old, new: kills after which all was as before the last act, or as after it."""

    old: int = 0
    new: int = 0
    samples: int = 0
    slowest_seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.old + self.new} whole ({self.old} all old, {self.new} all new), {len(self.wrong)} wrong; "
            f"{self.samples} readings meanwhile; the next act waited {self.slowest_seconds:.3f} s at most"
        )


def run(kills: int, seed: int, folder: Path) -> Report:
    """Kill so many times, against the configured database, which has its tables and reference rows."""
    chance, report = random.Random(seed), Report()
    for name, people in PEOPLE.items():
        _write(folder / name, people)
    load(folder, AFTERWARDS)
    with _reader(report):
        for number in range(1, kills + 1):
            _kill_one(folder, chance.uniform(0, LONGEST_LIFE_SECONDS))
            _next_act(folder, report, f"kill {number}")
    with engine().connect() as connection:
        counts = set(
            connection.execute(select(func.count(kepesertaan.c.muatan_id)).group_by(kepesertaan.c.muatan_id)).scalars()
        )
        if counts != {ROWS}:
            report.wrong.append(f"loads with {sorted(counts)} rows instead of {ROWS}")
    return report


def load(folder: Path, name: str) -> None:
    """One act that makes a file the live one for every month."""
    with acts.act(KABUPATEN, tindakan="muat", oleh="Penguji", nama_berkas=name, sha256="0" * 64) as act:
        _store(act, folder, name)


def _store(act: acts.Act, folder: Path, name: str) -> None:
    facts = Load(
        jenis="kepesertaan",
        asal="berkas",
        nama_berkas=name,
        sha256="0" * 64,
        sumber="uji",
        oleh="Penguji",
        table=kepesertaan,
        rows=RowFile(folder / name, COLUMNS, ROWS),
        covers=frozenset(("", month) for month in MONTHS),
    )
    act.about([loads.store(act.connection, KABUPATEN, facts)])


def _kill_one(folder: Path, seconds: float) -> None:
    """Start the process that loads and kill it when it has lived so long."""
    command = [sys.executable, "-m", "tests.torture.child", str(folder)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": str(ROOT)}
    ) as child:
        if not child.stdout or child.stdout.readline() != b"ready\n":
            raise RuntimeError("the process that loads did not start")
        time.sleep(seconds)
        if child.poll() is not None:
            raise RuntimeError("the process that loads ended by itself")
        child.kill()


def _next_act(folder: Path, report: Report, kill: str) -> None:
    """The act after a kill: it begins at once, finds all old or all new, and says what was cut short."""
    started = time.monotonic()
    with acts.act(KABUPATEN, tindakan="muat", oleh="Penguji", nama_berkas=AFTERWARDS, sha256="0" * 64) as act:
        waited = time.monotonic() - started
        report.slowest_seconds = max(report.slowest_seconds, waited)
        live, (dead, finished) = _live(act.connection), _acts_before(act)
        told = f"Pemuatan {dead} oleh Penguji pada" if dead else ""
        if live != finished:
            report.wrong.append(f"{kill}: {live} is live, {finished} was finished last")
        elif [sentence.startswith(told) for sentence in act.interrupted] != [True] * bool(dead):
            report.wrong.append(f"{kill}: {dead} was cut short, but it was said: {act.interrupted}")
        elif not _adds_up(act.connection):
            report.wrong.append(f"{kill}: there are other loads than were finished")
        elif waited > AT_ONCE_SECONDS:
            report.wrong.append(f"{kill}: the next act waited {waited:.2f} s")
        elif dead:
            report.old += 1
        else:
            report.new += 1
        _store(act, folder, AFTERWARDS)


def _acts_before(act: acts.Act) -> tuple[str | None, str]:
    """The file whose act was cut short just before this one, if one was, and the file that was finished last."""
    newest, *older = act.connection.execute(
        select(riwayat.c.keadaan, riwayat.c.nama_berkas)
        .where(riwayat.c.id < act.riwayat_id)
        .order_by(riwayat.c.id.desc())
        .limit(2)
    )
    return (newest.nama_berkas, older[0].nama_berkas) if newest.keadaan == "terputus" else (None, newest.nama_berkas)


def _adds_up(connection: Connection) -> bool:
    """Whether each finished act left one load, and no other act left any."""
    finished = connection.scalar(select(func.count()).where(riwayat.c.keadaan == "selesai"))
    stored = connection.scalar(select(func.count()).where(muatan.c.nama_berkas.in_(PEOPLE)))
    return finished == stored


def _live(connection: Connection) -> str:
    """The file whose figures are live, wholly; else what is live instead."""
    p = muatan_periode
    totals = connection.execute(
        select(
            func.count(),
            func.sum(kepesertaan.c.aktif_orang),
            func.count(distinct(kepesertaan.c.muatan_id)),
            func.min(kepesertaan.c.aktif_orang),
        )
        .join(p, (p.c.muatan_id == kepesertaan.c.muatan_id) & (p.c.periode == kepesertaan.c.bulan) & p.c.berlaku)
        .where(p.c.kabupaten_kode == KABUPATEN, p.c.jenis == "kepesertaan")
    ).one()
    for name, people in PEOPLE.items():
        if tuple(totals) == (ROWS, ROWS * people, 1, people):
            return name
    return f"a mixture {tuple(totals)}"


@contextmanager
def _reader(report: Report) -> Iterator[None]:
    """Somebody who reads the live totals all the time, each time in a transaction of its own."""
    enough = threading.Event()

    def read() -> None:
        while not enough.is_set():
            try:
                with engine().connect() as connection:
                    seen = _live(connection)
            except Exception as error:
                seen = repr(error)
            report.samples += 1
            if seen not in PEOPLE:
                report.wrong.append(f"a reader saw {seen}")
            enough.wait(0.005)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()


def _write(path: Path, people: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = ((month, *cell, people) for month in MONTHS for cell in CELLS)
        csv.writer(file).writerows((*row, number) for number, row in enumerate(rows, 1))
