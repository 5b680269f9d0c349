"""History of loads, grants of subsidised contributions, and where in its file a row stood."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SUBJECTS = "'semesta', 'kepesertaan', 'klaim', 'target', 'tindak_lanjut', 'ekosistem'"
BEFORE = f"jenis IN ({SUBJECTS}, 'batas')"
AFTER = f"jenis IN ({SUBJECTS}, 'bantuan_iuran', 'batas')"
WITH_ROWS = ("kepesertaan", "semesta", "klaim", "target", "tindak_lanjut", "ekosistem")
ROW = "row in the file, counted from 1; NULL when several rows were added up"
SHEET = "the sheet that the rows stand in"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_loads(AFTER, sa.Column("lembar", sa.Text(), nullable=True))
    else:
        op.drop_constraint(op.f("ck_muatan_jenis"), "muatan")
        op.create_check_constraint(op.f("ck_muatan_jenis"), "muatan", AFTER)
        op.add_column("muatan", sa.Column("lembar", sa.Text(), nullable=True, comment=SHEET))
    for table in WITH_ROWS:
        op.add_column(table, sa.Column("baris", sa.Integer(), nullable=True, comment=ROW))

    op.create_table(
        "bantuan_iuran",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("pembayar_kode", sa.String(length=16), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=True),
        sa.Column("segmen_kode", sa.String(length=8), nullable=False),
        sa.Column("kelompok", sa.Text(), nullable=True, comment="group of workers"),
        sa.Column("jumlah_orang", sa.BigInteger(), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=False, comment="last day of the cover"),
        sa.Column("sk", sa.Text(), nullable=True, comment="the decree that grants it"),
        sa.Column("baris", sa.Integer(), nullable=True, comment=ROW),
        sa.CheckConstraint("jumlah_orang >= 0", name=op.f("ck_bantuan_iuran_jumlah")),
        sa.CheckConstraint("sampai >= mulai", name=op.f("ck_bantuan_iuran_rentang")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_bantuan_iuran_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_bantuan_iuran_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_bantuan_iuran_kabupaten_kode")),
        sa.ForeignKeyConstraint(["pembayar_kode"], ["pembayar.kode"], name=op.f("fk_bantuan_iuran_pembayar_kode")),
        sa.ForeignKeyConstraint(["segmen_kode"], ["segmen.kode"], name=op.f("fk_bantuan_iuran_segmen_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bantuan_iuran")),
    )
    op.create_table(
        "riwayat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("tindakan", sa.String(length=8), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False, comment="an office or a system account, never a person"),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mulai", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "selesai",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="NULL while it runs; when interrupted: when that was noticed",
        ),
        sa.Column("keadaan", sa.String(length=10), nullable=False),
        sa.CheckConstraint("tindakan IN ('muat', 'batal', 'pulih')", name=op.f("ck_riwayat_tindakan")),
        sa.CheckConstraint("keadaan IN ('berjalan', 'selesai', 'gagal', 'terputus')", name=op.f("ck_riwayat_keadaan")),
        sa.CheckConstraint("(keadaan = 'berjalan') = (selesai IS NULL)", name=op.f("ck_riwayat_selesai")),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_riwayat_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_riwayat")),
    )
    op.create_index(
        "uq_riwayat_berjalan",
        "riwayat",
        ["kabupaten_kode"],
        unique=True,
        sqlite_where=sa.text("keadaan = 'berjalan'"),
        postgresql_where=sa.text("keadaan = 'berjalan'"),
    )
    op.create_table(
        "riwayat_muatan",
        sa.Column("riwayat_id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["muatan_id"], ["muatan.id"], name=op.f("fk_riwayat_muatan_muatan_id")),
        sa.ForeignKeyConstraint(["riwayat_id"], ["riwayat.id"], name=op.f("fk_riwayat_muatan_riwayat_id")),
        sa.PrimaryKeyConstraint("riwayat_id", "muatan_id", name=op.f("pk_riwayat_muatan")),
    )


def downgrade() -> None:
    """Back to 0001. Fails, and changes nothing, while loads of subsidised contributions are stored."""
    for table in ("riwayat_muatan", "riwayat", "bantuan_iuran"):
        op.drop_table(table)
    for table in WITH_ROWS:
        op.drop_column(table, "baris")
    if op.get_bind().dialect.name == "sqlite":
        _rebuild_loads(BEFORE)
    else:
        op.drop_column("muatan", "lembar")
        op.drop_constraint(op.f("ck_muatan_jenis"), "muatan")
        op.create_check_constraint(op.f("ck_muatan_jenis"), "muatan", BEFORE)


def _rebuild_loads(subjects: str, *more: sa.Column) -> None:
    """Make ``muatan`` anew as SQLite documents it (lang_altertable, section 7): new table, copy, drop, rename."""
    if op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError("foreign keys must sleep while a table is made anew: transaction(schema_change=True)")
    kept: list[sa.Column] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False),
        sa.Column("asal", sa.String(length=8), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("periode_awal", sa.Date(), nullable=True),
        sa.Column("periode_akhir", sa.Date(), nullable=True),
        sa.Column("jumlah_baris", sa.Integer(), nullable=False),
        sa.Column("dimuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
    ]
    new = op.create_table(
        "muatan_baru",
        *kept,
        *more,
        sa.CheckConstraint("asal IN ('contoh', 'acuan', 'berkas')", name=op.f("ck_muatan_asal")),
        sa.CheckConstraint(subjects, name=op.f("ck_muatan_jenis")),
        sa.CheckConstraint("status IN ('aktif', 'dibatalkan')", name=op.f("ck_muatan_status")),
        sa.CheckConstraint("jumlah_baris >= 0", name=op.f("ck_muatan_jumlah")),
        sa.CheckConstraint("periode_akhir >= periode_awal", name=op.f("ck_muatan_periode")),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_muatan_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muatan")),
        sa.UniqueConstraint("kabupaten_kode", "id", name=op.f("uq_muatan_kabupaten_kode_id")),
        sa.UniqueConstraint("kabupaten_kode", "jenis", "id", name=op.f("uq_muatan_kabupaten_kode_jenis_id")),
    )
    names = [column.name for column in kept]
    old = sa.table("muatan", *(sa.column(name) for name in names))
    op.execute(new.insert().from_select(names, sa.select(old)))
    op.drop_table("muatan")
    op.rename_table("muatan_baru", "muatan")
