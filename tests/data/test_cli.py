"""The command line: what each command does, says and returns, on every kind of database."""

import json

import pytest
from sqlalchemy import func, inspect, select

from data import cli, loads
from data.engine import engine
from data.schema import batas, desa, kecamatan, kepesertaan, klaim, metadata, muatan, muatan_periode, riwayat, semesta
from data.transaction import transaction
from tests.builders import DECEMBER, add_load
from tests.data.loading.books import claims, claims_csv, recap


@pytest.fixture
def run(capsys):
    """Run one command; returns its exit code and what it said."""

    def run_command(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run_command


@pytest.fixture
def saved(tmp_path):
    """Write a file and return its path."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def contents(database):
    """Every row of every table, to see that nothing changed; that it was tried is written in the history."""
    with database.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in metadata.sorted_tables
            if table is not riwayat
        }


def total(database, column):
    with database.connect() as connection:
        return connection.scalar(select(func.sum(column)))


def live(database, jenis):
    """The live pairs of part and period of a subject, with the origin of the load."""
    with database.connect() as connection:
        return {
            tuple(row)
            for row in connection.execute(
                select(muatan.c.asal, muatan_periode.c.bagian)
                .join(muatan, muatan.c.id == muatan_periode.c.muatan_id)
                .where(muatan_periode.c.jenis == jenis, muatan_periode.c.berlaku)
            )
        }


def test_a_recap_is_loaded_as_base_and_members(database, run, saved):
    code, said = run("load", saved("rekap.xlsx", recap()), "--oleh", "Kantor Cabang Blitar")
    assert code == 0
    assert "Tersimpan" in said
    assert "18 kecamatan tidak ada dalam berkas" in said
    assert total(database, kepesertaan.c.aktif_orang) == 2287
    with database.connect() as connection:
        branch = select(func.sum(semesta.c.semesta_orang)).where(semesta.c.basis_kode == "cabang")
        assert connection.scalar(branch) == 9130
        rows = connection.execute(
            select(muatan.c.jenis, muatan.c.nama_berkas, muatan.c.oleh).where(muatan.c.asal == "berkas")
        )
        assert set(rows) == {(jenis, "rekap.xlsx", "Kantor Cabang Blitar") for jenis in ("semesta", "kepesertaan")}


def test_claims_from_workbook_and_text(database, run, saved):
    assert run("load", saved("klaim.xlsx", claims()))[0] == 0
    assert total(database, klaim.c.dibayarkan_rp) == 243_500_000
    assert run("load", saved("klaim.csv", claims_csv()), "--lingkup", "kantor_cabang")[0] == 0
    assert live(database, "klaim") == {("berkas", "domisili"), ("berkas", "kantor_cabang")}


def test_a_dry_run_shows_the_totals_and_changes_nothing(database, run, saved):
    before = contents(database)
    code, said = run("load", saved("rekap.xlsx", recap()), "--dry-run")
    assert code == 0
    assert contents(database) == before
    assert "Penerima Upah" in said
    assert "2.287" in said
    assert "belum ada yang disimpan" in said


def test_the_same_bytes_again_change_nothing_under_any_name(database, run, saved):
    content = recap()
    run("load", saved("rekap.xlsx", content))
    before = contents(database)
    code, said = run("load", saved("salinan.xlsx", content))
    assert code == 0
    assert "tidak ada yang berubah" in said
    assert contents(database) == before


def test_a_bad_file_is_refused_whole_with_every_fault(database, run, saved):
    before = contents(database)
    code, said = run("load", saved("rusak.xlsx", recap({"C6": -15, "D7": "dua ratus", "I10": 2387})))
    assert code == cli.REFUSED
    assert "3 kesalahan" in said
    for place in ("Kepesertaan C6 (-15)", "Kepesertaan D7 (dua ratus)", "Kepesertaan I10 (2387)"):
        assert place in said
    assert contents(database) == before


def test_a_load_that_is_cut_short_leaves_nothing(database, run, saved, monkeypatch):
    before = contents(database)
    store = loads.store

    def store_and_break(connection, kabupaten_kode, load, say):
        store(connection, kabupaten_kode, load, say)
        if load.jenis == "kepesertaan":
            raise KeyboardInterrupt

    monkeypatch.setattr(loads, "store", store_and_break)
    code, said = run("load", saved("rekap.xlsx", recap()))
    assert code == cli.REFUSED
    assert "tidak ada yang berubah" in said
    assert contents(database) == before


def test_real_data_take_over_from_the_sample(sample_database, run, saved):
    assert live(sample_database, "kepesertaan") == {("contoh", "")}
    assert run("load", saved("rekap.xlsx", recap()))[0] == 0
    assert live(sample_database, "kepesertaan") == {("berkas", "")}
    assert live(sample_database, "klaim") == {("contoh", "domisili")}


def boundary_file(database, *, leave_out=0):
    """One square per kecamatan of the database."""
    with database.connect() as connection:
        codes = list(connection.scalars(select(kecamatan.c.kode).order_by(kecamatan.c.kode)))[leave_out:]
    ring = [[112, -8], [112.1, -8], [112.1, -8.1], [112, -8]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    features = [{"type": "Feature", "id": code, "properties": {}, "geometry": shape} for code in codes]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_boundaries_are_replaced_by_the_next(database, run, saved):
    content = boundary_file(database)
    assert run("boundaries", saved("batas.geojson", content))[0] == 0
    assert run("boundaries", saved("batas.geojson", content + b"\n"))[0] == 0
    with database.connect() as connection:
        newest = connection.scalar(select(func.max(batas.c.muatan_id)))
        current = select(muatan_periode.c.muatan_id).where(muatan_periode.c.jenis == "batas", muatan_periode.c.berlaku)
        assert list(connection.scalars(current)) == [newest]


def test_boundaries_that_lack_a_kecamatan_are_refused(database, run, saved):
    before = contents(database)
    code, said = run("boundaries", saved("batas.geojson", boundary_file(database, leave_out=1)))
    assert code == cli.REFUSED
    assert "Tidak ada batas untuk" in said
    assert contents(database) == before


def test_status_tells_what_is_loaded(database, run, saved):
    run("load", saved("rekap.xlsx", recap()))
    run("boundaries", saved("batas.geojson", boundary_file(database)))
    code, said = run("status")
    assert code == 0
    for words in ("Kepesertaan", "berkas: rekap.xlsx", "2.287", "Desember 2023", "berlaku", "batas.geojson"):
        assert words in said
    assert "1900" not in said


def test_build_makes_a_database_and_can_be_repeated(tmp_path, monkeypatch, run):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'baru.db'}")
    code, said = run("build")
    assert code == 0
    assert "22 kecamatan, 248 desa" in said
    before = contents(engine())
    code, said = run("build")
    assert code == 0
    assert "tidak berubah" in said
    assert contents(engine()) == before


def test_a_build_that_is_cut_short_leaves_no_tables(tmp_path, monkeypatch, run):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'baru.db'}")

    def interrupt(connection):
        raise KeyboardInterrupt

    monkeypatch.setattr("data.reference.store", interrupt)
    assert run("build")[0] == cli.REFUSED
    assert inspect(engine(write=True)).get_table_names() == []


def test_a_transaction_is_undone_when_anything_raises(database):
    before = contents(database)

    def spoil():
        with transaction() as connection:
            connection.execute(desa.delete())
            raise KeyError

    with pytest.raises(KeyError):
        spoil()
    assert contents(database) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Pemakaian: python -m data"),
        (["muat"], "Perintah muat tidak dikenal."),
        (["status", "--jason"], "Pilihan --jason tidak dikenal."),
        (["load"], "BERKAS belum disebut."),
        (["load", "tidak-ada.xlsx"], "tidak ada atau tidak dapat dibaca"),
        (["load", "x.csv", "--lingkup", "rumah"], "domisili, kantor_cabang, badan_usaha"),
        (["load", "x.csv", "--oleh"], "Pilihan --oleh"),
        (["status", "lebih"], "keliru"),
        (["undo", "abc"], "NOMOR harus bilangan bulat."),
    ],
)
def test_mistakes_in_use_are_explained(sqlite_database, run, arguments, words):
    code, said = run(*arguments)
    assert code == cli.USAGE
    assert words in said


@pytest.mark.parametrize("arguments", [["--help"], ["load", "--help"], ["boundaries", "--help"], ["build", "--help"]])
def test_help_is_indonesian(run, arguments):
    code, said = run(*arguments)
    assert code == 0
    assert "Tampilkan bantuan ini." in said
    for english in ("Usage", "Options", "Commands", "Show this"):
        assert english not in said


def test_help_names_the_exit_codes(run):
    _, said = run("--help")
    for line in ("0  berhasil", "1  berkas ditolak", "2  perintah", "3  basis data"):
        assert line in said


@pytest.mark.parametrize(
    "address",
    ["mysql://u:rahasia@server/db", "postgresql://u:rahasia@127.0.0.1:1/db", "sqlite:////tidak/ada/berkas.db"],
)
@pytest.mark.parametrize("command", ["status", "build"])
def test_a_database_that_is_away_is_one_sentence(monkeypatch, run, command, address):
    monkeypatch.setenv("DATABASE_URL", address)
    code, said = run(command)
    assert code == cli.UNAVAILABLE
    assert "rahasia" not in said
    assert "Traceback" not in said


def test_loading_before_building_creates_no_database(tmp_path, monkeypatch, run, saved):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'belum.db'}")
    assert run("load", saved("rekap.xlsx", recap()))[0] == cli.UNAVAILABLE
    assert not (tmp_path / "belum.db").exists()


def test_a_regency_that_the_database_does_not_know(sqlite_database, monkeypatch, run, saved):
    monkeypatch.setenv("KABUPATEN", "99.99")
    code, said = run("load", saved("rekap.xlsx", recap()))
    assert code == cli.USAGE
    assert "KABUPATEN" in said


def test_undo_brings_back_what_was_live_before_and_redo_the_file(database, run, saved):
    run("build")
    before = total(database, kepesertaan.c.aktif_orang), live(database, "kepesertaan"), live(database, "semesta")
    run("load", saved("rekap.xlsx", recap()))
    loaded = live(database, "kepesertaan"), live(database, "semesta")
    assert loaded != before[1:]

    code, said = run("undo")
    assert code == 0
    assert "Dibatalkan: muatan" in said
    assert (live(database, "kepesertaan"), live(database, "semesta")) == before[1:]

    code, said = run("redo")
    assert code == 0
    assert "Dipulihkan: muatan" in said
    assert (live(database, "kepesertaan"), live(database, "semesta")) == loaded


def test_undo_and_redo_by_number_and_when_there_is_nothing(database, run, saved):
    run("build")
    unchanged = contents(database)
    for arguments in (("undo",), ("redo",), ("undo", "1"), ("undo", "999")):
        code, said = run(*arguments)
        assert code == 0
        assert "tidak ada yang berubah" in said
    assert contents(database) == unchanged
    run("load", saved("rekap.xlsx", recap()))
    run("load", saved("klaim.xlsx", claims()))
    with database.connect() as connection:
        first = connection.scalar(select(func.min(muatan.c.id)).where(muatan.c.asal == "berkas"))
    run("undo", first)
    assert live(database, "kepesertaan") == {("contoh", "")}
    assert {asal for asal, _ in live(database, "klaim")} == {"berkas"}


def test_an_undone_file_may_be_loaded_again(database, run, saved):
    run("build")
    file = saved("rekap.xlsx", recap())
    run("load", file)
    run("undo")
    code, said = run("load", file)
    assert code == 0
    assert "Tersimpan" in said
    assert live(database, "kepesertaan") == {("berkas", "")}


def test_every_answer_in_json_is_json(tmp_path, monkeypatch, run, capsys):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tidak-ada.db'}")
    for arguments in (["status"], ["undo"], ["check", "tidak-ada.xlsx"], ["undo", "abc"]):
        code = cli.main([*arguments, "--json"])
        said = capsys.readouterr().out
        assert code
        assert json.loads(said)["pesan"]


def test_questions_wait_for_the_fingerprint_of_what_was_seen(database, run, saved):
    file = saved("selisih.xlsx", recap({"I10": 2387}))
    code, said = run("load", file, "--json")
    assert code == cli.UNDECIDED
    answer = json.loads(said)
    assert [question["kode"] for question in answer["pertanyaan"]] == ["jumlah-tidak-sama-dengan-rincian"]
    assert run("load", file, "--setuju", "0000-0000-0000")[0] == cli.UNDECIDED
    assert run("load", file, "--setuju", "")[0] == cli.UNDECIDED
    assert total(database, kepesertaan.c.aktif_orang) is None
    code, said = run("load", file, "--setuju", answer["sidik"])
    assert code == 0
    assert "Kepesertaan Desember 2023, 12 baris" in said


def test_a_marked_copy_never_takes_the_place_of_its_file(sqlite_database, run, saved, tmp_path):
    file = saved("rusak.xlsx", recap({"C6": -15}))
    before = file.read_bytes()
    assert run("check", file, "--tandai", file)[0] == cli.USAGE
    assert file.read_bytes() == before
    code, said = run("check", file, "--tandai", file / "tidak-bisa.xlsx")
    assert code == cli.REFUSED
    assert "C6 (-15)" in said
    assert "tidak dapat ditulis" in said
    copy = tmp_path / "baru" / "salinan.xlsx"
    assert run("check", file, "--tandai", copy)[0] == cli.REFUSED
    assert copy.read_bytes().startswith(b"PK")


def test_a_table_is_no_boundary(sqlite_database, run, saved):
    code, said = run("boundaries", saved("rekap.xlsx", recap()))
    assert code == cli.USAGE
    assert "bukan GeoJSON" in said


def test_a_load_that_a_newer_one_replaced_is_said_to_be_so(database, run):
    older, newer = (add_load(database, "klaim", [], [("domisili", DECEMBER)], sha256=each * 64) for each in "ab")
    assert run("undo", str(older))[1] == f"Dibatalkan: muatan {older}. Angka tetap: sudah diganti muatan {newer}.\n"
    assert run("redo", str(older))[1] == f"Dipulihkan: muatan {older}. Belum berlaku: sudah diganti muatan {newer}.\n"
