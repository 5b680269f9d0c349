"""The marked copy of a workbook."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

from data.loading import files
from data.loading import marked as module
from data.loading.cells import Formula
from data.loading.faults import MOST_FAULTS, Fault, Rule
from data.loading.marked import COLOURS, ERASED, HEADINGS, LIST, marked
from data.loading.sheets import Document, Sheet, address
from tests.data.loading.books import claims_csv, faults_of, recap
from tests.data.loading.raw import ods_cell, ods_rows, saved

FAULT = Fault(Rule.NOT_A_NUMBER, "Isi sel ini bukan angka.", "Tulis angka saja.", "Data", "B2", "abc")


def opened(content):
    return load_workbook(io.BytesIO(content))


def copy(content, faults=(FAULT,), **others):
    return opened(marked(content, files.read(content), faults, **others))


def book_of(*rows, title="Data"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def listed(book):
    return [tuple(cell or "" for cell in row) for row in book[LIST].iter_rows(values_only=True)]


def is_filled(cell, colour="faulty"):
    return cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == COLOURS[colour]


def document(*rows, name="Data"):
    return Document(((Sheet(name, rows),),))


def test_the_original_keeps_its_look_and_its_formulas():
    book = book_of(["Nama", "Nilai"], ["Talun", "abc"], ["Jumlah", "=SUM(B2:B2)"])
    book.active["A1"].font = Font(bold=True)
    book.active.column_dimensions["A"].width = 33
    book.active.merge_cells("D1:E2")
    marks = copy(saved(book))
    assert marks.sheetnames == [LIST, "Data"]
    assert marks.active.title == LIST
    sheet = marks["Data"]
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["A"].width == 33
    assert sheet["B3"].value == "=SUM(B2:B2)"
    assert sheet["B3"].data_type == "f"
    assert is_filled(sheet["B2"])
    assert not is_filled(sheet["B3"])
    assert not sheet.sheet_view.tabSelected


def test_the_comment_says_rule_sentence_and_remedy_of_every_fault_in_the_cell():
    other = Fault(Rule.NEGATIVE, "Kurang dari nol.", "Tulis 0.", "Data", "B2", "abc")
    comment = copy(saved(book_of(["a", "b"], ["c", "abc"])), [FAULT, other])["Data"]["B2"].comment
    assert comment.text.split("\n\n") == [
        "bukan angka: Isi sel ini bukan angka. Tulis angka saja.",
        "angka negatif: Kurang dari nol. Tulis 0.",
    ]
    assert comment.author == "Dasbor"


def test_all_faults_are_listed_under_a_frozen_heading():
    whole = Fault(Rule.LAYOUT, "Judul kolom tidak dikenal.", "Pakai contoh.")
    book = copy(saved(book_of(["a", "b"], ["c", "abc"])), [FAULT, whole])
    assert book[LIST].freeze_panes == "A2"
    assert listed(book) == [
        HEADINGS,
        ("Data", "B2", "abc", "bukan angka", "Isi sel ini bukan angka.", "Tulis angka saja."),
        ("", "", "", "susunan tidak dikenal", "Judul kolom tidak dikenal.", "Pakai contoh."),
    ]


@pytest.mark.parametrize("blank", [frozenset(), frozenset({("Data", 5)})], ids=["original", "written anew"])
def test_only_the_first_faults_are_listed_and_the_others_counted(blank):
    many = [Fault(Rule.EMPTY, "Kosong.", "Isi.", "Data", f"A{n}", "") for n in range(1, MOST_FAULTS + 1235)]
    book = copy(saved(book_of(["a", "b"])), many, blank=blank)
    assert len(listed(book)) == 1 + MOST_FAULTS + 1
    assert listed(book)[-1][4] == "dan 1.234 kesalahan lagi."


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "\r="])
@pytest.mark.parametrize("blank", [frozenset(), frozenset({("Data", 5)})], ids=["original", "written anew"])
def test_no_text_becomes_a_formula(mark, blank):
    text = f'{mark}HYPERLINK("https://a.example")'
    book = book_of(["a", "b"], ["c", "x"])
    book.active["B2"].value = text
    book.active["B2"].data_type = "s"
    fault = Fault(Rule.NOT_A_NUMBER, text, text, "Data", "B2", text)
    content = marked(saved(book), files.read(saved(book)), [fault], blank=blank)
    for sheet in opened(content).worksheets:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        assert {cell.data_type for cell in cells} == {"s"}
        assert not any(cell.hyperlink for cell in cells)
    assert opened(content)[LIST]["C2"].quotePrefix
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(re.search(rb"<(\w+:)?f[ >]", packed.read(name)) for name in packed.namelist() if "sheet" in name)


def test_a_fault_in_a_merged_area_is_marked_where_it_is_seen():
    book = book_of(["a", "b"], ["c", "abc"])
    book.active.merge_cells("A1:C3")
    sheet = copy(saved(book))["Data"]
    assert is_filled(sheet["A1"])
    assert "bukan angka" in sheet["A1"].comment.text


def test_a_comment_that_stood_there_gives_way_and_others_stay():
    book = book_of(["a", "b"], ["c", "abc"])
    book.active["A1"].comment = Comment("lama", "Cabang")
    book.active["B2"].comment = Comment("lama", "Cabang")
    sheet = copy(saved(book))["Data"]
    assert sheet["A1"].comment.text == "lama"
    assert sheet["B2"].comment.author == "Dasbor"


@pytest.mark.parametrize("formula", ["=[1]Lain!A1*2", "='[12]Lain 2'!A1", "=cmd|'/c calc'!A0"])
def test_formulas_that_ask_other_files_give_way_to_their_values(formula):
    book = book_of(["a", "b"], [1, formula], ["=Tabel[[#This Row],[2023]]", "=Lain!A1"])
    book.create_sheet("Lain")
    book.defined_names["luar"] = DefinedName("luar", attr_text="[1]Lain!$A$1")
    book.defined_names["dalam"] = DefinedName("dalam", attr_text="Lain!$A$1")
    calculated = document(("a", "b"), (1, 42), (Formula("=x"),))
    marks = opened(marked(saved(book), calculated, []))
    assert marks["Data"]["B2"].value == 42
    assert marks["Data"]["A3"].data_type == "f"
    assert marks["Data"]["B3"].value == "=Lain!A1"
    assert list(marks.defined_names) == ["dalam"]


def test_the_list_of_an_earlier_copy_is_replaced():
    first = marked(saved(book_of(["a", "b"])), files.read(saved(book_of(["a", "b"]))), [FAULT])
    assert copy(first, []).sheetnames == [LIST, "Data"]
    assert copy(first, [], blank=frozenset({("Data", 1)})).sheetnames == [LIST, "Data"]


def test_a_sheet_that_happens_to_have_the_same_name_stays():
    book = copy(saved(book_of(["milik orang"], title=LIST)), [])
    assert [book.worksheets[1][address(0, 0)].value, len(book.sheetnames)] == ["milik orang", 2]


def test_a_text_is_copied_in_the_way_in_which_its_faults_were_found():
    content = claims_csv().replace(b"JHT", b"XYZ")
    document = files.read(content)
    fault = Fault(Rule.UNKNOWN_PROGRAMME, "Tidak dikenal.", "Perbaiki.", "", "C2", "XYZ")
    book = opened(marked(content, document, [fault]))
    assert book.sheetnames == [LIST, "Data"]
    assert book["Data"]["C2"].value == "XYZ"
    assert is_filled(book["Data"]["C2"])
    assert book["Data"]["E2"].value == "150.000.000,00"
    assert book["Data"]["F2"].value is None


def test_an_open_document_is_copied_as_a_workbook():
    cells = ods_cell("a") + '<table:table-cell office:value-type="date" office:date-value="2023-12-31"/>'
    formula = '<table:table-cell table:formula="of:=SUM([.A1])"/>'
    content = ods_rows(f"<table:table-row>{cells}{formula}</table:table-row>")
    fault = Fault(Rule.FORMULA_WITHOUT_VALUE, "Belum dihitung.", "Simpan ulang.", "Data", "C1", "=SUM([.A1])")
    sheet = copy(content, [fault])["Data"]
    assert [sheet["A1"].value, sheet["B1"].value.year, sheet["C1"].value] == ["a", 2023, "=SUM([.A1])"]
    assert sheet["C1"].data_type == "s"
    assert is_filled(sheet["C1"])


def test_an_original_that_cannot_be_opened_is_written_anew(monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    content = saved(book_of(["a", "b"], ["c", "abc"]))
    monkeypatch.setattr(module, "load_workbook", fail)
    book = copy(content)
    assert book["Data"]["B2"].value == "abc"
    assert is_filled(book["Data"]["B2"])
    assert book.properties.creator == "Dasbor"


def test_columns_of_persons_are_emptied_everywhere():
    nik, name = "3505" + "014112900001", "Seseorang"
    content = saved(book_of(["NIK", "Nama", "Aktif"], [nik, name, 1], [int(nik), None, 2]))
    faults = [Fault(Rule.FILE, "Data pribadi.", "Hapus.", "Data", cell, name) for cell in ("B1", "B2", "A3")]
    written = marked(content, files.read(content), faults, blank=frozenset({("Data", 0), ("Data", 1)}))
    sheet = opened(written)["Data"]
    assert list(sheet.iter_rows(values_only=True)) == [
        ("NIK", "Nama", "Aktif"),
        (ERASED, ERASED, 1),
        (ERASED, None, 2),
    ]
    assert is_filled(sheet["A2"], "erased")
    assert is_filled(sheet["B2"])
    assert [row[2] for row in listed(opened(written))] == ["Isi", name, ERASED, ERASED]
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        everything = b"".join(packed.read(part) for part in packed.namelist())
    assert nik.encode() not in everything


def test_values_that_a_workbook_cannot_hold_become_text():
    odd = ("a\x00\x0b\ufffe\ud800b", float("nan"), float("inf"), 10**30, "x" * 40_000, True, 1.5)
    fault = Fault(Rule.EMPTY, "a\x00b", "c\ud800d", "Data", "A1", "\x0b")
    book = opened(marked(b"", document(odd), [fault]))
    row = [cell.value for cell in book["Data"][1]]
    assert row[:4] == ["ab", "nan", "inf", str(10**30)]
    assert len(row[4]) == module.LONGEST_TEXT
    assert row[5:] == [True, 1.5]
    assert listed(book)[1][4:] == ("ab", "cd")


def test_faults_that_have_no_place_in_the_workbook_are_only_listed():
    places = [("Data", ""), ("Lain", "A1"), ("Data", "A0"), ("Data", "x")]
    faults = [Fault(Rule.EMPTY, "Kosong.", "Isi.", sheet, cell) for sheet, cell in places]
    for blank in (frozenset(), frozenset({("Data", 0)})):
        assert len(listed(copy(saved(book_of(["a"])), faults, blank=blank))) == 5


def test_a_fault_in_an_empty_cell_beyond_its_row_is_marked():
    book = opened(marked(b"", document(("a",), ("b", "c")), [Fault(Rule.EMPTY, "Kosong.", "Isi.", "Data", "D1")]))
    assert is_filled(book["Data"]["D1"])


def test_names_of_sheets_fit_a_workbook():
    names = ["'a[b]:*?/\\" + "c" * 40, "///", "kembar", "KEMBAR"]
    sheets = tuple(Sheet(name, (("x",),)) for name in names)
    titles = opened(marked(b"", Document((sheets,)), [])).sheetnames
    assert titles[1] == "a b      " + "c" * 19
    assert len(set(map(str.casefold, titles))) == 5
    assert all(len(title) <= 31 for title in titles)


def test_of_a_long_text_the_first_rows_are_copied_and_it_is_said():
    book = opened(marked(b"", document(*[("a", "1")] * (module.MOST_ROWS + 1), name=""), []))
    assert book.sheetnames == [LIST, "Data (sebagian)"]
    assert book["Data (sebagian)"].max_row == module.MOST_ROWS
    assert listed(book)[1][4:] == (
        "Salinan ini hanya memuat 20.000 baris pertama.",
        "Perbaiki berkas aslinya, jangan muat salinan ini.",
    )


def test_the_marked_copy_of_a_real_recap_can_be_read_again():
    content = recap({"C6": "seribu", "F7": -1})
    faults = faults_of(content)
    written = marked(content, files.read(content), faults)
    assert [sheet.name for sheet in files.read(written).readings[0]] == [LIST, "Kepesertaan"]
    assert {row[1] for row in listed(opened(written))[1:]} >= {"C6", "F7"}
    assert faults_of(written) == faults
