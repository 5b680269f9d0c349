"""The one reader of a process: what it publishes, when it gives up, and what stands in for it after a start without."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from data import kept, settings
from data.engine import DatabaseUnavailable, engine
from data.schema import kabupaten
from queries import db, kepesertaan, reading, refresher, riwayat, wilayah
from queries.reading import patiently
from tests.builders import DECEMBER, add_load, kepesertaan_row
from tests.postgres import Server, free_port

WAIT = 30


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database is looked at often, and the threads end before the database does: ask for it after that."""
    monkeypatch.setattr(refresher, "PROBE_SECONDS", 0.05)
    running = db._refresher
    yield
    for thread in (running._thread, running._keeper):
        db.stop()
        if thread and thread.ident:
            thread.join(WAIT)


def until(true: Callable[[], bool]) -> None:
    """Wait for something that the other thread does."""
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def name() -> str:
    return str(wilayah.regency()["nama"].iloc[0])


def go_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://petugas:rahasia@127.0.0.1:{free_port()}/ruangkerja")


def test_a_load_is_seen_soon_although_everything_is_read_seldom(database: Engine, quick: None) -> None:
    db.start()
    before = db.situation()
    assert before
    assert not before.away
    add_load(database, "kepesertaan", [kepesertaan_row(250)], [("", DECEMBER)])
    until(lambda: 250 in kepesertaan.rows()["aktif_orang"].tolist())


def test_the_same_data_stay_published_while_nothing_changes(sqlite_database: Engine, quick: None) -> None:
    db.start()
    tables, seen = db._refresher.newest(), db.situation()
    assert seen
    until(lambda: db.situation().confirmed_at > seen.confirmed_at + dt.timedelta(seconds=0.2))  # type: ignore[union-attr]
    db.renew()
    assert db._refresher.newest() is tables


