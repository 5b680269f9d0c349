"""Reference rows: areas, vocabulary, tariffs, and the definitions of the base of coverage."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.schema.base import metadata

# --- Areas: one row per area -----------------------------------------------------------------------------------------

kabupaten = Table(
    "kabupaten",
    metadata,
    Column("kode", String(5), primary_key=True),
    Column("nama", Text, nullable=False),
)

kecamatan = Table(
    "kecamatan",
    metadata,
    Column("kode", String(8), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("nama", Text, nullable=False),
    Column("petak_baris", Integer, comment="row on the tile map, from the north"),
    Column("petak_kolom", Integer, comment="column on the tile map, from the west"),
    UniqueConstraint("kabupaten_kode", "kode"),
    UniqueConstraint("kabupaten_kode", "nama"),
    UniqueConstraint("kabupaten_kode", "petak_baris", "petak_kolom"),
)

desa = Table(
    "desa",
    metadata,
    Column("kode", String(13), primary_key=True),
    Column("kecamatan_kode", ForeignKey(kecamatan.c.kode), nullable=False, index=True),
    Column("nama", Text, nullable=False),
    Column("jenis", String(9), nullable=False),
    CheckConstraint("jenis IN ('desa', 'kelurahan')", name="jenis"),
)

# --- Vocabulary: one row per word, in the order that officials use ---------------------------------------------------

segmen = Table(
    "segmen",
    metadata,
    Column("kode", String(8), primary_key=True),
    Column("nama", Text, nullable=False),
    Column("urutan", Integer, nullable=False, unique=True),
)

program = Table(
    "program",
    metadata,
    Column("kode", String(3), primary_key=True),
    Column("nama", Text, nullable=False),
    Column("urutan", Integer, nullable=False, unique=True),
)

pembayar = Table(
    "pembayar",
    metadata,
    Column("kode", String(16), primary_key=True),
    Column("nama", Text, nullable=False),
    Column("bersubsidi", Boolean, nullable=False, comment="somebody other than worker or employer pays"),
    Column("urutan", Integer, nullable=False, unique=True),
)

iuran = Table(
    "iuran",
    metadata,
    Column("segmen_kode", ForeignKey(segmen.c.kode), primary_key=True),
    Column("pembayar_kode", ForeignKey(pembayar.c.kode), primary_key=True),
    Column("kelompok", Text, primary_key=True, comment="'umum', or the group of work that a rule singles out"),
    Column("berlaku_mulai", Date, primary_key=True),
    Column("berlaku_sampai", Date),
    Column("iuran_rp", BigInteger, comment="rupiah a month"),
    Column("upah_pct", Numeric(6, 3), comment="percent of the monthly wage"),
    Column("aturan", Text, nullable=False),
    CheckConstraint("(iuran_rp IS NULL) <> (upah_pct IS NULL)", name="satu_tarif"),
    CheckConstraint("iuran_rp >= 0", name="iuran"),
    CheckConstraint("upah_pct BETWEEN 0 AND 100", name="upah"),
    CheckConstraint("berlaku_sampai >= berlaku_mulai", name="rentang"),
)

# --- The base of coverage --------------------------------------------------------------------------------------------

basis = Table(
    "basis",
    metadata,
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), primary_key=True),
    Column("kode", String(24), primary_key=True, comment="the word in the URL"),
    Column("nama", Text, nullable=False),
    Column("penjelasan", Text, nullable=False),
    Column("sumber", Text, nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("urutan", Integer, nullable=False),
)
Index(
    "uq_basis_default",
    basis.c.kabupaten_kode,
    unique=True,
    sqlite_where=basis.c.is_default,
    postgresql_where=basis.c.is_default,
)
