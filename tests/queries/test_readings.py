"""What is read from the database, on both kinds of it, against rows counted by hand."""

import csv
import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import insert, update

from data import acts, settings
from data.loads import Total, choose_live, store
from data.schema import kabupaten, kecamatan, muatan
from queries import acuan, db, iuran, kepesertaan, semesta, target, unggah, wilayah
from queries import muatan as loads
from tests.builders import (
    DECEMBER,
    UDANAWU,
    WONODADI,
    YEAR_END,
    add_load,
    kepesertaan_row,
    klaim_row,
    load,
    semesta_row,
    target_row,
)

NOVEMBER = dt.date(2023, 11, 1)


def seed(name: str) -> list[dict[str, str]]:
    path = settings.ROOT / "data" / "seed" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def neighbour(engine) -> str:
    """A second regency with one kecamatan, in the same database."""
    with engine.begin() as connection:
        connection.execute(insert(kabupaten).values(kode="35.04", nama="Kabupaten Tulungagung"))
        connection.execute(insert(kecamatan).values(kode="35.04.01", kabupaten_kode="35.04", nama="Tulungagung"))
    return "35.04.01"


def test_members_are_those_of_the_live_loads_of_this_regency(database):
    elsewhere = neighbour(database)
    add_load(database, "kepesertaan", [kepesertaan_row(1)], [("", DECEMBER)], asal="contoh")
    add_load(
        database,
        "kepesertaan",
        [kepesertaan_row(2), kepesertaan_row(20, bulan=NOVEMBER)],
        [("", NOVEMBER), ("", DECEMBER)],
    )
    add_load(
        database, "kepesertaan", [kepesertaan_row(3), kepesertaan_row(4, kecamatan_kode=UDANAWU)], [("", DECEMBER)]
    )
    add_load(
        database,
        "kepesertaan",
        [kepesertaan_row(99, kecamatan_kode=elsewhere)],
        [("", DECEMBER)],
        kabupaten_kode="35.04",
    )
    rows = kepesertaan.rows()
    assert rows["aktif_orang"].tolist() == [20, 3, 4]
    assert rows["kecamatan_kode"].tolist() == [WONODADI, WONODADI, UDANAWU]
    assert kepesertaan.months(rows) == (pd.Timestamp(NOVEMBER), pd.Timestamp(DECEMBER))
    assert str(rows["bulan"].dtype) == "datetime64[s]"
    assert str(rows["aktif_orang"].dtype) == "int64"
    assert rows["berakhir_pada"].isna().all()


def test_a_cancelled_load_gives_way_to_the_one_before(database):
    add_load(database, "kepesertaan", [kepesertaan_row(1)], [("", DECEMBER)])
    newest = add_load(database, "kepesertaan", [kepesertaan_row(2)], [("", DECEMBER)])
    with database.begin() as connection:
        connection.execute(update(muatan).where(muatan.c.id == newest).values(status="dibatalkan"))
        choose_live(connection, settings.kabupaten())
    assert kepesertaan.rows()["aktif_orang"].tolist() == [1]


def test_nothing_loaded_reads_as_empty_tables_with_their_types(database):
    rows = kepesertaan.rows()
    assert rows.empty
    assert str(rows["aktif_orang"].dtype) == "int64"
    assert kepesertaan.months(rows) == ()
    assert loads.newest_position(rows) is None
    assert target.rows().empty
    assert loads.sample_subjects(loads.loads()) == ()
    assert wilayah.boundaries().empty


def test_members_per_payer(database):
    rows = [
        kepesertaan_row(10, pembayar_kode="mandiri"),
        kepesertaan_row(5, pembayar_kode="apbd", berakhir_pada=YEAR_END),
        kepesertaan_row(7, pembayar_kode="apbd", kecamatan_kode=UDANAWU, berakhir_pada=dt.date(2024, 6, 30)),
        kepesertaan_row(1000, pembayar_kode="csr", bulan=NOVEMBER),
    ]
    add_load(database, "kepesertaan", rows, [("", NOVEMBER), ("", DECEMBER)])
    table = kepesertaan.per_payer(kepesertaan.rows(), acuan.payers(), periode=pd.Timestamp(DECEMBER))
    assert table["pembayar_kode"].tolist() == ["mandiri", "apbd", "apbd"]
    assert table["aktif_orang"].tolist() == [10, 7, 5]
    assert table["berakhir_pada"].isna().tolist() == [True, False, False]
    assert table["berakhir_pada"].iloc[2] == pd.Timestamp(YEAR_END)
    assert kepesertaan.of_segments(kepesertaan.rows(), ("BPU",)).empty


