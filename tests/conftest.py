"""The ground that the tests stand on: databases of both kinds, and a wall around the real one."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from weakref import WeakSet

import pytest
import streamlit as st
from sqlalchemy import Connection, Engine, event

from data import engine as engine_module
from data import migrate, reference, sample, settings
from data.transaction import transaction
from queries import db
from tests import heard, postgres

SETTINGS = (
    "DATABASE_URL",
    "KABUPATEN",
    "SEGARKAN_DETIK",
    "CATATAN",
    "NAMA_HOST",
    "BATAS_USIA_DATA_HARI",
    "UNGGAH",
    "MASUK",
    "AKSES_TERBUKA",
    "FOLDER_KEADAAN",
)
_numbers = count(1)
_used: WeakSet[Engine] = WeakSet()


def pytest_configure() -> None:
    """A request to end is taken like Ctrl-C, so that servers and browsers end too."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def _keep_out(event_name: str, arguments: tuple[object, ...]) -> None:
    if event_name == "sqlite3.connect" and settings.EMBEDDED_DATABASE.name in str(arguments[0]):
        named = Path(str(arguments[0]).removeprefix("file:").partition("?")[0])
        if named.resolve() == settings.EMBEDDED_DATABASE:
            raise AssertionError("a test opened the real data/dashboard.db")


sys.addaudithook(_keep_out)


@event.listens_for(Engine, "engine_connect")
def _remember(connection: Connection) -> None:
    _used.add(connection.engine)


def clear() -> None:
    """Forget what screens and queries keep, and close every connection."""
    db.forget()
    st.cache_resource.clear()
    engine_module._engine.cache_clear()
    for used in list(_used):
        used.dispose()


@pytest.fixture(scope="session", autouse=True)
def hear(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Write down what the program sends to the database from the first test to the last."""
    heard.begin(Path(os.environ.get(heard.FILE) or tmp_path_factory.mktemp("sql") / "terkirim"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks back on all tests comes after them."""
    items.sort(key=lambda item: item.get_closest_marker("last") is not None)


@pytest.fixture(autouse=True)
def clear_caches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Each test starts with default settings and empty caches, whatever this machine is set to."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path / "keadaan"))
    monkeypatch.setattr(settings, "SECRETS_FILE", tmp_path / "secrets.toml")
    clear()
    yield
    clear()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """The one PostgreSQL server of this run."""
    with postgres.server() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgres_server: postgres.Server) -> str:
    """The name of a migrated PostgreSQL database with the reference rows, to be copied."""
    _fill(postgres_server.create("acuan"), reference.store)
    return "acuan"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the reference rows, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "acuan.db"
    _fill(f"sqlite:///{file}", reference.store)
    return file


@pytest.fixture(scope="session")
def sample_template(sqlite_template: Path) -> Path:
    """The same with the sample data."""
    file = Path(shutil.copy(sqlite_template, sqlite_template.with_name("contoh.db")))
    _fill(f"sqlite:///{file}", sample.store)
    return file


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A writing engine on a fresh SQLite file with the reference rows, which DATABASE_URL names."""
    return _configured(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'uji.db')}", monkeypatch)


@pytest.fixture
def postgresql_database(
    postgres_server: postgres.Server, postgresql_template: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    """A writing engine on a fresh PostgreSQL database with the reference rows, which DATABASE_URL names."""
    name = f"uji_{next(_numbers)}"
    yield _configured(postgres_server.create(name, template=postgresql_template), monkeypatch)
    clear()
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Engine:
    """A writing engine on a fresh database with the reference rows, once of each kind."""
    engine: Engine = request.getfixturevalue(f"{request.param}_database")
    return engine


@pytest.fixture
def sample_database(sample_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A writing engine on a fresh SQLite file with the reference rows and the sample data."""
    return _configured(f"sqlite:///{shutil.copy(sample_template, tmp_path / 'contoh.db')}", monkeypatch)


def _configured(url: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("DATABASE_URL", url)
    clear()
    return engine_module.engine(write=True)


def _fill(url: str, store: Callable[[Connection], object]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        with transaction(schema_change=True) as connection:
            migrate.upgrade(connection)
            store(connection)
    clear()
