"""Changes of actions: version by version, the second of two is told, and nothing outlives its load's place."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from data import actions, acts
from data.actions import change
from data.schema import tindak_lanjut, tindak_lanjut_ubah
from tests.builders import KABUPATEN, add_load, tindak_lanjut_row

YEAR_END = dt.date(2024, 12, 31)
VALUES = {
    "kuota_orang": 20,
    "terlaksana_orang": 12,
    "sumber_dana": "APBD",
    "tenggat": dt.date(2024, 9, 30),
    "penanggung_jawab": "Bidang Kepegawaian",
}
OFFICE = "Dinas Kesehatan (Petugas)"


def put(engine, name="uji"):
    """One action. Returns its id."""
    add_load(engine, "tindak_lanjut", [tindak_lanjut_row(name)], [("", YEAR_END)])
    with engine.connect() as connection:
        return connection.scalar(select(func.max(tindak_lanjut.c.id)))


def versions(engine):
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(tindak_lanjut_ubah)).mappings()]


def test_each_change_is_a_version_of_its_own(database):
    action = put(database)
    assert change(KABUPATEN, action, seen=0, values=VALUES, oleh=OFFICE) == 1
    assert change(KABUPATEN, action, seen=1, values=VALUES | {"tenggat": None}, oleh=OFFICE) == 2
    stored = versions(database)
    assert [row["versi"] for row in stored] == [1, 2]
    assert [row["tenggat"] for row in stored] == [VALUES["tenggat"], None]
    assert {row["oleh"] for row in stored} == {OFFICE}
    with database.connect() as connection:
        # What the file said stays.
        assert connection.scalar(select(tindak_lanjut.c.terlaksana_orang)) is None


def test_the_second_is_told_what_the_first_did(database):
    action = put(database)
    change(KABUPATEN, action, seen=0, values=VALUES, oleh=OFFICE)
    with pytest.raises(actions.Stale) as told:
        change(KABUPATEN, action, seen=0, values=VALUES | {"kuota_orang": 99}, oleh="Lain")
    assert told.value.newest["oleh"] == OFFICE
    assert told.value.newest["terlaksana_orang"] == 12
    assert len(versions(database)) == 1


def test_of_many_in_the_same_moment_one_is_stored(database):
    action, ready = put(database), Barrier(4)

    def at_once(number):
        ready.wait()
        try:
            return change(KABUPATEN, action, seen=0, values=VALUES | {"kuota_orang": number}, oleh=f"Kantor {number}")
        except actions.Stale as stale:
            return stale.newest["oleh"]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(at_once, range(4)))
    (stored,) = versions(database)
    assert answers.count(1) == 1
    assert {answer for answer in answers if answer != 1} == {stored["oleh"]}


def test_an_action_that_was_replaced_or_cancelled_cannot_be_changed(database):
    action = put(database)
    newer = put(database, "baru")
    with pytest.raises(actions.Gone):
        change(KABUPATEN, action, seen=0, values=VALUES, oleh=OFFICE)
    change(KABUPATEN, newer, seen=0, values=VALUES, oleh=OFFICE)
    acts.undo(KABUPATEN, "uji")
    with pytest.raises(actions.Gone):
        change(KABUPATEN, newer, seen=1, values=VALUES, oleh=OFFICE)
    assert len(versions(database)) == 1


def test_what_is_not_there_cannot_be_changed(database):
    action = put(database)
    for kabupaten, number, seen in ((KABUPATEN, action + 1, 0), ("35.04", action, 0), (KABUPATEN, action, 3)):
        with pytest.raises(actions.Gone):
            change(kabupaten, number, seen=seen, values=VALUES, oleh=OFFICE)
    assert versions(database) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kuota_orang", -1),
        ("terlaksana_orang", 10**9 + 1),
        ("sumber_dana", "x" * 301),
        ("penanggung_jawab", "Bidang, hubungi 0812 3456 7890"),
        ("penanggung_jawab", "350501" + "41" + "12" + "900001"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_a_sentence(database, field, value):
    action = put(database)
    with pytest.raises(actions.Refused, match=r"^[A-Z].*\.$"):
        change(KABUPATEN, action, seen=0, values=VALUES | {field: value}, oleh=OFFICE)
    assert versions(database) == []


def test_the_largest_number_fits(database):
    action = put(database)
    change(KABUPATEN, action, seen=0, values=VALUES | {"kuota_orang": 10**9}, oleh=OFFICE)
    assert versions(database)[0]["kuota_orang"] == 10**9
