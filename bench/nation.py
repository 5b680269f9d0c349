"""Databases of three sizes with the same regency in each: it alone, East Java, and all of Indonesia.

Every row is worked out from codes and months, so that a regency has the same rows in each. Nobody is in them. Loads
come as offices hand them in, month by month, so that a regency's rows lie scattered among those of the others. The
files are kept in the system's temporary folder; a second run finds them there.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import click
from sqlalchemy import Column, Connection, Date, DateTime, Integer, MetaData, String, Table, func, insert, select, text

from data import migrate, reference, roles
from data.engine import engine
from data.schema import basis, desa, kabupaten, kecamatan, metadata
from data.transaction import begun, transaction
from tests import ground, postgres

REGENCY = "35.05"
FIRST_YEAR, YEARS = 2019, 5
SCOPES = ("domisili", "kantor_cabang", "badan_usaha")
# Of 1.000 claim cells (kecamatan, month, programme, scope) so many have cases: 5 million rows for the nation.
CLAIMED = 763
VILLAGES = 11
# The files of all three sizes and both kinds of database take so much.
NEEDED_BYTES = 16 * 2**30
COPY = "salinan"


@dataclass(frozen=True)
class Size:
    """How many areas a database holds, the regency's own 22 kecamatan among them."""

    name: str
    label: str
    regencies: int
    districts: int


# The nation: 514 kabupaten and kota, 7.277 kecamatan.
SIZES = (
    Size("satu", "satu kabupaten", 1, 22),
    Size("jatim", "Jawa Timur", 38, 666),
    Size("nasional", "seluruh Indonesia", 514, 7277),
)


@dataclass(frozen=True)
class Built:
    """A database that is ready. url: its owner's; viewer: what a viewer of the regency reads with; rows: by table."""

    kind: str
    size: Size
    url: str = field(repr=False)
    viewer: str = field(repr=False)
    rows: dict[str, int]
    server: postgres.Server | None = field(default=None, repr=False)


@contextmanager
def databases() -> Iterator[list[Built]]:
    """All of them, built where they are not there yet; PostgreSQL runs while the block does."""
    folder = Path(tempfile.gettempdir()) / f"dasbor-ukur-{_fingerprint()}"
    for old in set(folder.parent.glob("dasbor-ukur-*")) - {folder}:
        shutil.rmtree(old)
    if not folder.exists() and (free := shutil.disk_usage(folder.parent).free) < NEEDED_BYTES:
        raise click.ClickException(f"{NEEDED_BYTES >> 30} GB are needed in {folder.parent}, {free >> 30} GB are free")
    (cluster := folder / "postgresql").mkdir(parents=True, exist_ok=True)
    quiet = {"KABUPATEN": REGENCY, "LAMBAT_MILIDETIK": "1000000"}
    with postgres.kept(cluster) as server, patch.dict(os.environ, quiet):
        yield [
            *(_ready("sqlite", size, folder, f"sqlite:///{folder / size.name}.db") for size in SIZES),
            *(_ready("postgresql", size, folder, server.url(size.name), server) for size in SIZES),
        ]


@contextmanager
def copied(built: Built) -> Iterator[str]:
    """The address of a copy that may be written to; it is gone when the block ends."""
    if built.server:
        url = built.server.create(COPY, template=built.size.name)
        try:
            yield url
        finally:
            built.server.drop(COPY)
    else:
        with tempfile.TemporaryDirectory(prefix="dasbor-salinan-") as folder:
            copy = shutil.copy(built.url.removeprefix("sqlite:///"), folder)
            yield f"sqlite:///{copy}"


def _fingerprint() -> str:
    """Names what the databases are made of: this file and the tables."""
    migrations = b"".join(each.read_bytes() for each in sorted(migrate.MIGRATIONS.glob("versions/*.py")))
    return hashlib.sha256(Path(__file__).read_bytes() + migrations).hexdigest()[:12]


def _ready(kind: str, size: Size, folder: Path, url: str, server: postgres.Server | None = None) -> Built:
    note = folder / f"{kind}-{size.name}.json"
    if not note.exists():
        began = time.monotonic()
        if server:
            server.run(f'DROP DATABASE IF EXISTS "{size.name}" WITH (FORCE)')
            server.create(size.name)
        else:
            (folder / f"{size.name}.db").unlink(missing_ok=True)
        with ground.configured(url):
            note.write_text(json.dumps(_build(size)))
        click.echo(f"{kind}, {size.label}: {time.monotonic() - began:.0f} s", err=True)
    viewer = as_role("penampil", url, REGENCY, prefix=size.name) if server else url
    return Built(kind, size, url, viewer, json.loads(note.read_text()), server)


