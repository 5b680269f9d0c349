"""What the tables refuse, on both databases; and that the migrations make exactly these tables."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError

from data import migrate
from data.schema import (
    basis,
    batas,
    desa,
    iuran,
    kabupaten,
    kecamatan,
    metadata,
    muatan,
    muatan_periode,
    muatan_total,
    program,
    riwayat,
    riwayat_muatan,
    segmen,
)
from data.transaction import transaction
from tests.builders import (
    DECEMBER,
    KABUPATEN,
    UDANAWU,
    WONODADI,
    YEAR_END,
    add_load,
    bantuan_iuran_row,
    ekosistem_row,
    is_migrated,
    kepesertaan_row,
    klaim_row,
    semesta_row,
    target_row,
    tindak_lanjut_row,
)

# As text: SQLAlchemy does not read back every index on SQLite.
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
}
# A regency beside ours, with one kecamatan.
OTHER, ELSEWHERE = "35.06", "35.06.01"
NOVEMBER = dt.date(2023, 11, 1)
MEMBERS = [("", DECEMBER)]

RIGHT = {
    "semesta": semesta_row(),
    "kepesertaan": kepesertaan_row(),
    "klaim": klaim_row(),
    "target": target_row(),
    "tindak_lanjut": tindak_lanjut_row(),
    "ekosistem": ekosistem_row(),
    "bantuan_iuran": bantuan_iuran_row(),
    "batas": {"kecamatan_kode": WONODADI, "geojson": "{}"},
}
WRONG_FACTS = [
    ("semesta", {"semesta_orang": -1}),
    ("semesta", {"semesta_orang": None}),
    ("semesta", {"basis_kode": "tak-ada"}),
    ("semesta", {"segmen_kode": "TAK"}),
    ("semesta", {"kecamatan_kode": "35.05.99"}),
    ("semesta", {"kecamatan_kode": ELSEWHERE}),
    ("kepesertaan", {"aktif_orang": -1}),
    ("kepesertaan", {"aktif_orang": None}),
    ("kepesertaan", {"bulan": YEAR_END}),
    ("kepesertaan", {"segmen_kode": "TAK"}),
    ("kepesertaan", {"pembayar_kode": "tak_ada"}),
    ("kepesertaan", {"kecamatan_kode": "35.05.99"}),
    ("kepesertaan", {"kecamatan_kode": ELSEWHERE}),
    ("kepesertaan", {"berakhir_pada": dt.date(2023, 11, 30)}),
    ("klaim", {"kasus": -1}),
    ("klaim", {"dibayarkan_rp": -1}),
    ("klaim", {"potensi_beasiswa_rp": -1}),
    ("klaim", {"kasus": 0}),
    ("klaim", {"bulan": dt.date(2023, 12, 2)}),
    ("klaim", {"lingkup": "semua"}),
    ("klaim", {"program_kode": "JKX"}),
    ("klaim", {"kecamatan_kode": ELSEWHERE}),
    ("target", {"target_pct": -1}),
    ("target", {"target_pct": 101}),
    ("target", {"tahun": 23}),
    ("target", {"basis_kode": "tak-ada"}),
    ("target", {"kecamatan_kode": ELSEWHERE}),
    ("tindak_lanjut", {"kuota_orang": -1}),
    ("tindak_lanjut", {"terlaksana_orang": -1}),
    ("tindak_lanjut", {"opd": None}),
    ("ekosistem", {"terdaftar_orang": 21}),
    ("ekosistem", {"terdaftar_orang": -1}),
    ("ekosistem", {"bulan": YEAR_END}),
    ("ekosistem", {"opd": None}),
    ("ekosistem", {"desa_kode": "35.05.01.2001"}),
    ("ekosistem", {"opd": None, "desa_kode": "35.05.99.2001"}),
    ("bantuan_iuran", {"jumlah_orang": -1}),
    ("bantuan_iuran", {"mulai": dt.date(2024, 1, 1)}),
    ("bantuan_iuran", {"sampai": None}),
    ("bantuan_iuran", {"segmen_kode": None}),
    ("bantuan_iuran", {"pembayar_kode": "tak_ada"}),
    ("bantuan_iuran", {"kecamatan_kode": ELSEWHERE}),
    ("batas", {"kecamatan_kode": ELSEWHERE}),
]
WRONG_LOADS = [
    {"jenis": "lain"},
    {"asal": "entah"},
    {"status": "hilang"},
    {"jumlah_baris": -1},
    {"periode_akhir": dt.date(2023, 11, 30)},
    {"kabupaten_kode": "99.99"},
]
ACT = {
    "kabupaten_kode": KABUPATEN,
    "tindakan": "muat",
    "oleh": "uji",
    "nama_berkas": "uji.xlsx",
    "sha256": "0" * 64,
    "mulai": dt.datetime(2024, 1, 3, tzinfo=dt.UTC),
    "selesai": dt.datetime(2024, 1, 3, 0, 1, tzinfo=dt.UTC),
    "keadaan": "selesai",
}
RUNNING = {"selesai": None, "keadaan": "berjalan"}
WRONG_ACTS = [
    {"tindakan": "hapus"},
    {"keadaan": "entah"},
    {"keadaan": "berjalan"},
    {"selesai": None},
    {"kabupaten_kode": "99.99"},
]
TARIFF = {
    "segmen_kode": "PMI",
    "pembayar_kode": "mandiri",
    "kelompok": "uji",
    "berlaku_mulai": DECEMBER,
    "iuran_rp": 1,
    "aturan": "uji",
}
WRONG_REFERENCES = [
    (kecamatan, {"kode": "99.99.01", "kabupaten_kode": "99.99", "nama": "Uji"}),
    (kecamatan, {"kode": "35.05.98", "kabupaten_kode": KABUPATEN, "nama": "Wonodadi"}),
    (kecamatan, {"kode": "35.05.98", "kabupaten_kode": KABUPATEN, "nama": "Uji", "petak_baris": 1, "petak_kolom": 1}),
    (desa, {"kode": "35.05.01.2999", "kecamatan_kode": WONODADI, "nama": "Uji", "jenis": "dusun"}),
    (desa, {"kode": "35.05.99.2001", "kecamatan_kode": "35.05.99", "nama": "Uji", "jenis": "desa"}),
    (segmen, {"kode": "UJI", "nama": "Uji", "urutan": 1}),
    (program, {"kode": "UJI", "nama": "Uji", "urutan": 1}),
    (iuran, TARIFF | {"iuran_rp": -1}),
    (iuran, TARIFF | {"iuran_rp": None}),
    (iuran, TARIFF | {"upah_pct": 1}),
    (iuran, TARIFF | {"iuran_rp": None, "upah_pct": 101}),
    (iuran, TARIFF | {"berlaku_sampai": NOVEMBER}),
    (iuran, TARIFF | {"segmen_kode": "TAK"}),
    (iuran, TARIFF | {"pembayar_kode": "tak_ada"}),
    (muatan_total, {"muatan_id": 999, "ukuran": "uji", "urutan": 0, "dihitung": 1}),
]


def period(row: dict[str, Any]) -> tuple[str, dt.date]:
    """What a load of this one row covers."""
    part = row.get("lingkup", "") if "pembayar_kode" not in row else ""
    return part, row.get("bulan") or YEAR_END


def named(cases: Iterable[tuple[Any, dict[str, Any]]]) -> list[Any]:
    """Cases with a name that says what is wrong in them."""
    return [pytest.param(subject, values, id=f"{subject}-{values}") for subject, values in cases]


@pytest.fixture
def regencies(database: Engine) -> Engine:
    """The database with a second regency in it."""
    with database.begin() as connection:
        connection.execute(insert(kabupaten).values(kode=OTHER, nama="Kabupaten Uji"))
        connection.execute(insert(kecamatan).values(kode=ELSEWHERE, kabupaten_kode=OTHER, nama="Uji"))
    return database


def test_right_facts_are_stored(regencies: Engine) -> None:
    for jenis, row in RIGHT.items():
        add_load(regencies, jenis, [row], [period(row)])
        with regencies.connect() as connection:
            stored = connection.execute(select(metadata.tables[jenis])).mappings().all()[-1]
        assert {name: stored[name] for name in row} == row


@pytest.mark.parametrize(("jenis", "wrong"), named(WRONG_FACTS))
def test_a_wrong_fact_is_refused_with_its_load(regencies: Engine, jenis: str, wrong: dict[str, Any]) -> None:
    row = RIGHT[jenis] | wrong
    with pytest.raises(IntegrityError):
        add_load(regencies, jenis, [row], [period(RIGHT[jenis])])
    with regencies.connect() as connection:
        assert connection.execute(select(muatan).where(muatan.c.asal == "berkas")).all() == []


@pytest.mark.parametrize(
    "jenis", [jenis for jenis in RIGHT if jenis not in ("tindak_lanjut", "ekosistem", "bantuan_iuran")]
)
def test_a_fact_stands_once_in_a_load(database: Engine, jenis: str) -> None:
    row = RIGHT[jenis]
    with pytest.raises(IntegrityError):
        add_load(database, jenis, [row, row], [period(row)])


@pytest.mark.parametrize("jenis", ["semesta", "target"])
def test_a_figure_of_the_whole_regency_stands_once_too(database: Engine, jenis: str) -> None:
    row = RIGHT[jenis] | {"kecamatan_kode": None}
    with pytest.raises(IntegrityError):
        add_load(database, jenis, [row, row], [period(row)])


def test_a_fact_lies_in_the_regency_of_its_load(regencies: Engine) -> None:
    add_load(regencies, "kepesertaan", [kepesertaan_row(kecamatan_kode=ELSEWHERE)], MEMBERS, kabupaten_kode=OTHER)
    with pytest.raises(IntegrityError):
        add_load(regencies, "kepesertaan", [kepesertaan_row()], MEMBERS, kabupaten_kode=OTHER)


@pytest.mark.parametrize("wrong", WRONG_LOADS, ids=str)
def test_a_wrong_load_is_refused(database: Engine, wrong: dict[str, Any]) -> None:
    load_id = add_load(database, "kepesertaan", [], MEMBERS)
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(update(muatan).where(muatan.c.id == load_id).values(**wrong))


@pytest.mark.parametrize(("table", "row"), named(WRONG_REFERENCES))
def test_a_wrong_reference_row_is_refused(database: Engine, table: Any, row: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(insert(table).values(**row))


@pytest.mark.parametrize("wrong", WRONG_ACTS, ids=str)
def test_a_wrong_act_is_refused(database: Engine, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(insert(riwayat).values(ACT | wrong))


def test_one_act_of_a_regency_runs(regencies: Engine) -> None:
    with regencies.begin() as connection:
        for values in (ACT, ACT, ACT | RUNNING, ACT | RUNNING | {"kabupaten_kode": OTHER}):
            connection.execute(insert(riwayat).values(values))
    with pytest.raises(IntegrityError), regencies.begin() as connection:
        connection.execute(insert(riwayat).values(ACT | RUNNING))


def test_an_act_is_about_loads_that_exist(database: Engine) -> None:
    with database.begin() as connection:
        act = connection.execute(insert(riwayat).values(ACT)).inserted_primary_key[0]
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(insert(riwayat_muatan).values(riwayat_id=act, muatan_id=999))


def test_a_regency_has_one_default_base(database: Engine) -> None:
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(update(basis).where(basis.c.kode == "bps-bekerja").values(is_default=True))


def test_boundaries_need_a_load(database: Engine) -> None:
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(
            insert(batas).values(muatan_id=999, kabupaten_kode=KABUPATEN, kecamatan_kode=UDANAWU, geojson="{}")
        )


def test_one_load_is_live_for_a_period(database: Engine) -> None:
    older = add_load(database, "kepesertaan", [], MEMBERS)
    add_load(database, "kepesertaan", [], MEMBERS)
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(update(muatan_periode).where(muatan_periode.c.muatan_id == older).values(berlaku=True))


def test_a_period_belongs_to_the_subject_of_its_load(database: Engine) -> None:
    load_id = add_load(database, "kepesertaan", [], MEMBERS)
    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(update(muatan_periode).where(muatan_periode.c.muatan_id == load_id).values(jenis="klaim"))


def shape(engine: Engine) -> dict[str, Any]:
    """Everything that a database says about its tables, apart from order."""
    found = inspect(engine)
    told = {
        name: {
            "columns": {column["name"]: {**column, "type": str(column["type"])} for column in found.get_columns(name)},
            "keys": [found.get_pk_constraint(name), *sorted(map(str, found.get_foreign_keys(name)))],
            "rules": sorted(map(str, found.get_check_constraints(name) + found.get_unique_constraints(name))),
        }
        for name in metadata.tables
    }
    with engine.connect() as connection:
        told["indexes"] = dict(connection.exec_driver_sql(INDEXES[engine.dialect.name]).all())
    return told


# Alembic says that it passes over such indexes on SQLite; ``shape`` does not.
@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_migrations_make_the_tables_of_the_schema(database: Engine) -> None:
    with database.connect() as connection:
        assert is_migrated(connection)
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    migrated = shape(database)
    with transaction(schema_change=True) as connection:
        command.downgrade(migrate._config(connection), "base")
        metadata.create_all(connection)
    assert migrated == shape(database)


def test_migrations_can_be_undone_and_done_again(database: Engine) -> None:
    with transaction(schema_change=True) as connection:
        command.downgrade(migrate._config(connection), "base")
    assert set(inspect(database).get_table_names()) == {"alembic_version"}
    with transaction(schema_change=True) as connection:
        assert not is_migrated(connection)
        migrate.upgrade(connection)
    assert set(inspect(database).get_table_names()) == {"alembic_version", *metadata.tables}
