"""Good files spoiled at random, each read by a process of its own: it is refused in words, or read right.

Spoiling a cell's writing leaves the truth as it is, spoiling its meaning changes the truth too, and spoiling the bytes
of the file may do either.
"""

import copy
import csv
import datetime as dt
import io
import os
import re
import resource
import signal
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from data.loading import bounded, child, marked, recognise
from data.loading.cells import Percent
from data.loading.faults import Fault, Refused, Rule
from data.loading.fields import Kind
from data.loading.intake import source_of
from tests.data.loading import good
from tests.data.loading.good import FORMATS, MAKERS, NUMBERS, Cell, Good

SECONDS = 20
WORKERS = 2
# Where a process of the harness leaves the marked copy; the program's own hands it to its parent.
COPY = "salinan"
# What the children must not need to import any more.
WARM = (recognise, marked)


@dataclass
class Spoiled:
    """One file: how it came about, its bytes, and what it says, None when that cannot be known."""

    number: int
    kind: str
    how: list[str]
    content: bytes
    truth: good.Truth | None
    secrets: set[str]

    def __str__(self) -> str:
        return f"file {self.number} ({self.kind}: {', '.join(self.how)})"


@dataclass
class Report:
    """What was counted: files by their fate, the slowest and the largest reading, and what was wrong."""

    fates: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    largest: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        fates = ", ".join(f"{count} {fate}" for fate, count in sorted(self.fates.items()))
        rules = ", ".join(f"{count} {rule}" for rule, count in self.rules.most_common())
        return (
            f"{fates}; {len(self.wrong)} wrong; slowest {self.slowest:.2f} s, largest {self.largest // 1024} MiB\n"
            f"  refused for: {rules}"
        )


def run(count: int, seed: int, *, only: int | None = None) -> Report:
    """Read so many spoiled files. only: the one of them to read."""
    assert WARM
    good.known().kecamatan_kode("Talun")  # its tables of names are made once, before the processes part
    report = Report()
    running: dict[int, tuple[Spoiled, tempfile.TemporaryDirectory[str], float]] = {}
    for each in spoiled(count, seed, only):
        folder = tempfile.TemporaryDirectory(prefix="dasbor-torture-")
        running[_start(each.content, Path(folder.name))] = each, folder, time.monotonic()
        if len(running) >= WORKERS:
            _finish(running, report)
    while running:
        _finish(running, report)
    return report


def spoiled(count: int, seed: int, only: int | None) -> Iterator[Spoiled]:
    """The files of a seed, each of which follows from the seed and its number alone."""
    for number in range(count) if only is None else [only]:
        yield spoil(number, Random(f"{seed}/{number}"))


