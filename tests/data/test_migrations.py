"""An older database keeps every row when it is brought up to date; a change that would break one is undone."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, MetaData, insert, inspect, select

from data import loads, migrate, reference, sample
from data.engine import engine
from data.schema import metadata, muatan_periode
from data.transaction import BrokenReferences, transaction
from tests.builders import DECEMBER, KABUPATEN, add_load, bantuan_iuran_row, ekosistem_row, is_migrated, kepesertaan_row
from tests.postgres import Server

Rows = dict[str, list[str]]
FIRST_SAMPLE = ("semesta", "kepesertaan", "klaim", "target")
_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def first_release(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database that migration 0001 made, with reference and sample rows; DATABASE_URL names it."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'penuh.db'}")
    # The sample that the first release had.
    monkeypatch.setattr(sample, "SUBJECTS", {jenis: sample.SUBJECTS[jenis] for jenis in FIRST_SAMPLE})
    with transaction(schema_change=True) as connection:
        migrate.upgrade(connection)
        reference.store(connection)
        sample.store(connection)
        rows = {table: connection.execute(select(table)).mappings().all() for table in metadata.sorted_tables}
    if request.param == "sqlite":
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'lama.db'}")
    else:
        server: Server = request.getfixturevalue("postgres_server")
        monkeypatch.setenv("DATABASE_URL", server.create(f"lama_{next(_numbers)}"))
    with transaction() as connection:
        command.upgrade(migrate._config(connection), "0001")
        known = inspect(connection)
        for table, content in rows.items():
            if content:
                columns = {column["name"] for column in known.get_columns(table.name)}
                connection.execute(
                    insert(table), [{name: row[name] for name in row if name in columns} for row in content]
                )
        if request.param == "postgresql":
            connection.exec_driver_sql("SELECT setval('muatan_id_seq', (SELECT max(id) FROM muatan))")
    yield engine(write=True)
    engine(write=True).dispose()


def contents(database: Engine, *, like: MetaData | None = None) -> tuple[MetaData, Rows]:
    """Every row of every table, of the columns that the tables have or had."""
    found = like or MetaData()
    with database.connect() as connection:
        if like is None:
            found.reflect(connection)
        names = [table.name for table in found.sorted_tables if table.name != "alembic_version"]
        return found, {
            name: sorted(map(repr, connection.execute(select(*found.tables[name].columns)))) for name in names
        }


# What the reflection of SQLite passes over are the indexes on expressions; rows are compared here.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_every_row_is_kept(first_release: Engine) -> None:
    tables, before = contents(first_release)
    assert {name for name, rows in before.items() if not rows} == {"batas", "tindak_lanjut", "ekosistem"}
    with transaction(schema_change=True) as connection:
        migrate.upgrade(connection)
        assert is_migrated(connection)
    assert contents(first_release, like=tables)[1] == before

    add_load(first_release, "kepesertaan", [kepesertaan_row(baris=4)], [("", DECEMBER)], lembar="Data")
    add_load(first_release, "bantuan_iuran", [bantuan_iuran_row()], [])


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_every_row_is_kept_on_the_way_back(first_release: Engine) -> None:
    tables, before = contents(first_release)
    with transaction(schema_change=True) as connection:
        migrate.upgrade(connection)
    with transaction(schema_change=True) as connection:
        command.downgrade(migrate._config(connection), "0001")
    assert contents(first_release, like=tables)[1] == before


def test_the_ecosystem_is_parted_and_put_together_again(first_release: Engine) -> None:
    def live() -> list[tuple[str, int]]:
        columns = (muatan_periode.c.bagian, muatan_periode.c.muatan_id)
        here = (muatan_periode.c.jenis == "ekosistem") & muatan_periode.c.berlaku
        with first_release.connect() as connection:
            return sorted(map(tuple, connection.execute(select(*columns).where(here))))

    def move(change: Callable[..., None], revision: str) -> None:
        with transaction(schema_change=True) as connection:
            change(migrate._config(connection), revision)

    village, cover = "35.05.09.2001", [("", DECEMBER)]
    move(command.upgrade, "0002")
    with first_release.begin() as connection:
        reference.store(connection)
    of_both = [ekosistem_row(opd=None, desa_kode=village, kelompok=each) for each in ("RT", "RW")] + [ekosistem_row()]
    older = add_load(first_release, "ekosistem", of_both, cover)
    newer = add_load(first_release, "ekosistem", [ekosistem_row(30)], cover)
    cancelled = add_load(first_release, "ekosistem", [ekosistem_row(40)], cover)
    with first_release.begin() as connection:
        loads.set_status(connection, KABUPATEN, [cancelled], "dibatalkan")
    assert live() == [("", newer)]
    move(command.upgrade, "0003")
    assert live() == [("desa", older), ("opd", newer)]
    move(command.downgrade, "0002")
    assert live() == [("", newer)]


def orphan(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM kecamatan WHERE kode = '35.05.01'")


def interrupt(_connection: Connection) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("fault", "error"), [(orphan, BrokenReferences), (interrupt, KeyboardInterrupt)])
def test_a_change_that_fails_is_undone_and_foreign_keys_hold_again(
    sqlite_database: Engine, fault: Callable[[Connection], None], error: type[BaseException]
) -> None:
    def spoil() -> None:
        with transaction(schema_change=True) as connection:
            connection.exec_driver_sql("CREATE TABLE uji (kode INTEGER)")
            fault(connection)

    def state() -> tuple[Any, ...]:
        with sqlite_database.connect() as connection:
            return (
                connection.exec_driver_sql("SELECT count(*) FROM kecamatan").scalar(),
                connection.exec_driver_sql("PRAGMA foreign_keys").scalar(),
            )

    with pytest.raises(error):
        spoil()
    assert state() == (22, 1)
    assert "uji" not in inspect(sqlite_database).get_table_names()


def test_a_table_is_not_made_anew_while_foreign_keys_would_empty_others(sqlite_database: Engine) -> None:
    with (
        pytest.raises(RuntimeError, match="foreign keys must sleep"),
        transaction() as connection,
    ):
        command.downgrade(migrate._config(connection), "0001")
    with sqlite_database.connect() as connection:
        assert is_migrated(connection)
