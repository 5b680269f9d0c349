"""Subsidised cover: each person once, and how many lose it on which day."""

import datetime as dt

import pandas as pd
import pytest

from queries import acuan, bantuan, db, kepesertaan
from tests.builders import UDANAWU, WONODADI, add_load, bantuan_iuran_row, kepesertaan_row

AUGUST = pd.Timestamp("2025-08-01")
YEAR_END = dt.date(2025, 12, 31)
# What is public of 2025: Aji Tani (DBHCHT) April to December, pekerja rentan (APBD) March to December.
AJI_TANI, RENTAN = 6_043, 8_125
COVER = ["pembayar_kode", "segmen_kode", "orang", "asal"]


def grant(payer: str, people: int, start: dt.date, end: dt.date = YEAR_END, **values) -> dict:
    row = {"pembayar_kode": payer, "jumlah_orang": people, "mulai": start, "sampai": end, "kecamatan_kode": None}
    return bantuan_iuran_row() | row | values


def member(payer: str, people: int, end: dt.date | None = None, **values) -> dict:
    row = {"bulan": AUGUST.date(), "segmen_kode": "BPU", "pembayar_kode": payer, "berakhir_pada": end}
    return kepesertaan_row(people) | row | values


PUBLIC = [grant("dbhcht", AJI_TANI, dt.date(2025, 4, 1)), grant("apbd", RENTAN, dt.date(2025, 3, 1))]
DATED = [
    member("dbhcht", 6_000, YEAR_END),
    member("dbhcht", 43, YEAR_END, kecamatan_kode=UDANAWU),
    member("apbd", RENTAN, YEAR_END),
]


def put(engine, *, grants=(), members=()) -> None:
    if grants:
        years = {row["mulai"].year for row in grants}
        add_load(engine, "bantuan_iuran", list(grants), [("", dt.date(year, 12, 31)) for year in years])
    if members:
        add_load(engine, "kepesertaan", list(members), {("", row["bulan"]) for row in members})


def cover(month: pd.Timestamp = AUGUST) -> pd.DataFrame:
    return bantuan.cover(kepesertaan.rows(), bantuan.rows(), acuan.payers(), bulan=month)


@pytest.mark.parametrize(
    ("grants", "members"),
    [
        (PUBLIC, []),
        ([], DATED),
        (PUBLIC, DATED),
        (PUBLIC, [member("dbhcht", AJI_TANI), member("apbd", RENTAN)]),
        (PUBLIC, [member("tidak_dirinci", 20_000)]),
        (PUBLIC, [member("apbd", 8_000), member("tidak_dirinci", 125 + AJI_TANI)]),
    ],
    ids=["grants only", "members only", "both", "members without a day", "payers not told", "some payers told"],
)
def test_the_january_cliff_is_seen_ahead_of_time_and_counted_once(database, grants, members):
    put(database, grants=grants, members=members)
    assert bantuan.fall(cover(), bulan=AUGUST) == (pd.Timestamp(YEAR_END), 14_168)
    assert cover()["orang"].sum() == 14_168


def test_members_beyond_the_grants_have_no_end_that_is_known(database):
    put(database, grants=PUBLIC, members=[member("dbhcht", AJI_TANI + 7), member("apbd", 3, segmen_kode="PU")])
    table = cover()
    assert table[COVER].to_numpy().tolist() == [
        ["apbd", "BPU", RENTAN, "bantuan"],
        ["dbhcht", "BPU", AJI_TANI, "bantuan"],
        ["dbhcht", "BPU", 7, "kepesertaan"],
        ["apbd", "PU", 3, "kepesertaan"],
    ]
    assert table["sampai"].isna().tolist() == [False, False, True, True]
    assert bantuan.fall(table, bulan=AUGUST) == (pd.Timestamp(YEAR_END), 14_168)


def test_a_grant_is_for_no_more_people_than_there_are_members(database):
    """What is granted is a plan: of 8.125 people 8.000 are members, and 100 more may be."""
    put(database, grants=PUBLIC, members=[member("dbhcht", AJI_TANI), member("apbd", 8_000)])
    assert bantuan.fall(cover(), bulan=AUGUST) == (pd.Timestamp(YEAR_END), AJI_TANI + 8_000)
    put(database, members=[member("dbhcht", AJI_TANI), member("apbd", 8_000), member("tidak_dirinci", 100)])
    db.forget()
    assert cover()[COVER].to_numpy().tolist() == [
        ["apbd", "BPU", 8_100, "bantuan"],
        ["dbhcht", "BPU", 6_043, "bantuan"],
    ]