def test_the_base_in_force_is_the_newest_not_after_the_period(database):
    next_year = dt.date(2024, 12, 31)
    add_load(database, "semesta", [semesta_row(1000)], [("cabang", YEAR_END)])
    add_load(database, "semesta", [semesta_row(1100, tanggal=next_year)], [("cabang", next_year)])
    for periode, people in (
        ("2022-01-01", 1000),
        ("2023-12-01", 1000),
        ("2024-11-01", 1000),
        ("2024-12-01", 1100),
        ("2026-01-01", 1100),
    ):
        base = semesta.chosen(basis="cabang", periode=pd.Timestamp(periode))
        assert base.semesta_orang == people, periode
        assert base.reaches_kecamatan


def test_the_bases_of_bps_reach_the_regency_only(database):
    bekerja = semesta.chosen(basis="bps-bekerja", periode=pd.Timestamp(DECEMBER))
    assert (bekerja.semesta_orang, bekerja.tanggal) == (698_611, pd.Timestamp("2023-08-31"))
    assert not bekerja.reaches_kecamatan
    assert semesta.chosen(basis="bps-angkatan-kerja", periode=pd.Timestamp(DECEMBER)).semesta_orang == 734_660


def test_bases_without_figures_are_not_offered(database):
    assert "cabang" not in semesta.names(semesta.definitions(), semesta.rows())
    add_load(database, "semesta", [semesta_row()], [("cabang", YEAR_END)])
    db.forget()
    assert semesta.default(semesta.definitions(), semesta.rows()) == "cabang"
    with pytest.raises(LookupError):
        semesta.chosen(basis="tidak-ada", periode=pd.Timestamp(DECEMBER))


def test_targets_of_the_kecamatan_fall_back_to_the_regency(database):
    rows = [target_row(30), target_row(40, kecamatan_kode=UDANAWU), target_row(35, tahun=2024)]
    add_load(database, "target", rows, [("cabang", YEAR_END), ("cabang", dt.date(2024, 12, 31))])
    read = target.rows()
    assert target.of_year(read, basis="cabang", tahun=2023) == 30
    assert target.of_year(read, basis="bps-bekerja", tahun=2023) is None
    assert target.per_year(read, basis="cabang")["target_pct"].tolist() == [30, 35]
    table = target.per_kecamatan(read, wilayah.districts(), basis="cabang", tahun=2023).set_index("kecamatan_kode")
    assert table.loc[UDANAWU, "target_pct"] == 40
    assert table.loc[WONODADI, "target_pct"] == 30
    assert target.per_kecamatan(read, wilayah.districts(), basis="cabang", tahun=2019)["target_pct"].isna().all()


def test_areas_are_those_of_the_regency(database):
    neighbour(database)
    assert wilayah.regency()["nama"].tolist() == ["Kabupaten Blitar"]
    districts = wilayah.districts()
    assert districts["kecamatan_kode"].tolist() == sorted(row["kode"] for row in seed("kecamatan"))
    assert len(wilayah.villages()) == 248
    assert list(wilayah.names(districts).values()) == sorted(districts["kecamatan"])


def test_tariffs_are_those_of_the_seed(database):
    assert len(iuran.rows()) == len(seed("iuran"))
    cost = iuran.cost(iuran.rows(), segmen="BPU", pembayar="dbhcht", pekerja=6043, mulai=dt.date(2025, 4, 1), bulan=9)
    assert cost["biaya_rp"].sum() == 913_701_600
    relief = iuran.cost(iuran.rows(), segmen="BPU", pembayar="mandiri", pekerja=1, mulai=dt.date(2026, 1, 1), bulan=12)
    assert relief["biaya_rp"].sum() == 3 * 16_800 + 9 * 8_400