def spoil(number: int, chance: Random) -> Spoiled:
    """One spoiled file."""
    name = list(MAKERS)[number % len(MAKERS)]
    kind = FORMATS[number // len(MAKERS) % len(FORMATS)]
    made, how = MAKERS[name](chance), []
    if chance.random() < 0.2:
        return _spoil_bytes(number, made, kind, chance)
    spoils = SPOILS + (TEXT_SPOILS if kind == "csv" else BOOK_SPOILS)
    for spoil_one in chance.choices(spoils, k=chance.choice([1, 1, 1, 2, 2, 3])):
        spoil_one(made, chance)
        how.append(spoil_one.__name__)
    return Spoiled(number, f"{name} {kind}", how, made.bytes(kind), made.truth(), made.secrets)


# Reading ---------------------------------------------------------------------------------------------------------


def _start(content: bytes, folder: Path) -> int:
    """A process that reads within the bounds of the program's own. Returns its id."""
    if pid := os.fork():
        return pid
    code = 70
    try:
        signal.alarm(SECONDS)
        child.limit(SECONDS)
        source = source_of(content, "berkas", oleh="Kantor Cabang")
        copy = child.answer(content, good.known(), source, folder, lambda stage: None)
        (folder / COPY).write_bytes(copy or b"")
        code = 0
    finally:
        os._exit(code)


def _finish(running: dict[int, tuple[Spoiled, tempfile.TemporaryDirectory[str], float]], report: Report) -> None:
    """Wait for the next process that ends and judge what it left."""
    pid, status, usage = os.wait4(-1, 0)
    each, folder, started = running.pop(pid)
    report.slowest = max(report.slowest, time.monotonic() - started)
    report.largest = max(report.largest, usage.ru_maxrss)
    with folder:
        code = os.waitstatus_to_exitcode(status)
        wrong = f"the process ended with {code}" if code else _judge(each, Path(folder.name), report)
    if wrong:
        report.wrong.append(f"{each}: {wrong}")


def _judge(each: Spoiled, folder: Path, report: Report) -> str:
    """What is wrong with an answer; '' when nothing is."""
    if told := leaked(folder, each.secrets):
        return f"{told} tells of a person"
    try:
        verdict = bounded.verdict_in(folder, 0, (folder / COPY).read_bytes() or None)
    except Refused as refusal:
        report.fates["refused"] += 1
        report.rules.update({fault.rule.code for fault in refusal.faults if not fault.rule.asks})
        if refusal.count < len(refusal.faults):
            return "fewer faults are counted than told"
        return next(filter(None, map(fault_is_wrong, refusal.faults)), "")
    report.fates["accepted with questions" if verdict.questions else "accepted"] += 1
    report.accepted.update(each.how)
    if each.truth is None:
        report.fates["accepted, truth not known"] += 1
        return ""
    found: good.Truth = {}
    for read in verdict.reads:
        for row in good.rows_in(read.rows):
            if not all(row[name] for name in good.MEASURES[read.jenis] if name not in good.OPTIONAL):
                return "read a measure as nothing"
            good.add(found, read.jenis, row)
    if any(question.rule is Rule.UNREAD for question in verdict.questions):
        report.fates["accepted if columns need not be read"] += 1
    elif found != each.truth:
        return f"read {_difference(found, each.truth)}"
    return next(filter(None, map(fault_is_wrong, verdict.questions)), "")


def leaked(folder: Path, secrets: set[str]) -> str:
    """The name of a file in the folder that holds one of the secrets; '' when none does."""
    if not secrets:
        return ""
    pattern = re.compile("|".join(map(re.escape, secrets)).encode())
    for file in folder.iterdir():
        content = file.read_bytes()
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(map(book.read, book.namelist()))
        if pattern.search(content):
            return file.name
    return ""


def fault_is_wrong(fault: Fault) -> str:
    """What a fault lacks: a rule, a sentence, a remedy, and a cell unless it is the file as a whole; else ''."""
    if "kesalahan program" in fault.sentence:
        return "the program failed"
    if not fault.sentence.strip().endswith(".") or not fault.remedy.strip().endswith("."):
        return f"a fault without a whole sentence or remedy: {fault}"
    whole_file = fault.rule.code in ("berkas-tidak-dapat-dipakai", "susunan-tidak-dikenal")
    if not whole_file and not re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]*", fault.cell):
        return f"a fault without a cell: {fault}"
    return ""


def _difference(found: good.Truth, truth: good.Truth) -> str:
    for jenis in {*found, *truth}:
        mine, theirs = found.get(jenis, {}), truth.get(jenis, {})
        for key in sorted({*mine, *theirs}):
            if mine.get(key) != theirs.get(key):
                return f"{jenis} {key} as {mine.get(key)} instead of {theirs.get(key)}"
    return "nothing"


# Spoiling cells --------------------------------------------------------------------------------------------------


def _cells(made: Good, kinds: tuple[Kind, ...] | None = None) -> list[Cell]:
    return [cell for line in made.lines for cell in line.values() if kinds is None or cell.kind in kinds]


def _forget(cell: Cell) -> None:
    cell.value = Decimal(good.UNKNOWN) if cell.kind in (*NUMBERS, Kind.PERCENTAGE) else "tidak ada"


