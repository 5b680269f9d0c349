"""A real server and a real browser: a test opens its page on a dashboard that a process of its own serves."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from data import settings
from tests import heard
from tests.browser import chromium
from tests.builders import KABUPATEN
from tests.postgres import free_port

HERE = Path(__file__).parent
PATIENCE_SECONDS = 60
PAGE_MILLISECONDS = 20_000
# A machine that runs tests does other things too.
expect.set_options(timeout=PAGE_MILLISECONDS)
# The hall of the event has no internet, so this browser has none: whatever it asks for elsewhere is not found.
OFFLINE = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


@dataclass(frozen=True)
class Served:
    """A running dashboard: its address, without a slash at the end, and the file of its log."""

    url: str
    log: Path

    def said(self) -> str:
        """Everything that it logged until now."""
        return self.log.read_text(encoding="utf-8")


Serve = Callable[..., Served]
Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder, so that ``-m "not browser"`` leaves them out."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """A function that starts a fresh process on a database; it ends with the test.

    database_url: as in DATABASE_URL; port: by default a free one; environment: other settings of the process.
    """
    with _serving(tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="module")
def serve_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """The same for all tests of a file, which share the process; it ends with them."""
    with _serving(tmp_path_factory) as start:
        yield start


@contextmanager
def _serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    with ExitStack() as running:

        def start(database_url: str, *, port: int | None = None, **environment: str) -> Served:
            log = tmp_path_factory.mktemp("server") / "log"
            own = {"DATABASE_URL": database_url, "FOLDER_KEADAAN": str(log.parent / "keadaan")}
            return running.enter_context(_process(log, own | environment, port))

        yield start


@pytest.fixture(scope="module")
def server(serve_all: Serve, sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A dashboard on the sample data, for tests that change nothing."""
    return serve_all(f"sqlite:///{shutil.copy(sample_template, tmp_path_factory.mktemp('contoh'))}")


# One browser a module and not a session: while it runs, nothing else in this thread may run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium without a window."""
    path = chromium.find() or chromium.install()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OFFLINE + chromium.AS_ROOT)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Open]:
    """A function that opens a page as a visitor of its own; its arguments are those of Playwright's new_context.

    The test fails when a page asked for anything outside this machine or wrote an error to its console.
    """
    faults: list[str] = []

    def note_request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            faults.append(f"asked for {url}")

    def note_console(said: ConsoleMessage) -> None:
        # On a deep link Streamlit first looks for its server beneath the page's own address, which is a quiet miss.
        probe = urlsplit(said.location.get("url", "")).path.endswith(("/_stcore/health", "/_stcore/host-config"))
        if said.type == "error" and not probe:
            faults.append(f"console: {said.text}")

    def open_page(**options: Any) -> Page:
        wishes: dict[str, Any] = {
            "locale": "id-ID",
            "timezone_id": "Asia/Jakarta",
            "viewport": {"width": 1366, "height": 768},
        }
        context = visitors.enter_context(browser.new_context(**(wishes | options)))
        context.set_default_timeout(PAGE_MILLISECONDS)
        context.on("request", lambda request: note_request(request.url))
        page = context.new_page()
        page.on("websocket", lambda socket: note_request(socket.url))
        page.on("pageerror", lambda error: faults.append(f"fault: {error}"))
        page.on("console", note_console)
        return page

    with ExitStack() as visitors:
        yield open_page
    assert not faults


@pytest.fixture
def page(new_page: Open) -> Page:
    """The page of one visitor at a laptop; see ``new_page``."""
    return new_page()


@contextmanager
def _process(log: Path, environment: dict[str, str], port: int | None) -> Iterator[Served]:
    port = port or free_port()
    command = [sys.executable, *heard.module("streamlit"), "run", "dashboard.py"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1", "--server.port", str(port)],
            cwd=settings.ROOT,
            env=os.environ | {"KABUPATEN": KABUPATEN} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        served = Served(f"http://127.0.0.1:{port}", log)
        _wait(served, process)
        yield served
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(served: Served, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{served.url}/_stcore/health", timeout=2).close()
            return
        except OSError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The dashboard did not start:\n{served.said()}") from error
            time.sleep(0.1)
