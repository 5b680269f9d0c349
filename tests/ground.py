"""A fresh database of either kind, outside of pytest: for the long forms and the benchmark."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from data import migrate, reference
from data.engine import engine
from data.transaction import transaction
from tests import postgres

KINDS = ("sqlite", "postgresql")


@contextmanager
def database(kind: str, folder: Path, prepare: Callable[[Connection], object] = lambda _: None) -> Iterator[None]:
    """Tables and reference rows, and what ``prepare`` adds, in a database that DATABASE_URL names."""
    if kind == "postgresql":
        with postgres.server() as server, _filled(server.create("sementara"), prepare):
            yield
    else:
        with _filled(f"sqlite:///{folder / 'sementara.db'}", prepare):
            yield


@contextmanager
def _filled(url: str, prepare: Callable[[Connection], object]) -> Iterator[None]:
    with configured(url):
        with transaction(schema_change=True) as connection:
            migrate.upgrade(connection)
            reference.store(connection)
            prepare(connection)
        yield


@contextmanager
def configured(url: str) -> Iterator[None]:
    """Let DATABASE_URL name a database while the block runs; nobody is connected to it afterwards."""
    os.environ["DATABASE_URL"] = url
    try:
        yield
    finally:
        # A server does not end while somebody is connected.
        for used in (engine(), engine(write=True)):
            used.dispose()
