"""Zip archives looked into before any reader unpacks them: how large, how regular, and what their XML may hold."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any, Protocol
from xml.parsers import expat

from data.loading.faults import Refused, refuse_file

# A workbook of a few kilobytes can unpack to gigabytes; these are looked at before anything is unpacked.
LARGEST_UNPACKED = 50 * 1024**2
LARGEST_RATIO = 100
MOST_ENTRIES = 200
# Elements and attributes: each costs a reader that builds a tree some 250 bytes.
MOST_NODES = 3_000_000
MOST_DEPTH = 200
CHUNK = 64 * 1024
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

SAVE_AS_XLSX = "Buka di Excel, pilih Simpan Sebagai, jenis Buku Kerja Excel (.xlsx), lalu muat berkas itu."


class Listener(Protocol):
    """Hears an XML part from its start to its end. Tags are namespace and local name with a space between."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Some of the text of the element that began last."""


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, when what it states about its own size is within the limits. Raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise refuse_file("Berkas ini terpotong atau rusak.", "Salin atau unduh ulang berkasnya.") from None
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > min(LARGEST_UNPACKED, LARGEST_RATIO * len(content)):
        raise unreasonable()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise refuse_file("Berkas ini berkata sandi.", "Buka kata sandinya, simpan, lalu muat lagi.")
    if any(entry.compress_type not in PACKED for entry in entries):
        raise damaged()
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of the archive, empty when it is not there. Raises Refused when it is damaged."""
    try:
        return b"".join(_chunks(archive, name)) if name in archive.namelist() else b""
    except Exception:
        raise damaged() from None


def walk(archive: zipfile.ZipFile, name: str, listener: Listener, *, most_nodes: int = MOST_NODES) -> None:
    """Hear one XML part out without building a tree of it.

    Raises Refused for a document type (entities can multiply), for too many or too deep elements, for broken XML.
    """
    nodes = depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal nodes, depth
        nodes += 1 + len(attributes)
        depth += 1
        if nodes > most_nodes or depth > MOST_DEPTH:
            raise unreasonable()
        listener.start(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        listener.end(tag)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = listener.text
    try:
        for chunk in _chunks(archive, name):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except Refused:
        raise
    except Exception:
        # Broken XML, a wrong checksum, a size that lies: each of them means the same to the owner.
        raise damaged() from None


def damaged() -> Refused:
    """The refusal of a workbook that cannot be opened."""
    return refuse_file("Berkas ini rusak dan tidak dapat dibuka.", SAVE_AS_XLSX)


def unreasonable() -> Refused:
    """The refusal of a workbook that is far larger inside than a table is."""
    return refuse_file("Isi berkas ini tidak wajar besarnya.", "Hapus lembar, gambar, dan baris yang tidak dipakai.")


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            yield chunk


def _refuse_doctype(*_: Any) -> None:
    raise refuse_file("Berkas ini berisi definisi XML yang tidak dipakai lembar kerja biasa.", SAVE_AS_XLSX)
