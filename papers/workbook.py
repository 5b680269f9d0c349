"""The workbook: every table of the report on a sheet of its own, with formats, and the definitions."""

import io

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as Box
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from papers.model import Cell, Kind, Report, Table
from papers.package import settled
from ui import formulas

FORMATS: dict[Kind, str] = {
    "text": "@",
    "count": "#,##0",
    "change": "+#,##0;-#,##0;0",
    "decimal": "#,##0.0",
    "percent": "0.00%",
    "points": '+0.00" poin";-0.00" poin";0.00" poin"',
    "rupiah": '"Rp"#,##0',
    "date": "[$-421]d mmmm yyyy",
    "month": "[$-421]mmmm yyyy",
}
NARROWEST, WIDEST = 11, 42
LONGEST_NAME = 31


def write(report: Report) -> bytes:
    """The whole file. Percentages are shares with a percent format, so that they can be counted with."""
    book = Workbook()
    book.calculation.fullCalcOnLoad = False
    properties = book.properties
    properties.title, properties.creator, properties.language = report.title, report.regency, "id"
    contents = book.active
    contents.title = "Isi"
    _head(contents, report, report.title)
    first = contents.max_row + 2
    for row, table in enumerate(report.tables, start=first):
        sheet = book.create_sheet(table.name[:LONGEST_NAME])
        _fill(sheet, report, table)
        link = contents.cell(row, 1, table.name)
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{sheet.title}'!A1")
        link.font = Font(color=_argb(report.colours["accent"]), underline="single")
        _text(contents.cell(row, 2), table.title)
    _definitions(book.create_sheet("Definisi"), report)
    contents.column_dimensions["A"].width, contents.column_dimensions["B"].width = 24, 60
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), report.made)


def _head(sheet: Worksheet, report: Report, title: str) -> None:
    """What every sheet says above its table."""
    _text(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    if report.sample:
        mark = _text(sheet.cell(2, 1), f"{report.sample}, bukan angka resmi")
        mark.font = Font(bold=True, color=_argb(report.colours["warning"]))
    for row, line in enumerate((f"{report.kind} · {report.regency}", *report.foot), start=3 if report.sample else 2):
        _text(sheet.cell(row, 1), line).font = Font(color=_argb(report.colours["muted"]), size=9)


def _fill(sheet: Worksheet, report: Report, table: Table) -> None:
    _head(sheet, report, table.title)
    header = sheet.max_row + 2
    line = Side(style="medium", color=_argb(report.colours["accent"]))
    for n, column in enumerate(table.columns, start=1):
        box = _text(sheet.cell(header, n), column.heading)
        box.font, box.border = Font(bold=True), Border(bottom=line)
        box.fill = PatternFill("solid", fgColor=_argb(report.colours["faint"]))
        box.alignment = Alignment(
            wrap_text=True, vertical="bottom", horizontal=None if column.kind == "text" else "right"
        )
        longest = max((len(row[n - 1].words) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(n)].width = min(
            WIDEST, max(NARROWEST, len(column.heading) / 2 + 4, longest + 2)
        )
    for r, row in enumerate(table.rows, start=header + 1):
        for n, (cell, column) in enumerate(zip(row, table.columns, strict=True), start=1):
            box = _value(sheet.cell(r, n), cell, column.kind)
            if table.total and r == header + len(table.rows):
                box.font = Font(bold=True)
    sheet.freeze_panes = sheet.cell(header + 1, 2)
    if table.rows:
        last = get_column_letter(len(table.columns))
        sheet.auto_filter.ref = f"A{header}:{last}{header + len(table.rows)}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True


def _value(box: Box, cell: Cell, kind: Kind) -> Box:
    """A figure as a number or a date; what has none as its words, at the side where the figure would stand."""
    if cell.value is None or isinstance(cell.value, str):
        _text(box, cell.words)
        if kind not in ("text", "date", "month"):
            box.alignment = Alignment(horizontal="right")
        return box
    box.value = cell.value / 100 if kind == "percent" and isinstance(cell.value, int | float) else cell.value
    box.number_format = FORMATS[kind]
    return box


def _text(box: Box, words: str) -> Box:
    """A text that stays one, whatever it begins with."""
    if words:
        box.value = words
        box.data_type = "s"
        box.quotePrefix = words.startswith(formulas.STARTS)
    return box


def _definitions(sheet: Worksheet, report: Report) -> None:
    _head(sheet, report, "Definisi")
    for row, (word, meaning) in enumerate(report.definitions, start=sheet.max_row + 2):
        _text(sheet.cell(row, 1), word).font = Font(bold=True)
        _text(sheet.cell(row, 2), meaning)
        for n in (1, 2):
            sheet.cell(row, n).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def _argb(colour: str) -> str:
    return f"FF{colour.lstrip('#').upper()}"
