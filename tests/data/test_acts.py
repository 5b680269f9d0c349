"""One act at a time, whole or not at all, and written down; with real processes that wait, end and are killed."""

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import DBAPIError

from data import acts, build, bulk, history, loads, sample, words
from data.engine import DatabaseUnavailable, engine
from data.loads import RowFile
from data.schema import kabupaten, kepesertaan, muatan, riwayat, riwayat_muatan
from data.settings import ROOT
from tests.builders import DECEMBER, KABUPATEN, add_load, kepesertaan_row, load

OTHER = "35.06"
BLITAR = {"oleh": "Kantor Cabang Blitar", "nama_berkas": "rekap.xlsx", "sha256": "a" * 64}
HOLD = """
import sys
from data import acts
with acts.act(sys.argv[1], tindakan="muat", oleh="Kantor Cabang Blitar", nama_berkas="rekap.xlsx", sha256="a" * 64):
    print("in", flush=True)
    sys.stdin.read()
"""


@contextmanager
def holder(kabupaten_kode: str = KABUPATEN) -> Iterator[subprocess.Popen[bytes]]:
    """Another process in the middle of an act, which it finishes when its input ends."""
    command = [sys.executable, "-c", HOLD, kabupaten_kode]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"in\n"
            yield process
        finally:
            process.kill()


def finish(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin
    process.stdin.close()
    assert process.wait(10) == 0


def do(kabupaten_kode: str = KABUPATEN, *, rows: int = 1, fault: BaseException | None = None) -> acts.Act:
    """A load of members in one act."""
    members = load("kepesertaan", [kepesertaan_row()] * rows, [("", DECEMBER)], **BLITAR)
    with acts.act(kabupaten_kode, tindakan="muat", **BLITAR) as act:
        one = loads.store(act.connection, kabupaten_kode, members)
        act.about([one])
        if fault:
            raise fault
    return act


def states(database: Engine) -> list[str]:
    with database.connect() as connection:
        return list(connection.scalars(select(riwayat.c.keadaan).order_by(riwayat.c.id)))


def said(ask: Callable, kabupaten_kode: str = KABUPATEN):
    """What a reader is told."""
    with engine().connect() as connection:
        return ask(connection, kabupaten_kode)


def today() -> str:
    return words.date(dt.datetime.now(dt.UTC).astimezone())


def members(database: Engine) -> int:
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(kepesertaan)) or 0


@pytest.fixture
def regencies(database: Engine) -> Engine:
    with database.begin() as connection:
        connection.execute(insert(kabupaten).values(kode=OTHER, nama="Kabupaten Uji"))
    return database


def test_an_act_is_written_down_with_its_loads(database: Engine) -> None:
    before = dt.datetime.now(dt.UTC)
    act = do()
    assert act.interrupted == ()
    with database.connect() as connection:
        row = connection.execute(select(riwayat)).mappings().one()
        about = connection.execute(select(riwayat_muatan)).all()
        newest = connection.scalar(select(func.max(muatan.c.id)))
    assert {name: row[name] for name in BLITAR} == BLITAR
    assert (row["tindakan"], row["keadaan"], row["kabupaten_kode"]) == ("muat", "selesai", KABUPATEN)
    assert before <= history._utc(row["mulai"]) <= history._utc(row["selesai"]) <= dt.datetime.now(dt.UTC)
    assert about == [(act.riwayat_id, newest)]
    assert said(history.last) == f"Pemuatan rekap.xlsx oleh Kantor Cabang Blitar pada {today()} selesai seluruhnya."
    assert said(history.interrupted) == []


@pytest.mark.parametrize("fault", [KeyError("uji"), KeyboardInterrupt()], ids=repr)
def test_an_act_that_fails_changes_nothing_and_is_written_down(database: Engine, fault: BaseException) -> None:
    with pytest.raises(type(fault)):
        do(fault=fault)
    assert states(database) == ["gagal"]
    assert members(database) == 0
    assert said(history.last) == (
        f"Pemuatan rekap.xlsx oleh Kantor Cabang Blitar pada {today()} gagal; tidak ada yang berubah."
    )
    assert said(history.interrupted) == []
    do()
    assert states(database) == ["gagal", "selesai"]


def test_facts_that_the_database_refuses_fail_the_act(database: Engine) -> None:
    with pytest.raises(DBAPIError):
        do(rows=2)
    assert states(database) == ["gagal"]
    do()
    assert members(database) == 1


