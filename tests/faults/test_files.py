"""Eight ways in which the embedded file goes bad under people who look on: they keep the last good numbers.

Nothing is shown that was never true, no file is made anew, and a start with such a file says in words what is wrong.
"""

import asyncio
import os
import random
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.dashboards import AS_ANYBODY, Dashboard, dashboards
from tests.faults.watchers import TRUTH, Watchers, watching
from tests.viewer import Answer, viewer

LABEL, SAMPLE = TRUTH[""]
MORE_PEOPLE, MORE = 1_000, "115.377"
PAGE_BYTES = 4096
BANNER_SECONDS, RECOVERY_SECONDS = 35, 70


@dataclass(frozen=True)
class Case:
    """A file that goes bad. truth: all that may be shown; repair is what a person would do."""

    spoil: Callable[[Path], None]
    truth: tuple[str, ...] = (SAMPLE,)
    # Whether people must be told, or shown what is new.
    matters: bool = True
    prefix: tuple[str, ...] = ()

    def is_noticed(self, seen: Watchers) -> bool:
        """Whether somebody was told or saw what is new, if there is anything to notice."""
        return not self.matters or any(look.banner or MORE in look.values for look in list(seen.looks))


def delete(file: Path) -> None:
    """Somebody tidies up."""
    file.unlink()


def empty(file: Path) -> None:
    """A copy that began and did not go on."""
    os.truncate(file, 0)


def spoil_header(file: Path) -> None:
    """The first block of the disk is bad."""
    with file.open("r+b") as opened:
        opened.write(random.Random(1).randbytes(100))


def spoil_pages(file: Path) -> None:
    """All blocks but the first are bad."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(PAGE_BYTES)
        opened.write(random.Random(1).randbytes(size - PAGE_BYTES))


def forbid(file: Path) -> None:
    """Somebody takes away the permission to read it."""
    file.chmod(0)


def forbid_writing(file: Path) -> None:
    """The folder is read-only, as on a stick or for another account."""
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)


def replace(file: Path) -> None:
    """Newer numbers are put in its place at once."""
    newer = Path(shutil.copy(file, file.with_suffix(".baru")))
    add_people(newer)
    newer.replace(file)


def replace_beside_its_log(file: Path) -> None:
    """Newer numbers are put in its place while the old one's write-ahead log still lies there, full of other pages."""
    newer = file.with_suffix(".baru")
    with closing(sqlite3.connect(file)) as writer:
        writer.execute("VACUUM INTO ?", (str(newer),))
        add_people(newer)
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("UPDATE kepesertaan SET baris = -1")
        writer.commit()
        log = file.with_name(file.name + "-wal")
        kept = log.read_bytes()
        assert kept
    newer.replace(file)
    log.write_bytes(kept)


