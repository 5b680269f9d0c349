"""Twenty people look on while a shared database is away, frozen or slow, a minute each: what each of them waits."""

import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.proxy import proxied
from tests.faults.scenarios import DATABASE, SCENARIOS, Shared
from tests.faults.watchers import Watchers, percentile, watching

PEOPLE, THINK_SECONDS = 20, 4.0
CALM_SECONDS, P95_SECONDS, RECOVERY_SECONDS = 30.0, 0.5, 70


@dataclass
class Report:
    """What was met. waited: of each outage the 95th percentile of the answers meanwhile; calm: before the first."""

    calm: float = 0.0
    waited: dict[str, float] = field(default_factory=dict)
    recovered: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        each = ", ".join(
            f"{name} {1000 * p95:.0f} (pulih {self.recovered[name]:.1f} s)" for name, p95 in self.waited.items()
        )
        return f"p95 tenang {1000 * self.calm:.0f} ms; selama gangguan, ms: {each}; {len(self.wrong)} salah"


def run(seconds: float) -> Report:
    """Each fault of the shared database for so many seconds, one after another."""
    report = Report()
    with (
        tempfile.TemporaryDirectory(prefix="dasbor-gangguan-") as name,
        postgres.server() as server,
        proxied(server.port) as network,
    ):
        build(server.create(DATABASE))
        shared = Shared(server, network)
        dashboard = Dashboard(Path(name) / "log", DATABASE_URL=shared.url, FOLDER_KEADAAN=name, SEGARKAN_DETIK="5")
        with dashboards(dashboard), watching(dashboard.url, count=PEOPLE, think=THINK_SECONDS) as seen:
            time.sleep(3 * THINK_SECONDS)
            began = time.monotonic()
            time.sleep(CALM_SECONDS)
            report.calm = percentile(seen.seconds("rerun", since=began), 95)
            for fault in SCENARIOS:
                _suffer(shared, seen, fault, seconds, report)
        report.wrong += seen.faults + ["cut off"] * len(seen.lost)
        report.wrong += [f"{fault}: p95 {p95:.2f} s" for fault, p95 in report.waited.items() if p95 > P95_SECONDS]
    return report


def _suffer(shared: Shared, seen: Watchers, fault: str, seconds: float, report: Report) -> None:
    began = time.monotonic()
    with SCENARIOS[fault](shared):
        time.sleep(max(0.0, began + seconds - time.monotonic()))
        ended = time.monotonic()
    try:
        report.recovered[fault] = seen.wait_for_calm(RECOVERY_SECONDS)
    except AssertionError as late:
        report.recovered[fault] = float(RECOVERY_SECONDS)
        report.wrong.append(f"{fault}: {late}")
    during = [look.seconds for look in list(seen.looks) if look.kind == "rerun" and began <= look.at <= ended]
    report.waited[fault] = percentile(during, 95)
