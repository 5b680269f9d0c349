"""Getting ready at the same moment: several processes build once, all end well, and no load is spoilt."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from data import acts, cli, loads, sample
from data import engine as engine_module
from data.engine import engine
from data.schema import kepesertaan, muatan
from data.settings import ROOT
from tests.builders import DECEMBER, KABUPATEN, kepesertaan_row, load
from tests.postgres import Server

TOGETHER = 3
PATIENCE_SECONDS = 120
_numbers = count(1)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A writing engine on a database without tables, which DATABASE_URL names."""
    if request.param == "sqlite":
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'baru.db'}")
        yield engine(write=True)
        return
    server: Server = request.getfixturevalue("postgres_server")
    name = f"baru_{next(_numbers)}"
    monkeypatch.setenv("DATABASE_URL", server.create(name))
    yield engine(write=True)
    engine(write=True).dispose()
    server.drop(name)


def begin() -> subprocess.Popen[str]:
    """One ``python -m data build``, as ``make run`` begins with it."""
    return subprocess.Popen(
        [sys.executable, "-m", "data", "build"],
        cwd=ROOT,
        env=os.environ.copy(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_several_builds_at_once_migrate_once(empty: Engine) -> None:
    building = [begin() for _ in range(TOGETHER)]
    said = [each.communicate(timeout=PATIENCE_SECONDS)[0] for each in building]
    assert [each.returncode for each in building] == [0] * TOGETHER, said
    assert sorted("Tabel diperbarui" in each for each in said) == [False] * (TOGETHER - 1) + [True]
    with empty.connect() as connection:
        samples = select(muatan.c.jenis).where(muatan.c.asal == "contoh")
        assert sorted(connection.scalars(samples)) == sorted(sample.SUBJECTS)


@contextmanager
def loading() -> Iterator[int]:
    """Inside, a load runs; it is stored at the end."""
    about = {"tindakan": "muat", "oleh": "uji", "nama_berkas": "uji.xlsx", "sha256": "0" * 64}
    with acts.act(KABUPATEN, **about) as act:
        yield loads.store(act.connection, KABUPATEN, load("kepesertaan", [kepesertaan_row()], [("", DECEMBER)]))


def test_a_build_waits_for_the_load_that_runs(database: Engine) -> None:
    with loading() as muatan_id:
        building = begin()
        with pytest.raises(subprocess.TimeoutExpired):
            building.wait(5)
    said, _ = building.communicate(timeout=PATIENCE_SECONDS)
    assert building.returncode == 0, said
    with database.connect() as connection:
        mine = select(func.sum(kepesertaan.c.aktif_orang)).where(kepesertaan.c.muatan_id == muatan_id)
        assert connection.scalar(mine) == 250


def test_a_build_that_waits_too_long_says_so(
    database: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engine_module, "PATIENCE_SECONDS", 1)
    monkeypatch.setattr(engine_module, "WRITER", "-c lock_timeout=1s")
    engine_module._engine.cache_clear()
    with loading():
        assert cli.main(["build"]) == cli.UNAVAILABLE
    assert "sedang ditulis oleh proses lain" in capsys.readouterr().err
    assert cli.main(["build"]) == 0
