"""Whose rows a database role sees and writes on a real PostgreSQL, and the whole of East Java in one database."""

import datetime as dt
import stat
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psycopg
import pytest
from sqlalchemy import Connection, Engine, func, insert, select, text

from data import cli, loads, snapshot
from data.engine import engine
from data.schema import basis, desa, kabupaten, kecamatan, kepesertaan, klaim, metadata, muatan, semesta
from data.schema import tindak_lanjut as actions
from queries import db, tindak_lanjut, ubah_rencana
from tests import builders
from tests.builders import DECEMBER, KABUPATEN, YEAR_END
from tests.conftest import _configured, clear
from tests.postgres import Server

# How many kecamatan each kabupaten (35.01 and on) and each kota (35.71 and on) of East Java has.
KABUPATENS = (12, 21, 14, 19, 22, 26, 33, 21, 31, 25, 23, 17, 24, 24, 18, 18, 21, 20, 15, 18, 19, 28, 20, 27, 18, 18)
KABUPATENS += (14, 13, 27)
KOTAS = (3, 3, 5, 5, 4, 3, 3, 31, 3)
EAST_JAVA = {f"35.{number:02}": count for first, counts in ((1, KABUPATENS), (71, KOTAS)) for number, count in
             enumerate(counts, first)}  # fmt: skip
NEIGHBOUR = "35.04"
OF_A_REGENCY = [table for table in metadata.sorted_tables if snapshot._belongs(table, KABUPATEN)]


def settle(connection: Connection) -> None:
    """Every regency of East Java with members, claims and a base; numbers tell whose they are."""
    known = set(connection.scalars(select(kecamatan.c.kode)))
    for code, count in EAST_JAVA.items():
        number = int(code.replace(".", ""))
        if code != KABUPATEN:
            connection.execute(insert(kabupaten).values(kode=code, nama=f"Daerah {code}"))
            connection.execute(
                insert(basis).values(
                    kabupaten_kode=code, kode="cabang", nama=f"Semesta {code}", penjelasan="uji", sumber=f"Uji {code}",
                    is_default=True, urutan=1,
                )
            )  # fmt: skip
        codes = [f"{code}.{n:02}" for n in range(1, count + 1)]
        new = [
            {"kode": each, "kabupaten_kode": code, "nama": f"Kecamatan {each}"} for each in codes if each not in known
        ]
        if new:
            connection.execute(insert(kecamatan), new)
            connection.execute(
                insert(desa),
                [
                    {"kode": f"{each}.2001", "kecamatan_kode": each, "nama": f"Desa {each}", "jenis": "desa"}
                    for each in (row["kode"] for row in new)
                ],
            )  # fmt: skip
        for table, rows, covers in (
            (kepesertaan, [builders.kepesertaan_row(number, kecamatan_kode=each) for each in codes], [("", DECEMBER)]),
            (
                klaim,
                [builders.klaim_row(number, number * 1000, kecamatan_kode=each) for each in codes],
                [("domisili", DECEMBER)],
            ),
            (
                semesta,
                [builders.semesta_row(number * 9, kecamatan_kode=each) for each in codes],
                [("cabang", YEAR_END)],
            ),
            (
                actions,
                [builders.tindak_lanjut_row(f"Tindakan {code}", kuota_orang=number)],
                [("", dt.date(2024, 12, 31))],
            ),
        ):
            load = loads.Load(
                jenis=table.name,
                asal="berkas",
                nama_berkas=f"{code}.csv",
                sha256=f"{number:064}",
                sumber=f"Uji {code}",
                oleh=f"Kantor {code}",
                table=table,
                rows=rows,
                covers=frozenset(covers),
                totals=[loads.Total(f"Jumlah {code}", 1)],
            )
            loads.store(connection, code, load)


def foreign(table: pd.DataFrame, code: str) -> list[str]:
    """The values of a data set that name another regency, by its code in whatever text holds one."""
    found = []
    for name in table.columns:
        if table[name].dtype.kind not in "iufMb":
            words = table[name].dropna().astype(str)
            named = words.str.extract(r"\b(35\.\d\d)\b", expand=False).dropna()
            found += [f"{name}: {value}" for value in named[named != code].unique()]
    return found


@pytest.fixture(scope="module")
def east_java(postgres_server: Server, postgresql_template: str) -> Iterator[str]:
    """The owner's address of a PostgreSQL database with the whole province."""
    url = postgres_server.create("jatim", template=postgresql_template)
    with pytest.MonkeyPatch.context() as patch, _configured(url, patch).begin() as connection:
        settle(connection)
    clear()
    yield url
    postgres_server.drop("jatim")


