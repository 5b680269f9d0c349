"""The sample: true where something is published, plausible where nothing is, and always the same."""

import datetime as dt
from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select, update

from data import sample, sample_rows, status
from data.schema import kepesertaan, muatan, muatan_periode
from tests.builders import add_load, kepesertaan_row

BASE = sample_rows.base_rows()
MEMBERS = sample_rows.member_rows()
CLAIMS = sample_rows.claim_rows()
MONTHS = sample_rows.months(sample_rows.FIRST, sample_rows.LAST)
DECEMBER = dt.date(2023, 12, 1)


def active(*fields: str) -> Counter:
    people: Counter = Counter()
    for row in MEMBERS:
        people[tuple(row[field] for field in fields)] += row["aktif_orang"]
    return people


PER_MONTH = active("bulan")
PER_KECAMATAN = active("bulan", "kecamatan_kode")


def test_published_totals() -> None:
    assert sum(row["semesta_orang"] for row in BASE) == 449_717
    assert PER_MONTH[DECEMBER,] == 114_377


def test_every_cell_of_the_base_has_people_and_every_month_all_kecamatan() -> None:
    kecamatan = {f"35.05.{n:02}" for n in range(1, 23)}

    assert {(row["kecamatan_kode"], row["segmen_kode"]) for row in BASE} == {
        (kode, segmen) for kode in kecamatan for segmen in ("PU", "BPU", "Jakon")
    }
    assert all(row["semesta_orang"] > 0 for row in BASE)
    assert set(PER_KECAMATAN) == {(bulan, kode) for bulan in MONTHS for kode in kecamatan}
    assert len(MONTHS) == 42


def test_never_more_members_than_workers() -> None:
    base = {(row["kecamatan_kode"], row["segmen_kode"]): row["semesta_orang"] for row in BASE}

    for (bulan, kecamatan, segmen), people in active("bulan", "kecamatan_kode", "segmen_kode").items():
        assert 0 < people <= base[kecamatan, segmen], (bulan, kecamatan, segmen)


def test_members_grow_over_the_years() -> None:
    levels = [PER_MONTH[dt.date(year, month, 1),] for year, month in ((2021, 1), (2021, 12), (2022, 12), (2024, 6))]

    assert levels == pytest.approx([79_000, 86_000, 97_000, 118_000], rel=0.01)


def test_every_january_loses_subsidised_cover_and_the_last_one_ten_thousand() -> None:
    falls = {
        year: PER_MONTH[dt.date(year - 1, 12, 1),] - PER_MONTH[dt.date(year, 1, 1),] for year in (2022, 2023, 2024)
    }

    assert all(fall > 2_000 for fall in falls.values())
    assert 10_000 <= falls[2024] <= 11_000


def test_subsidised_cover_of_informal_workers_ends_with_its_year() -> None:
    for row in MEMBERS:
        subsidised = row["segmen_kode"] == "BPU" and row["pembayar_kode"] != "mandiri"
        assert row["berakhir_pada"] == (dt.date(row["bulan"].year, 12, 31) if subsidised else None)
    assert active("bulan", "pembayar_kode")[DECEMBER, "dbhcht"] == 4_717


def test_some_kecamatan_stand_still_one_falls_and_ranks_change() -> None:
    last, before, oldest = DECEMBER, dt.date(2022, 12, 1), dt.date(2021, 12, 1)
    base: Counter = Counter()
    for row in BASE:
        base[row["kecamatan_kode"]] += row["semesta_orang"]

    def ranking(bulan: dt.date) -> list[str]:
        return sorted(base, key=lambda kode: PER_KECAMATAN[bulan, kode] / base[kode])

    grown = {kode: PER_KECAMATAN[last, kode] / PER_KECAMATAN[before, kode] - 1 for kode in base}
    autumn = [dt.date(2023, month, 1) for month in (9, 10, 11, 12)]
    garum = [PER_KECAMATAN[bulan, "35.05.11"] for bulan in autumn]

    assert sum(growth < 0.02 for growth in grown.values()) in (2, 3)
    assert max(grown.values()) > 0.25
    assert garum == sorted(garum, reverse=True)
    assert len(set(garum)) == 4
    assert ranking(oldest) != ranking(last)


