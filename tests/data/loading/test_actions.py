"""A plan that is handed in after actions were changed on the screen: against what counts now, and nothing unseen."""

import dataclasses
import datetime as dt

import pytest
from sqlalchemy import func, select

from data import actions, acts, loads, report, status
from data.loading.actions import Difference
from data.loading.intake import Undecided
from data.schema import tindak_lanjut, tindak_lanjut_ubah
from tests.builders import KABUPATEN, add_load, tindak_lanjut_row
from tests.data.loading.books import tidy
from tests.data.loading.test_intake import OFFICE, check, load

HEADINGS = ("Tahun", "OPD", "Tindak Lanjut", "Kuota (orang)", "Terlaksana (orang)", "Sumber Dana", "Tenggat")
SCREEN = "Dinas Kesehatan (Petugas)"
END = dt.date(2024, 6, 30)


def book(*rows):
    """Actions of one office in 2024 as a workbook: name, quota, done, money, day."""
    return tidy(HEADINGS, *[(2024, "Dinas Kesehatan", *row) for row in rows])


def put(database, *names, asal="berkas"):
    """Actions that count, each with a quota of 20 of whom 5 are done. Returns their ids."""
    rows = [
        tindak_lanjut_row(name, terlaksana_orang=5, sumber_dana="APBD", tenggat=END, penanggung_jawab=None)
        for name in names
    ]
    add_load(database, "tindak_lanjut", rows, [("", dt.date(2024, 12, 31))], asal=asal)
    with database.connect() as connection:
        return list(connection.scalars(select(tindak_lanjut.c.id).order_by(tindak_lanjut.c.id)))[-len(names) :]


def change(action, *, seen=0, **changed):
    values = {"kuota_orang": 20, "terlaksana_orang": 5, "sumber_dana": "APBD", "tenggat": END}
    return actions.change(
        KABUPATEN, action, seen=seen, values={**values, "penanggung_jawab": None, **changed}, oleh=SCREEN
    )


def test_the_file_is_compared_with_what_was_changed_on_the_screen(database):
    ids = put(database, "satu", "dua", "tiga", "empat")
    change(ids[0], terlaksana_orang=9)
    change(ids[1], terlaksana_orang=12, tenggat=None)
    seen = check(
        book(
            ("satu", 20, 5, "APBD", END),
            ("dua", 20, 12, "APBD", None),
            ("empat", 20, 5, "DBHCHT", END),
            ("lima", 7, None, None, None),
        )
    )
    found = seen.differences
    assert (found.baru, found.berubah, found.hilang, found.tetap) == (1, 2, 1, 1)
    told = [dataclasses.replace(row, pada=None) for row in found.rows]
    assert told == [
        Difference("berubah", 2024, "Dinas Kesehatan", "satu", None, (("terlaksana_orang", 9, 5),), oleh=SCREEN),
        Difference("berubah", 2024, "Dinas Kesehatan", "empat", None, (("sumber_dana", "APBD", "DBHCHT"),)),
        Difference("baru", 2024, "Dinas Kesehatan", "lima", None),
        Difference("hilang", 2024, "Dinas Kesehatan", "tiga", None),
    ]
    assert found.rows[0].pada.tzinfo
    # The file says of one action what the screen says: only the other change would be taken back.
    question = next(each.sentence for each in seen.questions if "di layar" in each.sentence)
    assert question.startswith("1 tindak lanjut yang diubah di layar akan diganti isi berkas ini: ")
    assert f"Dinas Kesehatan: satu ({SCREEN}, " in question
    (comparison,) = seen.comparisons
    assert [(row.live, row.file) for row in comparison.rows] == [((80, 31), (67, 22))]


def test_a_change_of_the_screen_that_is_left_out_is_lost_too(database):
    ids = put(database, "satu", "dua")
    change(ids[1], sumber_dana=None)
    seen = check(book(("satu", 20, 5, "APBD", END)))
    assert [row.keadaan for row in seen.differences.lost] == ["hilang"]
    assert any("Dinas Kesehatan: dua" in question.sentence for question in seen.questions)


