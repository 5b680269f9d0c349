"""A process that loads is killed while others read: the short form of ``make torture``."""

from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.torture import kill

KILLS = 6


def test_killed_at_any_moment_the_data_are_all_old_or_all_new(database: Engine, tmp_path: Path) -> None:
    report = kill.run(KILLS, seed=1, folder=tmp_path)
    assert report.wrong == []
    assert report.old + report.new == KILLS
    assert report.samples > KILLS


def test_killed_before_its_first_act_nothing_has_happened(
    sqlite_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kill, "LONGEST_LIFE_SECONDS", 0)
    report = kill.run(1, seed=1, folder=tmp_path)
    assert report.wrong == []
    assert report.old + report.new == 1
