"""Whose rows a database role may see, and the policies that hold it to them on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from data import row_security

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

RULES = {
    "peran": "nama = current_user",
    "kabupaten": "kode = {regency}",
    "kecamatan": row_security.OWN,
    "desa": "kecamatan_kode IN (SELECT k.kode FROM kecamatan k WHERE k.kabupaten_kode = {regency})",
    "basis": row_security.OWN,
    "semesta": row_security.OWN,
    "kepesertaan": row_security.OWN,
    "klaim": row_security.OWN,
    "target": row_security.OWN,
    "tindak_lanjut": row_security.OWN,
    "ekosistem": row_security.OWN,
    "bantuan_iuran": row_security.OWN,
    "batas": row_security.OWN,
    "muatan": row_security.OWN,
    "muatan_periode": row_security.OWN,
    "muatan_total": "muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = {regency})",
    "riwayat": row_security.OWN,
    "riwayat_muatan": "riwayat_id IN (SELECT r.id FROM riwayat r WHERE r.kabupaten_kode = {regency}) "
    "AND muatan_id IN (SELECT m.id FROM muatan m WHERE m.kabupaten_kode = {regency})",
}


def upgrade() -> None:
    op.create_table(
        "peran",
        sa.Column("nama", sa.String(length=63), nullable=False),
        sa.Column("kabupaten_kode", sa.String(length=5), nullable=False),
        sa.Column("jenis", sa.String(length=8), nullable=False),
        sa.CheckConstraint("jenis IN ('pemuat', 'penampil')", name=op.f("ck_peran_jenis")),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_peran_kabupaten_kode")),
        sa.PrimaryKeyConstraint("nama", name=op.f("pk_peran")),
    )
    for table, rows in RULES.items():
        row_security.enable(op.get_bind(), table, rows)


def downgrade() -> None:
    for table in reversed(RULES):
        row_security.disable(op.get_bind(), table)
    op.drop_table("peran")
