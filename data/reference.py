"""Reference rows: areas, vocabulary, tariffs, definitions of the base, and the figures that BPS published.

They live in ``data/seed/*.csv``, one file per table, each with its source in a column or in ``data/seed/README.md``.
"""

import csv
import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, exists, insert, select, update

from data import loads
from data.schema import (
    basis,
    desa,
    iuran,
    kabupaten,
    kecamatan,
    muatan,
    pembayar,
    program,
    segmen,
    semesta,
)

SEED = Path(__file__).with_name("seed")
TABLES = (kabupaten, kecamatan, desa, segmen, program, pembayar, iuran, basis)
PUBLISHED = "semesta_acuan"


def store(connection: Connection) -> None:
    """Insert the reference rows that are missing and update those that changed, inside the caller's transaction.

    Rows that only the database has stay: another regency may have added its own. The published figures become a load
    with origin 'acuan', once.
    """
    for table in TABLES:
        store_rows(connection, table, read(table.name))
    _store_published(connection)


def store_rows(connection: Connection, table: Table, rows: Sequence[dict[str, str]]) -> None:
    """Insert the rows of one file that are missing and update those that changed, inside the caller's transaction."""
    keys = list(table.primary_key.columns)
    stored = {tuple(row[key.name] for key in keys): dict(row) for row in connection.execute(select(table)).mappings()}
    missing = []
    for row in (typed(row, table) for row in rows):
        before = stored.get(tuple(row[key.name] for key in keys))
        if before is None:
            missing.append(row)
        elif before != row:
            connection.execute(update(table).where(*(key == row[key.name] for key in keys)).values(row))
    if missing:
        connection.execute(insert(table), missing)


def read(name: str) -> list[dict[str, str]]:
    """The rows of one seed file, values as written; ``name`` without its ending."""
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(rows: Sequence[dict[str, Any]]) -> str:
    """The SHA-256 of rows that come from no file, in hexadecimal: the same rows give the same digest everywhere."""
    return hashlib.sha256(json.dumps(rows, default=str, sort_keys=True).encode()).hexdigest()


def typed(row: dict[str, str], table: Table) -> dict[str, Any]:
    """One seed row with the types of its table's columns; an empty value is NULL."""
    return {name: _value(text, table.c[name]) for name, text in row.items()}


def _value(text: str, column: Column[Any]) -> Any:
    kind = column.type.python_type
    if text == "":
        return None
    if kind is bool:
        return text == "true"
    if kind is dt.date:
        return dt.date.fromisoformat(text)
    return Decimal(text) if kind is Decimal else kind(text)


def _store_published(connection: Connection) -> None:
    published: dict[str, list[dict[str, Any]]] = {}
    for row in read(PUBLISHED):
        published.setdefault(row.pop("kabupaten_kode"), []).append(typed(row, semesta))
    for kode, facts in published.items():
        sha256 = digest(facts)
        known = exists().where(muatan.c.kabupaten_kode == kode, muatan.c.asal == "acuan", muatan.c.sha256 == sha256)
        if connection.scalar(select(known)):
            continue
        definitions = {
            row.kode: row
            for row in connection.execute(select(basis).where(basis.c.kabupaten_kode == kode))
            if row.kode in {fact["basis_kode"] for fact in facts}
        }
        load = loads.Load(
            jenis="semesta",
            asal="acuan",
            nama_berkas=f"{PUBLISHED}.csv",
            sha256=sha256,
            sumber="; ".join(sorted({row.sumber for row in definitions.values()})),
            oleh="program",
            table=semesta,
            rows=facts,
            covers=frozenset((fact["basis_kode"], fact["tanggal"]) for fact in facts),
            totals=[
                loads.Total(f"{definitions[fact['basis_kode']].nama} (orang)", fact["semesta_orang"]) for fact in facts
            ],
        )
        loads.store(connection, kode, load)
