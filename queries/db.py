"""How queries read: one statement per data set, kept in memory and renewed in the background.

A viewer never waits for the database: after the first reading, screens get the last good data while it is read
again, also when the database is away. A function decorated with ``dataset`` reads; plain functions slice its result.
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar
from uuid import uuid4

import pandas as pd
import streamlit as st
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Numeric, Select, String, and_, literal
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import TypeEngine

from data import settings
from data.engine import DatabaseUnavailable, engine, explain
from data.schema import muatan_periode
from data.settings import SettingError

__all__ = ["DATASETS", "DatabaseUnavailable", "SettingError", "dataset", "frame", "is_live", "sliced", "warm"]

P = ParamSpec("P")
R = TypeVar("R")
# Data sets are marked before the server runs, which is as it should be; Streamlit warns of it once for each.
logging.getLogger("streamlit.runtime.caching.cache_data_api").setLevel(logging.ERROR)
# How many results of one slicing function are kept: a few screens times the choices that people make.
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


def frame(statement: Select) -> pd.DataFrame:
    """The rows of a statement, with the same column types on every database, also when there are none.

    A NULL is NaN, NaT or None; a whole-number column with NULLs is float64. Raises DatabaseUnavailable.
    """
    try:
        with engine().connect() as connection:
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
    """Mark a reading as one data set: cached for all viewers, renewed in the background, warmed at start.

    Until it is renewed every call returns the very same frame, which nobody may change; ``sliced`` builds on that.
    """

    def stamped() -> tuple[str, pd.DataFrame]:
        return uuid4().hex, read()

    try:
        seconds = settings.refresh_seconds()
    except SettingError as error:
        # Before anything is served: the operator reads this in the terminal.
        raise SystemExit(str(error)) from None
    cached = st.cache_data(ttl=seconds, refresh_mode="background", max_entries=1, show_spinner=False)(
        functools.update_wrapper(stamped, read)
    )
    newest: tuple[str, pd.DataFrame] | None = None

    def kept() -> pd.DataFrame:
        nonlocal newest
        found = cached()
        if newest is None or newest[0] != found[0]:
            newest = found
        return newest[1]

    functools.update_wrapper(kept, read)
    DATASETS.append(kept)
    return kept


def sliced(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function made of data sets as they are now, so that a rerun computes nothing again.

    Frames are told apart by identity: a renewed data set is a new one. The result is shared; nobody may change it.
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
    """Read every data set once, so that the first viewer waits for nothing. Raises DatabaseUnavailable."""
    for read in DATASETS:
        read()


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
