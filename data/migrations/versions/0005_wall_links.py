"""Wall links."""

import sqlalchemy as sa
from alembic import op

from data import row_security

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tautan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kabupaten_kode", sa.String(5), nullable=False),
        sa.Column("sidik", sa.String(64), nullable=False, comment="sha256 of the link's secret, never the secret"),
        sa.Column("dibuat", sa.DateTime(timezone=True), nullable=False),
        sa.Column("berlaku_sampai", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dicabut", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["kabupaten_kode"], ["kabupaten.kode"], name=op.f("fk_tautan_kabupaten_kode")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tautan")),
        sa.UniqueConstraint("sidik", name=op.f("uq_tautan_sidik")),
    )
    row_security.enable(op.get_bind(), "tautan")


def downgrade() -> None:
    row_security.disable(op.get_bind(), "tautan")
    op.drop_table("tautan")
