"""Long forms with pass figures. See ``python -m tests.soak --help``."""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import ground, postgres
from tests.faults import loads
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.watchers import percentile, watching
from tests.soak import kiosk, papers, visits

COUNT, SECONDS = 10_000, 600.0
HOUR = kiosk.HOUR


def crowd(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """L1: 50 people who ask for the heaviest screen every six seconds, each for a plan of his own."""
    met = loads.crowd(dashboard, count=arguments.viewers, think=6, seconds=arguments.seconds)
    print(met, flush=True)
    return _outside_l1(met)


def _outside_l1(met: loads.Figures) -> list[str]:
    late = [("p95", met.p95, 0.5), ("p99", met.p99, 1.0), ("buka pertama", met.first, 1.5)]
    return met.wrong + [f"{name} {seconds:.2f} s" for name, seconds, most in late if seconds > most]


def exporting(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """L1 with papers: 50 people on the first screen every six seconds, while ten at once take papers away."""
    met = papers.run(dashboard, arguments.seconds)
    print(met, flush=True)
    late = [("p95", percentile(met.looks, 95), 0.5), ("p99", percentile(met.looks, 99), 1.0)]
    return met.wrong + [f"{name} {seconds:.2f} s" for name, seconds, most in late if seconds > most]


def hall(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """L2: 200 people who ask for the first screen every ten seconds."""
    met = loads.crowd(dashboard, count=200, think=10, seconds=arguments.seconds, page="")
    print(met, flush=True)
    grown = [f"memori +{met.grown_mb:.0f} MB"] if met.grown_mb > 50 else []
    return met.wrong + grown + ([f"p95 {met.p95:.2f} s"] if met.p95 > 1.0 else [])


def rude(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """L5: 40 people as in L1, beside five who never read and five who never stop asking."""
    with loads.rude(dashboard.url, silent=5, flooding=5):
        met = loads.crowd(dashboard, count=40, think=6, seconds=arguments.seconds)
    print(met, flush=True)
    return _outside_l1(met)


def spike(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """L3: a hundred people who come within five seconds to a dashboard that has drawn nothing yet."""
    with watching(dashboard.url, count=100, think=HOUR, arriving=5) as seen:
        late = time.monotonic() + 60
        while len(seen.seconds("first")) < 100 and time.monotonic() < late:
            time.sleep(0.1)
    opened = seen.seconds("first")
    print(f"{len(opened)} buka pertama, terakhir {max(opened):.2f} s, p95 {percentile(opened, 95):.2f} s", flush=True)
    slow = [f"{max(opened):.2f} s"] if max(opened) > 5 or len(opened) < 100 else []
    return seen.faults + ["cut off"] * len(seen.lost) + slow


def visiting(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """S2: people who come, look and go."""
    left = visits.run(dashboard, arguments.count, arguments.seed)
    print(left, flush=True)
    grown = [f"memori {left.megabytes:+.0f} MB"] if left.megabytes > visits.GROWN_MB else []
    kept = [f"{name} {more:+d}" for name, more in (("utas", left.threads), ("berkas", left.files)) if more > 0]
    return left.wrong + grown + kept


def staying(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """S1: screens that stay open and are drawn anew every second. The slopes count after an hour's drawings."""
    return _flat(kiosk.run(dashboard, arguments.seconds, arguments.screens))


def turning(dashboard: Dashboard, arguments: argparse.Namespace) -> list[str]:
    """Stages in a hall whose scenes turn every second, so that an hour is a day of them. As above."""
    return _flat(kiosk.run(dashboard, arguments.seconds, arguments.screens, "proyektor", "ArrowRight"))


def _flat(stay: kiosk.Stay) -> list[str]:
    print(stay, flush=True)
    return stay.faults()


SOAKS: dict[str, Callable[[Dashboard, argparse.Namespace], list[str]]] = {
    "crowd": crowd,
    "papers": exporting,
    "hall": hall,
    "rude": rude,
    "spike": spike,
    "visits": visiting,
    "kiosk": staying,
    "stage": turning,
}


@contextmanager
def served(kind: str) -> Iterator[Dashboard]:
    """A dashboard on a fresh database of one kind with the sample data."""
    with tempfile.TemporaryDirectory(prefix="dasbor-soak-") as name:
        folder = Path(name)
        with _database(kind, folder) as url:
            dashboard = Dashboard(folder / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(folder / "keadaan"))
            with dashboards(dashboard):
                yield dashboard


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    if kind == "postgresql":
        with postgres.server() as server:
            build(url := server.create("sementara"))
            yield url
    else:
        build(url := f"sqlite:///{folder / 'sementara.db'}")
        yield url


def main() -> int:
    """Run some in their long form. Returns 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("soak", choices=SOAKS, nargs="+")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long people look on")
    parser.add_argument("--screens", type=int, default=1, help="screens of kiosk and stage, each drawn every second")
    parser.add_argument("--viewers", type=int, default=50, help="people of crowd")
    parser.add_argument("--count", type=int, default=COUNT, help="visits")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", choices=ground.KINDS, action="append")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}, {os.cpu_count()} cores", flush=True)
    failed = 0
    for name in arguments.soak:
        for kind in arguments.database or ground.KINDS:
            with served(kind) as dashboard:
                print(f"{name}, {kind}: ", end="", flush=True)
                wrong = SOAKS[name](dashboard, arguments)
            for each in wrong[:20]:
                print(f"  {each}", flush=True)
            failed += bool(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
