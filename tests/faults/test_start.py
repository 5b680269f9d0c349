"""Starts without the shared database: whatever keeps it away, nobody waits long for a page, and no figure is untrue."""

import shutil
import tempfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from queries.reading import PATIENCE_SECONDS
from queries.refresher import MOMENT_SECONDS
from tests.faults.dashboards import Dashboard
from tests.faults.scenarios import DATABASE, SCENARIOS, Shared
from tests.faults.starts import Start, keep, started

PAGE_SECONDS = 3
GONE = "pergi"
SILENT = ("refused", "hole", "frozen", "locked")
AWAY = (*SILENT, "password", "absent")
KEPT = (True, False)


@dataclass(frozen=True)
class Starts:
    """What was met after each start, with a kept reading the quicker of two. calm: seconds with the database there."""

    calm: float
    away: dict[tuple[str, bool], Start]


@pytest.fixture(scope="module")
def starts(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> Starts:
    """One after another, so that none makes another wait."""
    folder = tmp_path_factory.mktemp("mulai")
    direct = shared.server.url(DATABASE)
    wrong = make_url(direct).set(password="bukan-ini").render_as_string(hide_password=False)
    addresses = dict.fromkeys(SILENT, shared.url) | {"password": wrong, "absent": _gone(shared)}
    for url in (shared.url, direct, addresses["absent"]):
        keep(url, folder / "keadaan")
    shared.server.drop(GONE)

    def begin(url: str, *, has_kept: bool) -> Start:
        own = Path(tempfile.mkdtemp(dir=folder))
        if has_kept:
            shutil.copytree(folder / "keadaan", own / "keadaan")
        with started(Dashboard(own / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(own / "keadaan"))) as met:
            return met

    calm, found = [begin(shared.url, has_kept=True)], {}
    for away, url in addresses.items():
        with SCENARIOS[away](shared) if away in SILENT else nullcontext():
            for has_kept in KEPT:
                twice = [begin(url, has_kept=has_kept) for _ in range(2 if has_kept else 1)]
                found[away, has_kept] = min(twice, key=lambda start: start.seconds)
    calm.append(begin(shared.url, has_kept=True))
    return Starts(max(start.seconds for start in calm), found)


def _gone(shared: Shared) -> str:
    """The address of a database that will be dropped; by now it is a copy of the other."""
    shared.server.run(f"ALTER DATABASE {DATABASE} ALLOW_CONNECTIONS false")
    shared.server.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}'"  # noqa: S608
    )
    gone = shared.server.create(GONE, template=DATABASE)
    shared.server.run(f"ALTER DATABASE {DATABASE} ALLOW_CONNECTIONS true")
    return gone


@pytest.mark.parametrize("away", AWAY)
class TestStart:
    """Whatever keeps the database away."""

    def test_the_last_reading_comes_at_once(self, starts: Starts, away: str) -> None:
        # On a machine that does other things too: in twice the time that it takes with the database, and a moment.
        assert starts.away[away, True].seconds <= max(PAGE_SECONDS, 2 * starts.calm + MOMENT_SECONDS)

    def test_without_one_the_database_is_waited_for_no_longer_than_ever(self, starts: Starts, away: str) -> None:
        assert starts.away[away, False].seconds <= 2 * starts.calm + PATIENCE_SECONDS

    @pytest.mark.parametrize("has_kept", KEPT)
    def test_the_screen_says_what_is_true(self, starts: Starts, away: str, has_kept: bool) -> None:
        assert starts.away[away, has_kept].wrong(has_kept=has_kept) == []
