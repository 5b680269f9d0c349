"""The log of a running dashboard: no secret that the process knows stands in it, it may be moved away, and a fault is
found by the number that was told.
"""

import json
import threading
import time
import tomllib
from contextlib import contextmanager
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn

from tests.browser.test_shield import ask
from tests.postgres import free_port
from ui.shield import Shield

SECRETS = {
    "cookie_secret": "kenari-kuki-0123456789-abcdefghijkl",
    "client_secret": "kenari/klien+0123456789=abc",
}
PASSWORD = "kenari-basis@data:57"
PATIENCE_SECONDS = 10


def say(site, **words):
    """Streamlit writes into its log what somebody says that the provider of sign-ins said."""
    assert ask(site.url, f"/oauth2callback?{urlencode(words)}")[0] == 302


def wait_for(path, text):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (path.exists() and text in path.read_text(encoding="utf-8")):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("catatan")


@pytest.fixture(scope="module")
def site(serve_all, sample_template, folder):
    """A dashboard full of secrets."""
    port = free_port()
    secrets = folder / "secrets.toml"
    lines = [f'{name} = "{value}"' for name, value in SECRETS.items()]
    own = f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\nclient_id = "dasbor"\n'
    secrets.write_text("[auth]\n" + own + 'server_metadata_url = "http://127.0.0.1:9/"\n' + "\n".join(lines))
    assert tomllib.loads(secrets.read_text())
    return serve_all(
        f"sqlite:///{sample_template}",
        port=port,
        MASUK="oidc",
        PGPASSWORD=PASSWORD,
        CATATAN=str(folder / "catatan.log"),
        STREAMLIT_SECRETS_FILES=str(secrets),
    )


def test_no_secret_of_the_process_is_written(site, folder):
    planted = [*SECRETS.values(), PASSWORD]
    say(site, error="penanda-rahasia", error_description=f"kata {' lalu '.join(planted)} akhir")
    wait_for(folder / "catatan.log", "penanda-rahasia")
    written = (folder / "catatan.log").read_text(encoding="utf-8") + site.said()
    assert "kata *** lalu *** lalu *** akhir" in written
    assert not [secret for secret in planted if secret in written]


def test_the_log_may_be_moved_away_while_the_program_runs(site, folder):
    log, moved = folder / "catatan.log", folder / "catatan.log.1"
    say(site, error="penanda-lama")
    wait_for(log, "penanda-lama")
    log.rename(moved)
    say(site, error="penanda-baru")
    wait_for(log, "penanda-baru")
    assert "penanda-baru" not in moved.read_text(encoding="utf-8")
    assert all(json.loads(line) for path in (log, moved) for line in path.read_text(encoding="utf-8").splitlines())


@contextmanager
def served(app):
    """An application on a real web server, until the block ends."""
    server = uvicorn.Server(uvicorn.Config(app, port=free_port(), log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{server.config.port}"
    finally:
        server.should_exit = True
        thread.join()


def test_a_fault_outside_of_a_screen_is_found_by_its_number(caplog):
    async def faulty(scope, receive, send):
        raise RuntimeError("penanda-galat")

    with served(Shield(faulty, hosts=frozenset)) as url:
        answer = httpx.get(f"{url}/siap")
    assert answer.status_code == 500
    assert "penanda" not in answer.text
    (noted,) = [record for record in caplog.records if hasattr(record, "kejadian")]
    assert f"nomor kejadian {noted.kejadian} kepada pengelola" in answer.text
    assert "penanda-galat" in str(noted.exc_info[1])
