"""The long forms. See ``python -m tests.torture --help``."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests import ground
from tests.attack import addresses
from tests.torture import days, files, kill, numbers, outages

COUNTS = {"kill": 200, "files": 5_000, "numbers": 100_000, "days": 0, "outages": 0, "addresses": 2_000}
SECONDS = {"days": 7200.0, "outages": 60.0}


def main() -> int:
    """Run one test in its long form. Returns 1 when anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("test", choices=COUNTS)
    parser.add_argument("--count", type=int, help="kills on each database, spoiled files, numbers, or addresses")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--database", choices=ground.KINDS, action="append")
    parser.add_argument("--only", type=int, help="of the spoiled files, the one with this number")
    parser.add_argument("--seconds", type=float, help="how long bad days follow one another, or one outage lasts")
    arguments = parser.parse_args()
    arguments.count = arguments.count or COUNTS[arguments.test]
    arguments.seconds = arguments.seconds or SECONDS.get(arguments.test)
    print(f"seed {arguments.seed}", flush=True)
    if arguments.test == "kill":
        return _kill(arguments)
    if arguments.test == "files":
        report = files.run(arguments.count, arguments.seed, only=arguments.only)
    elif arguments.test == "addresses":
        report = addresses.run(arguments.count, arguments.seed)
    elif arguments.test == "days":
        report = days.run(arguments.seconds, arguments.seed)
    elif arguments.test == "outages":
        report = outages.run(arguments.seconds)
    else:
        report = numbers.run(arguments.count, arguments.seed)
    print(f"{arguments.count or ''} {arguments.test}: {report}".strip(), flush=True)
    for each in report.wrong[:20]:
        print(f"  {each}", flush=True)
    return 1 if report.wrong else 0


def _kill(arguments: argparse.Namespace) -> int:
    """On fresh databases of either kind."""
    wrong = 0
    for kind in arguments.database or ground.KINDS:
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="dasbor-torture-") as name, ground.database(kind, Path(name)):
            report = kill.run(arguments.count, arguments.seed, Path(name))
        print(f"{kind}, {arguments.count} kills in {time.monotonic() - started:.0f} s: {report}", flush=True)
        for each in report.wrong[:20]:
            print(f"  {each}", flush=True)
        wrong += len(report.wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
