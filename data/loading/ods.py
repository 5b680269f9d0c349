"""Bounded reading of an OpenDocument spreadsheet (.ods). Repeated rows and cells are never built beyond the limits."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from odfdo import Document, Element
from odfdo.datatype import Duration

from data.loading import archives
from data.loading.cells import Formula, Percent
from data.loading.faults import Refused
from data.loading.sheets import MOST_SHEETS, WORKBOOK, Sheet, bounded, placed

CONTENT = "content.xml"
# How LibreOffice keeps a true or false that came from Excel: the type says that it is a number.
CONSTANTS = {"of:=TRUE()": True, "of:=FALSE()": False}
NUMBERS = ("float", "currency")
LARGEST_WHOLE = 2**53
LONGEST_VALUE = 64
LONGEST_FORMULA = 200
ROW_GROUPS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
COLUMN_GROUPS = ("table:table-header-columns", "table:table-columns", "table:table-column-group")
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
SPACES = f"{TEXT} s"
MOST_SPACES = 1_000_000
CELLS = ("table:table-cell", "table:covered-table-cell")

_ERROR = re.compile(r"#[A-Z/0-9]+[!?]?|Err:[0-9]+")


@dataclass
class _Table:
    """What one table is found to be, row by row."""

    invisible: frozenset[str]
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class _Spaces:
    """Hears the content and refuses a handful of elements that stand for millions of spaces."""

    def __init__(self) -> None:
        self.count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == SPACES:
            self.count += int(attributes.get(f"{TEXT} c", "1"))
            if self.count > MOST_SPACES:
                raise archives.unreasonable()

    def end(self, tag: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def read(content: bytes, archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """The sheets of a spreadsheet whose archive was checked. Raises Refused."""
    archives.walk(archive, CONTENT, _Spaces())
    try:
        document = Document(io.BytesIO(content))
        invisible = frozenset(_invisible_styles(document.content.root))
        # Of what other files are linked for, OpenDocument keeps copies in tables of their own.
        tables = [
            table
            for table in document.body.children
            if table.tag == "table:table" and table.get_element("table:table-source") is None
        ]
        if len(tables) > MOST_SHEETS:
            raise archives.unreasonable()
        return tuple(_sheet(table, invisible) for table in tables)
    except (Refused, MemoryError):
        raise
    except Exception:
        # A damaged file ends in whatever odfdo and lxml raise; each of them means the same to the owner.
        raise archives.damaged() from None


def _invisible_styles(root: Element) -> Iterator[str]:
    """The styles, as family and name, that hide a table or leave a row or column no height or width."""
    for style in root.get_elements("//style:style"):
        name = f"{style.get_attribute_string('style:family')} {style.get_attribute_string('style:name')}"
        for properties in style.children:
            given = properties.attributes
            sizes = (given.get("style:row-height", ""), given.get("style:column-width", ""))
            if given.get("table:display") == "false" or any(re.match(r"0*(\.0*)?[a-z]", size) for size in sizes):
                yield name


def _sheet(element: Element, invisible: frozenset[str]) -> Sheet:
    table = _Table(invisible)
    _read_columns(element, table)
    attributes = element.attributes
    return placed(
        attributes.get("table:name", ""),
        bounded(_rows(element, table), WORKBOOK),
        hidden=f"table {attributes.get('table:style-name')}" in invisible,
        hidden_rows=table.hidden_rows,
        hidden_columns=table.hidden_columns,
        merged=table.merged,
    )


def _read_columns(element: Element, table: _Table) -> None:
    column = 0
    for child, in_hidden_group in _children(element, "table:table-column", COLUMN_GROUPS):
        attributes = child.attributes
        count = _repeated(attributes, "table:number-columns-repeated", WORKBOOK.columns)
        if in_hidden_group or _is_hidden(attributes, "table-column", table):
            table.hidden_columns.update(range(column, min(column + count, WORKBOOK.columns)))
        column += count


def _rows(element: Element, table: _Table) -> Iterator[tuple[object, ...]]:
    """Every row down to the last filled one, a repeated row as often as it can count against the limits."""
    number = empty = 0
    for child, in_hidden_group in _children(element, "table:table-row", ROW_GROUPS):
        attributes = child.attributes
        count = _repeated(attributes, "table:number-rows-repeated", WORKBOOK.rows)
        if in_hidden_group or _is_hidden(attributes, "table-row", table):
            table.hidden_rows.update(range(number, min(number + count, WORKBOOK.rows)))
        cells = _cells(child, table, number)
        if cells:
            yield from chain(repeat((), min(empty, WORKBOOK.rows)), repeat(cells, count))
        empty = 0 if cells else empty + count
        number += count


def _cells(row: Element, table: _Table, number: int) -> tuple[object, ...]:
    """The cells of a row up to its last filled one."""
    cells: list[object] = []
    column = 0
    for cell in row.children:
        if cell.tag not in CELLS:
            continue
        attributes = cell.attributes
        count = _repeated(attributes, "table:number-columns-repeated", WORKBOOK.columns)
        value = _value(cell, attributes)
        if value is not None:
            cells += [None] * (min(column, WORKBOOK.columns) - len(cells)) + [value] * count
        _merge(attributes, table, number, column)
        column += count
    return tuple(cells)


def _value(cell: Element, attributes: Mapping[str, str]) -> object:
    """The cell's value as its type says: a number, a date with its time, a time, true or false, text, or None."""
    formula, kind = attributes.get("table:formula"), attributes.get("office:value-type")
    if (formula or kind == "string") and (error := _error(cell, attributes)):
        return error
    if kind is None:
        # A formula that was calculated to an empty text has an empty paragraph; one never calculated has none.
        calculated = formula is None or any(child.tag == "text:p" for child in cell.children)
        return None if calculated else Formula(f"={str(formula).partition('=')[2][:LONGEST_FORMULA]}")
    if formula in CONSTANTS:
        return CONSTANTS[formula]
    try:
        if kind in NUMBERS:
            return _number(attributes["office:value"][:LONGEST_VALUE])
        if kind == "percentage":
            return Percent(attributes["office:value"][:LONGEST_VALUE])
        if kind == "boolean":
            return attributes["office:boolean-value"] == "true"
        if kind == "date":
            return dt.datetime.fromisoformat(attributes["office:date-value"]).replace(tzinfo=None)
        if kind == "time":
            return _time(Duration.decode(attributes["office:time-value"][:LONGEST_VALUE]))
    except (KeyError, ValueError, TypeError, OverflowError):
        return _text(cell) or None
    return attributes.get("office:string-value") or _text(cell) or None