def as_role(kind: str, url: str, regency: str, *, prefix: str) -> str:
    """The address of a role that an installation loads or shows a regency with: row policies hold it to that."""
    with tempfile.TemporaryDirectory() as folder:
        with ground.configured(url), transaction(schema_change=True) as connection:
            made = roles.make(connection, regency, prefix=prefix, folder=Path(folder), renew=True)
        written = next(role.file for role in made if role.kind == kind and role.file).read_text()
    return next(line.partition("=")[2] for line in written.splitlines() if line.startswith("DATABASE_URL"))


def _build(size: Size) -> dict[str, int]:
    with transaction(schema_change=True) as connection:
        migrate.upgrade(connection)
        reference.store(connection)
    with engine(write=True).connect() as connection:
        is_server = connection.dialect.name == "postgresql"
        # Nothing is looked up or written twice for the sake of a crash: every row is made of rows that are there.
        for setting in () if is_server else ("foreign_keys = OFF", "journal_mode = OFF", "cache_size = -400000"):
            connection.exec_driver_sql(f"PRAGMA {setting}")
            connection.rollback()
        with begun(connection):
            if is_server:
                connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
                connection.exec_driver_sql("SET LOCAL work_mem = '400MB'")
            for table in ("semesta", "muatan_total", "muatan_periode", "muatan"):
                connection.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608
            _areas(connection, size)
            _plan(connection)
            for statement in STATEMENTS:
                connection.execute(text(statement))
                if is_server and "INTO muatan " in statement:
                    connection.exec_driver_sql("ANALYZE muatan, kecamatan, rencana")
            rows = {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
            }
            # Their rows brought their own numbers along.
            for table in ("muatan", "riwayat") if is_server else ():
                last = f"setval(pg_get_serial_sequence('{table}', 'id'), max(id))"
                connection.exec_driver_sql(f"SELECT {last} FROM {table}")  # noqa: S608
        if is_server:
            # Which autovacuum does by and by.
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("VACUUM ANALYZE")
    return rows


def _areas(connection: Connection, size: Size) -> None:
    """The regency's neighbours, by codes that the country has or might have."""
    own = set(connection.scalars(select(kabupaten.c.kode)))
    codes = [code for code in _codes() if code not in own][: size.regencies - 1]
    if not codes:
        return
    least, more = divmod(size.districts - 22, len(codes))
    districts = [
        (code, f"{code}.{number + 1:02}") for n, code in enumerate(codes) for number in range(least + (n < more))
    ]
    connection.execute(insert(kabupaten), [{"kode": code, "nama": f"Kabupaten {code}"} for code in codes])
    connection.execute(
        insert(kecamatan),
        [{"kode": kode, "kabupaten_kode": code, "nama": f"Kecamatan {kode}"} for code, kode in districts],
    )
    bases = connection.execute(select(basis)).mappings().all()
    connection.execute(insert(basis), [dict(each) | {"kabupaten_kode": code} for code in codes for each in bases])
    connection.execute(
        insert(desa),
        [
            {"kode": f"{kode}.{2000 + n}", "kecamatan_kode": kode, "nama": f"Desa {kode}.{n}", "jenis": "desa"}
            for _, kode in districts
            for n in range(1, VILLAGES + 1)
        ],
    )


def _codes() -> Iterator[str]:
    """Codes of regencies and cities, those of East Java first."""
    yield from (f"35.{number:02}" for number in (*range(1, 30), *range(71, 80)))
    yield from (f"{province}.{number:02}" for province in range(11, 99) if province != 35 for number in range(1, 15))


_temporary = MetaData()
# One row per load that every regency hands in. number: in the order of time; month: counted from the first.
_wanted = Table(
    "rencana",
    _temporary,
    Column("number", Integer, primary_key=True),
    Column("jenis", String(16)),
    Column("bagian", String(24)),
    Column("periode", Date),
    Column("month", Integer),
    Column("loaded", DateTime(timezone=True)),
    prefixes=["TEMPORARY"],
)


