"""A shared database of two servers, of which the second follows the first: the first ends, the second takes over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from data.settings import ROOT
from tests import postgres
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE
from tests.faults.test_disk import members
from tests.faults.test_files import LABEL, SAMPLE
from tests.faults.watchers import watching

REFRESH_SECONDS = 2
SEVERAL_READINGS, WAIT_SECONDS = 5 * REFRESH_SECONDS, 30
# What the file that is loaded makes of the first screen.
LOADED = "5.724"


@contextmanager
def _ended(server: postgres.Server) -> Iterator[None]:
    server.stop(signal.SIGQUIT)
    yield


WAYS = {"ended": _ended, "silent": postgres.Server.frozen}


@pytest.mark.parametrize("way", WAYS)
def test_the_second_server_shows_and_then_takes_what_is_loaded(way: str, tmp_path: Path) -> None:
    handed_in = members(tmp_path / "muat.csv", ["Bakung", "Wonotirto"])
    with postgres.server() as first, ExitStack() as broken:
        build(first.create(DATABASE))
        with postgres.standby(first) as second:
            url = (
                f"postgresql://postgres:{first.password}@/{DATABASE}"
                f"?host=127.0.0.1,127.0.0.1&port={first.port},{second.port}"
            )
            dashboard = Dashboard(
                tmp_path / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(tmp_path), SEGARKAN_DETIK=str(REFRESH_SECONDS)
            )
            truth = {LABEL: (SAMPLE, LOADED)}
            with dashboards(dashboard), watching(dashboard.url, count=4, think=1, truth=truth) as seen:
                seen.wait_for_calm(WAIT_SECONDS)
                broken.enter_context(WAYS[way](first))
                time.sleep(SEVERAL_READINGS)
                refused = _load(handed_in, url)
                assert refused.returncode != 0
                assert "salinan basis data" in refused.stderr
                assert not any(look.banner for look in seen.looks)
                second.run("SELECT pg_promote()")
                assert _load(handed_in, url).returncode == 0
                seen.wait_for(lambda look: look.values == (LOADED,), WAIT_SECONDS, what="what was loaded")
            assert seen.faults == []
            assert not any(look.banner for look in seen.looks)


def _load(handed_in: Path, url: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "data", "load", str(handed_in), "--oleh", "Penguji"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "KABUPATEN": "35.05", "LONJAKAN_PESERTA_PERSEN": "100000"},
        capture_output=True,
        text=True,
    )
