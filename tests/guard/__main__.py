"""``python -m tests.guard`` tells what has grown by more than a tenth; with ``--renew`` what it counts is accepted."""

import argparse
import os
import tempfile
from pathlib import Path

from data import sample
from queries import db
from tests import ground, guard
from tests.faults.dashboards import Dashboard, dashboards
from tests.guard import counts


def main() -> int:
    """Count everything on a fresh database with the sample. Returns 1 when something has grown and is not accepted."""
    parser = argparse.ArgumentParser(prog="python -m tests.guard", description=__doc__)
    parser.add_argument("--renew", action="store_true")
    arguments = parser.parse_args()
    found: counts.Counts = {}
    with tempfile.TemporaryDirectory(prefix="dasbor-hitung-") as name:
        os.environ["FOLDER_KEADAAN"] = str(Path(name) / "keadaan")
        with ground.database("sqlite", Path(name), sample.store):
            found |= counts.statements()
            dashboard = Dashboard(Path(name) / "log", FOLDER_KEADAAN=str(Path(name) / "keadaan-server"))
            with dashboards(dashboard):
                found |= counts.sent(dashboard.url) | counts.opened(dashboard.url)
            spent = counts.instructions()
            db.forget()
    if isinstance(spent, str):
        print(f"Instructions are not counted: {spent}.")
    else:
        found |= spent
    if arguments.renew:
        guard.renew(found)
        return 0
    grown = guard.grown(guard.known(), found)
    print("\n".join([*grown, *([guard.HOW] if grown else [])]))
    return int(bool(grown))


if __name__ == "__main__":
    raise SystemExit(main())
