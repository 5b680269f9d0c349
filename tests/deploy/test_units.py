"""The shipped units on a machine where systemd is the first process, as docs/operasi.md installs them."""

import asyncio
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from data.settings import ROOT
from tests.deploy.machine import Machine, hindrance, machine
from tests.faults.conftest import build
from tests.faults.dashboards import answers
from tests.faults.watchers import TRUTH
from tests.postgres import Server, free_port
from tests.viewer import viewer

pytestmark = pytest.mark.skipif(bool(hindrance()), reason=hindrance())
SOON_SECONDS = 30
ROLES = ("mesin_pemuat_3505", "mesin_penampil_3505")


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture(scope="module")
def running(
    postgres_server: Server, ports: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Machine]:
    """With two dashboards on a database of its own, started by the manual's one line."""
    folder = tmp_path_factory.mktemp("mesin")
    owner = postgres_server.create("mesin")
    build(owner)
    subprocess.run(
        [sys.executable, "-m", "data", "roles", "--ke", folder / "peran", "--awalan", "mesin"],
        cwd=ROOT, env=os.environ | {"DATABASE_URL": owner}, check=True,
    )  # fmt: skip
    settings = {
        "pemilik.env": f"DATABASE_URL={owner}\nKABUPATEN=35.05\n",
        "penampil.env": (folder / "peran" / f"{ROLES[1]}.env").read_text(encoding="utf-8"),
    }
    with machine(folder, settings) as found:
        units = ["dasbor-build", *(f"dasbor@{port}" for port in ports)]
        told = found.run("systemctl", "enable", "--now", *units)
        assert told.returncode == 0, told.stderr + (folder / "log").read_text(encoding="utf-8")
        yield found
    postgres_server.drop("mesin")
    for role in ROLES:
        postgres_server.run(f"DROP ROLE {role}")


def soon(happens: Callable[[], bool]) -> bool:
    """Whether it does within a while."""
    late = time.monotonic() + SOON_SECONDS
    while not happens() and time.monotonic() < late:
        time.sleep(0.1)
    return happens()


def ready(port: int) -> bool:
    return answers(f"http://127.0.0.1:{port}/siap")


def test_the_tables_are_made_before_both_dashboards_show_true_figures(running, ports):
    async def opened(port: int) -> str | None:
        async with viewer(f"http://127.0.0.1:{port}") as somebody:
            return (await somebody.run()).figures.get(label)

    assert running.shows("dasbor-build", "Result") == "success"
    label, sample = TRUTH[""]
    for port in ports:
        assert soon(partial(ready, port)), running.run("journalctl", "-n", "30").stdout
        assert asyncio.run(opened(port)) == sample


def test_it_runs_as_nobody_in_particular_and_keeps_its_state_where_it_may(running, ports):
    pid = running.shows(f"dasbor@{ports[0]}", "MainPID")
    user = running.run("ps", "-o", "user=", "-p", pid).stdout.strip()
    assert user == "dasbor"
    assert running.run("stat", "-c", "%U", "/var/lib/dasbor").stdout.strip() == "dasbor"
    assert soon(lambda: bool(running.run("find", "/var/lib/dasbor", "-type", "f").stdout))
    assert running.run("runuser", "-u", "dasbor", "--", "cat", "/etc/dasbor/pemilik.env").returncode


def test_a_dashboard_that_dies_is_back_by_itself_and_the_other_never_left(running, ports):
    unit, began = f"dasbor@{ports[0]}", time.monotonic()
    dead = running.shows(unit, "MainPID")
    running.run("kill", f"-{signal.SIGKILL.value}", dead)
    assert ready(ports[1])
    assert soon(lambda: running.shows(unit, "MainPID") not in ("0", dead) and ready(ports[0]))
    assert running.shows(unit, "NRestarts") == "1"
    print(f"back after {time.monotonic() - began:.1f} s")


def test_papers_and_limits_are_made_at_their_hours(running):
    assert running.run("systemctl", "enable", "--now", "dasbor-laporan.timer", "dasbor-batas.timer").returncode == 0
    timers = running.run("systemctl", "list-timers", "--no-pager").stdout
    for name in ("dasbor-laporan", "dasbor-batas"):
        assert f"{name}.timer" in timers
        told = running.run("systemctl", "start", f"{name}.service")
        assert told.returncode == 0, running.run("journalctl", "-n", "30", "-u", name).stdout
    papers = running.run("ls", "/var/lib/dasbor/laporan").stdout.split()
    assert sorted(name.rpartition(".")[2] for name in papers) == ["pdf", "pptx", "xlsx"]


def test_the_log_is_read_with_the_manual_s_command(running):
    text = (ROOT / "docs" / "operasi.md").read_text(encoding="utf-8")
    command = "journalctl -u 'dasbor@*'"
    assert command in text
    lines = running.run(*shlex.split(command), "-o", "cat", "--no-pager").stdout.splitlines()
    assert any("pesan" in json.loads(line) for line in lines if line.startswith("{"))


def test_it_ends_when_it_is_asked_to(running, ports):
    unit = f"dasbor@{ports[1]}"
    running.run("systemctl", "stop", unit)
    assert (running.shows(unit, "Result"), ready(ports[1])) == ("success", False)
