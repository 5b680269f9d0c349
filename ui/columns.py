"""The columns of every table of numbers: heading, and how the figure is written."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from ui import formats
from ui.formats import count, date, decimal, moment, month, percent, rupiah_exact, signed, signed_decimal

# A column of the data -> its heading, and how to write it (None: text).
Columns = Mapping[str, tuple[str, Callable[[Any], str] | None]]

_COVERAGE: Columns = {
    "aktif_orang": ("Peserta aktif (orang)", count),
    "semesta_orang": ("Semesta (orang)", count),
    "belum_orang": ("Belum terlindungi (orang)", count),
    "cakupan_pct": ("Cakupan", percent),
}
WHOLE: Columns = {**_COVERAGE, "basis": ("Basis", None), "basis_tanggal": ("Tanggal basis", date)}
MONTHS: Columns = {"bulan": ("Bulan", month), **_COVERAGE}
DISTRICTS: Columns = {"kecamatan": ("Kecamatan", None), **_COVERAGE}
SEGMENTS: Columns = {"segmen": ("Segmen", None), **_COVERAGE}
RANKING: Columns = {
    **DISTRICTS,
    "target_pct": ("Target", percent),
    "kurang_orang": ("Kurang untuk target (orang)", count),
}
MEMBERS: Columns = {"kecamatan": ("Kecamatan", None), "aktif_orang": ("Peserta aktif (orang)", count)}
GAPS: Columns = {
    "kecamatan": ("Kecamatan", None),
    "belum_orang": ("Belum terlindungi (orang)", count),
    "porsi_pct": ("Porsi", percent),
    "kumulatif_pct": ("Kumulatif", percent),
}
PAYERS: Columns = {
    "pembayar": ("Pembayar iuran", None),
    "aktif_orang": ("Peserta aktif (orang)", count),
    "berakhir_pada": ("Berakhir pada", lambda day: "–" if formats.is_missing(day) else date(day)),
}
COST: Columns = {
    "mulai": ("Mulai", month),
    "bulan": ("Lama (bulan)", count),
    "iuran_rp": ("Iuran per orang per bulan", rupiah_exact),
    "biaya_rp": ("Biaya", rupiah_exact),
}
PLANS: Columns = {"rencana": ("Rencana", None), **MONTHS}
PLAN_COST: Columns = {
    "tahun": ("Tahun", str),
    "pembayar": ("Pembayar iuran", None),
    "orang_bulan": ("Orang × bulan", count),
    "biaya_rp": ("Iuran", rupiah_exact),
}
PLAN_MONTHS: Columns = {
    "bulan": ("Bulan", month),
    "dibayar_orang": ("Orang yang dibayarkan", count),
    "biaya_rp": ("Iuran", rupiah_exact),
}
PLAN_BENEFITS: Columns = {
    "program_kode": ("Program", None),
    "per_1000": ("Per 1.000 peserta setahun", partial(decimal, decimals=1)),
    "kasus": ("Kasus", count),
    "rendah_kasus": ("Paling sedikit", count),
    "tinggi_kasus": ("Paling banyak", count),
    "manfaat_rp": ("Manfaat", formats.rupiah),
}
PROJECTION: Columns = {
    "bulan": ("Bulan", month),
    "aktif_orang": ("Peserta aktif (orang)", count),
    "rendah_orang": ("Paling rendah", count),
    "tinggi_orang": ("Paling tinggi", count),
    "cakupan_pct": ("Cakupan", percent),
    "rendah_pct": ("Paling rendah (%)", percent),
    "tinggi_pct": ("Paling tinggi (%)", percent),
}
COMPARED: Columns = {
    "rencana": ("Rencana", None),
    "bulan": ("Sampai", month),
    "cakupan_pct": ("Cakupan", percent),
    "aktif_orang": ("Peserta aktif (orang)", count),
    "kurang_orang": (
        "Kurang untuk target (orang)",
        lambda people: "belum ada target" if formats.is_missing(people) else count(people),
    ),
    "biaya_rp": ("Iuran", rupiah_exact),
}
VILLAGES: Columns = {"desa": ("Desa/kelurahan", None), "jenis": ("Jenis", None), "desa_kode": ("Kode Kemendagri", None)}
# Stands for a figure that is kept back; a code, so that its column stays numeric and right-aligned.
WITHHELD = -1.0
TOTALS: Columns = {
    "muatan_id": ("Muatan", count),
    "nama_berkas": ("Berkas", None),
    "ukuran": ("Ukuran", None),
    "dinyatakan": ("Tertulis dalam berkas", lambda stated: _stated(stated)),
    "dihitung": ("Jumlah rincian", lambda counted: "disamarkan" if formats.is_missing(counted) else count(counted)),
    "selisih": ("Selisih", lambda gap: "–" if formats.is_missing(gap) else signed(gap)),
}
TARIFFS: Columns = {
    "segmen_kode": ("Segmen", None),
    "pembayar": ("Pembayar", None),
    "kelompok": ("Kelompok", None),
    "berlaku_mulai": ("Berlaku mulai", date),
    "berlaku_sampai": ("Sampai", lambda day: "seterusnya" if formats.is_missing(day) else date(day)),
    "tarif": ("Tarif per bulan", None),
}
CLAIMS_BY_PROGRAMME: Columns = {
    "program_kode": ("Program", None),
    "program": ("Nama program", None),
    "kasus": ("Kasus", count),
    "dibayarkan_rp": ("Dibayarkan", rupiah_exact),
}
CLAIMS_OF_DISTRICT: Columns = {name: words for name, words in CLAIMS_BY_PROGRAMME.items() if name != "program"}
CLAIMS_BY_MONTH: Columns = {
    "bulan": ("Bulan", month),
    "kasus": ("Kasus", count),
    "kasus_lalu": ("Kasus tahun lalu", count),
    "dibayarkan_rp": ("Dibayarkan", rupiah_exact),
    "dibayarkan_rp_lalu": ("Dibayarkan tahun lalu", rupiah_exact),
}
CLAIMS_PER_PROGRAMME: Columns = {
    **CLAIMS_BY_PROGRAMME,
    "rata_rata_rp": ("Rata-rata per kasus", rupiah_exact),
    "kasus_lalu": ("Kasus tahun lalu", count),
    "dibayarkan_rp_lalu": ("Dibayarkan tahun lalu", rupiah_exact),
}
CLAIMS_PER_DISTRICT: Columns = {
    "kecamatan": ("Kecamatan", None),
    **{name: words for name, words in CLAIMS_PER_PROGRAMME.items() if not name.startswith("program")},
}
LOADS: Columns = {
    "muatan_id": ("Muatan", count),
    "subjek": ("Subjek", None),
    "asal": ("Asal", None),
    "nama_berkas": ("Berkas", None),
    "lembar": ("Lembar", None),
    "periode": ("Periode", None),
    "jumlah_baris": ("Baris", count),
    "dimuat_pada": ("Dimuat pada", date),
    "oleh": ("Oleh", None),
    "keadaan": ("Keadaan", None),
    "tanda": ("Sidik berkas", None),
}
BASES: Columns = {
    "basis": ("Basis", None),
    "semesta_orang": ("Semesta (orang)", count),
    "tanggal": ("Per tanggal", date),
    "jangkauan": ("Jangkauan", None),
}
DICTIONARY: Columns = {"tabel": ("Tabel", None), "butir": ("Satu baris", None), "isi": ("Isi", None)}


ACTS: Columns = {
    "mulai": ("Waktu", moment),
    "tindakan": ("Tindakan", None),
    "nama_berkas": ("Berkas", None),
    "muatan": ("Muatan", None),
    "oleh": ("Oleh", None),
    "keadaan": ("Hasil", None),
}
TRACED_LOADS: Columns = {
    "bagian_nama": ("Bagian", None),
    "muatan_id": ("Muatan", count),
    "asal": ("Asal", None),
    "nama_berkas": ("Berkas", None),
    "lembar": ("Lembar", None),
    "rentang": ("Baris dalam berkas", None),
    "dimuat_pada": ("Dimuat pada", date),
    "oleh": ("Oleh", None),
}
_TRACED_ROW: Columns = {
    "muatan_id": ("Muatan", count),
    "baris": ("Baris dalam berkas", lambda row: "–" if formats.is_missing(row) else str(int(row))),
}
TRACED_ROWS: Mapping[str, Columns] = {
    "kepesertaan": {
        "segmen_kode": ("Segmen", None),
        "pembayar": ("Pembayar iuran", None),
        "angka": ("Peserta aktif (orang)", count),
        **_TRACED_ROW,
    },
    "semesta": {
        "bagian_nama": ("Basis", None),
        "wilayah": ("Wilayah", None),
        "segmen_kode": ("Segmen", None),
        "angka": ("Semesta (orang)", count),
        **_TRACED_ROW,
    },
    "target": {
        "bagian_nama": ("Basis", None),
        "wilayah": ("Wilayah", None),
        "angka": ("Target", percent),
        **_TRACED_ROW,
    },
}
FINDINGS: Columns = {
    "sel": ("Sel", None),
    "salah": ("Isi dan kesalahannya", None),
    "cara": ("Cara memperbaiki", None),
}
STATED: Columns = {
    "ukuran": ("Ukuran", None),
    "dinyatakan": ("Tertulis dalam berkas", lambda stated: _stated(stated)),
    "dihitung": ("Jumlah rincian", count),
    "selisih": ("Selisih", lambda gap: "–" if formats.is_missing(gap) else signed(gap)),
}


def compared(heading: str, *, sample: bool, percentages: bool) -> Columns:
    """A comparison of what is live with a file, by one heading."""
    write = partial(decimal, decimals=2) if percentages else count
    change = signed_decimal if percentages else signed
    return {
        "nama": (heading, None),
        "berlaku": ("Berlaku sekarang (DATA CONTOH)" if sample else "Berlaku sekarang", write),
        "berkas": ("Berkas ini", write),
        "selisih": ("Selisih", lambda gap: "–" if formats.is_missing(gap) else change(gap)),
    }


def _stated(value: float | None) -> str:
    return "tidak tertulis" if formats.is_missing(value) else "disamarkan" if value == WITHHELD else count(value)
