"""Reaching the database: what a fault says, and what a viewer cannot do."""

import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from data.engine import DatabaseUnavailable, address, engine, explain
from data.schema import kabupaten
from tests.postgres import Server, free_port

PASSWORD = "r4hasia-sekali"
Sentence = Callable[[str], str]
COUNT = select(func.count()).select_from(kabupaten)
WRITES = [
    "INSERT INTO kabupaten (kode, nama) VALUES ('99.99', 'Uji')",
    "UPDATE kabupaten SET nama = 'Uji'",
    "DELETE FROM iuran",
    "CREATE TABLE uji (kode INTEGER)",
    "CREATE INDEX uji ON kabupaten (nama)",
    "DROP TABLE iuran",
]


@pytest.fixture
def sentence(monkeypatch: pytest.MonkeyPatch) -> Sentence:
    """What is said when a viewer reads from an address. It is one sentence and shows nothing of the address."""

    def read(url: str) -> str:
        monkeypatch.setenv("DATABASE_URL", url)
        try:
            with engine().connect() as connection:
                connection.execute(COUNT)
        except DatabaseUnavailable as error:
            said = str(error)
        except SQLAlchemyError as error:
            said = str(explain(error))
        else:
            pytest.fail("the database could be read")
        assert re.fullmatch(r"[A-Z][^.]*(\.[^. ]+[^.]*)*\.", said)
        for secret in (PASSWORD, "petugas", "127.0.0.1", "contoh.id", "ruangkerja", "SELECT"):
            assert secret not in said
        return said

    return read


@pytest.mark.parametrize(
    "url",
    [
        "bukan alamat",
        f"postgresql://petugas:p@{PASSWORD}:w0rd/x@contoh.id/ruangkerja",
        f"postgresql://petugas:{PASSWORD}@contoh.id:{PASSWORD}/ruangkerja",
        f"petugas:{PASSWORD}@contoh.id",
    ],
)
def test_a_malformed_address(sentence: Sentence, url: str) -> None:
    assert sentence(url).startswith("DATABASE_URL tidak dapat dibaca")


@pytest.mark.parametrize("kind", ["mysql", "oracle", "postgresql+asyncpg", "sqlite+aiosqlite"])
def test_a_database_of_another_kind(sentence: Sentence, kind: str) -> None:
    said = sentence(f"{kind}://petugas:{PASSWORD}@contoh.id/ruangkerja")
    assert said.startswith("DATABASE_URL harus menunjuk PostgreSQL")


def test_nobody_listens(sentence: Sentence) -> None:
    said = sentence(f"postgresql://petugas:{PASSWORD}@127.0.0.1:{free_port()}/ruangkerja")
    assert said == "Basis data tidak dapat dihubungi: periksa server dan DATABASE_URL."


def test_a_server_that_never_answers_is_given_up(sentence: Sentence) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        started = time.monotonic()
        said = sentence(f"postgresql://petugas:{PASSWORD}@127.0.0.1:{silent.getsockname()[1]}/ruangkerja")
        assert time.monotonic() - started < 6
    assert said == "Basis data tidak dapat dihubungi: periksa server dan DATABASE_URL."


def test_a_wrong_password(sentence: Sentence, postgres_server: Server) -> None:
    said = sentence(f"postgresql://postgres:{PASSWORD}@127.0.0.1:{postgres_server.port}/postgres")
    assert said == "Basis data menolak nama pengguna atau kata sandi."


def test_only_a_copy_of_the_database_answers() -> None:
    error = OperationalError("", None, Exception("connection failed: server is in hot standby mode"))
    assert str(explain(error)).startswith("Yang menjawab hanya salinan basis data")


def test_a_postgresql_database_without_tables(sentence: Sentence, postgres_server: Server) -> None:
    assert sentence(postgres_server.url("postgres")) == "Basis data belum disiapkan: jalankan python -m data build."


def test_a_sqlite_file_without_tables(sentence: Sentence, tmp_path: Path) -> None:
    empty = tmp_path / "kosong.db"
    empty.touch()
    assert sentence(f"sqlite:///{empty}") == "Basis data belum disiapkan: jalankan python -m data build."


def test_a_missing_sqlite_file(sentence: Sentence, tmp_path: Path) -> None:
    said = sentence(f"sqlite:///{tmp_path / 'hilang.db'}")
    assert said == "Berkas basis data tidak ada atau tidak dapat dibuka: jalankan python -m data build."
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_database(sentence: Sentence, tmp_path: Path) -> None:
    (tmp_path / "rusak.db").write_bytes(b"bukan basis data" * 100)
    said = sentence(f"sqlite:///{tmp_path / 'rusak.db'}")
    assert said == "Berkas basis data rusak: pulihkan dari cadangan."


@pytest.mark.parametrize("statement", WRITES)
def test_a_viewer_cannot_write(database: Engine, statement: str) -> None:
    # The error is DatabaseError on SQLite and InternalError on PostgreSQL.
    with pytest.raises(SQLAlchemyError, match=r"not authorized|read-only"), engine().begin() as connection:
        connection.exec_driver_sql(statement)
    with database.begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_viewer_reads_the_old_rows_while_a_load_runs(database: Engine) -> None:
    with database.begin() as writer:
        writer.execute(insert(kabupaten).values(kode="99.99", nama="Uji"))
        with engine().connect() as viewer:
            assert viewer.scalar(COUNT) == 1
    with engine().connect() as viewer:
        assert viewer.scalar(COUNT) == 2


def test_a_deleted_file_is_not_made_again(sqlite_database: Engine) -> None:
    file = Path(sqlite_database.url.database or "")
    with engine().connect() as connection:
        assert connection.scalar(COUNT) == 1
    engine().dispose()
    sqlite_database.dispose()
    file.unlink()
    with pytest.raises(SQLAlchemyError, match="unable to open"), engine().connect():
        pass
    assert not file.exists()


@pytest.mark.parametrize("folder", ["dengan spasi", "tanda#pagar", "persen%20", "é"])
def test_a_file_may_stand_in_any_folder(
    sqlite_database: Engine, tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / folder / "uji.db"
    file.parent.mkdir()
    Path(sqlite_database.url.database or "").rename(file)
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url.set(database=str(file)).render_as_string())
    with engine().connect() as connection:
        assert connection.scalar(COUNT) == 1


def test_a_query_of_a_viewer_ends_in_seconds(postgresql_database: Engine) -> None:
    with engine().connect() as viewer, postgresql_database.connect() as writer:
        assert viewer.exec_driver_sql("SHOW statement_timeout").scalar() == "5s"
        assert writer.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
        assert viewer.exec_driver_sql("SHOW idle_in_transaction_session_timeout").scalar() == "15s"


@pytest.mark.parametrize("kind", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_name_of_postgresql_means_the_same_driver(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{kind}://petugas:{PASSWORD}@contoh.id/ruangkerja")
    assert address().drivername == "postgresql+psycopg"


def test_one_engine_for_an_address_and_a_purpose(sqlite_database: Engine) -> None:
    assert engine(write=True) is sqlite_database
    assert engine() is engine()
    assert engine() is not sqlite_database
