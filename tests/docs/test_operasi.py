"""Every command in a box of docs/operasi.md is run, from the first to the last, as its reader would."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from data.settings import ROOT
from tests.docs.document import DOCUMENT, boxes, copy_program, follow
from tests.postgres import Server

ROLES = ("dasbor_pemuat_3505", "dasbor_penampil_3505")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The program as somebody copied it, with its virtual environment."""
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return copy_program(tmp_path)


@pytest.fixture
def environment(postgres_server: Server) -> Iterator[dict[str, str]]:
    """Two empty databases, and the programs of PostgreSQL on the path."""
    addresses = {"DATABASE_URL": "kantor", "PEMULIHAN_URL": "pulih"}
    path = f"{postgres_server.programs}:{os.environ['PATH']}"
    yield {"PATH": path, **{name: postgres_server.create(database) for name, database in addresses.items()}}
    for database in addresses.values():
        postgres_server.drop(database)
    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as connection:
        for role in ROLES:
            connection.execute(f"DROP ROLE IF EXISTS {role}".encode())


def test_every_command_does_what_the_document_says(folder: Path, environment: dict[str, str]) -> None:
    commands = "".join(boxes())
    assert len(commands.splitlines()) > 10
    follow(commands, folder, environment)
    assert sorted(path.stem for path in (folder / "peran").glob("*.env")) == sorted(ROLES)
    assert "Kepesertaan" in (folder / "sesudah.txt").read_text(encoding="utf-8")
    assert sorted(path.suffix for path in (folder / "laporan").iterdir()) == [".pdf", ".pptx", ".xlsx"]


def test_the_files_that_are_named_are_there() -> None:
    named = re.findall(r"`(deploy/[\w@.-]+)`", DOCUMENT.read_text(encoding="utf-8"))
    assert len(set(named)) == len(list((ROOT / "deploy").iterdir())) == 9
    assert all((ROOT / name).is_file() for name in named)