def test_of_too_many_grants_those_that_end_first_are_counted_first(database):
    may = dt.date(2026, 5, 31)
    grants = [grant("apbd", 70, dt.date(2025, 1, 1), may), grant("apbd", 50, dt.date(2025, 3, 1))]
    put(database, grants=[*grants, grant("csr", 40, dt.date(2025, 3, 1), may)], members=[member("tidak_dirinci", 110)])
    table = cover().sort_values(["sampai", "pembayar_kode"])
    assert table[["pembayar_kode", "orang"]].to_numpy().tolist() == [["apbd", 50], ["apbd", 60]]
    assert table["sampai"].dt.date.tolist() == [YEAR_END, may]


def test_who_pays_for_themselves_is_no_part_of_it(database):
    put(database, members=[member("mandiri", 500), member("pemberi_kerja", 900, segmen_kode="PU")])
    assert cover().empty
    assert bantuan.fall(cover(), bulan=AUGUST) is None


def test_a_grant_counts_while_it_is_in_force(database):
    put(database, grants=PUBLIC, members=[member("mandiri", 1)])
    assert cover(pd.Timestamp("2025-03-01"))[COVER].to_numpy().tolist() == [["apbd", "BPU", RENTAN, "bantuan"]]
    assert cover(pd.Timestamp("2025-12-01"))["orang"].sum() == 14_168
    assert cover(pd.Timestamp("2026-01-01")).empty


def test_the_path_falls_in_january_and_rises_with_what_is_decided(database):
    grants = [*PUBLIC, grant("apbd", 5_000, dt.date(2026, 3, 1), dt.date(2026, 12, 31))]
    put(database, grants=grants, members=[member("mandiri", 1)])
    path = bantuan.path(kepesertaan.rows(), bantuan.rows(), acuan.payers(), bulan=AUGUST)
    people = path.groupby("bulan")["orang"].sum().to_dict()
    assert people == {
        pd.Timestamp(year, month, 1): count
        for year, months, count in ((2025, range(8, 13), 14_168), (2026, range(3, 9), 5_000))
        for month in months
    }
    assert path.loc[path["terlihat"], "bulan"].unique().tolist() == [AUGUST]
    later = bantuan.begun_later(bantuan.rows(), bulan=AUGUST)
    assert later.to_numpy().tolist() == [[pd.Timestamp("2026-03-01"), 5_000]]


def test_decrees_add_up_over_kecamatan(database):
    rows = [
        grant("apbd", 10, dt.date(2025, 3, 1), kecamatan_kode=kode, sk=sk)
        for kode, sk in ((WONODADI, "1"), (UDANAWU, "1"), (WONODADI, None))
    ]
    put(database, grants=[*rows, grant("apbd", 9, dt.date(2024, 3, 1), dt.date(2024, 5, 1))])
    table = bantuan.decrees(bantuan.rows(), acuan.payers(), tahun=2025)
    assert table["jumlah_orang"].tolist() == [20, 10]
    assert table["pembayar"].tolist() == ["APBD", "APBD"]


def test_a_load_of_another_year_leaves_a_years_grants(database):
    put(database, grants=PUBLIC)
    put(database, grants=[grant("apbd", 5, dt.date(2026, 3, 1), dt.date(2026, 12, 31))])
    assert sorted(bantuan.rows()["jumlah_orang"]) == [5, AJI_TANI, RENTAN]


def test_without_anything_there_is_nothing(database):
    assert cover().empty
    assert bantuan.path(kepesertaan.rows(), bantuan.rows(), acuan.payers(), bulan=AUGUST).empty
    assert bantuan.decrees(bantuan.rows(), acuan.payers(), tahun=2025).empty


def test_the_sample_says_what_its_members_say(sample_database):
    december = pd.Timestamp("2023-12-01")
    dated = kepesertaan.rows().query("bulan == @december").dropna(subset="berakhir_pada")["aktif_orang"].sum()
    assert (
        bantuan.fall(cover(december), bulan=december)
        == (pd.Timestamp("2023-12-31"), dated)
        == (
            pd.Timestamp("2023-12-31"),
            8_917,
        )
    )
