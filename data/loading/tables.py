"""A table inside a sheet: its header, its rows of data, its total row, and the checks that all tables share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from data.loading.cells import is_empty, plain, thousands_mark, whole_number
from data.loading.faults import Fault, Rule, Unreadable, shown
from data.loading.sheets import Sheet, address

T = TypeVar("T")
TOTAL_WORDS = ("jumlah", "total")
NOTE_WORDS = ("catatan", "keterangan", "sumber", "ket.", "*")


@dataclass(frozen=True)
class Table:
    """A recognised table: the column index of each key, its first header row and its first row below the header."""

    sheet: Sheet
    columns: Mapping[str, int]
    header: int
    first: int

    def titles(self) -> list[tuple[int, int, str]]:
        """The texts above the header: row, column, text."""
        above = enumerate(self.sheet.rows[: self.header])
        return [(r, c, value) for r, row in above for c, value in enumerate(row) if isinstance(value, str)]

    def unread(self) -> list[str]:
        """The headings of columns that are not part of the layout, without the running number."""
        known = set(self.columns.values())
        header = self.sheet.rows[self.header : self.first]
        return [
            shown(value)
            for row in header
            for column, value in enumerate(row)
            if column not in known and plain(value) not in ("", "no")
        ]


def header_columns(row: Iterable[object], headings: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The column of each key whose heading stands in this row; a key that stands there twice is left out."""
    found: dict[str, list[int]] = {}
    for column, value in enumerate(row):
        for key, names in headings.items():
            if plain(value) in names:
                found.setdefault(key, []).append(column)
    return {key: columns[0] for key, columns in found.items() if len(columns) == 1}


@dataclass
class Reader:
    """Reads one table cell by cell and gathers every fault; a cell at fault is left out of the sums that use it."""

    table: Table
    rows: list[int] = field(init=False)
    total_row: int | None = field(init=False)
    _faults: list[tuple[int, int, Fault]] = field(init=False, default_factory=list)
    _suspect: set[tuple[int, str]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.rows, self.total_row = _data_rows(self.table)

    def value(self, row: int, key: str) -> object:
        """The raw value of a cell."""
        return self.table.sheet.value(row, self.table.columns[key])

    def address(self, row: int, key: str) -> str:
        """The name of a cell, e.g. C6."""
        return address(row, self.table.columns[key])

    def fault(self, row: int, key: str, error: Unreadable) -> None:
        """Note a fault of one cell."""
        self._suspect.add((row, key))
        self.note(row, self.table.columns[key], error)

    def read(self, row: int, key: str, convert: Callable[[object], T]) -> T | None:
        """One cell converted; None and a fault when it cannot be."""
        try:
            return convert(self.value(row, key))
        except Unreadable as error:
            self.fault(row, key, error)
            return None

    def column(self, key: str, convert: Callable[[object], T]) -> dict[int, T | None]:
        """The data cells of a column by row."""
        return {row: self.read(row, key, convert) for row in self.rows}

    def numbers(self, key: str, *, rupiah: bool = False, empty_is_zero: bool = False) -> dict[int, int | None]:
        """The whole numbers of a column by row, the total row included when it states one."""
        stated = (
            [self.total_row] if self.total_row is not None and not is_empty(self.value(self.total_row, key)) else []
        )
        cells = {row: self.value(row, key) for row in [*self.rows, *stated]}
        convert = partial(whole_number, thousands=thousands_mark(cells.values()), rupiah=rupiah)
        return {
            row: 0 if empty_is_zero and plain(value) in ("", "-") else self.read(row, key, convert)
            for row, value in cells.items()
        }

    def is_sound(self, row: int, keys: Iterable[str]) -> bool:
        """Whether no fault was found in these cells of a row."""
        return not any((row, key) in self._suspect for key in keys)

    def check_sum(self, row: int, key: str, *, stated: int | None, computed: int, of: str) -> None:
        """Note a fault when a stated sum is not what its parts add up to; an unreadable one has its own fault."""
        if stated is not None and stated != computed:
            difference = grouped(stated - computed)
            sentence = f"Tertulis {grouped(stated)}, sedangkan {of} {grouped(computed)} (selisih {difference})."
            self.fault(row, key, Unreadable(Rule.TOTAL_DIFFERS, sentence, "Perbaiki rinciannya atau jumlahnya."))

    def check_total(self, key: str, numbers: Mapping[int, int | None]) -> None:
        """Compare the total row with the sum of a column that has no other fault."""
        total = self.total_row
        if total is not None and total in numbers and all(self.is_sound(row, [key]) for row in numbers):
            computed = sum(numbers[row] or 0 for row in self.rows)
            self.check_sum(total, key, stated=numbers[total], computed=computed, of="baris di atasnya berjumlah")

    def check_any_row(self, key: str) -> None:
        """Note a fault at a heading when no row of data stands below the header."""
        if not self.rows:
            sentence = "Tidak ada baris di bawah judul kolom ini."
            self.note(self.table.header, self.table.columns[key], Unreadable(Rule.EMPTY, sentence, "Isi tabelnya."))

    def stated(self, numbers: Mapping[int, int | None]) -> int | None:
        """The column's total as the file states it; None when it states none."""
        return None if self.total_row is None else numbers.get(self.total_row)

    def note(self, row: int, column: int, error: Unreadable) -> None:
        """Note a fault of any cell of the sheet, such as one in a title line."""
        sheet = self.table.sheet
        place = {"sheet": sheet.name, "cell": address(row, column), "value": shown(sheet.value(row, column))}
        self._faults.append((row, column, Fault(error.rule, error.sentence, error.remedy, **place)))

    def faults(self) -> list[Fault]:
        """Every fault so far, in the order of the sheet."""
        return [fault for _, _, fault in sorted(self._faults, key=lambda noted: noted[:2])]


def grouped(number: int) -> str:
    """A whole number with Indonesian thousands, e.g. 114.377."""
    return f"{number:,}".replace(",", ".")


def _data_rows(table: Table) -> tuple[list[int], int | None]:
    """The rows of data and the total row. Empty rows and notes are neither; anything else below the total is data."""
    rows: list[int] = []
    total_row = None
    for row in range(table.first, len(table.sheet.rows)):
        filled = [value for value in table.sheet.rows[row] if not is_empty(value)]
        label = plain(filled[0]) if filled else ""
        if not filled or (len(filled) == 1 and (total_row is not None or label.startswith(NOTE_WORDS))):
            continue
        if total_row is None and label.startswith(TOTAL_WORDS):
            total_row = row
        else:
            rows.append(row)
    return rows, total_row
