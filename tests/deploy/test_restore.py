"""The worst day: a new machine without internet, a backup and a folder of packages; the same figures afterwards."""

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from data.settings import ROOT
from tests import postgres
from tests.deploy import anew
from tests.docs.document import boxes, copy_program, follow
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard
from tests.faults.network import nowhere
from tests.faults.test_disk import members
from tests.faults.test_standby import LOADED
from tests.faults.watchers import TRUTH

LIMIT_SECONDS = 15 * 60
CARRIED = ("paket", "cadangan.dump", "sebelum.txt")
LOAD = ".venv/bin/python -m data load muat.csv --oleh Penguji\n"
# What would let pip, or Python, find more than was carried.
ABROAD = ("PIP_", "PYTHONPATH", "VIRTUAL_ENV")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The old machine, with internet."""
    folder = copy_program(tmp_path / "lama")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The new one: the source, nothing else, and the Python of the old one."""
    folder = copy_program(tmp_path / "baru")
    python = folder / "bin" / "python3"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(str(Path(sys.executable).resolve()))} "$@"\n')
    python.chmod(0o755)
    return folder


def backed_up(office: Path) -> dict[str, Any]:
    """Load a file, since ``build`` makes the sample by itself, and back up. Returns the first screens."""
    members(office / "muat.csv", ["Bakung", "Wonotirto"])
    _, download, _ = boxes(1)
    backup, _ = boxes(7)
    with postgres.server() as server:
        url = server.create("lama")
        path = f"{server.programs}:{os.environ['PATH']}"
        build(url)
        environment = {"PATH": path, "DATABASE_URL": url, "LONJAKAN_PESERTA_PERSEN": "100000"}
        follow(boxes(3)[0] + LOAD + download + backup, office, environment)
        return anew.screens(Dashboard(office / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(office / "keadaan")))


def test_a_new_machine_without_internet_shows_the_same(office: Path, machine: Path) -> None:
    before = backed_up(office)
    figures, _ = before[""]
    assert figures[TRUTH[""][0]] == LOADED
    began = time.monotonic()
    for name in CARRIED:
        shutil.move(office / name, machine)
    shutil.rmtree(office)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ABROAD)}
    # In a network of its own an ordinary account is called root, and PostgreSQL does not run for root.
    with nowhere() if postgres.SERVANT else nullcontext(()) as prefix:
        told = subprocess.run(
            [*prefix, sys.executable, "-m", "tests.deploy.anew", machine],
            cwd=ROOT,
            env=environment | {"PIP_CONFIG_FILE": os.devnull, "PATH": f"{machine / 'bin'}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
        )
    seconds = time.monotonic() - began
    assert told.returncode == 0, told.stderr[-4000:]
    met = json.loads(told.stdout)
    assert met["alone"] or not prefix
    assert met["foreign"] == "None", "the new environment knows the old one's packages"
    assert met["screens"] == before
    print(f"pulih {seconds:.0f} detik kemudian")
    assert seconds < LIMIT_SECONDS
