"""Reading .xlsx workbooks."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.datavalidation import DataValidation

from data.loading import xlsx as reader
from data.loading.cells import Formula
from tests.data.loading.books import recap
from tests.data.loading.raw import MAIN, PADDING, archive, saved, sentence_of, sheets_of, xlsx


def only(content):
    (sheet,) = sheets_of(content)
    return sheet


def test_a_workbook_keeps_every_cell_in_its_place():
    sheet = only(recap())
    assert sheet.name == "Kepesertaan"
    assert sheet.value(5, 1) == "Talun"
    assert sheet.value(6, 2) == "1.500"
    assert sheet.value(2, 0) is None
    assert not sheet.hidden


def test_every_kind_of_value():
    book = Workbook()
    day = dt.datetime.fromisoformat("2023-12-31")
    book.active.append(["Talun", 1234, 1.5, 0.456, day, dt.time(12, 30), True, "#REF!", None, 1e20])
    book.active["D1"].number_format = "0.0%"
    row = only(saved(book)).rows[0]
    assert row == ("Talun", 1234, 1.5, 0.456, day, dt.time(12, 30), True, "#REF!", None, 1e20)
    assert row[6] is True


def test_a_formula_that_was_never_calculated_is_told_from_an_empty_cell():
    assert only(recap({"C6": "=1+1"})).value(5, 2) == Formula("=1+1")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A1"><f>1+1</f><v/></c>', Formula("=1+1")),
        ('<c r="A1"><f>1+1</f></c>', Formula("=1+1")),
        ('<c r="A1"><f t="shared" si="0"/></c>', Formula("=…")),
        ('<c r="A1" t="e"><f>B1</f><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="str"><f>B1</f><v>x</v></c>', "x"),
        ('<c r="A1" t="str"><f>B1</f></c>', Formula("=B1")),
        ('<c r="A1" t="inlineStr"><is><t>x</t></is></c>', "x"),
        ('<c t="b"><v>0</v></c>', False),
    ],
)
def test_cells_as_programs_write_them(cell, value):
    assert only(xlsx(f'<row r="1">{cell}</row>')).rows == ((value,),)


def test_a_formula_calculated_to_an_empty_text_is_an_empty_cell():
    row = '<row r="1"><c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert only(xlsx(row)).rows == ((None, 1),)


def test_hidden_sheets_are_told_and_chart_sheets_are_not_read():
    book = Workbook()
    book.active.append([1, 2])
    book.create_sheet("Tersembunyi").sheet_state = "hidden"
    book.create_sheet("Sangat").sheet_state = "veryHidden"
    book.create_sheet("Kosong")
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1))
    book.create_chartsheet("Grafik").add_chart(chart)
    sheets = sheets_of(saved(book))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [
        ("Sheet", False),
        ("Tersembunyi", True),
        ("Sangat", True),
        ("Kosong", False),
    ]
    assert sheets[3].rows == ()


def test_hidden_rows_and_columns():
    book = Workbook()
    for number in range(9):
        book.active.append([number] * 9)
    book.active.row_dimensions[2].hidden = True
    book.active.row_dimensions.group(5, 6, hidden=True)
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions.group("E", "F", hidden=True)
    sheet = only(saved(book))
    assert sheet.hidden_rows == {1, 4, 5}
    assert sheet.hidden_columns == {1, 4, 5}


def test_rows_and_columns_without_height_or_width_are_hidden():
    columns = '<cols><col min="2" max="16384" width="0"/><col min="1" max="1" width="0.5"/></cols>'
    rows = '<row r="1" ht="0"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row><row ht="15.5"><c><v>1</v></c></row>'
    sheet = only(xlsx(rows, before=columns))
    assert sheet.hidden_columns == {1, 2}
    assert sheet.hidden_rows == {0}


def test_merged_areas():
    assert only(recap()).merged == ((3, 2, 3, 4),)
    far = '<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="A1:A1"/><mergeCell ref="Z9:Z10"/></mergeCells>'
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in (1, 2))
    assert only(xlsx(rows, after=far)).merged == ((1, 1, 1, 1),)


def test_more_merged_areas_than_a_table_has_are_refused(monkeypatch):
    monkeypatch.setattr(reader, "MOST_MERGED", 2)
    areas = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in (1, 2, 3))
    assert "tidak wajar" in sentence_of(xlsx("", after=f"<mergeCells>{areas}</mergeCells>"))


def test_a_wrong_stated_size_hides_no_rows():
    content = saved(load_workbook(io.BytesIO(recap())))
    entries = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            entries[name] = packed.read(name).replace(b'ref="A1:J12"', b'ref="A1:B2"')
    assert entries["xl/worksheets/sheet1.xml"].count(b'ref="A1:B2"') == 1
    assert only(archive(entries)).value(5, 9) == 2150


def test_empty_cells_far_from_the_table_do_no_harm():
    far = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="XFD1048576"/></row>'
    assert only(xlsx(far)).rows == ((1,),)


def test_filled_cells_far_from_the_table_are_refused_and_not_built():
    book = Workbook()
    book.active["A1"] = "Kecamatan"
    book.active["XFD1048576"] = 1
    assert "20.000 baris" in sentence_of(saved(book))


def test_more_filled_cells_than_the_limit_are_refused():
    row, padding = "<row>" + "<c><v>1</v></c>" * 60 + "</row>", {"xl/media/a.bin": PADDING}
    assert len(only(xlsx(row * 5000, parts=padding)).rows) == 5000
    assert "300.000 sel" in sentence_of(xlsx(row * 5001, parts=padding))


def test_what_openpyxl_leaves_out_is_no_fault():
    book = Workbook()
    book.active["A1"] = 1
    book.active.add_data_validation(DataValidation(type="list", formula1='"a,b"'))
    content = saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entries = {name: packed.read(name) for name in packed.namelist()}
    extension = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    sheet = entries["xl/worksheets/sheet1.xml"]
    entries["xl/worksheets/sheet1.xml"] = sheet.replace(b"</worksheet>", extension)
    assert only(archive(entries)).rows == ((1,),)


def test_the_strict_format_is_named():
    with zipfile.ZipFile(io.BytesIO(xlsx(""))) as packed:
        entries = {name: packed.read(name).replace(MAIN.encode(), reader.STRICT.encode()) for name in packed.namelist()}
    assert "Strict" in sentence_of(archive(entries))


@pytest.mark.parametrize(
    "rows", ['<row r="x"/>', '<row r="1"><c r="1A"/></row>', '<row r="1"><c t="s"><v>7</v></c></row>']
)
def test_workbooks_that_contradict_themselves_are_damaged(rows):
    assert "rusak" in sentence_of(xlsx(rows))