def numbers_written_otherwise(made: Good, chance: Random) -> None:
    """Each number of one column in a style of its own."""
    cells = [cell for cell in _cells(made, NUMBERS) if isinstance(cell.value, int) and 0 <= cell.value < 10**15]
    column = chance.choice(made.columns)
    own = [cell for line in made.lines if (cell := line.get(column)) and any(cell is each for each in cells)]
    styles = chance.choice(
        [["digits", "dots"], ["native", "dots"], ["cents", "dots"], ["native", "digits", "rp", "rp-"]]
    )
    for cell in own or cells:
        cell.written, cell.format = good.written_number(cell.value, chance.choice(styles)), ""


def english_numbers(made: Good, chance: Random) -> None:
    """Numbers with commas between thousands, of a column or of a few cells."""
    cells = [cell for cell in _cells(made, NUMBERS) if isinstance(cell.value, int) and 0 <= cell.value < 10**15]
    share = chance.choice([0.1, 1])
    for cell in cells:
        if chance.random() < share:
            cell.written, cell.format = good.grouped(cell.value, ","), ""


def decimals(made: Good, chance: Random) -> None:
    """Numbers with decimals that are zero, in either way of writing."""
    mark = chance.choice(".,")
    for cell in _cells(made, NUMBERS):
        if isinstance(cell.value, int) and 0 <= cell.value < 10**15 and chance.random() < 0.5:
            cell.written = f"{cell.value}{mark}{chance.choice(['0', '00'])}"


def a_fraction(made: Good, chance: Random) -> None:
    """A number with a fraction, which is none that can be counted."""
    if cells := [cell for cell in _cells(made, NUMBERS) if cell.value]:
        cell = chance.choice(cells)
        cell.written = chance.choice([1.5, "1,5", "1.5", "0,25", "1.234,5", "12.345"[:4], "0.123"])
        _forget(cell)


def spaces(made: Good, chance: Random) -> None:
    """Spaces that nobody sees."""
    for cell in chance.sample(cells := _cells(made), min(5, len(cells))):
        if isinstance(cell.written, str | int) and not isinstance(cell.written, bool):
            before, after = (chance.choice(["", " ", "\xa0", "\u200b", "  ", "\t"]) for _ in "12")
            cell.written, cell.format = f"{before}{cell.written}{after}", ""


def delete_a_cell(made: Good, chance: Random) -> None:
    """A cell without content."""
    cell = chance.choice(_cells(made))
    if cell.written is None:
        return
    if cell.value is None:
        cell.value = "tidak ada"
    elif cell.kind in (Kind.AREA, Kind.KECAMATAN, Kind.DESA) or cell.kind is Kind.YEAR:
        cell.value = "tidak ada" if cell.kind is not Kind.AREA or made.jenis != "bantuan_iuran" else None
        if made.name == "bantuan_iuran rekap":
            cell.value = "tidak ada"
    else:
        cell.value = None
    cell.written = chance.choice([None, None, "", "  ", "-"])


def duplicate_a_row(made: Good, chance: Random) -> None:
    """A row that stands twice."""
    line = chance.choice(made.lines)
    made.lines.insert(chance.randint(0, len(made.lines)), copy.deepcopy(line))


def swap_two_rows(made: Good, chance: Random) -> None:
    """Another order of rows."""
    one, other = chance.randrange(len(made.lines)), chance.randrange(len(made.lines))
    made.lines[one], made.lines[other] = made.lines[other], made.lines[one]


def drop_a_row(made: Good, chance: Random) -> None:
    """A row that is gone."""
    if len(made.lines) > 1:
        made.lines.pop(chance.randrange(len(made.lines)))


def move_a_column(made: Good, chance: Random) -> None:
    """Another order of columns."""
    column = made.columns.pop(chance.randrange(len(made.columns)))
    made.columns.insert(chance.randint(0, len(made.columns)), column)


def drop_a_column(made: Good, chance: Random) -> None:
    """A column that is gone."""
    column = made.columns.pop(chance.randrange(len(made.columns)))
    if not made.columns:
        made.columns.append(column)


