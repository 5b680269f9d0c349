"""How queries read: all data sets together, as one moment of the database had them, renewed in the background.

A viewer never waits for the database: after the first reading, screens get the last good snapshot while the next is
read, also when the database is away. A function decorated with ``dataset`` reads; plain functions slice its result.
"""

import functools
import itertools
import logging
import pickle
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from sqlalchemy import Boolean, Connection, Date, DateTime, Float, Integer, Numeric, Select, String, and_, literal
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import TypeEngine
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import settings
from data.engine import DatabaseUnavailable, engine, explain
from data.schema import muatan_periode
from data.settings import SettingError
from data.transaction import one_moment

__all__ = [
    "DATASETS", "DatabaseUnavailable", "SettingError", "dataset", "frame", "is_live", "pinned", "renew", "sliced",
    "warm",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")
# Every data set by its full name.
Snapshot = Mapping[str, pd.DataFrame]
# The cache is marked before the server runs, which is as it should be; Streamlit warns of it.
logging.getLogger("streamlit.runtime.caching.cache_data_api").setLevel(logging.ERROR)
# How many results of one slicing function are kept: a few screens times the choices that people make; also how many
# frames: those of a few snapshots.
REMEMBERED = 64

_DTYPES: dict[type[TypeEngine], str] = {
    Boolean: "bool",
    Date: "datetime64[s]",
    DateTime: "datetime64[us, UTC]",
    Integer: "int64",
    Float: "float64",
    Numeric: "float64",
    String: "str",
}
DATASETS: list[Callable[[], pd.DataFrame]] = []


@dataclass(frozen=True)
class _Reading:
    """A snapshot while it is read: its transaction, and the data sets that have been read in it."""

    connection: Connection
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)


_reading: ContextVar[_Reading | None] = ContextVar("_reading", default=None)
_pinned: ContextVar[Snapshot | None] = ContextVar("_pinned", default=None)
# Where a session keeps the snapshot that its screen shows.
_SCREEN = "_snapshot"


def frame(statement: Select) -> pd.DataFrame:
    """The rows of a statement, with the same column types on every database, also when there are none.

    Inside a snapshot that is being read, as its moment had them. A NULL is NaN, NaT or None; a whole-number column
    with NULLs is float64. Raises DatabaseUnavailable.
    """
    reading = _reading.get()
    try:
        with nullcontext(reading.connection) if reading else engine().connect() as connection:
            rows = connection.execute(statement).fetchall()
    except SQLAlchemyError as error:
        raise explain(error) from error
    table = pd.DataFrame.from_records(rows, columns=[column.name for column in statement.selected_columns])
    for column in statement.selected_columns:
        values = table[column.name]
        if isinstance(column.type, DateTime):
            # SQLite keeps no zone: what it holds is UTC.
            values = pd.to_datetime(values, utc=True)
        dtype = next(dtype for kind, dtype in _DTYPES.items() if isinstance(column.type, kind))
        table[column.name] = values.astype("float64" if dtype == "int64" and values.isna().any() else dtype)
    return table


