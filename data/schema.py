"""The tables. Grain, keys and checks of every one; the same on SQLite and PostgreSQL.

Kemendagri codes are the keys and names are labels. A column's suffix is its unit: ``_orang`` people, ``_rp`` rupiah,
``_pct`` percent, ``kasus`` cases. A month is written as its first day; a position is the one at that month's end.
Every fact carries the load (``muatan``) that brought it; ``muatan_periode`` says which load is live for each period.
"""

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
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    extract,
    func,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

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

# --- Loads -----------------------------------------------------------------------------------------------------------

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
    UniqueConstraint("kabupaten_kode", "id"),
    UniqueConstraint("kabupaten_kode", "jenis", "id"),
    CheckConstraint(
        "jenis IN ('semesta', 'kepesertaan', 'klaim', 'target', 'tindak_lanjut', 'ekosistem', 'batas')", name="jenis"
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

# Grain: load x part x period. What each load covers and whether it is live there; part is the basis of a semesta or the
# scope of claims, else ''. At most one load is live for a period of a subject.
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


def _load() -> list:
    """The columns that tie a fact to its load, inside one regency."""
    return [
        Column("muatan_id", Integer, nullable=False),
        Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
        ForeignKeyConstraint(["kabupaten_kode", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.id]),
    ]


def _kecamatan(*, nullable: bool = False) -> list:
    """The kecamatan of a fact, which must lie in the fact's own regency; NULL stands for the whole regency."""
    return [
        Column("kecamatan_kode", String(8), nullable=nullable),
        ForeignKeyConstraint(["kabupaten_kode", "kecamatan_kode"], [kecamatan.c.kabupaten_kode, kecamatan.c.kode]),
    ]


def _month_start(column: Column) -> CheckConstraint:
    return CheckConstraint(extract("day", column) == 1, name=f"{column.name}_awal_bulan")


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

# Grain: load x basis x date x kecamatan x segmen. NULL kecamatan or segmen: published for the whole only.
semesta = Table(
    "semesta",
    metadata,
    Column("id", Integer, primary_key=True),
    *_load(),
    Column("basis_kode", String(24), nullable=False),
    Column("tanggal", Date, nullable=False, comment="the date that the figure is for"),
    *_kecamatan(nullable=True),
    Column("segmen_kode", ForeignKey(segmen.c.kode)),
    Column("semesta_orang", BigInteger, nullable=False),
    ForeignKeyConstraint(["kabupaten_kode", "basis_kode"], [basis.c.kabupaten_kode, basis.c.kode]),
    CheckConstraint("semesta_orang >= 0", name="semesta"),
)
Index(
    "uq_semesta_butir",
    semesta.c.muatan_id,
    semesta.c.basis_kode,
    semesta.c.tanggal,
    func.coalesce(semesta.c.kecamatan_kode, ""),
    func.coalesce(semesta.c.segmen_kode, ""),
    unique=True,
)

# --- Facts -----------------------------------------------------------------------------------------------------------

_bulan = Column("bulan", Date, primary_key=True)
# Grain: load x month x kecamatan x segmen x payer. Active members, counted once (JKK/JKM).
kepesertaan = Table(
    "kepesertaan",
    metadata,
    Column("muatan_id", Integer, primary_key=True),
    _bulan,
    Column("kecamatan_kode", String(8), primary_key=True),
    Column("segmen_kode", ForeignKey(segmen.c.kode), primary_key=True),
    Column("pembayar_kode", ForeignKey(pembayar.c.kode), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("aktif_orang", BigInteger, nullable=False),
    Column("berakhir_pada", Date, comment="last day of a subsidised cover"),
    ForeignKeyConstraint(["kabupaten_kode", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.id]),
    ForeignKeyConstraint(["kabupaten_kode", "kecamatan_kode"], [kecamatan.c.kabupaten_kode, kecamatan.c.kode]),
    CheckConstraint("aktif_orang >= 0", name="aktif"),
    CheckConstraint("berakhir_pada >= bulan", name="berakhir"),
    _month_start(_bulan),
)

_bulan = Column("bulan", Date, primary_key=True)
# Grain: load x month x kecamatan x programme x scope. Paid, and the promised scholarship, which is never added to it.
klaim = Table(
    "klaim",
    metadata,
    Column("muatan_id", Integer, primary_key=True),
    _bulan,
    Column("kecamatan_kode", String(8), primary_key=True),
    Column("program_kode", ForeignKey(program.c.kode), primary_key=True),
    Column("lingkup", String(16), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("kasus", BigInteger, nullable=False),
    Column("dibayarkan_rp", BigInteger, nullable=False),
    Column("potensi_beasiswa_rp", BigInteger, nullable=False),
    ForeignKeyConstraint(["kabupaten_kode", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.id]),
    ForeignKeyConstraint(["kabupaten_kode", "kecamatan_kode"], [kecamatan.c.kabupaten_kode, kecamatan.c.kode]),
    CheckConstraint("lingkup IN ('kantor_cabang', 'domisili', 'badan_usaha')", name="lingkup"),
    CheckConstraint("kasus >= 0", name="kasus"),
    CheckConstraint("dibayarkan_rp >= 0", name="dibayarkan"),
    CheckConstraint("potensi_beasiswa_rp >= 0", name="beasiswa"),
    CheckConstraint("kasus > 0 OR dibayarkan_rp = 0", name="dibayarkan_tanpa_kasus"),
    _month_start(_bulan),
)

# Grain: load x year x area x basis. NULL kecamatan: the target of the whole regency.
target = Table(
    "target",
    metadata,
    Column("id", Integer, primary_key=True),
    *_load(),
    Column("tahun", Integer, nullable=False),
    *_kecamatan(nullable=True),
    Column("basis_kode", String(24), nullable=False),
    Column("target_pct", Numeric(5, 2), nullable=False),
    Column("sumber", Text, nullable=False),
    ForeignKeyConstraint(["kabupaten_kode", "basis_kode"], [basis.c.kabupaten_kode, basis.c.kode]),
    CheckConstraint("target_pct BETWEEN 0 AND 100", name="target"),
    CheckConstraint("tahun BETWEEN 2000 AND 2100", name="tahun"),
)
Index(
    "uq_target_butir",
    target.c.muatan_id,
    target.c.tahun,
    target.c.basis_kode,
    func.coalesce(target.c.kecamatan_kode, ""),
    unique=True,
)

# Grain: one action of one OPD.
tindak_lanjut = Table(
    "tindak_lanjut",
    metadata,
    Column("id", Integer, primary_key=True),
    *_load(),
    Column("tahun", Integer, nullable=False),
    Column("opd", Text, nullable=False),
    Column("tindakan", Text, nullable=False),
    Column("kelompok", Text, comment="group of workers"),
    Column("kuota_orang", BigInteger),
    Column("terlaksana_orang", BigInteger),
    Column("sumber_dana", Text),
    Column("tenggat", Date),
    Column("penanggung_jawab", Text, comment="an office, not a person"),
    CheckConstraint("kuota_orang >= 0", name="kuota"),
    CheckConstraint("terlaksana_orang >= 0", name="terlaksana"),
)

# Grain: load x month x group x (OPD or desa).
ekosistem = Table(
    "ekosistem",
    metadata,
    Column("id", Integer, primary_key=True),
    *_load(),
    Column("bulan", Date, nullable=False),
    Column("kelompok", Text, nullable=False),
    Column("opd", Text),
    Column("desa_kode", ForeignKey(desa.c.kode)),
    Column("jumlah_orang", BigInteger, nullable=False),
    Column("terdaftar_orang", BigInteger, nullable=False),
    CheckConstraint("(opd IS NULL) <> (desa_kode IS NULL)", name="opd_atau_desa"),
    CheckConstraint("terdaftar_orang BETWEEN 0 AND jumlah_orang", name="terdaftar"),
    CheckConstraint(extract("day", Column("bulan", Date)) == 1, name="bulan_awal_bulan"),
)

# Grain: load x kecamatan. A GeoJSON geometry (WGS 84, longitude first).
batas = Table(
    "batas",
    metadata,
    Column("muatan_id", Integer, primary_key=True),
    Column("kecamatan_kode", String(8), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("geojson", Text, nullable=False),
    ForeignKeyConstraint(["kabupaten_kode", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.id]),
    ForeignKeyConstraint(["kabupaten_kode", "kecamatan_kode"], [kecamatan.c.kabupaten_kode, kecamatan.c.kode]),
)
