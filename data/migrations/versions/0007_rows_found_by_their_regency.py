"""Where one database holds many regencies, the rows of one are found without looking at those of the others."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INDEXES = {
    "muatan_periode": ["kabupaten_kode", "jenis"],
    "target": ["kabupaten_kode", "muatan_id"],
    "ekosistem": ["kabupaten_kode", "muatan_id"],
    "bantuan_iuran": ["kabupaten_kode", "muatan_id"],
    "tindak_lanjut_ubah": ["kabupaten_kode"],
    "batas": ["kabupaten_kode"],
    "tautan": ["kabupaten_kode"],
    "riwayat": ["kabupaten_kode"],
    "riwayat_muatan": ["muatan_id"],
}


def upgrade() -> None:
    for table, columns in INDEXES.items():
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)


def downgrade() -> None:
    for table, columns in reversed(INDEXES.items()):
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table)
