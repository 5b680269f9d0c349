"""From the bytes of a file to its sheets: which kind of file it is, told by its bytes and not by its name."""

import re

from data.loading import archives, ods, text, xlsx
from data.loading.archives import SAVE_AS_XLSX
from data.loading.faults import refuse_file
from data.loading.sheets import Document

LARGEST_FILE = 200 * 1024**2
LARGEST_WORKBOOK = 10 * 1024**2
ARCHIVE = b"PK\x03\x04"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
ASK_FOR_TABLE = "Minta berkas Excel atau CSV kepada kantor cabang."
SAVE_FROM_APP = "Ekspor dari aplikasinya sebagai Excel (.xlsx) atau CSV, lalu muat berkas itu."

# What a file begins with, what it is called, and what to do.
FOREIGN: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"%PDF",), "PDF", ASK_FOR_TABLE),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), "gambar", ASK_FOR_TABLE),
    ((b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!"), "arsip yang dimampatkan", "Buka arsipnya, lalu muat berkas di dalamnya."),
    ((b"{\\rtf",), "dokumen teks", ASK_FOR_TABLE),
)
# A part that tells what a zip archive is, what it is called, and what to do.
FOREIGN_PARTS: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.bin", "buku kerja biner (.xlsb)", SAVE_AS_XLSX),
    ("word/document.xml", "dokumen Word", ASK_FOR_TABLE),
    ("ppt/presentation.xml", "presentasi PowerPoint", ASK_FOR_TABLE),
    ("content.xml", "OpenDocument jenis lain", ASK_FOR_TABLE),
    ("Index/Document.iwa", "lembar kerja Numbers", SAVE_FROM_APP),
    ("Index.zip", "lembar kerja Numbers", SAVE_FROM_APP),
)

_WEB = (b"<!doctype", b"<html", b"<head", b"<meta", b"<table", b"<body", b"mime-version:")
_JSON = re.compile(rb'[{\[]\s*["{\[\]}]')


def read(content: bytes) -> Document:
    """The sheets of an .xlsx, .ods or delimited text file. Raises Refused with one sentence and its cure."""
    if not content or content.isspace():
        raise refuse_file("Berkas ini kosong.", "Simpan ulang dari program asalnya.")
    is_archive = content.startswith(ARCHIVE)
    _check_size(content, LARGEST_WORKBOOK if is_archive else LARGEST_FILE)
    try:
        if is_archive:
            return _workbook(content)
        _refuse_foreign(content)
        return text.read(content)
    except MemoryError:
        raise refuse_file(
            "Isi berkas ini terlalu besar untuk dibaca.", "Bagi berkasnya, lalu muat satu per satu."
        ) from None


def _check_size(content: bytes, limit: int) -> None:
    if len(content) > limit:
        raise refuse_file(
            f"Berkas ini lebih besar dari {limit // 1024**2} MB.", "Muat satu bulan atau satu tahun saja."
        )


def _refuse_foreign(content: bytes) -> None:
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refuse_file("Berkas ini berkata sandi.", f"Buka kata sandinya. {SAVE_AS_XLSX}")
        raise refuse_file("Berkas ini Excel lama (.xls), atau bukan lembar kerja.", SAVE_AS_XLSX)
    for magics, name, remedy in FOREIGN:
        if content.startswith(magics):
            raise refuse_file(f"Berkas ini {name}, bukan lembar kerja.", remedy)
    if start.startswith(_WEB):
        raise refuse_file("Berkas ini halaman web yang diberi nama lembar kerja.", SAVE_AS_XLSX)
    if start.startswith(b"<?xml"):
        raise refuse_file("Berkas ini XML, bukan buku kerja .xlsx atau .ods.", SAVE_AS_XLSX)
    if _JSON.match(start):
        raise refuse_file("Berkas ini JSON, bukan lembar kerja.", ASK_FOR_TABLE)


def _workbook(content: bytes) -> Document:
    with archives.opened(content) as archive:
        names = frozenset(archive.namelist())
        if "xl/workbook.xml" in names:
            if "xl/vbaProject.bin" in names or b"macroEnabled" in archives.part(archive, "[Content_Types].xml"):
                raise refuse_file("Berkas ini berisi makro.", SAVE_AS_XLSX)
            return Document((xlsx.read(content, archive),))
        if archives.part(archive, "mimetype").startswith(SPREADSHEET):
            if b"encryption-data" in archives.part(archive, "META-INF/manifest.xml"):
                raise refuse_file("Berkas ini berkata sandi.", "Buka kata sandinya, simpan, lalu muat lagi.")
            return Document((ods.read(content, archive),))
    for part, name, remedy in FOREIGN_PARTS:
        if part in names:
            raise refuse_file(f"Berkas ini {name}, bukan buku kerja Excel.", remedy)
    raise refuse_file(
        "Berkas zip ini bukan buku kerja Excel atau OpenDocument.",
        "Buka (ekstrak) zipnya, lalu muat berkas di dalamnya.",
    )
