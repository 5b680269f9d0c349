"""A disk that is too small, for commands that are started in front of it; nobody else sees it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from data.settings import ROOT
from tests import postgres

FOLDER = "cakram"
# Held open by the account that PostgreSQL runs as, which then reaches it as we do: as the folder of the one who holds.
_AS_SERVANT = f"setpriv --reuid {postgres.SERVANT}" if postgres.SERVANT else ""
_MOUNT = (
    f'mount -t tmpfs -o "size=$1" tmpfs "$2" && cd "$2" && exec {_AS_SERVANT} sh -c "echo siap && exec sleep infinity"'
)
# Without the right to mount anything: with all rights in a world of one's own.
_WORLDS = (
    (["unshare", "--mount"], ["--mount"]),
    (["unshare", "--map-root-user", "--mount"], ["--user", "--preserve-credentials", "--mount"]),
)


@dataclass
class Disk:
    """A disk. join: what a command begins with that is to see it; folder: where it sees it; outside: where we do.

    Without ``join`` it is a limit in bytes instead: no file of a command may become larger.
    """

    join: tuple[str, ...]
    folder: Path
    outside: Path
    limit: int

    @property
    def prefix(self) -> tuple[str, ...]:
        """What a command begins with that is to see this disk as it is now."""
        return self.join or ("prlimit", f"--fsize={self.limit}:")

    @contextmanager
    def full(self, *, leave: int, server: int = 0) -> Iterator[None]:
        """Inside the block only so many bytes are left, also for a server with this process id that stores here."""
        room, whole = os.statvfs(self.outside), self.limit
        if self.join:
            (self.outside / "penuh").write_bytes(bytes(room.f_bavail * room.f_frsize - leave))
        self.limit = leave + max((file.stat().st_size for file in self.outside.iterdir() if file.is_file()), default=0)
        if server and not self.join:
            _limit(server, str(self.limit))
        try:
            yield
        finally:
            self.limit = whole
            (self.outside / "penuh").unlink(missing_ok=True)
            if server and not self.join and psutil.pid_exists(server):
                _limit(server, "unlimited")


def _limit(server: int, limit: str) -> None:
    """For the processes that it starts from now on."""
    subprocess.run(["prlimit", "--pid", str(server), f"--fsize={limit}:"], user=postgres.SERVANT, check=True)


@contextmanager
def small(parent: Path, size: int) -> Iterator[Disk]:
    """A disk of so many bytes below a folder; where this account may mount nothing, a limit."""
    folder = parent / FOLDER
    folder.mkdir()
    for enter, join in _WORLDS:
        holder = subprocess.Popen(
            [*enter, "--propagation", "private", "sh", "-c", _MOUNT, "sh", str(size), str(folder)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with holder:
            try:
                if holder.stdout and holder.stdout.readline() == b"siap\n":
                    prefix = ("nsenter", "--target", str(holder.pid), *join, f"--wd={ROOT}")
                    yield Disk(prefix, folder, Path(f"/proc/{holder.pid}/cwd"), size)
                    return
            finally:
                holder.kill()
    yield Disk((), folder, folder, size)
