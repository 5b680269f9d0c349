"""``python -m tests.attack.ledger --renew`` writes the lists anew; without it what differs is told."""

import argparse
import os
import tempfile
from pathlib import Path

from data import sample
from queries import db
from tests import ground
from tests.attack import ledger


def main() -> int:
    """Drive the program on a fresh database of each kind. Returns 1 when a list differs and is not renewed."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack.ledger", description=__doc__)
    parser.add_argument("--renew", action="store_true")
    arguments = parser.parse_args()
    different = False
    for kind in ground.KINDS:
        with tempfile.TemporaryDirectory(prefix="dasbor-sql-") as name:
            os.environ["FOLDER_KEADAAN"] = name
            with ground.database(kind, Path(name), sample.store):
                db.forget()
                with ledger.recorded() as texts:
                    ledger.drive()
                db.forget()
        known = ledger.listed(kind) if ledger.path(kind).exists() else set()
        for text in sorted(texts ^ known):
            print(f"{kind} {'+' if text in texts else '-'} {text}")
        different |= texts != known
        if arguments.renew:
            ledger.renew(kind, texts)
    return int(different and not arguments.renew)


if __name__ == "__main__":
    raise SystemExit(main())