def _error(cell: Element, attributes: Mapping[str, str]) -> str | None:
    """What a broken formula shows, e.g. #REF! or Err:502; None for a sound cell."""
    marked = attributes.get("calcext:value-type") == "error"
    if not marked and ("table:formula" not in attributes or attributes.get("office:value-type") == "string"):
        return None
    text = _text(cell)
    if _ERROR.fullmatch(text):
        return text
    return "#VALUE!" if marked else None


def _number(text: str) -> int | float:
    number = float(text)
    return int(number) if number.is_integer() and abs(number) <= LARGEST_WHOLE else number


def _time(duration: dt.timedelta) -> dt.time | dt.timedelta:
    within_a_day = dt.timedelta(0) <= duration < dt.timedelta(days=1)
    return (dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + duration).time() if within_a_day else duration


def _text(cell: Element) -> str:
    return "\n".join(child.inner_text for child in cell.children if child.tag == "text:p")


def _merge(attributes: Mapping[str, str], table: _Table, row: int, column: int) -> None:
    height = _repeated(attributes, "table:number-rows-spanned", WORKBOOK.rows)
    width = _repeated(attributes, "table:number-columns-spanned", WORKBOOK.columns)
    if (height, width) != (1, 1):
        table.merged.append((row, column, row + height - 1, column + width - 1))


def _repeated(attributes: Mapping[str, str], name: str, limit: int) -> int:
    """How often a row or column stands there; one more than the limit is as good as a million."""
    return max(1, min(int(attributes.get(name, "1")), limit + 1))


def _is_hidden(attributes: Mapping[str, str], family: str, table: _Table) -> bool:
    visibility = attributes.get("table:visibility", "visible")
    return visibility != "visible" or f"{family} {attributes.get('table:style-name')}" in table.invisible


def _children(
    element: Element, tag: str, groups: tuple[str, ...], hidden: bool = False
) -> Iterator[tuple[Element, bool]]:
    """The rows or columns of a table, also those in groups, and whether their group is folded."""
    for child in element.children:
        if child.tag == tag:
            yield child, hidden
        elif child.tag in groups:
            yield from _children(child, tag, groups, hidden or child.attributes.get("table:display") == "false")