def test_loads_tell_origin_totals_and_what_is_live(database):
    add_load(database, "kepesertaan", [kepesertaan_row(1)], [("", DECEMBER)], asal="contoh")
    assert loads.sample_subjects(loads.loads()) == ("kepesertaan",)
    db.forget()
    totals = [Total("Peserta aktif (orang)", 2, 5), Total("Semesta (orang)", 7)]
    newest = add_load(database, "kepesertaan", [kepesertaan_row(2)], [("", DECEMBER)], totals=totals)
    table = loads.loads()
    assert table["muatan_id"].iloc[0] == newest
    assert loads.sample_subjects(table) == ()
    assert table["periode_berlaku"].tolist()[:2] == [1, 0]
    stated = loads.totals().set_index("ukuran")
    assert stated.loc["Peserta aktif (orang)", "selisih"] == 3
    assert stated.loc["Semesta (orang)", ["dinyatakan", "selisih"]].isna().all()


def test_a_load_tells_the_act_that_brought_it(database):
    with acts.act("35.05", tindakan="muat", oleh="uji", nama_berkas="a.xlsx", sha256="a" * 64) as act:
        brought = store(act.connection, "35.05", load("kepesertaan", [], [("", DECEMBER)]))
        act.about([brought])
    acts.undo("35.05", "uji")
    add_load(database, "kepesertaan", [], [("", DECEMBER)])
    own = loads.loads().query("asal == 'berkas'")
    assert own["status"].tolist() == ["aktif", "dibatalkan"]
    assert own["riwayat_id"].fillna(0).tolist() == [0, act.riwayat_id]


def test_a_change_of_loads_tells_what_replaced_them(database):
    older, newer = (add_load(database, "klaim", [], [("domisili", DECEMBER)], sha256=each * 64) for each in "ab")
    for change in (unggah.undo, unggah.redo):
        assert change(older, oleh="uji") == unggah.Done((older,), diganti=(newer,), seluruhnya=True)
    assert unggah.redo(older, oleh="uji").jenis == "sama"
    assert unggah.undo(newer, oleh="uji") == unggah.Done((newer,))


def test_another_regency_sees_neither_members_nor_base(database, monkeypatch):
    add_load(database, "kepesertaan", [kepesertaan_row(1)], [("", DECEMBER)])
    assert len(kepesertaan.rows()) == 1
    assert len(semesta.rows())
    db.forget()
    monkeypatch.setenv("KABUPATEN", "35.06")
    assert kepesertaan.rows().empty
    assert semesta.rows().empty


@pytest.mark.parametrize(("months", "told"), [(11, False), (12, True)])
def test_claims_totals_of_part_of_a_year_tell_only_their_difference(database, months, told):
    covers = [("domisili", dt.date(2023, month, 1)) for month in range(1, months + 1)]
    add_load(database, "klaim", [klaim_row(3, bulan=dt.date(2023, 1, 1))], covers, totals=[Total("Kasus", 3, 4)])
    row = loads.totals().set_index("ukuran").loc["Kasus"]
    assert row["selisih"] == 1
    assert row[["dinyatakan", "dihitung"]].notna().tolist() == [told, told]


def test_screens_open_on_the_base_date_while_members_are_a_sample(sample_database):
    months = kepesertaan.months(kepesertaan.rows())
    opened = loads.opening_month(months, loads.loads(), semesta.rows(), basis="cabang")
    assert opened == pd.Timestamp(DECEMBER)
    real = loads.loads().assign(asal="berkas")
    assert loads.opening_month(months, real, semesta.rows(), basis="cabang") == months[-1]


@pytest.mark.parametrize(("today", "days"), [("2024-08-30", None), ("2024-09-01", 63)])
def test_overdue_only_after_the_limit_and_only_for_real_data(sample_database, today, days):
    newest = loads.newest_position(kepesertaan.rows())
    real = loads.loads().assign(asal="berkas")
    assert loads.overdue_days(newest, real, today=dt.date.fromisoformat(today)) == days
    assert loads.overdue_days(newest, loads.loads(), today=dt.date.fromisoformat(today)) is None


def test_segments_may_be_chosen_one_by_one_or_without_construction(database):
    segments = acuan.segments()
    assert list(acuan.segment_choices(segments)) == ["semua", "PU", "BPU", "Jakon", "PMI", "tanpa-jakon"]
    assert acuan.codes_of("semua", segments) == ()
    assert acuan.codes_of("tanpa-jakon", segments) == ("PU", "BPU", "PMI")
    assert acuan.programmes()["program_kode"].tolist() == ["JKK", "JKM", "JHT", "JP", "JKP"]