def dataset(read: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
    """Mark a reading as one data set: a part of every snapshot. Data sets that it calls are those of its snapshot.

    While its rows stay the same every call returns the very same frame, which nobody may change; ``sliced`` builds on
    that.
    """
    name = f"{read.__module__}.{read.__qualname__}"

    @functools.wraps(read)
    def recall() -> pd.DataFrame:
        reading = _reading.get()
        if reading is None:
            return _shown()[name]
        if name not in reading.tables:
            reading.tables[name] = read()
        return reading.tables[name]

    DATASETS.append(recall)
    return recall


def _read(number: int) -> dict[str, bytes]:
    """Every data set as one moment of the database had it, pickled one by one. number: tells renewals apart."""
    try:
        with one_moment() as connection:
            reading = _Reading(connection)
            outer = _reading.set(reading)
            try:
                for read in DATASETS:
                    read()
            finally:
                _reading.reset(outer)
    except SQLAlchemyError as error:
        raise explain(error) from error
    return {name: pickle.dumps(table) for name, table in reading.tables.items()}


@functools.lru_cache(maxsize=REMEMBERED)
def _table(content: bytes) -> pd.DataFrame:
    """The same content is the same frame, whichever snapshot it comes from."""
    return pickle.loads(content)  # noqa: S301 - pickled by _read, kept in memory only


class _Snapshots:
    """The snapshots of this process: the published one, renewed every so many seconds, and a newer one being read."""

    def __init__(self, seconds: int) -> None:
        self._kept = st.cache_data(ttl=seconds, refresh_mode="background", max_entries=2, show_spinner=False)(_read)
        self._numbers = itertools.count(1)
        self._published = 0
        self._renewing = threading.Lock()

    def newest(self) -> Snapshot:
        """The published snapshot; the first call waits for the database."""
        return MappingProxyType({name: _table(content) for name, content in self._kept(self._published).items()})

    def renew(self) -> None:
        """Read a snapshot under a number of its own, beside the published one, and only then publish it."""
        with self._renewing:
            number = next(self._numbers)
            self._kept(number)
            self._published = number


try:
    _snapshots = _Snapshots(settings.refresh_seconds())
except SettingError as error:
    # Before anything is served: the operator reads this in the terminal.
    raise SystemExit(str(error)) from None


@contextmanager
def pinned() -> Iterator[None]:
    """Inside, every data set comes from the snapshot that is published now, although a newer one may come meanwhile.

    The session's fragments and callbacks, which run without the whole script, get the same one until the next
    ``pinned``: what they draw stands beside what it drew. Raises DatabaseUnavailable.
    """
    snapshot = _snapshots.newest()
    if get_script_run_ctx(suppress_warning=True):
        st.session_state[_SCREEN] = snapshot
    outer = _pinned.set(snapshot)
    try:
        yield
    finally:
        _pinned.reset(outer)


def _shown() -> Snapshot:
    snapshot = _pinned.get()
    if snapshot is None and get_script_run_ctx(suppress_warning=True):
        snapshot = st.session_state.get(_SCREEN)
    return _snapshots.newest() if snapshot is None else snapshot


def renew() -> None:
    """Read a new snapshot now and publish it for every viewer at once; meanwhile they go on with the old one.

    What is pinned stays as it is until the next run. When reading fails the old snapshot stays published. Raises
    DatabaseUnavailable.
    """
    _snapshots.renew()


def sliced(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function made of data sets as they are now, so that a rerun computes nothing again.

    Frames are told apart by identity: a data set that has changed is a new one. The result is shared; nobody may
    change it.
    """

    @functools.lru_cache(maxsize=REMEMBERED)
    def remember(positional: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> R:
        return function(*(_value(key) for key in positional), **{name: _value(key) for name, key in named})

    @functools.wraps(function)
    def recall(*args: P.args, **kwargs: P.kwargs) -> R:
        return remember(tuple(map(_key, args)), tuple((name, _key(value)) for name, value in sorted(kwargs.items())))

    return recall


class _Same:
    """A frame as a key: equal to itself only. It keeps the frame, so that no other can take its identity."""

    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


def _key(value: Any) -> Any:
    return _Same(value) if isinstance(value, pd.DataFrame) else value


def _value(key: Any) -> Any:
    return key.table if isinstance(key, _Same) else key


def warm() -> None:
    """Read the first snapshot, so that the first viewer waits for nothing. Raises DatabaseUnavailable."""
    _snapshots.newest()


def is_live(
    facts: ColumnElement[int], *, periode: ColumnElement, bagian: ColumnElement | str = ""
) -> ColumnElement[bool]:
    """The join of facts with ``muatan_periode`` that keeps the rows of the load that is live for their period.

    facts: the fact table's muatan_id column; periode and bagian: what the subject uses for them.
    """
    part = literal(bagian) if isinstance(bagian, str) else bagian
    return and_(
        muatan_periode.c.muatan_id == facts,
        muatan_periode.c.periode == periode,
        muatan_periode.c.bagian == part,
        muatan_periode.c.berlaku,
    )
