"""The templates: one workbook per subject, with lists to choose from, a sheet of instructions and one of codes."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy import Connection

from data.loading.fields import Field, Kind
from data.loading.marked import write_text
from data.loading.names import Reference, reference
from data.loading.recognise import TIDY
from data.subjects import SCOPES
from data.subjects import SUBJECTS as KNOWN

SUBJECTS = tuple(TIDY)
HEADER = 4
LAST = 5_000
SHADE = PatternFill("solid", fgColor="FFE6F1F5")
BOLD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")
FORMATS = {
    Kind.MONTH: "[$-421]mmmm yyyy",
    Kind.DATE: "[$-421]d mmmm yyyy",
    Kind.COUNT: "#,##0",
    Kind.RUPIAH: "#,##0",
    Kind.PERCENTAGE: "0.00",
    Kind.YEAR: "0",
}
# What one row of each template is.
GRAINS = {
    "kepesertaan": "satu bulan, satu kecamatan, satu segmen, satu pembayar",
    "semesta": "satu tanggal, satu basis, satu kecamatan, satu segmen",
    "klaim": "satu bulan, satu kecamatan, satu program",
    "target": "satu tahun dan satu wilayah",
    "bantuan_iuran": "satu bantuan: siapa membayar, untuk berapa pekerja, dari kapan sampai kapan",
    "ekosistem": "satu bulan, satu kelompok, satu OPD atau satu desa (isi salah satu)",
    "tindak_lanjut": "satu tindak lanjut dari satu OPD",
}
STEPS = (
    "1. Isi lembar Data mulai baris ke-5. Jangan mengubah judul kolom; urutan kolom boleh diubah.",
    "2. Pilih nama dari daftar bila tersedia. Semua nama dan kode ada di lembar Kode.",
    "3. Tulis angka tanpa titik, koma, atau tulisan. Bila nihil, tulis 0.",
    "4. Jangan memasukkan nama orang, NIK, KPJ, nomor telepon, atau alamat: berkas akan ditolak.",
    "5. Baris JUMLAH boleh ditambahkan di bawah data; jumlahnya dicocokkan dan selisihnya ditampilkan.",
    "6. Simpan, lalu serahkan. Sebelum dimuat, isinya ditampilkan berdampingan dengan data yang berlaku.",
)


def write_all(connection: Connection, kabupaten_kode: str, subjects: Sequence[str]) -> dict[str, bytes]:
    """The template of each subject as .xlsx, by file name."""
    known = reference(connection, kabupaten_kode)
    return {f"templat-{jenis.replace('_', '-')}.xlsx": workbook(jenis, known) for jenis in subjects}


def workbook(jenis: str, known: Reference) -> bytes:
    """The template of one subject: the sheets Data, Petunjuk and Kode."""
    book = Workbook()
    book.properties.creator = "Dasbor Jamsostek"
    data = book.active
    data.title = "Data"
    fields = TIDY[jenis].fields
    guide = book.create_sheet("Petunjuk")
    codes = book.create_sheet("Kode")
    lists = _write_codes(codes, known)
    _write_data(data, jenis, fields, known, lists)
    _write_guide(guide, jenis, fields)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _write_data(
    sheet: Worksheet, jenis: str, fields: Sequence[Field], known: Reference, lists: Mapping[Kind, str]
) -> None:
    write_text(sheet["A1"], f"{KNOWN[jenis].nama}, {known.kabupaten}")
    sheet["A1"].font = Font(bold=True, size=14)
    if jenis == "klaim":
        sheet["A2"] = "Cakupan: domisili peserta"
        choices = ",".join(f"Cakupan: {name}" for name in SCOPES.values())
        _validate(sheet, DataValidation("list", formula1=f'"{choices}"', allow_blank=False), "A2")
    for column, each in enumerate(fields, start=1):
        letter = get_column_letter(column)
        cell = sheet.cell(HEADER, column, each.title)
        cell.font, cell.fill, cell.alignment = BOLD, SHADE, WRAPPED
        sheet.column_dimensions[letter].width = max(16, len(each.title) + 4)
        area = f"{letter}{HEADER + 1}:{letter}{LAST}"
        if each.kind in FORMATS:
            sheet.column_dimensions[letter].number_format = FORMATS[each.kind]
            for row in range(HEADER + 1, HEADER + 1 + 400):
                sheet.cell(row, column).number_format = FORMATS[each.kind]
        if each.kind in lists:
            _validate(sheet, DataValidation("list", formula1=lists[each.kind], allow_blank=True), area)
        elif each.kind in (Kind.COUNT, Kind.RUPIAH):
            _validate(sheet, DataValidation("whole", "greaterThanOrEqual", "0", allow_blank=True), area)
        elif each.kind is Kind.PERCENTAGE:
            _validate(sheet, DataValidation("decimal", "between", "0", "100", allow_blank=True), area)
    sheet.row_dimensions[HEADER].height = 32
    sheet.freeze_panes = f"A{HEADER + 1}"


def _validate(sheet: Worksheet, rule: DataValidation, area: str) -> None:
    rule.showErrorMessage = True
    rule.errorTitle = "Isi tidak dikenal"
    rule.error = "Pilih dari daftar, atau tulis bilangan bulat 0 atau lebih. Lihat lembar Petunjuk."
    sheet.add_data_validation(rule)
    rule.add(area)


def _write_guide(sheet: Worksheet, jenis: str, fields: Sequence[Field]) -> None:
    sheet.append([f"Cara mengisi: {KNOWN[jenis].nama.lower()}"])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append([f"Satu baris berisi {GRAINS[jenis]}."])
    for step in STEPS:
        sheet.append([step])
    sheet.append([])
    sheet.append(["Kolom", "Wajib diisi", "Isinya"])
    for cell in sheet[sheet.max_row]:
        cell.font, cell.fill = BOLD, SHADE
    for each in fields:
        sheet.append([each.title, "ya" if each.required else "tidak", each.kind.value])
    for letter, width in zip("ABC", (34, 14, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _write_codes(sheet: Worksheet, known: Reference) -> dict[Kind, str]:
    """Write every list of names beside its codes. Returns the range of the names that each kind may choose from."""
    columns: dict[Kind, tuple[str, list[tuple[str, str]]]] = {
        Kind.KECAMATAN: ("Kecamatan", [(name, kode) for kode, name in known.kecamatan.items()]),
        Kind.AREA: ("Wilayah", [("Kabupaten", known.kabupaten_kode), *((n, k) for k, n in known.kecamatan.items())]),
        Kind.SEGMENT: ("Segmen", [(kode, name) for kode, name in known.segmen.items()]),
        Kind.PROGRAMME: ("Program", [(kode, name) for kode, name in known.program.items()]),
        Kind.PAYER: ("Pembayar", [(name, kode) for kode, name in known.pembayar.items()]),
        Kind.BASE: ("Basis", [(name, kode) for kode, name in known.basis.items()]),
        Kind.DESA: ("Desa atau kelurahan", [(name, kode) for kode, (_, name) in known.desa.items()]),
    }
    ranges: dict[Kind, str] = {}
    for place, (kind, (title, names)) in enumerate(columns.items()):
        first = 3 * place + 1
        for offset, words in enumerate((title, f"Kode {title.lower()}")):
            cell = sheet.cell(1, first + offset, words)
            cell.font, cell.fill = BOLD, SHADE
            sheet.column_dimensions[get_column_letter(first + offset)].width = 24
        for row, pair in enumerate(names, start=2):
            for offset, word in enumerate(pair):
                write_text(sheet.cell(row, first + offset), word).number_format = "@"
        letter = get_column_letter(first)
        if kind is not Kind.DESA and names:
            ranges[kind] = f"=Kode!${letter}$2:${letter}${len(names) + 1}"
    sheet.freeze_panes = "A2"
    return ranges
