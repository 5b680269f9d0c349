"""One reading of the database: all data sets as one moment had them, given up when the database stops answering."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

import pandas as pd
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from data.engine import DatabaseUnavailable, cut, explain

T = TypeVar("T")
# Every data set by its full name.
Snapshot = Mapping[str, pd.DataFrame]
# How long the database may be silent. A statement that takes longer is cancelled by the server before that.
PATIENCE_SECONDS = 8.0


@dataclass
class Reading:
    """What is read in one transaction, and when the database answered last. patience: seconds it may be silent."""

    patience: float = field(default_factory=lambda: PATIENCE_SECONDS)
    connection: Connection | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    answered: float = field(default_factory=time.monotonic)

    def advance(self) -> None:
        """The database has answered."""
        self.answered = time.monotonic()

    @property
    def left(self) -> float:
        """How many seconds of patience are left."""
        return self.answered + self.patience - time.monotonic()


_current: ContextVar[Reading | None] = ContextVar("_current", default=None)


def current() -> Reading | None:
    """The reading that runs in this thread."""
    return _current.get()


@contextmanager
def inside(reading: Reading, connection: Connection) -> Iterator[None]:
    """Let data sets be read on this connection. Raises DatabaseUnavailable for whatever the database says."""
    reading.connection = connection
    reading.advance()
    outer = _current.set(reading)
    try:
        yield
    except SQLAlchemyError as error:
        raise explain(error) from error
    finally:
        _current.reset(outer)


def patiently(work: Callable[[Reading], T], reading: Reading | None = None) -> T:
    """What ``work`` returns, done in a thread of its own; no longer than the patience after the last answer.

    Packets that vanish and a server that is frozen answer nothing and break nothing, and no option of a driver ends
    that wait. reading: one with another patience than usual. Raises DatabaseUnavailable.
    """
    reading, done = reading or Reading(), Future[T]()

    def run() -> None:
        try:
            done.set_result(work(reading))
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, name="baca", daemon=True).start()
    while not done.done():
        wait([done], timeout=max(reading.left, 0.01))
        if not done.done() and reading.left <= 0:
            if reading.connection is not None:
                cut(reading.connection)
            raise DatabaseUnavailable("Basis data tidak menjawab: periksa server dan jaringannya.")
    return done.result()


def keep_same(new: Snapshot, old: Snapshot) -> Snapshot:
    """The new data sets; where the rows are those of before, the very frame of before."""
    return {name: old[name] if name in old and _is_same(table, old[name]) else table for name, table in new.items()}


def is_same(one: Snapshot, other: Snapshot) -> bool:
    """Whether both are made of the very same frames."""
    return one.keys() == other.keys() and all(table is other[name] for name, table in one.items())


def _is_same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return one.columns.equals(other.columns) and one.equals(other)
