"""Wall links in the database, and the one browser that takes each."""

import datetime as dt
import threading

import pytest

from data import wall
from data.cli import USAGE, main
from tests.builders import KABUPATEN

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder of this test's own for what this machine notes."""
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path / "keadaan"))


def test_a_link_is_kept_without_its_secret_and_revoked_once(database):
    secret = wall.make(KABUPATEN, DAY)
    (link,) = wall.every(KABUPATEN)
    assert link.sidik == wall.fingerprint(secret) != secret
    assert link.berlaku_sampai - link.dibuat == DAY
    assert wall.every("35.06") == []
    assert not wall.revoke("35.06", link.nomor), "another regency's"
    assert wall.revoke(KABUPATEN, link.nomor)
    first = wall.every(KABUPATEN)[0].dicabut
    assert first is not None
    assert wall.revoke(KABUPATEN, link.nomor)
    assert wall.every(KABUPATEN)[0].dicabut == first


def test_of_many_who_come_at_once_one_takes_it():
    until, won, gate = dt.datetime.now(dt.UTC) + DAY, [], threading.Barrier(8)

    def come(number):
        gate.wait()
        if wall.use("a" * 64, wall.fingerprint(str(number)), until):
            won.append(number)

    guests = [threading.Thread(target=come, args=(number,)) for number in range(8)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    assert len(won) == 1
    assert wall.holder("a" * 64) == (wall.fingerprint(str(won[0])), pytest.approx(until.timestamp()))


@pytest.mark.parametrize("said", ["8", "0h", "8 h", "-1h", "32d", "9999d", "selamanya"])
def test_how_long_is_said_in_hours(sqlite_database, said, capsys):
    assert main(["wall-link", "--valid", said]) == USAGE
    assert "30m, 8h, atau 2d" in capsys.readouterr().err
    assert wall.every(KABUPATEN) == []
