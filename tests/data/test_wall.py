"""Wall links in the database, and the one browser that takes each."""

import datetime as dt
import resource
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


def test_a_browser_of_one_regency_does_not_watch_its_neighbour(monkeypatch):
    until = dt.datetime.now(dt.UTC) + DAY
    assert wall.use("a" * 64, wall.fingerprint("satu"), until)
    assert wall.holder("a" * 64)
    monkeypatch.setenv("KABUPATEN", "35.06")
    assert wall.holder("a" * 64) is None


def test_on_a_full_disk_a_link_stays_free(tmp_path, monkeypatch):
    until = dt.datetime.now(dt.UTC) + DAY
    # What was open for writing may grow no further: the file is made, and its content does not fit.
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            wall.use("a" * 64, wall.fingerprint("satu"), until)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not wall.is_used("a" * 64)
    assert wall.use("a" * 64, wall.fingerprint("dua"), until)


def test_revoking_where_nothing_can_be_noted_is_told(sqlite_database, tmp_path, monkeypatch, capsys):
    wall.make(KABUPATEN, DAY)
    (tmp_path / "berkas").touch()
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path / "berkas"))
    assert main(["wall-link", "--revoke", "1"]) == 0
    assert wall.every(KABUPATEN)[0].dicabut is not None
    assert "FOLDER_KEADAAN tidak dapat ditulis" in capsys.readouterr().err


@pytest.mark.parametrize(
    "said", ["proyektor", "//jahat.example", "/\\jahat.example", "https://jahat.example", "/\t/x", ""]
)
def test_a_link_leads_to_a_screen_of_this_dashboard(sqlite_database, said, capsys):
    assert main(["wall-link", "--ke", said]) == USAGE
    assert "/?proyektor=1" in capsys.readouterr().err
    assert wall.every(KABUPATEN) == []
    assert wall.is_screen("/kecamatan?periode=2023-12&kecamatan=35.05.06")
    assert wall.is_screen(
        "/proyektor?adegan=belum:30,tren&santunan=JKM~Buruh+tani~35.05.06~42000000;JKK~Petani~35.05.02~1"
    )


@pytest.mark.parametrize("said", ["8", "0h", "8 h", "-1h", "32d", "9999d", "selamanya"])
def test_how_long_is_said_in_hours(sqlite_database, said, capsys):
    assert main(["wall-link", "--valid", said]) == USAGE
    assert "30m, 8h, atau 2d" in capsys.readouterr().err
    assert wall.every(KABUPATEN) == []
