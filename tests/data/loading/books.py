"""Small files in the shapes that a branch office hands in, for tests that then spoil one thing."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from data.loading import recognise
from data.loading.faults import Fault, Refused
from data.loading.names import Reference
from data.loading.plan import Plan, Source

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


def plan_of(content: bytes, *, lingkup: str | None = None) -> Plan:
    """The plan of a file under the small reference."""
    return recognise.plan(
        content, REFERENCE, Source("berkas.xlsx", recognise.sha256(content), "Kantor Cabang", lingkup)
    )


def faults_of(content: bytes, *, lingkup: str | None = None) -> list[Fault]:
    """The faults for which a file is refused."""
    try:
        plan_of(content, lingkup=lingkup)
    except Refused as refusal:
        return list(refusal.faults)
    raise AssertionError("the file was accepted")


def _saved(book: Workbook, changes: Mapping[str, object] | None) -> bytes:
    for address, value in (changes or {}).items():
        book.active[address] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