def test_a_second_process_is_told_who_is_first(database: Engine) -> None:
    with holder() as process:
        with pytest.raises(acts.Busy) as busy:
            do()
        assert str(busy.value) == (
            "Kantor Cabang Blitar sedang memuat rekap.xlsx sejak kurang dari semenit yang lalu: ulangi setelah selesai."
        )
        # Readers do not wait, and see that it runs.
        assert said(history.interrupted) == []
        assert said(history.last) == f"Pemuatan rekap.xlsx oleh Kantor Cabang Blitar pada {today()} sedang berjalan."
        finish(process)
    assert states(database) == ["selesai"]
    do()
    assert states(database) == ["selesai", "selesai"]


def test_an_act_inside_another_is_refused(database: Engine) -> None:
    with acts.act(KABUPATEN, tindakan="muat", **BLITAR), pytest.raises(acts.Busy):
        do()
    assert states(database) == ["selesai"]


def test_a_killed_act_stands_in_nobodys_way_and_is_told(database: Engine) -> None:
    told = [
        f"Pemuatan rekap.xlsx oleh Kantor Cabang Blitar pada {today()} terputus sebelum selesai; "
        "tidak ada yang berubah."
    ]
    with holder() as process:
        process.kill()
        process.wait()
        with pytest.raises(KeyError):
            do(fault=KeyError())
    assert states(database) == ["terputus", "gagal"]
    assert said(history.interrupted) == told
    with holder() as process:
        process.kill()
        process.wait()
    assert said(history.interrupted) == told * 2
    assert said(history.last) == told[0]
    lines: list[str] = []
    with database.begin() as connection:
        build.build(connection, lines.append)
    assert lines[-2:] == [f"Data contoh dimuat: {', '.join(sample.SUBJECTS)}.", told[0]]

    assert do().interrupted == tuple(told * 2)
    assert states(database) == ["terputus", "gagal", "terputus", "selesai"]
    assert said(history.interrupted) == []


def test_regencies_load_at_the_same_time_on_postgresql(postgresql_database: Engine) -> None:
    with postgresql_database.begin() as connection:
        connection.execute(insert(kabupaten).values(kode=OTHER, nama="Kabupaten Uji"))
    with holder(OTHER) as process:
        do()
        assert said(history.last, OTHER).endswith("sedang berjalan.")
        with pytest.raises(acts.Busy):
            do(OTHER)
        finish(process)
    assert states(postgresql_database) == ["selesai", "selesai"]


def test_regencies_load_one_after_the_other_on_sqlite(sqlite_database: Engine) -> None:
    with sqlite_database.begin() as connection:
        connection.execute(insert(kabupaten).values(kode=OTHER, nama="Kabupaten Uji"))
    with holder() as process:
        process.kill()
        process.wait()
    with holder(OTHER) as process:
        with pytest.raises(acts.Busy, match=r"Kantor Cabang Blitar sedang memuat"):
            do()
        # Ours is dead although somebody holds the lock.
        assert len(said(history.interrupted)) == 1
        assert said(history.interrupted, OTHER) == []
        finish(process)


def test_a_lost_session_ends_the_act(postgresql_database: Engine) -> None:
    def lose() -> None:
        with acts.act(KABUPATEN, tindakan="muat", **BLITAR) as act:
            number = act.connection.scalar(select(func.pg_backend_pid()))
            with postgresql_database.connect() as other:
                other.scalar(select(func.pg_terminate_backend(number)))
            act.connection.scalar(select(1))

    with pytest.raises(DBAPIError):
        lose()
    assert do().interrupted[0].endswith("terputus sebelum selesai; tidak ada yang berubah.")
    assert states(postgresql_database) == ["terputus", "selesai"]


