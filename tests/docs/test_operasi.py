"""Every command in a box of docs/operasi.md is run, from the first to the last, as its reader would."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from data.settings import ROOT
from tests.postgres import Server

DOCUMENT = ROOT / "docs" / "operasi.md"
# What a reader's machine has and the folder of a test has not.
COPIED = ("dashboard.py", "memory.py", "data", "queries", "ui", "papers", "pages", "requirements.txt", ".streamlit")
ROLES = ("dasbor_pemuat_3505", "dasbor_penampil_3505")


def commands() -> list[str]:
    """The lines of all boxes, in their order."""
    boxes = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), flags=re.M | re.S)
    return [line for box in boxes for line in box.splitlines() if line]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The program as somebody copied it, with its virtual environment."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("*.db*", "__pycache__", "keadaan"))
        else:
            shutil.copy(source, tmp_path)
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    return tmp_path


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
    assert len(commands()) > 10
    told = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join(["set -x", *commands()])],
        cwd=folder,
        env=os.environ | {"KABUPATEN": "35.05", "FOLDER_KEADAAN": str(folder / "keadaan")} | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
    assert sorted(path.stem for path in (folder / "peran").glob("*.env")) == sorted(ROLES)
    assert "Kepesertaan" in (folder / "sesudah.txt").read_text(encoding="utf-8")
    assert sorted(path.suffix for path in (folder / "laporan").iterdir()) == [".pdf", ".pptx", ".xlsx"]


def test_the_files_that_are_named_are_there() -> None:
    named = re.findall(r"`(deploy/[\w@.-]+)`", DOCUMENT.read_text(encoding="utf-8"))
    assert len(set(named)) == len(list((ROOT / "deploy").iterdir())) == 9
    assert all((ROOT / name).is_file() for name in named)
