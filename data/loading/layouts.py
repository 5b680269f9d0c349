"""The two layouts of a subject: the tidy one, a row for each fact, and the wide one, a column for each of a group.

Both are recognised by their headings wherever the table starts, and both give the same ``Facts``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from data.loading.cells import is_blank
from data.loading.faults import Rule, Unreadable
from data.loading.fields import REQUIRED, Field, Kind, converter, heading
from data.loading.names import Reference
from data.loading.sheets import Sheet, address
from data.loading.tables import TOTAL_WORDS, Reader, Table

# A header stands within these rows; below them only data come.
HEADER_WITHIN = 200


@dataclass
class Facts:
    """What a table says: a list of values for each key, one entry per fact, and where each fact stands."""

    reader: Reader
    values: dict[str, list[Any]]
    rows: Sequence[int]
    columns: dict[str, int | Sequence[int]]

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, kept: Sequence[int]) -> "Facts":
        """Some of the facts."""
        return Facts(
            self.reader,
            {key: [values[fact] for fact in kept] for key, values in self.values.items()},
            [self.rows[fact] for fact in kept],
            {key: at if isinstance(at, int) else [at[fact] for fact in kept] for key, at in self.columns.items()},
        )

    def column_of(self, fact: int, key: str) -> int:
        """The sheet column in which a value of a fact stands."""
        at = self.columns.get(key, 0)
        return at if isinstance(at, int) else at[fact]

    def address(self, fact: int, key: str) -> str:
        """The cell in which a value of a fact stands, e.g. C6."""
        return address(self.rows[fact], self.column_of(fact, key))

    def is_sound(self, fact: int, keys: Sequence[str]) -> bool:
        """Whether no fault was found in the cells of these values of a fact."""
        columns = (self.column_of(fact, key) for key in keys if key in self.columns)
        return not any(self.reader.is_suspect(self.rows[fact], column) for column in columns)

    def fault(self, fact: int, key: str, error: Unreadable) -> None:
        """Note a fault at a value of a fact."""
        self.reader.fault_at(self.rows[fact], self.column_of(fact, key), error)


@dataclass(frozen=True)
class Tidy:
    """One row per fact, one column per field, under one or two rows of headings."""

    fields: tuple[Field, ...]

    def find(self, sheet: Sheet, reference: Reference) -> Table | None:
        """The table in this sheet that has every required field; None without one."""
        required = {field.key for field in self.fields if field.required}
        for header in range(min(len(sheet.rows), HEADER_WITHIN)):
            columns, both = (self._columns(sheet, header, depth) for depth in (1, 2))
            # A second row of headings says more, and nothing below those of the first; else it is data, or the
            # first is a title.
            goes_on = all(is_blank(sheet.value(header + 1, column)) for column in columns.values())
            if columns and goes_on and len(both) > len(columns) and required <= both.keys():
                return Table(sheet, both, header=header, first=header + 2)
            if required <= columns.keys():
                return Table(sheet, columns, header=header, first=header + 1)
        return None

    def missing(self, sheet: Sheet) -> tuple[int, list[str]] | None:
        """The row that comes closest to a header of this layout, and the titles it lacks; None when none is close."""
        required = [field for field in self.fields if field.required]
        best: tuple[int, list[str]] | None = None
        for header in range(min(len(sheet.rows), HEADER_WITHIN)):
            columns = self._columns(sheet, header, 1)
            lacking = [field.title for field in required if field.key not in columns]
            if len(lacking) < len(required) - 1 and (best is None or len(lacking) < len(best[1])):
                best = (header, lacking)
        return best

    def read(
        self, table: Table, reference: Reference, *, quiet: bool = False, others: frozenset[str] = frozenset()
    ) -> Facts:
        """The facts of a table that ``find`` found; faults are in their reader.

        others: headings that it must not have, also not misspelled, because they would make its rows another thing.
        """
        reader = Reader(table, reference, quiet=quiet)
        reader.check_any_row(next(iter(table.columns)))
        reader.check_headings(others.union(*(each.headings for each in self.fields)))
        values: dict[str, list[Any]] = {}
        for each in self.fields:
            if each.key in table.columns:
                values[each.key] = reader.column(each.key, each.kind, empty=each.empty)
                if each.kind in (Kind.COUNT, Kind.RUPIAH):
                    reader.adds_up(each.key, values[each.key])
            else:
                values[each.key] = [each.empty] * len(reader.rows)
        return Facts(reader, values, reader.rows, dict(table.columns))

    def _columns(self, sheet: Sheet, header: int, depth: int) -> dict[str, int]:
        """The column of each field whose heading stands in these rows.

        A field that heads two columns is left out, and so is a column that is headed by two fields.
        """
        rows = sheet.rows[header : header + depth]
        width = max((len(row) for row in rows), default=0)
        found: dict[str, list[int]] = {}
        for column in range(width):
            labels = {heading(row[column]) for row in rows if column < len(row)} - {""}
            headed = [each.key for each in self.fields if labels & each.headings]
            if len(headed) == 1:
                found.setdefault(headed[0], []).append(column)
        return {key: columns[0] for key, columns in found.items() if len(columns) == 1}


@dataclass(frozen=True)
class Wide:
    """One row per key, such as a kecamatan, and under each word of a group, such as a programme, its measures.

    The words may stand above the measures or below them; with one measure they may stand alone. Columns that add up a
    row ("Jumlah") are compared with it. blank: what a cell without a number stands for.
    """

    keys: tuple[Field, ...]
    group: Field
    measures: tuple[Field, ...]
    blank: Literal["fault", "zero", "skip"] = "fault"
    alone: bool = False

    def find(self, sheet: Sheet, reference: Reference) -> Table | None:
        """The table in this sheet with every key, and the same words of the group for every measure; else None.

        Keys of its columns: those of the fields, "measure|word", and "measure|" for a sum over the row.
        """
        for header in range(min(len(sheet.rows), HEADER_WITHIN)):
            depths = (2, 1) if self.alone else (2,)
            for depth in depths:
                columns = self._columns(sheet, header, depth, reference)
                if columns:
                    return Table(sheet, columns, header=header, first=header + depth)
        return None

    def read(self, table: Table, reference: Reference) -> Facts:
        """The facts of a table that ``find`` found: row by row, then by the words of the group in their order."""
        reader = Reader(table, reference)
        reader.check_any_row(next(iter(table.columns)))
        reader.check_headings(frozenset().union(*(each.headings for each in (*self.keys, *self.measures))))
        words = [key.partition("|")[2] for key in table.columns if key.startswith(f"{self.measures[0].key}|")]
        words = [word for word in words if word]
        keys = {
            each.key: reader.column(each.key, each.kind, empty=each.empty)
            if each.key in table.columns
            else [each.empty] * len(reader.rows)
            for each in self.keys
        }
        numbers = {key: self._numbers(reader, key) for key in table.columns if "|" in key}
        self._check_row_sums(reader, words, numbers)
        values: dict[str, list[Any]] = {each.key: [] for each in (*self.keys, self.group, *self.measures)}
        rows: list[int] = []
        columns: dict[str, list[int]] = {each.key: [] for each in (self.group, *self.measures)}
        read_word = converter(self.group.kind, reference)
        for place, row in enumerate(reader.rows):
            for word in words:
                each_measure = {each.key: numbers[f"{each.key}|{word}"][place] for each in self.measures}
                if self.blank == "skip" and all(number is None for number in each_measure.values()):
                    continue
                for key, number in each_measure.items():
                    if number is None and reader.is_sound(row, [f"{key}|{word}"]):
                        sentence = "Sel ini tidak berisi, sedangkan sel di sebelahnya berisi."
                        reader.fault(
                            row, f"{key}|{word}", Unreadable(Rule.EMPTY, sentence, "Isi keduanya, nihil sebagai 0.")
                        )
                rows.append(row)
                for key, column in keys.items():
                    values[key].append(column[place])
                values[self.group.key].append(read_word(word))
                columns[self.group.key].append(table.columns[f"{self.measures[0].key}|{word}"])
                for key, number in each_measure.items():
                    values[key].append(number)
                    columns[key].append(table.columns[f"{key}|{word}"])
        found: dict[str, int | Sequence[int]] = {
            each.key: table.columns[each.key] for each in self.keys if each.key in table.columns
        }
        return Facts(reader, values, rows, found | columns)

    def _numbers(self, reader: Reader, key: str) -> list[Any]:
        measure = next(each for each in self.measures if key.startswith(f"{each.key}|"))
        empty = {"fault": REQUIRED, "zero": 0, "skip": None}[self.blank]
        numbers = reader.column(key, measure.kind, empty=empty)
        if measure.kind is not Kind.PERCENTAGE:
            reader.adds_up(key, numbers)
        return numbers

    def _check_row_sums(self, reader: Reader, words: list[str], numbers: dict[str, list[Any]]) -> None:
        for measure in self.measures:
            stated = numbers.get(f"{measure.key}|")
            parts = [f"{measure.key}|{word}" for word in words]
            for place, row in enumerate(reader.rows if stated else ()):
                if reader.is_sound(row, parts):
                    computed = sum(numbers[part][place] or 0 for part in parts)
                    reader.check_sum(
                        row, f"{measure.key}|", stated=stated[place] if stated else None, computed=computed,
                        of="kolom-kolom baris ini berjumlah",
                    )  # fmt: skip

    def _columns(self, sheet: Sheet, header: int, depth: int, reference: Reference) -> dict[str, int]:
        if header + depth > len(sheet.rows):
            return {}
        top, bottom = sheet.rows[header], sheet.rows[header + depth - 1]
        width = max(len(top), len(bottom))
        tops = _spread(top, width)
        bottoms = [bottom[c] if c < len(bottom) and depth == 2 else None for c in range(width)]
        columns: dict[str, int] = {}
        for column in range(width):
            labels = {heading(sheet.value(header, column)), heading(bottoms[column])} - {""}
            key = next((each.key for each in self.keys if labels & each.headings), None)
            key = key or self._measure_of(tops[column], bottoms[column], reference, depth)
            if key and key not in columns:
                columns[key] = column
        required = {each.key for each in self.keys if each.required}
        words = [
            {key.partition("|")[2] for key in columns if key.startswith(f"{each.key}|")} - {""}
            for each in self.measures
        ]
        least = 1 if depth == 2 else 2
        complete = required <= columns.keys() and len(words[0]) >= least and all(word == words[0] for word in words)
        return columns if complete else {}

    def _measure_of(self, top: object, bottom: object, reference: Reference, depth: int) -> str | None:
        """The key of a column of numbers from the two words above it; None when they are not of this layout."""
        if depth == 1:
            if heading(top) in TOTAL_WORDS and self.measures[0].kind is not Kind.PERCENTAGE:
                return f"{self.measures[0].key}|"
            word = self._word(top, reference)
            return None if word is None else f"{self.measures[0].key}|{word}"
        for word_cell, measure_cell in ((top, bottom), (bottom, top)):
            measure = next((each for each in self.measures if heading(measure_cell) in each.headings), None)
            if measure is None or is_blank(word_cell):
                continue
            if heading(word_cell).split(" ")[0] in TOTAL_WORDS:
                return f"{measure.key}|"
            word = self._word(word_cell, reference)
            if word is not None:
                return f"{measure.key}|{word}"
        return None

    def _word(self, cell: object, reference: Reference) -> str | None:
        """The word of the group that a header cell holds; None when it holds none."""
        if is_blank(cell) or any(heading(cell) in each.headings for each in self.keys):
            return None
        bare = cell.rstrip(" *:") if isinstance(cell, str) else cell
        try:
            return str(converter(self.group.kind, reference)(bare))
        except Unreadable:
            return None


def _spread(row: Sequence[object], width: int) -> list[object]:
    """A row of headings in which each goes on to the right until the next, or to the width of the table."""
    spread: list[object] = []
    for column in range(width):
        cell = row[column] if column < len(row) else None
        spread.append(spread[-1] if is_blank(cell) and spread else cell)
    return spread