def add_a_column(made: Good, chance: Random) -> None:
    """A column that no layout knows."""
    place = chance.randint(0, len(made.columns))
    made.columns.insert(place, "lain")
    head = chance.choice(["Keterangan", "Cadangan", "Rata-rata", "Kode", "", "Catatan"])
    made.heads["lain"] = [head] + [None] * (len(made.heads[made.columns[1 if place == 0 else 0]]) - 1)
    for line in made.lines:
        line["lain"] = Cell(written=chance.choice([None, "baik", 12, "x"]))


def write_a_heading_otherwise(made: Good, chance: Random) -> None:
    """A heading in capitals, with spaces, with a unit."""
    column, level = chance.choice(list(made.heads)), 0
    if (word := made.heads[column][level]) and made.name != "ekosistem rekap":
        made.heads[column][level] = chance.choice(
            [word.upper(), word.lower(), f"  {word}\xa0", f"{word} *", f"{word}:"]
        )


def misspell_a_heading(made: Good, chance: Random) -> None:
    """A heading with a letter too few or too many, or its words in another order."""
    column = chance.choice(list(made.heads))
    level = chance.randrange(len(made.heads[column]))
    word = made.heads[column][level]
    # Short words have no near ones, and the words of a group of workers are free.
    if not word or len(word) < 4 or (made.name == "ekosistem rekap" and level == 0):
        return
    place = chance.randrange(len(word))
    changed = chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + chance.choice("abx") + word[place:],
            " ".join(word.split()[::-1]),
        ]
    )
    # Headings over several columns are one cell.
    for other in made.heads:
        if made.heads[other][level] == word:
            made.heads[other][level] = changed


def repeat_a_heading(made: Good, chance: Random) -> None:
    """A heading that stands over another column too."""
    one, other = chance.sample(list(made.heads), 2)
    if made.name == "tindak_lanjut rekap" or one in ("no", "lain", "nama", "nik", "kpj"):
        return  # one heading over two columns, or columns that are rightly passed over
    made.heads[other] = list(made.heads[one])
    for line in made.lines:
        if other in line and other != "no":
            _forget(line[other])


def repeat_the_headings(made: Good, chance: Random) -> None:
    """The headings once more among the rows, as printed pages have them."""
    lines = [
        {column: Cell(written=words[level]) for column, words in made.heads.items()}
        for level in range(len(made.heads[made.columns[0]]))
    ]
    made.between.setdefault(chance.randint(1, len(made.lines)), []).extend(lines)


def change_a_number(made: Good, chance: Random) -> None:
    """Another number, which the total does not know of."""
    if cells := [cell for cell in _cells(made, NUMBERS) if isinstance(cell.value, int)]:
        cell = chance.choice(cells)
        cell.value = chance.choice([0, 1, cell.value + 1, cell.value * 10, 10**12, 10**15])
        cell.written, cell.format = cell.value, ""


def a_huge_number(made: Good, chance: Random) -> None:
    """A number beyond all reason."""
    if cells := _cells(made, (*NUMBERS, Kind.PERCENTAGE)):
        cell = chance.choice(cells)
        cell.written = chance.choice([10**15 + 1, 10**18, 1e300, "9" * 16, "9" * 400, 101, "1e5", float(2**60)])
        cell.value = cell.written if cell.written == 101 and cell.kind in NUMBERS else good.UNKNOWN


def a_negative_number(made: Good, chance: Random) -> None:
    """Less than nothing."""
    if cells := _cells(made, (*NUMBERS, Kind.PERCENTAGE)):
        cell = chance.choice(cells)
        cell.written = chance.choice([-5, "-5", "(5)", "\u22125", "- 5", -0.5])
        _forget(cell)