def add_people(file: Path) -> None:
    """Another truth: some more members in the month that is shown."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        changed = connection.execute(
            "UPDATE kepesertaan SET aktif_orang = aktif_orang + ? WHERE rowid = "
            "(SELECT min(rowid) FROM kepesertaan WHERE bulan = '2023-12-01')",
            (MORE_PEOPLE,),
        )
        connection.commit()
        assert changed.rowcount == 1


CASES = {
    "deleted": Case(delete),
    "emptied": Case(empty),
    "header": Case(spoil_header),
    "pages": Case(spoil_pages),
    "permission": Case(forbid, prefix=AS_ANYBODY),
    "folder": Case(forbid_writing, matters=False, prefix=AS_ANYBODY),
    "replaced": Case(replace, truth=(SAMPLE, MORE)),
    "log": Case(replace_beside_its_log, truth=(SAMPLE, MORE)),
}


class Trial:
    """One file that goes bad twice: under a dashboard that runs, and before one starts; and what was seen."""

    def __init__(self, case: Case, template: Path, folder: Path) -> None:
        self.case, self.template = case, template
        (folder / "data").mkdir()
        self.file = folder / "data" / "contoh.db"
        self.dashboard = Dashboard(
            folder / "log",
            case.prefix,
            DATABASE_URL=f"sqlite:///{self.file}",
            FOLDER_KEADAAN=str(folder / "keadaan"),
            SEGARKAN_DETIK="2",
        )
        self.after_start = Answer()
        self.faults: list[str] = []
        self.lost: list[float] = []
        self.size: int | None = None
        self.noticed = self.recovered = self.made_anew = False

    def lay_out(self) -> None:
        """A good file, and nothing beside it."""
        self.file.parent.chmod(0o755)
        for lying in self.file.parent.iterdir():
            lying.unlink()
        shutil.copy(self.template, self.file)

    def spoil(self) -> None:
        """It goes bad."""
        self.case.spoil(self.file)
        self.size = self.file.stat().st_size if self.file.exists() else None

    def look_for_files(self) -> None:
        """Whether somebody made a file, or filled an empty one."""
        now = self.file.stat().st_size if self.file.exists() else None
        self.made_anew |= now != self.size


@pytest.fixture(scope="module")
def trials(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Trial]]:
    """All cases at the same time, since each waits a while for its turn to be read."""
    tried = {name: Trial(case, sample_template, tmp_path_factory.mktemp(name)) for name, case in CASES.items()}
    for trial in tried.values():
        trial.lay_out()
    with dashboards(*(trial.dashboard for trial in tried.values())), ExitStack() as people:
        watched = {
            name: people.enter_context(
                watching(trial.dashboard.url, count=2, think=2, truth={LABEL: trial.case.truth}, seed=number)
            )
            for number, (name, trial) in enumerate(tried.items())
        }
        _wait(BANNER_SECONDS, lambda: all(seen.looks for seen in watched.values()))
        for trial in tried.values():
            trial.spoil()
        _wait(BANNER_SECONDS, lambda: all(CASES[name].is_noticed(seen) for name, seen in watched.items()))
        for name, trial in tried.items():
            trial.noticed = trial.case.is_noticed(watched[name])
            trial.look_for_files()
            trial.lay_out()
        repaired = time.monotonic()
        _wait(RECOVERY_SECONDS, lambda: all(w.is_calm(since=repaired) for w in watched.values()))
        for name, trial in tried.items():
            trial.recovered = watched[name].is_calm(since=repaired)
        people.close()
        for name, trial in tried.items():
            trial.faults, trial.lost = watched[name].faults, watched[name].lost
            trial.dashboard.kill()
            trial.spoil()
            shutil.rmtree(trial.file.parent.parent / "keadaan", ignore_errors=True)
            trial.dashboard.start()
        for trial in tried.values():
            trial.dashboard.wait()
            trial.after_start = asyncio.run(_open(trial.dashboard.url))
            trial.look_for_files()
            trial.file.parent.chmod(0o755)
        yield tried


def _wait(seconds: float, until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        time.sleep(0.2)


async def _open(url: str) -> Answer:
    async with viewer(url) as somebody:
        return await somebody.run()


@pytest.mark.parametrize("name", CASES)
class TestFile:
    """What everybody may expect, whatever happened to the file."""

    def test_nobody_sees_a_wrong_number_or_a_fault(self, trials: dict[str, Trial], name: str) -> None:
        assert trials[name].faults == []
        assert trials[name].lost == []

    def test_people_are_told_or_see_what_is_new(self, trials: dict[str, Trial], name: str) -> None:
        assert trials[name].noticed

    def test_all_is_well_again_by_itself(self, trials: dict[str, Trial], name: str) -> None:
        assert trials[name].recovered

    def test_a_start_shows_what_is_there_or_says_what_is_missing(self, trials: dict[str, Trial], name: str) -> None:
        answer, truth = trials[name].after_start, trials[name].case.truth
        shown = answer.figures.get(LABEL)
        assert shown is None or shown in truth
        assert bool(shown) != any(
            "basis data" in f"{alert.title} {alert.body}".lower() for alert in answer.kinds("alert")
        )
        assert "0 peserta" not in answer.text

    def test_no_file_is_made_anew(self, trials: dict[str, Trial], name: str) -> None:
        assert not trials[name].made_anew
