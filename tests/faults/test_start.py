"""A start while the shared database is away: the last reading of this machine with its age, else a page of words."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from data import kept
from tests.conftest import clear
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.proxy import Mode
from tests.faults.scenarios import DATABASE, Shared
from tests.faults.watchers import TRUTH, banner
from tests.viewer import Answer, viewer

LABEL, SAMPLE = TRUTH[""]
PAGE_SECONDS = 3
GONE = "pergi"
AWAY = ("refused", "hole", "password", "absent")
KEPT = (True, False)


@dataclass(frozen=True)
class Start:
    """A process that starts without its database. has_kept: whether this machine has read that database before."""

    away: str
    has_kept: bool
    dashboard: Dashboard


def _keep(url: str, folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        patch.setenv("FOLDER_KEADAAN", str(folder))
        clear()
        kept.keep()
        clear()


async def _open(url: str) -> Answer:
    async with viewer(url) as somebody:
        return await somebody.run()


@pytest.fixture(scope="module")
def answers(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, bool], Answer]:
    """What the first visitor gets after each start."""
    folder = tmp_path_factory.mktemp("mulai")
    shared.server.run(f"ALTER DATABASE {DATABASE} ALLOW_CONNECTIONS false")
    shared.server.run(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}'"  # noqa: S608
    )
    gone = shared.server.create(GONE, template=DATABASE)
    shared.server.run(f"ALTER DATABASE {DATABASE} ALLOW_CONNECTIONS true")
    direct = shared.server.url(DATABASE)
    for url in (shared.url, direct, gone):
        _keep(url, folder / "keadaan")
    shared.server.drop(GONE)
    wrong = make_url(direct).set(password="bukan-ini").render_as_string(hide_password=False)
    addresses = {"refused": shared.url, "hole": shared.url, "password": wrong, "absent": gone}
    starts = []
    for away in AWAY:
        for has_kept in KEPT:
            own = folder / f"{away}-{has_kept}"
            own.mkdir()
            if has_kept:
                shutil.copytree(folder / "keadaan", own / "keadaan")
            environment = {"DATABASE_URL": addresses[away], "FOLDER_KEADAAN": str(own / "keadaan")}
            starts.append(Start(away, has_kept, Dashboard(own / "log", **environment)))
    found = {}
    try:
        for mode, wanted in ((Mode.REFUSE, {"refused", "password", "absent"}), (Mode.HOLE, {"hole"})):
            shared.network.mode = mode
            now = [start for start in starts if start.away in wanted]
            with dashboards(*(start.dashboard for start in now)):
                for start in now:
                    found[start.away, start.has_kept] = asyncio.run(_open(start.dashboard.url))
    finally:
        shared.network.mode = Mode.PASS
    return found


@pytest.mark.parametrize("away", AWAY)
class TestStart:
    """Whatever keeps the database away."""

    @pytest.mark.parametrize("has_kept", KEPT)
    def test_the_page_comes_at_once(self, answers: dict[tuple[str, bool], Answer], away: str, has_kept: bool) -> None:
        assert answers[away, has_kept].seconds <= PAGE_SECONDS

    def test_the_last_reading_is_shown_with_its_age(self, answers: dict[tuple[str, bool], Answer], away: str) -> None:
        answer = answers[away, True]
        assert answer.figures[LABEL] == SAMPLE
        assert "lalu)" in banner(answer)

    def test_without_one_it_is_said_in_words(self, answers: dict[tuple[str, bool], Answer], away: str) -> None:
        answer = answers[away, False]
        assert answer.kinds("bidi_component") == []
        assert "basis data" in " ".join(alert.body.lower() for alert in answer.kinds("alert"))
        assert "0 peserta" not in answer.text