def test_a_session_lost_amid_the_rows_of_a_file_ends_the_act(
    postgresql_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BLOCK_BYTES", 10)
    rows = tmp_path / "baris.csv"
    rows.write_text("2024,Dinas Kesehatan,Mendaftarkan\n" * 5000)
    actions = load("tindak_lanjut", RowFile(rows, ("tahun", "opd", "tindakan"), 5000), [])

    def lose() -> None:
        with acts.act(KABUPATEN, tindakan="muat", **BLITAR) as act:
            number = act.connection.scalar(select(func.pg_backend_pid()))

            def terminate(stored: int) -> None:
                if stored == 1:
                    with postgresql_database.connect() as other:
                        other.scalar(select(func.pg_terminate_backend(number)))

            loads.store(act.connection, KABUPATEN, actions, terminate)

    with pytest.raises(DBAPIError):
        lose()
    assert len(do().interrupted) == 1
    assert states(postgresql_database) == ["terputus", "selesai"]


@pytest.mark.parametrize(
    "spoil", [Path.mkdir, lambda path: path.write_text("bukan kunci" * 100)], ids=["folder", "text"]
)
def test_a_lock_file_that_cannot_be_used_is_one_sentence(sqlite_database: Engine, spoil: Callable) -> None:
    file = Path(sqlite_database.url.database or "")
    spoil(file.with_name(f"{file.name}.kunci"))
    with pytest.raises(DatabaseUnavailable, match=r"^Berkas kunci di samping basis data tidak dapat [^.]*\.$"):
        do()
    assert states(sqlite_database) == []


def test_undo_and_redo_are_acts(regencies: Engine) -> None:
    do()
    assert acts.undo(OTHER, "Disnaker") == []
    cancelled = acts.undo(KABUPATEN, "Disnaker")
    assert acts.undo(KABUPATEN, "Disnaker") == []
    assert said(history.last) == f"Pembatalan rekap.xlsx oleh Disnaker pada {today()} selesai seluruhnya."
    assert acts.redo(KABUPATEN, "Disnaker", cancelled[0]) == cancelled
    assert acts.redo(KABUPATEN, "Disnaker", cancelled[0]) == []
    assert said(history.last) == f"Pemulihan rekap.xlsx oleh Disnaker pada {today()} selesai seluruhnya."
    with regencies.connect() as connection:
        done = connection.execute(
            select(riwayat.c.tindakan, riwayat.c.oleh, riwayat_muatan.c.muatan_id)
            .join(riwayat_muatan, riwayat_muatan.c.riwayat_id == riwayat.c.id)
            .order_by(riwayat.c.id)
        ).all()
        assert connection.scalar(select(muatan.c.status).where(muatan.c.id == cancelled[0])) == "aktif"
    assert done == [
        ("muat", BLITAR["oleh"], cancelled[0]),
        ("batal", "Disnaker", cancelled[0]),
        ("pulih", "Disnaker", cancelled[0]),
    ]


def handed_in(*subjects: str, file: str = "a") -> list[int]:
    """One load of each subject, brought by one act."""
    of_file = BLITAR | {"sha256": file * 64}
    with acts.act(KABUPATEN, tindakan="muat", **of_file) as act:
        ids = [loads.store(act.connection, KABUPATEN, load(each, [], [("", DECEMBER)], **of_file)) for each in subjects]
        act.about(ids)
    return ids


def undo() -> list[int]:
    return acts.undo(KABUPATEN, "Disnaker")


def redo(muatan_id: int | None = None) -> list[int]:
    return acts.redo(KABUPATEN, "Disnaker", muatan_id)


def test_redo_is_the_inverse_of_undo(database: Engine) -> None:
    both = handed_in("kepesertaan", "semesta", file="b")
    second, third = handed_in("kepesertaan", file="c"), handed_in("kepesertaan", file="d")
    assert [undo(), undo(), undo(), undo()] == [third, second, both, []]
    assert [redo(), redo(), redo(), redo()] == [both, second, third, []]
    assert [undo(), redo(), undo(), undo(), redo()] == [third, third, third, second, second]


def test_the_same_bytes_loaded_twice_are_two_acts(database: Engine) -> None:
    wrong = handed_in("klaim")
    undo()
    right = handed_in("klaim")
    assert undo() == right
    assert redo() == right
    assert acts.undo(KABUPATEN, "Disnaker", right[0]) == right
    assert [redo(wrong[0]), redo(wrong[0]), redo()] == [wrong, [], right]


def test_loads_from_before_there_was_a_history_belong_together_by_their_bytes(database: Engine) -> None:
    old = [add_load(database, each, [], [("", DECEMBER)], sha256="a" * 64) for each in ("kepesertaan", "semesta")]
    new = handed_in("kepesertaan")
    assert [undo(), undo(), redo(), redo()] == [new, old, old, new]
    with database.begin() as connection:
        loads.set_status(connection, KABUPATEN, old, "dibatalkan")
    undo()
    assert [redo(), redo(), redo()] == [new, old, []]


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (dt.timedelta(seconds=-5), "kurang dari semenit"),
        (dt.timedelta(seconds=59), "kurang dari semenit"),
        (dt.timedelta(minutes=2), "2 menit"),
        (dt.timedelta(minutes=61), "1 jam"),
        (dt.timedelta(days=3), "3 hari"),
    ],
)
def test_how_long_ago(sqlite_database: Engine, passed: dt.timedelta, words: str) -> None:
    with acts.act(KABUPATEN, tindakan="pulih", **BLITAR), engine().connect() as connection:
        told = history.running(connection, KABUPATEN, now=dt.datetime.now(dt.UTC) + passed)
    assert f"sedang memulihkan rekap.xlsx sejak {words} yang lalu" in told


def test_before_the_first_act_nothing_is_told(database: Engine) -> None:
    assert said(history.interrupted) == []
    assert said(history.last) is None
    assert said(history.running) == "Data sedang diubah oleh proses lain: ulangi sebentar lagi."
