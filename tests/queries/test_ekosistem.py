"""The ecosystem: registered of how many, and which desa have nobody."""

import datetime as dt

import pandas as pd

from queries import ekosistem, wilayah
from tests.builders import DECEMBER, add_load, ekosistem_row

JUNE = dt.date(2023, 6, 1)
PERIODE = pd.Timestamp("2023-12-01")
FIRST, SECOND, THIRD = "35.05.01.2001", "35.05.01.2002", "35.05.02.2001"


def of_desa(code, everyone, registered, group="RT/RW", **values):
    row = {"opd": None, "desa_kode": code, "kelompok": group, "terdaftar_orang": registered}
    return ekosistem_row(everyone) | row | values


def put(engine, rows, month=DECEMBER):
    parts = {"desa" if row["desa_kode"] else "opd" for row in rows}
    add_load(engine, "ekosistem", [row | {"bulan": month} for row in rows], [(part, month) for part in parts])


def now():
    return ekosistem.at(ekosistem.rows(), PERIODE)


def test_shares_are_of_sums_and_the_most_to_reach_come_first(database):
    put(database, [
        ekosistem_row(100, terdaftar_orang=90),
        ekosistem_row(50, opd="Dinas Sosial", terdaftar_orang=10),
        of_desa(FIRST, 10, 10),
        of_desa(SECOND, 90, 0),
        of_desa(FIRST, 0, 0, "BPD"),
    ])  # fmt: skip
    groups = ekosistem.per_group(now())
    assert groups["kelompok"].tolist() == ["RT/RW", "Non-ASN", "BPD"]
    assert groups["terdaftar_pct"].fillna(-1).tolist() == [10, 100 * 100 / 150, -1]
    offices = ekosistem.per_opd(now())
    assert offices[["opd", "belum_orang"]].to_numpy().tolist() == [["Dinas Sosial", 40], ["Dinas Kesehatan", 10]]


def test_a_desa_with_nobody_is_not_one_that_has_handed_in_nothing(database):
    put(
        database,
        [of_desa(FIRST, 10, 0), of_desa(FIRST, 5, 0, "BPD"), of_desa(SECOND, 11, 0), of_desa(SECOND, 5, 1, "BPD")],
    )
    desa = ekosistem.per_desa(now())
    assert desa[["desa_kode", "jumlah_orang", "terdaftar_orang"]].to_numpy().tolist() == [
        [FIRST, 15, 0],
        [SECOND, 16, 1],
    ]
    assert ekosistem.without_anybody(desa)["desa_kode"].tolist() == [FIRST]
    # Of one group only, the second has nobody either, and is the larger one.
    one = ekosistem.per_desa(now(), kelompok="RT/RW")
    assert ekosistem.without_anybody(one)["desa_kode"].tolist() == [SECOND, FIRST]
    villages = wilayah.villages()
    silent = ekosistem.silent(desa, villages)
    assert len(silent) == len(villages) - 2
    assert not {FIRST, SECOND} & set(silent["desa_kode"])


def test_the_newest_of_the_opd_and_of_the_desa_stand_side_by_side(database):
    put(database, [ekosistem_row(7), of_desa(FIRST, 3, 1)], JUNE)
    put(database, [of_desa(THIRD, 4, 2)])
    put(database, [of_desa(SECOND, 9, 9)], dt.date(2024, 1, 1))
    assert [
        [f"{month:%Y-%m}", people] for month, people in now()[["bulan", "jumlah_orang"]].itertuples(index=False)
    ] == [["2023-06", 7], ["2023-12", 4]]


def test_before_the_first_there_is_nothing(database):
    put(database, [ekosistem_row(7)])
    empty = ekosistem.at(ekosistem.rows(), pd.Timestamp("2023-11-01"))
    assert empty.empty
    assert ekosistem.per_group(empty).empty
    assert ekosistem.per_opd(empty).empty
    assert ekosistem.without_anybody(ekosistem.per_desa(empty)).empty


def test_the_sample(sample_database):
    groups = ekosistem.per_group(now()).set_index("kelompok")["terdaftar_orang"]
    assert groups["Non-ASN"] == 4_150
    assert groups[["Perangkat desa", "BPD", "RT/RW"]].sum() == 3_460
    desa = ekosistem.per_desa(now())
    assert len(desa) == 248
    assert 10 <= len(ekosistem.without_anybody(desa)) <= 30
