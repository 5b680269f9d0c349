"""Row-level security of PostgreSQL: a role sees the rows of its own regency, and one without a regency sees none.

Which regency a role has stands in ``peran``. The owner of the tables passes by. Migrations call ``enable`` for every
table that holds rows of a regency; SQLite has no roles and is left as it is.
"""

from sqlalchemy import Connection, text

REGENCY = "(SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user)"
LOADED = "(SELECT p.kabupaten_kode FROM peran p WHERE p.nama = current_user AND p.jenis = 'pemuat')"
OWN = "kabupaten_kode = {regency}"


def enable(connection: Connection, table: str, rows: str = OWN) -> None:
    """Let roles read their own rows, and those that load also write them.

    rows: the condition of a role's own rows, with {regency} for its code. What a role may do to a table at all is
    decided by its grants.
    """
    reading, writing = rows.format(regency=REGENCY), rows.format(regency=LOADED)
    _run(
        connection,
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_baca ON {table} FOR SELECT USING ({reading})",
        f"CREATE POLICY {table}_tulis ON {table} USING ({writing}) WITH CHECK ({writing})",
    )


def disable(connection: Connection, table: str) -> None:
    """Take back what ``enable`` did."""
    _run(
        connection,
        f"DROP POLICY {table}_tulis ON {table}",
        f"DROP POLICY {table}_baca ON {table}",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    )


def is_active(connection: Connection, table: str) -> bool:
    """Whether the policies of a table bind the role that is connected."""
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.scalar(text("SELECT row_security_active(:name)"), {"name": table}))


def _run(connection: Connection, *statements: str) -> None:
    if connection.dialect.name == "postgresql":
        for statement in statements:
            connection.execute(text(statement))
