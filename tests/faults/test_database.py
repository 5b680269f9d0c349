"""Twenty people look on while the shared database has bad days: none of them waits, misses a number or sees a fault."""

import datetime as dt
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy import text

from data.engine import engine
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE, SCENARIOS, Shared, hold
from tests.faults.watchers import Watchers, percentile, watching

PEOPLE, THINK_SECONDS = 20, 4.0
SILENT_SECONDS = 20
# The pass figures of the issue. Whoever waits for a database that is away waits three seconds at least; half a second
# is measured by the benchmark.
BANNER_SECONDS, RECOVERY_SECONDS, P95_SECONDS, CANCELLED_SECONDS, GIVES_UP_SECONDS = 35, 70, 2.0, 5, 10


@pytest.fixture(scope="module")
def dashboard(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard that reads the shared database through the network, as often as it may."""
    started = Dashboard(
        tmp_path_factory.mktemp("dasbor") / "log",
        DATABASE_URL=shared.url,
        FOLDER_KEADAAN=str(tmp_path_factory.mktemp("keadaan")),
        SEGARKAN_DETIK="5",
    )
    with dashboards(started):
        yield started


@dataclass(frozen=True)
class Public:
    """Twenty people who stay through all tests of this module."""

    dashboard: Dashboard
    seen: Watchers

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """What happens inside is felt by nobody: no fault, no wrong number, nobody cut off, nobody waits."""
        before = self.seen.seconds("rerun")
        began, cut_off = time.monotonic(), len(self.seen.lost)
        yield
        assert self.seen.faults == []
        assert len(self.seen.lost) == cut_off
        assert self.dashboard.is_running()
        reruns = self.seen.seconds("rerun", since=began)
        assert len(reruns) >= PEOPLE / 2
        print(f"p95 {percentile(before or reruns, 95):.3f} s before, {percentile(reruns, 95):.3f} s meanwhile")
        assert percentile(reruns, 95) <= P95_SECONDS

    def reader_gives_up(self) -> float:
        """The seconds from now, when the database was cut off, until the one reader says that it cannot read."""
        now = dt.datetime.now(dt.UTC)
        return self.dashboard.first_logged("Basis data tidak dapat dibaca", now, within=GIVES_UP_SECONDS)


@pytest.fixture(scope="module")
def public(dashboard: Dashboard) -> Iterator[Public]:
    """Twenty people at one dashboard."""
    with watching(dashboard.url, count=PEOPLE, think=THINK_SECONDS) as seen:
        yield Public(dashboard, seen)


@pytest.mark.parametrize("name", ["stopped", "lost", "hole", "frozen"])
def test_an_outage_is_told_and_ends_by_itself(shared: Shared, public: Public, name: str) -> None:
    with public.undisturbed():
        with SCENARIOS[name](shared):
            given_up = public.reader_gives_up()
            told = public.seen.wait_for_banner(BANNER_SECONDS)
        recovered = public.seen.wait_for_calm(RECOVERY_SECONDS)
    print(f"{name}: given up after {given_up:.1f} s, told {told:.1f} s later, recovered in {recovered:.1f} s")


@pytest.mark.parametrize("name", ["lost", "hole", "frozen"])
def test_a_reading_that_is_cut_is_given_up(shared: Shared, public: Public, name: str) -> None:
    with public.undisturbed():
        # A table that somebody holds lets a reading last.
        with SCENARIOS["locked"](shared):
            while not 0 < shared.longest_statement() < 1:
                time.sleep(0.02)
            with SCENARIOS[name](shared):
                given_up = public.reader_gives_up()
        public.seen.wait_for_calm(RECOVERY_SECONDS)
    print(f"{name} while it reads: given up after {given_up:.1f} s")


@pytest.mark.parametrize("name", ["restarted", "killed", "reset", "refused", "slow"])
def test_a_short_fault_is_not_seen(shared: Shared, public: Public, name: str) -> None:
    with public.undisturbed(), SCENARIOS[name](shared):
        time.sleep(THINK_SECONDS * 1.5)


def test_a_statement_that_waits_for_a_lock_is_cancelled(shared: Shared, public: Public) -> None:
    longest: list[float] = []
    with public.undisturbed():
        with SCENARIOS["locked"](shared):
            hold(20, lambda: longest.append(shared.longest_statement()))
            assert any(look.banner for look in public.seen.looks[-PEOPLE:])
        public.seen.wait_for_calm(RECOVERY_SECONDS)
    # It was there, and it was given up.
    assert 1 < max(longest) <= CANCELLED_SECONDS + 1


def test_a_reader_that_says_nothing_more_holds_no_table(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", shared.server.url(DATABASE))
    with engine().connect() as reader:
        reader.execute(text("SELECT count(*) FROM kepesertaan"))
        with psycopg.connect(shared.server.url(DATABASE)) as connection:
            connection.execute(f"SET lock_timeout = '{SILENT_SECONDS}s'".encode())
            connection.execute("LOCK TABLE kepesertaan IN ACCESS EXCLUSIVE MODE")
        reader.invalidate()
