"""A regency's data are found by its code: nothing that is read looks through the rows of other regencies."""

import re
from typing import Any

import pytest
from sqlalchemy import Engine, event

from data.schema import metadata
from data.transaction import one_moment
from queries import db, reading

SHARED = {name for name, table in metadata.tables.items() if "kabupaten_kode" in table.c or "muatan_id" in table.c}


@pytest.fixture
def statements(sqlite_database: Engine) -> list[tuple[str, Any]]:
    """What one reading of all data sets asks, with its parameters."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with one_moment() as connection, reading.inside(reading.Reading(), connection):
            for read in db.DATASETS:
                read()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return asked


def test_no_statement_scans_what_regencies_share(sqlite_database: Engine, statements: list[tuple[str, Any]]) -> None:
    assert len(statements) >= len(db.DATASETS) - 1
    with sqlite_database.connect() as connection:
        for statement, values in statements:
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
            scanned = {found[1] for step in plan if (found := re.match(r"SCAN (\w+)", step))}
            assert not scanned & SHARED, (statement, plan)
