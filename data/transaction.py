"""Transactions: writing is all or nothing, reading sees one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from data import lock
from data.engine import engine


class BrokenReferences(RuntimeError):
    """A change of the schema that would leave rows pointing at nothing; it was undone."""


@contextmanager
def transaction(*, schema_change: bool = False) -> Iterator[Connection]:
    """One write transaction on the configured database; undone when anything raises.

    schema_change: nobody else writes meanwhile; it waits for those who do (``data.engine.PATIENCE_SECONDS``).
    SQLite changes a table by making it anew. Its foreign keys sleep meanwhile, or dropping the old table would empty
    those that hang on it, and are checked as a whole at the end. Raises BrokenReferences.
    """
    with engine(write=True).connect() as connection:
        if not (schema_change and connection.dialect.name == "sqlite"):
            with begun(connection, schema_change=schema_change):
                yield connection
            return
        try:
            # Without effect inside a transaction, therefore before it.
            _foreign_keys(connection, "OFF")
            with begun(connection, schema_change=True):
                yield connection
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise BrokenReferences(f"{len(broken)} rows point at nothing, the first in {broken[0][0]}")
        finally:
            _foreign_keys(connection, "ON")


@contextmanager
def begun(connection: Connection, *, schema_change: bool = False) -> Iterator[None]:
    """A write transaction on a connection that has none. It waits for one that changes the schema, or for all others.

    The wait is bounded; what SQLAlchemy raises then is explained by ``data.engine.explain``.
    """
    with connection.begin():
        if connection.dialect.name == "sqlite":
            # Python's driver begins by itself only at the first INSERT, which would leave CREATE TABLE outside.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            lock.hold_schema(connection, alone=schema_change)
        yield


def _foreign_keys(connection: Connection, state: str) -> None:
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {state}")
    connection.rollback()


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
