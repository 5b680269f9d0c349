"""Every figure leads back to a load, a file, a sheet and a row, on both databases; claims to a range of rows only."""

import datetime as dt

import pandas as pd
import pytest

from queries import asal
from queries.db import DatabaseUnavailable, renew
from tests import builders
from tests.builders import DECEMBER, UDANAWU, WONODADI, YEAR_END

MONTH = pd.Timestamp(DECEMBER).as_unit("s")


def trace(jenis: str, kecamatan: str | None = None, month: pd.Timestamp = MONTH) -> asal.Trace:
    renew()
    return asal.trace(asal.live(), jenis, periode=month, kecamatan=kecamatan)


@pytest.fixture
def members(database):
    rows = [
        builders.kepesertaan_row(250, baris=6),
        builders.kepesertaan_row(30, segmen_kode="BPU", pembayar_kode="mandiri", baris=7),
        builders.kepesertaan_row(400, kecamatan_kode=UDANAWU, baris=9),
    ]
    return builders.add_load(
        database, "kepesertaan", rows, [("", DECEMBER)], nama_berkas="rekap.xlsx", lembar="Data", oleh="Cabang Blitar"
    )


def test_members_lead_to_load_file_sheet_and_row(members):
    found = trace("kepesertaan", WONODADI)
    (load,) = found.loads.to_dict("records")
    assert {
        **load,
        "muatan_id": members,
        "nama_berkas": "rekap.xlsx",
        "lembar": "Data",
        "oleh": "Cabang Blitar",
    } == load
    assert (load["baris_awal"], load["baris_akhir"], load["angka"]) == (6, 9, 680)
    assert found.rows[["segmen_kode", "pembayar", "angka", "baris", "muatan_id"]].to_numpy().tolist() == [
        ["PU", "Pemberi kerja", 250, 6, members],
        ["BPU", "Mandiri", 30, 7, members],
    ]


def test_a_figure_that_was_added_up_stands_in_no_single_row(database):
    builders.add_load(database, "kepesertaan", [builders.kepesertaan_row(5, baris=None)], [("", DECEMBER)])
    found = trace("kepesertaan", WONODADI)
    assert found.rows["baris"].isna().all()
    assert found.loads["baris_awal"].isna().all()


def test_a_newer_load_answers_and_a_cancelled_one_does_not(database, members):
    newer = builders.add_load(database, "kepesertaan", [builders.kepesertaan_row(7)], [("", DECEMBER)])
    assert trace("kepesertaan").loads["muatan_id"].tolist() == [newer]


def test_the_base_is_the_one_that_the_screens_measure_on(database):
    older = dt.date(2022, 12, 31)
    for date in (older, YEAR_END, dt.date(2024, 12, 31)):
        builders.add_load(database, "semesta", [builders.semesta_row(100, tanggal=date, baris=6)], [("cabang", date)])
    shown = trace("semesta", WONODADI).loads
    assert shown.loc[shown["bagian"] == "cabang", "periode"].dt.date.tolist() == [YEAR_END]
    assert shown.loc[shown["bagian"] == "cabang", "angka"].tolist() == [100]
    before_all = trace("semesta", month=pd.Timestamp("2020-01-01").as_unit("s")).loads
    assert before_all.loc[before_all["bagian"] == "cabang", "periode"].dt.date.tolist() == [older]


def test_a_base_of_the_regency_is_named_as_such(database):
    rows = trace("semesta", WONODADI).rows
    assert set(rows["wilayah"]) == {"Seluruh kabupaten"}
    assert rows["bagian_nama"].notna().all()


def test_a_target_is_that_of_the_year(database):
    rows = [
        builders.target_row(30, baris=5),
        builders.target_row(41.5, kecamatan_kode=WONODADI, baris=6),
        builders.target_row(22, kecamatan_kode=UDANAWU, baris=7),
    ]
    builders.add_load(database, "target", rows, [("cabang", YEAR_END)])
    found = trace("target", WONODADI)
    assert found.rows[["wilayah", "angka", "baris"]].to_numpy().tolist() == [
        ["Wonodadi", 41.5, 6],
        ["Seluruh kabupaten", 30, 5],
    ]
    assert found.loads["angka"].isna().all(), "targets are never added up"


def test_claims_tell_no_figure_and_no_single_row(database):
    rows = [
        builders.klaim_row(3, program_kode="JKM", baris=5),
        builders.klaim_row(12, baris=6),
        builders.klaim_row(1, kecamatan_kode=UDANAWU, baris=8),
    ]
    number = builders.add_load(database, "klaim", rows, [("domisili", DECEMBER)], lembar="Rekap")
    found = trace("klaim", WONODADI)
    assert found.rows is None
    (load,) = found.loads.to_dict("records")
    assert (load["muatan_id"], load["lembar"], load["baris_awal"], load["baris_akhir"]) == (number, "Rekap", 5, 8)
    assert pd.isna(load["angka"])
    assert load["bagian_nama"] == "domisili peserta"
    assert not {3, 12, 1} & {value for value in load.values() if isinstance(value, int | float)}


def test_months_are_those_with_members_or_claims(database):
    assert asal.months(asal.live()) == (pd.Timestamp("2023-08-01"),), "the bases of BPS when there is nothing else"
    builders.add_load(database, "klaim", [builders.klaim_row()], [("domisili", DECEMBER)])
    renew()
    assert asal.months(asal.live()) == (MONTH,)


def test_nothing_is_live_for_a_month_without_data(database):
    assert trace("kepesertaan").loads.empty


def test_a_database_that_is_away_is_one_sentence(members, monkeypatch):
    renew()
    live = asal.live()

    def away(_statement):
        raise DatabaseUnavailable("Basis data tidak dapat dihubungi.")

    monkeypatch.setattr(asal, "frame", away)
    found = asal.trace(live, "kepesertaan", periode=MONTH, kecamatan=WONODADI)
    assert found.away == "Basis data tidak dapat dihubungi."
    assert found.rows is None
