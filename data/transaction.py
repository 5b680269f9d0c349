"""Transactions: writing is all or nothing, reading sees one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from data.engine import engine


@contextmanager
def transaction() -> Iterator[Connection]:
    """One write transaction on the configured database, changes of the schema included; undone when anything raises."""
    with engine(write=True).begin() as connection:
        if connection.dialect.name == "sqlite":
            # Python's driver begins by itself only at the first INSERT, which would leave CREATE TABLE outside.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


@contextmanager
def one_moment() -> Iterator[Connection]:
    """One transaction of the reading engine: every statement sees the database as it was at the first one."""
    with engine().connect() as connection:
        if connection.dialect.name == "sqlite":
            # Python's driver begins no transaction for a SELECT.
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection
