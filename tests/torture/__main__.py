"""The long forms, on a fresh database of either kind. See ``python -m tests.torture --help``."""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data import migrate, reference
from data.engine import engine
from data.transaction import transaction
from tests import postgres
from tests.torture import kill


@contextmanager
def database(kind: str, folder: Path) -> Iterator[None]:
    """A fresh database with tables and reference rows, which DATABASE_URL names."""
    if kind == "postgresql":
        with postgres.server() as server, _filled(server.create("torture")):
            yield
    else:
        with _filled(f"sqlite:///{folder / 'torture.db'}"):
            yield


@contextmanager
def _filled(url: str) -> Iterator[None]:
    os.environ["DATABASE_URL"] = url
    with transaction(schema_change=True) as connection:
        migrate.upgrade(connection)
        reference.store(connection)
    try:
        yield
    finally:
        # A server does not end while somebody is connected.
        for used in (engine(), engine(write=True)):
            used.dispose()


def main() -> int:
    """Run one test in its long form. Returns 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("test", choices=["kill"])
    parser.add_argument("--count", type=int, default=200, help="kills on each database")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    arguments = parser.parse_args()
    wrong = 0
    print(f"seed {arguments.seed}", flush=True)
    for kind in arguments.database or ["sqlite", "postgresql"]:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="dasbor-torture-") as name, database(kind, Path(name)):
            report = kill.run(arguments.count, arguments.seed, Path(name))
        print(f"{kind}, {arguments.count} kills in {time.monotonic() - started:.0f} s: {report}", flush=True)
        for each in report.wrong[:20]:
            print(f"  {each}", flush=True)
        wrong += len(report.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
