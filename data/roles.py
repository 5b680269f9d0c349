"""Database roles on PostgreSQL: for each regency one that loads and one that only shows.

The owner is the role that made the tables: it builds, passes the row policies by, and needs CREATEROLE to make others.
A setting of a role is not a permission, since a role may change it; the grants do the work.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from psycopg import Connection as Driver
from psycopg import sql
from sqlalchemy import Connection, bindparam, insert, select, text, update

from data.engine import address
from data.schema import metadata, peran

KINDS = ("pemuat", "penampil")
CONNECTIONS = {"pemuat": 8, "penampil": 20}
SETTINGS = {
    "pemuat": {},
    "penampil": {
        "default_transaction_read_only": "on",
        "statement_timeout": "5s",
        "idle_in_transaction_session_timeout": "15s",
    },
}
LARGEST_TEMPORARY = "256MB"
# What a loader changes of what is stored; it adds rows everywhere but to the reference rows, and removes none.
CHANGES = {"muatan": "status", "muatan_periode": "berlaku", "riwayat": "keadaan, selesai", "tautan": "dicabut"}
FACTS = ("muatan_id", "riwayat_id")
ADDED = [name for name, table in metadata.tables.items() if name in CHANGES or set(FACTS) & set(table.columns.keys())]
# Functions that everybody may call: they write without a table, or hold what others wait for.
OPEN = text(
    "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace "
    "AND proname ~ '^(lo_|lowrite|pg_(try_)?advisory|pg_logical_emit_message)' ORDER BY 1"
)
LOCKS = {
    "pemuat": (
        "pg_try_advisory_lock(integer,integer)",
        "pg_advisory_unlock(integer,integer)",
        "pg_advisory_xact_lock_shared(integer,integer)",
    ),
    "pemilik": ("pg_advisory_xact_lock(integer,integer)",),
}

LONG = text(
    "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() "
    "AND usename IN :names AND xact_start < clock_timestamp() - make_interval(secs => :seconds)"
).bindparams(bindparam("names", expanding=True))

KEPT = text(
    "SELECT p.nama, d.datname, s.setconfig FROM peran p JOIN pg_roles r ON r.rolname = p.nama "
    "LEFT JOIN pg_db_role_setting s ON s.setrole = r.oid LEFT JOIN pg_database d ON d.oid = s.setdatabase "
    "WHERE p.jenis = 'penampil' ORDER BY 1, 2"
)


class RolesError(RuntimeError):
    """Roles cannot be made. The message is one sentence in Bahasa Indonesia."""


@dataclass(frozen=True)
class Role:
    """One role of a regency. file: where its address was written; None when its password was left as it is."""

    name: str
    kind: str
    file: Path | None


def make(connection: Connection, kabupaten_kode: str, *, prefix: str, folder: Path, renew: bool) -> list[Role]:
    """Create or update the two roles of one regency and write a file of settings for each, in the caller's transaction.

    A role that exists keeps its password unless ``renew``. Raises RolesError, OSError for a file.
    """
    if connection.dialect.name != "postgresql":
        raise RolesError("Peran hanya ada pada PostgreSQL: atur DATABASE_URL ke alamat milik pemilik basis data.")
    if not connection.scalar(text("SELECT to_regclass('peran') IS NOT NULL")):
        raise RolesError("Basis data belum disiapkan: jalankan python -m data build.")
    if not connection.scalar(text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")):
        raise RolesError("Pengguna di DATABASE_URL tidak boleh membuat peran: beri CREATEROLE, atau pakai superuser.")
    if not connection.scalar(text("SELECT count(*) FROM kabupaten WHERE kode = :kode"), {"kode": kabupaten_kode}):
        raise RolesError(f"Kabupaten {kabupaten_kode} belum ada di basis data: muat dengan python -m data regions.")
    made = []
    for kind in KINDS:
        name = f"{prefix}_{kind}_{kabupaten_kode.replace('.', '')}"
        password = _log_in(connection, name, kind, renew=renew)
        _register(connection, name, kind, kabupaten_kode)
        made.append(Role(name, kind, _write(folder, name, password, kabupaten_kode) if password else None))
    grant(connection)
    owner = _owner(connection)
    for role in made:
        # Who owns the tables can change these roles later, and end their sessions.
        _run(
            connection,
            f"GRANT {{}} TO {{}}{' WITH ADMIN OPTION' if _is_superuser(connection) else ''}",
            role.name,
            owner,
        )
    return made


def end_long(connection: Connection, seconds: int) -> int:
    """End the sessions of viewers whose transaction is older than so many seconds. Returns how many.

    The only real bound: every setting of time is one that the role itself may change.
    """
    if connection.dialect.name != "postgresql":
        return 0
    names = list(connection.scalars(select(peran.c.nama).where(peran.c.jenis == "penampil")))
    return connection.scalar(LONG, {"names": names, "seconds": seconds}) or 0


def put_back(connection: Connection) -> list[str]:
    """Give viewer roles their settings again that they have changed of themselves. Returns which had.

    PostgreSQL lets every role change these, and its own password: that only ``make`` with ``renew`` puts back.
    """
    if connection.dialect.name != "postgresql":
        return []
    changed, kept = set(), {}
    for name, database, config in connection.execute(KEPT).all():
        if database is not None:
            changed.add(name)
            _run(connection, "ALTER ROLE {} IN DATABASE {} RESET ALL", name, database)
        else:
            kept[name] = config or []
    for name, config in kept.items():
        for setting, value in SETTINGS["penampil"].items():
            if f"{setting}={value}" not in config:
                changed.add(name)
                _run(connection, f"ALTER ROLE {{}} SET {setting} = '{value}'", name)
    return sorted(changed)


def grant(connection: Connection) -> None:
    """Give every role of ``peran`` what its kind needs, and take from everybody what nobody here needs.

    Called after each migration, so that a new table is never without its grants. Does nothing on SQLite.
    """
    if connection.dialect.name != "postgresql":
        return
    owner, database = _owner(connection), connection.scalar(text("SELECT current_database()"))
    roles = [(role.nama, role.jenis) for role in connection.execute(select(peran)) if _exists(connection, role.nama)]
    _run(connection, "GRANT CREATE, USAGE ON SCHEMA public TO {}", owner)
    _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    _run(connection, "REVOKE CREATE, TEMPORARY ON DATABASE {} FROM PUBLIC", database)
    if _is_superuser(connection):
        for function in connection.scalars(OPEN).all():
            _run(connection, f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        for function in (*LOCKS["pemuat"], *LOCKS["pemilik"]):
            _run(connection, f"GRANT EXECUTE ON FUNCTION {function} TO {{}} WITH GRANT OPTION", owner)
    for name, kind in roles:
        _run(connection, "GRANT CONNECT ON DATABASE {} TO {}", database, name)
        _run(connection, "GRANT USAGE ON SCHEMA public TO {}", name)
        for table in ("alembic_version", *metadata.tables):
            _run(connection, "GRANT SELECT ON {} TO {}", table, name)
        if kind == "pemuat":
            _let_load(connection, name)


def open_doors(connection: Connection, name: str) -> Iterator[str]:
    """What a viewer role can still do although it should not, each as one Indonesian phrase."""
    asked = {
        "membuat tabel sementara": "has_database_privilege(:name, current_database(), 'TEMPORARY')",
        "membuat skema": "has_database_privilege(:name, current_database(), 'CREATE')",
        "membuat tabel": "has_schema_privilege(:name, 'public', 'CREATE')",
    }
    for phrase, question in asked.items():
        if connection.scalar(text(f"SELECT {question}"), {"name": name}):
            yield phrase
    allowed = [
        function
        for function in connection.scalars(OPEN).all()
        if connection.scalar(
            text("SELECT has_function_privilege(:name, :function, 'EXECUTE')"), {"name": name, "function": function}
        )
    ]
    kinds = {"lo": "membuat objek besar", "pg_logical": "menulis pesan ke WAL", "pg": "memegang kunci advisory"}
    yield from dict.fromkeys(next(kinds[k] for k in kinds if function.startswith(k)) for function in allowed)


def _log_in(connection: Connection, name: str, kind: str, *, renew: bool) -> str | None:
    """Create a role or bring it up to date. Returns its password when that is new."""
    known = _exists(connection, name)
    if known:
        mighty = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles"
        if connection.scalar(text(f"{mighty} WHERE rolname = :name"), {"name": name}):
            raise RolesError(f"Peran {name} sudah ada dan terlalu berkuasa: pilih --awalan yang lain.")
    else:
        _run(connection, "CREATE ROLE {} LOGIN", name)
    _run(connection, f"ALTER ROLE {{}} LOGIN CONNECTION LIMIT {CONNECTIONS[kind]}", name)
    for setting, value in SETTINGS[kind].items():
        _run(connection, f"ALTER ROLE {{}} SET {setting} = '{value}'", name)
    if _is_superuser(connection):
        # The one setting here that the role itself cannot change.
        _run(connection, f"ALTER ROLE {{}} SET temp_file_limit = '{LARGEST_TEMPORARY}'", name)
    if known and not renew:
        return None
    password = secrets.token_urlsafe(24)
    _run(connection, "ALTER ROLE {} PASSWORD " + _verifier(connection, name, password), name)
    return password


def _verifier(connection: Connection, name: str, password: str) -> str:
    """A password as the server keeps it, as a literal: the password itself never reaches a log of statements."""
    driver = _driver(connection)
    hashed = driver.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return sql.Literal(hashed.decode()).as_string(driver).replace("{", "{{").replace("}", "}}")


def _register(connection: Connection, name: str, kind: str, kabupaten_kode: str) -> None:
    stored = connection.execute(select(peran).where(peran.c.nama == name)).one_or_none()
    values = {"kabupaten_kode": kabupaten_kode, "jenis": kind}
    if stored is None:
        connection.execute(insert(peran).values(nama=name, **values))
    elif (stored.kabupaten_kode, stored.jenis) != (kabupaten_kode, kind):
        connection.execute(update(peran).where(peran.c.nama == name).values(values))


def _let_load(connection: Connection, name: str) -> None:
    for table in ADDED:
        _run(connection, "GRANT INSERT ON {} TO {}", table, name)
        sequence = connection.scalar(
            text(
                "SELECT pg_get_serial_sequence(:table, a.attname) FROM pg_attribute a "
                "WHERE a.attrelid = CAST(:table AS regclass) AND a.attname = 'id'"
            ),
            {"table": table},
        )
        if sequence:
            _run(connection, f"GRANT USAGE ON SEQUENCE {sequence} TO {{}}", name)
    for table, columns in CHANGES.items():
        _run(connection, f"GRANT UPDATE ({columns}) ON {{}} TO {{}}", table, name)
    for function in LOCKS["pemuat"]:
        _run(connection, f"GRANT EXECUTE ON FUNCTION {function} TO {{}}", name)


def _write(folder: Path, name: str, password: str, kabupaten_kode: str) -> Path:
    """Settings for one role, readable by nobody else from the first byte on."""
    folder.mkdir(parents=True, exist_ok=True)
    file, url = folder / f"{name}.env", address().set(drivername="postgresql", username=name, password=password)
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
        written.write(f"DATABASE_URL={url.render_as_string(hide_password=False)}\nKABUPATEN={kabupaten_kode}\n")
    return file


def _exists(connection: Connection, name: str) -> bool:
    return bool(connection.scalar(text("SELECT count(*) FROM pg_roles WHERE rolname = :name"), {"name": name}))


def _owner(connection: Connection) -> str:
    owner: str = connection.execute(
        text("SELECT tableowner FROM pg_tables WHERE tablename = 'peran' AND schemaname = 'public'")
    ).scalar_one()
    return owner


def _is_superuser(connection: Connection) -> bool:
    return connection.scalar(text("SHOW is_superuser")) == "on"


def _driver(connection: Connection) -> Driver:
    driver = connection.connection.driver_connection
    if not isinstance(driver, Driver):
        raise TypeError("roles are made with psycopg")
    return driver


def _run(connection: Connection, statement: str, *names: str) -> None:
    """A statement with names in its {}, which PostgreSQL does not take as parameters."""
    driver = _driver(connection)
    connection.exec_driver_sql(sql.SQL(statement).format(*map(sql.Identifier, names)).as_string(driver))