def test_claims_of_2023() -> None:
    kasus: Counter = Counter()
    paid: Counter = Counter()
    for row in CLAIMS:
        if row["bulan"].year == 2023:
            kasus[row["program_kode"]] += row["kasus"]
            paid[row["program_kode"]] += row["dibayarkan_rp"]

    assert 4_000 <= kasus.total() <= 4_200
    assert 55_000_000_000 <= paid.total() <= 57_000_000_000
    assert 0.83 <= paid["JHT"] / paid.total() <= 0.93
    assert kasus.most_common(1)[0][0] == "JHT"
    assert set(kasus) == {"JKK", "JKM", "JHT", "JP", "JKP"}


def test_each_claim_row_has_cases_and_a_plausible_amount() -> None:
    assert len({(row["bulan"], row["kecamatan_kode"], row["program_kode"]) for row in CLAIMS}) == len(CLAIMS)
    average = {"JKK": 7_500_000, "JHT": 15_000_000, "JP": 2_500_000, "JKP": 900_000}
    for row in CLAIMS:
        assert row["kasus"] > 0
        if row["program_kode"] == "JKM":
            assert row["dibayarkan_rp"] == row["kasus"] * 42_000_000
        else:
            assert row["dibayarkan_rp"] / row["kasus"] == pytest.approx(average[row["program_kode"]], rel=0.6)
        if row["potensi_beasiswa_rp"]:
            assert row["program_kode"] in ("JKK", "JKM")
            assert row["potensi_beasiswa_rp"] <= row["kasus"] * 174_000_000
    assert {row["bulan"] for row in CLAIMS} == set(MONTHS)
    # Payments for lost jobs began a year after PP 37/2021.
    assert min(row["bulan"] for row in CLAIMS if row["program_kode"] == "JKP") == dt.date(2022, 3, 1)


def test_one_month_of_claims_stands_out() -> None:
    cases: Counter = Counter()
    for row in CLAIMS:
        if row["bulan"].year == 2023:
            cases[row["bulan"]] += row["kasus"]
    (month, most), (_, next_most) = cases.most_common(2)

    assert month == dt.date(2023, 5, 1)
    assert most > 1.3 * next_most


def test_the_same_rows_every_time() -> None:
    again = (sample_rows.base_rows(), sample_rows.member_rows(), sample_rows.claim_rows())

    assert again == (BASE, MEMBERS, CLAIMS)
    # A change of the weights changes the sample that people have seen: do it on purpose, and update this.
    assert PER_KECAMATAN[DECEMBER, "35.05.06"] == 10_437
    assert sum(row["dibayarkan_rp"] for row in CLAIMS if row["bulan"].year == 2023) == 56_531_019_140


@given(
    st.integers(0, 10**9),
    st.dictionaries(st.integers(), st.floats(0.001, 1000), min_size=1, max_size=30),
)
def test_shares_add_up_and_stay_within_one_of_their_quota(total: int, weights: dict[int, float]) -> None:
    shares = sample_rows.apportion(total, weights)
    whole = sum(weights.values())

    assert sum(shares.values()) == total
    for key, weight in weights.items():
        assert abs(shares[key] - total * weight / whole) < 1 + 1e-6


def test_the_largest_remainder_gets_the_extra_one() -> None:
    assert sample_rows.apportion(10, {"a": 1, "b": 2, "c": 4}) == {"a": 1, "b": 3, "c": 6}
    assert sample_rows.apportion(7, {"a": 1, "b": 1, "c": 1}) == {"a": 3, "b": 2, "c": 2}


