"""What the sources screen says: loads, bases, definitions, tariffs, and the data dictionary."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from memory import remembered
from ui import columns, formats, parts, view

ORIGINS = {"contoh": "DATA CONTOH", "acuan": "Angka resmi yang diterbitkan", "berkas": "Berkas yang dimuat"}

DEFINITIONS = {
    "Peserta aktif": "Orang yang iurannya terbayar. Setiap orang dihitung sekali, menurut kepesertaan JKK dan JKM; "
    "jumlah peserta tiap program tidak pernah dijumlahkan.",
    "Semesta pekerja (basis)": "Semua pekerja yang dapat menjadi peserta. Ada beberapa sumber dengan angka berbeda, "
    "karena itu nama, tanggal, dan sumber basis selalu tertulis di samping persentase.",
    "Cakupan": "Peserta aktif dibagi semesta pada basis yang dipilih. Untuk gabungan beberapa bagian: jumlah peserta "
    "dibagi jumlah semesta, bukan rata-rata persentase. Seluruh tren memakai basis yang sama, sehingga yang terlihat "
    "adalah perubahan peserta, bukan perubahan basis.",
    "Belum terlindungi": "Semesta dikurangi peserta aktif.",
    "Angka per kecamatan": "Estimasi. Survei angkatan kerja BPS hanya berlaku sampai tingkat kabupaten, sehingga "
    "semesta kecamatan memakai potensi yang dicatat kantor cabang. Basis BPS tidak dibagi ke kecamatan atau segmen.",
    "Kecamatan tanpa data": "Ditulis «belum ada data», bukan 0, dan tidak ikut dijumlahkan, baik peserta maupun "
    "semestanya.",
    "Klaim dibayarkan": "Rupiah yang sudah dibayarkan menurut bulan pembayaran. Lingkupnya (domisili peserta, kantor "
    "cabang, atau lokasi badan usaha) selalu disebut.",
    "Potensi beasiswa": "Beasiswa yang dijanjikan untuk tahun-tahun mendatang. Belum dibayarkan, karena itu tidak "
    "pernah ditambahkan ke klaim dibayarkan.",
    "Penyamaran klaim": "Jumlah 1 sampai 4 kasus ditulis «<5». Angka lain yang dapat dipakai untuk menghitungnya "
    "kembali ditulis «disamarkan». Nol tetap ditampilkan.",
    "Kelas capaian": "Sangat rendah, rendah, sedang, atau tinggi menurut cakupan. Batasnya pengaturan dasbor ini dan "
    "tertulis di layar; batas resmi belum ditemukan.",
    "Bagian target": "Orang yang masih diperlukan untuk target kabupaten, dibagi ke kecamatan sebanding semesta atau "
    "sebanding yang belum terlindungi, tidak melebihi yang belum terlindungi. Dibulatkan dengan sisa terbesar, "
    "sehingga jumlahnya tepat.",
    "Bantuan iuran": "Setiap orang dihitung sekali: menurut kepesertaan bila tanggal berakhirnya tertulis di sana, "
    "selain itu menurut keputusan bantuan iuran.",
    "Laju": "Pertambahan peserta aktif selama 12 bulan terakhir dibagi 12. Dibandingkan dengan bulan yang sama "
    "tahun lalu, karena kepesertaan bersubsidi berakhir setiap Desember.",
}

TABLES = (
    ("kabupaten, kecamatan, desa", "satu wilayah", "kode Kemendagri, nama, letak pada peta petak"),
    ("basis", "satu definisi semesta", "nama, penjelasan, sumber"),
    ("semesta", "basis × tanggal × kecamatan × segmen", "semesta_orang"),
    ("kepesertaan", "bulan × kecamatan × segmen × pembayar", "aktif_orang, berakhir_pada"),
    ("klaim", "bulan × kecamatan × program × lingkup", "kasus, dibayarkan_rp, potensi_beasiswa_rp"),
    ("target", "tahun × wilayah × basis", "target_pct, sumber"),
    ("iuran", "segmen × pembayar × kelompok × mulai berlaku", "iuran_rp atau upah_pct, aturan"),
    ("tindak_lanjut", "satu tindakan satu OPD", "kuota_orang, terlaksana_orang, sumber_dana, tenggat"),
    ("tindak_lanjut_ubah", "tindak lanjut × versi", "isi sesudah diubah di layar, oleh, pada"),
    ("ekosistem", "bulan × kelompok × OPD atau desa", "jumlah_orang, terdaftar_orang"),
    ("bantuan_iuran", "satu pemberian bantuan iuran", "pembayar, segmen, kelompok, jumlah_orang, mulai, sampai, sk"),
    ("muatan", "satu pemuatan", "berkas, lembar, sha256, periode, jumlah baris, waktu, pemuat, status"),
    ("muatan_total", "muatan × ukuran", "jumlah yang dinyatakan dan jumlah rincian"),
    ("muatan_periode", "muatan × bagian × periode", "muatan mana yang berlaku"),
    ("riwayat", "satu pemuatan, pembatalan, atau pemulihan", "berkas, oleh, mulai, selesai, keadaan"),
    ("riwayat_muatan", "riwayat × muatan", "muatan yang dimuat, dibatalkan, atau dipulihkan"),
)


def ages(loads: pd.DataFrame, newest: pd.Timestamp | None) -> None:
    """How old the data are."""
    if newest is None:
        st.markdown("Belum ada data kepesertaan.")
        return
    last = loads["dimuat_pada"].max()
    st.markdown(f"Posisi kepesertaan terbaru: **{formats.date(newest)}**. Pemuatan terakhir: {formats.date(last)}.")


@remembered
def described(loads: pd.DataFrame) -> pd.DataFrame:
    """Loads in words. Columns: those of ``columns.LOADS``."""
    return loads.assign(
        subjek=loads["jenis"].map(view.SUBJECTS),
        asal=loads["asal"].map(ORIGINS),
        periode=[
            period(subject, start, end)
            for subject, start, end in zip(loads["jenis"], loads["periode_awal"], loads["periode_akhir"], strict=True)
        ],
        tanda=loads["sha256"].str.slice(0, 12),
        keadaan=[
            "dibatalkan" if status == "dibatalkan" else "berlaku" if live else "sudah diganti"
            for status, live in zip(loads["status"], loads["periode_berlaku"], strict=True)
        ],
    )


def origins(loads: pd.DataFrame) -> None:
    """In words where the live figures of each subject come from."""
    _lines(_origins(loads))


def rules(tariffs: pd.DataFrame) -> None:
    """The rule behind the tariffs of each segment."""
    _lines(_rules(tariffs))


@remembered
def _origins(loads: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    live = loads[loads["periode_berlaku"] > 0].drop_duplicates(["jenis", "sumber"])
    return tuple(zip(live["jenis"].map(view.SUBJECTS), live["sumber"], strict=True))


@remembered
def _rules(tariffs: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    each = tariffs.drop_duplicates(["segmen_kode", "aturan"])
    return tuple(zip(each["segmen_kode"], each["aturan"], strict=True))


def _lines(pairs: Iterable[tuple[str, str]]) -> None:
    """One paragraph of quiet lines, each with what it is about; nothing without any."""
    if lines := [f"**{formats.plain(word)}**: {formats.plain(text)}" for word, text in pairs]:
        parts.quiet("  \n".join(lines))


def period(subject: str, start: pd.Timestamp, end: pd.Timestamp) -> str:
    """The period of a load in the grain of its subject: a day, years, months, or none for boundaries."""
    if subject == "batas" or formats.is_missing(start):
        return "–"
    if subject == "semesta":
        return formats.date(end)
    if subject in ("target", "tindak_lanjut", "bantuan_iuran"):
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    return formats.month(start) if start == end else f"{formats.month(start)} – {formats.month(end)}"


def from_files(loads: pd.DataFrame) -> pd.DataFrame:
    """The loads that came in a file; also those that are a sample by their own mark. Columns: those of ``loads``."""
    return loads[(loads["asal"] == "berkas") | ((loads["asal"] == "contoh") & loads["riwayat_id"].notna())]


def reconciliation(loads: pd.DataFrame, totals: pd.DataFrame, *, subject: str | None = None) -> None:
    """Stated against computed totals of every load from a file, or of the live ones of one subject."""
    own, different = _compared(loads, totals, subject)
    if own.empty:
        parts.say("Belum ada berkas yang dimuat, sehingga belum ada jumlah yang dapat dicocokkan.")
        return
    parts.say(f"**{len(different)} selisih ditemukan.**" if len(different) else "Tidak ada selisih.")
    _lines(
        (f"{row.nama_berkas} (muatan {row.muatan_id})", f"{row.ukuran} berselisih {formats.signed(row.selisih)}")
        for row in different.itertuples()
    )
    parts.table(own, columns.TOTALS, alt="Jumlah dalam berkas dan rinciannya")


@remembered
def _compared(loads: pd.DataFrame, totals: pd.DataFrame, subject: str | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The totals of loads from files, and those of them that differ. Columns: those of ``columns.TOTALS``."""
    files = from_files(loads)
    if subject:
        files = files[(files["jenis"] == subject) & (files["periode_berlaku"] > 0)]
    own = totals.merge(files[["muatan_id", "nama_berkas"]], on="muatan_id")
    own["dinyatakan"] = own["dinyatakan"].where(own["dihitung"].notna(), columns.WITHHELD)
    return own, own[own["selisih"].fillna(0).ne(0)]


