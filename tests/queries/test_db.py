"""Reading: the same columns from both databases, kept in memory, renewed, and only from live loads."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, Select, event, func, insert, literal, select, update

from data.engine import engine
from data.schema import basis, iuran, kabupaten, kepesertaan, klaim, muatan, muatan_total
from queries import db
from queries.db import DatabaseUnavailable, dataset, frame, is_live
from tests.builders import DECEMBER, add_load, kepesertaan_row, klaim_row
from tests.postgres import free_port

NOVEMBER = dt.date(2023, 11, 1)
EVERY_KIND = {
    "kode": "str",
    "is_default": "bool",
    "urutan": "int64",
    "periode_awal": "datetime64[s]",
    "periode_akhir": "datetime64[s]",
    "dimuat_pada": "datetime64[us, UTC]",
    "dihitung": "int64",
    "dinyatakan": "float64",
    "upah_pct": "float64",
}
NAMES = select(kabupaten.c.nama).order_by(kabupaten.c.kode)


def every_kind() -> Select[Any]:
    """One row with a value of each kind of column; NULL for periode_akhir, dinyatakan and upah_pct."""
    return (
        select(
            basis.c.kode,
            basis.c.is_default,
            basis.c.urutan,
            muatan.c.periode_awal,
            muatan.c.periode_akhir,
            muatan.c.dimuat_pada,
            muatan_total.c.dihitung,
            muatan_total.c.dinyatakan,
            iuran.c.upah_pct,
        )
        .join_from(basis, muatan, muatan.c.kabupaten_kode == basis.c.kabupaten_kode)
        .join(muatan_total, muatan_total.c.muatan_id == muatan.c.id)
        .join(iuran, iuran.c.upah_pct.is_(None) & (iuran.c.kelompok == "umum"))
        .where(basis.c.is_default, muatan.c.asal == "berkas", iuran.c.pembayar_kode == "apbd")
    )


@pytest.fixture
def statements(database: Engine) -> Iterator[list[str]]:
    """What viewers have asked the database for."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(engine(), "before_cursor_execute", note)
    yield asked
    event.remove(engine(), "before_cursor_execute", note)


