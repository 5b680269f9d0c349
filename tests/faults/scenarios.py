"""What may happen to a shared database, each as a block: inside it is broken, afterwards it is whole again."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import psycopg

from data.engine import POSTGRESQL_PATIENCE
from tests import postgres
from tests.faults.proxy import Mode, Proxy

DATABASE = "bersama"
APPLICATION = str(POSTGRESQL_PATIENCE["application_name"])


@dataclass(frozen=True)
class Shared:
    """A shared database: its server, and the network in front of it."""

    server: postgres.Server
    network: Proxy

    @property
    def url(self) -> str:
        """The address that a dashboard is given: through the network."""
        return self.server.url(DATABASE, port=self.network.port)

    def longest_statement(self) -> float:
        """The seconds that the oldest statement of a dashboard runs by now; 0 without any."""
        ((seconds,),) = self.server.ask(
            "SELECT coalesce(extract(epoch FROM max(clock_timestamp() - query_start)), 0)::float8 "
            "FROM pg_stat_activity WHERE application_name = %s AND state = 'active'",
            APPLICATION,
        )
        return float(seconds)


@contextmanager
def stopped(shared: Shared) -> Iterator[None]:
    """The server ends at once, without tidying up."""
    shared.server.stop(signal.SIGQUIT)
    try:
        yield
    finally:
        shared.server.start()


@contextmanager
def restarted(shared: Shared) -> Iterator[None]:
    """The server is started again and was away for a moment."""
    shared.server.stop(signal.SIGINT)
    shared.server.start()
    yield


@contextmanager
def killed(shared: Shared) -> Iterator[None]:
    """The processes that serve the dashboard are killed; the server then recovers by itself."""
    shared.server.kill_backends(APPLICATION)
    shared.server.wait()
    yield


@contextmanager
def frozen(shared: Shared) -> Iterator[None]:
    """No process of the server runs."""
    with shared.server.frozen():
        yield


@contextmanager
def locked(shared: Shared) -> Iterator[None]:
    """Somebody holds a table for himself."""
    with psycopg.connect(shared.server.url(DATABASE)) as connection:
        connection.execute("LOCK TABLE kepesertaan IN ACCESS EXCLUSIVE MODE")
        yield


def _in(mode: Mode) -> Callable[[Shared], AbstractContextManager[None]]:
    @contextmanager
    def broken(shared: Shared) -> Iterator[None]:
        shared.network.mode = mode
        try:
            yield
        finally:
            shared.network.mode = Mode.PASS

    return broken


SCENARIOS: dict[str, Callable[[Shared], AbstractContextManager[None]]] = {
    "stopped": stopped,
    "restarted": restarted,
    "killed": killed,
    "reset": _in(Mode.RESET),
    "refused": _in(Mode.REFUSE),
    "hole": _in(Mode.HOLE),
    "lost": _in(Mode.LOST),
    "frozen": frozen,
    "slow": _in(Mode.SLOW),
    "locked": locked,
}
# Those in which nothing can be read while they last.
SILENT = ("stopped", "refused", "hole", "lost", "frozen", "locked")


def hold(seconds: float, watch: Callable[[], object]) -> None:
    """Let some seconds pass, watching all the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        watch()
        time.sleep(0.2)
