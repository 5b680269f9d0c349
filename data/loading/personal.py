"""What tells of single people: columns that are refused, or, in a list of cases, never read."""

import re
from collections.abc import Iterator

from data.loading.cells import plain
from data.loading.faults import Fault, Rule
from data.loading.fields import heading
from data.loading.layouts import HEADER_WITHIN
from data.loading.sheets import Sheet, address
from data.loading.tables import Table

HEADINGS = re.compile(
    r"((no|nomor|nomer)\.? ?)?"
    r"(nik|ktp|kpj|kk|kartu keluarga|kartu( peserta)?|hp|telp|telepon|handphone|whatsapp|wa|rekening)"
    r"|nomor induk kependudukan|e-?mail|surel|alamat( rumah| lengkap| tinggal)?|ahli waris|nama"
    r"|(tempat,? ?(dan |/ ?)?)?(tanggal|tgl\.?) lahir|tempat lahir|ttl|ibu kandung"
)
# "Nama …" heads a column of people unless it names one of these.
NOT_PEOPLE = re.compile(
    r"nama (kecamatan|desa|kelurahan|kabupaten|kota|wilayah|opd|dinas|perangkat daerah|program|segmen|pembayar|kelompok"
    r"|basis|kantor|badan usaha|perusahaan|instansi|lembaga|kegiatan|tindak|bulan|sumber)\b.*"
)
# Six digits of a place, the day of birth (for women plus 40), month and year, a running number.
NIK = re.compile(r"[1-9]\d{5}(?:[04][1-9]|[1256]\d|[37][01])(?:0[1-9]|1[0-2])\d{6}")
NIK_DIGITS = 16
PHONE = re.compile(r"(?:\+?62|0)8\d{8,11}")
KPJ = re.compile(r"\d{11}")
NOT_NIK = re.compile(f"{PHONE.pattern}|{KPJ.pattern}")
# The same inside a sentence: a telephone in its usual groups, a KPJ that is no rupiah.
IN_WORDS = re.compile(
    r"(?<!\d)(?:(?:62|0)[ .\-]?8\d{1,2}(?:[ .\-]?\d{3,4}){2,3}|(?<!rp)(?<!rp[ .])(?<!rp\. )\d{11})(?!\d)"
)
# Sixteen digits, however they are cut up, also where such runs overlap.
_SIXTEEN = re.compile(r"(?<!\d)(?=((?:\d[ .\-]?){15}\d)(?!\d))")
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
# From so many numbers on a column of eleven digits each is one of KPJ.
SEVERAL = 3
SENTENCE = "Kolom ini tampak berisi data orang. Dasbor hanya menerima jumlah."
REMEDY = "Hapus kolomnya, lalu muat lagi."
REMEDY_OF_READ = "Hapus data orang itu dari kolomnya, lalu muat lagi."


def people_columns(table: Table) -> frozenset[int]:
    """The columns of a table that are headed as something about a person."""
    used = set(table.columns.values())
    return frozenset(
        column
        for row in table.sheet.rows[table.header : table.first]
        for column, cell in enumerate(row)
        if column not in used and _is_about_people(cell)
    )


def faults(
    sheets: tuple[Sheet, ...], *, table: Table, free_text: frozenset[str], people: bool
) -> dict[tuple[str, int], Fault]:
    """A fault for every column (sheet name, column), of any sheet, that tells of people; it names the first cell.

    free_text: the keys of the table whose cells may hold any words. people: the table's own columns about people are
    expected, and not read. No fault repeats what stands in a cell.
    """
    found = {}
    for sheet in sheets:
        is_used = sheet is table.sheet
        read = set(table.columns.values()) if is_used else set()
        free = {at for key, at in table.columns.items() if key in free_text} if is_used else set()
        skipped = set(_unread(table)) if is_used and people else set()
        for column, row in sorted(_suspects(sheet, skipped, read - free, free).items()):
            name = (
                sheet.value(row, column) if row < HEADER_WITHIN and _is_about_people(sheet.value(row, column)) else ""
            )
            remedy = REMEDY_OF_READ if column in read else REMEDY
            found[sheet.name, column] = Fault(
                Rule.PERSONAL, SENTENCE, remedy, sheet.name, address(row, column), heading=plain(name)
            )
    return found