@pytest.fixture(autouse=True)
def no_datasets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Data sets that a test makes are its own."""
    monkeypatch.setattr(db, "DATASETS", [])


@pytest.fixture
def names() -> Callable[[], pd.DataFrame]:
    """A data set: the names of the regencies."""

    @dataset
    def names() -> pd.DataFrame:
        return frame(NAMES)

    return names


def rename(engine: Engine, name: str) -> None:
    with engine.begin() as connection:
        connection.execute(update(kabupaten).values(nama=name))


def test_every_kind_of_column(database: Engine) -> None:
    add_load(database, "kepesertaan", [], [("", DECEMBER)], totals=[])
    with database.begin() as connection:
        connection.execute(update(muatan).where(muatan.c.asal == "berkas").values(periode_akhir=None))
        newest = connection.scalar(select(func.max(muatan.c.id)))
        connection.execute(insert(muatan_total).values(muatan_id=newest, ukuran="uji", urutan=0, dihitung=2**40))

    table = frame(every_kind())

    assert table.dtypes.astype(str).to_dict() == EVERY_KIND
    (row,) = table.to_dict("records")
    assert row["kode"] == "cabang"
    assert row["is_default"] is True
    assert row["urutan"] == 1
    assert row["periode_awal"] == pd.Timestamp(DECEMBER)
    assert row["dihitung"] == 2**40
    assert all(pd.isna(row[name]) for name in ("periode_akhir", "dinyatakan", "upah_pct"))
    assert dt.timedelta(0) <= dt.datetime.now(dt.UTC) - row["dimuat_pada"] < dt.timedelta(minutes=1)


def test_the_same_columns_without_rows(database: Engine) -> None:
    table = frame(every_kind().where(basis.c.kode == "tak-ada"))
    assert table.empty
    assert table.dtypes.astype(str).to_dict() == EVERY_KIND | {"dinyatakan": "int64"}


def test_sums_keep_their_kind(database: Engine) -> None:
    rows = [klaim_row(3, 2**40, program_kode=program) for program in ("JHT", "JKM")]
    add_load(database, "klaim", rows, [("domisili", DECEMBER)])
    paid = func.sum(klaim.c.dibayarkan_rp).label("dibayarkan_rp")

    table = frame(select(paid, (100.0 * paid / 2**42).label("bagian_pct")))

    assert table.dtypes.astype(str).to_dict() == {"dibayarkan_rp": "int64", "bagian_pct": "float64"}
    assert table.to_dict("records") == [{"dibayarkan_rp": 2**41, "bagian_pct": 50.0}]
    assert pd.isna(frame(select(paid).where(klaim.c.kasus > 3))["dibayarkan_rp"].iloc[0])


def test_a_text_that_is_absent_is_missing(database: Engine) -> None:
    table = frame(select(kabupaten.c.nama, literal(None, kabupaten.c.nama.type).label("lain")))
    assert table["nama"].tolist() == ["Kabupaten Blitar"]
    assert table["lain"].isna().all()


def test_a_fault_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://petugas:rahasia@127.0.0.1:{free_port()}/ruangkerja")
    with pytest.raises(DatabaseUnavailable, match=r"^Basis data tidak dapat dihubungi.*\.$"):
        frame(NAMES)


def test_a_data_set_is_read_once(names: Callable, statements: list[str]) -> None:
    assert names()["nama"].tolist() == ["Kabupaten Blitar"]
    names()
    db.start()
    db.stop()
    assert len([statement for statement in statements if "kabupaten" in statement]) == 1


def test_a_data_set_is_one_frame_until_its_rows_change(names: Callable, sqlite_database: Engine) -> None:
    first = names()
    assert names() is first
    db.renew()
    assert names() is first
    rename(sqlite_database, "Baru")
    assert names() is first
    db.renew()
    assert names() is not first


def test_what_is_made_of_a_snapshot_is_made_once_until_the_data_change(
    names: Callable, sqlite_database: Engine
) -> None:
    made = []

    @db.of_snapshot
    def first_name(letters: int) -> str:
        made.append(letters)
        return str(names()["nama"].iloc[0])[:letters]

    assert [first_name(4), first_name(4), first_name(2)] == ["Kabu", "Kabu", "Ka"]
    db.renew()
    assert first_name(4) == "Kabu", "the same rows are the same snapshot"
    assert made == [4, 2]
    with db.pinned():
        rename(sqlite_database, "Baru")
        db.renew()
        assert first_name(4) == "Kabu", "a screen that is being drawn keeps its snapshot"
    assert first_name(4) == "Baru"


def test_starting_reads_every_data_set(names: Callable, statements: list[str]) -> None:
    db.start()
    db.stop()
    assert len(statements) > 0
    statements.clear()
    names()
    assert statements == []


def test_only_the_live_load_of_a_month_counts(database: Engine) -> None:
    both = [("", NOVEMBER), ("", DECEMBER)]
    rows = [kepesertaan_row(100, bulan=NOVEMBER), kepesertaan_row(100, bulan=DECEMBER)]
    add_load(database, "kepesertaan", rows, both)
    add_load(database, "kepesertaan", [kepesertaan_row(250)], [("", DECEMBER)])
    k = kepesertaan
    statement = select(k.c.bulan, k.c.aktif_orang).join(db.muatan_periode, is_live(k.c.muatan_id, periode=k.c.bulan))

    table = frame(statement.order_by(k.c.bulan))

    assert table.to_dict("list") == {
        "bulan": [pd.Timestamp(NOVEMBER), pd.Timestamp(DECEMBER)],
        "aktif_orang": [100, 250],
    }


def test_scopes_of_claims_are_live_side_by_side(database: Engine) -> None:
    for lingkup, kasus in (("domisili", 10), ("domisili", 11), ("kantor_cabang", 20)):
        add_load(database, "klaim", [klaim_row(kasus, lingkup=lingkup)], [(lingkup, DECEMBER)])
    live = is_live(klaim.c.muatan_id, periode=klaim.c.bulan, bagian=klaim.c.lingkup)

    table = frame(select(klaim.c.lingkup, klaim.c.kasus).join(db.muatan_periode, live).order_by(klaim.c.kasus))

    assert table.to_dict("list") == {"lingkup": ["domisili", "kantor_cabang"], "kasus": [11, 20]}
