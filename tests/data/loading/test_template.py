"""The templates: what an office fills in is read, and what it leaves empty is said."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook

from data.loading import template
from data.loading.faults import Rule
from data.loading.fields import Kind
from data.loading.recognise import TIDY
from tests.data.loading.books import REFERENCE, drafts_of, faults_of

FILLED = {
    Kind.MONTH: dt.date(2023, 12, 1),
    Kind.DATE: dt.date(2025, 12, 31),
    Kind.YEAR: 2024,
    Kind.KECAMATAN: "Talun",
    Kind.AREA: "Talun",
    Kind.DESA: "Sumberjo",
    Kind.SEGMENT: "BPU",
    Kind.PROGRAMME: "JKM",
    Kind.PAYER: "APBD",
    Kind.BASE: "Semesta pekerja (potensi)",
    Kind.COUNT: 12,
    Kind.RUPIAH: 42_000_000,
    Kind.PERCENTAGE: 25.43,
    Kind.WORDS: "Dinas Tenaga Kerja",
}


def filled(jenis):
    """The template with one row, as somebody fills it in: of an OPD or a desa only the first."""
    book = load_workbook(io.BytesIO(template.workbook(jenis, REFERENCE)))
    for column, field in enumerate(TIDY[jenis].fields, start=1):
        if (jenis, field.key) in {("ekosistem", "desa"), ("ekosistem", "kecamatan_kode")}:
            continue
        book["Data"].cell(template.HEADER + 1, column, FILLED[field.kind])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("jenis", template.SUBJECTS)
def test_a_filled_template_is_read(jenis):
    (draft,) = drafts_of(filled(jenis))
    assert draft.jenis == jenis
    assert draft.lembar == "Data"
    assert list(draft.columns["baris"]) == [template.HEADER + 1]


@pytest.mark.parametrize("jenis", template.SUBJECTS)
def test_an_empty_template_says_that_it_is_empty(jenis):
    assert [fault.rule for fault in faults_of(template.workbook(jenis, REFERENCE))] == [Rule.EMPTY]


@pytest.mark.parametrize("jenis", template.SUBJECTS)
def test_a_template_offers_lists_instructions_and_codes(jenis):
    book = load_workbook(io.BytesIO(template.workbook(jenis, REFERENCE)))
    assert book.sheetnames == ["Data", "Petunjuk", "Kode"]
    chosen = {field.kind for field in TIDY[jenis].fields} & {
        Kind.KECAMATAN, Kind.AREA, Kind.SEGMENT, Kind.PROGRAMME, Kind.PAYER, Kind.BASE,
    }  # fmt: skip
    lists = [rule.formula1 for rule in book["Data"].data_validations.dataValidation if rule.type == "list"]
    assert len([each for each in lists if each.startswith("=Kode!")]) >= len(chosen)
    for formula in lists:
        if formula.startswith("=Kode!"):
            names = [cell.value for (cell,) in book["Kode"][formula.removeprefix("=Kode!").replace("$", "")]]
            assert all(names)
            assert len(set(names)) == len(names)
    guide = " ".join(str(cell) for row in book["Petunjuk"].iter_rows(values_only=True) for cell in row if cell)
    assert "NIK" in guide
    for field in TIDY[jenis].fields:
        assert field.title in guide


def test_the_scope_of_claims_is_chosen_above_the_table():
    (draft,) = drafts_of(filled("klaim"))
    assert set(draft.columns["lingkup"]) == {"domisili"}
    assert draft.covers == {("domisili", dt.date(2023, 12, 1))}
