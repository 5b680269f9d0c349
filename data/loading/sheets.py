"""What a file holds once it is read: sheets of raw cells within limits. Nothing here knows what the cells mean."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from data.loading.faults import Refused, refuse_file
from data.words import grouped


@dataclass(frozen=True)
class Limits:
    """How much one sheet may hold; ``cells`` counts the filled ones, None sets no limit."""

    rows: int
    columns: int
    cells: int | None = None

    def refusal(self) -> Refused:
        """The refusal of a sheet beyond these limits."""
        cells = "" if self.cells is None else f", {grouped(self.cells)} sel terisi"
        return refuse_file(
            f"Lembar ini melewati {grouped(self.rows)} baris{cells}, atau {self.columns} kolom.",
            "Hapus isi yang jauh di luar tabel, atau bagi berkasnya.",
        )


WORKBOOK = Limits(rows=20_000, columns=60, cells=300_000)
MOST_SHEETS = 100
TEXT = Limits(rows=1_100_000, columns=60)


@dataclass(frozen=True)
class Sheet:
    """One sheet: raw cells by row and column, both counted from 0. A text file is one sheet without a name.

    Each of ``merged`` is first row, first column, last row, last column, all inclusive.
    """

    name: str
    rows: Sequence[tuple[object, ...]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def value(self, row: int, column: int) -> object:
        """The cell's raw value; None beyond the filled area."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else None


@dataclass(frozen=True)
class Document:
    """The sheets of a file. A text file could be cut by several delimiters: each way is one of ``readings``."""

    readings: tuple[tuple[Sheet, ...], ...]
    warnings: tuple[str, ...] = ()


def address(row: int, column: int) -> str:
    """A cell as spreadsheets name it, e.g. (5, 2) is C6."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def bounded(rows: Iterable[tuple[object, ...]], limits: Limits) -> tuple[tuple[object, ...], ...]:
    """The rows up to the last one that holds anything. Raises Refused when they are beyond the limits."""
    kept: list[tuple[object, ...]] = []
    end = cells = 0
    most, width, most_cells = limits.rows, limits.columns, limits.cells or math.inf
    for number, row in enumerate(rows, start=1):
        filled = len(row) - row.count(None)
        if not filled:
            if number <= most:
                kept.append(())
            continue
        cells += filled
        too_wide = len(row) > width and any(value is not None for value in row[width:])
        if number > most or too_wide or cells > most_cells:
            raise limits.refusal()
        kept.append(row[:width])
        end = number
    return tuple(kept[:end])


def placed(
    name: str,
    rows: Sequence[tuple[object, ...]],
    *,
    hidden: bool,
    hidden_rows: Iterable[int],
    hidden_columns: Iterable[int],
    merged: Iterable[tuple[int, int, int, int]],
) -> Sheet:
    """A sheet whose hidden rows, hidden columns and merged areas are cut to the filled area."""
    height, width = len(rows), max(map(len, rows), default=0)
    areas = [
        (top, left, min(bottom, height - 1), min(right, width - 1))
        for top, left, bottom, right in merged
        if top < height and left < width
    ]
    return Sheet(
        name,
        rows,
        hidden=hidden,
        hidden_rows=frozenset(row for row in hidden_rows if row < height),
        hidden_columns=frozenset(column for column in hidden_columns if column < width),
        merged=tuple(sorted(areas)),
    )
