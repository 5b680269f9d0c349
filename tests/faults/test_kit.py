"""The kit itself: what it breaks is really broken, and whole again afterwards."""

import signal
import time

import psycopg
import pytest

from tests import postgres
from tests.faults.proxy import SLOW_SECONDS, Mode
from tests.faults.scenarios import DATABASE, Shared


def asked(server: postgres.Server, port: int = 0) -> float:
    """Ask the database something over a new connection; returns the seconds."""
    began = time.monotonic()
    with psycopg.connect(server.url(DATABASE, port=port), connect_timeout=2) as connection:
        connection.execute("SELECT count(*) FROM kecamatan").fetchone()
    return time.monotonic() - began


@pytest.mark.parametrize("mode", [Mode.HOLE, Mode.LOST, Mode.RESET, Mode.REFUSE])
def test_a_broken_network_lets_nothing_through(shared: Shared, mode: Mode) -> None:
    with psycopg.connect(shared.server.url(DATABASE, port=shared.network.port)) as standing:
        shared.network.mode = mode
        with pytest.raises(psycopg.OperationalError):
            asked(shared.server, shared.network.port)
        if mode in (Mode.RESET, Mode.REFUSE):
            with pytest.raises(psycopg.OperationalError):
                standing.execute("SELECT 1")
        shared.network.mode = Mode.PASS
        asked(shared.server, shared.network.port)


def test_lost_packets_are_not_confirmed(shared: Shared) -> None:
    """Unlike in a hole, the sender's own system gives up."""
    silence = {"tcp_user_timeout": 1000, "connect_timeout": 3, "autocommit": True}
    with psycopg.connect(shared.server.url(DATABASE, port=shared.network.port), **silence) as standing:
        shared.network.mode = Mode.LOST
        with pytest.raises(psycopg.OperationalError, match="timed out"):
            standing.execute("SELECT 1")
        shared.network.mode = Mode.PASS


def test_a_slow_network_is_slow(shared: Shared) -> None:
    shared.network.mode = Mode.SLOW
    assert asked(shared.server, shared.network.port) > SLOW_SECONDS
    shared.network.mode = Mode.PASS


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT])
def test_a_server_that_was_stopped_is_away_until_it_is_started(shared: Shared, how: signal.Signals) -> None:
    shared.server.stop(how)
    with pytest.raises(psycopg.OperationalError):
        asked(shared.server)
    shared.server.start()
    asked(shared.server)


def test_a_frozen_server_says_nothing(shared: Shared) -> None:
    with shared.server.frozen(), pytest.raises(psycopg.OperationalError):
        asked(shared.server)
    asked(shared.server)


def test_a_killed_backend_takes_its_connection_with_it(shared: Shared) -> None:
    with psycopg.connect(shared.server.url(DATABASE), application_name="korban") as standing:
        assert shared.server.kill_backends("korban") == 1
        with pytest.raises(psycopg.OperationalError):
            standing.execute("SELECT 1")
    shared.server.wait()
    asked(shared.server)