def test_a_database_away_is_told_with_the_age_and_comes_back_by_itself(
    sqlite_database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.start()
    with monkeypatch.context() as patch:
        go_away(patch)
        until(lambda: bool(db.situation().away))  # type: ignore[union-attr]
        gone = db.situation()
        assert name() == "Kabupaten Blitar"
        time.sleep(0.3)
        assert db.situation() == gone
        # Before it is back: a change without a load is only seen by the reading that follows.
        with sqlite_database.begin() as connection:
            connection.execute(update(kabupaten).values(nama="Baru"))
    # New data are published a moment before the banner goes.
    until(lambda: name() == "Baru" and not db.situation().away)  # type: ignore[union-attr]
    back = db.situation()
    assert back
    assert gone
    assert not back.away
    assert back.confirmed_at > gone.confirmed_at


def test_a_start_without_the_database_shows_the_last_snapshot_with_its_age(
    postgresql_database: Engine, quick: None, postgres_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.start()
    until(lambda: kept.file().is_file())
    db.stop()
    address = kept.file()
    db.forget()
    with monkeypatch.context() as patch:
        patch.setattr(kept, "file", lambda: address)
        go_away(patch)
        db.start()
        assert name() == "Kabupaten Blitar"
        now = db.situation()
        assert now
        assert now.made_at
        assert dt.timedelta(0) <= dt.datetime.now(dt.UTC) - now.made_at < dt.timedelta(minutes=5)
        assert now.confirmed_at == now.made_at
        assert now.away.startswith("Basis data tidak dapat dihubungi")
    until(lambda: db.situation().made_at is None and not db.situation().away)  # type: ignore[union-attr]


def test_a_start_waits_but_a_moment_where_a_file_can_stand_in(
    sqlite_database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep()
    monkeypatch.setattr(refresher, "MOMENT_SECONDS", 0.2)
    read, answered = db._refresher._read, threading.Event()

    def read_late(now: reading.Reading) -> refresher.Taken:
        answered.wait(WAIT)
        return read(now)

    monkeypatch.setattr(db._refresher, "_read", read_late)
    db.start()
    assert name() == "Kabupaten Blitar"
    standing_in = db.situation()
    assert standing_in
    assert standing_in.made_at
    assert standing_in.away.startswith("Basis data tidak menjawab")
    # The one who was asked again at once is listened to as soon as he answers.
    answered.set()
    until(lambda: db.situation().made_at is None and not db.situation().away)  # type: ignore[union-attr]


def test_a_start_without_a_file_waits_for_the_answer(
    sqlite_database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresher, "MOMENT_SECONDS", 0.2)
    read = db._refresher._read

    def read_slowly(now: reading.Reading) -> refresher.Taken:
        time.sleep(0.5)
        return read(now)

    monkeypatch.setattr(db._refresher, "_read", read_slowly)
    db.start()
    now = db.situation()
    assert now
    assert not now.away


def test_the_file_of_another_database_or_regency_is_not_shown(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = kept.file()
    with monkeypatch.context() as patch:
        patch.setenv("KABUPATEN", "35.06")
        other = kept.file()
    go_away(monkeypatch)
    first = kept.file()
    monkeypatch.setenv("DATABASE_URL", settings.database_url().replace("rahasia", "lain"))
    assert len({here, other, first}) == 3
    assert kept.file() == first
    with monkeypatch.context() as patch:
        several = []
        for servers in ("host=db1,db2", "host=db3,db4", "host=db3,db4&sslmode=require"):
            patch.setenv("DATABASE_URL", f"postgresql://petugas:rahasia@/dasbor?{servers}")
            several.append(kept.file())
        assert several[0] != several[1] == several[2]
    kept.file().parent.mkdir(parents=True)
    kept.file().write_bytes(b"bukan basis data")
    with pytest.raises(DatabaseUnavailable, match="tidak dapat dihubungi"):
        name()


def test_those_who_wait_for_the_first_reading_share_its_failure(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def fail(_: reading.Reading) -> None:
        asked.append(1)
        time.sleep(0.5)
        raise DatabaseUnavailable("Basis data tidak dapat dihubungi.")

    monkeypatch.setattr(db._refresher, "_read", fail)
    with ThreadPoolExecutor(8) as viewers:
        results = [viewers.submit(wilayah.regency) for _ in range(8)]
    assert all(isinstance(result.exception(), DatabaseUnavailable) for result in results)
    assert len(asked) == 1


def test_while_the_thread_runs_nobody_waits_for_a_database_that_is_away(
    sqlite_database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_away(monkeypatch)
    db.start()
    monkeypatch.setattr(db._refresher, "_read", lambda _: time.sleep(WAIT))
    with pytest.raises(DatabaseUnavailable, match="tidak dapat dihubungi"):
        wilayah.regency()
    assert db.situation() is None
    assert db.is_newest()


def test_a_server_that_falls_silent_is_given_up(postgresql_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.5)
    ended = threading.Event()

    def ask(now: reading.Reading) -> None:
        try:
            with engine().connect() as connection, reading.inside(now, connection):
                connection.exec_driver_sql("SELECT pg_sleep(4)")
        finally:
            ended.set()

    with pytest.raises(DatabaseUnavailable, match="tidak menjawab"):
        patiently(ask)
    # The one who waited has stopped too, long before the server would have answered.
    assert ended.wait(2)


def test_a_long_reading_goes_on_as_long_as_there_are_answers(
    sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PATIENCE_SECONDS", 0.5)

    def ask(now: reading.Reading) -> int:
        with engine().connect() as connection, reading.inside(now, connection):
            for _ in range(5):
                time.sleep(0.2)
                db.frame(select(kabupaten.c.kode))
        return 5

    assert patiently(ask) == 5


def test_a_fault_of_the_program_does_not_end_the_thread(
    sqlite_database: Engine, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.start()
    with monkeypatch.context() as patch:
        patch.setattr(db._refresher, "_look", lambda _: 1 / 0)
        until(lambda: bool(db.situation().away))  # type: ignore[union-attr]
    until(lambda: not db.situation().away)  # type: ignore[union-attr]


def test_the_watched_tell_of_every_act(database: Engine) -> None:
    watched = {
        "queries.muatan.live_periods",
        "queries.muatan.loads",
        "queries.riwayat.history",
        "queries.tautan.links",
        "queries.tindak_lanjut.changes",
    }
    assert watched == db.WATCHED
    assert riwayat.history().empty


def test_a_snapshot_that_cannot_be_written_changes_nothing(
    sqlite_database: Engine,
    quick: None,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    (tmp_path / "berkas").write_text("")
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path / "berkas"))
    db.start()
    told = "Potret untuk mulai tanpa basis data tidak dapat ditulis"
    until(lambda: told in caplog.text)
    assert name() == "Kabupaten Blitar"
    # It is tried again and again, and told once.
    tries, write = [], db._refresher._keep
    monkeypatch.setattr(db._refresher, "_keep", lambda: (tries.append(1), write()))
    until(lambda: len(tries) > 2)
    assert caplog.text.count(told) == 1
    now = db.situation()
    assert now
    assert not now.away
