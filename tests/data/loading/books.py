"""Small files in the shapes that a branch office hands in, for tests that then spoil one thing."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from data.loading import recognise
from data.loading.draft import Draft, Understood
from data.loading.faults import Fault, Refused
from data.loading.intake import source_of
from data.loading.names import Reference

REFERENCE = Reference(
    kabupaten_kode="35.05",
    kabupaten="Kabupaten Blitar",
    kecamatan={"35.05.04": "Sanankulon", "35.05.09": "Talun", "35.05.16": "Panggungrejo", "35.05.22": "Selorejo"},
    segmen={
        "PU": "Penerima Upah",
        "BPU": "Bukan Penerima Upah",
        "Jakon": "Jasa Konstruksi",
        "PMI": "Pekerja Migran Indonesia",
    },
    program={
        "JKK": "Jaminan Kecelakaan Kerja",
        "JKM": "Jaminan Kematian",
        "JHT": "Jaminan Hari Tua",
        "JP": "Jaminan Pensiun",
        "JKP": "Jaminan Kehilangan Pekerjaan",
    },
    pembayar={"mandiri": "Mandiri", "apbd": "APBD", "dbhcht": "DBHCHT", "tidak_dirinci": "Tidak dirinci"},
    basis={"cabang": "Semesta pekerja (potensi)", "bps-bekerja": "Penduduk bekerja (BPS)"},
    basis_bawaan="cabang",
    desa={
        "35.05.04.2001": ("35.05.04", "Sumberjo"),
        "35.05.04.2002": ("35.05.04", "Plosoarang"),
        "35.05.09.2001": ("35.05.09", "Sumberjo"),
    },
)
# Row 6 to 9: semesta PU, BPU, Jakon; aktif PU, BPU, Jakon; jumlah aktif; belum terlindungi. Row 10: the total.
RECAP = (
    (1, "Talun", 1000, 2000, 100, 600, 300, 50, 950, 2150),
    (2, "PANGGUNG REJO", "1.500", "2.500", 200, "700", "400", 60, "1.160", "3.040"),
    (3, " Kec. Sanan Kulon\xa0", 900, 800, 70, 90, 80, 7, 177, 1593),
    (4, "Selorejo", 10, 20, 30, 0, 0, 0, 0, 60),
    (None, "JUMLAH", 3410, 5320, 400, 1390, 780, 117, 2287, 6843),
)
# Row 5 to 8, then the total.
CLAIMS = (
    ("Januari 2023", "Talun", "JHT", 10, 150_000_000, "-"),
    ("Maret 2023", "Sanankulon", "JKM", 2, "Rp 84.000.000", 69_000_000),
    ("Maret 2023", "Kec. Panggungrejo", "JKK", "1", "Rp7.500.000,-", None),
    ("Maret 2023", "Selorejo", "Jaminan Pensiun", 1, "Rp. 2.000.000,00", "-"),
    ("Total", None, None, 14, "Rp 243.500.000", 69_000_000),
)
CLAIM_HEADINGS = ("Bulan", "Kecamatan", "Program", "Jumlah Kasus", "Nominal Dibayarkan (Rp)", "Potensi Beasiswa (Rp)")


def recap(
    changes: Mapping[str, object] | None = None,
    *,
    rows: Sequence[Sequence[object]] = RECAP,
    position: str | None = "Posisi per 31 Desember 2023",
) -> bytes:
    """A recap of members as .xlsx, with some cells (address -> value) changed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kepesertaan"
    sheet.append(["REKAPITULASI KEPESERTAAN AKTIF BPJS KETENAGAKERJAAN"])
    sheet.append([position])
    sheet.append([])
    groups = ["Potensi (Semesta Pekerja)", None, None, "Peserta Aktif", None, None]
    sheet.append(["No", "Kecamatan", *groups, "Jumlah Peserta Aktif", "Belum Terlindungi"])
    sheet.append([None, None, *["PU", "BPU", "Jakon"] * 2])
    sheet.merge_cells("C4:E4")
    for row in rows:
        sheet.append(row)
    sheet.append([])
    sheet.append(["Catatan: PU = Penerima Upah"])
    return _saved(book, changes)


def claims(
    changes: Mapping[str, object] | None = None,
    *,
    rows: Sequence[Sequence[object]] = CLAIMS,
    scope: str | None = "Cakupan: domisili peserta",
) -> bytes:
    """A table of claims as .xlsx, with some cells (address -> value) changed."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Rekap Klaim"
    for line in (["PEMBAYARAN KLAIM"], [scope], [], CLAIM_HEADINGS, *rows):
        sheet.append(line)
    return _saved(book, changes)


def claims_csv(*, delimiter: str = ";", encoding: str = "utf-8-sig", headings: Sequence[str] = CLAIM_HEADINGS) -> bytes:
    """A table of claims as text: numbers with decimal comma, no titles, no total."""
    lines = [
        headings,
        ("01/2023", "Talun", "JHT", "10", '"150.000.000,00"', ""),
        ("03/2023", "Sanankulon", "JKM", "2", '"84.000.000,00"', "69.000.000"),
    ]
    return "".join(delimiter.join(line) + "\r\n" for line in lines).encode(encoding)


def understood(content: bytes, *, lingkup: str | None = None, known: Reference = REFERENCE) -> Understood:
    """What a file says under the small reference."""
    source = source_of(content, "berkas.xlsx", oleh="Kantor Cabang", lingkup=lingkup)
    return recognise.recognise(content, known, source).understood


def drafts_of(content: bytes, *, lingkup: str | None = None, known: Reference = REFERENCE) -> tuple[Draft, ...]:
    """The loads of a file that has neither faults nor questions."""
    found = understood(content, lingkup=lingkup, known=known)
    assert not found.faults, [str(fault) for fault in found.faults]
    return found.drafts


def rows_of(draft: Draft) -> list[dict[str, Any]]:
    """The rows of a load in the making."""
    names = list(draft.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*draft.columns.values(), strict=True)]


def faults_of(content: bytes, *, lingkup: str | None = None, known: Reference = REFERENCE) -> list[Fault]:
    """The faults and questions of a file, which must have some."""
    try:
        faults = list(understood(content, lingkup=lingkup, known=known).faults)
    except Refused as refusal:
        faults = list(refusal.faults)
    assert faults, "the file was accepted"
    return faults


def tidy(headings: Sequence[str], *rows: Sequence[object], title: str | None = None) -> bytes:
    """A tidy table as .xlsx, its header in row 1, or in row 3 below a title."""
    book = Workbook()
    for line in ([[title], []] if title else []) + [list(headings), *rows]:
        book.active.append(line)
    return _saved(book, None)


def _saved(book: Workbook, changes: Mapping[str, object] | None) -> bytes:
    for address, value in (changes or {}).items():
        book.active[address] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
