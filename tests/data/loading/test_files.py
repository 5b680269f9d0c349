"""Telling files apart by their bytes, and refusing what is no table or far too much of one."""

import json
import subprocess
import sys

import pytest

from data.loading import archives, files, text
from data.settings import ROOT
from tests.data.loading import raw
from tests.data.loading.books import claims_csv, recap
from tests.data.loading.raw import archive, lying, ods, ods_cell, ods_rows, sentence_of, sheets_of, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
MULTIPLIED = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
ENTITIES = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{MULTIPLIED}]>'
LARGEST_PEAK = 300 * 1024  # kilobytes


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b" \n ", "kosong"),
        (OLE, ".xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "berkata sandi"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(9), "gambar"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "gambar"),
        (b"\x1f\x8b\x08" + bytes(9), "arsip"),
        (b"{\\rtf1 a}", "dokumen teks"),
        (b"<html><table></table></html>", "halaman web"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html>", "halaman web"),
        (b'<?xml version="1.0"?><Workbook/>', "XML"),
        (b'{"type": "FeatureCollection", "features": []}', "JSON"),
        (b"\x00\x01\x02", "bukan lembar kerja"),
        (b"PK\x03\x04 cut short", "terpotong"),
        (b"PK\x03\x04" + bytes(files.LARGEST_WORKBOOK), "10 MB"),
    ],
)
def test_what_is_no_table_says_what_it_is(content, word):
    assert word in sentence_of(content)


@pytest.mark.parametrize(
    ("parts", "word"),
    [
        ({"catatan.txt": "x"}, "bukan buku kerja"),
        ({"content.xml": "x"}, "OpenDocument jenis lain"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}, "OpenDocument jenis lain"),
        ({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}, "makro"),
        ({"xl/workbook.xml": "x", "[Content_Types].xml": "sheet.macroEnabled.main"}, "makro"),
        ({"xl/workbook.bin": "x"}, ".xlsb"),
        ({"word/document.xml": "x"}, "Word"),
        ({"Index/Document.iwa": "x"}, "Numbers"),
        ({"mimetype": raw.ODS, "META-INF/manifest.xml": "<encryption-data/>"}, "berkata sandi"),
        ({"mimetype": raw.ODS, "META-INF/manifest.xml": "<a/>"}, "rusak"),
        ({"xl/workbook.xml": "<oops"}, "rusak"),
    ],
)
def test_archives_that_are_no_workbook(parts, word):
    assert word in sentence_of(archive(parts))


def test_a_file_is_told_by_its_bytes_and_not_by_its_name():
    assert sheets_of(recap())[0].name == "Kepesertaan"
    assert sheets_of(ods_rows(f"<table:table-row>{ods_cell('Talun')}</table:table-row>"))[0].rows == (("Talun",),)
    assert files.read(claims_csv()).readings[0][0].name == ""


def test_a_file_over_the_limit_is_not_looked_into(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 1024**2)
    assert "1 MB" in sentence_of(b"a;" * 1024**2)


def test_a_file_for_which_the_memory_does_not_suffice_is_refused(monkeypatch):
    def exhausted(_):
        raise MemoryError

    monkeypatch.setattr(text, "read", exhausted)
    assert "terlalu besar" in sentence_of(b"a;b")


