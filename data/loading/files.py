"""Bounded reading of a workbook or text file into sheets of raw cells. Nothing here knows what the cells mean."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from data.loading.cells import Formula
from data.loading.faults import Refused, refuse_file

# A workbook of a few kilobytes can unpack to gigabytes; these are looked at before anything is unpacked.
LARGEST_FILE = 10 * 1024**2
LARGEST_UNPACKED = 50 * 1024**2
LARGEST_RATIO = 100
MOST_ENTRIES = 200
MOST_ROWS = 5_000
MOST_COLUMNS = 60

DELIMITERS = (";", ",", "\t", "|")
SAVE_AS_XLSX = "Buka di Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu muat berkas itu."


@dataclass(frozen=True)
class Sheet:
    """One sheet: raw cells by row and column, both counted from 0. A text file is one sheet without a name."""

    name: str
    rows: tuple[tuple[object, ...], ...]

    def value(self, row: int, column: int) -> object:
        """The cell's raw value; None beyond the filled area."""
        return self.rows[row][column] if column < len(self.rows[row]) else None


@dataclass(frozen=True)
class Document:
    """The sheets of a file. A text file could be cut by several delimiters: each way is one of ``readings``."""

    readings: tuple[tuple[Sheet, ...], ...]
    warnings: tuple[str, ...] = ()


def address(row: int, column: int) -> str:
    """A cell as spreadsheets name it, e.g. (5, 2) is C6."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def read(content: bytes) -> Document:
    """The sheets of an .xlsx or delimited text file, told apart by its bytes, not its name. Raises Refused."""
    if not content.strip():
        raise refuse_file("Berkas ini kosong.", "Simpan ulang dari program asalnya.")
    if len(content) > LARGEST_FILE:
        raise refuse_file(
            f"Berkas ini lebih besar dari {LARGEST_FILE // 1024**2} MB.", "Muat satu bulan atau satu tahun saja."
        )
    if content.startswith(b"PK\x03\x04"):
        return Document(readings=(_workbook(content),))
    _refuse_foreign(content)
    return _text(content)


def _refuse_foreign(content: bytes) -> None:
    start = content[:512].lstrip().lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refuse_file("Berkas ini Excel lama (.xls) atau berkata sandi.", f"Buka kata sandinya. {SAVE_AS_XLSX}")
    if content.startswith(b"%PDF"):
        raise refuse_file("Berkas ini PDF, bukan lembar kerja.", "Minta berkas Excel atau CSV kepada kantor cabang.")
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise refuse_file("Berkas ini halaman web yang diberi nama lembar kerja.", SAVE_AS_XLSX)


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    _check_archive(content)
    try:
        # Once for the values that Excel calculated, once for the formulas that left no value.
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        return tuple(_sheet(values[name], formulas[name]) for name in _worksheet_names(values))
    except Refused:
        raise
    except Exception:
        # openpyxl answers damaged files with whatever its parsers raise; each of them means the same to the owner.
        raise refuse_file("Berkas .xlsx ini rusak dan tidak dapat dibuka.", SAVE_AS_XLSX) from None


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        raise refuse_file("Berkas ini terpotong atau rusak.", "Salin atau unduh ulang berkasnya.") from None
    names = {entry.filename for entry in entries}
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * max(packed, 1):
        raise refuse_file("Isi berkas ini tidak wajar besarnya.", "Hapus lembar, gambar, dan baris yang tidak dipakai.")
    if "xl/workbook.xml" not in names:
        raise refuse_file("Berkas ini bukan buku kerja Excel.", SAVE_AS_XLSX)
    if "xl/vbaProject.bin" in names:
        raise refuse_file("Berkas ini berisi makro.", SAVE_AS_XLSX)


def _worksheet_names(workbook: Any) -> list[str]:
    return [sheet.title for sheet in workbook.worksheets]


def _sheet(values: Any, formulas: Any) -> Sheet:
    # The size that a workbook states about its sheets may be wrong; without it openpyxl reads what is there.
    values.reset_dimensions()
    formulas.reset_dimensions()
    rows = (
        tuple(_raw(value, formula) for value, formula in zip(*pair, strict=True))
        for pair in zip(values.iter_rows(), formulas.iter_rows(), strict=True)
    )
    return Sheet(values.title, _bounded(rows))


def _raw(value: Any, formula: Any) -> object:
    if value.value is None and formula.data_type == "f":
        return Formula(str(formula.value))
    return value.value


def _text(content: bytes) -> Document:
    text, warnings = _decoded(content)
    readings = []
    for delimiter in DELIMITERS:
        try:
            lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
            readings.append((Sheet("", _bounded(tuple(cell or None for cell in line) for line in lines)),))
        except csv.Error:
            continue  # not this delimiter
    if not readings:
        raise refuse_file("Berkas teks ini tidak dapat dipotong menjadi kolom.", SAVE_AS_XLSX)
    return Document(tuple(readings), warnings)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in content:
        encodings = []
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        guessed = encoding == "cp1252"
        return text, ("Huruf berkas ini dibaca sebagai Windows-1252; periksa nama yang berhuruf khusus.",) * guessed
    raise refuse_file("Berkas ini bukan lembar kerja .xlsx dan bukan teks .csv.", SAVE_AS_XLSX)


def _bounded(rows: Iterator[tuple[object, ...]]) -> tuple[tuple[object, ...], ...]:
    """The rows up to the last one that holds anything. Raises Refused when they are too many or too wide."""
    kept: list[tuple[object, ...]] = []
    end = 0
    for number, row in enumerate(rows, start=1):
        if all(value is None for value in row):
            if number <= MOST_ROWS:
                kept.append(())
            continue
        if number > MOST_ROWS or any(value is not None for value in row[MOST_COLUMNS:]):
            raise refuse_file(
                f"Lembar ini melewati {MOST_ROWS:,} baris atau {MOST_COLUMNS} kolom.".replace(",", "."),
                "Hapus isi yang jauh di luar tabel, atau bagi berkasnya.",
            )
        kept.append(row[:MOST_COLUMNS])
        end = number
    return tuple(kept[:end])
