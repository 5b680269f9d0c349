"""The long forms of ``make soak`` and ``make torture`` in a minute each, with all that they count but the megabytes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.dashboards import Dashboard, dashboards
from tests.soak import kiosk, visits
from tests.torture import days

SCREENS, SECONDS = 3, 15
VISITS, SEED = 100, 20261201
# How long a session is kept for somebody who was cut off; a minute outside this test.
KEPT_SECONDS = 1
# One short day of each kind, by seed. Each fault of the lot has a test of its own beside this one.
DAYS = {
    9: {"pages": 1},
    10: {"process": 3},
    28: {"slow": 1, "restarted": 1},
    2: {"full file": 1},
    1828: {"start frozen, kept": 1},
    84: {"start hole, nothing kept": 1},
}


@pytest.fixture
def dashboard(sample_template: Path, tmp_path: Path) -> Iterator[Dashboard]:
    """A dashboard on the sample data that nobody has seen yet."""
    database = shutil.copy(sample_template, tmp_path)
    state = str(tmp_path / "keadaan")
    started = Dashboard(
        tmp_path / "log",
        DATABASE_URL=f"sqlite:///{database}",
        FOLDER_KEADAAN=state,
        STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL=str(KEPT_SECONDS),
    )
    with dashboards(started):
        yield started


@pytest.mark.parametrize(("slug", "key"), [("", "r"), ("proyektor", "ArrowRight")])
def test_screens_that_stay_open_keep_nothing(dashboard: Dashboard, slug: str, key: str) -> None:
    stay = kiosk.run(dashboard, SECONDS, SCREENS, slug, key)
    assert stay.refreshed >= SCREENS * SECONDS / 3
    assert stay.faults() == [], stay


def test_those_who_come_and_go_leave_nothing(dashboard: Dashboard) -> None:
    left = visits.run(dashboard, VISITS, SEED, rest=2 * KEPT_SECONDS)
    assert left.wrong == []
    assert left.files <= 0, left
    assert left.threads <= 1, left


@pytest.mark.parametrize("seed", DAYS)
def test_a_bad_day_drawn_by_lot(seed: int) -> None:
    report = days.run(0.1, seed)
    assert report.wrong == []
    assert (report.days, report.faults) == (1, DAYS[seed])
    assert report.looks >= days.PEOPLE