def test_stored_once_as_one_marked_load_per_subject(database: Engine) -> None:
    with database.begin() as connection:
        first = sample.store(connection)
        second = sample.store(connection)
        loads = connection.execute(
            select(muatan.c.jenis, muatan.c.nama_berkas, muatan.c.oleh).where(muatan.c.asal == "contoh")
        ).all()
        live: dict[str, int] = dict(
            connection.execute(
                select(muatan_periode.c.jenis, func.count())
                .join(muatan, muatan.c.id == muatan_periode.c.muatan_id)
                .where(muatan.c.asal == "contoh", muatan_periode.c.berlaku)
                .group_by(muatan_periode.c.jenis)
            ).all()
        )
        people = connection.scalar(select(func.sum(kepesertaan.c.aktif_orang)).where(kepesertaan.c.bulan == DECEMBER))

    assert first == list(sample.SUBJECTS)
    assert second == []
    assert sorted(loads) == sorted((jenis, "data contoh", "program") for jenis in sample.SUBJECTS)
    years = {"target": 4, "bantuan_iuran": 4, "tindak_lanjut": 2}
    assert live == {"semesta": 1, "kepesertaan": 42, "klaim": 42, "ekosistem": 2} | years
    assert people == 114_377


def test_a_cancelled_sample_stays_cancelled(sample_database: Engine) -> None:
    with sample_database.begin() as connection:
        connection.execute(update(muatan).where(muatan.c.jenis == "klaim").values(status="dibatalkan"))

        assert sample.store(connection) == []


def test_who_shows_real_members_gets_no_sample_besides(sqlite_database: Engine) -> None:
    add_load(sqlite_database, "kepesertaan", [kepesertaan_row()], [("", DECEMBER)])
    with sqlite_database.begin() as connection:
        assert sample.store(connection) == []


def test_another_regency_gets_no_sample(sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABUPATEN", "35.72")

    with sqlite_database.begin() as connection:
        assert sample.store(connection) == []
        assert connection.scalar(select(func.count()).where(muatan.c.asal == "contoh")) == 0


def test_status_shows_loads_and_their_newest_live_sums(database: Engine) -> None:
    with database.begin() as connection:
        sample.store(connection)
        subjects = {subject.jenis: subject for subject in status.overview(connection, "35.05")}

    newest: dict[str, dict] = defaultdict(dict)
    for jenis, subject in subjects.items():
        for figure in subject.figures:
            newest[jenis][figure.bagian, figure.ukuran] = (figure.periode, figure.jumlah)
    june = dt.date(2024, 6, 1)

    assert list(subjects) == list(sample.SUBJECTS)
    assert [line.asal for line in subjects["semesta"].loads] == ["contoh", "acuan"]
    assert newest["semesta"] == {
        ("cabang", "Semesta (orang), Semesta pekerja (potensi)"): (dt.date(2023, 12, 31), 449_717),
        ("bps-bekerja", "Semesta (orang), Penduduk bekerja (BPS)"): (dt.date(2023, 8, 31), 698_611),
        ("bps-angkatan-kerja", "Semesta (orang), Angkatan kerja (BPS)"): (dt.date(2023, 8, 31), 734_660),
    }
    assert newest["kepesertaan"] == {("", "Peserta aktif (orang)"): (june, PER_MONTH[june,])}
    assert newest["klaim"]["domisili", "Klaim (kasus), domisili peserta"] == (
        june,
        sum(row["kasus"] for row in CLAIMS if row["bulan"] == june),
    )
    line = subjects["kepesertaan"].loads[0]
    assert (line.periode_awal, line.periode_akhir, line.periode_berlaku) == (dt.date(2021, 1, 1), june, 42)
    assert line.jumlah_baris == len(MEMBERS)
    assert abs(dt.datetime.now(dt.UTC) - line.dimuat_pada) < dt.timedelta(minutes=10)


def test_status_of_a_regency_without_loads_is_empty(sample_database: Engine) -> None:
    with sample_database.connect() as connection:
        assert status.overview(connection, "35.72") == []


def test_status_of_a_cancelled_load_shows_no_sums(sample_database: Engine) -> None:
    with sample_database.begin() as connection:
        connection.execute(update(muatan_periode).where(muatan_periode.c.jenis == "klaim").values(berlaku=False))
        connection.execute(update(muatan).where(muatan.c.jenis == "klaim").values(status="dibatalkan"))
        subject = next(s for s in status.overview(connection, "35.05") if s.jenis == "klaim")

    assert subject.figures == ()
    assert [(line.status, line.periode_berlaku) for line in subject.loads] == [("dibatalkan", 0)]
