"""Two dashboards of one installation, and each program that may stand in front of them."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.deploy.fronts import FRONTS, Front
from tests.faults.dashboards import Dashboard, dashboards

LEFT_ALONE_SECONDS = 6


@dataclass(frozen=True)
class Started:
    """What stands in front: its address, and the folder of what it writes."""

    url: str
    folder: Path


def made(sample_template: Path, folder: Path, name: str, **settings: str) -> Dashboard:
    file = shutil.copy(sample_template, folder / f"{name}.db")
    return Dashboard(
        folder / f"{name}.log", DATABASE_URL=f"sqlite:///{file}", FOLDER_KEADAAN=str(folder / "keadaan"), **settings
    )


def revive(pair: tuple[Dashboard, Dashboard]) -> bool:
    """Start those that were killed. Returns whether there were any."""
    dead = [each for each in pair if not each.is_running()]
    for each in dead:
        each.start()
        each.wait()
    return bool(dead)


def held(dashboard: Dashboard) -> int:
    """How many connections stand at a dashboard."""
    return sum(line.status == psutil.CONN_ESTABLISHED for line in dashboard.process.net_connections(kind="tcp"))


@pytest.fixture(scope="module")
def pair(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Dashboard, Dashboard]]:
    """Two processes of one installation, of which a test may kill any."""
    folder = tmp_path_factory.mktemp("dua")
    made_pair = made(sample_template, folder, "satu"), made(sample_template, folder, "dua")
    with dashboards(*made_pair):
        yield made_pair


@pytest.fixture(scope="module", params=FRONTS)
def front(request: pytest.FixtureRequest) -> Front:
    """Each of the programs that may stand in front."""
    return FRONTS[request.param]


@pytest.fixture(scope="module")
def started(
    front: Front, pair: tuple[Dashboard, Dashboard], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Started]:
    """It stands in front of both."""
    folder = tmp_path_factory.mktemp(front.name)
    revive(pair)
    with front.serving(folder, [each.port for each in pair]) as url:
        yield Started(url, folder)


@pytest.fixture
def two(pair: tuple[Dashboard, Dashboard], started: Started) -> tuple[Dashboard, Dashboard]:
    """Both processes, running and known to be."""
    if revive(pair):
        # As long as what stands in front leaves one alone that has failed.
        time.sleep(LEFT_ALONE_SECONDS)
    return pair


@pytest.fixture
def address(two: tuple[Dashboard, Dashboard], started: Started) -> str:
    """The address of what stands in front of them."""
    return started.url
