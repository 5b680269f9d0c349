"""A copy of a workbook in which every faulty cell is coloured and says what is wrong, behind a list of all faults."""

import contextlib
import io
import math
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from data.loading.cells import Percent
from data.loading.faults import MOST_FAULTS, Fault, shown
from data.loading.sheets import WORKBOOK, Document, Sheet
from data.words import grouped

MOST_ROWS = WORKBOOK.rows
AUTHOR = "Dasbor"
LIST = "Kesalahan"
HEADINGS = ("Lembar", "Sel", "Isi", "Aturan", "Penjelasan", "Cara memperbaiki")
WIDTHS = (18, 8, 24, 34, 90, 90)
ERASED = "dihapus: data pribadi"
COLOURS = {"faulty": "FFFFC7CE", "erased": "FFD9D9D9"}
LONGEST_TEXT = 32_000
LONGEST_COMMENT = 2_000
LONGEST_TITLE = 28
LARGEST_WHOLE = 10**15
# Texts that a spreadsheet may take for a formula or an error once they are edited or saved.
SUSPECT = ("=", "+", "-", "@", "\t", "\r", "#")

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_OTHER_FILE = re.compile(r"\[\d+\][^\[\],;()]*!")

Place = tuple[str, int, int]
Columns = frozenset[tuple[str, int]]


def marked(content: bytes, document: Document, faults: Sequence[Fault], *, blank: Columns = frozenset()) -> bytes:
    """The marked copy of a file that was read, as .xlsx, with the first MOST_FAULTS faults.

    An .xlsx keeps its look and its formulas. A text, an .ods, a workbook that openpyxl cannot write again, and a file
    with columns to ``blank`` (sheet name, column from 0: emptied below the first row) are written anew from their
    cells, of which the first MOST_ROWS rows are kept.
    """
    if not blank:
        # Whatever openpyxl raises about a workbook that it could read: the cells themselves are at hand.
        with contextlib.suppress(Exception):
            return _saved(_marked_original(content, document, faults))
    return _saved(_rewritten(document, faults, blank))


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(buffer)
    return buffer.getvalue()