def not_a_number(made: Good, chance: Random) -> None:
    """Something else where a number belongs."""
    if cells := _cells(made, (*NUMBERS, Kind.PERCENTAGE, Kind.MONTH, Kind.DATE, Kind.YEAR)):
        cell = chance.choice(cells)
        cell.written = chance.choice(
            ["n/a", "tidak ada", "#REF!", "#DIV/0!", "5 orang", "?", True, "=1+1", "nihil", "1 234"]
        )
        _forget(cell)


def percent_where_a_number_belongs(made: Good, chance: Random) -> None:
    """A share in place of a count."""
    if cells := _cells(made, NUMBERS):
        cell = chance.choice(cells)
        cell.written, cell.format = chance.choice([Percent(0.25), "25%", Percent(3.0)]), "0%"
        _forget(cell)


def percentages_written_otherwise(made: Good, chance: Random) -> None:
    """Each percentage in a style of its own, or all of them as shares of one."""
    cells = [cell for cell in _cells(made, (Kind.PERCENTAGE,)) if isinstance(cell.value, Decimal) and cell.value >= 0]
    styles = chance.choice([["number", "percent", "text", "dot", "sign"], ["share"]])
    for cell in cells:
        number = cell.value
        cell.format = ""
        match chance.choice(styles):
            case "number":
                cell.written = float(number)
            case "percent":
                cell.written, cell.format = Percent(number / 100), "0.00%"
            case "text":
                cell.written = f"{number:f}".replace(".", ",")
            case "dot":
                cell.written = f"{number:f}"
            case "sign":
                cell.written = f"{number:f}".replace(".", ",") + chance.choice(["%", " %"])
            case _:
                cell.written = float(number / 100)


def days_written_otherwise(made: Good, chance: Random) -> None:
    """Each month and day in a style of its own."""
    for cell in _cells(made, (Kind.MONTH, Kind.DATE)):
        if not isinstance(cell.value, dt.date) or chance.random() < 0.3:
            continue
        day, month, year = cell.value.day, cell.value.month, cell.value.year
        long, short = good.MONTHS[month - 1], good.SHORT[month - 1]
        forms = (
            [f"{long} {year}", f"{long.upper()} {year}", f"{short}-{year}", f"{month}/{year}", f"{year}-{month:02}"]
            if cell.kind is Kind.MONTH
            else [
                f"{day} {long} {year}",
                f"{day:02}-{month:02}-{year}",
                f"{year}-{month:02}-{day:02}",
                f"{day}-{short}-{year}",
            ]
        )
        forms += [f"{day}/{month}/{year}", f"{day}.{month:02}.{year}", f"{year}-{month:02}-{day:02} 00:00:00"]
        cell.written = chance.choice(forms)


def an_impossible_day(made: Good, chance: Random) -> None:
    """A month or a day that no calendar has, or one that cannot be told."""
    if cells := _cells(made, (Kind.MONTH, Kind.DATE)):
        cell = chance.choice(cells)
        cell.format = ""
        cell.written = chance.choice(
            ["13/2023", "2026-13-01", "31 Februari 2023", "Desember", "Des-23", 45261, 0, "12/1023", "30/02/2023"]
        )
        _forget(cell)


def a_kecamatan_written_otherwise(made: Good, chance: Random) -> None:
    """Names of kecamatan in capitals, with a word before them, in two words, or as codes."""
    names = good.known().kecamatan
    for cell in _cells(made, (Kind.KECAMATAN, Kind.AREA)):
        if name := names.get(cell.value):
            cell.written = chance.choice(
                [
                    name.upper(),
                    f"Kec. {name}",
                    f"KECAMATAN {name}",
                    f"{name[:4]} {name[4:]}",
                    f"\xa0{name} ",
                    cell.value,
                ]
            )


def a_kecamatan_of_elsewhere(made: Good, chance: Random) -> None:
    """A name that is none here, or only nearly."""
    if cells := _cells(made, (Kind.KECAMATAN, Kind.AREA)):
        cell = chance.choice(cells)
        cell.written = chance.choice(
            ["Sukorejo", "Sananwetan", "Kepanjenkidul", "Selorej", "Taluun", "Kota Blitar", 35.09]
        )
        cell.value = "tidak ada"


