"""How queries read: all data sets together, as one moment of the database had them, renewed in the background.

A viewer never waits for the database: after the first reading, screens get the last good snapshot while the next is
read, also when the database is away. A function decorated with ``dataset`` reads; plain functions slice its result, and
``memory.remembered`` keeps the slice.
"""

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Numeric, Select, String, and_, literal
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import TypeEngine
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data import kept, settings, snapshot
from data.engine import DatabaseUnavailable, engine, explain
from data.schema import muatan_periode
from data.settings import SettingError
from data.transaction import one_moment
from memory import remembered
from queries import reading
from queries.reading import Reading, Snapshot
from queries.refresher import Refresher, Situation, Taken

__all__ = [
    "DATASETS", "WATCHED", "DatabaseUnavailable", "SettingError", "Situation", "dataset", "forget", "frame",
    "is_live", "is_newest", "of_snapshot", "pinned", "renew", "shown", "situation", "start", "stop", "watched",
]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")

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
# Those that are read every few seconds, because they tell whether anything else has changed.
WATCHED: set[str] = set()
_pinned: ContextVar[Snapshot | None] = ContextVar("_pinned", default=None)
# So many rows are taken from the database at once.
BLOCK = 2000
# Where a session keeps the snapshot that its screen shows.
_SCREEN = "_snapshot"


def frame(statement: Select) -> pd.DataFrame:
    """The rows of a statement, with the same column types on every database, also when there are none.

    Inside a snapshot that is being read, as its moment had them. A NULL is NaN, NaT or None; a whole-number column
    with NULLs is float64. Raises DatabaseUnavailable.
    """
    now, columns = reading.current(), list(statement.selected_columns)
    values: list[list[Any]] = [[] for _ in columns]
    try:
        with nullcontext(now.connection) if now and now.connection else engine().connect() as connection:
            # Block by block into columns: many rows at once would wake Python's collector of cycles, which then looks
            # at everything that is held; and pandas asks every row of SQLAlchemy by itself what it is.
            for rows in connection.execute(statement).partitions(BLOCK):
                for own, more in zip(values, zip(*rows, strict=True), strict=True):
                    own += more
    except SQLAlchemyError as error:
        raise explain(error) from error
    if now:
        now.advance()
    return pd.DataFrame({each.name: _series(each.type, own) for each, own in zip(columns, values, strict=True)})


def _series(kind: TypeEngine, values: Sequence[Any]) -> pd.Series:
    dtype = next(dtype for known, dtype in _DTYPES.items() if isinstance(kind, known))
    if dtype == "int64" and None in values:
        dtype = "float64"
    if isinstance(kind, DateTime):
        # SQLite keeps no zone: what it holds is UTC.
        return pd.to_datetime(pd.Series(values, dtype="object"), utc=True).astype(dtype)
    return pd.Series(values, dtype=dtype)


def dataset(read: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
    """Mark a reading as one data set: a part of every snapshot. Data sets that it calls are those of its snapshot.

    While its rows stay the same every call returns the very same frame, which nobody may change; ``remembered`` builds
    on that.
    """
    name = _name(read)

    @functools.wraps(read)
    def recall() -> pd.DataFrame:
        now = reading.current()
        if now is None:
            return shown()[name]
        if name not in now.tables:
            now.tables[name] = read()
        return now.tables[name]

    DATASETS.append(recall)
    return recall


def watched(read: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
    """A small data set that is read every few seconds; when it differs, all are read anew."""
    WATCHED.add(_name(read))
    return dataset(read)


def _name(read: Callable) -> str:
    return f"{read.__module__}.{read.__qualname__}"


def _take(now: Reading, *, only: set[str] | None = None) -> Taken:
    """The data sets as one moment of the database had them. only: the names of those that are wanted."""
    try:
        with one_moment() as connection, reading.inside(now, connection):
            return _taken(now, only)
    except SQLAlchemyError as error:
        raise explain(error) from error


def _taken(now: Reading, only: set[str] | None = None) -> Taken:
    for read in DATASETS:
        if only is None or _name(read) in only:
            read()
    assert now.connection is not None  # noqa: S101 - for the types
    return Taken(now.tables, snapshot.made_at(now.connection))


def _look(now: Reading) -> Snapshot:
    return _take(now, only=WATCHED).tables


def _fall_back() -> Taken | None:
    """What the file of the last reading holds; None when there is none that can be read."""
    now = Reading()
    try:
        with kept.last().connect() as connection, reading.inside(now, connection):
            return _taken(now)
    except (DatabaseUnavailable, SQLAlchemyError):
        return None


try:
    _refresher = Refresher(
        read=_take,
        look=_look,
        fall_back=_fall_back,
        is_kept=kept.is_there,
        keep=kept.keep,
        seconds=settings.refresh_seconds(),
    )
except SettingError as error:
    # Before anything is served: the operator reads this in the terminal.
    raise SystemExit(str(error)) from None

start, stop, forget = _refresher.start, _refresher.stop, _refresher.forget


@contextmanager
def pinned() -> Iterator[None]:
    """Inside, every data set comes from the snapshot that is published now, although a newer one may come meanwhile.

    The session's fragments and callbacks, which run without the whole script, get the same one until the next
    ``pinned``: what they draw stands beside what it drew. Raises DatabaseUnavailable.
    """
    newest = _refresher.newest()
    if get_script_run_ctx(suppress_warning=True):
        st.session_state[_SCREEN] = newest
    outer = _pinned.set(newest)
    try:
        yield
    finally:
        _pinned.reset(outer)


def shown() -> Snapshot:
    """The data sets that the session's screen shows, one and the same until others are published. Raises
    DatabaseUnavailable.
    """
    now = _pinned.get()
    if now is None and get_script_run_ctx(suppress_warning=True):
        now = st.session_state.get(_SCREEN)
    return _refresher.newest() if now is None else now


def is_newest() -> bool:
    """Whether the session's screen shows what is published now; True when there is nothing to show."""
    try:
        return st.session_state.get(_SCREEN) is _refresher.newest()
    except DatabaseUnavailable:
        return True


def situation() -> Situation | None:
    """Whether the database answers, and how old the data on the screens are; None while there are none."""
    return _refresher.situation()


def renew() -> None:
    """Read a new snapshot now and publish it for every viewer at once; meanwhile they go on with the old one.

    What is pinned stays as it is until the next run. When reading fails the old snapshot stays published. Raises
    DatabaseUnavailable.
    """
    _refresher.renew()


def of_snapshot(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a function made of the data sets as they are shown now; for those that read them themselves.

    The result is shared; nobody may change it.
    """

    @remembered
    def recall(snapshot: Snapshot, *args: P.args, **kwargs: P.kwargs) -> R:
        outer = _pinned.set(snapshot)
        try:
            return function(*args, **kwargs)
        finally:
            _pinned.reset(outer)

    @functools.wraps(function)
    def remember(*args: P.args, **kwargs: P.kwargs) -> R:
        return recall(shown(), *args, **kwargs)

    return remember


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
