"""What may stand in front of dashboards, as the tests start it: the system's package, with the file that is shipped."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data.settings import ROOT
from tests.faults.dashboards import answers
from tests.postgres import free_port

PATIENCE_SECONDS = 20
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# What surrounds the shipped nginx file on a system, for a folder and a user of the test's own.
AROUND_NGINX = """daemon off;
pid {folder}/pid;
error_log stderr warn;
{user}
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/nginx.conf;
}}
"""


def installed(program: str, package: str) -> str:
    """A program; the system's package is installed when there is none."""
    path = f"{os.environ.get('PATH', '')}:/usr/sbin"
    found = shutil.which(program, path=path)
    if not found:
        as_root = [] if IS_ROOT else ["sudo", "-n"]
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", package]):
            subprocess.run([*as_root, "apt-get", *step], check=True, capture_output=True)
        found = shutil.which(program, path=path)
    if not found:
        raise RuntimeError(f"{program} is not installed and could not be: apt-get install {package}")
    return found


def _nginx(folder: Path) -> list[str]:
    (folder / "around").write_text(AROUND_NGINX.format(folder=folder, user="user root;" if IS_ROOT else ""))
    return ["-c", str(folder / "around"), "-p", str(folder)]


def _haproxy(folder: Path) -> list[str]:
    return ["-db", "-f", str(folder / "haproxy.cfg")]


@dataclass(frozen=True)
class Front:
    """A program in front of dashboards; its package has its name.

    shipped: the file; instead: what stands in it (a pattern) and what the test needs there; started: what follows the
    program's name, of a folder with the changed file.
    """

    name: str
    shipped: Path
    instead: tuple[tuple[str, str], ...]
    started: Callable[[Path], list[str]]

    @contextmanager
    def serving(self, folder: Path, ports: Sequence[int]) -> Iterator[str]:
        """The shipped file in front of dashboards on some ports, on a port of its own; yields its address."""
        port = free_port()
        text = self.shipped.read_text(encoding="utf-8")
        for pattern, replacement in self.instead:
            text, found = re.subn(pattern, replacement.format(port=port, folder=folder), text, flags=re.M)
            assert found == 1, pattern
        servers = re.findall(r"^ +server .*?(127\.0\.0\.1:\d+)", text, flags=re.M)
        assert len(servers) == len(ports)
        for shipped, own in zip(servers, ports, strict=True):
            text = text.replace(shipped, f"127.0.0.1:{own}")
        (folder / self.shipped.name).write_text(text, encoding="utf-8")
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen([installed(self.name, self.name), *self.started(folder)], stdout=log, stderr=log)
        try:
            end = time.monotonic() + PATIENCE_SECONDS
            while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{self.name} did not start:\n{(folder / 'log').read_text()}")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


FRONTS = {
    "nginx": Front(
        "nginx",
        ROOT / "deploy" / "nginx.conf",
        (
            (r"listen 80;", "listen 127.0.0.1:{port};"),
            (r"/var/log/nginx/dasbor\.log", "{folder}/catatan"),
            (r"/var/log/nginx/dasbor-tautan\.log", "{folder}/galat"),
            (r"limit_conn dasbor_alamat 500;", "limit_conn dasbor_alamat 40;"),
        ),
        _nginx,
    ),
    "haproxy": Front(
        "haproxy",
        ROOT / "deploy" / "haproxy.cfg",
        (
            (r"bind :80$", "bind 127.0.0.1:{port}"),
            (r"log /dev/log local0$", "log stdout format raw local0"),
            (r"sc0_conn_cur gt 500", "sc0_conn_cur gt 40"),
            # Only root may become another.
            *(() if IS_ROOT else ((r"^    (user|group) haproxy$", ""),) * 2),
        ),
        _haproxy,
    ),
}