def bases(definitions: pd.DataFrame, figures: pd.DataFrame) -> None:
    """Each base with its number, date, source, and whether it reaches below the regency."""
    shown = _sized(definitions, figures)
    parts.table(shown, columns.BASES, alt="Basis cakupan")
    _lines(
        (name, f"{meaning} Sumber: {source}.")
        for name, meaning, source in zip(shown["basis"], shown["penjelasan"], shown["sumber"], strict=True)
    )


@remembered
def _sized(definitions: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    sums = figures.groupby(["basis_kode", "tanggal"], as_index=False).agg(
        semesta_orang=("semesta_orang", "sum"), kecamatan=("kecamatan_kode", "nunique")
    )
    shown = definitions.merge(sums, on="basis_kode")
    shown["jangkauan"] = ["sampai kecamatan (estimasi)" if n else "kabupaten saja" for n in shown["kecamatan"]]
    return shown


def definitions() -> None:
    """What each word on the screens means."""
    for word, meaning in DEFINITIONS.items():
        st.markdown(f"**{word}.** {meaning}")


@remembered
def tariffs(rows: pd.DataFrame, payers: pd.DataFrame) -> pd.DataFrame:
    """Tariffs in words. Columns: those of ``columns.TARIFFS``."""
    named = rows.merge(payers, on="pembayar_kode")
    return named.assign(
        kelompok=named["kelompok"].str.capitalize(),
        tarif=[
            f"{formats.whole_percent(pct)} dari upah" if formats.is_missing(rp) else formats.rupiah_exact(rp)
            for rp, pct in zip(named["iuran_rp"], named["upah_pct"], strict=True)
        ],
    )


def dictionary() -> None:
    """The tables of the shared database."""
    parts.table(_tables(), columns.DICTIONARY, alt="Kamus data")


@remembered
def _tables() -> pd.DataFrame:
    return pd.DataFrame(TABLES, columns=list(columns.DICTIONARY))
