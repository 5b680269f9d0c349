"""One moment on every screen: data sets are read together, published together, and stay together for a whole run."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pandas as pd
import pytest
from sqlalchemy import Column, Engine, MetaData, String, Table, event, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from streamlit.testing.v1 import AppTest

from data.engine import engine
from data.schema import kabupaten, kecamatan
from data.transaction import one_moment
from queries import acuan, db, wilayah
from queries.db import DatabaseUnavailable, dataset, frame
from tests.postgres import free_port

Read = Callable[[], pd.DataFrame]
WAIT = 20


@pytest.fixture
def areas(monkeypatch: pytest.MonkeyPatch) -> tuple[Read, Read]:
    """Two data sets whose names all begin with one word, after ``rename``: the regency and its kecamatan."""
    monkeypatch.setattr(db, "DATASETS", [])

    @dataset
    def regency() -> pd.DataFrame:
        return frame(select(kabupaten.c.nama))

    @dataset
    def districts() -> pd.DataFrame:
        return frame(select(kecamatan.c.nama))

    return regency, districts


def rename(engine: Engine, name: str) -> None:
    """Let the name of every area begin with one word, in one transaction."""
    with engine.begin() as connection:
        connection.execute(update(kabupaten).values(nama=name))
        connection.execute(update(kecamatan).values(nama=name + " " + kecamatan.c.kode))


def words(*reads: Read) -> list[str]:
    """The first words of the names that each data set holds."""
    return [",".join(sorted(set(read()["nama"].str.split().str[0]))) for read in reads]


def selects(statement: str) -> bool:
    return statement.startswith("SELECT") and "\nFROM" in statement


@contextmanager
def after_each_statement(act: Callable[[str], None]) -> Iterator[None]:
    """Do something after every statement of viewers that reads a table."""

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if selects(statement):
            act(statement)

    reader = engine()
    event.listen(reader, "after_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(reader, "after_cursor_execute", note)


def test_a_writer_between_two_statements_leads_to_no_mixture(areas: tuple[Read, Read], database: Engine) -> None:
    rename(database, "Lama")
    asked: list[str] = []

    def commit(statement: str) -> None:
        asked.append(statement)
        if len(asked) == 1:
            rename(database, "Baru")

    with after_each_statement(commit):
        assert words(*areas) == ["Lama", "Lama"]
    assert len(asked) == 2
    db.renew()
    assert words(*areas) == ["Baru", "Baru"]


def test_each_data_set_is_one_statement_of_a_snapshot(database: Engine) -> None:
    asked: list[str] = []
    with after_each_statement(asked.append):
        db.renew()
    assert len(asked) == len(set(asked)) == len(db.DATASETS)
    with after_each_statement(asked.append):
        for read in db.DATASETS:
            read()
    assert len(asked) == len(db.DATASETS)


def test_a_data_set_made_of_others_gets_them_from_its_own_snapshot(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "DATASETS", [])
    used: list[pd.DataFrame] = []

    @dataset
    def both() -> pd.DataFrame:
        used.extend([regency(), regency()])
        return used[-1].assign(tambahan="ya")

    @dataset
    def regency() -> pd.DataFrame:
        return frame(select(kabupaten.c.nama))

    asked: list[str] = []
    with after_each_statement(asked.append):
        assert both()["nama"].tolist() == regency()["nama"].tolist()
    assert len(asked) == 1
    rename(sqlite_database, "Baru")
    db.renew()
    assert both()["nama"].tolist() == ["Baru"]
    assert [table["nama"].iloc[0] for table in used] == ["Kabupaten Blitar"] * 2 + ["Baru"] * 2
    assert used[0] is used[1]


def test_reading_leaves_the_connection_unable_to_write(database: Engine) -> None:
    for _ in range(2):
        with one_moment() as connection:
            connection.execute(select(kabupaten.c.nama)).all()
            if database.dialect.name == "postgresql":
                assert connection.scalar(text("SHOW transaction_isolation")) == "repeatable read"
                assert connection.scalar(text("SHOW transaction_read_only")) == "on"
            with pytest.raises(SQLAlchemyError, match=r"read-?only|not authorized"):
                connection.execute(update(kabupaten).values(nama="x"))
    with engine().connect() as connection, pytest.raises(SQLAlchemyError, match=r"read-?only|not authorized"):
        connection.execute(update(kabupaten).values(nama="x"))


def test_what_is_pinned_stays_while_a_renewal_lands(areas: tuple[Read, Read], sqlite_database: Engine) -> None:
    regency, _ = areas
    rename(sqlite_database, "Lama")
    with db.pinned():
        before = regency()
        rename(sqlite_database, "Baru")
        db.renew()
        assert words(*areas) == ["Lama", "Lama"]
        assert regency() is before
        with ThreadPoolExecutor(1) as other:
            assert other.submit(words, *areas).result(WAIT) == ["Baru", "Baru"]
    assert words(*areas) == ["Baru", "Baru"]


def test_a_renewal_publishes_at_once_and_blocks_no_one(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "DATASETS", [])
    begun, go_on = threading.Event(), threading.Event()
    go_on.set()

    @dataset
    def regency() -> pd.DataFrame:
        begun.set()
        assert go_on.wait(WAIT)
        return frame(select(kabupaten.c.nama))

    assert words(regency) == ["Kabupaten"]
    rename(sqlite_database, "Baru")
    begun.clear()
    go_on.clear()
    with ThreadPoolExecutor(2) as others:
        renewal = others.submit(db.renew)
        try:
            assert begun.wait(WAIT)
            assert others.submit(words, regency).result(WAIT) == ["Kabupaten"]
            assert not renewal.done()
        finally:
            go_on.set()
        renewal.result(WAIT)
        assert others.submit(words, regency).result(WAIT) == ["Baru"]


def test_a_second_renewal_reads_again_although_one_is_under_way(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(db, "DATASETS", [])
    begun, go_on = threading.Event(), threading.Event()
    go_on.set()

    @dataset
    def regency() -> pd.DataFrame:
        table = frame(select(kabupaten.c.nama))
        begun.set()
        assert go_on.wait(WAIT)
        return table

    words(regency)
    begun.clear()
    go_on.clear()
    with ThreadPoolExecutor(2) as others:
        first = others.submit(db.renew)
        try:
            assert begun.wait(WAIT)
            rename(sqlite_database, "Baru")
            second = others.submit(db.renew)
        finally:
            go_on.set()
        first.result(WAIT)
        second.result(WAIT)
    assert words(regency) == ["Baru"]


def test_a_renewal_that_fails_leaves_the_old_data(
    areas: tuple[Read, Read], sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(sqlite_database, "Lama")
    words(*areas)
    rename(sqlite_database, "Baru")
    with monkeypatch.context() as patch:
        patch.setenv("DATABASE_URL", f"postgresql://petugas:rahasia@127.0.0.1:{free_port()}/ruangkerja")
        with pytest.raises(DatabaseUnavailable, match=r"^Basis data tidak dapat dihubungi"):
            db.renew()
        assert words(*areas) == ["Lama", "Lama"]
    db.renew()
    assert words(*areas) == ["Baru", "Baru"]


def test_a_reading_that_fails_half_way_publishes_nothing(
    areas: tuple[Read, Read], database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename(database, "Lama")
    words(*areas)
    rename(database, "Baru")
    with monkeypatch.context() as patch:

        @dataset
        def missing() -> pd.DataFrame:
            return frame(select(Table("tak_ada", MetaData(), Column("nama", String)).c.nama))

        patch.setattr(db, "DATASETS", [*db.DATASETS, missing])
        with pytest.raises(DatabaseUnavailable):
            db.renew()
    assert words(*areas) == ["Lama", "Lama"]


def test_a_renewal_without_changes_keeps_the_frames(sample_database: Engine) -> None:
    before = [read() for read in db.DATASETS]
    db.renew()
    assert all(read() is table for read, table in zip(db.DATASETS, before, strict=True))
    programmes = acuan.programmes()
    rename(sample_database, "Baru")
    db.renew()
    assert wilayah.regency()["nama"].tolist() == ["Baru"]
    assert acuan.programmes() is programmes


def session() -> None:
    """A script whose button tells what a callback, which runs before the script, is shown."""
    import streamlit as st

    from queries import db, wilayah

    def tell() -> None:
        st.session_state["dilihat"] = wilayah.regency()["nama"].iloc[0]

    with db.pinned():
        st.button("Lihat", on_click=tell)
        st.text(wilayah.regency()["nama"].iloc[0])


def test_a_callback_is_shown_what_stands_on_the_screen(sqlite_database: Engine) -> None:
    app = AppTest.from_function(session).run(timeout=WAIT)
    rename(sqlite_database, "Baru")
    db.renew()
    app.button[0].click().run(timeout=WAIT)
    assert app.session_state["dilihat"] == "Kabupaten Blitar"
    assert app.text[0].value == "Baru"
