"""A dashboard whose shared database stands behind PgBouncer, with the file that is shipped, as on managed services."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from data.settings import ROOT
from tests.deploy.fronts import installed
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE, Shared
from tests.faults.watchers import watching
from tests.postgres import SERVANT, free_port

PREFIX = "antre"
VIEWER = f"{PREFIX}_penampil_3505"
MODES = ("transaction", "session")
WAIT_SECONDS = 30


@pytest.fixture(scope="module")
def password(shared: Shared, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the viewer role signs in with, as ``python -m data roles`` wrote it."""
    folder = tmp_path_factory.mktemp("peran")
    subprocess.run(
        [sys.executable, "-m", "data", "roles", "--ke", str(folder), "--awalan", PREFIX],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": shared.server.url(DATABASE), "KABUPATEN": "35.05"},
        check=True,
        capture_output=True,
    )
    address = (folder / f"{VIEWER}.env").read_text().splitlines()[0].partition("=")[2]
    return str(psycopg.conninfo.conninfo_to_dict(address)["password"])


@contextmanager
def pooler(shared: Shared, port: int, mode: str) -> Iterator[None]:
    """PgBouncer in front of the shared database, as the account that the server runs as: it refuses to be root."""
    with tempfile.TemporaryDirectory(prefix="dasbor-antre-") as name:
        folder = Path(name)
        if SERVANT:
            shutil.chown(folder, SERVANT)
        _prepare(shared, folder, port, mode)
        program = installed("pgbouncer", "pgbouncer")
        process = subprocess.Popen([program, "-q", folder / "pgbouncer.ini"], user=SERVANT)
        try:
            yield
        finally:
            process.terminate()
            process.wait()


def _prepare(shared: Shared, folder: Path, port: int, mode: str) -> None:
    ((secret,),) = shared.server.ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", VIEWER)
    (folder / "userlist.txt").write_text(f'"{VIEWER}" "{secret}"\n')
    text = (ROOT / "deploy" / "pgbouncer.ini").read_text(encoding="utf-8")
    for pattern, own in (
        (r"^dasbor = .*$", f"dasbor = host=127.0.0.1 port={shared.server.port} dbname={DATABASE}"),
        (r"^listen_port = 6432$", f"listen_port = {port}"),
        (r"^pool_mode = transaction$", f"pool_mode = {mode}"),
        (r"/etc/pgbouncer/(?=userlist)", f"{folder}/"),
        (r"/var/(log|run)/postgresql/", f"{folder}/"),
    ):
        text, found = re.subn(pattern, own, text, flags=re.M)
        assert found, pattern
    (folder / "pgbouncer.ini").write_text(text)


@pytest.mark.parametrize("mode", MODES)
def test_a_dashboard_reads_through_a_pooler_that_may_be_away(
    shared: Shared, password: str, tmp_path: Path, mode: str
) -> None:
    port = free_port()
    url = f"postgresql://{VIEWER}:{password}@127.0.0.1:{port}/dasbor"
    dashboard = Dashboard(tmp_path / "log", DATABASE_URL=url, FOLDER_KEADAAN=str(tmp_path), SEGARKAN_DETIK="5")
    with ExitStack() as until_the_end:
        with pooler(shared, port, mode):
            _wait(url)
            until_the_end.enter_context(dashboards(dashboard))
            seen = until_the_end.enter_context(watching(dashboard.url, count=4, think=1))
            seen.wait_for_calm(WAIT_SECONDS)
            # What the dashboard asks for when it connects does not come through; the role has it of its own.
            with psycopg.connect(url, autocommit=True) as connection:
                assert connection.execute("SHOW statement_timeout").fetchone() == ("5s",)
                assert connection.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("15s",)
                with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
                    connection.execute("DELETE FROM muatan")
        seen.wait_for_banner(WAIT_SECONDS)
        with pooler(shared, port, mode):
            seen.wait_for_calm(WAIT_SECONDS)
    assert seen.faults == []


def _wait(url: str) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            assert time.monotonic() < end
            time.sleep(0.1)
        else:
            return