def another_kecamatan(made: Good, chance: Random) -> None:
    """One kecamatan in place of another."""
    if cells := _cells(made, (Kind.KECAMATAN,)):
        cell = chance.choice(cells)
        if made.jenis != "ekosistem":
            cell.value = chance.choice(list(good.known().kecamatan))
            cell.written = good.known().kecamatan[cell.value]


def a_person(made: Good, chance: Random) -> None:
    """A number of a person in any cell."""
    cell, number = chance.choice(_cells(made)), good.nik(chance)
    cell.written = chance.choice([number, int(number), f"'{number}", f"{number[:6]} {number[6:12]} {number[12:]}"])
    made.secrets |= {number, str(cell.written).strip("'")}
    _forget(cell)


def a_column_of_people(made: Good, chance: Random) -> None:
    """A column about people beside those that are read."""
    made.columns.insert(chance.randint(0, len(made.columns)), "orang")
    depth = max(len(words) for words in made.heads.values())
    head = chance.choice(["Nama", "Nama Lengkap", "NIK", "No. HP", "Alamat", "Nama Ahli Waris", "Tanggal Lahir"])
    made.heads["orang"] = [head] + [None] * (depth - 1)
    for line in made.lines:
        written = f"Ngatmini{chance.randrange(10**6):06}"
        line["orang"] = Cell(written=written)
        made.secrets.add(written)


def a_person_above(made: Good, chance: Random) -> None:
    """A number of a person in a title."""
    number = good.nik(chance)
    place = chance.randint(0, len(made.titles))
    made.titles.insert(place, [number, "x"][:: chance.choice([1, -1])])
    made.secrets.add(number)


def a_total(made: Good, chance: Random) -> None:
    """A total row where there was none, or none where there was one."""
    if made.total:
        made.total = None
    else:
        made.add_total()


def a_wrong_total(made: Good, chance: Random) -> None:
    """A total row that does not add up."""
    made.add_total()
    assert made.total
    for cell in made.total.values():
        if isinstance(cell.written, int) and chance.random() < 0.5:
            cell.written += chance.choice([-1, 1, 1000])


def a_total_in_the_middle(made: Good, chance: Random) -> None:
    """Rows below the total."""
    kept = made.total
    made.add_total()
    made.between.setdefault(chance.randint(0, len(made.lines)), []).append(made.total or {})
    made.total = chance.choice([kept, None])


def lines_above(made: Good, chance: Random) -> None:
    """More titles."""
    title = chance.choice(
        ["PEMERINTAH KABUPATEN BLITAR", "Sumber: BPJS Ketenagakerjaan", "Dicetak", "Halaman 1 dari 2", 2024]
    )
    made.titles.insert(chance.randint(0, len(made.titles)), [title])


def lines_below(made: Good, chance: Random) -> None:
    """Notes below the table."""
    notes = [
        "Catatan: angka sementara",
        "Keterangan: PU = Penerima Upah",
        "* sementara",
        "Blitar, 5 Januari 2024",
        "Kepala Kantor",
    ]
    made.notes += [[], [chance.choice(notes)]]


def empty_rows(made: Good, chance: Random) -> None:
    """Rows with nothing in them."""
    made.between.setdefault(chance.randint(0, len(made.lines)), []).append({})


def a_row_hidden(made: Good, chance: Random) -> None:
    """A row that is not seen."""
    made.hidden_rows.add(made.first + chance.randrange(len(made.lines)))


def a_column_hidden(made: Good, chance: Random) -> None:
    """A column that is not seen."""
    made.hidden_columns.add(chance.randrange(len(made.columns)))


