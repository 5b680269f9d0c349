"""Loads: what was loaded, what it covers, which is live, and who did what to them when."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.schema.base import metadata
from data.schema.reference import kabupaten

muatan = Table(
    "muatan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("jenis", String(16), nullable=False, comment="subject"),
    Column("asal", String(8), nullable=False),
    Column("nama_berkas", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("sumber", Text, nullable=False, comment="where the figures come from, in words for the screen"),
    Column("periode_awal", Date),
    Column("periode_akhir", Date),
    Column("jumlah_baris", Integer, nullable=False),
    Column("dimuat_pada", DateTime(timezone=True), nullable=False),
    Column("oleh", Text, nullable=False, comment="an office or a system account, never a person"),
    Column("status", String(10), nullable=False),
    Column("lembar", Text, comment="the sheet that the rows stand in"),
    UniqueConstraint("kabupaten_kode", "id"),
    UniqueConstraint("kabupaten_kode", "jenis", "id"),
    CheckConstraint(
        "jenis IN ('semesta', 'kepesertaan', 'klaim', 'target', 'tindak_lanjut', 'ekosistem', "
        "'bantuan_iuran', 'batas')",
        name="jenis",
    ),
    CheckConstraint("asal IN ('contoh', 'acuan', 'berkas')", name="asal"),
    CheckConstraint("status IN ('aktif', 'dibatalkan')", name="status"),
    CheckConstraint("jumlah_baris >= 0", name="jumlah"),
    CheckConstraint("periode_akhir >= periode_awal", name="periode"),
)

# Grain: load x measure. What the file said in total against what its rows add up to; a difference is kept, not mended.
muatan_total = Table(
    "muatan_total",
    metadata,
    Column("muatan_id", ForeignKey(muatan.c.id, ondelete="CASCADE"), primary_key=True),
    Column("ukuran", Text, primary_key=True, comment="label of the measure, e.g. 'Peserta aktif PU (orang)'"),
    Column("urutan", Integer, nullable=False),
    Column("dinyatakan", BigInteger, comment="as stated in the file; NULL when it states none"),
    Column("dihitung", BigInteger, nullable=False),
)

# Grain: load x part x period. What each load covers and whether it is live there; part is the basis of a semesta or
# target, the scope of claims, 'opd' or 'desa' of the ecosystem, else ''. At most one load is live for a part's period.
muatan_periode = Table(
    "muatan_periode",
    metadata,
    Column("muatan_id", Integer, primary_key=True),
    Column("bagian", String(24), primary_key=True),
    Column("periode", Date, primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("jenis", String(16), nullable=False),
    Column("berlaku", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["kabupaten_kode", "jenis", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.jenis, muatan.c.id]
    ),
)
Index(
    "uq_muatan_periode_berlaku",
    muatan_periode.c.kabupaten_kode,
    muatan_periode.c.jenis,
    muatan_periode.c.bagian,
    muatan_periode.c.periode,
    unique=True,
    sqlite_where=muatan_periode.c.berlaku,
    postgresql_where=muatan_periode.c.berlaku,
)

# SQLite does not see that the index above would do.
Index(None, muatan_periode.c.kabupaten_kode, muatan_periode.c.jenis)

# Grain: one act on loads. What was done, by whom, to which file, and how it ended. At most one act of a regency runs.
riwayat = Table(
    "riwayat",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("tindakan", String(8), nullable=False),
    Column("oleh", Text, nullable=False, comment="an office or a system account, never a person"),
    Column("nama_berkas", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mulai", DateTime(timezone=True), nullable=False),
    Column("selesai", DateTime(timezone=True), comment="NULL while it runs; when interrupted: when that was noticed"),
    Column("keadaan", String(10), nullable=False),
    CheckConstraint("tindakan IN ('muat', 'batal', 'pulih')", name="tindakan"),
    CheckConstraint("keadaan IN ('berjalan', 'selesai', 'gagal', 'terputus')", name="keadaan"),
    CheckConstraint("(keadaan = 'berjalan') = (selesai IS NULL)", name="selesai"),
)
Index(
    "uq_riwayat_berjalan",
    riwayat.c.kabupaten_kode,
    unique=True,
    sqlite_where=riwayat.c.keadaan == "berjalan",
    postgresql_where=riwayat.c.keadaan == "berjalan",
)

Index(None, riwayat.c.kabupaten_kode)

# Grain: act x load. The loads that an act brought, cancelled or brought back.
riwayat_muatan = Table(
    "riwayat_muatan",
    metadata,
    Column("riwayat_id", ForeignKey(riwayat.c.id), primary_key=True),
    Column("muatan_id", ForeignKey(muatan.c.id), primary_key=True, index=True),
)
