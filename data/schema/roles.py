"""Roles of the database server: whose rows each may see."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table

from data.schema.base import metadata
from data.schema.reference import kabupaten

# Grain: one login of the PostgreSQL server. The policies of ``data.row_security`` ask it; SQLite has no roles.
peran = Table(
    "peran",
    metadata,
    Column("nama", String(63), primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False),
    Column("jenis", String(8), nullable=False),
    CheckConstraint("jenis IN ('pemuat', 'penampil')", name="jenis"),
)
