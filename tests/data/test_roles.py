"""Database roles on a real PostgreSQL: what the viewer role is refused, statement by statement."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from data import cli, reference, roles
from tests.conftest import _fill, clear
from tests.postgres import Server

PREFIX = "uji"
LOADER, VIEWER = f"{PREFIX}_pemuat_3505", f"{PREFIX}_penampil_3505"
READ_WRITE = "SET TRANSACTION READ WRITE"
REFUSED = [
    "INSERT INTO kabupaten (kode, nama) VALUES ('99.99', 'Uji')",
    "INSERT INTO peran (nama, kabupaten_kode, jenis) VALUES ('uji', '35.05', 'pemuat')",
    "INSERT INTO tindak_lanjut_ubah (tindak_lanjut_id, versi, muatan_id, kabupaten_kode, oleh, pada) "
    "VALUES (1, 1, 1, '35.05', 'uji', now())",
    "UPDATE kabupaten SET nama = 'Uji'",
    "UPDATE peran SET kabupaten_kode = '35.06', jenis = 'pemuat'",
    "DELETE FROM iuran",
    "MERGE INTO iuran i USING segmen s ON i.segmen_kode = s.kode WHEN MATCHED THEN DELETE",
    "TRUNCATE iuran",
    "COPY iuran FROM STDIN",
    "COPY iuran TO PROGRAM 'cat'",
    "COPY iuran TO '/uji'",
    "CREATE TABLE uji (kode integer)",
    "CREATE TABLE uji AS SELECT 1 AS kode",
    "SELECT 1 AS kode INTO uji",
    "CREATE UNLOGGED TABLE uji (kode integer)",
    "CREATE TEMP TABLE uji (kode integer)",
    "CREATE TEMP TABLE uji AS SELECT * FROM iuran",
    "SELECT 1 AS kode INTO TEMP uji",
    "CREATE TEMP SEQUENCE uji",
    "CREATE TEMP VIEW uji AS SELECT 1 AS kode",
    "CREATE VIEW uji AS SELECT 1 AS kode",
    "CREATE MATERIALIZED VIEW uji AS SELECT 1 AS kode",
    "CREATE SCHEMA uji",
    "CREATE SEQUENCE uji",
    "CREATE TYPE uji AS (kode integer)",
    "CREATE FUNCTION uji() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.uji() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE ROLE uji",
    "CREATE INDEX uji ON iuran (aturan)",
    "CREATE POLICY uji ON muatan USING (true)",
    "ALTER TABLE muatan DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE iuran ADD COLUMN uji integer",
    f"ALTER ROLE {VIEWER} CONNECTION LIMIT -1",
    f"ALTER ROLE {VIEWER} VALID UNTIL 'infinity'",
    f"ALTER ROLE {VIEWER} SET temp_file_limit = -1",
    f"ALTER ROLE {LOADER} PASSWORD 'uji'",
    "ALTER SYSTEM SET work_mem = '1GB'",
    "SET temp_file_limit = -1",
    "DROP TABLE iuran",
    "COMMENT ON TABLE iuran IS 'uji'",
    "LOCK TABLE iuran IN ROW SHARE MODE",
    "LOCK TABLE iuran IN ROW EXCLUSIVE MODE",
    "LOCK TABLE iuran IN SHARE MODE",
    "LOCK TABLE iuran IN ACCESS EXCLUSIVE MODE",
    "SELECT * FROM iuran FOR UPDATE",
    "SELECT * FROM iuran FOR NO KEY UPDATE",
    "SELECT * FROM iuran FOR SHARE",
    "SELECT * FROM iuran FOR KEY SHARE",
    "SELECT pg_advisory_lock(1)",
    "SELECT pg_advisory_lock(1, 1)",
    "SELECT pg_advisory_lock_shared(1)",
    "SELECT pg_try_advisory_lock(1, 1)",
    "SELECT pg_advisory_xact_lock(1)",
    "SELECT pg_try_advisory_xact_lock_shared(1, 1)",
    "SELECT pg_advisory_unlock_all()",
    "SELECT lo_create(0)",
    "SELECT lo_creat(-1)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT lo_import('/uji')",
    "SELECT lo_put(1, 0, 'x')",
    "SELECT lo_unlink(1)",
    "SELECT lo_export(1, '/uji')",
    "SELECT lowrite(1, 'x')",
    "SELECT pg_logical_emit_message(false, 'uji', 'x')",
    "SELECT setval('muatan_id_seq', 1)",
    "SELECT nextval('muatan_id_seq')",
    "SELECT pg_read_file('PG_VERSION')",
    "SELECT pg_ls_dir('.')",
    "SELECT pg_reload_conf()",
    "SELECT pg_switch_wal()",
    "SELECT rolpassword FROM pg_authid",
    "SET ROLE postgres",
    f"SET ROLE {LOADER}",
    "SET SESSION AUTHORIZATION postgres",
    "SET session_replication_role = replica",
    "DO $$ BEGIN EXECUTE 'CREATE TEMP TABLE uji (kode integer)'; END $$",
]
# Each asks for a transaction of its own, which READ WRITE cannot precede.
ALONE = ("ALTER SYSTEM",)


@pytest.fixture(scope="module")
def viewer(
    postgres_server: Server, postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the viewer role, as ``python -m data roles`` wrote it."""
    folder = tmp_path_factory.mktemp("peran")
    with pytest.MonkeyPatch.context() as patch:
        owner = postgres_server.create("peran", template=postgresql_template)
        patch.setenv("DATABASE_URL", owner)
        assert cli.main(["roles", "--ke", str(folder), "--awalan", PREFIX]) == 0
    yield (folder / f"{VIEWER}.env").read_text().splitlines()[0].partition("=")[2]
    postgres_server.drop("peran")
    with psycopg.connect(postgres_server.url("postgres"), autocommit=True) as connection:
        for role in (LOADER, VIEWER):
            connection.execute(f"DROP ROLE {role}".encode())