@pytest.mark.parametrize("whole", [recap(), ods_rows(f"<table:table-row>{ods_cell()}</table:table-row>")])
def test_archives_cut_short_or_damaged_inside(whole):
    assert "terpotong" in sentence_of(whole[: len(whole) // 2])
    damaged = bytearray(whole)
    middle = whole.index(b"sheet1.xml" if b"sheet1.xml" in whole else b"content.xml") + 60
    damaged[middle : middle + 30] = bytes(30)
    assert "rusak" in sentence_of(bytes(damaged))


def test_archives_of_too_many_or_unusual_parts():
    assert "tidak wajar" in sentence_of(archive({f"{n}": "x" for n in range(archives.MOST_ENTRIES + 1)}))
    locked = bytearray(recap())
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "berkata sandi" in sentence_of(bytes(locked))
    unusual = bytearray(recap())
    unusual[unusual.index(b"PK\x01\x02") + 10] = 14
    assert "rusak" in sentence_of(bytes(unusual))


def bombs():
    many = '<row r="1"><c r="A1"><v>1</v></c></row>'
    padding = {"xl/media/a.bin": raw.PADDING}
    row = f"<table:table-row>{ods_cell()}</table:table-row>"
    strings = f'<sst xmlns="{raw.MAIN}"><si><t>%s</t></si></sst>'
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    hollow = {"xl/sharedStrings.xml": strings % ("a" * 40_000_000)} | padding
    many_sheets = f'<workbook xmlns="{raw.MAIN}"><sheets>{"<sheet/>" * 101}</sheets></workbook>'
    repeated = 'table:number-rows-repeated="1048576"'
    cell = ods_cell(attributes='table:number-columns-repeated="16384"')
    everywhere = f"<table:table-row {repeated}>{cell}</table:table-row>"
    return {
        "far": (xlsx(far), "20.000 baris"),
        "high": (xlsx(many.replace("1", "999999999")), "20.000 baris"),
        "string": (xlsx(many, parts={"xl/sharedStrings.xml": strings % ("a" * 200_000_000)}), "tidak wajar"),
        "lying": (lying(xlsx(many, parts=hollow), "xl/sharedStrings.xml", 1000), "rusak"),
        "nodes": (xlsx("<a/>" * 9_000_000, parts=padding), "tidak wajar"),
        "row": (xlsx(f'<row r="1">{"<c/>" * 20_000}</row>', parts=padding), "60 kolom"),
        "deep": (xlsx("<row>" * 1_000_000 + "</row>" * 1_000_000, parts=padding), "tidak wajar"),
        "entities": (xlsx(many, prolog=ENTITIES), "definisi XML"),
        "entities in strings": (
            xlsx(many, parts={"xl/sharedStrings.xml": f"{ENTITIES}<sst>&j;</sst>"}),
            "definisi XML",
        ),
        "ods everywhere": (ods_rows(everywhere), "20.000 baris"),
        "ods below": (ods_rows(f"<table:table-row {repeated}/>{row}"), "20.000 baris"),
        "ods right": (ods_rows(f"<table:table-row>{cell}</table:table-row>"), "60 kolom"),
        "styles": (xlsx(many, parts={"xl/styles.xml": "<a>" + "<b/>" * 1_000_000 + "</a>"} | padding), "tidak wajar"),
        "sheets": (xlsx(many, parts={"xl/workbook.xml": many_sheets}), "tidak wajar"),
        "ods sheets": (ods("<table:table/>" * 101), "tidak wajar"),
        "ods nodes": (ods_rows(row + "<a/>" * 9_000_000, parts=padding), "tidak wajar"),
        "ods deep": (ods_rows("<table:table-row-group>" * 1000 + "</table:table-row-group>" * 1000), "tidak wajar"),
        "ods lying": (lying(ods_rows(ods_cell("a" * 40_000_000), parts=padding), "content.xml", 1000), "rusak"),
        "ods spaces": (ods_rows(f"<table:table-row>{ods_cell(2000 * SPACES)}</table:table-row>"), "tidak wajar"),
        "ods entities": (ods(ods_cell("&j;"), prolog=ENTITIES), "definisi XML"),
        "quotes": (b'a;b\n"' + b"c;d\n" * 5_000_000, "tanda kutip mulai baris 2"),
        "line": (b"a;" * 20_000_000, "terlalu panjang"),
    }


SPACES = '<text:s text:c="9999"/>'
READ = """
import json, pathlib, re, resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from data.loading import files
from data.loading.faults import Refused
sentences = {}
for path in map(pathlib.Path, sys.argv[1:]):
    try:
        sentences[path.name] = [len(sheet.rows) for sheet in files.read(path.read_bytes()).readings[0]]
    except Refused as refusal:
        sentences[path.name] = refusal.faults[0].sentence
peak = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())
print(json.dumps([sentences, int(peak[1])]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_no_bomb_goes_off(tmp_path):
    words = {}
    for name, (content, word) in bombs().items():
        (tmp_path / name).write_bytes(content)
        words[name] = word
    paths = [str(tmp_path / name) for name in words]
    done = subprocess.run([sys.executable, "-c", READ, *paths], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    sentences, peak = json.loads(done.stdout)
    assert {name: sentence for name, sentence in sentences.items() if words[name] not in str(sentence)} == {}
    assert peak < LARGEST_PEAK
