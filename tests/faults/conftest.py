"""One PostgreSQL server that may be broken, with the sample data; every test here begins with it whole."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.settings import ROOT
from tests import postgres
from tests.faults.proxy import proxied
from tests.faults.scenarios import DATABASE, Shared


def build(url: str) -> None:
    """Prepare a database as IT people do, with the sample data."""
    subprocess.run(
        [sys.executable, "-m", "data", "build"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        capture_output=True,
    )


@pytest.fixture(scope="session")
def shared() -> Iterator[Shared]:
    """A shared database of this folder alone, with the sample data, and a network that can be broken."""
    with postgres.server() as server, proxied(server.port) as network:
        build(server.create(DATABASE))
        yield Shared(server, network)


@pytest.fixture
def sample_file(sample_template: Path, tmp_path: Path) -> Path:
    """A SQLite file of its own with the sample data."""
    return Path(shutil.copy(sample_template, tmp_path / "contoh.db"))
