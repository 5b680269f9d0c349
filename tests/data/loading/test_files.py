"""Reading files within bounds."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from data.loading import files
from data.loading.cells import Formula
from data.loading.faults import Refused
from tests.data.loading.books import claims_csv, recap


def sentence_of(content):
    with pytest.raises(Refused) as refusal:
        files.read(content)
    (fault,) = refusal.value.faults
    assert fault.remedy
    return fault.sentence


def saved(book):
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def archive(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def test_addresses_are_those_of_spreadsheets():
    assert files.address(5, 2) == "C6"
    assert files.address(0, 27) == "AB1"


def test_a_workbook_keeps_every_cell_in_its_place():
    ((sheet,),) = files.read(recap()).readings
    assert sheet.name == "Kepesertaan"
    assert sheet.value(5, 1) == "Talun"
    assert sheet.value(6, 2) == "1.500"
    assert sheet.value(2, 0) is None


def test_a_formula_that_was_never_calculated_is_told_from_an_empty_cell():
    ((sheet,),) = files.read(recap({"C6": "=1+1"})).readings
    assert sheet.value(5, 2) == Formula("=1+1")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_every_delimiter_and_encoding(delimiter, encoding):
    document = files.read(claims_csv(delimiter=delimiter, encoding=encoding))
    cut = [sheet for (sheet,) in document.readings if len(sheet.rows[0]) == 6]
    assert [sheet.rows[0][0] for sheet in cut] == ["Bulan"]
    assert cut[0].rows[1] == ("01/2023", "Talun", "JHT", "10", "150.000.000,00", None)


def test_text_that_is_not_unicode_is_said_to_be_read_as_windows_1252():
    document = files.read("Catatan;caf\u00e9".encode("cp1252"))
    assert document.readings[0][0].rows == (("Catatan", "caf\u00e9"),)
    assert "Windows-1252" in document.warnings[0]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "kosong"),
        (b" \n ", "kosong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table></table></html>", "halaman web"),
        (b"\x00\x01\x02", "bukan lembar kerja"),
        (b"PK\x03\x04 cut short", "terpotong"),
        (b"a;" * files.LARGEST_FILE, "lebih besar"),
        (b'"a;b', "dipotong"),
        (b"a;b\n" * (files.MOST_ROWS + 1), "5.000 baris"),
        (b";".join([b"a"] * (files.MOST_COLUMNS + 1)), "60 kolom"),
    ],
)
def test_what_is_no_table_says_what_it_is(content, word):
    assert word in sentence_of(content)


def test_archives_that_are_no_workbook():
    workbook = recap()
    assert "bukan buku kerja" in sentence_of(archive({"content.xml": "x"}))
    assert "makro" in sentence_of(archive({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}))
    assert "rusak" in sentence_of(archive({"xl/workbook.xml": "<oops"}))
    assert "rusak" in sentence_of(workbook[: len(workbook) // 2] + workbook[-2000:])


def test_archives_that_would_unpack_to_too_much_are_not_unpacked():
    assert "tidak wajar" in sentence_of(archive({"xl/workbook.xml": "x" * 5_000_000}))
    assert "tidak wajar" in sentence_of(archive({f"{n}": "x" for n in range(files.MOST_ENTRIES + 1)}))


def test_cells_far_from_the_table_are_refused_and_not_built():
    book = Workbook()
    book.active["A1"] = "Kecamatan"
    book.active["XFD1048576"] = 1
    assert "5.000 baris" in sentence_of(saved(book))


def test_a_wrong_stated_size_hides_no_rows():
    content = saved(load_workbook(io.BytesIO(recap())))
    entries = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            entries[name] = packed.read(name).replace(b'ref="A1:J12"', b'ref="A1:B2"')
    assert entries["xl/worksheets/sheet1.xml"].count(b'ref="A1:B2"') == 1
    ((sheet,),) = files.read(archive(entries)).readings
    assert sheet.value(5, 9) == 2150
