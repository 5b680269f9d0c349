"""The one way in which the command line writes: all of it or nothing."""

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
