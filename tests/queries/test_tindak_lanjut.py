"""What the offices have undertaken: of the live loads, in the order to act on."""

import datetime as dt

import pandas as pd

from queries import tindak_lanjut
from tests.builders import add_load, tindak_lanjut_row

YEAR_END = dt.date(2024, 12, 31)
TODAY = pd.Timestamp("2024-07-01 09:00")


def test_late_ones_come_first_and_those_done_last(database):
    rows = [
        tindak_lanjut_row("selesai", terlaksana_orang=20, tenggat=dt.date(2024, 3, 31)),
        tindak_lanjut_row("tanpa tenggat", terlaksana_orang=1),
        tindak_lanjut_row("nanti", terlaksana_orang=None, tenggat=dt.date(2024, 12, 31)),
        tindak_lanjut_row("hari ini", tenggat=dt.date(2024, 7, 1)),
        tindak_lanjut_row("terlambat", terlaksana_orang=19, tenggat=dt.date(2024, 6, 30)),
        tindak_lanjut_row("tahun lain", tahun=2025),
    ]
    covers = [("", YEAR_END), ("", dt.date(2025, 12, 31))]
    add_load(database, "tindak_lanjut", [{"terlaksana_orang": 0, "tenggat": None} | row for row in rows], covers)
    table = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=2024, today=TODAY)
    assert table["tindakan"].tolist() == ["terlambat", "hari ini", "nanti", "tanpa tenggat", "selesai"]
    assert table["terlambat"].tolist() == [True, False, False, False, False]
    assert table["selesai"].tolist() == [False, False, False, False, True]


def test_a_later_load_replaces_the_years_it_covers(database):
    rows = [tindak_lanjut_row("lama"), tindak_lanjut_row("lama", tahun=2025)]
    add_load(database, "tindak_lanjut", rows, [("", YEAR_END), ("", dt.date(2025, 12, 31))])
    add_load(database, "tindak_lanjut", [tindak_lanjut_row("baru")], [("", YEAR_END)])
    assert tindak_lanjut.rows()[["tahun", "tindakan"]].to_numpy().tolist() == [[2024, "baru"], [2025, "lama"]]


def test_without_loads_there_is_nothing(database):
    assert tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=2024, today=TODAY).empty


def test_the_work_of_an_office_adds_up_over_what_has_a_quota(database):
    rows = [
        tindak_lanjut_row("satu", kuota_orang=20, terlaksana_orang=25),
        tindak_lanjut_row("dua", kuota_orang=100, terlaksana_orang=None),
        tindak_lanjut_row("tanpa kuota", kuota_orang=None, terlaksana_orang=7),
        tindak_lanjut_row("lain", opd="Dinas Sosial", kuota_orang=None),
        tindak_lanjut_row("nol", opd="Dinas Tenaga Kerja", kuota_orang=0, terlaksana_orang=0),
    ]
    add_load(database, "tindak_lanjut", [{"terlaksana_orang": None} | row for row in rows], [("", YEAR_END)])
    actions = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=2024, today=TODAY)
    offices = tindak_lanjut.per_opd(actions).set_index("opd")
    assert offices.index.tolist() == ["Dinas Kesehatan", "Dinas Tenaga Kerja", "Dinas Sosial"]
    numbers = ["tindakan", "selesai", "kuota_orang", "terlaksana_orang"]
    assert offices.loc["Dinas Kesehatan", numbers].tolist() == [3, 1, 120, 25]
    assert offices.loc["Dinas Sosial", ["kuota_orang", "terlaksana_pct"]].isna().all()
    # A quota of nobody is no share.
    assert pd.isna(offices.loc["Dinas Tenaga Kerja", "terlaksana_pct"])


def test_no_actions_are_the_work_of_no_office(database):
    assert tindak_lanjut.per_opd(tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=2024, today=TODAY)).empty
