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
PHONE = re.compile(r"(?:\+?62|0)8\d{8,11}")
KPJ = re.compile(r"\d{11}")
NOT_NIK = re.compile(f"{PHONE.pattern}|{KPJ.pattern}")
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
        known = {at for key, at in table.columns.items() if key not in free_text} if is_used else set()
        skipped = set(_unread(table)) if is_used and people else set()
        for column, row in sorted(_suspects(sheet, skipped, known).items()):
            name = (
                sheet.value(row, column) if row < HEADER_WITHIN and _is_about_people(sheet.value(row, column)) else ""
            )
            remedy = REMEDY_OF_READ if column in known else REMEDY
            found[sheet.name, column] = Fault(
                Rule.PERSONAL, SENTENCE, remedy, sheet.name, address(row, column), heading=plain(name)
            )
    return found


def _unread(table: Table) -> Iterator[int]:
    width = max((len(row) for row in table.sheet.rows[table.header : table.first]), default=0)
    used = set(table.columns.values())
    return (column for column in range(max(width, 60)) if column not in used)


def _suspects(sheet: Sheet, skipped: set[int], known: set[int]) -> dict[int, int]:
    """The columns that tell of people, each with the first row that shows it.

    known: columns that are read; their headings are, and an amount may have as many digits as a KPJ or a telephone.
    """
    found: dict[int, int] = {}
    harmless: set[object] = set()
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            if column in skipped or column in found or cell is None or cell in harmless:
                continue
            if column in known:
                is_suspect = _is_nik(cell)
            else:
                is_suspect = _is_number_of_person(cell) or (number < HEADER_WITHIN and _is_about_people(cell))
            if is_suspect:
                found[column] = number
            elif isinstance(cell, str):
                harmless.add(cell) if number >= HEADER_WITHIN else None
    return found


def _is_about_people(cell: object) -> bool:
    if not isinstance(cell, str):
        return False
    text = heading(cell)
    return bool(HEADINGS.fullmatch(text) or (text.startswith("nama ") and not NOT_PEOPLE.fullmatch(text)))


def _is_number_of_person(cell: object) -> bool:
    return _is_nik(cell) or (isinstance(cell, str) and bool(NOT_NIK.fullmatch(_digits(cell))))


def _is_nik(cell: object) -> bool:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int):
        return False
    return bool(NIK.fullmatch(_digits(str(cell))))


def _digits(text: str) -> str:
    """A text as a number may stand in it: without what groups digits, and what nobody sees."""
    return re.sub(r"[ .\-]", "", plain(text).lstrip("'"))
