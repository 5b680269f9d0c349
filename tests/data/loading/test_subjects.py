"""Each subject in its tidy and its wide layout: what a good table says, and each fault of its own."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from data.loading.faults import Rule
from data.loads import Total
from tests.data.loading.books import REFERENCE, drafts_of, faults_of, rows_of, tidy, understood


def table(*lines: list) -> bytes:
    """A sheet of these lines."""
    return tidy(lines[0], *lines[1:])


def places(content: bytes, **known) -> list[tuple[str, Rule]]:
    """The cells at fault and their rules."""
    return [(fault.cell, fault.rule) for fault in faults_of(content, **known)]


def changed(lines: list[list], cell: str, value: object) -> bytes:
    """The same sheet with another value in one cell."""
    lines = [list(line) for line in lines]
    row, column = int(cell[1:]) - 1, ord(cell[0]) - 65
    lines[row] += [None] * (column + 1 - len(lines[row]))
    lines[row][column] = value
    return table(*lines)


# Members ----------------------------------------------------------------------------------------------------------

MEMBERS = [
    ["Bulan", "Kecamatan", "Segmen", "Pembayar", "Peserta Aktif (orang)", "Berakhir Pada"],
    ["Desember 2023", "Talun", "PU", None, 600, None],
    ["Desember 2023", "Talun", "Bukan Penerima Upah", "DBHCHT", "1.250", "31 Desember 2024"],
    ["12/2023", "Selorejo", "BPU", "Mandiri", 0, "-"],
    ["Jumlah", None, None, None, 1850, None],
]


def test_members_as_a_tidy_table():
    (load,) = drafts_of(table(*MEMBERS))
    assert (load.jenis, load.covers) == ("kepesertaan", {("", dt.date(2023, 12, 1))})
    assert list(load.totals) == [Total("Peserta aktif (orang)", 1850, 1850)]
    assert rows_of(load)[1] == {
        "bulan": dt.date(2023, 12, 1),
        "kecamatan_kode": "35.05.09",
        "segmen_kode": "BPU",
        "pembayar_kode": "dbhcht",
        "aktif_orang": 1250,
        "berakhir_pada": dt.date(2024, 12, 31),
        "baris": 3,
    }
    assert rows_of(load)[0]["pembayar_kode"] == "tidak_dirinci"
    assert load.cell is not None
    assert load.cell(2) == "E4"


@pytest.mark.parametrize(
    ("cell", "value", "place", "rule"),
    [
        ("C2", "PNS", "C2", Rule.UNKNOWN_WORD),
        ("D3", "Pusat", "D3", Rule.UNKNOWN_WORD),
        ("F3", "30 November 2023", "F3", Rule.END_BEFORE_START),
        ("F3", "besok", "F3", Rule.UNKNOWN_DATE),
        ("E5", 1851, "E5", Rule.TOTAL_DIFFERS),
        ("E2", None, "E2", Rule.EMPTY),
        ("A4", "12/23", "A4", Rule.UNKNOWN_MONTH),
    ],
)
def test_faults_of_members(cell, value, place, rule):
    assert (place, rule) in places(changed(MEMBERS, cell, value))


def test_the_same_member_row_twice_is_one_fault():
    (fault,) = faults_of(table(*MEMBERS[:4], MEMBERS[1]))
    assert (fault.cell, fault.rule) == ("B2", Rule.DUPLICATE_ROW)
    assert "B5" in fault.sentence


# The base ---------------------------------------------------------------------------------------------------------

BASE = [
    ["Per Tanggal", "Basis", "Kecamatan", "Segmen", "Semesta Pekerja (orang)"],
    ["31 Desember 2023", None, "Talun", "PU", 1000],
    ["31/12/2023", "cabang", "Talun", "BPU", "2.000"],
    [dt.date(2023, 8, 31), "Penduduk bekerja (BPS)", "Kabupaten", None, 698_611],
]


def test_the_base_as_a_tidy_table():
    (load,) = drafts_of(table(*BASE))
    assert load.covers == {("cabang", dt.date(2023, 12, 31)), ("bps-bekerja", dt.date(2023, 8, 31))}
    assert list(load.totals) == [Total("Semesta (orang)", 701_611, None)]
    assert rows_of(load)[2] == {
        "tanggal": dt.date(2023, 8, 31),
        "basis_kode": "bps-bekerja",
        "kecamatan_kode": None,
        "segmen_kode": None,
        "semesta_orang": 698_611,
        "baris": 4,
    }


@pytest.mark.parametrize(
    ("cell", "value", "place", "rule"),
    [
        ("A2", "31 Februari 2023", "A2", Rule.UNKNOWN_DATE),
        ("B3", "BPS", "B3", Rule.UNKNOWN_WORD),
        ("C2", "Sananwetan", "C2", Rule.UNKNOWN_KECAMATAN),
        ("C2", None, "C2", Rule.EMPTY),
        ("D3", "PU", "C2", Rule.DUPLICATE_ROW),
        ("E4", -1, "E4", Rule.NEGATIVE),
    ],
)
def test_faults_of_the_base(cell, value, place, rule):
    assert (place, rule) in places(changed(BASE, cell, value))


def test_without_a_default_base_it_must_be_named():
    assert places(table(*BASE), known=replace(REFERENCE, basis_bawaan="")) == [("A2", Rule.UNKNOWN_WORD)]


# Claims -----------------------------------------------------------------------------------------------------------

CLAIMS = [
    ["Bulan Maret 2024"],
    ["Cakupan: kantor cabang"],
    ["Kecamatan", "JKK", None, "JKM", None, "Jumlah", None],
    [None, "Kasus", "Nominal", "Kasus", "Nominal", "Kasus", "Nominal"],
    ["Talun", 3, 30_000_000, 1, "42.000.000", 4, 72_000_000],
    ["Selorejo", "-", None, 2, "84.000.000", 2, 84_000_000],
    ["Jumlah", 3, 30_000_000, 3, "126.000.000", 6, 156_000_000],
]


def test_claims_as_a_recap_of_one_month():
    (load,) = drafts_of(table(*CLAIMS))
    assert load.covers == {("kantor_cabang", dt.date(2024, 3, 1))}
    assert [
        (row["kecamatan_kode"], row["program_kode"], row["kasus"], row["dibayarkan_rp"]) for row in rows_of(load)
    ] == [
        ("35.05.09", "JKK", 3, 30_000_000),
        ("35.05.09", "JKM", 1, 42_000_000),
        ("35.05.22", "JKM", 2, 84_000_000),
    ]
    assert list(load.totals)[:2] == [Total("Kasus", 6, 6), Total("Dibayarkan (Rp)", 156_000_000, 156_000_000)]
    assert load.cell is not None
    assert load.cell(2) == "D6"
    assert any("potensi beasiswa" in warning for warning in understood(table(*CLAIMS)).warnings)


@pytest.mark.parametrize(
    ("cell", "value", "place", "rule"),
    [
        ("A1", "Rekap", "A1", Rule.UNKNOWN_MONTH),
        ("A1", "Maret 2024 dan April 2024", "A1", Rule.UNKNOWN_MONTH),
        ("A2", "Cakupan: rumah", "A2", Rule.UNKNOWN_SCOPE),
        ("B6", 0.5, "B6", Rule.NOT_WHOLE),
        ("C6", 5, "B6", Rule.PAID_WITHOUT_CASE),
        ("F5", 5, "F5", Rule.TOTAL_DIFFERS),
        ("B7", 4, "B7", Rule.TOTAL_DIFFERS),
        ("A6", "TALUN", "A5", Rule.DUPLICATE_ROW),
        ("D3", "JKX", "D4", Rule.LAYOUT),
    ],
)
def test_faults_of_a_recap_of_claims(cell, value, place, rule):
    found = places(changed(CLAIMS, cell, value))
    assert (place, rule) in found or (rule is Rule.DUPLICATE_ROW and Rule.DUPLICATE_ROW in {each for _, each in found})


CASES = [
    ["Tanggal Bayar", "Nama Peserta", "Kecamatan", "Program", "Nominal"],
    ["5 Maret 2024", "A", "Talun", "JKM", 42_000_000],
    ["20/03/2024", "B", "Talun", "JKM", "42.000.000"],
    [dt.date(2024, 5, 1), "C", "Selorejo", "JHT", 9_000_000],
]


def test_a_list_of_cases_is_counted():
    (load,) = drafts_of(table(*CASES))
    assert load.covers == {("domisili", dt.date(2024, month, 1)) for month in (3, 4, 5)}
    first, second = rows_of(load)
    assert (first["kasus"], first["dibayarkan_rp"], first["baris"]) == (2, 84_000_000, None)
    assert (second["kasus"], second["dibayarkan_rp"]) == (1, 9_000_000)
    assert load.cell is None


def test_faults_in_a_list_of_cases_have_a_cell_and_no_value():
    (fault,) = faults_of(changed(CASES, "C2", "Kota Blitar"))
    assert (fault.cell, fault.rule, fault.value) == ("C2", Rule.UNKNOWN_KECAMATAN, "")


def test_a_misspelled_number_of_cases_makes_no_list_of_cases():
    lines = [[*line, number] for line, number in zip(CASES, ("Jumlah Kasuss", 3, 4, 5), strict=True)]
    assert places(table(*lines)) == [("F1", Rule.LAYOUT)]


# Targets ----------------------------------------------------------------------------------------------------------

TARGETS = [
    ["Tahun", "Wilayah", "Target (%)", "Basis", "Sumber"],
    [2024, "Kabupaten", "40,5%", None, "RPJMD"],
    ["2024", "Talun", 35.25, "Penduduk bekerja (BPS)", None],
]
YEARS = [
    ["Target cakupan"],
    ["Basis: Semesta pekerja (potensi)"],
    ["Kecamatan", "2024", 2025],
    ["Kabupaten", "40%", 45.5],
    ["Talun", None, "50,25"],
]


def test_targets_as_a_tidy_table():
    (load,) = drafts_of(table(*TARGETS))
    assert load.covers == {("cabang", dt.date(2024, 12, 31)), ("bps-bekerja", dt.date(2024, 12, 31))}
    assert [(row["kecamatan_kode"], row["target_pct"], row["sumber"]) for row in rows_of(load)] == [
        (None, Decimal("40.50"), "RPJMD"),
        ("35.05.09", Decimal("35.25"), "Berkas berkas.xlsx"),
    ]


def test_targets_by_year():
    (load,) = drafts_of(table(*YEARS))
    assert load.covers == {("cabang", dt.date(2024, 12, 31)), ("cabang", dt.date(2025, 12, 31))}
    assert [(row["tahun"], row["kecamatan_kode"], row["target_pct"], row["baris"]) for row in rows_of(load)] == [
        (2024, None, Decimal("40.00"), 4),
        (2025, None, Decimal("45.50"), 4),
        (2025, "35.05.09", Decimal("50.25"), 5),
    ]


@pytest.mark.parametrize(
    ("lines", "cell", "value", "place", "rule"),
    [
        (TARGETS, "A2", "24", "A2", Rule.UNKNOWN_DATE),
        (TARGETS, "C2", 101, "C2", Rule.NOT_A_PERCENTAGE),
        (TARGETS, "C2", "empat puluh", "C2", Rule.NOT_A_PERCENTAGE),
        (TARGETS, "B2", "Jawa Timur", "B2", Rule.UNKNOWN_KECAMATAN),
        (YEARS, "A2", "Basis: BPS", "A2", Rule.UNKNOWN_WORD),
        (YEARS, "A5", "Kabupaten", "C4", Rule.DUPLICATE_ROW),
        (YEARS, "B5", -1, "B5", Rule.NOT_A_PERCENTAGE),
    ],
)
def test_faults_of_targets(lines, cell, value, place, rule):
    assert (place, rule) in places(changed(lines, cell, value))


def test_shares_without_a_sign_are_refused_also_in_a_text():
    for number in (0.25, "0,25", "0.25"):
        assert places(table(TARGETS[0], [2024, "Talun", number])) == [("C2", Rule.AMBIGUOUS)]
    drafts_of(table(TARGETS[0], [2024, "Talun", "0,25%"], [2024, "Kabupaten", "25%"]))


# Grants -----------------------------------------------------------------------------------------------------------

GRANTS = [
    ["Pembayar", "Kecamatan", "Kelompok Pekerja", "Jumlah Penerima (orang)", "Mulai", "Sampai", "Nomor SK"],
    ["DBHCHT", None, "Petani tembakau", 6043, "1 April 2025", "31 Desember 2025", "188/5/2025"],
    ["APBD", "Talun", None, "1.125", "1/3/2025", "31/12/2025", None],
    ["Total", None, None, 7168, None, None, None],
]
PAYERS = [
    ["BANTUAN IURAN"],
    ["Berlaku 1 Maret 2025 s.d. 31 Desember 2025"],
    ["SK: 188/9/2025"],
    ["Kecamatan", "APBD", "DBHCHT", "Jumlah"],
    ["Talun", 10, 20, 30],
    ["Selorejo", None, 5, 5],
    ["Jumlah", 10, 25, 35],
]


def test_grants_as_a_tidy_table():
    (load,) = drafts_of(table(*GRANTS))
    assert load.covers == {("", dt.date(2025, 12, 31))}
    assert list(load.totals) == [Total("Penerima bantuan iuran (orang)", 7168, 7168)]
    assert rows_of(load)[0] == {
        "pembayar_kode": "dbhcht",
        "kecamatan_kode": None,
        "segmen_kode": "BPU",
        "kelompok": "Petani tembakau",
        "jumlah_orang": 6043,
        "mulai": dt.date(2025, 4, 1),
        "sampai": dt.date(2025, 12, 31),
        "sk": "188/5/2025",
        "baris": 2,
    }


def test_grants_by_payer():
    (load,) = drafts_of(table(*PAYERS))
    found = [(row["kecamatan_kode"], row["pembayar_kode"], row["jumlah_orang"], row["sk"]) for row in rows_of(load)]
    assert found == [
        ("35.05.09", "apbd", 10, "188/9/2025"),
        ("35.05.09", "dbhcht", 20, "188/9/2025"),
        ("35.05.22", "dbhcht", 5, "188/9/2025"),
    ]
    assert {row["mulai"] for row in rows_of(load)} == {dt.date(2025, 3, 1)}
    assert load.cell is not None
    assert load.cell(2) == "C6"


@pytest.mark.parametrize(
    ("lines", "cell", "value", "place", "rule"),
    [
        (GRANTS, "F2", "31 Maret 2025", "F2", Rule.END_BEFORE_START),
        (GRANTS, "E3", "Maret", "E3", Rule.UNKNOWN_DATE),
        (GRANTS, "A3", "Bank", "A3", Rule.UNKNOWN_WORD),
        (GRANTS, "D4", 7169, "D4", Rule.TOTAL_DIFFERS),
        (PAYERS, "A2", "Tahun 2025", "A1", Rule.UNKNOWN_DATE),
        (PAYERS, "D5", 31, "D5", Rule.TOTAL_DIFFERS),
        (PAYERS, "C7", 24, "C7", Rule.TOTAL_DIFFERS),
        (PAYERS, "C4", "DBHCT", "C4", Rule.UNREAD),
    ],
)
def test_faults_of_grants(lines, cell, value, place, rule):
    if value == "DBHCT":
        lines = [[*line[:3], 1, *line[3:]] if n > 2 else line for n, line in enumerate(lines)]
        lines[3][3] = "CSR" if "csr" in REFERENCE.pembayar else "Mandiri"
    assert (place, rule) in places(changed(lines, cell, value))


# The ecosystem ----------------------------------------------------------------------------------------------------

GROUPS = [
    ["Bulan", "Kelompok", "OPD", "Kecamatan", "Desa", "Jumlah (orang)", "Terdaftar (orang)"],
    ["Juni 2024", "Non-ASN", "Dinas Sosial", None, None, 120, 100],
    ["Juni 2024", "RT/RW", None, "Talun", "Sumberjo", 40, 40],
    ["Juni 2024", "RT/RW", None, None, "35.05.04.2001", "30", 0],
    ["Jumlah", None, None, None, None, 190, 140],
]
BESIDE = [
    ["Ekosistem desa, Juni 2024"],
    ["Kecamatan", "Desa", "RT/RW", None, "BPD", None],
    [None, None, "Jumlah", "Terdaftar", "Jumlah", "Terdaftar"],
    ["Talun", "Sumberjo", 40, 30, 9, 9],
    ["Sanankulon", "Plosoarang", 20, 10, None, None],
]


def test_groups_as_a_tidy_table():
    (load,) = drafts_of(table(*GROUPS))
    assert load.covers == {("opd", dt.date(2024, 6, 1)), ("desa", dt.date(2024, 6, 1))}
    assert list(load.totals) == [Total("Jumlah (orang)", 190, 190), Total("Terdaftar (orang)", 140, 140)]
    assert [(row["opd"], row["desa_kode"], row["terdaftar_orang"]) for row in rows_of(load)] == [
        ("Dinas Sosial", None, 100),
        (None, "35.05.09.2001", 40),
        (None, "35.05.04.2001", 0),
    ]


def test_groups_beside_each_other():
    (load,) = drafts_of(table(*BESIDE))
    assert [
        (row["kelompok"], row["desa_kode"], row["jumlah_orang"], row["terdaftar_orang"]) for row in rows_of(load)
    ] == [
        ("RT/RW", "35.05.09.2001", 40, 30),
        ("BPD", "35.05.09.2001", 9, 9),
        ("RT/RW", "35.05.04.2002", 20, 10),
    ]
    assert {row["bulan"] for row in rows_of(load)} == {dt.date(2024, 6, 1)}


@pytest.mark.parametrize(
    ("lines", "cell", "value", "place", "rule"),
    [
        (GROUPS, "G2", 121, "G2", Rule.REGISTERED_ABOVE_ALL),
        (GROUPS, "E2", "Sumberjo", "E2", Rule.EMPTY),
        (GROUPS, "C2", None, "E2", Rule.EMPTY),
        (GROUPS, "D3", None, "E3", Rule.UNKNOWN_DESA),
        (GROUPS, "E3", "Sumberejo", "E3", Rule.UNKNOWN_DESA),
        (BESIDE, "A1", "Ekosistem", "A1", Rule.UNKNOWN_MONTH),
        (BESIDE, "D4", 41, "D4", Rule.REGISTERED_ABOVE_ALL),
        (BESIDE, "D5", None, "D5", Rule.EMPTY),
    ],
)
def test_faults_of_groups(lines, cell, value, place, rule):
    assert (place, rule) in places(changed(lines, cell, value))


def test_the_same_group_of_a_village_twice_is_refused():
    (fault,) = faults_of(table(*GROUPS[:3], GROUPS[2]))
    assert fault.rule == Rule.DUPLICATE_ROW
    assert "4" in fault.sentence


# Actions ----------------------------------------------------------------------------------------------------------

ACTIONS = [
    ["Tahun", "OPD", "Tindak Lanjut", "Kelompok Pekerja", "Kuota (orang)", "Terlaksana (orang)", "Tenggat"],
    [2025, "Disnaker", "Mendaftarkan petani", "Petani", 500, "1.250", "30 Juni 2025"],
    [2025, "Dinsos", "Mendaftarkan PKH", None, None, None, None],
]
MEETING = [
    ["RENCANA TINDAK LANJUT"],
    ["Tahun: 2025"],
    ["OPD", "Tindak Lanjut", "Rencana", "Capaian", "PIC"],
    [None, None, "Kuota", "Realisasi", None],
    ["Disnaker", "Mendaftarkan petani", 500, 250, "Bidang HI"],
]


def test_actions_as_a_tidy_table():
    (load,) = drafts_of(table(*ACTIONS))
    assert load.covers == {("", dt.date(2025, 12, 31))}
    assert list(load.totals) == [Total("Kuota (orang)", 500, None), Total("Terlaksana (orang)", 1250, None)]
    assert rows_of(load)[0]["tenggat"] == dt.date(2025, 6, 30)
    assert rows_of(load)[1]["kuota_orang"] is None


def test_actions_as_the_table_of_a_meeting():
    (load,) = drafts_of(table(*MEETING))
    (row,) = rows_of(load)
    assert (row["tahun"], row["kuota_orang"], row["terlaksana_orang"]) == (2025, 500, 250)
    assert (row["penanggung_jawab"], row["baris"]) == ("Bidang HI", 5)


@pytest.mark.parametrize(
    ("lines", "cell", "value", "place", "rule"),
    [
        (ACTIONS, "A2", "tahun ini", "A2", Rule.UNKNOWN_DATE),
        (ACTIONS, "G2", "Juni", "G2", Rule.UNKNOWN_DATE),
        (ACTIONS, "C3", None, "C3", Rule.EMPTY),
        (ACTIONS, "C3", "x" * 301, "C3", Rule.TOO_LONG),
        (ACTIONS, "E2", -1, "E2", Rule.NEGATIVE),
        (MEETING, "A2", None, "A1", Rule.UNKNOWN_DATE),
        (MEETING, "A2", "Tahun: depan", "A2", Rule.UNKNOWN_DATE),
    ],
)
def test_faults_of_actions(lines, cell, value, place, rule):
    assert (place, rule) in places(changed(lines, cell, value))


def test_a_year_that_is_missing_is_told_also_beside_a_question():
    lines = [
        *MEETING[:1],
        [None],
        *[[*line, extra] for line, extra in zip(MEETING[2:], ("Biaya", None, 5), strict=True)],
    ]
    assert places(table(*lines)) == [("A1", Rule.UNKNOWN_DATE), ("F3", Rule.UNREAD)]


def test_the_same_action_twice_is_refused_also_without_a_group():
    (fault,) = faults_of(table(ACTIONS[0], ACTIONS[2], ACTIONS[2]))
    assert (fault.cell, fault.rule) == ("C2", Rule.DUPLICATE_ROW)


# Headings ---------------------------------------------------------------------------------------------------------


def test_a_title_directly_above_the_headings_is_a_title():
    lines = [["Cakupan: lokasi badan usaha"], ["Bulan", "Kecamatan", "Program", "Kasus", "Nominal"]]
    (load,) = drafts_of(table(*lines, ["Januari 2024", "Talun", "JKK", 1, 5]))
    assert load.columns["lingkup"] == ["badan_usaha"]


@pytest.mark.parametrize(
    ("heading", "value", "rule"),
    [
        ("Pembayr", "Mandiri", Rule.LAYOUT),
        ("Kecamatan", "Talun", None),
        ("Keterangan", 12, Rule.UNREAD),
        ("Keterangan", "baik", None),
        (None, 12, Rule.UNREAD),
        ("No", 1, Rule.UNREAD),
    ],
)
def test_columns_that_are_not_read_are_not_passed_over(heading, value, rule):
    lines = [["Bulan", "Kecamatan", "Segmen", "Peserta Aktif", heading], ["Juni 2024", "Talun", "PU", 5, value]]
    if heading == "Kecamatan":
        assert places(table(*lines)) == [("", Rule.LAYOUT)]
    elif rule:
        assert [each for _, each in places(table(*lines))] == [rule]
    else:
        drafts_of(table(*lines))


def test_a_running_number_before_the_table_is_no_figure():
    drafts_of(table(["No", "Bulan", "Kecamatan", "Segmen", "Peserta Aktif"], [1, "Juni 2024", "Talun", "PU", 5]))


def test_years_above_other_figures_are_no_targets():
    rows = [["Wilayah", 2023, 2024], ["Kabupaten", 25.43, 26.1]]
    assert [fault.rule for fault in faults_of(table(["CAKUPAN TAHUNAN"], *rows))] == [Rule.LAYOUT]
    (draft,) = drafts_of(table(["TARGET CAKUPAN"], *rows))
    assert draft.jenis == "target"


def test_a_recap_up_to_a_month_is_not_the_recap_of_that_month():
    rows = [["Kecamatan", "JKM", None], [None, "Kasus", "Nominal"], ["Talun", 2, 84_000_000]]
    for title in ("Klaim s.d. Desember 2023", "Kumulatif sampai dengan Desember 2023"):
        assert Rule.UNKNOWN_MONTH in [fault.rule for fault in faults_of(table([title], *rows))]
    (draft,) = drafts_of(table(["Klaim Bulan Desember 2023"], *rows))
    assert draft.jenis == "klaim"
