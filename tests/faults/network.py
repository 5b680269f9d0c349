"""A network that leads nowhere: only this machine's own addresses, for commands that are started in front of it.

Run as a program it holds such a network open: it switches on the loopback device, says so, and waits.
"""

import fcntl
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from data.settings import ROOT

READY = b"siap\n"
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1
_WORLDS = (
    (["unshare", "--net"], ["--net"]),
    (["unshare", "--map-root-user", "--net"], ["--user", "--preserve-credentials", "--net"]),
)


@contextmanager
def nowhere() -> Iterator[tuple[str, ...]]:
    """What a command begins with that is to have no network; nothing where this account may not make one."""
    for enter, join in _WORLDS:
        holder = subprocess.Popen(
            [*enter, sys.executable, "-m", "tests.faults.network"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        with holder:
            try:
                if holder.stdout and holder.stdout.readline() == READY:
                    yield ("nsenter", "--target", str(holder.pid), *join)
                    return
            finally:
                holder.kill()
    yield ()


if __name__ == "__main__":
    with socket.socket() as device:
        fcntl.ioctl(device, _SIOCSIFFLAGS, struct.pack("16sh", b"lo", _IFF_UP))
    sys.stdout.buffer.write(READY)
    sys.stdout.flush()
    signal.pause()
