"""How large the machine must be: what so many viewers cost a dashboard process and its PostgreSQL."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests import postgres
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards, spent
from tests.faults.watchers import percentile, watching

CROWDS = (25, 100, 200, 400)
THINK_SECONDS = 10.0
# Everybody looks at a month of his own choice, so that not everything has been worked out before.
MONTHS = [f"periode={year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]


@dataclass(frozen=True)
class Size:
    """One crowd at one process. cores: of the process; median, seconds: 50th and 95th percentile; megabytes: of it.

    connections: most at a time; database_cores: of all processes of PostgreSQL; transactions: a minute.
    """

    viewers: int
    cores: float
    median: float
    seconds: float
    megabytes: float
    connections: int
    database_cores: float
    transactions: float
    wrong: int

    def __str__(self) -> str:
        return (
            f"| {self.viewers} | {self.cores:.2f} | {1000 * self.median:.0f} md | {1000 * self.seconds:.0f} md "
            f"| {self.megabytes:.0f} MB "
            f"| {self.connections} | {self.database_cores:.3f} | {self.transactions:.0f} |"
        ).replace(".", ",")


HEAD = """| Penonton | Inti terpakai | Median | p95 | Memori | Sambungan | Inti PostgreSQL | Transaksi/menit |
|---|---|---|---|---|---|---|---|"""


def measure(*, seconds: float = 60.0) -> Iterator[Size]:
    """Let each crowd look at the first screen of a fresh process, at a different month every ten seconds or so."""
    with postgres.server() as server:
        for viewers in CROWDS:
            name = f"penonton{viewers}"
            build(url := server.create(name))
            with _served(url) as dashboard:
                yield _crowd(server, name, dashboard, viewers, seconds)


@contextmanager
def _served(url: str) -> Iterator[Dashboard]:
    with tempfile.TemporaryDirectory() as folder:
        dashboard = Dashboard(Path(folder) / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(Path(folder) / "keadaan"))
        with dashboards(dashboard):
            yield dashboard


def _crowd(server: postgres.Server, name: str, dashboard: Dashboard, viewers: int, seconds: float) -> Size:
    with watching(
        dashboard.url, count=viewers, think=THINK_SECONDS, truth={}, arriving=THINK_SECONDS, addresses=MONTHS
    ) as seen:
        time.sleep(2 * THINK_SECONDS)
        began, before, database = time.monotonic(), spent(dashboard.process), _database(server, name)
        connections = 0
        while time.monotonic() < began + seconds:
            connections = max(connections, _connections(server, name))
            time.sleep(5)
        took = time.monotonic() - began
        cores = (spent(dashboard.process) - before) / took
        now = _database(server, name)
        megabytes = dashboard.process.memory_info().rss / (1 << 20)
    return Size(
        viewers=viewers,
        cores=cores,
        median=percentile(seen.seconds("rerun", since=began), 50),
        seconds=percentile(seen.seconds("rerun", since=began), 95),
        megabytes=megabytes,
        connections=connections,
        database_cores=(now[0] - database[0]) / took,
        transactions=60 * (now[1] - database[1]) / took,
        wrong=len(seen.faults) + len(seen.lost),
    )


def _database(server: postgres.Server, name: str) -> tuple[float, int]:
    """Processor seconds of PostgreSQL, and transactions in one database."""
    main = psutil.Process(server.pid)
    used = spent(main) + sum(spent(child) for child in main.children())
    [(done,)] = server.ask("SELECT xact_commit FROM pg_stat_database WHERE datname = %s", name)
    return used, int(done)


def _connections(server: postgres.Server, name: str) -> int:
    [(count,)] = server.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", name)
    return int(count)
