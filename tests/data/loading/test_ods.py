"""Reading OpenDocument spreadsheets."""

import datetime as dt
import io

import pytest
from odfdo import Cell, Document, Row, Table

from data.loading.cells import Formula, Percent, require_value
from data.loading.faults import Rule, Unreadable
from tests.data.loading.raw import ods, ods_cell, ods_rows, sentence_of, sheets_of

DAY, MORNING = dt.datetime.fromisoformat("2023-12-31"), dt.datetime.fromisoformat("2023-12-31 08:15")


def only(content):
    (sheet,) = sheets_of(content)
    return sheet


def value_of(cell):
    return only(ods_rows(f"<table:table-row>{cell}</table:table-row>")).value(0, 0)


def row(*cells, attributes=""):
    return f"<table:table-row {attributes}>{''.join(ods_cell(cell) for cell in cells)}</table:table-row>"


def typed(kind, value, text="teks", extra=""):
    name = "value" if kind in ("float", "percentage", "currency") else f"{kind}-value"
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}" {extra}><text:p>{text}</text:p>'
        "</table:table-cell>"
    )


def test_a_spreadsheet_of_odfdo_is_read_cell_by_cell():
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("Rekap")
    for cells in (["Kecamatan", "Aktif"], ["Talun", 600], [None, 1.5]):
        line = Row()
        line.extend_cells([Cell(cell) for cell in cells])
        table.append_row(line)
    document.body.append(table)
    buffer = io.BytesIO()
    document.save(buffer)
    sheet = only(buffer.getvalue())
    assert sheet.name == "Rekap"
    assert sheet.rows == (("Kecamatan", "Aktif"), ("Talun", 600), (None, 1.5))
    assert not sheet.hidden


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (typed("float", "1234"), 1234),
        (typed("float", "1.5"), 1.5),
        (typed("float", "1E+300"), 1e300),
        (typed("float", "9" * 100), float("9" * 64)),
        (typed("percentage", "0.456"), Percent(0.456)),
        (typed("currency", "1500000"), 1_500_000),
        (typed("date", "2023-12-31"), DAY),
        (typed("date", "2023-12-31T08:15:00"), MORNING),
        (typed("date", "2023-12-31T08:15:00Z"), MORNING),
        (typed("date", "2023-13-31"), "teks"),
        (typed("time", "PT12H30M00S"), dt.time(12, 30)),
        (typed("time", "PT30H00M00S"), dt.timedelta(hours=30)),
        (typed("time", "kapan"), "teks"),
        (typed("boolean", "true"), True),
        (typed("boolean", "false"), False),
        (typed("float", "1", "TRUE", 'table:formula="of:=TRUE()"'), True),
        (typed("string", "dari atribut"), "dari atribut"),
        (ods_cell("dua <text:span>kata</text:span>"), "dua kata"),
        (ods_cell("satu</text:p><text:p>dua"), "satu\ndua"),
        (ods_cell(""), None),
        ("<table:table-cell><text:p>tanpa jenis</text:p></table:table-cell>", None),
        (typed("float", "2", "2", 'table:formula="of:=1+1"'), 2),
    ],
)
def test_values_by_their_type(cell, value):
    found = value_of(cell)
    assert found == value
    assert type(found) is type(value)


def test_a_formula_that_was_never_calculated_is_told_from_one_that_gave_an_empty_text():
    never = '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>'
    assert value_of(never) == Formula("=SUM([.A1:.A2])")
    assert value_of('<table:table-cell table:formula="of:=A1"><text:p/></table:table-cell>') is None


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (typed("string", "", "#REF!", 'calcext:value-type="error" table:formula="of:=#REF!"'), "#REF!"),
        (typed("string", "", "Err:502", 'calcext:value-type="error" table:formula="of:=A(1)"'), "Err:502"),
        (typed("string", "", "Galat 502", 'calcext:value-type="error"'), "#VALUE!"),
        (typed("float", "0", "#DIV/0!", 'table:formula="of:=1/0"'), "#DIV/0!"),
    ],
)
def test_broken_formulas_are_told(cell, shown):
    assert value_of(cell) == shown
    with pytest.raises(Unreadable) as fault:
        require_value(shown)
    assert fault.value.rule is Rule.BROKEN_FORMULA


def test_repeated_rows_and_cells_stand_where_they_are():
    twice = ods_cell("x", 'table:number-columns-repeated="2"')
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>'
        f'{twice}<table:table-cell table:number-columns-repeated="16380"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell/></table:table-row>'
    )
    assert only(ods_rows(rows)).rows == ((), (), (None, None, "x", "x"), (None, None, "x", "x"))


def test_rows_in_groups_and_headers_are_read():
    group = f'<table:table-row-group table:display="false">{row("c")}</table:table-row-group>'
    header = f"<table:table-header-rows>{row('a')}</table:table-header-rows>"
    sheet = only(ods_rows(header + f"<table:table-row-group>{row('b')}{group}</table:table-row-group>{row('d')}"))
    assert sheet.rows == (("a",), ("b",), ("c",), ("d",))
    assert sheet.hidden_rows == {2}


def test_hidden_rows_and_columns():
    styles = (
        '<style:style style:name="r" style:family="table-row"><style:table-row-properties style:row-height="0in"/>'
        '</style:style><style:style style:name="c" style:family="table-column"><style:table-column-properties '
        'style:column-width="0.00cm"/></style:style><style:style style:name="w" style:family="table-column">'
        '<style:table-column-properties style:column-width="0.5in"/></style:style>'
    )
    columns = (
        '<table:table-column table:style-name="w"/><table:table-column-group table:display="false">'
        '<table:table-column/></table:table-column-group><table:table-column table:style-name="c"/>'
        "<table:table-column/>"
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16380"/>'
    )
    rows = (
        row(*"abcdef")
        + row("b", attributes='table:visibility="filter"')
        + row("c", attributes='table:style-name="r"')
        + row("d", attributes='table:visibility="collapse" table:number-rows-repeated="2"')
        + row("e")
    )
    sheet = only(ods_rows(columns + rows, styles=styles))
    assert sheet.hidden_rows == {1, 2, 3, 4}
    assert sheet.hidden_columns == {1, 2, 4, 5}


def test_hidden_sheets_are_told_and_copies_of_linked_files_are_not_read():
    styles = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style>'
    )
    tables = (
        f'<table:table table:name="Utama">{row("a")}</table:table>'
        f'<table:table table:name="Lain" table:style-name="h">{row("b")}</table:table>'
        f"<table:table table:name=\"'file:///x'#$A\"><table:table-source/>{row('c')}</table:table>"
    )
    sheets = sheets_of(ods(tables, styles=styles))
    assert [(sheet.name, sheet.hidden) for sheet in sheets] == [("Utama", False), ("Lain", True)]


def test_merged_areas():
    spans = 'table:number-columns-spanned="3" table:number-rows-spanned="2"'
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = f"<table:table-row>{ods_cell('a')}{ods_cell('b', spans)}{covered}</table:table-row>{row(*'abcd')}"
    assert only(ods_rows(rows)).merged == ((0, 1, 1, 3),)


def test_comments_are_not_part_of_a_cell():
    note = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>isi</text:p></table:table-cell>'
    assert value_of(cell) == "isi"


@pytest.mark.parametrize("rows", ["<table:table-row table:number-rows-repeated='x'/>", "<table:table-row>"])
def test_damaged_content_is_told(rows):
    assert "rusak" in sentence_of(ods_rows(rows))
