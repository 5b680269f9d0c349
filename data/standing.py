"""Actions as they stand now: as their load has them, and over that the newest change that was made on the screen."""

from sqlalchemy import ColumnElement, case, func, select

from data.schema import tindak_lanjut as t
from data.schema import tindak_lanjut_ubah as u

# What may be changed of an action after its load.
FIELDS = ("kuota_orang", "terlaksana_orang", "sumber_dana", "tenggat", "penanggung_jawab")


def _now(field: str) -> ColumnElement:
    """A change says every field anew, also that one is empty now."""
    return case((u.c.versi.is_(None), t.c[field]), else_=u.c[field]).label(field)


_older = u.alias("versi_lain")
_newest = select(func.max(_older.c.versi)).where(_older.c.tindak_lanjut_id == t.c.id).correlate(t).scalar_subquery()

# Columns: those of tindak_lanjut with FIELDS as they are now, versi (0: as the file had it), diubah_oleh, diubah_pada.
ACTIONS = (
    select(
        *(_now(column.name) if column.name in FIELDS else column for column in t.c),
        func.coalesce(u.c.versi, 0).label("versi"),
        u.c.oleh.label("diubah_oleh"),
        u.c.pada.label("diubah_pada"),
    )
    .select_from(t)
    .outerjoin(u, (u.c.tindak_lanjut_id == t.c.id) & (u.c.versi == _newest))
    .subquery("tindakan_kini")
)
