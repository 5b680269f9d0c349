"""The recap of members: its totals, and each of its faults at its cell."""

import datetime as dt

import pytest

from data.loading.faults import Rule
from data.loads import Total
from tests.data.loading.books import RECAP, drafts_of, faults_of, recap, rows_of, understood


def cells_and_rules(faults):
    return [(fault.cell, fault.rule) for fault in faults]


def test_a_recap_becomes_a_base_and_members():
    base, members = drafts_of(recap())
    assert (base.jenis, members.jenis) == ("semesta", "kepesertaan")
    assert base.covers == {("cabang", dt.date(2023, 12, 31))}
    assert members.covers == {("", dt.date(2023, 12, 1))}
    assert sum(row["semesta_orang"] for row in rows_of(base)) == 9130
    assert sum(row["aktif_orang"] for row in rows_of(members)) == 2287
    assert {
        "kecamatan_kode": "35.05.16",
        "segmen_kode": "BPU",
        "aktif_orang": 400,
        "bulan": dt.date(2023, 12, 1),
        "pembayar_kode": "tidak_dirinci",
        "baris": 7,
    } in rows_of(members)
    assert "31 Desember 2023" in members.sumber


def test_totals_stated_and_computed_stand_side_by_side():
    base, members = drafts_of(recap())
    assert list(base.totals) == [
        Total("Semesta PU (orang)", 3410, 3410),
        Total("Semesta BPU (orang)", 5320, 5320),
        Total("Semesta Jakon (orang)", 400, 400),
    ]
    assert list(members.totals)[-2:] == [
        Total("Peserta aktif (orang)", 2287, 2287),
        Total("Belum terlindungi (orang)", 6843, 6843),
    ]


def test_a_recap_without_a_total_row_states_nothing():
    _, members = drafts_of(recap(rows=RECAP[:-1]))
    assert {total.dinyatakan for total in members.totals} == {None}


def test_kecamatan_that_are_missing_are_named():
    warning = next(iter(understood(recap(rows=RECAP[:3])).warnings))
    assert "1 kecamatan" in warning
    assert "Selorejo" in warning


def test_columns_and_sheets_that_are_not_read_are_named():
    assert "Cadangan" in understood(recap({"K4": "Cadangan"})).warnings[0]


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("C6", -15, Rule.NEGATIVE),
        ("D7", "dua ratus", Rule.NOT_A_NUMBER),
        ("B8", "Sananwetan", Rule.UNKNOWN_KECAMATAN),
        ("B9", None, Rule.EMPTY),
        ("F6", 1001, Rule.ABOVE_BASE),
        ("E7", "1.234,5", Rule.NOT_WHOLE),
        ("G8", "#REF!", Rule.BROKEN_FORMULA),
        ("H9", None, Rule.EMPTY),
        ("H8", "=1+1", Rule.FORMULA_WITHOUT_VALUE),
        ("I6", 951, Rule.TOTAL_DIFFERS),
        ("J7", 3041, Rule.TOTAL_DIFFERS),
        ("C10", 3411, Rule.TOTAL_DIFFERS),
        ("I10", 2387, Rule.TOTAL_DIFFERS),
        ("J10", "enam ribu", Rule.NOT_A_NUMBER),
    ],
)
def test_one_fault_is_reported_once_at_its_own_cell(cell, value, rule):
    (fault,) = faults_of(recap({cell: value}))
    assert (fault.sheet, fault.cell, fault.rule) == ("Kepesertaan", cell, rule)
    assert fault.remedy
    assert fault.value == ("kosong" if value is None else str(value))


def test_a_kecamatan_that_stands_twice_names_both_cells():
    (fault,) = faults_of(recap({"B9": "TALUN"}))
    assert (fault.cell, fault.rule) == ("B6", Rule.DUPLICATE_KECAMATAN)
    assert "B9" in fault.sentence


def test_all_faults_are_reported_at_once_in_the_order_of_the_sheet():
    faults = faults_of(recap({"C6": -15, "D7": "x", "B8": "Sananwetan", "H9": None, "I10": 2387}))
    assert cells_and_rules(faults) == [
        ("C6", Rule.NEGATIVE),
        ("D7", Rule.NOT_A_NUMBER),
        ("B8", Rule.UNKNOWN_KECAMATAN),
        ("H9", Rule.EMPTY),
        ("I10", Rule.TOTAL_DIFFERS),
    ]


@pytest.mark.parametrize(
    ("position", "place"),
    [(None, "A1"), ("Posisi per 15 Desember 2023", "A2"), ("Posisi per 31 Februari 2023", "A2")],
)
def test_the_position_must_be_one_end_of_a_month(position, place):
    assert cells_and_rules(faults_of(recap(position=position))) == [(place, Rule.UNKNOWN_DATE)]


def test_two_positions_are_refused():
    assert cells_and_rules(faults_of(recap({"A3": "30 November 2023"}))) == [("A3", Rule.UNKNOWN_DATE)]


def test_numbers_below_the_total_are_not_passed_over():
    assert ("B11", Rule.EMPTY) in cells_and_rules(faults_of(recap({"C11": 5, "D11": 6})))


def test_a_recap_without_rows():
    assert cells_and_rules(faults_of(recap(rows=[])))[0] == ("B4", Rule.EMPTY)


def test_segments_that_differ_between_base_and_members_are_no_recap():
    assert [fault.rule for fault in faults_of(recap({"H5": "PMI"}))] == [Rule.LAYOUT]


def test_a_long_run_of_digits_is_never_repeated():
    (fault,) = faults_of(recap({"D7": "1234567890123456 x"}))
    assert "1234567890123456" not in str(fault)


SIGNED = {
    "B13": "Blitar,", "F13": "31 Desember 2023", "B14": "Mengetahui,", "F14": "Dibuat oleh,", "C14": " ",
    "B18": "SITI AMINAH", "F18": "BUDI SANTOSO", "B19": "NIP. 19650112 199003 1 001", "F19": "NIP. 197001122000031002",
}  # fmt: skip


def test_who_signs_below_the_total_is_no_data():
    assert drafts_of(recap(SIGNED)) is not None
    base, _ = drafts_of(recap(SIGNED | {"G13": dt.date(2023, 12, 31)}))
    assert len(rows_of(base)) == 12


def test_numbers_below_who_signs_are_not_passed_over():
    places = [fault.cell for fault in faults_of(recap(SIGNED | {"D21": 7, "E21": 7}))]
    assert {"B14", "B18", "B21"} <= set(places)


def test_a_long_dash_is_a_dash():
    lines = "Bulan;Kecamatan;Program;Jumlah Kasus;Nominal;Potensi Beasiswa (Rp)\n01/2024;Talun;JKK;1;5;{}\n"
    (draft,) = drafts_of(lines.format("\u2013").encode())
    assert rows_of(draft)[0]["potensi_beasiswa_rp"] == 0
