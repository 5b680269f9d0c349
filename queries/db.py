"""How queries read: one statement per data set, kept in memory and renewed in the background.

A viewer never waits for the database: after the first reading, screens get the last good data while it is read
again, also when the database is away. A function decorated with ``dataset`` reads; plain functions slice its result.
"""

import functools
from collections.abc import Callable

import pandas as pd
import streamlit as st
from sqlalchemy import Boolean, Date, DateTime, Float, Integer, Numeric, Select, String, and_, literal
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql import ColumnElement
from sqlalchemy.types import TypeEngine

from data import settings
from data.engine import DatabaseUnavailable, engine, explain
from data.schema import muatan_periode

__all__ = ["DATASETS", "DatabaseUnavailable", "dataset", "frame", "is_live", "warm"]

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
    """Mark a reading as one data set: cached for all viewers, renewed in the background, warmed at start."""
    cached = st.cache_data(
        ttl=settings.refresh_seconds(), refresh_mode="background", max_entries=1, show_spinner=False
    )(read)
    kept: Callable[[], pd.DataFrame] = functools.update_wrapper(cached, read)
    DATASETS.append(kept)
    return kept


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