def _marked_original(content: bytes, document: Document, faults: Sequence[Fault]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names what it leaves out: extensions, validations
        book = load_workbook(io.BytesIO(content), keep_links=False)
    (sheets,) = document.readings
    if any(_is_list(sheet) for sheet in sheets):
        del book[LIST]
    worksheets = {sheet.title: sheet for sheet in book.worksheets}
    for sheet in sheets:
        if sheet.name in worksheets:
            _cut_links(worksheets[sheet.name], sheet)
    _drop_outward_names([book, *book.worksheets])
    for (name, row, column), found in _by_place(faults[:MOST_FAULTS]).items():
        if name in worksheets:
            _mark(_seen_cell(worksheets[name], row, column), found)
    listing = book.create_sheet(LIST, 0)
    _lay_out(listing)
    for number, line in enumerate(_list(faults), start=1):
        for column, text in enumerate(line, start=1):
            write_text(listing.cell(number, column), text, bold=number == 1)
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = False
    book.active = 0
    return book


def _seen_cell(sheet: Any, row: int, column: int) -> Any:
    """The cell itself, or of a merged area the one that is seen."""
    cell = sheet.cell(row + 1, column + 1)
    if not isinstance(cell, MergedCell):
        return cell
    area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(area.min_row, area.min_col)


def _cut_links(sheet: Any, read: Sheet) -> None:
    """Formulas that ask other files or programs give way to the values they had: the links are not copied."""
    for (row, column), cell in sheet._cells.items():
        if cell.data_type == "f" and _asks_others(str(getattr(cell.value, "text", cell.value))):
            value = _safe(read.value(row - 1, column - 1))
            if isinstance(value, str):
                write_text(cell, value)
            else:
                cell.value = value


def _asks_others(formula: str) -> bool:
    """Whether a formula asks another file or program: [1]Sheet1!A1, or program|topic!item."""
    return bool(_OTHER_FILE.search(formula)) or "!" in formula.partition("|")[2]


def _drop_outward_names(holders: Iterable[Any]) -> None:
    for holder in holders:
        for name in [name for name, defined in holder.defined_names.items() if _asks_others(str(defined.value))]:
            del holder.defined_names[name]


def _rewritten(document: Document, faults: Sequence[Fault], blank: Columns) -> Workbook:
    listed = faults[:MOST_FAULTS]
    sheets = [sheet for sheet in _reading(document, listed) if not _is_list(sheet)]
    is_cut = any(len(sheet.rows) > MOST_ROWS for sheet in sheets)
    by_place = _by_place(listed)
    book = Workbook(write_only=True)
    book.properties.creator = AUTHOR
    listing = book.create_sheet(LIST)
    _lay_out(listing)
    for number, line in enumerate(_list(faults, blank=blank, is_cut=is_cut)):
        listing.append([write_text(WriteOnlyCell(listing), text, bold=number == 0) for text in line])
    for sheet in sheets:
        target = book.create_sheet(_title(sheet.name, is_cut=len(sheet.rows) > MOST_ROWS))
        for row in _cells(target, sheet, by_place, blank):
            target.append(row)
    return book


def _reading(document: Document, faults: Sequence[Fault]) -> tuple[Sheet, ...]:
    """Of the ways to cut a text, the one in which the faults were found; the widest when that does not tell."""

    def agreement(sheets: tuple[Sheet, ...]) -> tuple[int, int]:
        named = {sheet.name: sheet for sheet in sheets}
        values = [(fault.value, place) for fault in faults if (place := _place(fault)) and place[0] in named]
        alike = sum(shown(named[name].value(row, column)) == value for value, (name, row, column) in values)
        return alike, max((len(row) for sheet in sheets for row in sheet.rows[:MOST_ROWS]), default=0)

    return max(document.readings, key=agreement)


def _cells(target: Any, sheet: Sheet, by_place: Mapping[Place, list[Fault]], blank: Columns) -> Iterator[list[object]]:
    """The rows of a sheet as they are written anew."""
    erased = {column for name, column in blank if name == sheet.name}
    widths: dict[int, int] = {}
    for name, row, column in by_place:
        if name == sheet.name:
            widths[row] = max(widths.get(row, 0), column + 1)
    for number, values in enumerate(sheet.rows[:MOST_ROWS]):
        cells: list[object] = []
        for column in range(max(len(values), widths.get(number, 0))):
            value = _safe(sheet.value(number, column))
            found = by_place.get((sheet.name, number, column))
            is_erased = column in erased and value is not None and _may_tell(number, value)
            if is_erased:
                value = ERASED
            if (
                found
                or is_erased
                or isinstance(value, Percent)
                or (isinstance(value, str) and value.startswith(SUSPECT))
            ):
                cells.append(_cell(target, value, found, is_erased=is_erased))
            else:
                cells.append(value)
        yield cells


def _cell(target: Any, value: object, found: Sequence[Fault] | None, *, is_erased: bool) -> Any:
    cell = WriteOnlyCell(target)
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = value
    if isinstance(value, Percent):
        cell.number_format = "0.00%"
    if is_erased:
        cell.fill = PatternFill("solid", fgColor=COLOURS["erased"])
    if found:
        _mark(cell, found)
    return cell


def _list(faults: Sequence[Fault], *, blank: Columns = frozenset(), is_cut: bool = False) -> Iterator[tuple[str, ...]]:
    """The lines of the list of faults, its heading first."""
    yield HEADINGS
    if is_cut:
        note = f"Salinan ini hanya memuat {grouped(MOST_ROWS)} baris pertama."
        yield "", "", "", "", note, "Perbaiki berkas aslinya, jangan muat salinan ini."
    for fault in faults[:MOST_FAULTS]:
        place = _place(fault)
        is_erased = place is not None and (place[0], place[2]) in blank and _may_tell(place[1], fault.value)
        value = ERASED if is_erased else fault.value
        yield shown(fault.sheet), fault.cell, value, str(fault.rule), fault.sentence, fault.remedy
    if len(faults) > MOST_FAULTS:
        yield "", "", "", "", f"dan {grouped(len(faults) - MOST_FAULTS)} kesalahan lagi.", ""


def _may_tell(row: int, value: object) -> bool:
    """Whether a cell of a column about people may say who they are: a heading in the first row does not."""
    return row > 0 or any(map(str.isdigit, str(value)))


def _lay_out(listing: Any) -> None:
    listing.freeze_panes = "A2"
    for column, width in enumerate(WIDTHS, start=1):
        listing.column_dimensions[get_column_letter(column)].width = width
    listing.page_setup.orientation = "landscape"
    listing.page_setup.fitToHeight = 0
    listing.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _mark(cell: Any, faults: Sequence[Fault]) -> None:
    """Colour a cell and say in a comment what is wrong with it."""
    text = "\n\n".join(f"{fault.rule}: {fault.sentence} {fault.remedy}" for fault in faults)
    cell.fill = PatternFill("solid", fgColor=COLOURS["faulty"])
    cell.comment = Comment(_ILLEGAL.sub("", text)[:LONGEST_COMMENT], AUTHOR, height=160, width=360)


def write_text(cell: Any, text: str, *, bold: bool | None = None) -> Any:
    """Write a text that stays one, whatever it begins with; ``bold`` is given for a cell of the list."""
    text = _ILLEGAL.sub("", text)[:LONGEST_TEXT]
    cell.value = text
    cell.data_type = "s"
    if text.startswith(SUSPECT):
        cell.quotePrefix = True
    if bold is not None:
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _safe(value: object) -> object:
    """A cell's value as a workbook can hold it: numbers beyond its reach and whatever else there is become text."""
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) <= LARGEST_WHOLE:
        return value
    if value is None or isinstance(value, date | time | timedelta):
        return value
    return _ILLEGAL.sub("", str(value))[:LONGEST_TEXT] or None


def _by_place(faults: Iterable[Fault]) -> dict[Place, list[Fault]]:
    found: dict[Place, list[Fault]] = {}
    for fault in faults:
        if place := _place(fault):
            found.setdefault(place, []).append(fault)
    return found


def _place(fault: Fault) -> Place | None:
    """Sheet, row and column of a fault; None when it concerns the whole file."""
    if not _CELL.fullmatch(fault.cell):
        return None
    row, column = coordinate_to_tuple(fault.cell)
    return fault.sheet, row - 1, column - 1


def _title(name: str, *, is_cut: bool) -> str:
    if is_cut:
        return "Data (sebagian)"
    return _NOT_IN_TITLE.sub(" ", _ILLEGAL.sub("", shown(name))).strip(" '")[:LONGEST_TITLE] or "Data"


def _is_list(sheet: Sheet) -> bool:
    """Whether a sheet is the list of an earlier marked copy."""
    return sheet.name == LIST and bool(sheet.rows) and sheet.rows[0][: len(HEADINGS)] == HEADINGS
