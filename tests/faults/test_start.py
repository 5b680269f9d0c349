"""Starts without the shared database: whatever keeps it away, nobody waits long for a page, and no figure is untrue."""

import shutil
from contextlib import nullcontext
from dataclasses import dataclass

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
    """What was met after each start. calm: with the database there, on this machine as busy as it is."""

    calm: Start
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

    def begin(name: str, url: str, *, has_kept: bool) -> Start:
        own = folder / name
        own.mkdir()
        if has_kept:
            shutil.copytree(folder / "keadaan", own / "keadaan")
        with started(Dashboard(own / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(own / "keadaan"))) as met:
            return met

    calm, found = begin("tenang", shared.url, has_kept=True), {}
    for away, url in addresses.items():
        with SCENARIOS[away](shared) if away in SILENT else nullcontext():
            for has_kept in KEPT:
                found[away, has_kept] = begin(f"{away}-{has_kept}", url, has_kept=has_kept)
    return Starts(calm, found)


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
        assert starts.away[away, True].seconds <= max(PAGE_SECONDS, 2 * starts.calm.seconds + MOMENT_SECONDS)

    def test_without_one_the_database_is_waited_for_no_longer_than_ever(self, starts: Starts, away: str) -> None:
        assert starts.away[away, False].seconds <= 2 * starts.calm.seconds + PATIENCE_SECONDS

    @pytest.mark.parametrize("has_kept", KEPT)
    def test_the_screen_says_what_is_true(self, starts: Starts, away: str, has_kept: bool) -> None:
        assert starts.away[away, has_kept].wrong(has_kept=has_kept) == []
