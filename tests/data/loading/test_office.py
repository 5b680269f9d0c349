"""Files that a real office program has opened and saved, as the people who hand them in do."""

import datetime as dt
import io
from decimal import Decimal
from random import Random

import pytest
from openpyxl import Workbook, load_workbook

from data.loading import template
from data.loading.faults import Rule
from data.loading.fields import Kind
from tests import office
from tests.data.loading import good, raw
from tests.data.loading.books import CLAIM_HEADINGS, drafts_of, faults_of, recap, tidy, understood
from tests.data.loading.test_torture import say

SEED = 2
JENIS = tuple(template.SUBJECTS)
# What LibreOffice itself reads otherwise in a text: a closing ",-" makes a number less than nothing.
WAYS = [
    ("xlsx", "xlsx"),
    ("xlsx", "ods"),
    ("xlsx", "csv"),
    ("ods", "xlsx"),
    ("ods", "ods"),
    ("csv", "xlsx"),
    ("csv", "ods"),
]


def truth_of(content: bytes) -> good.Truth:
    """What a file says under the reference of the regency."""
    truth: good.Truth = {}
    for draft in drafts_of(content, known=good.known()):
        truth |= say(draft)
    return truth


@pytest.fixture(scope="module")
def made() -> dict[str, good.Good]:
    """A good table of every subject and layout."""
    return {name: make(Random(SEED)) for name, make in good.MAKERS.items()}


@pytest.mark.parametrize(("source", "target"), WAYS)
def test_good_files_say_the_same_after_an_office_program_saved_them(made, source, target):
    files = {f"{name}.{source}": each.bytes(source) for name, each in made.items()}
    if source == "csv":
        files = {name: content for name, content in files.items() if b",-" not in content}
    assert len(files) > len(made) // 2
    found = {name: truth_of(content) for name, content in office.converted(files, target).items()}
    assert found == {name: made[name.rpartition(".")[0]].truth() for name in files}


@pytest.fixture(scope="module")
def templates() -> dict[str, tuple[bytes, good.Truth]]:
    """Each template, filled in, and what it then says."""
    filled = {}
    for jenis in JENIS:
        maker = {"bantuan_iuran": good.bantuan_templat, "tindak_lanjut": good.tindak_templat}
        each = maker.get(jenis) or good.MAKERS[f"{jenis} templat"]
        made = each(Random(SEED))
        book = load_workbook(io.BytesIO(template.workbook(jenis, good.known())))
        for row, line in enumerate(made.lines, start=template.HEADER + 1):
            for column, key in enumerate(made.columns, start=1):
                cell = line[key]
                native = cell.kind in (*good.NUMBERS, Kind.MONTH, Kind.DATE) and cell.value is not None
                value = float(cell.value) if isinstance(cell.value, Decimal) else cell.value if native else cell.written
                book["Data"].cell(row, column).value = value
        if jenis == "klaim":
            book["Data"]["A2"] = made.titles[1][0]
        filled[f"{jenis}.xlsx"] = raw.saved(book), made.truth()
    return filled


@pytest.mark.parametrize("target", good.FORMATS)
def test_filled_templates_say_the_same_after_an_office_program_saved_them(templates, target):
    contents = {name: content for name, (content, _) in templates.items()}
    found = {name: truth_of(content) for name, content in office.converted(contents, target).items()}
    assert found == {name: truth for name, (_, truth) in templates.items()}


def test_templates_and_marked_copies_lose_nothing_in_an_office_program(templates):
    faulty = recap({"C6": -15, "B8": "Sananwetan", "E7": "1.234,5"})
    contents = {name: content for name, (content, _) in templates.items()} | {"tandai.xlsx": marked_copy(faulty)}
    saved = office.converted(contents, "xlsx")
    for name, content in contents.items():
        before, after = (load_workbook(io.BytesIO(each)) for each in (content, saved[name]))
        assert after.sheetnames == before.sheetnames
        for sheet in before:
            other = after[sheet.title]
            cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
            assert {key: other[key].value for key in cells} == {key: cell.value for key, cell in cells.items()}
            comments = {key: cell.comment.text for key, cell in cells.items() if cell.comment}
            assert {key: other[key].comment.text for key in comments} == comments
            colours = {key: cell.fill.fgColor.rgb for key, cell in cells.items() if cell.fill.patternType}
            assert {key: other[key].fill.fgColor.rgb for key in colours} == colours
            assert validated(other) == validated(sheet)
    assert load_workbook(io.BytesIO(saved["tandai.xlsx"]))["Kepesertaan"]["C6"].comment


