"""Rows and loads for tests, so that a test reads data, call, assert. What a test does not name is a plain default."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from data import loads, migrate
from data.loads import RowFile
from data.schema import metadata

KABUPATEN = "35.05"
WONODADI, UDANAWU, SRENGAT = "35.05.01", "35.05.02", "35.05.03"
DECEMBER = dt.date(2023, 12, 1)
YEAR_END = dt.date(2023, 12, 31)


def semesta_row(semesta_orang: int = 1000, **values: Any) -> dict[str, Any]:
    """People of the branch's base in one kecamatan and segmen."""
    return {
        "basis_kode": "cabang",
        "tanggal": YEAR_END,
        "kecamatan_kode": WONODADI,
        "segmen_kode": "PU",
        "semesta_orang": semesta_orang,
    } | values


def kepesertaan_row(aktif_orang: int = 250, **values: Any) -> dict[str, Any]:
    """Active members of one kecamatan, segmen and payer in one month."""
    return {
        "bulan": DECEMBER,
        "kecamatan_kode": WONODADI,
        "segmen_kode": "PU",
        "pembayar_kode": "pemberi_kerja",
        "aktif_orang": aktif_orang,
        "berakhir_pada": None,
    } | values


def klaim_row(kasus: int = 10, dibayarkan_rp: int = 120_000_000, **values: Any) -> dict[str, Any]:
    """Claims of one kecamatan and programme in one month, by where the member lives."""
    return {
        "bulan": DECEMBER,
        "kecamatan_kode": WONODADI,
        "program_kode": "JHT",
        "lingkup": "domisili",
        "kasus": kasus,
        "dibayarkan_rp": dibayarkan_rp,
        "potensi_beasiswa_rp": 0,
    } | values


def target_row(target_pct: float = 30, **values: Any) -> dict[str, Any]:
    """The target of the whole regency in one year."""
    return {
        "tahun": 2023,
        "kecamatan_kode": None,
        "basis_kode": "cabang",
        "target_pct": target_pct,
        "sumber": "uji",
    } | values


def tindak_lanjut_row(tindakan: str = "Mendaftarkan non-ASN", **values: Any) -> dict[str, Any]:
    """One action of one OPD."""
    return {"tahun": 2024, "opd": "Dinas Kesehatan", "tindakan": tindakan, "kuota_orang": 20} | values


def ekosistem_row(jumlah_orang: int = 20, **values: Any) -> dict[str, Any]:
    """The workers of one OPD and how many of them are registered."""
    return {
        "bulan": DECEMBER,
        "kelompok": "Non-ASN",
        "opd": "Dinas Kesehatan",
        "desa_kode": None,
        "jumlah_orang": jumlah_orang,
        "terdaftar_orang": 5,
    } | values


def bantuan_iuran_row(jumlah_orang: int = 100, **values: Any) -> dict[str, Any]:
    """One grant of contributions for a year."""
    return {
        "pembayar_kode": "apbd",
        "kecamatan_kode": WONODADI,
        "segmen_kode": "BPU",
        "kelompok": "Buruh tani",
        "jumlah_orang": jumlah_orang,
        "mulai": dt.date(2023, 1, 1),
        "sampai": YEAR_END,
        "sk": "SK Bupati 1/2023",
        "baris": 6,
    } | values


def load(
    jenis: str,
    rows: Sequence[dict[str, Any]] | RowFile,
    covers: Iterable[tuple[str, dt.date]],
    *,
    asal: str = "berkas",
    **values: Any,
) -> loads.Load:
    """One load of the subject's table."""
    common: dict[str, Any] = {
        "nama_berkas": "uji.xlsx",
        "sha256": "0" * 64,
        "sumber": "uji",
        "oleh": "uji",
        "table": metadata.tables[jenis],
    }
    return loads.Load(jenis=jenis, asal=asal, rows=rows, covers=frozenset(covers), **(common | values))


def add_load(
    engine: Engine,
    jenis: str,
    rows: Sequence[dict[str, Any]] | RowFile,
    covers: Iterable[tuple[str, dt.date]],
    *,
    kabupaten_kode: str = KABUPATEN,
    asal: str = "berkas",
    **values: Any,
) -> int:
    """Store one load and make it live. Returns its id."""
    with engine.begin() as connection:
        return loads.store(connection, kabupaten_kode, load(jenis, rows, covers, asal=asal, **values))


def is_migrated(connection: Connection) -> bool:
    """Whether a database is at the newest migration."""
    newest = ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head()
    return MigrationContext.configure(connection).get_current_revision() == newest
