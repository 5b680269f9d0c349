"""tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kabupaten",
        sa.Column("kode", sa.String(length=5), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_kabupaten")),
    )
    op.create_table(
        "pembayar",
        sa.Column("kode", sa.String(length=16), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("bersubsidi", sa.Boolean(), nullable=False, comment="somebody other than worker or employer pays"),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_pembayar")),
        sa.UniqueConstraint("urutan", name=op.f("uq_pembayar_urutan")),
    )
    op.create_table(
        "program",
        sa.Column("kode", sa.String(length=3), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_program")),
        sa.UniqueConstraint("urutan", name=op.f("uq_program_urutan")),
    )
    op.create_table(
        "segmen",
        sa.Column("kode", sa.String(length=8), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_segmen")),
        sa.UniqueConstraint("urutan", name=op.f("uq_segmen_urutan")),
    )
    op.create_table(
        "basis",
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("kode", sa.String(length=24), nullable=False, comment="the word in the URL"),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("penjelasan", sa.Text(), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_basis_kabupaten_kode")),
        sa.PrimaryKeyConstraint("kabupaten_kode", "kode", name=op.f("pk_basis")),
    )
    op.create_index(
        "uq_basis_default",
        "basis",
        ["kabupaten_kode"],
        unique=True,
        sqlite_where=sa.text("is_default"),
        postgresql_where=sa.text("is_default"),
    )

    op.create_table(
        "iuran",
        sa.Column("segmen_kode", sa.String(length=8), nullable=False),
        sa.Column("pembayar_kode", sa.String(length=16), nullable=False),
        sa.Column(
            "kelompok", sa.Text(), nullable=False, comment="'umum', or the group of work that a rule singles out"
        ),
        sa.Column("berlaku_mulai", sa.Date(), nullable=False),
        sa.Column("berlaku_sampai", sa.Date(), nullable=True),
        sa.Column("iuran_rp", sa.BigInteger(), nullable=True, comment="rupiah a month"),
        sa.Column("upah_pct", sa.Numeric(precision=6, scale=3), nullable=True, comment="percent of the monthly wage"),
        sa.Column("aturan", sa.Text(), nullable=False),
        sa.CheckConstraint("(iuran_rp IS NULL) <> (upah_pct IS NULL)", name=op.f("ck_iuran_satu_tarif")),
        sa.CheckConstraint("berlaku_sampai >= berlaku_mulai", name=op.f("ck_iuran_rentang")),
        sa.CheckConstraint("iuran_rp >= 0", name=op.f("ck_iuran_iuran")),
        sa.CheckConstraint("upah_pct BETWEEN 0 AND 100", name=op.f("ck_iuran_upah")),
        sa.ForeignKeyConstraint(["pembayar_kode"], ["pembayar.kode"], name=op.f("fk_iuran_pembayar_kode")),
        sa.ForeignKeyConstraint(["segmen_kode"], ["segmen.kode"], name=op.f("fk_iuran_segmen_kode")),
        sa.PrimaryKeyConstraint("segmen_kode", "pembayar_kode", "kelompok", "berlaku_mulai", name=op.f("pk_iuran")),
    )
    op.create_table(
        "kecamatan",
        sa.Column("kode", sa.String(length=8), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("petak_baris", sa.Integer(), nullable=True, comment="row on the tile map, from the north"),
        sa.Column("petak_kolom", sa.Integer(), nullable=True, comment="column on the tile map, from the west"),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_kecamatan_kabupaten_kode")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_kecamatan")),
        sa.UniqueConstraint("kabupaten_kode", "kode", name=op.f("uq_kecamatan_kabupaten_kode_kode")),
        sa.UniqueConstraint("kabupaten_kode", "nama", name=op.f("uq_kecamatan_kabupaten_kode_nama")),
        sa.UniqueConstraint(
            "kabupaten_kode",
            "petak_baris",
            "petak_kolom",
            name=op.f("uq_kecamatan_kabupaten_kode_petak_baris_petak_kolom"),
        ),
    )
    op.create_table(
        "muatan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False, comment="subject"),
        sa.Column("asal", sa.String(length=8), nullable=False),
        sa.Column("nama_berkas", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False, comment="where the figures come from, in words for the screen"),
        sa.Column("periode_awal", sa.Date(), nullable=True),
        sa.Column("periode_akhir", sa.Date(), nullable=True),
        sa.Column("jumlah_baris", sa.Integer(), nullable=False),
        sa.Column("dimuat_pada", sa.DateTime(timezone=True), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False, comment="an office or a system account, never a person"),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.CheckConstraint("asal IN ('contoh', 'acuan', 'berkas')", name=op.f("ck_muatan_asal")),
        sa.CheckConstraint(
            "jenis IN ('semesta', 'kepesertaan', 'klaim', 'target', 'tindak_lanjut', 'ekosistem', 'batas')",
            name=op.f("ck_muatan_jenis"),
        ),
        sa.CheckConstraint("status IN ('aktif', 'dibatalkan')", name=op.f("ck_muatan_status")),
        sa.CheckConstraint("jumlah_baris >= 0", name=op.f("ck_muatan_jumlah")),
        sa.CheckConstraint("periode_akhir >= periode_awal", name=op.f("ck_muatan_periode")),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_muatan_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_muatan")),
        sa.UniqueConstraint("kabupaten_kode", "id", name=op.f("uq_muatan_kabupaten_kode_id")),
        sa.UniqueConstraint("kabupaten_kode", "jenis", "id", name=op.f("uq_muatan_kabupaten_kode_jenis_id")),
    )
    op.create_table(
        "batas",
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("geojson", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_batas_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_batas_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_batas_kabupaten_kode")),
        sa.PrimaryKeyConstraint("muatan_id", "kecamatan_kode", name=op.f("pk_batas")),
    )
    op.create_table(
        "desa",
        sa.Column("kode", sa.String(length=13), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("jenis", sa.String(length=9), nullable=False),
        sa.CheckConstraint("jenis IN ('desa', 'kelurahan')", name=op.f("ck_desa_jenis")),
        sa.ForeignKeyConstraint(["kecamatan_kode"], ["kecamatan.kode"], name=op.f("fk_desa_kecamatan_kode")),
        sa.PrimaryKeyConstraint("kode", name=op.f("pk_desa")),
    )
    op.create_index(op.f("ix_desa_kecamatan_kode"), "desa", ["kecamatan_kode"], unique=False)

    op.create_table(
        "kepesertaan",
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=False),
        sa.Column("segmen_kode", sa.String(length=8), nullable=False),
        sa.Column("pembayar_kode", sa.String(length=16), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("aktif_orang", sa.BigInteger(), nullable=False),
        sa.Column("berakhir_pada", sa.Date(), nullable=True, comment="last day of a subsidised cover"),
        sa.CheckConstraint(sa.extract("day", sa.column("bulan")) == 1, name=op.f("ck_kepesertaan_bulan_awal_bulan")),
        sa.CheckConstraint("aktif_orang >= 0", name=op.f("ck_kepesertaan_aktif")),
        sa.CheckConstraint("berakhir_pada >= bulan", name=op.f("ck_kepesertaan_berakhir")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_kepesertaan_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_kepesertaan_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_kepesertaan_kabupaten_kode")),
        sa.ForeignKeyConstraint(["pembayar_kode"], ["pembayar.kode"], name=op.f("fk_kepesertaan_pembayar_kode")),
        sa.ForeignKeyConstraint(["segmen_kode"], ["segmen.kode"], name=op.f("fk_kepesertaan_segmen_kode")),
        sa.PrimaryKeyConstraint(
            "muatan_id", "bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", name=op.f("pk_kepesertaan")
        ),
    )
    op.create_table(
        "klaim",
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=False),
        sa.Column("program_kode", sa.String(length=3), nullable=False),
        sa.Column("lingkup", sa.String(length=16), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("kasus", sa.BigInteger(), nullable=False),
        sa.Column("dibayarkan_rp", sa.BigInteger(), nullable=False),
        sa.Column("potensi_beasiswa_rp", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(sa.extract("day", sa.column("bulan")) == 1, name=op.f("ck_klaim_bulan_awal_bulan")),
        sa.CheckConstraint("lingkup IN ('kantor_cabang', 'domisili', 'badan_usaha')", name=op.f("ck_klaim_lingkup")),
        sa.CheckConstraint("dibayarkan_rp >= 0", name=op.f("ck_klaim_dibayarkan")),
        sa.CheckConstraint("kasus > 0 OR dibayarkan_rp = 0", name=op.f("ck_klaim_dibayarkan_tanpa_kasus")),
        sa.CheckConstraint("kasus >= 0", name=op.f("ck_klaim_kasus")),
        sa.CheckConstraint("potensi_beasiswa_rp >= 0", name=op.f("ck_klaim_beasiswa")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_klaim_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_klaim_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_klaim_kabupaten_kode")),
        sa.ForeignKeyConstraint(["program_kode"], ["program.kode"], name=op.f("fk_klaim_program_kode")),
        sa.PrimaryKeyConstraint(
            "muatan_id", "bulan", "kecamatan_kode", "program_kode", "lingkup", name=op.f("pk_klaim")
        ),
    )
    op.create_table(
        "muatan_periode",
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("bagian", sa.String(length=24), nullable=False),
        sa.Column("periode", sa.Date(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("jenis", sa.String(length=16), nullable=False),
        sa.Column("berlaku", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "jenis", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.jenis", "muatan.id"],
            name=op.f("fk_muatan_periode_kabupaten_kode_jenis_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_muatan_periode_kabupaten_kode")),
        sa.PrimaryKeyConstraint("muatan_id", "bagian", "periode", name=op.f("pk_muatan_periode")),
    )
    op.create_index(
        "uq_muatan_periode_berlaku",
        "muatan_periode",
        ["kabupaten_kode", "jenis", "bagian", "periode"],
        unique=True,
        sqlite_where=sa.text("berlaku"),
        postgresql_where=sa.text("berlaku"),
    )

    op.create_table(
        "muatan_total",
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("ukuran", sa.Text(), nullable=False, comment="label of the measure, e.g. 'Peserta aktif PU (orang)'"),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column(
            "dinyatakan", sa.BigInteger(), nullable=True, comment="as stated in the file; NULL when it states none"
        ),
        sa.Column("dihitung", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["muatan_id"], ["muatan.id"], name=op.f("fk_muatan_total_muatan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("muatan_id", "ukuran", name=op.f("pk_muatan_total")),
    )
    op.create_table(
        "semesta",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("basis_kode", sa.String(length=24), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False, comment="the date that the figure is for"),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=True),
        sa.Column("segmen_kode", sa.String(length=8), nullable=True),
        sa.Column("semesta_orang", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("semesta_orang >= 0", name=op.f("ck_semesta_semesta")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "basis_kode"],
            ["basis.kabupaten_kode", "basis.kode"],
            name=op.f("fk_semesta_kabupaten_kode_basis_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_semesta_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_semesta_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_semesta_kabupaten_kode")),
        sa.ForeignKeyConstraint(["segmen_kode"], ["segmen.kode"], name=op.f("fk_semesta_segmen_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_semesta")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("kecamatan_kode", sa.String(length=8), nullable=True),
        sa.Column("basis_kode", sa.String(length=24), nullable=False),
        sa.Column("target_pct", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("sumber", sa.Text(), nullable=False),
        sa.CheckConstraint("tahun BETWEEN 2000 AND 2100", name=op.f("ck_target_tahun")),
        sa.CheckConstraint("target_pct BETWEEN 0 AND 100", name=op.f("ck_target_target")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "basis_kode"],
            ["basis.kabupaten_kode", "basis.kode"],
            name=op.f("fk_target_kabupaten_kode_basis_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "kecamatan_kode"],
            ["kecamatan.kabupaten_kode", "kecamatan.kode"],
            name=op.f("fk_target_kabupaten_kode_kecamatan_kode"),
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_target_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_target_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_table(
        "tindak_lanjut",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=False),
        sa.Column("tindakan", sa.Text(), nullable=False),
        sa.Column("kelompok", sa.Text(), nullable=True, comment="group of workers"),
        sa.Column("kuota_orang", sa.BigInteger(), nullable=True),
        sa.Column("terlaksana_orang", sa.BigInteger(), nullable=True),
        sa.Column("sumber_dana", sa.Text(), nullable=True),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("penanggung_jawab", sa.Text(), nullable=True, comment="an office, not a person"),
        sa.CheckConstraint("kuota_orang >= 0", name=op.f("ck_tindak_lanjut_kuota")),
        sa.CheckConstraint("terlaksana_orang >= 0", name=op.f("ck_tindak_lanjut_terlaksana")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_tindak_lanjut_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_tindak_lanjut_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tindak_lanjut")),
    )
    op.create_table(
        "ekosistem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("bulan", sa.Date(), nullable=False),
        sa.Column("kelompok", sa.Text(), nullable=False),
        sa.Column("opd", sa.Text(), nullable=True),
        sa.Column("desa_kode", sa.String(length=13), nullable=True),
        sa.Column("jumlah_orang", sa.BigInteger(), nullable=False),
        sa.Column("terdaftar_orang", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(sa.extract("day", sa.column("bulan")) == 1, name=op.f("ck_ekosistem_bulan_awal_bulan")),
        sa.CheckConstraint("(opd IS NULL) <> (desa_kode IS NULL)", name=op.f("ck_ekosistem_opd_atau_desa")),
        sa.CheckConstraint("terdaftar_orang BETWEEN 0 AND jumlah_orang", name=op.f("ck_ekosistem_terdaftar")),
        sa.ForeignKeyConstraint(["desa_kode"], ["desa.kode"], name=op.f("fk_ekosistem_desa_kode")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id"],
            ["muatan.kabupaten_kode", "muatan.id"],
            name=op.f("fk_ekosistem_kabupaten_kode_muatan_id"),
        ),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_ekosistem_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ekosistem")),
    )
    op.create_index(
        "uq_semesta_butir",
        "semesta",
        [
            "muatan_id",
            "basis_kode",
            "tanggal",
            sa.text("coalesce(kecamatan_kode, '')"),
            sa.text("coalesce(segmen_kode, '')"),
        ],
        unique=True,
    )
    op.create_index(
        "uq_target_butir",
        "target",
        ["muatan_id", "tahun", "basis_kode", sa.text("coalesce(kecamatan_kode, '')")],
        unique=True,
    )


def downgrade() -> None:
    for table in (
        "ekosistem",
        "tindak_lanjut",
        "target",
        "semesta",
        "muatan_total",
        "muatan_periode",
        "klaim",
        "kepesertaan",
        "desa",
        "batas",
        "muatan",
        "kecamatan",
        "iuran",
        "basis",
        "segmen",
        "program",
        "pembayar",
        "kabupaten",
    ):
        op.drop_table(table)