def cells_merged(made: Good, chance: Random) -> None:
    """Two cells of data that became one."""
    row, column = made.first + chance.randrange(len(made.lines)), chance.randrange(min(len(made.columns), 20))
    down, right = chance.choice([(1, 0), (0, 1), (1, 1)])
    made.merged.append(f"{chr(65 + column)}{row + 1}:{chr(65 + column + right)}{row + 1 + down}")
    # Only the first of them keeps what stands in it.
    grid = made.grid()
    for r in range(row, row + down + 1):
        for c in range(column, column + right + 1):
            if (r, c) != (row, column) and r < len(grid) and c < len(grid[r]):
                grid[r][c].written = None
                _forget(grid[r][c])


def another_delimiter(made: Good, chance: Random) -> None:
    """Another sign between the cells of a text."""
    made.delimiter = chance.choice([",", "\t", "|", ";"])


def another_encoding(made: Good, chance: Random) -> None:
    """Letters as other bytes."""
    made.encoding = chance.choice(["utf-8", "cp1252", "utf-16", "utf-16-le", "latin-1", "utf-32"])


def other_line_ends(made: Good, chance: Random) -> None:
    """Lines that end otherwise."""
    made.newline = chance.choice(["\n", "\r", "\n\n", "\r\n"])


SPOILS: list[Callable[[Good, Random], None]] = [
    numbers_written_otherwise, english_numbers, decimals, a_fraction, spaces, delete_a_cell, delete_a_cell,
    duplicate_a_row, swap_two_rows, drop_a_row, move_a_column, drop_a_column, add_a_column, write_a_heading_otherwise,
    misspell_a_heading, misspell_a_heading, repeat_a_heading, repeat_the_headings, change_a_number, a_huge_number,
    a_negative_number, not_a_number, percent_where_a_number_belongs, percentages_written_otherwise,
    days_written_otherwise, an_impossible_day, a_kecamatan_written_otherwise, a_kecamatan_of_elsewhere,
    another_kecamatan, a_person, a_column_of_people, a_person_above, a_total, a_wrong_total, a_total_in_the_middle,
    lines_above, lines_below, empty_rows,
]  # fmt: skip
BOOK_SPOILS = [a_row_hidden, a_column_hidden, cells_merged]
TEXT_SPOILS = [another_delimiter, another_encoding, other_line_ends] * 2


# Spoiling bytes --------------------------------------------------------------------------------------------------


def _spoil_bytes(number: int, made: Good, kind: str, chance: Random) -> Spoiled:
    content = bytearray(made.bytes(kind))
    how = chance.choice(["flip", "flip", "cut out", "cut short", "insert", "twice", "zeros"])
    at, length = chance.randrange(len(content)), chance.choice([1, 1, 2, 30])
    if how == "flip":
        for _ in range(chance.choice([1, 1, 3])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif how == "cut out":
        del content[at : at + length]
    elif how == "cut short":
        del content[at:]
    elif how == "insert":
        content[at:at] = chance.randbytes(length)
    elif how == "twice":
        content[at:at] = content[at : at + length]
    else:
        content[at : at + length] = bytes(len(content[at : at + length]))
    truth = made.truth() if kind != "csv" else _truth_of_text(made, bytes(content))
    return Spoiled(number, f"{made.name} {kind}", [f"bytes: {how}"], bytes(content), truth, made.secrets)


def _truth_of_text(made: Good, content: bytes) -> good.Truth | None:
    """What a text with changed bytes says, as far as that is beyond doubt: whole numbers became other ones."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=made.delimiter))
    except (UnicodeDecodeError, csv.Error):
        return None
    grid = made.grid()
    if len(lines) != len(grid):
        return None
    own = [cell for line in made.lines for cell in line.values()]
    for line, cells in zip(lines, grid, strict=True):
        if len(line) != len(cells) and any(line):
            return None
        for now, cell in zip(line, cells, strict=False):
            if now == good.csv_text(cell):
                continue
            if not any(cell is each for each in own) or cell.kind not in NUMBERS or not re.fullmatch("[0-9]+", now):
                return None
            cell.value = int(now)
    return made.truth()


def main_limits() -> int:
    """The address space of this process in MiB, from which every child starts."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() // 1024**2
