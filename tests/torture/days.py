"""Bad days drawn by lot: one day is a process of its own, so that a hang or a crash of it is a result as well.

On each day people look on while a few faults follow one another and somebody loads a file now and then.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from data.settings import ROOT
from tests import postgres
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.proxy import proxied
from tests.faults.scenarios import DATABASE, SCENARIOS, SILENT, Shared
from tests.faults.starts import keep, started
from tests.faults.test_disk import STORES, members, on_a_full_disk
from tests.faults.test_files import CASES, LABEL, SAMPLE, Trial
from tests.faults.watchers import Watchers, watching

RECOVERY_SECONDS, BACK_SECONDS = 70, 15
# A day has two or three faults; whoever takes longer hangs.
LONGEST_DAY_SECONDS = 600
PEOPLE, THINK_SECONDS = 10, 3.0
# What the file that is loaded makes of the first screen, which then opens on the newest month that is no sample.
LOADED = "5.724"


@dataclass
class Report:
    """What was counted. faults: how often each came; slowest: the longest recovery in seconds."""

    days: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    looks: int = 0
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        came = ", ".join(f"{name} {times}" for name, times in sorted(self.faults.items()))
        return (
            f"{self.days} hari, {self.faults.total()} gangguan ({came}); {self.looks} layar dilihat, pemulihan paling "
            f"lama {self.slowest:.0f} s, {len(self.wrong)} salah"
        )


def run(seconds: float, seed: int) -> Report:
    """Days until so many seconds have passed. The number of a day tells it apart: seed + number."""
    report, until = Report(), time.monotonic() + seconds
    while time.monotonic() < until:
        number = seed + report.days
        report.days += 1
        command = [sys.executable, "-m", "tests.torture.days", str(number)]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
        try:
            said, _ = child.communicate(timeout=LONGEST_DAY_SECONDS)
        except subprocess.TimeoutExpired:
            # It and all that it started.
            os.killpg(child.pid, signal.SIGKILL)
            child.communicate()
            report.wrong.append(f"day {number} hung")
            continue
        if child.returncode:
            report.wrong.append(f"day {number} ended with {child.returncode}")
            continue
        told = json.loads(said.splitlines()[-1])
        report.faults.update(told["faults"])
        report.looks += told["looks"]
        report.slowest = max([report.slowest, *told["recovered"]])
        report.wrong += [f"day {number}, {told['faults']}: {each}" for each in told["wrong"]]
    return report


@dataclass
class Day:
    """What one day brought."""

    faults: list[str] = field(default_factory=list)
    recovered: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    looks: int = 0

    def end(self, seen: Watchers, *, may_be_cut_off: bool = False) -> None:
        """Count what people saw."""
        self.looks = len(seen.looks)
        self.wrong += seen.faults + ([] if may_be_cut_off else ["cut off"] * len(seen.lost))

    def recover(self, seen: Watchers, seconds: float) -> None:
        """Wait until all is well again."""
        try:
            self.recovered.append(seen.wait_for_calm(seconds))
        except AssertionError as error:
            self.wrong.append(str(error))


def database(chance: random.Random, folder: Path, day: Day) -> None:
    """The shared database and its network, and somebody who loads meanwhile."""
    handed_in = members(folder / "muat.csv", ["Bakung", "Wonotirto"])
    with postgres.server() as server, proxied(server.port) as network:
        build(server.create(DATABASE))
        shared = Shared(server, network)
        dashboard = Dashboard(folder / "log", DATABASE_URL=shared.url, FOLDER_KEADAAN=str(folder), SEGARKAN_DETIK="5")
        truth = {LABEL: (SAMPLE, LOADED)}
        with (
            dashboards(dashboard),
            watching(dashboard.url, count=PEOPLE, think=THINK_SECONDS, truth=truth) as seen,
        ):
            for _ in range(chance.randint(2, 3)):
                name = chance.choice(sorted(SCENARIOS))
                day.faults.append(name)
                loading = _load(handed_in, shared.url) if chance.random() < 0.5 else None
                time.sleep(chance.uniform(0, 3))
                with SCENARIOS[name](shared):
                    time.sleep(chance.uniform(0, 30))
                day.recover(seen, RECOVERY_SECONDS)
                if loading:
                    loading.wait()
            if (ended := _load(handed_in, shared.url).wait()) != 0:
                day.wrong.append(f"loading afterwards ended with {ended}")
        day.end(seen)


def file(chance: random.Random, folder: Path, day: Day) -> None:
    """The embedded file goes bad and is put right."""
    name = chance.choice(sorted(CASES))
    day.faults.append(name)
    build(f"sqlite:///{folder / 'acuan.db'}")
    trial = Trial(CASES[name], folder / "acuan.db", folder)
    trial.lay_out()
    truth = {LABEL: trial.case.truth}
    with (
        dashboards(trial.dashboard),
        watching(trial.dashboard.url, count=PEOPLE, think=THINK_SECONDS, truth=truth) as seen,
    ):
        time.sleep(chance.uniform(0, 5))
        trial.spoil()
        time.sleep(chance.uniform(0, 30))
        trial.look_for_files()
        trial.lay_out()
        day.recover(seen, RECOVERY_SECONDS)
    day.wrong += ["the file was made anew"] if trial.made_anew else []
    day.end(seen)


def process(chance: random.Random, folder: Path, day: Day) -> None:
    """The dashboard is killed, several times, at any moment of its life."""
    url = f"sqlite:///{folder / 'acuan.db'}"
    build(url)
    dashboard = Dashboard(folder / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(folder))
    with (
        dashboards(dashboard),
        watching(dashboard.url, count=PEOPLE, think=THINK_SECONDS) as seen,
        dashboard.supervised(),
    ):
        for _ in range(3):
            day.faults.append("process")
            time.sleep(chance.uniform(0, 10))
            dashboard.kill()
            day.recover(seen, BACK_SECONDS)
    day.end(seen, may_be_cut_off=True)


def start(chance: random.Random, folder: Path, day: Day) -> None:
    """The dashboard starts while its database is away, with the last reading of this machine or without one."""
    name, has_kept = chance.choice(SILENT), chance.random() < 0.5
    day.faults.append(f"start {name}, {'kept' if has_kept else 'nothing kept'}")
    state = folder / "keadaan"
    with postgres.server() as server, proxied(server.port) as network, ExitStack() as broken:
        build(server.create(DATABASE))
        shared = Shared(server, network)
        if has_kept:
            keep(shared.url, state)
        dashboard = Dashboard(folder / "log", DATABASE_URL=shared.url, FOLDER_KEADAAN=str(state), SEGARKAN_DETIK="5")
        broken.enter_context(SCENARIOS[name](shared))
        with started(dashboard) as first:
            day.wrong += first.wrong(has_kept=has_kept)
            if not has_kept:
                # Nobody stays to look at a page of words.
                time.sleep(chance.uniform(0, 20))
                broken.close()
                day.recovered.append(dashboard.wait("/siap"))
            with watching(dashboard.url, count=PEOPLE, think=THINK_SECONDS) as seen:
                time.sleep(chance.uniform(THINK_SECONDS, 20))
                broken.close()
                day.recover(seen, RECOVERY_SECONDS)
    day.end(seen)


def disk(chance: random.Random, folder: Path, day: Day) -> None:
    """Somebody loads onto a disk that is full."""
    kind = chance.choice(sorted(STORES))
    day.faults.append(f"full {kind}")
    build(f"sqlite:///{folder / 'acuan.db'}")
    full = on_a_full_disk(kind, folder / "acuan.db", folder)
    day.recovered.append(full.recovered)
    day.wrong += full.wrong
    day.looks = len(full.seen.looks)


DAYS: tuple[Callable[[random.Random, Path, Day], None], ...] = (
    *(database, database, database),
    *(file, process, start, disk),
)


def _load(handed_in: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "data", "load", str(handed_in), "--oleh", "Penguji"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "LONJAKAN_PESERTA_PERSEN": "100000"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def main(number: int) -> None:
    """One day; the last line that is printed tells what it brought."""
    chance, day = random.Random(number), Day()
    with tempfile.TemporaryDirectory(prefix="dasbor-hari-") as name:
        chance.choice(DAYS)(chance, Path(name), day)
    print(json.dumps(day.__dict__))


if __name__ == "__main__":
    main(int(sys.argv[1]))
