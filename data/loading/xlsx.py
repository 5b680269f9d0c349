"""Bounded reading of an .xlsx workbook: values by openpyxl, and what it does not tell by one pass over the XML."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from data.loading import archives
from data.loading.cells import Formula, Percent
from data.loading.faults import Refused, refuse_file
from data.loading.sheets import MOST_SHEETS, WORKBOOK, Sheet, bounded, placed

SHEETS = "xl/worksheets/"
MOST_OTHER_NODES = 1_000_000  # openpyxl makes large objects of styles and names
MOST_MERGED = 20_000
MOST_COLUMNS = 16_384
LONGEST_FORMULA = 200
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"

# What a number format only shows: quoted and escaped letters, and the width of one.
_LITERAL = re.compile(r'"[^"]*"|[\\_*].')


class _Structure:
    """Hears one part of a workbook; of a sheet it keeps what is hidden, merged, or a formula without a value."""

    def __init__(self) -> None:
        self.rows = self.columns = 0  # up to the last filled cell
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.formulas: dict[int, dict[int, str]] = {}
        self._row = self._column = self._cells = self._sheets = 0
        self._type: str | None = None  # None outside a cell
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""
        self._filled = (0, 0)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _, name = tag.rpartition(" ")
        if namespace == STRICT:
            raise refuse_file("Berkas ini berjenis Strict Open XML.", archives.SAVE_AS_XLSX)
        if namespace != MAIN:
            return
        self._inside = name
        if self._type is not None:
            self._start_content(name)
        elif name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "col":
            self._column_format(attributes)
        elif name == "mergeCell":
            self._merge(attributes["ref"])
        elif name == "sheet":
            self._sheets += 1
            if self._sheets > MOST_SHEETS:
                raise archives.unreasonable()

    def text(self, text: str) -> None:
        if self._inside == "f" and self._formula is not None and len(self._formula) < LONGEST_FORMULA:
            self._formula += text[:LONGEST_FORMULA]
        elif self._inside == "v" and self._value is not None:
            self._value = text

    def end(self, tag: str) -> None:
        self._inside = ""
        if tag != f"{MAIN} c":
            return
        # A formula that was calculated to an empty text has a value of type str; one never calculated has none.
        calculated = self._value is not None if self._type == "str" else bool(self._value)
        if self._formula is not None and not calculated:
            self.formulas.setdefault(self._row - 1, {})[self._column - 1] = f"={self._formula or '…'}"
        self._type = self._formula = self._value = None

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(float(attributes["r"])) if "r" in attributes else self._row + 1
        self._column = 0
        if _is_hidden(attributes, "ht") and self._row <= WORKBOOK.rows:
            self.hidden_rows.add(self._row - 1)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        self._column = coordinate_to_tuple(reference)[1] if reference else self._column + 1
        if self._column > MOST_COLUMNS:
            raise WORKBOOK.refusal()
        self._type = attributes.get("t", "")

    def _start_content(self, name: str) -> None:
        if name not in ("f", "v", "is"):
            return
        if name == "f":
            self._formula = ""
        elif name == "v":
            self._value = ""
        if self._filled != (self._row, self._column):
            self._fill()

    def _fill(self) -> None:
        self._filled = (self._row, self._column)
        self._cells += 1
        self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
        if self.rows > WORKBOOK.rows or self.columns > WORKBOOK.columns or self._cells > (WORKBOOK.cells or 0):
            raise WORKBOOK.refusal()

    def _column_format(self, attributes: dict[str, str]) -> None:
        if _is_hidden(attributes, "width"):
            last = min(int(attributes["max"]), WORKBOOK.columns)
            self.hidden_columns.update(range(int(attributes["min"]) - 1, last))

    def _merge(self, reference: str) -> None:
        if len(self.merged) >= MOST_MERGED:
            raise archives.unreasonable()
        left, top, right, bottom = range_boundaries(reference)
        if (left, top) != (right, bottom):
            self.merged.append((top - 1, left - 1, bottom - 1, right - 1))


def read(content: bytes, archive: zipfile.ZipFile) -> tuple[Sheet, ...]:
    """The sheets of a workbook whose archive was checked; chart sheets are left out. Raises Refused."""
    structures: dict[str, _Structure] = {}
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            structures[name] = _Structure()
            most = archives.MOST_NODES if name.startswith(SHEETS) else MOST_OTHER_NODES
            archives.walk(archive, name, structures[name], most_nodes=most)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names what it leaves out: extensions, validations
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            return tuple(_sheet(sheet, structures[sheet._worksheet_path]) for sheet in workbook.worksheets)
    except (Refused, MemoryError):
        raise
    except Exception:
        # openpyxl answers damaged files with whatever its parsers raise; each of them means the same to the owner.
        raise archives.damaged() from None


def _sheet(sheet: Any, structure: _Structure) -> Sheet:
    return placed(
        sheet.title,
        bounded(_rows(sheet, structure), WORKBOOK),
        hidden=sheet.sheet_state != "visible",
        hidden_rows=structure.hidden_rows,
        hidden_columns=structure.hidden_columns,
        merged=structure.merged,
    )


def _rows(sheet: Any, structure: _Structure) -> Iterator[tuple[object, ...]]:
    if not structure.rows:
        return
    # The size that a workbook states about its sheets may be wrong; the cells themselves were heard.
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_row=structure.rows, max_col=structure.columns)):
        row = tuple(map(_value, cells))
        formulas = structure.formulas.get(number)
        yield _with_formulas(row, formulas) if formulas else row


def _value(cell: Any) -> object:
    """The cell's value; a number that is shown as a percentage says so."""
    value = cell.value
    if type(value) in (int, float) and "%" in cell.number_format and "%" in _LITERAL.sub("", cell.number_format):
        return Percent(value)
    return value


def _with_formulas(row: tuple[object, ...], formulas: dict[int, str]) -> tuple[object, ...]:
    return tuple(Formula(formulas[column]) if column in formulas else value for column, value in enumerate(row))


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    return attributes.get("hidden") in ("1", "true") or bool(re.fullmatch(r"0+(\.0*)?", attributes.get(size, "")))
