"""A change from the screen: seen at once, in history field by field, and a sentence when it could not be stored."""

import datetime as dt

import pandas as pd
import pytest

from data import acts
from queries import tindak_lanjut, ubah_rencana
from queries.db import renew
from tests.builders import KABUPATEN, add_load, tindak_lanjut_row

YEAR_END = dt.date(2024, 12, 31)
OFFICE = "Dinas Kesehatan (Petugas)"


@pytest.fixture
def action(database):
    """One action, as the screen shows it."""
    row = tindak_lanjut_row("uji", terlaksana_orang=5, tenggat=dt.date(2024, 6, 30), sumber_dana="APBD")
    add_load(database, "tindak_lanjut", [row], [("", YEAR_END)])
    renew()
    return tindak_lanjut.rows().iloc[0]


def values(**changed):
    known = {"kuota_orang": 20, "terlaksana_orang": 5, "sumber_dana": "APBD", "penanggung_jawab": None}
    return known | {"tenggat": dt.date(2024, 6, 30)} | changed


def save(action, seen=0, **changed):
    return ubah_rencana.save(int(action["tindak_lanjut_id"]), seen=seen, values=values(**changed), oleh=OFFICE)


def test_a_change_is_seen_at_once_also_one_to_nothing(action):
    assert save(action, terlaksana_orang=20, sumber_dana=None) == ubah_rencana.Saved(segar=True)
    row = tindak_lanjut.rows().iloc[0]
    assert (row["terlaksana_orang"], row["versi"], row["diubah_oleh"]) == (20, 1, OFFICE)
    assert row["sumber_dana"] is None or pd.isna(row["sumber_dana"])
    assert abs(pd.Timestamp.now("UTC") - row["diubah_pada"]) < pd.Timedelta(minutes=5)


def test_the_history_says_from_what_to_what(action):
    save(action, terlaksana_orang=9)
    save(action, seen=1, terlaksana_orang=9, tenggat=None, penanggung_jawab="Bidang A")
    table = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    told = {(row.kolom, None if pd.isna(row.dari) else row.dari, None if pd.isna(row.menjadi) else row.menjadi)
            for row in table.itertuples()}  # fmt: skip
    assert told == {
        ("terlaksana_orang", 5, 9),
        ("tenggat", pd.Timestamp("2024-06-30"), None),
        ("penanggung_jawab", None, "Bidang A"),
    }
    assert table["berlaku"].all()
    assert tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2023).empty


def test_the_second_is_told_and_changes_nothing(action):
    save(action, terlaksana_orang=9)
    told = save(action, terlaksana_orang=7)
    assert isinstance(told, ubah_rencana.Conflict)
    assert (told.versi, told.oleh, told.nilai["terlaksana_orang"]) == (1, OFFICE, 9)
    assert told.pada.tzinfo is not None
    assert tindak_lanjut.rows()["terlaksana_orang"].tolist() == [9]


def test_a_load_of_the_year_takes_its_place_and_the_history_stays(database, action):
    save(action, terlaksana_orang=9)
    newer = [tindak_lanjut_row("uji", terlaksana_orang=1)]
    add_load(database, "tindak_lanjut", newer, [("", YEAR_END)], sha256="1" * 64)
    refused = save(action, seen=1, terlaksana_orang=10)
    assert isinstance(refused, ubah_rencana.Failed)
    assert "diganti" in refused.kalimat
    renew()
    assert tindak_lanjut.rows()[["terlaksana_orang", "versi"]].to_numpy().tolist() == [[1, 0]]
    table = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    told = table[["kolom", "dari", "menjadi", "oleh", "berlaku", "berkas"]].to_numpy().tolist()
    # Newest first: what the file took back, and what had been changed.
    assert told == [
        ["terlaksana_orang", 9, 1, "uji", True, "uji.xlsx"],
        ["terlaksana_orang", 5, 9, OFFICE, False, None],
    ]
    # What was taken back brings the old action back as it was changed.
    acts.undo(KABUPATEN, "uji")
    renew()
    assert tindak_lanjut.rows()[["terlaksana_orang", "versi"]].to_numpy().tolist() == [[9, 1]]
    table = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    assert table[["menjadi", "berlaku"]].to_numpy().tolist() == [[9, True]]


def test_a_file_that_leaves_a_changed_action_out_is_in_its_history(database, action):
    save(action, terlaksana_orang=9)
    later = {"sha256": "1" * 64, "nama_berkas": "rencana.xlsx"}
    add_load(database, "tindak_lanjut", [tindak_lanjut_row("lain")], [("", YEAR_END)], **later)
    # What came after that took nothing of it.
    add_load(database, "tindak_lanjut", [tindak_lanjut_row("uji")], [("", YEAR_END)], sha256="2" * 64)
    add_load(database, "tindak_lanjut", [tindak_lanjut_row("uji", tahun=2025)], [("", dt.date(2025, 12, 31))])
    renew()
    table = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    assert table["dari"].tolist() == [9, 5]
    newest = table.iloc[0]
    assert pd.isna(newest["menjadi"])
    assert (newest["berkas"], newest["ada_lagi"]) == ("rencana.xlsx", False)


def test_a_database_that_is_away_is_a_sentence(action, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://tiada:tiada@127.0.0.1:1/tiada")
    failed = save(action, terlaksana_orang=9)
    assert isinstance(failed, ubah_rencana.Failed)
    assert failed.kalimat.startswith("Basis data tidak dapat dihubungi")


def test_what_is_refused_is_a_sentence(action):
    failed = save(action, terlaksana_orang=-1)
    assert isinstance(failed, ubah_rencana.Failed)
    assert "nol atau lebih" in failed.kalimat