def names_a_person(text: str) -> bool:
    """Whether a NIK, a KPJ or a telephone number stands in words that somebody typed."""
    return _is_number_of_person(text) or bool(IN_WORDS.search(plain(text)))


def _unread(table: Table) -> Iterator[int]:
    width = max((len(row) for row in table.sheet.rows[table.header : table.first]), default=0)
    used = set(table.columns.values())
    return (column for column in range(max(width, 60)) if column not in used)


def _suspects(sheet: Sheet, skipped: set[int], known: set[int], free: set[int]) -> dict[int, int]:
    """The columns that tell of people, each with the first row that shows it.

    known: columns that are read; their headings are, and an amount may have as many digits as a KPJ or a telephone.
    free: columns of words, inside of which such a number may stand.
    """
    found: dict[int, int] = {}
    numbers: dict[int, list[tuple[int, int]]] = {}
    for column in set(range(max(map(len, sheet.rows), default=0))) - skipped:
        for number, cell in _different(sheet, column):
            if column in known:
                is_suspect = _is_nik(cell)
            else:
                is_suspect = (
                    _is_number_of_person(cell)
                    or (number < HEADER_WITHIN and _is_about_people(cell))
                    or (column in free and isinstance(cell, str) and bool(IN_WORDS.search(plain(cell))))
                )
            if is_suspect:
                found[column] = number
                break
            if column not in known and (whole := _whole(cell)) is not None:
                numbers.setdefault(column, []).append((number, whole))
    for column, cells in numbers.items():
        if column not in found and _are_kpj([whole for _, whole in cells]):
            found[column] = next(number for number, whole in cells if KPJ.fullmatch(str(whole)))
    return found


def _different(sheet: Sheet, column: int) -> Iterator[tuple[int, object]]:
    """The cells of a column that say something, with their rows; below the header a text only the first time."""
    seen: set[str] = set()
    cells = [row[column] if column < len(row) else None for row in sheet.rows]
    yield from ((number, cell) for number, cell in enumerate(cells[:HEADER_WITHIN]) if cell is not None)
    for number, cell in enumerate(cells[HEADER_WITHIN:], start=HEADER_WITHIN):
        if cell is None or cell in seen:
            continue
        if isinstance(cell, str):
            seen.add(cell)
        yield number, cell


def _are_kpj(numbers: list[int]) -> bool:
    """Whether the numbers of a column that is not read are KPJ: eleven digits each, few alike and few round."""
    kpj = [number for number in numbers if KPJ.fullmatch(str(number))]
    round_ones = sum(number % 1000 == 0 for number in kpj)
    return len(kpj) >= max(SEVERAL, 0.9 * len(numbers)) and len(set(kpj)) * 2 > len(kpj) and round_ones * 10 <= len(kpj)


def _is_about_people(cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    text = heading(cell)
    return bool(HEADINGS.fullmatch(text) or (text.startswith("nama ") and not NOT_PEOPLE.fullmatch(text)))


def _is_number_of_person(cell: object) -> bool:
    if _is_nik(cell):
        return True
    return isinstance(cell, str) and not _AMOUNT.fullmatch(plain(cell)) and bool(NOT_NIK.fullmatch(_digits(cell)))


def _is_nik(cell: object) -> bool:
    """Whether a cell is a NIK, or holds one among its words: in one piece, or cut up as people write it."""
    if not isinstance(cell, str):
        return NIK.fullmatch(str(_whole(cell))) is not None
    if sum(map(str.isdigit, cell)) < NIK_DIGITS:
        return False
    return any(NIK.fullmatch(_digits(found)) for found in _SIXTEEN.findall(plain(cell)))


def _whole(cell: object) -> int | None:
    """The whole number in a cell that holds one as a number."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return None
    return int(cell) if isinstance(cell, int) or cell.is_integer() else None


def _digits(text: str) -> str:
    """A text as a number may stand in it: without what groups digits, and what nobody sees."""
    return re.sub(r"[ .\-]", "", plain(text).lstrip("'"))