def validated(sheet) -> list[str]:
    """Where areas with a list or a rule begin; LibreOffice cuts them to the rows in use and a thousand more."""
    return sorted(str(rule.sqref).partition(":")[0] for rule in sheet.data_validations.dataValidation)


def marked_copy(content: bytes) -> bytes:
    """The marked copy of a file."""
    from data.loading import marked, recognise
    from data.loading.draft import Source
    from tests.data.loading.books import REFERENCE

    found = recognise.recognise(content, REFERENCE, Source("berkas.xlsx", "", "Kantor Cabang"))
    assert found.document
    return marked.marked(content, found.document, found.understood.faults)


def calculated() -> bytes:
    """A table of claims whose figures and total are formulas that nobody has calculated."""
    content = tidy(
        CLAIM_HEADINGS,
        ("Januari 2024", "Talun", "JKK", "=1+2", "=3*1000000", 0),
        ("Januari 2024", "Selorejo", "JKM", 2, 84_000_000, "=A9"),
        ("Jumlah", None, None, "=SUM(D2:D3)", "=SUM(E2:E3)", "=SUM(F2:F3)"),
    )
    return content


@pytest.mark.parametrize("target", good.FORMATS)
def test_formulas_that_an_office_program_calculated_are_values(target):
    assert {fault.rule for fault in faults_of(calculated())} == {Rule.FORMULA_WITHOUT_VALUE}
    (content,) = office.converted({"rumus.xlsx": calculated()}, target).values()
    (load,) = drafts_of(content)
    assert [(total.dihitung, total.dinyatakan) for total in load.totals] == [(5, 5), (87_000_000, 87_000_000), (0, 0)]


@pytest.mark.parametrize("target", good.FORMATS)
def test_a_formula_that_fails_is_a_broken_formula(target):
    broken = tidy(CLAIM_HEADINGS, ("Januari 2024", "Talun", "JKK", "=1/0", "=NOTHING(1)", 0))
    (content,) = office.converted({"rumus.xlsx": broken}, target).values()
    assert [(fault.cell, fault.rule) for fault in faults_of(content)] == [
        ("D2", Rule.BROKEN_FORMULA),
        ("E2", Rule.BROKEN_FORMULA),
    ]


@pytest.mark.parametrize("target", good.FORMATS)
def test_percentages_and_days_as_indonesian_formats_show_them(target):
    book = Workbook()
    book.active.append(["Tahun", "Wilayah", "Target (%)"])
    for number, shown in ((0.2543, "0.00%"), (0.3, "0%"), (25.43, "0.00"), (0.5, "0.00%")):
        year = 2024 + book.active.max_row
        book.active.append([year, "Talun", number])
        book.active.cell(book.active.max_row, 3).number_format = shown
    days = Workbook()
    days.active.append(["Bulan", "Kecamatan", "Segmen", "Peserta Aktif", "Berakhir Pada"])
    for row, (month, day) in enumerate(
        (("[$-421]mmmm yyyy", "[$-421]d mmmm yyyy"), ("[$-421]mmm yyyy", "dd/mm/yyyy"), ("mm/yyyy", "yyyy-mm-dd")), 2
    ):
        days.active.append([dt.date(2024, 5 + row, 1), "Talun", "BPU", row, dt.date(2024, 12, 31)])
        days.active.cell(row, 1).number_format = month
        days.active.cell(row, 5).number_format = day
    shares, members = office.converted(
        {"target.xlsx": raw.saved(book), "anggota.xlsx": raw.saved(days)}, target
    ).values()
    (load,) = drafts_of(shares)
    assert load.columns["target_pct"] == [Decimal(text) for text in ("25.43", "30.00", "25.43", "50.00")]
    (load,) = drafts_of(members)
    assert load.columns["bulan"] == [dt.date(2024, month, 1) for month in (7, 8, 9)]
    assert load.columns["berakhir_pada"] == [dt.date(2024, 12, 31)] * 3


def test_a_percentage_where_people_are_counted_is_refused_in_every_format():
    book = load_workbook(io.BytesIO(recap({"C6": 0.25})))
    book.active["C6"].number_format = "0%"
    for target in ("xlsx", "ods"):
        (content,) = office.converted({"rekap.xlsx": raw.saved(book)}, target).values()
        assert ("C6", Rule.NOT_A_NUMBER) in [(fault.cell, fault.rule) for fault in understood(content).faults]
