"""Reference rows: complete, consistent, and safe to store again."""

import datetime as dt
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise

import pytest
from sqlalchemy import Connection, Engine, event, func, select, text, update

from data import reference
from data.schema import desa, iuran, kabupaten, kecamatan, muatan, muatan_periode, pembayar, program, segmen, semesta


def test_areas_are_those_of_the_kemendagri_list() -> None:
    kinds = Counter(row["jenis"] for row in reference.read("desa"))
    districts = {row["kode"] for row in reference.read("kecamatan")}

    assert kinds == {"desa": 220, "kelurahan": 28}
    assert districts == {f"35.05.{n:02}" for n in range(1, 23)}
    for row in reference.read("desa"):
        prefix, _, number = row["kode"].rpartition(".")
        assert prefix == row["kecamatan_kode"] in districts
        assert (number[0], row["jenis"]) in {("1", "kelurahan"), ("2", "desa")}


@pytest.mark.parametrize(
    ("kecamatan_kode", "desa", "kelurahan"),
    [("35.05.03", 12, 4), ("35.05.08", 8, 0), ("35.05.12", 4, 7), ("35.05.17", 4, 5), ("35.05.22", 8, 0)],
)
def test_villages_of_a_kecamatan(kecamatan_kode: str, desa: int, kelurahan: int) -> None:
    kinds = Counter(row["jenis"] for row in reference.read("desa") if row["kecamatan_kode"] == kecamatan_kode)

    assert (kinds["desa"], kinds["kelurahan"]) == (desa, kelurahan)


def test_a_village_name_that_repeats_has_its_own_code_each_time() -> None:
    codes = [row["kode"] for row in reference.read("desa") if row["nama"] == "Sumberjo"]

    assert codes == ["35.05.04.2006", "35.05.07.2009", "35.05.12.2010"]


def test_tiles_do_not_cover_each_other() -> None:
    tiles = {row["nama"]: (int(row["petak_baris"]), int(row["petak_kolom"])) for row in reference.read("kecamatan")}

    assert len(set(tiles.values())) == 22
    assert tiles["Udanawu"] == (1, 1)
    assert tiles["Kanigoro"] == (3, 3)
    assert tiles["Wates"] == (5, 5)


def test_one_tariff_at_a_time() -> None:
    spans = defaultdict(list)
    for row in (reference.typed(row, iuran) for row in reference.read("iuran")):
        key = (row["segmen_kode"], row["pembayar_kode"], row["kelompok"])
        spans[key].append((row["berlaku_mulai"], row["berlaku_sampai"]))

    for key, tariffs in spans.items():
        tariffs.sort()
        for (_, end), (start, _) in pairwise(tariffs):
            assert end is not None, key
            assert start == end + dt.timedelta(days=1), key
        assert tariffs[-1][1] is None, key


@pytest.mark.parametrize(
    ("pembayar_kode", "kelompok", "day", "rupiah"),
    [
        ("mandiri", "umum", dt.date(2026, 3, 31), 16_800),
        ("mandiri", "umum", dt.date(2026, 4, 1), 8_400),
        ("csr", "umum", dt.date(2026, 12, 31), 8_400),
        ("mandiri", "umum", dt.date(2027, 1, 1), 16_800),
        ("mandiri", "transportasi", dt.date(2026, 1, 1), 8_400),
        ("mandiri", "transportasi", dt.date(2027, 3, 31), 8_400),
        ("mandiri", "transportasi", dt.date(2027, 4, 1), 16_800),
        ("apbd", "umum", dt.date(2026, 6, 1), 16_800),
        ("dbhcht", "umum", dt.date(2026, 6, 1), 16_800),
        ("apbdes", "umum", dt.date(2026, 6, 1), 16_800),
    ],
)
def test_relief_of_2026(pembayar_kode: str, kelompok: str, day: dt.date, rupiah: int) -> None:
    in_force = [
        row["iuran_rp"]
        for row in (reference.typed(row, iuran) for row in reference.read("iuran"))
        if (row["segmen_kode"], row["pembayar_kode"], row["kelompok"]) == ("BPU", pembayar_kode, kelompok)
        and row["berlaku_mulai"] <= day
        and (row["berlaku_sampai"] is None or day <= row["berlaku_sampai"])
    ]

    assert in_force == [rupiah]


def test_rows_arrive_in_the_order_that_officials_use(database: Engine) -> None:
    with database.connect() as connection:
        segments = connection.scalars(select(segmen.c.kode).order_by(segmen.c.urutan)).all()
        programmes = connection.scalars(select(program.c.kode).order_by(program.c.urutan)).all()
        subsidised = connection.scalars(select(pembayar.c.kode).where(pembayar.c.bersubsidi)).all()
        villages = connection.scalar(select(func.count()).select_from(desa))
        rate = connection.scalar(select(iuran.c.upah_pct).where(iuran.c.segmen_kode == "Jakon"))

    assert segments == ["PU", "BPU", "Jakon", "PMI"]
    assert programmes == ["JKK", "JKM", "JHT", "JP", "JKP"]
    assert set(subsidised) == {"apbd", "dbhcht", "apbdes", "csr"}
    assert villages == 248
    assert rate == Decimal("2.04")


def test_published_bases_are_one_live_load(database: Engine) -> None:
    with database.connect() as connection:
        figures = connection.execute(
            select(semesta.c.basis_kode, semesta.c.semesta_orang, semesta.c.kecamatan_kode, semesta.c.segmen_kode)
            .join(
                muatan_periode,
                (muatan_periode.c.muatan_id == semesta.c.muatan_id)
                & (muatan_periode.c.bagian == semesta.c.basis_kode)
                & (muatan_periode.c.periode == semesta.c.tanggal),
            )
            .where(muatan_periode.c.berlaku, semesta.c.tanggal == dt.date(2023, 8, 31))
            .order_by(semesta.c.semesta_orang)
        ).all()
        origins = connection.scalars(select(muatan.c.asal)).all()

    assert figures == [("bps-bekerja", 698_611, None, None), ("bps-angkatan-kerja", 734_660, None, None)]
    assert origins == ["acuan"]


def test_storing_again_writes_nothing(database: Engine) -> None:
    writes = []

    @event.listens_for(database, "before_cursor_execute")
    def _note(_connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            writes.append(statement)

    with database.begin() as connection:
        reference.store(connection)
        assert writes == []
        connection.execute(text("DELETE FROM desa WHERE kode = '35.05.01.2001'"))
        reference.store(connection)

    assert len(writes) == 2, "the listener sees writing"


def test_changed_and_missing_rows_are_mended_and_others_stay(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(update(kecamatan).where(kecamatan.c.kode == "35.05.01").values(nama="Wanadadi"))
        connection.execute(desa.delete().where(desa.c.kode == "35.05.01.2001"))
        connection.execute(kabupaten.insert().values(kode="35.72", nama="Kota Blitar"))
        reference.store(connection)
        name = connection.scalar(select(kecamatan.c.nama).where(kecamatan.c.kode == "35.05.01"))
        villages = connection.scalar(select(func.count()).select_from(desa))
        regencies = connection.scalars(select(kabupaten.c.kode).order_by(kabupaten.c.kode)).all()

    assert name == "Wonodadi"
    assert villages == 248
    assert regencies == ["35.05", "35.72"]


def test_the_published_load_stays_cancelled(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(update(muatan).values(status="dibatalkan"))
        reference.store(connection)
        states = connection.scalars(select(muatan.c.status)).all()

    assert states == ["dibatalkan"]
