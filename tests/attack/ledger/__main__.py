"""``python -m tests.attack.ledger --renew`` writes the lists anew; without it what differs is told."""

import argparse
import os
import tempfile
from pathlib import Path

from data import sample
from queries import db
from tests import ground, heard
from tests.attack import ledger


def main() -> int:
    """Drive the program on a fresh database of each kind. Returns 1 when a list differs and is not renewed."""
    parser = argparse.ArgumentParser(prog="python -m tests.attack.ledger", description=__doc__)
    parser.add_argument("--renew", action="store_true")
    parser.add_argument("--heard", type=Path, help=f"what all tests were heard to send: {heard.FILE}=FILE make test")
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
        found = {kind: texts}
        if arguments.heard:
            found[kind + ledger.ELSEWHERE] = heard.written(arguments.heard)[kind] - texts
        for name, now in found.items():
            known = ledger.listed(name)
            for text in sorted(now ^ known):
                print(f"{name} {'+' if text in now else '-'} {text}")
            different |= now != known
            if arguments.renew:
                ledger.renew(name, now)
    return int(different and not arguments.renew)


if __name__ == "__main__":
    raise SystemExit(main())
