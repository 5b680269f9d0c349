"""Many rows into one table: from dictionaries or from a file, never all of them in memory at once."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Table, insert
from sqlalchemy.exc import DBAPIError

from data import row_security

# Python looks for garbage once 700 more objects are there: larger batches set it going again and again.
BATCH = 500
ARRAY = 5000
BLOCK_BYTES = 1 << 20
Constants = dict[str, int | str | bool]
Say = Callable[[int], None]


@dataclass(frozen=True)
class RowFile:
    """Rows of one table as CSV without a header, in UTF-8.

    ``columns`` in order, an empty value is NULL, one row a line (no line breaks inside), dates in ISO form and numbers
    with a decimal point. ``count``: how many rows.
    """

    path: Path
    columns: tuple[str, ...]
    count: int


def insert_rows(
    connection: Connection, table: Table, rows: Iterable[dict[str, Any]], constants: Constants, say: Say
) -> None:
    """Insert dictionaries, each with the constants, in batches. ``say`` is told how many rows are in so far."""
    rest, stored = iter(rows), 0
    while batch := [row | constants for row in islice(rest, BATCH)]:
        connection.execute(insert(table), batch)
        stored += len(batch)
        say(stored)


def insert_file(connection: Connection, table: Table, rows: RowFile, constants: Constants, say: Say) -> None:
    """Insert the rows of a file, each with the constants, the fast way of the database.

    ``say`` is told how many rows are in so far. Raises ValueError when the file holds another number of rows than it
    should, and what SQLAlchemy raises for rows that the table refuses.
    """
    columns = (*constants, *rows.columns)
    # The constants stand before the columns of every line, so that a line is passed on as it is.
    prefix = io.StringIO()
    csv.writer(prefix, lineterminator=",").writerow(constants.values())
    insert_lines: Callable[..., int] = _copy if connection.dialect.name == "postgresql" else _executemany
    if row_security.is_active(connection, table.name):
        # PostgreSQL refuses COPY where policies decide about every row.
        insert_lines = _insert_columns
    stored = insert_lines(connection, table, rows.path, columns, len(constants), prefix.getvalue(), say)
    if stored != rows.count:
        raise ValueError(f"{rows.count} rows were announced, {stored} were in the file")


def _copy(
    connection: Connection, table: Table, path: Path, columns: tuple[str, ...], fixed: int, prefix: str, say: Say
) -> int:
    """COPY ... FROM STDIN over the connection's own transaction."""
    names = [sql.Identifier(name) for name in columns]
    # Without FORCE_NULL a quoted empty value would be an empty text.
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv, ENCODING 'UTF8', FORCE_NULL ({}))").format(
        sql.Identifier(table.name), sql.SQL(", ").join(names), sql.SQL(", ").join(names[fixed:])
    )
    start, stored = prefix.encode(), 0
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError("rows of a file are copied with psycopg")
    try:
        with path.open("rb") as file, driver.cursor() as cursor, cursor.copy(statement) as copy:
            while lines := file.readlines(BLOCK_BYTES):
                copy.write(start + start.join(lines))
                stored += len(lines)
                say(stored)
    except psycopg.Error as error:
        if driver.broken:
            # As SQLAlchemy does for its own statements: an attempt to roll back would hide why the server hung up.
            connection.invalidate(error)
        raise DBAPIError.instance(statement.as_string(driver), None, error, psycopg.Error) from error
    return stored


def _executemany(
    connection: Connection, table: Table, path: Path, columns: tuple[str, ...], fixed: int, prefix: str, say: Say
) -> int:
    """INSERT in batches; SQLite turns the texts into what its columns hold."""
    quote = connection.dialect.identifier_preparer.quote
    values = ["?"] * fixed + ["nullif(?, '')"] * (len(columns) - fixed)
    statement = f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) VALUES ({', '.join(values)})"  # noqa: S608
    stored = 0
    for batch in _batches(path, prefix, BATCH):
        connection.exec_driver_sql(statement, batch)
        stored += len(batch)
        say(stored)
    return stored


def _insert_columns(
    connection: Connection, table: Table, path: Path, columns: tuple[str, ...], fixed: int, prefix: str, say: Say
) -> int:
    """INSERT on PostgreSQL, a batch at a time: one array of texts for each column."""
    quote = connection.dialect.identifier_preparer.quote
    types = [table.c[name].type.compile(connection.dialect) for name in columns]
    names = [f"c{number}" for number in range(len(columns))]
    texts = names[:fixed] + [f"nullif({name}, '')" for name in names[fixed:]]
    values = [f"CAST({value} AS {kind})" for value, kind in zip(texts, types, strict=True)]
    statement = (
        f"INSERT INTO {quote(table.name)} ({', '.join(map(quote, columns))}) SELECT {', '.join(values)} "  # noqa: S608
        f"FROM unnest({', '.join(['%s::text[]'] * len(columns))}) AS t ({', '.join(names)})"
    )
    stored = 0
    for batch in _batches(path, prefix, ARRAY):
        connection.exec_driver_sql(statement, tuple(map(list, zip(*batch, strict=True))))
        stored += len(batch)
        say(stored)
    return stored


def _batches(path: Path, prefix: str, size: int) -> Iterator[list[tuple[str, ...]]]:
    """The rows of a file, each with the constants before it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader((prefix + line for line in file), strict=True)
        while batch := list(map(tuple, islice(rows, size))):
            yield batch
