"""Bad files, each with what is wrong with it: its rules, and the cells that they name."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from openpyxl import Workbook, load_workbook

from data.loading.faults import Rule
from tests.data.loading import good, raw
from tests.data.loading.books import CLAIM_HEADINGS, CLAIMS, claims, recap, tidy
from tests.data.loading.good import Cell
from tests.data.loading.raw import archive, lying, ods, ods_rows, xlsx

NIK = good.nik(Random(35))
NAME, TELEPHONE, KPJ = "Sutinah binti Karto", "081234567890", "21012345678"
PERSONAL = (NIK, NAME, TELEPHONE, KPJ)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LAYOUT, FILE = (("", Rule.LAYOUT),), (("", Rule.FILE),)
Places = tuple[tuple[str, Rule], ...]


@dataclass(frozen=True)
class Bad:
    """A bad file: how it is made, and what must be said about it at which cells; word: what a sentence must hold."""

    name: str
    make: Callable[[], bytes]
    places: Places
    word: str = ""


def corpus() -> Iterator[Bad]:
    """Every bad file."""
    yield from _one_cell()
    yield from _tables()
    yield from _people()
    yield from _unseen()
    yield from _foreign()
    yield from _bombs()
    yield from _found_by_torture()


# What a table says ------------------------------------------------------------------------------------------------

# A cell of the recap (data in rows 6 to 9, total in row 10), what stands there, and the rule.
RECAP_CELLS: tuple[tuple[str, object, Rule], ...] = (
    ("C6", -15, Rule.NEGATIVE),
    ("C6", "(15)", Rule.NEGATIVE),
    ("D6", 2000.5, Rule.NOT_WHOLE),
    ("D7", "2.500,5", Rule.NOT_WHOLE),
    ("E6", "1,234", Rule.AMBIGUOUS),
    ("C6", "seribu", Rule.NOT_A_NUMBER),
    ("C6", "n/a", Rule.NOT_A_NUMBER),
    ("C6", "45,6%", Rule.NOT_A_NUMBER),
    ("C6", "9.999.999.999.999.999", Rule.TOO_LARGE),
    ("C6", None, Rule.EMPTY),
    ("C6", "-", Rule.EMPTY),
    ("C6", "#REF!", Rule.BROKEN_FORMULA),
    ("C6", "#DIV/0!", Rule.BROKEN_FORMULA),
    ("B8", "Sananwetan", Rule.UNKNOWN_KECAMATAN),
    ("B9", "Sukorejo", Rule.UNKNOWN_KECAMATAN),
    ("B9", "Selorej0", Rule.UNKNOWN_KECAMATAN),
    ("B9", None, Rule.EMPTY),
    ("F6", 1001, Rule.ABOVE_BASE),
    ("I6", 951, Rule.TOTAL_DIFFERS),
    ("C10", 3411, Rule.TOTAL_DIFFERS),
    ("A2", "Posisi per 31 Februari 2023", Rule.UNKNOWN_DATE),
    ("A2", "Posisi per 15 Desember 2023", Rule.UNKNOWN_DATE),
)
# The same for the table of claims (data in rows 5 to 8, total in row 9).
CLAIM_CELLS: tuple[tuple[str, object, Rule], ...] = (
    ("A5", 46053, Rule.UNKNOWN_MONTH),
    ("A5", "2026-13-01", Rule.UNKNOWN_MONTH),
    ("A5", "Januari", Rule.UNKNOWN_MONTH),
    ("C7", "JKX", Rule.UNKNOWN_PROGRAMME),
    ("D5", 0, Rule.PAID_WITHOUT_CASE),
    ("E6", "Rp 84 juta", Rule.NOT_A_NUMBER),
    ("A2", "Cakupan: alamat lama", Rule.UNKNOWN_SCOPE),
    ("E9", "Rp 243.500.001", Rule.TOTAL_DIFFERS),
)


def _one_cell() -> Iterator[Bad]:
    for make, cells in ((recap, RECAP_CELLS), (claims, CLAIM_CELLS)):
        for number, (cell, value, rule) in enumerate(cells):
            yield from _saved(number, f"{make.__name__} {cell} {value}", make({cell: value}), ((cell, rule),))
    never = {"C6": "=SUM(1;2)"}
    yield Bad("formula without value xlsx", lambda: recap(never), (("C6", Rule.FORMULA_WITHOUT_VALUE),))
    row = '<table:table-cell table:formula="of:=1+1"/>'
    yield Bad("formula without value ods", lambda: _ods_recap("C6", row), (("C6", Rule.FORMULA_WITHOUT_VALUE),))
    error = '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
    error += "<text:p>#DIV/0!</text:p></table:table-cell>"
    yield Bad("broken formula ods", lambda: _ods_recap("C6", error), (("C6", Rule.BROKEN_FORMULA),))


def _tables() -> Iterator[Bad]:
    """Faults of more than one cell."""
    subtotal = ("Total", None, None, 12, "Rp 234.000.000", 69_000_000)
    tables: tuple[tuple[str, bytes, Places, str], ...] = (
        ("kecamatan twice", recap({"B9": "TALUN"}), (("B6", Rule.DUPLICATE_KECAMATAN),), ""),
        ("row twice", claims(rows=[*CLAIMS[:4], CLAIMS[0]]), (("B5", Rule.DUPLICATE_ROW),), ""),
        ("numbers below the total", recap({"C11": 5, "D11": 6}), (("B11", Rule.EMPTY),), ""),
        (
            "total in the middle", claims(rows=[*CLAIMS[:2], subtotal, *CLAIMS[2:4]]),
            (("D7", Rule.TOTAL_DIFFERS), ("E7", Rule.TOTAL_DIFFERS)), "",
        ),
        ("empty table", recap(rows=[]), (("B4", Rule.EMPTY),), ""),
        ("only headings", claims(rows=[]), (("A4", Rule.EMPTY),), ""),
        ("other unit", claims({"E4": "Nominal (Rp juta)"}), LAYOUT, ""),
        ("missing heading", claims({"C4": None}), LAYOUT, "Program"),
        ("two tables one below the other", stacked(), (("B12", Rule.UNKNOWN_KECAMATAN),), ""),
        ("text and numbers below the total", claims({"A11": "Blitar", "B11": "5 Mei", "B12": "Talun", "D12": 3}),
         (("A11", Rule.UNKNOWN_MONTH), ("A12", Rule.EMPTY)), ""),
        ("dots and commas", _amounts("1.234", "1,234", "1,234,567"), (("E2", Rule.AMBIGUOUS),), ""),
        ("dots for decimals", _amounts("1.234", "12.50"), (("E2", Rule.AMBIGUOUS),), ""),
        ("marks that differ", _amounts("1.234.567", "1,234,567", "1.234"), (("E4", Rule.AMBIGUOUS),), ""),
    )  # fmt: skip
    for number, (name, content, places, word) in enumerate(tables):
        yield from _saved(number, name, content, places, word)
    yield Bad("two positions", lambda: recap({"A3": "30 November 2023"}), (("A3", Rule.UNKNOWN_DATE),))
    yield Bad("no position", lambda: recap(position=None), (("A1", Rule.UNKNOWN_DATE),))
    yield Bad("segments that differ", lambda: recap({"H5": "PMI"}), LAYOUT)
    yield Bad("two tables in two sheets", _two_sheets, FILE, "lebih dari satu tabel")
    groups = ("Bulan", "Kelompok", "OPD", "Jumlah (orang)", "Terdaftar (orang)")
    above = tidy(groups, ("Januari 2024", "Non-ASN", "Dinsos", 10, 11))
    yield Bad("registered above all", lambda: above, (("E2", Rule.REGISTERED_ABOVE_ALL),))
    grants = ("Pembayar", "Kecamatan", "Jumlah Penerima", "Mulai", "Sampai")
    ended = tidy(grants, ("APBD", "Talun", 10, "1 Maret 2025", "31 Desember 2024"))
    yield Bad("ends before it starts", lambda: ended, (("E2", Rule.END_BEFORE_START),))
    days = tidy(grants, ("APBD", "Talun", 10, "30/02/2025", 46053))
    yield Bad("impossible days", lambda: days, (("D2", Rule.UNKNOWN_DATE), ("E2", Rule.UNKNOWN_DATE)))
    targets = ("Tahun", "Wilayah", "Target (%)")
    shares = tidy(targets, (2024, "Talun", 0.25), (2024, "Selorejo", 0.3))
    yield Bad("shares or percentages", lambda: shares, (("C2", Rule.AMBIGUOUS), ("C3", Rule.AMBIGUOUS)))
    high = tidy(targets, (2024, "Talun", 100.5), (24, "Selorejo", 30))
    yield Bad("above a hundred", lambda: high, (("C2", Rule.NOT_A_PERCENTAGE), ("A3", Rule.UNKNOWN_DATE)))


def _people() -> Iterator[Bad]:
    """Data about people, in columns that are read and in others, in this sheet and in others."""
    apart = f"{NIK[:6]} {NIK[6:12]} {NIK[12:]}"
    for number, (name, changes, cells) in enumerate(
        (
            ("NIK", {"K4": "NIK", "K6": NIK}, "K4"),
            ("name", {"K4": "Nama Peserta", "K6": NAME}, "K4"),
            ("telephone", {"K4": "No. HP", "K6": TELEPHONE}, "K4"),
            ("KPJ", {"K4": "No KPJ", "K6": KPJ}, "K4"),
            ("NIK above the table", {"D1": NIK}, "D1"),
            ("NIK in read columns", {"C7": NIK, "F9": apart, "B8": int(NIK)}, "C7 F9 B8"),
            ("numbers without a heading", {"L7": TELEPHONE, "M7": int(NIK), "N7": float(NIK)}, "L7 M7 N7"),
        )
    ):
        places = tuple((cell, Rule.PERSONAL) for cell in cells.split())
        yield from _saved(number, name, recap(changes), places)
    numbers = {"L6": int(KPJ), "L7": 22_098_765_432, "L8": float(23_011_112_222)}
    yield Bad("KPJ as numbers", lambda: recap(numbers), (("L6", Rule.PERSONAL),))
    for number, words in enumerate(
        (
            f"Mendaftarkan {NAME} ({NIK})",
            f"RT 03 {apart}, {NAME}",
            f"hubungi {TELEPHONE}",
            "hubungi 0812-3456-7890 atau +62 812 3456 7890",
            f"{NAME} KPJ {KPJ}.",
        )
    ):
        plan = tidy(("Tahun", "OPD", "Tindak Lanjut"), (2025, "Dinsos", "Rapat"), (2025, "Dinsos", words))
        yield from _saved(number, f"person in words {number}", plan, (("C3", Rule.PERSONAL),))
    yield Bad("NIK in another sheet", lambda: _other_sheet("NIK", NIK), (("A1", Rule.PERSONAL),))
    yield Bad("NIK in a hidden sheet", lambda: _other_sheet("", NIK, hidden=True), (("A2", Rule.PERSONAL),))


def _unseen() -> Iterator[Bad]:
    """What is hidden or merged."""
    for kind in ("xlsx", "ods"):

        def spoiled(kind: str = kind, **how: object) -> bytes:
            made = good.klaim_templat(Random(4))
            made.titles = made.titles[:2]
            for name, value in how.items():
                setattr(made, name, value)
            return made.bytes(kind)

        places = (("A5", Rule.HIDDEN), ("C3", Rule.HIDDEN))
        yield Bad(f"hidden row and column {kind}", lambda s=spoiled: s(hidden_rows={4}, hidden_columns={2}), places)
        yield Bad(f"merged data {kind}", lambda s=spoiled: s(merged=["B5:B6"]), (("B5", Rule.MERGED),))
        yield Bad(f"merged across {kind}", lambda s=spoiled: s(merged=["D5:E5"]), (("D5", Rule.MERGED),))
    yield Bad("hidden sheet", _hidden_sheet, (("B4", Rule.HIDDEN),))


# What is no table -------------------------------------------------------------------------------------------------


def _foreign() -> Iterator[Bad]:
    """Other formats, whatever their name says."""
    whole = recap()
    for name, content, word in (
        ("nothing", b"", "kosong"),
        (".xls", OLE, ".xls"),
        ("password", OLE + "EncryptedPackage".encode("utf-16-le"), "berkata sandi"),
        ("HTML named .xls", b"<html><table><tr><td>Kecamatan</td></tr></table></html>", "halaman web"),
        ("XML of 2003", b'<?xml version="1.0"?><Workbook/>', "XML"),
        ("PDF", b"%PDF-1.7\n1 0 obj", "PDF"),
        ("photograph", b"\xff\xd8\xff\xe0" + bytes(90), "gambar"),
        ("compressed", b"\x1f\x8b\x08" + bytes(90), "arsip"),
        (".docx", archive({"word/document.xml": "x"}), "Word"),
        (".pptx", archive({"ppt/presentation.xml": "x"}), "PowerPoint"),
        (".xlsb", archive({"xl/workbook.bin": "x"}), ".xlsb"),
        (".xlsm", archive({"xl/workbook.xml": "x", "xl/vbaProject.bin": "x"}), "makro"),
        (".odt", archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}), "OpenDocument"),
        ("zip of a workbook", archive({"rekap.xlsx": whole}), "zip"),
        ("cut short", whole[: len(whole) // 2], "terpotong"),
        ("bytes", bytes(range(256)) * 9, "bukan"),
        ("JSON", b'["Kecamatan", "Aktif"]', "JSON"),
        ("unpaired quote", b'Kecamatan;Aktif\nTalun;"5\nDoko;6\n', "tanda kutip"),
    ):
        yield Bad(name, lambda c=content: c, FILE, word)
    for name, content in (
        ("a text that is none", b"Yth. Bapak Bupati,\nterlampir rekap.\n"),
        ("a workbook without a table", raw.saved(Workbook())),
        ("headings only, unknown", b"a;b;c\n1;2;3\n"),
        ("header in picture", tidy(["Gambar 1"])),
    ):
        yield Bad(name, lambda c=content: c, LAYOUT)


def _bombs() -> Iterator[Bad]:
    """Small files that are large inside."""
    one, padding = '<row r="1"><c r="A1"><v>1</v></c></row>', {"xl/media/a.bin": raw.PADDING}
    text = f'<sst xmlns="{raw.MAIN}"><si><t>%s</t></si></sst>'
    repeated, cell = (
        'table:number-rows-repeated="1048576"',
        raw.ods_cell(attributes='table:number-columns-repeated="16384"'),
    )
    row = f"<table:table-row>{raw.ods_cell()}</table:table-row>"
    spaces = raw.ods_cell(2000 * '<text:s text:c="9999"/>')
    multiplied = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    entities = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{multiplied}]>'
    far = one + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    hollow = padding | {"xl/sharedStrings.xml": text % ("a" * 40_000_000)}
    bombs: Mapping[str, tuple[Callable[[], bytes], str]] = {
        "far-apart cells": (lambda: xlsx(far), "20.000 baris"),
        "200 MB string": (lambda: xlsx(one, parts={"xl/sharedStrings.xml": text % ("a" * 200_000_000)}), "tidak wajar"),
        "40 MB string": (lambda: xlsx(one, parts=hollow), ""),
        "million rows xlsx": (_million_rows, ""),
        "lying header xlsx": (lambda: lying(xlsx(one, parts=hollow), "xl/sharedStrings.xml", 1000), "rusak"),
        "elements": (lambda: xlsx("<a/>" * 9_000_000, parts=padding), "tidak wajar"),
        "depth": (lambda: xlsx("<row>" * 1_000_000 + "</row>" * 1_000_000, parts=padding), "tidak wajar"),
        "entities xlsx": (lambda: xlsx(one, prolog=entities), "definisi XML"),
        "entities ods": (lambda: ods(raw.ods_cell("&j;"), prolog=entities), "definisi XML"),
        "everywhere ods": (lambda: ods_rows(f"<table:table-row {repeated}>{cell}</table:table-row>"), "20.000 baris"),
        "below ods": (lambda: ods_rows(f"<table:table-row {repeated}/>{row}"), "20.000 baris"),
        "right ods": (lambda: ods_rows(f"<table:table-row>{cell}</table:table-row>"), "60 kolom"),
        "lying header ods": (
            lambda: lying(ods_rows(raw.ods_cell("a" * 40_000_000), parts=padding), "content.xml", 1000), "rusak",
        ),
        "spaces ods": (lambda: ods_rows(f"<table:table-row>{spaces}</table:table-row>"), "tidak wajar"),
        "entries": (lambda: archive({f"{n}": "x" for n in range(300)}), "tidak wajar"),
        "quotes": (lambda: b'a;b\n"' + b"c;d\n" * 5_000_000, "tanda kutip"),
        "one line": (lambda: b"a;" * 20_000_000, "terlalu panjang"),
    }  # fmt: skip
    for name, (make, word) in bombs.items():
        yield Bad(f"bomb: {name}", make, () if not word else FILE, word)
    faults = b"Bulan;Kecamatan;Program;Kasus;Nominal\n" + b"Januari 2024;Talun;JKK;x;1\n" * 200_000
    yield Bad("bomb: 200.000 faults", lambda: faults, (("D2", Rule.NOT_A_NUMBER),))
    many = b"a;b;c\n" * 1_200_000
    yield Bad("bomb: too many lines", lambda: many, FILE, "1.100.000 baris")


def _found_by_torture() -> Iterator[Bad]:
    """What the long form found, once each."""
    misspelled = claims({"F4": "Potensi Beasisw (Rp)"})
    yield Bad("optional heading misspelled", lambda: misspelled, (("F4", Rule.LAYOUT),))
    doubled = claims({"G4": "Potensi Beasiswa (Rp)", "G5": 5})
    yield Bad("heading twice", lambda: doubled, (("G4", Rule.LAYOUT), ("F4", Rule.LAYOUT)))
    unread = recap({"K4": "Pekerja lain", "K6": 120})
    yield Bad("numbers under an unknown heading", lambda: unread, (("K4", Rule.UNREAD),))
    lost = good.klaim_rekap(Random(1))
    word = next(column for column in lost.heads if "|" in column).partition("|")[2]
    for column, words in lost.heads.items():
        if column.endswith(f"|{word}"):
            words[0] = f"{word}x"
    first = chr(65 + lost.columns.index(f"kasus|{word}"))
    yield Bad("a programme misspelled in a recap", lambda: lost.bytes("xlsx"), ((f"{first}5", Rule.LAYOUT),))
    again = recap({"A1": None, "F4": None, "H4": "Peserta Aktif", "F5": "PU"})
    yield Bad("a group cut in two", lambda: again, LAYOUT)
    above = stacked({"B4": "Kecamatn"})
    yield Bad("rows above the headings", lambda: above, (("A5", Rule.UNREAD),))
    groups = tidy(["Bulan Juni 2024"], [None, "RT/RW", None], ["Desa", "Jumlah", "Terdaftar"])
    yield Bad("an empty recap without its first key", lambda: groups, (("A2", Rule.EMPTY),))
    half = tidy(["Bulan Juni 2024"], [None, "RT/RW", None], ["Desa", "Jumlah", "Terdaftar"], ["Plosoarang", 20, None])
    yield Bad("one of two measures", lambda: half, (("C4", Rule.EMPTY),))
    twice = ["Juni 2024", "RT/RW", None, "Plosoarang", 20, 10]
    same = tidy(["Bulan", "Kelompok", "OPD", "Desa", "Jumlah (orang)", "Terdaftar (orang)"], twice, twice)
    yield Bad("the same row with an empty key", lambda: same, (("C2", Rule.DUPLICATE_ROW),))
    year = tidy(["RENCANA"], ["OPD", "Tindak Lanjut", "Biaya"], ["Dinsos", "Mendaftarkan", 5])
    yield Bad("a year missing beside a question", lambda: year, (("A1", Rule.UNKNOWN_DATE), ("C2", Rule.UNREAD)))
    text_shares = b"Tahun;Wilayah;Target (%)\n2024;Talun;0,25\n"
    yield Bad("shares in a text", lambda: text_shares, (("C2", Rule.AMBIGUOUS),))
    counted = tidy(["Bulan", "Nama Peserta", "Kecamatan", "Program", "Nominal", "Jumlah Kasuss"], ["Juni 2024"])
    yield Bad("a list of cases with a number of cases", lambda: counted, (("F1", Rule.LAYOUT),))
    bracket = claims({"E6": "(Rp 84.000.000)"})
    yield Bad("rupiah in brackets", lambda: bracket, (("E6", Rule.NEGATIVE),))
    percent = recap({"C6": 0.25})
    yield Bad("percent where a number belongs", lambda: _percent(percent, "C6"), (("C6", Rule.NOT_A_NUMBER),))


# Making -----------------------------------------------------------------------------------------------------------


def saved_as(content: bytes, kind: str) -> bytes:
    """An .xlsx of one sheet as it would be saved in another format."""
    return content if kind == "xlsx" else _made_of(content).bytes(kind)


def _made_of(content: bytes) -> good.Good:
    (sheet,) = load_workbook(io.BytesIO(content)).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return good.Good("", "", rows, ["x"], {"x": []}, [], lambda values: iter(()), encoding="utf-8-sig")


def stacked(changes: Mapping[str, object] = {}) -> bytes:
    """Two tables of claims one below the other."""
    return claims(changes, rows=[*CLAIMS, (), ("TABEL LAIN",), CLAIM_HEADINGS, *CLAIMS[:2]])


def _saved(number: int, name: str, content: bytes, places: Places, word: str = "") -> Iterator[Bad]:
    """A bad file in one of the formats, every seventh in all of them."""
    for kind in good.FORMATS if number % 7 == 0 else (good.FORMATS[number % 3],):
        yield Bad(f"{name} {kind}", lambda k=kind: saved_as(content, k), places, word)


def _amounts(*amounts: str) -> bytes:
    rows = [(f"{n}/2024", "Talun", "JKK", 1, amount, 0) for n, amount in enumerate(amounts, start=1)]
    return tidy(CLAIM_HEADINGS, *rows)


def _ods_recap(cell: str, xml: str) -> bytes:
    """The recap as .ods with one cell as it is given."""
    made = _made_of(recap({cell: "DI SINI"}))
    with zipfile.ZipFile(io.BytesIO(made.bytes("ods"))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    placeholder = good.ods_cell(Cell(written="DI SINI"))
    assert placeholder.encode() in parts["content.xml"] or b"DI SINI" in parts["content.xml"]
    content = (
        parts["content.xml"].decode().replace(placeholder.replace("<table:table-cell", "<table:table-cell ", 1), xml)
    )
    return archive(parts | {"content.xml": content.replace(placeholder, xml)})


def _two_sheets() -> bytes:
    book = load_workbook(io.BytesIO(recap()))
    copy = book.copy_worksheet(book.active)
    copy.title = "Salinan"
    return raw.saved(book)


def _other_sheet(heading: str, value: str, *, hidden: bool = False) -> bytes:
    book = load_workbook(io.BytesIO(recap()))
    sheet = book.create_sheet("Rincian")
    sheet["A1"], sheet["A2"] = heading, value
    sheet.sheet_state = "hidden" if hidden else "visible"
    return raw.saved(book)


def _hidden_sheet() -> bytes:
    book = load_workbook(io.BytesIO(recap()))
    book.active.sheet_state = "hidden"
    book.create_sheet("Tampak")
    book.active = 1
    return raw.saved(book)


def _percent(content: bytes, cell: str) -> bytes:
    book = load_workbook(io.BytesIO(content))
    book.active[cell].number_format = "0.00%"
    return raw.saved(book)


def _million_rows() -> bytes:
    """A million short rows; bytes that cannot be compressed let it pass the check of its ratio."""
    return xlsx("<row><c><v>1</v></c></row>" * 1_000_000, parts={"xl/media/a.bin": raw.PADDING})
