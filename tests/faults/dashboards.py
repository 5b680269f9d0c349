"""Dashboard processes that may be killed, with somebody who starts them again as systemd does."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from data.settings import ROOT
from tests import heard
from tests.builders import KABUPATEN
from tests.postgres import free_port

PATIENCE_SECONDS = 60
# As in deploy/: systemd's RestartSec.
RESTART_SECONDS = 1.0
# Root may read every file whatever its permissions say; without these two it is like anybody else.
AS_ANYBODY = (
    ("setpriv", "--bounding-set", "-dac_override,-dac_read_search") if os.name == "posix" and os.geteuid() == 0 else ()
)


class Dashboard:
    """One process on one address. prefix: a command that starts it, e.g. in a network of its own.

    folder: of another copy of the program, with a virtual environment of its own.
    """

    def __init__(self, log: Path, prefix: Sequence[str] = (), folder: Path | None = None, **environment: str) -> None:
        self.port = free_port()
        self.log = log
        self._prefix = prefix
        self._folder = folder or ROOT
        self._python = str(folder / ".venv" / "bin" / "python") if folder else sys.executable
        self._module = ["-m", "streamlit"] if folder else heard.module("streamlit")
        self._environment = environment

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def process(self) -> psutil.Process:
        """What the system knows about it."""
        return psutil.Process(self._process.pid)

    def start(self) -> None:
        """Start it, the first time or again; it does not answer yet."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(*self._prefix, self._python, *self._module, "run", "dashboard.py"),
                    *("--server.address", "127.0.0.1", "--server.port", str(self.port)),
                ],
                cwd=self._folder,
                env=os.environ | {"KABUPATEN": KABUPATEN} | self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self, path: str = "/_stcore/health") -> float:
        """Wait until it answers there with 200; returns the seconds."""
        began = time.monotonic()
        while not answers(f"{self.url}{path}"):
            if self._process.poll() is not None or time.monotonic() > began + PATIENCE_SECONDS:
                raise RuntimeError(f"The dashboard did not start:\n{self.said()}")
            time.sleep(0.05)
        return time.monotonic() - began

    def kill(self) -> None:
        """End it without a warning."""
        self._process.kill()
        self._process.wait()

    def end(self) -> None:
        """End it as a system does that goes down."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.poll() is None

    def said(self) -> str:
        """Everything that it logged until now."""
        return self.log.read_text(encoding="utf-8")

    def first_logged(self, beginning: str, since: dt.datetime, *, within: float) -> float:
        """When it first logged a sentence with this beginning from a moment on, in seconds from then.

        Raises AssertionError when it has not within so many.
        """
        while True:
            lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
            told = [dt.datetime.fromisoformat(line["waktu"]) for line in lines if line["pesan"].startswith(beginning)]
            if later := [at for at in told if at >= since]:
                return (later[0] - since).total_seconds()
            waited = (dt.datetime.now(dt.UTC) - since).total_seconds()
            assert waited < within, f"{beginning!r} was not logged within {within} s"
            time.sleep(0.1)

    @contextmanager
    def supervised(self) -> Iterator[None]:
        """Inside the block it is started again whenever it has ended."""
        over = threading.Event()

        def look_after() -> None:
            while not over.wait(0.05):
                if not self.is_running() and not over.wait(RESTART_SECONDS):
                    self.start()

        thread = threading.Thread(target=look_after, name="supervisor")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


@contextmanager
def dashboards(*planned: Dashboard) -> Iterator[None]:
    """Start some dashboards together and wait until all answer; they end with the block."""
    for each in planned:
        each.start()
    try:
        for each in planned:
            each.wait()
        yield
    finally:
        for each in planned:
            each.end()


def answers(url: str) -> bool:
    """Whether an address answers with 200 within two seconds."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def spent(process: psutil.Process) -> float:
    """Processor seconds until now, also of children that have ended."""
    return sum(process.cpu_times()[:4])
