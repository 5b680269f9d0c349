"""The table of claims: its totals, and each of its faults at its cell."""

import datetime as dt

import pytest

from data.loading.faults import Rule
from data.loads import Total
from tests.data.loading.books import (
    CLAIM_HEADINGS,
    CLAIMS,
    claims,
    claims_csv,
    drafts_of,
    faults_of,
    rows_of,
    understood,
)


def test_claims_become_one_load_that_covers_every_month():
    (load,) = drafts_of(claims())
    assert load.jenis == "klaim"
    assert load.covers == {("domisili", dt.date(2023, month, 1)) for month in (1, 2, 3)}
    assert list(load.totals) == [
        Total("Kasus", 14, 14),
        Total("Dibayarkan (Rp)", 243_500_000, 243_500_000),
        Total("Potensi beasiswa (Rp)", 69_000_000, 69_000_000),
    ]
    assert rows_of(load)[1] == {
        "bulan": dt.date(2023, 3, 1),
        "kecamatan_kode": "35.05.04",
        "program_kode": "JKM",
        "lingkup": "domisili",
        "kasus": 2,
        "dibayarkan_rp": 84_000_000,
        "potensi_beasiswa_rp": 69_000_000,
        "baris": 6,
    }


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252", "utf-16"])
def test_text_files_are_read_the_same(delimiter, encoding):
    (load,) = drafts_of(claims_csv(delimiter=delimiter, encoding=encoding))
    assert [total.dihitung for total in load.totals] == [12, 234_000_000, 69_000_000]
    assert {total.dinyatakan for total in load.totals} == {None}


def test_a_scope_that_is_not_stated_is_assumed_aloud_unless_it_is_told():
    plan = understood(claims_csv())
    assert "domisili peserta" in plan.warnings[0]
    told = understood(claims_csv(), lingkup="kantor_cabang")
    assert set(told.drafts[0].columns["lingkup"]) == {"kantor_cabang"}
    assert not any("--lingkup" in warning for warning in told.warnings)


def test_a_scope_that_contradicts_the_file_is_refused():
    (fault,) = faults_of(claims(), lingkup="badan_usaha")
    assert (fault.cell, fault.rule) == ("A2", Rule.UNKNOWN_SCOPE)
    (fault,) = faults_of(claims(scope="Cakupan: alamat lama"))
    assert (fault.cell, fault.rule) == ("A2", Rule.UNKNOWN_SCOPE)


@pytest.mark.parametrize(
    ("cell", "value", "rule"),
    [
        ("A5", "Januari", Rule.UNKNOWN_MONTH),
        ("B6", "Sukorejo", Rule.UNKNOWN_KECAMATAN),
        ("C7", "JKX", Rule.UNKNOWN_PROGRAMME),
        ("C8", None, Rule.EMPTY),
        ("D5", 1.5, Rule.NOT_WHOLE),
        ("D5", 0, Rule.PAID_WITHOUT_CASE),
        ("E6", "Rp 84 juta", Rule.NOT_A_NUMBER),
        ("E7", "-", Rule.EMPTY),
        ("E8", "2.000.000,50", Rule.NOT_WHOLE),
        ("F6", -1, Rule.NEGATIVE),
        ("E9", "Rp 243.500.001", Rule.TOTAL_DIFFERS),
        ("D9", 13, Rule.TOTAL_DIFFERS),
    ],
)
def test_one_fault_is_reported_once_at_its_own_cell(cell, value, rule):
    (fault,) = faults_of(claims({cell: value}))
    assert (fault.sheet, fault.cell, fault.rule) == ("Rekap Klaim", cell, rule)


def test_the_same_month_kecamatan_and_programme_twice_names_both_cells():
    (fault,) = faults_of(claims(rows=[*CLAIMS[:4], CLAIMS[0]]))
    assert (fault.cell, fault.rule) == ("B5", Rule.DUPLICATE_ROW)
    assert "B9" in fault.sentence


def test_headings_that_are_not_known_are_refused_with_those_that_are():
    headings = [*CLAIM_HEADINGS[:4], "Nominal (Rp juta)", CLAIM_HEADINGS[5]]
    (fault,) = faults_of(claims_csv(headings=headings))
    assert fault.rule == Rule.LAYOUT
    assert "Nominal Dibayarkan (Rp)" in fault.remedy
