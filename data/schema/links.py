"""Wall links: who may watch on one screen for a while without an account."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table

from data.schema.base import metadata
from data.schema.reference import kabupaten

tautan = Table(
    "tautan",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kabupaten_kode", ForeignKey(kabupaten.c.kode), nullable=False, index=True),
    Column("sidik", String(64), nullable=False, unique=True, comment="sha256 of the link's secret, never the secret"),
    Column("dibuat", DateTime(timezone=True), nullable=False),
    Column("berlaku_sampai", DateTime(timezone=True), nullable=False),
    Column("dicabut", DateTime(timezone=True)),
)