@pytest.fixture(scope="module")
def roles(
    east_java: str, postgres_server: Server, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The addresses of the loader and the viewer of Blitar, by kind."""
    folder = tmp_path_factory.mktemp("peran")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", east_java)
        patch.setenv("KABUPATEN", KABUPATEN)
        clear()
        assert cli.main(["roles", "--ke", str(folder), "--awalan", "jatim"]) == 0
    clear()
    files = {kind: folder / f"jatim_{kind}_3505.env" for kind in ("pemuat", "penampil")}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files.values()} == {0o600}
    yield {kind: file.read_text().splitlines()[0].partition("=")[2] for kind, file in files.items()}
    clear()
    with psycopg.connect(east_java, autocommit=True) as connection:
        for file in files.values():
            connection.execute(f"DROP OWNED BY {file.stem}".encode())
            connection.execute(f"DROP ROLE {file.stem}".encode())


def use(url: str, patch: pytest.MonkeyPatch, kabupaten_kode: str = KABUPATEN) -> None:
    patch.setenv("DATABASE_URL", url)
    patch.setenv("KABUPATEN", kabupaten_kode)
    clear()


def test_the_province_is_whole() -> None:
    assert (len(EAST_JAVA), sum(EAST_JAVA.values())) == (38, 666)


def check_regencies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the 38 is shown alone."""
    for code, count in EAST_JAVA.items():
        monkeypatch.setenv("KABUPATEN", code)
        db.forget()
        tables = {read.__module__ + "." + read.__name__: read() for read in db.DATASETS}
        assert len(tables["queries.wilayah.districts"]) == count
        assert tables["queries.kepesertaan.rows"]["aktif_orang"].eq(int(code.replace(".", ""))).all()
        assert len(tables["queries.kepesertaan.rows"]) == count
        assert {name: foreign(table, code) for name, table in tables.items() if foreign(table, code)} == {}


def test_each_regency_is_shown_alone_on_sqlite(sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with sqlite_database.begin() as connection:
        settle(connection)
    check_regencies(monkeypatch)


def test_each_regency_is_shown_alone_to_the_owner(east_java: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use(east_java, monkeypatch)
    check_regencies(monkeypatch)


def test_every_table_of_a_regency_has_its_policies(east_java: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use(east_java, monkeypatch)
    with engine().connect() as connection:
        guarded = set(connection.scalars(text("SELECT relname FROM pg_class WHERE relrowsecurity")))
        policies = set(map(tuple, connection.execute(text("SELECT tablename, cmd FROM pg_policies"))))
    wanted = {table.name for table in OF_A_REGENCY} | {"peran"}
    assert guarded == wanted
    assert policies == {(name, command) for name in wanted for command in ("SELECT", "ALL")}


def test_the_viewer_reads_everything_of_its_own_regency(
    east_java: str, roles: dict[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(east_java, monkeypatch)
    owned = [read() for read in db.DATASETS]
    use(roles["penampil"], monkeypatch)
    assert all(read().equals(table) for read, table in zip(db.DATASETS, owned, strict=True))
    # What else its process does: the last snapshot, the templates, the state.
    assert snapshot.write(tmp_path / "potret.db").rows["kecamatan"] == 22
    assert cli.main(["template", "--ke", str(tmp_path)]) == 0
    assert cli.main(["status"]) == 0


def test_the_viewer_sees_no_row_of_another_regency(roles: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    use(roles["penampil"], monkeypatch, NEIGHBOUR)
    shown = {read.__module__: read() for read in db.DATASETS}
    assert {name for name, table in shown.items() if len(table)} <= {"queries.acuan", "queries.iuran"}
    with engine().connect() as connection:
        for table in OF_A_REGENCY:
            every = connection.scalar(select(func.count()).select_from(table))
            own = connection.scalar(select(func.count()).select_from(snapshot.rows_of(table, KABUPATEN).subquery()))
            assert every == own, table.name
        assert connection.scalar(select(func.count()).select_from(muatan)) > 0


@pytest.mark.parametrize("kind", ["pemuat", "penampil"])
def test_a_role_that_is_not_registered_sees_nothing(
    east_java: str, roles: dict[str, str], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"jatim_{kind}_3505"
    with psycopg.connect(east_java) as owner:
        owner.execute("DELETE FROM peran WHERE nama = %s", [name])
        owner.execute(f"SET LOCAL ROLE {name}".encode())
        for table in OF_A_REGENCY:
            assert owner.execute(f"SELECT count(*) FROM {table.name}".encode()).fetchone() == (0,)  # noqa: S608
        owner.rollback()


def test_the_loader_loads_and_takes_back(
    roles: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(roles["pemuat"], monkeypatch)
    names = {row.kode: row.nama for row in _districts()}
    lines = ["Bulan;Kecamatan;Segmen;Pembayar;Peserta Aktif (orang)"]
    lines += [f"01/2024;{name};PU;Pemberi kerja;{3505}" for name in names.values()]
    file = tmp_path / "peserta.csv"
    file.write_text("\r\n".join(lines), encoding="utf-8")
    code = cli.main(["load", str(file), "--oleh", "Kantor uji"])
    said = capsys.readouterr()
    if code == 4:
        agreed = said.err.rpartition("--setuju ")[2].split()[0].strip(".,`")
        code = cli.main(["load", str(file), "--oleh", "Kantor uji", "--setuju", agreed])
        said = capsys.readouterr()
    assert code == 0, said.err
    for command, live in (("undo", 0), ("redo", 22)):
        assert cli.main([command]) == 0
        with engine().connect() as connection:
            there = select(func.count()).select_from(kepesertaan).join(muatan, muatan.c.id == kepesertaan.c.muatan_id)
            january = kepesertaan.c.bulan == dt.date(2024, 1, 1)
            assert connection.scalar(there.where(january, muatan.c.status == "aktif")) == live


def test_the_loader_changes_an_action_and_the_viewer_cannot(
    roles: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(roles["pemuat"], monkeypatch)
    rows = [builders.tindak_lanjut_row("uji", tahun=2030)]
    builders.add_load(engine(write=True), "tindak_lanjut", rows, [("", dt.date(2030, 12, 31))])
    db.forget()
    shown = tindak_lanjut.rows()
    action = int(shown.loc[shown["tahun"] == 2030, "tindak_lanjut_id"].iloc[0])
    values = dict.fromkeys(ubah_rencana.FIELDS)
    assert ubah_rencana.save(action, seen=0, values=values, oleh="Kantor uji") == ubah_rencana.Saved(segar=True)
    use(roles["penampil"], monkeypatch)
    refused = ubah_rencana.save(action, seen=1, values=values, oleh="Kantor uji")
    assert isinstance(refused, ubah_rencana.Failed)
    assert refused.kalimat.startswith("Basis data hanya boleh dibaca dari sini")


def test_a_neighbour_cannot_touch_an_action(roles: dict[str, str], east_java: str) -> None:
    """Nor take the number of its next version, although the key of versions knows no regency."""
    with psycopg.connect(east_java) as owner:
        found = owner.execute("SELECT id, muatan_id FROM tindak_lanjut WHERE kabupaten_kode = '35.04'").fetchone()
    assert found
    statement = (
        "INSERT INTO tindak_lanjut_ubah (tindak_lanjut_id, versi, muatan_id, kabupaten_kode, oleh, pada) "
        "VALUES (%s, 1, %s, '35.05', 'uji', now())"
    )
    with psycopg.connect(roles["pemuat"]) as connection, pytest.raises(psycopg.errors.ForeignKeyViolation):
        connection.execute(statement.encode(), found)


def _districts() -> list:
    with engine().connect() as connection:
        return list(connection.execute(select(kecamatan.c.kode, kecamatan.c.nama)))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE uji (kode integer)",
        "CREATE TEMP TABLE uji (kode integer)",
        "ALTER TABLE muatan DISABLE ROW LEVEL SECURITY",
        "DROP TABLE klaim",
        "DELETE FROM kepesertaan",
        "TRUNCATE klaim",
        "UPDATE kepesertaan SET aktif_orang = 0",
        "UPDATE kecamatan SET nama = 'uji'",
        "INSERT INTO kabupaten (kode, nama) VALUES ('99.99', 'uji')",
        "UPDATE peran SET kabupaten_kode = '35.04'",
        "UPDATE tindak_lanjut_ubah SET oleh = 'uji'",
        "DELETE FROM tindak_lanjut_ubah",
        "INSERT INTO tindak_lanjut_ubah (tindak_lanjut_id, versi, muatan_id, kabupaten_kode, oleh, pada) "
        "VALUES (1, 1, 1, '35.04', 'uji', now())",
        "INSERT INTO riwayat (kabupaten_kode, tindakan, oleh, nama_berkas, sha256, mulai, keadaan) "
        "VALUES ('35.04', 'muat', 'uji', 'uji', 'x', now(), 'berjalan')",
    ],
)
def test_the_loader_is_refused_the_rest(roles: dict[str, str], statement: str) -> None:
    with psycopg.connect(roles["pemuat"]) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement.encode())


def test_the_loader_changes_nothing_of_another_regency(roles: dict[str, str], east_java: str) -> None:
    with psycopg.connect(roles["pemuat"]) as connection:
        changed = connection.execute("UPDATE muatan SET status = 'dibatalkan' WHERE kabupaten_kode = '35.04'")
        assert changed.rowcount == 0
        connection.rollback()


def test_a_password_is_kept_until_a_new_one_is_asked_for(
    east_java: str, roles: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(east_java, monkeypatch)
    arguments = ["roles", "--ke", str(tmp_path), "--awalan", "jatim"]
    assert cli.main(arguments) == 0
    assert list(tmp_path.glob("*.env")) == []
    psycopg.connect(roles["penampil"]).close()


def test_roles_belong_to_postgresql(sqlite_database: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["roles"]) == 2
    assert "PostgreSQL" in capsys.readouterr().err
