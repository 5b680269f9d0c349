"""Reading delimited text."""

import json
import subprocess
import sys

import pytest

from data.loading import files, text
from data.settings import ROOT
from tests.data.loading.books import claims_csv
from tests.data.loading.raw import sentence_of, sheets_of


def only(content):
    (sheet,) = sheets_of(content)
    return sheet


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_every_delimiter_and_encoding(delimiter, encoding):
    document = files.read(claims_csv(delimiter=delimiter, encoding=encoding))
    cut = [sheet for (sheet,) in document.readings if len(sheet.rows[0]) == 6]
    assert [sheet.rows[0][0] for sheet in cut] == ["Bulan"]
    assert cut[0].rows[1] == ("01/2023", "Talun", "JHT", "10", "150.000.000,00", None)
    assert not cut[0].hidden


def test_text_that_is_not_unicode_is_said_to_be_read_as_windows_1252():
    document = files.read("Catatan;caf\u00e9".encode("cp1252"))
    assert document.readings[0][0].rows == (("Catatan", "caf\u00e9"),)
    assert "Windows-1252" in document.warnings[0]


def test_letters_after_the_first_megabyte_decide_too():
    content = ("a;b\n" * 300_000 + "caf\u00e9;b\n").encode("cp1252")
    document = files.read(content)
    assert document.readings[0][0].rows[-1] == ("caf\u00e9", "b")
    assert document.warnings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line(end):
    assert only(f"a;b{end}{end}c;{end}".encode()).rows == (("a", "b"), (), ("c", None))


def test_quoted_cells_keep_delimiters_quotes_and_line_ends():
    assert only(b'a;b\n"x;""y""\nz";1\n').rows == (("a", "b"), ('x;"y"\nz', "1"))


def test_text_that_nothing_cuts_is_one_column():
    assert only(b"Kecamatan\nTalun\n").rows == (("Kecamatan",), ("Talun",))


def test_every_delimiter_that_cuts_anything_is_a_way_to_read():
    readings = files.read(b"Rekap, contoh\nKecamatan;Aktif\nTalun;1\n").readings
    assert [sheet.rows[1] for (sheet,) in readings] == [("Kecamatan", "Aktif"), ("Kecamatan;Aktif",)]


@pytest.mark.parametrize(
    ("content", "ways"),
    [
        (b"Judul\na;b;c\n1;2;3,5\n1;2;3,5\n", [3]),
        (b"Judul, satu\na;b;c\n1;2;3,5\n1;2;3,5\n", [3]),
        (b"a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", [3, 4]),
        (b"a\n1\n1\n1\n1\n1\n1\n", [1]),
    ],
)
def test_a_large_text_is_not_read_in_ways_that_another_beats(monkeypatch, content, ways):
    monkeypatch.setattr(text, "SMALL", 10)
    assert [len(sheet.rows[-1]) for (sheet,) in files.read(content).readings] == ways


@pytest.mark.parametrize("first", ["sep=|", '"sep=|"', "\ufeffsep=|"])
def test_the_line_that_names_the_delimiter_decides_and_is_not_counted(first):
    assert only(f"{first}\na;b|c\n".encode()).rows == (("a;b", "c"),)


def test_texts_that_occur_often_are_kept_once():
    rows = only(b"Talun;1\n" * 3).rows
    assert rows[0][0] is rows[2][0]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b'"a;b', "dipotong menjadi kolom: periksa tanda kutip mulai baris 1."),
        (b'a;b\nc;d\n"e;f\n', "baris 3."),
        (b'sep=;\na;b\n"c"d;e\n', "baris 3."),
        (b"a;b\n" + b"x" * 200_000 + b";c\n", "baris 2."),
        (b"a;b\nc\0;d\n", "bukan lembar kerja"),
        ("a;b\0".encode("utf-16"), "bukan lembar kerja"),
        ("a;b".encode("utf-32"), "bukan lembar kerja"),
        (b"\xff\xfea;b", "bukan lembar kerja"),
        (b"a;\x81\n", "bukan lembar kerja"),
        (b"a" * 2_000_000, "terlalu panjang"),
        (b";".join([b"a"] * 61), "60 kolom"),
    ],
)
def test_what_cannot_be_cut_says_why(content, word):
    assert word in sentence_of(content)


def test_more_rows_than_the_limit_are_refused():
    assert "1.100.000 baris" in sentence_of(b"a\n" * 1_100_001)


READ = """
import json, pathlib, random, re
from data.loading import files
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
draw = random.Random(1).randrange
lines = (f"{n % 12 + 1:02}/2023;Kecamatan {n % 22};BPU;JHT;{draw(60)};{draw(9999)}000,00\\n" for n in range(300_000))
content = "".join(["Bulan;Kecamatan;Segmen;Program;Kasus;Nominal\\n", *lines]).encode()
del lines
before = peak()
rows = files.read(content).readings[0][0].rows
print(json.dumps([len(rows), len(rows[-1]), peak() - before]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_a_long_text_takes_little_memory():
    done = subprocess.run([sys.executable, "-c", READ], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    rows, columns, kilobytes = json.loads(done.stdout)
    assert (rows, columns) == (300_001, 6)
    assert kilobytes * 1024 < rows * 200
