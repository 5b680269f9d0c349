"""A machine of its own, as far as systemd can tell: it is the first process there, with the units that are shipped.

Files, users and processes are the machine's own, the network is shared. The program lies in /srv/dasbor and belongs to
root; it runs as the user that docs/operasi.md tells to make.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from data.settings import ROOT
from tests.deploy.fronts import IS_ROOT, PATIENCE_SECONDS
from tests.docs.document import copy_program

WORLD = ("--pid", "--mount", "--uts", "--ipc")
GROUPS = Path("/sys/fs/cgroup")
SYSTEMD = Path("/lib/systemd/systemd")
# What a unit of a small server stands on; the other units of this system are not the machine's.
GROUND = (
    *("basic", "sysinit", "multi-user", "timers", "network", "network-online", "local-fs", "shutdown", "umount"),
    *("final", "sockets", "paths", "slices"),
)
JOURNAL = ("systemd-journald.service", "systemd-journald.socket", "systemd-journald-dev-log.socket")
# In the machine before its first process. $1 a folder, $2 the Python that this one runs on, $3 its packages.
BEFORE = """
mount --make-rprivate /
umount -R /sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs "$1/lapis"
mkdir "$1/lapis/etc" "$1/lapis/kerja"
mount -t overlay -o "lowerdir=/etc,upperdir=$1/lapis/etc,workdir=$1/lapis/kerja" overlay /etc
for own in /run /srv /var/lib /var/log; do mount -t tmpfs -o mode=755 tmpfs "$own"; done
useradd --system dasbor
mkdir /srv/dasbor /srv/python
mount --bind "$1/dasbor" /srv/dasbor
mount --bind "$2" /srv/python
mount --bind "$3" /srv/dasbor/.venv/lib
echo /srv/python/lib > /etc/ld.so.conf.d/00-python.conf
ldconfig
rm -rf /etc/systemd/system
cp -r "$1/unit" /etc/systemd/system
install -d -m 755 /etc/dasbor
install -m 600 "$1"/*.env /etc/dasbor
exec env -i container=uji PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_UNIT_PATH=/etc/systemd/system \
    /lib/systemd/systemd --system --unit=multi-user.target --log-target=console --show-status=no
"""


@dataclass(frozen=True)
class Machine:
    """One that runs. first: its first process, as this system counts."""

    first: int

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command there as root."""
        inside = ["nsenter", "--target", str(self.first), *WORLD, "--", *command]
        return subprocess.run(inside, capture_output=True, text=True, timeout=120)

    def shows(self, unit: str, name: str) -> str:
        """One property of a unit."""
        return self.run("systemctl", "show", "--value", "-p", name, unit).stdout.strip()


def hindrance() -> str:
    """Why there can be no such machine here; '' when there can."""
    if not IS_ROOT:
        return "only root can give systemd a machine of its own"
    if Path("/proc/1/comm").read_text(encoding="utf-8").strip() == "systemd":
        return "this machine has its own systemd, and a second one would take its control groups"
    if not SYSTEMD.exists():
        return "no systemd here"
    told = subprocess.run(["unshare", "--fork", "--mount-proc", *WORLD, "umount", "-R", GROUPS], capture_output=True)
    return "" if told.returncode == 0 else "no machine can be made here"


@contextmanager
def machine(folder: Path, settings: dict[str, str]) -> Iterator[Machine]:
    """Let it run inside the block. settings: the files of /etc/dasbor by their names; folder: an empty one."""
    program = copy_program(folder / "dasbor")
    _venv(program / ".venv")
    for name in ("lapis", "unit"):
        (folder / name).mkdir()
    for unit in (*(f"{name}.target" for name in GROUND), *JOURNAL):
        shutil.copy(SYSTEMD.parent / "system" / unit, folder / "unit")
    for unit in (*(ROOT / "deploy").glob("*.service"), *(ROOT / "deploy").glob("*.timer")):
        shutil.copy(unit, folder / "unit")
    for name, lines in settings.items():
        (folder / name).write_text(lines, encoding="utf-8")
    before = (BEFORE, "sebelum", folder, sys.base_prefix, Path(sys.prefix) / "lib")
    with (folder / "log").open("wb") as log:
        outside = subprocess.Popen(
            ["unshare", "--fork", "--mount-proc", "--kill-child", *WORLD, "bash", "-euc", *before],
            stdout=log,
            stderr=log,
        )
    try:
        yield _awake(outside, folder / "log")
    finally:
        outside.kill()
        outside.wait()
        _let_go()


def _venv(folder: Path) -> None:
    (folder / "bin").mkdir(parents=True)
    (folder / "lib").mkdir()
    (folder / "bin" / "python").symlink_to(f"/srv/python/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    (folder / "pyvenv.cfg").write_text("home = /srv/python/bin\ninclude-system-site-packages = false\n")


def _awake(outside: "subprocess.Popen[bytes]", log: Path) -> Machine:
    children = Path(f"/proc/{outside.pid}/task/{outside.pid}/children")
    late = time.monotonic() + PATIENCE_SECONDS
    while outside.poll() is None and time.monotonic() < late:
        for first in children.read_text(encoding="utf-8").split():
            found = Machine(int(first))
            if found.run("systemctl", "is-system-running").stdout.strip() == "running":
                found.run("systemctl", "start", *JOURNAL[1:])
                return found
        time.sleep(0.1)
    raise RuntimeError(f"systemd did not start:\n{log.read_text(encoding='utf-8')}")


def _let_go() -> None:
    """Remove the control groups that its systemd made, nobody else here has such, as soon as its processes are gone."""
    late = time.monotonic() + PATIENCE_SECONDS
    # Of each hierarchy, or of the only one.
    places = [f"{each}{top}" for each in ("", "*/") for top in ("system.slice", "init.scope")]
    while left := [found for place in places for found in GROUPS.glob(place)]:
        for top in left:
            for folder, _, _ in os.walk(top, topdown=False):
                with suppress(OSError):
                    os.rmdir(folder)
        if time.monotonic() > late:
            raise RuntimeError(f"Control groups are still held: {left}")
        time.sleep(0.05)
