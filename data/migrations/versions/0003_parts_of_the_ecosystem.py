"""The ecosystem's OPD and desa are parts of their own: they come from two offices, and both count."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SPLIT = """
INSERT INTO muatan_periode (muatan_id, bagian, periode, kabupaten_kode, jenis, berlaku)
SELECT DISTINCT p.muatan_id, CASE WHEN e.desa_kode IS NULL THEN 'opd' ELSE 'desa' END, p.periode, p.kabupaten_kode,
    p.jenis, FALSE
FROM muatan_periode p JOIN ekosistem e ON e.muatan_id = p.muatan_id AND e.bulan = p.periode
WHERE p.jenis = 'ekosistem' AND p.bagian = ''
"""
JOIN = """
INSERT INTO muatan_periode (muatan_id, bagian, periode, kabupaten_kode, jenis, berlaku)
SELECT DISTINCT muatan_id, '', periode, kabupaten_kode, jenis, FALSE
FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian <> ''
"""
# There is no sample of the ecosystem: the newest active load counts.
CHOOSE = """
UPDATE muatan_periode SET berlaku = TRUE WHERE jenis = 'ekosistem' AND muatan_id = (
    SELECT max(m.id) FROM muatan m JOIN muatan_periode p ON p.muatan_id = m.id
    WHERE m.status = 'aktif' AND p.jenis = 'ekosistem' AND p.kabupaten_kode = muatan_periode.kabupaten_kode
    AND p.bagian = muatan_periode.bagian AND p.periode = muatan_periode.periode)
"""


def upgrade() -> None:
    op.execute(sa.text(SPLIT))
    op.execute(sa.text("DELETE FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian = ''"))
    op.execute(sa.text(CHOOSE))


def downgrade() -> None:
    op.execute(sa.text(JOIN))
    op.execute(sa.text("DELETE FROM muatan_periode WHERE jenis = 'ekosistem' AND bagian <> ''"))
    op.execute(sa.text(CHOOSE))
