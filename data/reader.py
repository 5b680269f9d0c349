"""SQLite opened for viewers: it reads what is there and does nothing else, whatever statement it is given."""

import sqlite3
from pathlib import Path

READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
    sqlite3.SQLITE_TRANSACTION,
}
# What SQLAlchemy asks: the columns of a table, and which isolation there is.
QUESTIONS = {"table_info", "table_xinfo"}
ISOLATION = "read_uncommitted"
PATIENCE_SECONDS = 5


def connect(file: Path | None) -> sqlite3.Connection:
    """A connection that cannot write, not even another file. ``None``: an empty database in memory.

    A missing file is an error, never made anew. Raises what sqlite3 raises.
    """
    if file is None:
        return _connect(":memory:")
    name = f"{file.as_uri()}?mode=ro"
    connection = _connect(name)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.OperationalError as error:
        connection.close()
        if not _is_at_rest(file, error):
            raise
        return _connect(f"{name}&immutable=1")
    return connection


def _is_at_rest(file: Path, error: sqlite3.OperationalError) -> bool:
    """Whether only the folder is in the way: write-ahead logging wants a file beside the database, even to read it."""
    refused = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
    return refused and file.exists() and not file.with_name(f"{file.name}-wal").exists()


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=PATIENCE_SECONDS, check_same_thread=False, uri=True)
    connection.set_authorizer(_judge)
    return connection


def _judge(action: int, first: str | None, second: str | None, _database: str | None, _inside: str | None) -> int:
    """SQLite asks this for everything that a statement would do."""
    if action == sqlite3.SQLITE_PRAGMA:
        allowed = first in QUESTIONS or (first == ISOLATION and second is None)
    else:
        allowed = action in READS and not (action == sqlite3.SQLITE_FUNCTION and second == "load_extension")
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
