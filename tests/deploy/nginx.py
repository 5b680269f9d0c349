"""The nginx that the tests start: one that is there, else the system's package; with the file that is shipped."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from data.settings import ROOT
from tests.faults.dashboards import Dashboard, answers
from tests.postgres import free_port

SHIPPED = ROOT / "deploy" / "nginx.conf"
PATIENCE_SECONDS = 20
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# What surrounds the shipped file on a system, for a folder and a user of the test's own.
AROUND = """daemon off;
pid {folder}/pid;
error_log stderr warn;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/dasbor.conf;
}}
"""


def find() -> str:
    """The program; the system's package is installed when there is none."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        as_root = [] if IS_ROOT else ["sudo", "-n"]
        for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "nginx"]):
            subprocess.run([*as_root, "apt-get", *step], check=True, capture_output=True)
        found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        raise RuntimeError("nginx is not installed and could not be: apt-get install nginx")
    return found


@contextmanager
def serving(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    """The shipped file in front of dashboards on some ports, on a port of its own; yields its address."""
    port = free_port()
    text = SHIPPED.read_text(encoding="utf-8").replace("listen 80;", f"listen 127.0.0.1:{port};")
    assert f"127.0.0.1:{port}" in text
    servers = re.findall(r"server 127\.0\.0\.1:\d+", text)
    assert len(servers) == len(ports)
    for shipped, own in zip(servers, ports, strict=True):
        text = text.replace(shipped, f"server 127.0.0.1:{own}")
    (folder / "dasbor.conf").write_text(text, encoding="utf-8")
    around = AROUND.format(folder=folder, user="user root;" if IS_ROOT else "")
    (folder / "nginx.conf").write_text(around, encoding="utf-8")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([find(), "-c", folder / "nginx.conf", "-p", folder], stdout=log, stderr=log)
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        while not answers(f"http://127.0.0.1:{port}/_stcore/health"):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"nginx did not start:\n{(folder / 'log').read_text()}")
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def busiest(dashboards: Sequence[Dashboard]) -> Dashboard:
    """The one that holds most connections."""

    def held(dashboard: Dashboard) -> int:
        return sum(line.status == psutil.CONN_ESTABLISHED for line in dashboard.process.net_connections(kind="tcp"))

    return max(dashboards, key=held)
