"""Facts: the figures themselves, each with the load that brought it."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    Text,
    extract,
    func,
)

from data.schema.base import metadata
from data.schema.loads import muatan
from data.schema.reference import basis, desa, kabupaten, kecamatan, pembayar, program, segmen


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


def _row() -> Column[int]:
    return Column("baris", Integer, comment="row in the file, counted from 1; NULL when several rows were added up")


def _month_start(column: Column) -> CheckConstraint:
    return CheckConstraint(extract("day", column) == 1, name=f"{column.name}_awal_bulan")


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
    _row(),
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
    _row(),
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
    _row(),
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
    _row(),
    ForeignKeyConstraint(["kabupaten_kode", "basis_kode"], [basis.c.kabupaten_kode, basis.c.kode]),
    CheckConstraint("target_pct BETWEEN 0 AND 100", name="target"),
    CheckConstraint("tahun BETWEEN 2000 AND 2100", name="tahun"),
)
Index(None, target.c.kabupaten_kode, target.c.muatan_id)
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
    _row(),
    CheckConstraint("kuota_orang >= 0", name="kuota"),
    CheckConstraint("terlaksana_orang >= 0", name="terlaksana"),
)

# So that a change can only be about an action of its own regency and load.
Index("uq_tindak_lanjut_butir", *(tindak_lanjut.c[name] for name in ("kabupaten_kode", "muatan_id", "id")), unique=True)

# Grain: action x version, from 1. How an action stands after somebody changed it on the screen; the load's own row is
# version 0 and stays. The key lets two who saw the same version store one change only.
tindak_lanjut_ubah = Table(
    "tindak_lanjut_ubah",
    metadata,
    Column("tindak_lanjut_id", Integer, primary_key=True, autoincrement=False),
    Column("versi", Integer, primary_key=True, autoincrement=False),
    Column("muatan_id", Integer, nullable=False),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False, index=True),
    Column("kuota_orang", BigInteger),
    Column("terlaksana_orang", BigInteger),
    Column("sumber_dana", Text),
    Column("tenggat", Date),
    Column("penanggung_jawab", Text, comment="an office, not a person"),
    Column("oleh", Text, nullable=False, comment="an office and its role here, never a person"),
    Column("pada", DateTime(timezone=True), nullable=False),
    ForeignKeyConstraint(
        ["kabupaten_kode", "muatan_id", "tindak_lanjut_id"],
        [tindak_lanjut.c.kabupaten_kode, tindak_lanjut.c.muatan_id, tindak_lanjut.c.id],
    ),
    CheckConstraint("versi > 0", name="versi"),
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
    _row(),
    CheckConstraint("(opd IS NULL) <> (desa_kode IS NULL)", name="opd_atau_desa"),
    CheckConstraint("terdaftar_orang BETWEEN 0 AND jumlah_orang", name="terdaftar"),
    CheckConstraint(extract("day", Column("bulan", Date)) == 1, name="bulan_awal_bulan"),
)
Index(None, ekosistem.c.kabupaten_kode, ekosistem.c.muatan_id)

# Grain: one grant of subsidised contributions: who pays for how many people, and from when to when. NULL kecamatan: the
# whole regency.
bantuan_iuran = Table(
    "bantuan_iuran",
    metadata,
    Column("id", Integer, primary_key=True),
    *_load(),
    Column("pembayar_kode", ForeignKey(pembayar.c.kode), nullable=False),
    *_kecamatan(nullable=True),
    Column("segmen_kode", ForeignKey(segmen.c.kode), nullable=False),
    Column("kelompok", Text, comment="group of workers"),
    Column("jumlah_orang", BigInteger, nullable=False),
    Column("mulai", Date, nullable=False),
    Column("sampai", Date, nullable=False, comment="last day of the cover"),
    Column("sk", Text, comment="the decree that grants it"),
    _row(),
    CheckConstraint("jumlah_orang >= 0", name="jumlah"),
    CheckConstraint("sampai >= mulai", name="rentang"),
)
Index(None, bantuan_iuran.c.kabupaten_kode, bantuan_iuran.c.muatan_id)

# Grain: load x kecamatan. A GeoJSON geometry (WGS 84, longitude first).
batas = Table(
    "batas",
    metadata,
    Column("muatan_id", Integer, primary_key=True),
    Column("kecamatan_kode", String(8), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False, index=True),
    Column("geojson", Text, nullable=False),
    ForeignKeyConstraint(["kabupaten_kode", "muatan_id"], [muatan.c.kabupaten_kode, muatan.c.id]),
    ForeignKeyConstraint(["kabupaten_kode", "kecamatan_kode"], [kecamatan.c.kabupaten_kode, kecamatan.c.kode]),
)
