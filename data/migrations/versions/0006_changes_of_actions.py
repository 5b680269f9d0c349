"""What was changed of an action after its load, version by version."""

import sqlalchemy as sa
from alembic import op

from data import row_security

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # So that a change can only be about an action of its own regency and load.
    op.create_index("uq_tindak_lanjut_butir", "tindak_lanjut", ["kabupaten_kode", "muatan_id", "id"], unique=True)
    op.create_table(
        "tindak_lanjut_ubah",
        sa.Column("tindak_lanjut_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("versi", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("muatan_id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(5), nullable=False),
        sa.Column("kuota_orang", sa.BigInteger(), nullable=True),
        sa.Column("terlaksana_orang", sa.BigInteger(), nullable=True),
        sa.Column("sumber_dana", sa.Text(), nullable=True),
        sa.Column("tenggat", sa.Date(), nullable=True),
        sa.Column("penanggung_jawab", sa.Text(), nullable=True, comment="an office, not a person"),
        sa.Column("oleh", sa.Text(), nullable=False, comment="an office and its role here, never a person"),
        sa.Column("pada", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("versi > 0", name=op.f("ck_tindak_lanjut_ubah_versi")),
        sa.CheckConstraint("kuota_orang >= 0", name=op.f("ck_tindak_lanjut_ubah_kuota")),
        sa.CheckConstraint("terlaksana_orang >= 0", name=op.f("ck_tindak_lanjut_ubah_terlaksana")),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_tindak_lanjut_ubah_kabupaten_kode")
        ),
        sa.ForeignKeyConstraint(
            ["kabupaten_kode", "muatan_id", "tindak_lanjut_id"],
            ["tindak_lanjut.kabupaten_kode", "tindak_lanjut.muatan_id", "tindak_lanjut.id"],
            name=op.f("fk_tindak_lanjut_ubah_kabupaten_kode_muatan_id_tindak_lanjut_id"),
        ),
        sa.PrimaryKeyConstraint("tindak_lanjut_id", "versi", name=op.f("pk_tindak_lanjut_ubah")),
    )
    row_security.enable(op.get_bind(), "tindak_lanjut_ubah")


def downgrade() -> None:
    row_security.disable(op.get_bind(), "tindak_lanjut_ubah")
    op.drop_table("tindak_lanjut_ubah")
    op.drop_index("uq_tindak_lanjut_butir", "tindak_lanjut")
