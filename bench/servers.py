"""Ours and its peers, each served by a process of its own from one and the same database."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from data import settings
from tests.postgres import free_port

PEERS = Path(__file__).with_name("peers")
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running server."""

    port: int
    pid: int

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def spent(self) -> float:
        """Processor seconds until now, of all its processes."""
        root = psutil.Process(self.pid)
        return sum(sum(each.cpu_times()[:2]) for each in [root, *root.children(recursive=True)])


def streamlit(script: Path) -> tuple[list[str], Path]:
    """The command of a Streamlit script, with the settings in the script's folder."""
    command = [sys.executable, "-m", "streamlit", "run", script.name, "--server.headless", "true"]
    return [*command, "--browser.gatherUsageStats", "false", "--server.port", "{port}"], script.parent


def ours() -> tuple[list[str], Path]:
    """The command of the dashboard."""
    return streamlit(settings.ROOT / "dashboard.py")


def dash() -> tuple[list[str], Path]:
    """The command of the Dash page, served as its documentation advises."""
    workers = ["--workers", "2", "--threads", "4", "--bind", "127.0.0.1:{port}"]
    return [sys.executable, "-m", "gunicorn", *workers, "bench.peers.dash_page:server"], settings.ROOT


def static(folder: Path) -> tuple[list[str], Path]:
    """The command that serves a folder."""
    return [sys.executable, "-m", "http.server", "{port}", "--bind", "127.0.0.1"], folder


@contextmanager
def served(command: list[str], folder: Path, *, ready: str = "/") -> Iterator[Served]:
    """Start a command in a folder, wait until it answers, and end it with the block."""
    port = free_port()
    process = subprocess.Popen(
        [part.format(port=port) for part in command],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://127.0.0.1:{port}{ready}", process)
        yield Served(port, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=PATIENCE_SECONDS).close()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.1)