@pytest.mark.parametrize("statement", REFUSED)
def test_a_viewer_is_refused_whatever_it_sets(viewer: str, statement: str) -> None:
    with psycopg.connect(viewer, autocommit=statement.startswith(ALONE)) as connection:
        if not connection.autocommit:
            connection.execute(READ_WRITE)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement.encode())


@pytest.fixture
def owner(postgres_server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an owner that is no superuser, of a database that it built; DATABASE_URL names it."""
    postgres_server.run("CREATE ROLE uji_pemilik LOGIN CREATEROLE PASSWORD 'uji'")
    postgres_server.run("CREATE DATABASE milik OWNER uji_pemilik TEMPLATE template0")
    url = postgres_server.url("milik").replace(f"postgres:{postgres_server.password}", "uji_pemilik:uji")
    _fill(url, reference.store)
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    clear()
    postgres_server.drop("milik")
    for role in ("milik_pemuat_3505", "milik_penampil_3505", "uji_pemilik"):
        postgres_server.run(f"DROP ROLE IF EXISTS {role}")


def made(folder: Path) -> str:
    """The address of the viewer whose file was just written."""
    return (folder / "milik_penampil_3505.env").read_text().splitlines()[0].partition("=")[2]


def test_an_owner_without_a_superuser_hears_what_stays_open(
    owner: str,
    postgres_server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["roles", "--ke", str(tmp_path), "--awalan", "milik", "--sandi-baru"]
    assert cli.main(command) == 0
    assert "Peran penampil masih dapat membuat objek besar, memegang kunci advisory" in capsys.readouterr().err
    with psycopg.connect(made(tmp_path)) as viewer:
        viewer.execute(READ_WRITE.encode())
        viewer.execute("SELECT pg_advisory_xact_lock(1)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            viewer.execute("CREATE TEMP TABLE uji (kode integer)")
    monkeypatch.setenv("DATABASE_URL", postgres_server.url("milik"))
    assert cli.main(command) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setenv("DATABASE_URL", owner)
    assert cli.main(command) == 0
    assert cli.main(["build"]) == 0
    with psycopg.connect(made(tmp_path)) as viewer, pytest.raises(psycopg.errors.InsufficientPrivilege):
        viewer.execute("SELECT pg_advisory_xact_lock(1)")


@pytest.mark.parametrize("first", ["the owner", "a superuser"])
def test_a_viewer_that_runs_long_is_ended_by_the_owner(
    owner: str,
    postgres_server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    first: str,
) -> None:
    if first == "a superuser":
        monkeypatch.setenv("DATABASE_URL", postgres_server.url("milik"))
    assert cli.main(["roles", "--ke", str(tmp_path), "--awalan", "milik"]) == 0
    monkeypatch.setenv("DATABASE_URL", owner)
    with psycopg.connect(made(tmp_path)) as viewer, ThreadPoolExecutor() as threads:
        viewer.execute("SET statement_timeout = 0")
        running = threads.submit(viewer.execute, "SELECT pg_sleep(120)")
        time.sleep(2)
        assert cli.main(["limit", "--detik", "600"]) == 0
        assert not running.done()
        assert cli.main(["limit", "--detik", "1"]) == 0
        with pytest.raises(psycopg.errors.AdminShutdown):
            running.result(30)
    assert capsys.readouterr().out.endswith("Diputus: 0 sambungan.\nDiputus: 1 sambungan.\n")


# PostgreSQL leaves these to every role: of itself it may change the settings and the password. docs/operasi.md says so.
ALLOWED = [
    "ALTER ROLE CURRENT_USER SET default_transaction_read_only = off",
    "ALTER ROLE CURRENT_USER SET statement_timeout = 0",
    "ALTER ROLE CURRENT_USER RESET idle_in_transaction_session_timeout",
    "ALTER ROLE CURRENT_USER IN DATABASE milik SET statement_timeout = 0",
]


@pytest.mark.parametrize("statement", ALLOWED)
def test_what_a_viewer_changes_of_itself_is_put_back_by_the_owner(
    owner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], statement: str
) -> None:
    assert cli.main(["roles", "--ke", str(tmp_path), "--awalan", "milik", "--sandi-baru"]) == 0
    assert cli.main(["limit"]) == 0
    assert capsys.readouterr().err.count("milik_penampil_3505 mengubah") == 0
    before = settings_of(made(tmp_path))
    with psycopg.connect(made(tmp_path)) as viewer:
        viewer.execute(READ_WRITE.encode())
        viewer.execute(statement.encode())
    assert settings_of(made(tmp_path)) != before
    assert cli.main(["limit"]) == 0
    assert "Peran milik_penampil_3505 mengubah batasnya sendiri: sudah dikembalikan." in capsys.readouterr().err
    assert settings_of(made(tmp_path)) == before


def test_a_password_that_a_viewer_changed_is_made_anew(owner: str, tmp_path: Path) -> None:
    command = ["roles", "--ke", str(tmp_path), "--awalan", "milik", "--sandi-baru"]
    assert cli.main(command) == 0
    with psycopg.connect(made(tmp_path)) as viewer:
        viewer.execute(READ_WRITE.encode())
        viewer.execute("ALTER ROLE CURRENT_USER PASSWORD 'uji'")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(made(tmp_path))
    assert cli.main(command) == 0
    psycopg.connect(made(tmp_path)).close()


def settings_of(viewer: str) -> list[tuple[str, ...]]:
    """What a new session of a viewer is held to."""
    names = list(roles.SETTINGS["penampil"])
    with psycopg.connect(viewer) as connection:
        asked = "SELECT name, setting FROM pg_settings WHERE name = ANY(%s) ORDER BY 1"
        return connection.execute(asked, [names]).fetchall()
