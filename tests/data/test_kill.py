"""A process that loads is killed while others read: the short form of ``make torture``."""

from pathlib import Path

from sqlalchemy import Engine

from tests.torture import kill

KILLS = 6


def test_killed_at_any_moment_the_data_are_all_old_or_all_new(database: Engine, tmp_path: Path) -> None:
    report = kill.run(KILLS, seed=1, folder=tmp_path)
    assert report.wrong == []
    assert report.old + report.new == KILLS
    assert report.samples > KILLS