def test_what_the_screen_says_too_is_no_question(database):
    ids = put(database, "satu")
    change(ids[0], terlaksana_orang=9)
    seen = check(book(("satu", 20, 9, "APBD", END)))
    assert seen.differences.is_same
    assert not seen.questions
    assert any("sama dengan yang sudah berlaku" in warning for warning in seen.warnings)


def test_a_difference_in_words_alone_is_asked_about(database):
    put(database, "satu")
    seen = check(book(("satu", 20, 5, "APBD", dt.date(2024, 9, 30))))
    assert any("sudah dimuat dari uji.xlsx" in question.sentence for question in seen.questions)
    assert not any("sama dengan" in warning for warning in seen.warnings)


def test_a_sample_is_only_missed_where_it_was_changed(database):
    ids = put(database, "satu", asal="contoh")
    content = book(("lain", 20, 5, "APBD", END))
    assert check(content).differences is None
    change(ids[0], terlaksana_orang=9)
    assert len(check(content).differences.lost) == 1


def test_a_change_after_the_preview_is_asked_about_before_it_is_lost(database):
    ids = put(database, "satu")
    content = book(("satu", 20, 6, "APBD", END))
    change(ids[0], tenggat=None)
    seen = check(content)
    # The same action again, in a word that is in no sum.
    change(ids[0], seen=1, tenggat=None, sumber_dana="APBDes")
    with pytest.raises(Undecided) as stopped:
        load(content, agreed=seen.fingerprint)
    assert stopped.value.changed
    again = stopped.value.preview
    assert again.differences.rows[0].changes[-2:] == (("sumber_dana", "APBDes", "APBD"), ("tenggat", None, END))
    load(content, agreed=again.fingerprint)
    with database.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(tindak_lanjut_ubah)) == 2, "nothing is forgotten"


def test_nobody_changes_an_action_while_it_is_being_replaced(database, monkeypatch):
    """Between the last look and the end of a load: the change is refused and says who loads, and is not lost."""
    ids = put(database, "satu")
    real, told = loads.store, []

    def store(*arguments, **options):
        with pytest.raises(acts.Busy) as busy:
            change(ids[0], terlaksana_orang=9)
        told.append(str(busy.value))
        return real(*arguments, **options)

    monkeypatch.setattr(loads, "store", store)
    content = book(("satu", 20, 6, "APBD", END))
    load(content, agreed=check(content).fingerprint)
    assert told == [told[0]]
    assert OFFICE in told[0]
    with pytest.raises(actions.Gone):
        change(ids[0], terlaksana_orang=9)


def test_what_is_loaded_is_told_with_the_changes_of_the_screen(database):
    ids = put(database, "satu")
    change(ids[0], terlaksana_orang=9)
    with database.connect() as connection:
        subjects = {each.jenis: each for each in status.overview(connection, KABUPATEN)}
    assert [each.jumlah for each in subjects["tindak_lanjut"].figures] == [20, 9]


def test_very_many_new_actions_are_counted_and_some_are_named(database):
    put(database, "satu")
    seen = check(book(*[(f"tindakan {number}", 1, 0, None, None) for number in range(250)]))
    assert (seen.differences.baru, seen.differences.hilang) == (250, 1)
    assert len(seen.differences.rows) == 201


def test_a_program_is_told_too(database):
    ids = put(database, "satu")
    change(ids[0], terlaksana_orang=9)
    seen = check(book(("satu", 20, 5, "APBD", END)))
    assert "0 baru, 1 berubah, 0 tidak ada lagi, 0 tetap." in report.preview_text(seen)
    told = report.preview_json(seen)["tindakan"]
    assert told["layar_diganti"] == 1
    assert told["baris"][0]["diubah_di_layar_oleh"] == SCREEN