def _plan(connection: Connection) -> None:
    months = [dt.date(FIRST_YEAR + n // 12, n % 12 + 1, 1) for n in range(12 * YEARS)]
    default = connection.execute(select(basis.c.kode).where(basis.c.is_default).limit(1)).scalar_one()
    loads: list[tuple[str, str, dt.date, int]] = []
    for n, month in enumerate(months):
        loads += [("kepesertaan", "", month, n), *(("klaim", scope, month, n) for scope in SCOPES)]
        if month.month == 12:
            end = month.replace(day=31)
            loads += [("semesta", default, end, n), ("target", default, end, n)]
            loads += [("tindak_lanjut", "", end, n), ("bantuan_iuran", "", end, n)]
            loads += [("ekosistem", part, month, n) for part in ("opd", "desa")]
    loads.append(("batas", "", months[-1], len(months) - 1))
    _temporary.create_all(connection)
    connection.execute(
        insert(_wanted),
        [
            {
                "number": number, "jenis": jenis, "bagian": bagian, "periode": period, "month": n,
                "loaded": dt.datetime(period.year, period.month, 28, 3, tzinfo=dt.UTC) + dt.timedelta(days=14),
            }
            for number, (jenis, bagian, period, n) in enumerate(loads)
        ],
    )  # fmt: skip


# The number of an area, from its code: what makes its rows differ from those of others.
_NUMBER = "CAST(replace(k.kode, '.', '') AS BIGINT)"
_OF_LOAD = (
    "FROM muatan m JOIN rencana r ON r.jenis = m.jenis AND r.bagian = m.lembar AND r.periode = m.periode_awal "
    "JOIN kecamatan k ON k.kabupaten_kode = m.kabupaten_kode"
)
_CORNERS = [[112 + n / 1000, -8 - n % 2 / 1000] for n in range(60)] + [[112.03, -8.1]]
_BOUNDARY = json.dumps({"type": "Polygon", "coordinates": [[*_CORNERS, _CORNERS[0]]]})
# Loads in the order of time, of all regencies in turns; the sheet of a load is its part.
STATEMENTS = (
    "INSERT INTO muatan (id, kabupaten_kode, jenis, asal, nama_berkas, sha256, sumber, periode_awal, periode_akhir, "
    "jumlah_baris, dimuat_pada, oleh, status, lembar) "
    "SELECT row_number() OVER (ORDER BY r.number, k.kode), k.kode, r.jenis, 'berkas', 'rekap.xlsx', "
    "'00000000000000000000000000000000000000000000000000000000' || "
    "CAST(10000000 + row_number() OVER (ORDER BY r.number, k.kode) AS TEXT), "
    "'Rekap bulanan', r.periode, r.periode, 100, r.loaded, 'Ukur', 'aktif', r.bagian "
    "FROM rencana r CROSS JOIN kabupaten k ORDER BY r.number, k.kode",
    "INSERT INTO muatan_periode (muatan_id, bagian, periode, kabupaten_kode, jenis, berlaku) "
    "SELECT id, lembar, periode_awal, kabupaten_kode, jenis, TRUE FROM muatan ORDER BY id",
    "INSERT INTO muatan_total (muatan_id, ukuran, urutan, dinyatakan, dihitung) "
    "SELECT id, 'Jumlah', 0, 100, 100 FROM muatan ORDER BY id",
    "INSERT INTO riwayat (id, kabupaten_kode, tindakan, oleh, nama_berkas, sha256, mulai, selesai, keadaan) "
    "SELECT id, kabupaten_kode, 'muat', oleh, nama_berkas, sha256, dimuat_pada, dimuat_pada, 'selesai' "
    "FROM muatan ORDER BY id",
    "INSERT INTO riwayat_muatan (riwayat_id, muatan_id) SELECT id, id FROM muatan ORDER BY id",
    "INSERT INTO kepesertaan (muatan_id, bulan, kecamatan_kode, segmen_kode, pembayar_kode, kabupaten_kode, "
    "aktif_orang, baris) "
    "SELECT m.id, r.periode, k.kode, s.kode, p.kode, k.kabupaten_kode, "
    f"40 + ({_NUMBER} * 7 + s.urutan * 131 + p.urutan * 17) % 300 + r.month, 2 "
    f"{_OF_LOAD} CROSS JOIN segmen s CROSS JOIN pembayar p "
    "WHERE m.jenis = 'kepesertaan' ORDER BY m.id, k.kode",
    "INSERT INTO klaim (muatan_id, bulan, kecamatan_kode, program_kode, lingkup, kabupaten_kode, kasus, "
    "dibayarkan_rp, potensi_beasiswa_rp, baris) "
    "SELECT m.id, r.periode, k.kode, p.kode, r.bagian, k.kabupaten_kode, "
    f"1 + ({_NUMBER} * 13 + r.month * 7 + p.urutan * 5) % 12, "
    f"1000000 * p.urutan * (1 + ({_NUMBER} * 13 + r.month * 7 + p.urutan * 5) % 12), 0, 2 "
    f"{_OF_LOAD} CROSS JOIN program p WHERE m.jenis = 'klaim' "
    f"AND ({_NUMBER} * 7919 + r.month * 729 + p.urutan * 709 + r.number * 863) % 1000 < {CLAIMED} "
    "ORDER BY m.id, k.kode",
    "INSERT INTO semesta (muatan_id, kabupaten_kode, basis_kode, tanggal, kecamatan_kode, segmen_kode, "
    "semesta_orang, baris) "
    "SELECT m.id, k.kabupaten_kode, r.bagian, r.periode, k.kode, s.kode, 20000 + "
    f"({_NUMBER} * 31) % 9000, 2 {_OF_LOAD} CROSS JOIN segmen s WHERE m.jenis = 'semesta' ORDER BY m.id, k.kode",
    "INSERT INTO target (muatan_id, kabupaten_kode, tahun, kecamatan_kode, basis_kode, target_pct, sumber, baris) "
    f"SELECT m.id, k.kabupaten_kode, {FIRST_YEAR} + r.month / 12, k.kode, r.bagian, 20 + r.month / 2, 'SK', 2 "
    f"{_OF_LOAD} WHERE m.jenis = 'target' ORDER BY m.id, k.kode",
    "INSERT INTO bantuan_iuran (muatan_id, kabupaten_kode, pembayar_kode, kecamatan_kode, segmen_kode, kelompok, "
    "jumlah_orang, mulai, sampai, sk, baris) "
    "SELECT m.id, k.kabupaten_kode, p.kode, k.kode, 'BPU', 'Petani', 50, m.periode_awal, m.periode_awal, 'SK', 2 "
    f"{_OF_LOAD} CROSS JOIN pembayar p WHERE m.jenis = 'bantuan_iuran' AND p.bersubsidi ORDER BY m.id, k.kode",
    "INSERT INTO tindak_lanjut (muatan_id, kabupaten_kode, tahun, opd, tindakan, kelompok, kuota_orang, "
    "terlaksana_orang, sumber_dana, tenggat, penanggung_jawab, baris) "
    f"SELECT m.id, k.kabupaten_kode, {FIRST_YEAR} + r.month / 12, 'Dinas ' || k.kode, 'Daftarkan', 'Petani', 100, 40, "
    f"'APBD', r.periode, 'Dinas', 2 {_OF_LOAD} WHERE m.jenis = 'tindak_lanjut' ORDER BY m.id, k.kode",
    "INSERT INTO ekosistem (muatan_id, kabupaten_kode, bulan, kelompok, opd, desa_kode, jumlah_orang, "
    "terdaftar_orang, baris) "
    "SELECT m.id, k.kabupaten_kode, r.periode, 'Non-ASN', 'Dinas ' || k.kode, NULL, 90, 50, 2 "
    f"{_OF_LOAD} WHERE m.jenis = 'ekosistem' AND m.lembar = 'opd' ORDER BY m.id, k.kode",
    "INSERT INTO ekosistem (muatan_id, kabupaten_kode, bulan, kelompok, opd, desa_kode, jumlah_orang, "
    "terdaftar_orang, baris) "
    "SELECT m.id, k.kabupaten_kode, r.periode, s.nama, NULL, d.kode, 30, 10, 2 "
    f"{_OF_LOAD} JOIN desa d ON d.kecamatan_kode = k.kode CROSS JOIN segmen s "
    "WHERE m.jenis = 'ekosistem' AND m.lembar = 'desa' ORDER BY m.id, k.kode",
    "INSERT INTO batas (muatan_id, kecamatan_kode, kabupaten_kode, geojson) "
    f"SELECT m.id, k.kode, k.kabupaten_kode, '{_BOUNDARY}' {_OF_LOAD} WHERE m.jenis = 'batas' ORDER BY m.id, k.kode",
)
