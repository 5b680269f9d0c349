"""A file that says of itself that it is a sample stays one, and never stands in the way of real figures."""

import pytest
from sqlalchemy import func, select

from data import acts, loads, sample
from data.loading.faults import Refused, Rule
from data.schema import kepesertaan, muatan, muatan_periode
from data.transaction import transaction
from tests.builders import DECEMBER, KABUPATEN, add_load, kepesertaan_row
from tests.data.loading.books import recap
from tests.data.loading.test_intake import OFFICE, check, load, rules

MARKED = recap({"A2": "DATA CONTOH, bukan angka resmi · Posisi per 31 Desember 2023"})


def live(database):
    """Origin and people of what counts in December."""
    with database.connect() as connection:
        return connection.execute(
            select(muatan.c.asal, func.sum(kepesertaan.c.aktif_orang))
            .join(muatan_periode, (muatan_periode.c.muatan_id == muatan.c.id) & muatan_periode.c.berlaku)
            .join(kepesertaan, (kepesertaan.c.muatan_id == muatan.c.id) & (kepesertaan.c.bulan == DECEMBER))
            .where(muatan_periode.c.jenis == "kepesertaan", muatan_periode.c.periode == DECEMBER)
            .group_by(muatan.c.asal)
        ).all()


def agree(content):
    return load(content, agreed=check(content).fingerprint)


def test_a_marked_file_is_asked_about_and_stays_a_sample(database):
    seen = check(MARKED)
    assert rules(seen) == [Rule.SAMPLE]
    assert "tetap bertanda DATA CONTOH" in seen.questions[0].sentence
    assert [part.sample for part in seen.parts] == [True, True]
    agree(MARKED)
    with database.connect() as connection:
        assert set(connection.scalars(select(muatan.c.asal).where(muatan.c.oleh == OFFICE))) == {"contoh"}
    assert live(database) == [("contoh", 2287)]


def test_real_figures_take_its_place_at_once(database):
    agree(MARKED)
    agree(recap())
    assert live(database) == [("berkas", 2287)]


def test_it_takes_the_place_of_the_programs_own_sample_and_gives_it_back(sqlite_database):
    with transaction() as connection:
        sample.store(connection)
    agree(MARKED)
    assert live(sqlite_database) == [("contoh", 2287)]
    # Only what came in a file is taken back.
    ids = acts.undo(KABUPATEN, OFFICE)
    assert live(sqlite_database) == [("contoh", 114_377)]
    assert acts.undo(KABUPATEN, OFFICE) == []
    assert acts.redo(KABUPATEN, OFFICE) == ids
    assert live(sqlite_database) == [("contoh", 2287)]


def test_it_is_refused_where_real_figures_are(database):
    number = add_load(database, "kepesertaan", [kepesertaan_row(500)], [("", DECEMBER)])
    with pytest.raises(Refused) as refusal:
        check(MARKED)
    (fault,) = refusal.value.faults
    assert (fault.rule, fault.cell) == (Rule.FILE, "A2")
    assert f"kepesertaan yang sebenarnya sudah dimuat (muatan {number})" in fault.sentence
    with database.begin() as connection:
        loads.set_status(connection, KABUPATEN, [number], "dibatalkan")
    assert check(MARKED).parts[0].sample


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({"A2": "DATA CONTOH: klaim, target, dan tindak lanjut, bukan angka resmi"}, False),
        ({"A2": "DATA CONTOH: klaim dan kepesertaan, bukan angka resmi"}, True),
        ({"A2": "DATA CONTOH: semesta"}, True),
        ({"A13": "Data contoh, bukan angka resmi"}, True),
        ({"A13": "Catatan: bukan data contoh"}, False),
    ],
    ids=["other subjects", "this subject", "its base", "at the foot", "said otherwise"],
)
def test_what_is_a_mark(database, changes, marked):
    rest = {} if "A2" not in changes else {"A3": "Posisi per 31 Desember 2023"}
    assert (Rule.SAMPLE in rules(check(recap(changes | rest)))) is marked
