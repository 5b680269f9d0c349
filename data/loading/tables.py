"""A table inside a sheet: its header, its rows of data, its total row, and the checks that all tables share.

What is read comes in lists, one entry per row of data, so that a million rows stay cheap.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from data.loading.cells import Formula, is_blank, is_empty, plain, thousands_mark, whole_number
from data.loading.faults import MOST_FAULTS, Fault, Rule, Unreadable, shown
from data.loading.fields import NUMBERS, REQUIRED, Kind, converter, heading
from data.loading.names import Reference
from data.loading.percentages import may_be_shares, refuse_share
from data.loading.sheets import Sheet, address
from data.words import grouped

TOTAL_WORDS = ("jumlah", "total")
RUNNING_NUMBERS = ("no", "no.", "nomor", "no urut", "nomor urut")
# How alike two headings are of which one is likely the other misspelled.
ALIKE = 0.85
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

    def heading(self, column: int) -> str:
        """The words above a column, as they stand in the header."""
        return shown(next((word for _, word in self.headings(column)), ""))

    def headings(self, column: int) -> Iterator[tuple[int, object]]:
        """The cells above a column that say something, from the lowest: row and content."""
        for row in range(self.first - 1, self.header - 1, -1):
            if not is_empty(self.sheet.value(row, column)):
                yield row, self.sheet.value(row, column)

    def unread(self) -> list[str]:
        """The headings of columns that are not part of the layout, without the running number."""
        known = set(self.columns.values())
        header = self.sheet.rows[self.header : self.first]
        return [
            shown(value)
            for row in header
            for column, value in enumerate(row)
            if column not in known and plain(value) not in ("", *RUNNING_NUMBERS)
        ]


@dataclass
class Reader:
    """Reads one table column by column and gathers every fault; a cell at fault is left out of the sums that use it.

    rows: the sheet rows of the data. stated: what the total row says, by key of its columns. quiet: the cells are
    about single people, so that no fault repeats what stands in one.
    """

    table: Table
    reference: Reference
    quiet: bool = False
    rows: list[int] = field(init=False)
    total_row: int | None = field(init=False)
    stated: dict[str, int | None] = field(init=False, default_factory=dict)
    _noted: list[tuple[int, int, Fault]] = field(init=False, default_factory=list)
    _count: Counter[tuple[int, bool]] = field(init=False, default_factory=Counter)
    _suspect: dict[int, set[int]] = field(init=False, default_factory=dict)
    _sums: dict[str, Sequence[int | None]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.rows, self.total_row = _data_rows(self.table)
        self._check_surroundings()

    def address(self, row: int, key: str) -> str:
        """The name of a cell, e.g. C6."""
        return address(row, self.table.columns[key])

    def fault(self, row: int, key: str, error: Unreadable) -> None:
        """Note a fault of one cell."""
        self.fault_at(row, self.table.columns[key], error)

    def fault_at(self, row: int, column: int, error: Unreadable) -> None:
        """Note a fault of one cell by its column in the sheet."""
        self._suspect.setdefault(column, set()).add(row)
        self.note(row, column, error)

    def column(self, key: str, kind: Kind, *, empty: object = REQUIRED) -> list[Any]:
        """The cells of a column, read; None where one is at fault, ``empty`` where nothing is written.

        A column of numbers also reads the total row, into ``stated``.
        """
        at = self.table.columns[key]
        cells = [row[at] if at < len(row) else None for row in map(self.table.sheet.rows.__getitem__, self.rows)]
        total = None if self.total_row is None else self.table.sheet.value(self.total_row, at)
        mark = thousands_mark([*cells, total]) if kind in NUMBERS else None
        convert = converter(kind, self.reference, thousands=mark)
        if kind is Kind.PERCENTAGE and may_be_shares(cells):
            convert = refuse_share(convert)
        if kind in NUMBERS and self.total_row is not None and not is_empty(total):
            self.stated[key] = self._read(self.total_row, key, total, convert)
        if empty is not REQUIRED:
            convert = _or(empty, convert)
        return self._read_all(key, cells, convert)

    def is_sound(self, row: int, keys: Iterable[str]) -> bool:
        """Whether no fault was found in these cells of a row."""
        return not any(self.is_suspect(row, self.table.columns[key]) for key in keys)

    def is_suspect(self, row: int, column: int) -> bool:
        """Whether a fault was found in a cell."""
        return row in self._suspect.get(column, ())

    def check_sum(self, row: int, key: str, *, stated: int | None, computed: int, of: str) -> None:
        """Note that a stated sum is not what its parts add up to; an unreadable one has its own fault."""
        if stated is not None and stated != computed:
            difference = grouped(stated - computed)
            sentence = f"Tertulis {grouped(stated)}, sedangkan {of} {grouped(computed)} (selisih {difference})."
            remedy = "Perbaiki rinciannya atau jumlahnya; bila dimuat begini, selisihnya dicatat."
            self.fault(row, key, Unreadable(Rule.TOTAL_DIFFERS, sentence, remedy))

    def adds_up(self, key: str, numbers: Sequence[int | None]) -> None:
        """Compare the total row with the sum of a column, once all its cells have been looked at."""
        self._sums[key] = numbers

    def check_totals(self) -> None:
        """Compare the total row with the columns that add up and have no other fault."""
        for key, numbers in self._sums.items():
            stated = self.stated.get(key)
            if self.total_row is not None and stated is not None and not self._suspect.get(self.table.columns[key]):
                computed = sum(filter(None, numbers))
                self.check_sum(self.total_row, key, stated=stated, computed=computed, of="baris di atasnya berjumlah")
        self._sums.clear()

    def check_any_row(self, key: str) -> None:
        """Note a fault at a heading when no row of data stands below the header."""
        if not self.rows:
            sentence = "Tidak ada baris di bawah judul kolom ini."
            self.note(self.table.header, self.table.columns[key], Unreadable(Rule.EMPTY, sentence, "Isi tabelnya."))

    def check_headings(self, known: Iterable[str]) -> None:
        """Look at the columns that are not read, so that no figure is left out unseen.

        A heading that is, or is nearly, a known one is a fault; numbers below any other are a question. known: the
        headings of the layout, as ``heading`` makes them comparable.
        """
        used = set(self.table.columns.values())
        words = {_in_order(word) for word in known}
        words |= {_in_order(heading(word)) for column in used for _, word in self.table.headings(column)}
        width = max(map(len, self.table.sheet.rows[self.table.header :]), default=0)
        for column in sorted(set(range(width)) - used):
            row, word = next(self.table.headings(column), (self.table.first - 1, ""))
            said = heading(word)
            if said in TOTAL_WORDS or (said in RUNNING_NUMBERS and column < min(used)):
                continue
            if get_close_matches(_in_order(said), words, n=1, cutoff=ALIKE):
                sentence = "Judul ini sama dengan atau mirip judul yang dikenal, tetapi kolomnya tidak dapat dibaca."
                remedy = "Perbaiki judulnya; bila kolom ini tidak diperlukan, hapus kolomnya."
                self.note(row, column, Unreadable(Rule.LAYOUT, sentence, remedy))
            elif not self.quiet and any(map(_is_number, self._different(column))):
                sentence = "Kolom ini berisi angka, tetapi judulnya tidak dikenal, jadi tidak dibaca."
                remedy = "Perbaiki judulnya; bila kolom ini memang tidak diperlukan, setujui."
                self.note(row, column, Unreadable(Rule.UNREAD, sentence, remedy))

    def _different(self, column: int) -> set[object]:
        """The different cells of a column."""
        rows = map(self.table.sheet.rows.__getitem__, self.rows)
        return {row[column] for row in rows if column < len(row)} - {None}

    def note(self, row: int, column: int, error: Unreadable) -> None:
        """Note a fault of any cell of the sheet, such as one in a title line."""
        kind = column, error.rule.asks
        self._count[kind] += 1
        if self._count[kind] > MOST_FAULTS:
            return
        sheet = self.table.sheet
        place = {"sheet": sheet.name, "cell": address(row, column), "heading": self.table.heading(column)}
        value = "" if self.quiet and row >= self.table.first else shown(sheet.value(row, column))
        self._noted.append((row, column, Fault(error.rule, error.sentence, error.remedy, value=value, **place)))

    def faults(self) -> list[Fault]:
        """Every fault and question so far, in the order of the sheet; of one column ``MOST_FAULTS`` of each."""
        return [fault for _, _, fault in sorted(self._noted, key=lambda noted: noted[:2])]

    def count(self) -> int:
        """How many faults and questions there are in all."""
        return self._count.total()

    def _read(self, row: int, key: str, cell: object, convert: Callable[[object], Any]) -> Any:
        try:
            return convert(cell)
        except Unreadable as error:
            self.fault(row, key, error)
            return None

    def _read_all(self, key: str, cells: Sequence[object], convert: Callable[[object], Any]) -> list[Any]:
        # A column repeats few texts many times; each is understood once.
        known: dict[str, Any] = {}
        if set(map(type, cells)) == {str}:
            with suppress(Unreadable):
                understood = {cell: convert(cell) for cell in dict.fromkeys(cells)}
                return [understood[cell] for cell in cells]
        read: list[Any] = []
        for row, cell in zip(self.rows, cells, strict=True):
            if type(cell) is str:
                if cell not in known:
                    try:
                        known[cell] = convert(cell)
                    except Unreadable as error:
                        self.fault(row, key, error)
                        read.append(None)
                        continue
                read.append(known[cell])
            else:
                read.append(self._read(row, key, cell, convert))
        return read

    def _check_surroundings(self) -> None:
        """What the eye does not see or reads differently: hidden rows, columns and sheets, merged cells of data."""
        sheet, used = self.table.sheet, set(self.table.columns.values())
        data = set(self.rows) if sheet.merged or sheet.hidden_rows else set()
        for top, left, bottom, right in sheet.merged:
            inside = used & set(range(left, right + 1)) and any(row in data for row in range(top, bottom + 1))
            if inside and (top, left) != (bottom, right):
                sentence = f"Sel {address(top, left)} sampai {address(bottom, right)} digabung; hanya satu yang berisi."
                self.note(
                    max(top, 0), left, Unreadable(Rule.MERGED, sentence, "Pisahkan selnya dan isi masing-masing.")
                )
        if above := [number for number, row in enumerate(sheet.rows[: self.table.header]) if _is_like_data(row)]:
            sentence = f"{grouped(len(above))} baris di atas judul tabel berisi angka dan tidak dibaca."
            remedy = "Muat satu tabel per berkas, di bawah satu judul; bila baris itu tidak diperlukan, setujui."
            self.note(above[0], 0, Unreadable(Rule.UNREAD, sentence, remedy))
        if sheet.hidden:
            self._ask_hidden(self.table.header, min(used), "Tabel ini berada di lembar yang tersembunyi.")
        if rows := sorted(data & sheet.hidden_rows):
            names = ", ".join(str(row + 1) for row in rows[:10]) + (" …" if len(rows) > 10 else "")
            self._ask_hidden(rows[0], min(used), f"{grouped(len(rows))} baris data tersembunyi: {names}.")
        for column in sorted(used & sheet.hidden_columns):
            self._ask_hidden(self.table.header, column, "Kolom ini tersembunyi, tetapi ikut dibaca.")

    def _ask_hidden(self, row: int, column: int, sentence: str) -> None:
        remedy = "Tampilkan dan periksa dahulu; bila memang bagian dari data, setujui."
        self.note(row, column, Unreadable(Rule.HIDDEN, sentence, remedy))


def _in_order(words: str) -> str:
    return " ".join(sorted(words.split()))


def _is_like_data(row: Sequence[object]) -> bool:
    filled = [cell for cell in row if not is_empty(cell)]
    return len(filled) > 2 and any(map(_is_number, filled))


def _is_number(cell: object) -> bool:
    if isinstance(cell, str):
        cell = cell.rstrip(" %")
    try:
        whole_number(cell, rupiah=True)
    except Unreadable as error:
        return error.rule in (Rule.NOT_WHOLE, Rule.NEGATIVE, Rule.TOO_LARGE, Rule.AMBIGUOUS) or isinstance(cell, float)
    return True


def _or(empty: object, convert: Callable[[object], Any]) -> Callable[[object], Any]:
    return lambda cell: empty if is_blank(cell) else convert(cell)


def _data_rows(table: Table) -> tuple[list[int], int | None]:
    """The rows of data and the total row. Empty rows and notes are neither; anything else below the total is data.

    Below the total also rows of several texts are notes, such as who signs, as long as no number follows.
    """
    rows: list[int] = []
    total_row = None
    end = len(table.sheet.rows)
    known: dict[str, str] = {}
    # Texts that begin a row of data, as long as no total has come.
    usual: set[object] = set()
    for number in range(table.first, len(table.sheet.rows)):
        if number >= end:
            break
        row = table.sheet.rows[number]
        if total_row is None and row and row[0] in usual:
            rows.append(number)
            continue
        label = _first_label(row, known)
        if label is None:
            continue
        may_be_note = total_row is not None or label.startswith(NOTE_WORDS)
        if may_be_note and sum(not is_empty(value) for value in row) == 1:
            continue
        if total_row is None and label.startswith(TOTAL_WORDS):
            total_row = number
            if _has_number(table, number):
                end = next(last for last in range(end, number, -1) if _has_number(table, last - 1))
        else:
            rows.append(number)
            if not may_be_note and isinstance(row[0], str) and known[row[0]]:
                usual.add(row[0])
    return rows, total_row


def _has_number(table: Table, row: int) -> bool:
    """Whether a row says a number of the table, and not that alone, as the number of a page stands."""
    if sum(not is_empty(value) for value in table.sheet.rows[row]) < 2:
        return False
    cells = (table.sheet.value(row, column) for column in table.columns.values())
    return any(isinstance(cell, Formula) or _is_number(cell) for cell in cells)


def _first_label(row: Sequence[object], known: dict[str, str]) -> str | None:
    """The first thing that a row says, plain; None for an empty row. known: texts made plain before."""
    for value in row:
        if isinstance(value, str):
            if value not in known:
                known[value] = plain(value)
            if known[value]:
                return known[value]
        elif value is not None:
            return plain(value)
    return None
