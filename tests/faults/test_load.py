"""Many viewers, all at once, and rude ones among them: the short form of ``make soak``."""

import re
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import db
from tests.faults import loads
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE, Shared
from tests.faults.watchers import percentile, watching

# Far above the figures of the benchmark: a machine that runs tests does other things too.
P95_SECONDS, LAST_PAGE_SECONDS = 2.0, 20.0
SESSIONS, ARRIVING_SECONDS = 100, 5.0


@pytest.fixture(scope="module")
def dashboard(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dashboard]:
    """A dashboard on the sample data."""
    folder = tmp_path_factory.mktemp("beban")
    database = shutil.copy(sample_template, folder)
    state = str(folder / "keadaan")
    started = Dashboard(folder / "log", DATABASE_URL=f"sqlite:///{database}", FOLDER_KEADAAN=state)
    with dashboards(started):
        yield started


def test_a_crowd_with_a_plan_of_his_own_each(dashboard: Dashboard) -> None:
    met = loads.crowd(dashboard, count=40, think=6, seconds=18)
    assert met.wrong == []
    assert met.p95 <= P95_SECONDS, met


def test_rude_visitors_disturb_nobody(dashboard: Dashboard) -> None:
    with loads.rude(dashboard.url, silent=5, flooding=5):
        met = loads.crowd(dashboard, count=20, think=6, seconds=24)
    assert met.wrong == []
    assert met.p95 <= P95_SECONDS, met


def test_the_hall_comes_at_once_and_the_database_is_read_once(shared: Shared, tmp_path: Path) -> None:
    shared.server.run(f"ALTER DATABASE {DATABASE} SET log_statement = 'all'")
    known, began = shared.server.log.stat().st_size, time.monotonic()
    fresh = Dashboard(
        tmp_path / "log",
        DATABASE_URL=shared.server.url(DATABASE),
        FOLDER_KEADAAN=str(tmp_path / "keadaan"),
        SEGARKAN_DETIK="3600",
    )
    try:
        with dashboards(fresh), watching(fresh.url, count=SESSIONS, think=3600, arriving=ARRIVING_SECONDS) as seen:
            while len(seen.seconds("first")) < SESSIONS:
                assert time.monotonic() < began + 120
                time.sleep(0.1)
            statements = _asked(shared.server.log.read_text(encoding="utf-8")[known:])
    finally:
        shared.server.run(f"ALTER DATABASE {DATABASE} RESET log_statement")
    assert seen.faults == []
    assert percentile(seen.seconds("first"), 99) <= LAST_PAGE_SECONDS
    assert len(statements) >= len(db.DATASETS)
    # The small ones that tell whether anything changed are asked again every ten seconds.
    again = {statement: times for statement, times in statements.items() if times > 1}
    assert len(again) <= len(db.WATCHED), again
    assert max(again.values(), default=1) <= 2 + (time.monotonic() - began) / 10


def _asked(log: str) -> Counter[str]:
    """How often each statement was asked for that reads a table."""
    statements = re.findall(r"LOG:  (?:statement|execute [^:]*): (.*(?:\n\t.*)*)", log)
    return Counter(each for each in statements if re.search(r"\bFROM\b", each) and "pg_catalog" not in each)
