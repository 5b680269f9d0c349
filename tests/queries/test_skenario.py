"""Plans against sums worked out by hand."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from queries import acuan, bantuan, cakupan, iuran, kepesertaan, perhatian, skenario
from queries.skenario import ADDED, ENDED, GROWN, PROLONGED
from tests.queries.test_bantuan import AJI_TANI, DATED, PUBLIC, RENTAN, member, put
from tests.queries.test_cakupan import whole_base
from tests.queries.test_iuran import tariffs

START = pd.Timestamp("2025-12-01").as_unit("s")


def month(text: str) -> pd.Timestamp:
    return pd.Timestamp(f"{text}-01").as_unit("s")


MARCH, YEAR_END = month("2026-03"), month("2026-12")


@dataclass(frozen=True)
class Workers:
    pekerja: int
    mulai: pd.Timestamp = MARCH
    sampai: pd.Timestamp = YEAR_END
    segmen: str = "BPU"
    pembayar: str = "apbd"
    kelompok: str = "umum"
    upah_rp: int = 0


@dataclass(frozen=True)
class Plan:
    tambahan: tuple[Workers, ...] = ()
    perpanjang: bool = True
    tumbuh_orang: int = 0


def members() -> pd.DataFrame:
    """December 2025: 1.000 pay for themselves, 14.168 are subsidised until the end of the year, 500 without an end."""
    rows = [
        (START, "35.05.01", "BPU", "mandiri", 1_000, None),
        (START, "35.05.01", "BPU", "apbd", 6_043, "2025-12-31"),
        (START, "35.05.02", "BPU", "apbd", 8_125, "2025-12-31"),
        (START, "35.05.02", "PU", "pemberi_kerja", 500, None),
    ]
    columns = ["bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode", "aktif_orang", "berakhir_pada"]
    return pd.DataFrame(rows, columns=columns).astype({"berakhir_pada": "datetime64[s]", "bulan": "datetime64[s]"})


def grants(*rows: tuple[str, str, int, str, str]) -> pd.DataFrame:
    columns = ["pembayar_kode", "segmen_kode", "jumlah_orang", "mulai", "sampai"]
    types = dict(zip(columns, ("str", "str", "int64", "datetime64[s]", "datetime64[s]"), strict=True))
    return pd.DataFrame(list(rows), columns=columns).astype(types)


def cover(active: pd.DataFrame) -> pd.DataFrame:
    """Whom budgets pay for when there are no grants."""
    return bantuan.cover(active, grants(), payers(), bulan=START)


def ledger(
    plan: Plan,
    months: int = 12,
    *,
    active: pd.DataFrame | None = None,
    given: pd.DataFrame | None = None,
    wage: int = 2_000_000,
) -> pd.DataFrame:
    active = members() if active is None else active
    given = grants() if given is None else given
    return skenario.ledger(active, cover(active), given, tariffs(), plan, periode=START, bulan=months, upah_rp=wage)


def covered(plan: Plan, months: int = 12, size: int = 50_000) -> pd.Series:
    base = whole_base(
        pd.DataFrame(
            [("35.05.01", "BPU", size // 2), ("35.05.02", "PU", size - size // 2)],
            columns=["kecamatan_kode", "segmen_kode", "semesta_orang"],
        )
    )
    now = cakupan.at(cakupan.per_month(members(), base, districts=2), START)
    return skenario.coverage(now, ledger(plan, months)).set_index("bulan")


def test_without_a_plan_the_subsidised_fall_off_in_january():
    rows = ledger(Plan(perpanjang=False))
    january = rows[rows["bulan"] == month("2026-01")]
    assert january["perubahan_orang"].sum() == -14_168
    assert set(january["asal"]) == {ENDED, GROWN}
    assert rows["biaya_rp"].sum() == 0
    table = covered(Plan(perpanjang=False))
    assert table["aktif_orang"].tolist() == [15_668] + [1_500] * 12
    assert table["cakupan_pct"].iloc[0] == pytest.approx(100 * 15_668 / 50_000)
    assert (table["belum_orang"] + table["aktif_orang"]).unique().tolist() == [50_000]


def test_where_no_cover_ends_a_plan_is_told_all_the_same():
    rows = ledger(Plan((Workers(5_000),)), active=members().assign(berakhir_pada=pd.NaT))
    assert set(rows["asal"]) == {ADDED, GROWN}
    assert rows["perubahan_orang"].sum() == 5_000 * 10


def test_prolonged_cover_keeps_its_people_and_costs_their_payer():
    rows = ledger(Plan())
    prolonged = rows[rows["asal"] == PROLONGED]
    assert prolonged["perubahan_orang"].abs().sum() == 0
    assert prolonged.groupby("bulan")["dibayar_orang"].sum().unique().tolist() == [14_168]
    assert prolonged["biaya_rp"].sum() == 14_168 * 16_800 * 12
    assert set(covered(Plan())["aktif_orang"]) == {15_668}


def test_workers_are_protected_from_their_first_to_their_last_month():
    rows = ledger(Plan((Workers(5_000),), perpanjang=False))
    added = rows[rows["asal"] == ADDED]
    assert added["bulan"].tolist() == list(pd.date_range("2026-03-01", "2026-12-01", freq="MS", unit="s"))
    assert added["biaya_rp"].sum() == 5_000 * 16_800 * 10
    table = covered(Plan((Workers(5_000, sampai=month("2026-04")),), perpanjang=False))["aktif_orang"]
    assert table.iloc[2:6].tolist() == [1_500, 6_500, 6_500, 1_500]


def test_the_tariff_is_that_of_each_month():
    """BPU who pay for themselves have the relief of 2026 from April to December."""
    workers = Workers(10, mulai=month("2026-01"), pembayar="mandiri")
    rows = ledger(Plan((workers,), perpanjang=False))
    assert rows[rows["asal"] == ADDED]["biaya_rp"].sum() == 10 * (3 * 16_800 + 9 * 8_400)


def test_a_share_of_the_wage_and_a_month_without_a_tariff():
    workers = Workers(
        3, mulai=month("2026-12"), sampai=month("2027-01"), segmen="PU", pembayar="pemberi_kerja", upah_rp=2_000_000
    )
    rows = ledger(Plan((workers,), perpanjang=False), months=14)
    costs = rows.loc[rows["asal"] == ADDED, "biaya_rp"].tolist()
    assert costs[0] == 3 * 10_800
    assert math.isnan(costs[1])
    years = skenario.per_year(rows, payers()).set_index("tahun")
    assert years.loc[2026, "biaya_rp"] == 3 * 10_800
    assert math.isnan(years.loc[2027, "biaya_rp"])
    assert math.isnan(skenario.per_month(rows)["biaya_rp"].iloc[12])


def test_a_wage_that_nobody_told_makes_no_price():
    workers = Workers(3, mulai=month("2026-12"), segmen="PU", pembayar="pemberi_kerja")
    rows = ledger(Plan((workers,), perpanjang=False))
    assert rows.loc[rows["asal"] == ADDED, "biaya_rp"].isna().all()
    assert math.isnan(skenario.per_year(rows, payers())["biaya_rp"].iloc[0])


def wage_earners() -> pd.DataFrame:
    """200 wage earners whom the regency pays for until the end of the year, beside those of ``members``."""
    earners = members().iloc[[1]].assign(segmen_kode="PU", aktif_orang=200)
    return pd.concat([members(), earners], ignore_index=True)


def test_prolonged_wage_earners_are_priced_by_the_wage_that_is_assumed(monkeypatch):
    tariff = tariffs().query("segmen_kode == 'PU'").assign(pembayar_kode="apbd")
    every = pd.concat([tariffs(), tariff], ignore_index=True)
    active = wage_earners()

    def prolonged(wage: int) -> pd.DataFrame:
        return skenario.ledger(active, cover(active), grants(), every, Plan(), periode=START, bulan=12, upah_rp=wage)

    rows = prolonged(2_500_000)
    assert rows.loc[(rows["asal"] == PROLONGED) & (rows["segmen_kode"] == "PU"), "biaya_rp"].sum() == 200 * 13_500 * 12
    assert rows.loc[rows["segmen_kode"] == "BPU", "upah_rp"].unique().tolist() == [0]
    assert skenario.assumed_wage(rows) == 2_500_000
    assert skenario.assumed_wage(ledger(Plan())) is None
    # Without a wage, or without a tariff for that payer, the price is not known; it is never nothing.
    assert prolonged(0)["biaya_rp"].isna().sum() == 12
    assert ledger(Plan(), active=active)["biaya_rp"].isna().sum() == 12


def test_the_wage_that_is_assumed_is_a_setting(monkeypatch):
    assert iuran.assumed_wage() == 2_000_000
    monkeypatch.setenv("UPAH_ANGGAPAN_RP", "2413974")
    assert iuran.assumed_wage() == 2_413_974


def test_cover_that_is_decided_begins_and_is_paid_for_with_or_without_a_plan():
    """20.000 from March for the payer and segment of 14.168 whose cover ends; 300 for another."""
    begun = [("apbd", 20_000), ("csr", 300)]
    given = grants(*[(payer, "BPU", people, "2026-03-01", "2026-12-31") for payer, people in begun])

    def in_march(*, kept: bool) -> dict[str, float]:
        rows = ledger(Plan(perpanjang=kept), given=given)
        march = rows[rows["bulan"] == MARCH]
        return {"perubahan": march["perubahan_orang"].sum(), "dibayar": march["dibayar_orang"].sum()}

    assert in_march(kept=False) == {"perubahan": 20_300 - 14_168, "dibayar": 20_300}
    # Those whose cover is prolonged are among those it is decided for.
    assert in_march(kept=True) == {"perubahan": 20_300 - 14_168, "dibayar": 20_300}
    january = ledger(Plan(), given=given).groupby("bulan")["dibayar_orang"].sum().iloc[0]
    assert january == 14_168


def test_cover_that_ends_within_a_month_is_gone_at_the_end_of_it():
    active = members().assign(berakhir_pada=pd.to_datetime([None, "2026-01-15", "2026-01-31", None]))
    rows = ledger(Plan(perpanjang=False), months=3, active=active)
    assert rows.groupby("bulan")["perubahan_orang"].sum().tolist() == [-6_043, -14_168, -14_168]


def test_a_segment_that_a_base_does_not_count_leaves_coverage_alone_but_is_paid_for():
    """The members that coverage counts; the cover of all."""
    counted, every = members(), wage_earners()
    counted = counted[counted["segmen_kode"] == "BPU"]

    def told(plan: Plan) -> pd.DataFrame:
        rows = skenario.ledger(
            counted, cover(every), grants(), tariffs(), plan, periode=START, bulan=1, upah_rp=2_000_000
        )
        return rows.query("segmen_kode == 'PU'")

    assert told(Plan(perpanjang=False))["perubahan_orang"].tolist() == [0]
    assert told(Plan())["dibayar_orang"].tolist() == [200]


def said_of(periode: pd.Timestamp) -> dict[str, object]:
    """How many lose their cover on which day, by the screen of subsidies, by what asks for attention, and by plans."""
    active, given, payers = kepesertaan.rows(), bantuan.rows(), acuan.payers()
    paid = bantuan.cover(active, given, payers, bulan=periode)
    day, people = bantuan.fall(paid, bulan=periode)
    history = pd.DataFrame(columns=["bulan", "kecamatan_kode", "aktif_orang", "belum_orang", "cakupan_pct"])
    targets = pd.DataFrame(columns=["kecamatan_kode", "target_pct"])
    (finding,) = perhatian.findings(history, paid, periode=periode, target=targets)

    def planned(*, kept: bool) -> pd.DataFrame:
        plan = Plan(perpanjang=kept)
        return skenario.ledger(active, paid, given, iuran.rows(), plan, periode=periode, bulan=12, upah_rp=2_000_000)

    without, kept = planned(kept=False), planned(kept=True)
    path = bantuan.path(active, given, payers, bulan=periode).query("~terlihat").groupby("bulan")["orang"].sum()
    dated = paid.loc[paid["sampai"].notna(), "orang"].sum()
    left = dated + without.query("asal != @GROWN").groupby("bulan")["perubahan_orang"].sum()
    months = without["bulan"].unique()
    gone = without[(without["asal"] == ENDED) & (without["bulan"] == day + pd.Timedelta(days=1))]
    prolonged = kept[(kept["asal"] == PROLONGED) & (kept["bulan"] == day + pd.Timedelta(days=1))]
    return {
        "bantuan": (day, people),
        "perhatian": (finding.tanggal, finding.orang),
        "simulasi": (day, -gone["perubahan_orang"].sum()),
        "diperpanjang": (day, prolonged["dibayar_orang"].sum()),
        "rupiah": prolonged["biaya_rp"].sum(),
        "jalur": path.reindex(months).fillna(0).tolist(),
        "jalur simulasi": left.reindex(months).fillna(dated).tolist(),
    }


def check_agreement(told: dict[str, object]) -> None:
    assert told["bantuan"] == told["perhatian"] == told["simulasi"] == told["diperpanjang"]
    assert told["jalur"] == told["jalur simulasi"]


NOVEMBER = pd.Timestamp("2025-11-01")


@pytest.mark.parametrize(
    ("grants", "counts", "people"),
    [
        (PUBLIC, [member("tidak_dirinci", 20_000)], AJI_TANI + RENTAN),
        ([], DATED, AJI_TANI + RENTAN),
        (PUBLIC, [*DATED, member("mandiri", 900)], AJI_TANI + RENTAN),
        (PUBLIC, [member("dbhcht", AJI_TANI), member("apbd", 8_000)], AJI_TANI + 8_000),
    ],
    ids=["grants only", "counts only", "both", "more granted than members"],
)
def test_subsidies_attention_and_plans_say_the_same(database, grants, counts, people):
    put(database, grants=grants, members=[{**row, "bulan": NOVEMBER.date()} for row in counts])
    told = said_of(NOVEMBER)
    check_agreement(told)
    assert told["bantuan"] == (pd.Timestamp("2025-12-31"), people)
    assert told["rupiah"] == people * 16_800


def test_subsidies_attention_and_plans_say_the_same_of_the_sample(sample_database):
    told = said_of(pd.Timestamp("2023-12-01"))
    check_agreement(told)
    assert told["bantuan"] == (pd.Timestamp("2023-12-31"), 8_917)
    assert told["rupiah"] == 8_917 * 16_800


def test_growth_is_so_many_people_more_every_month():
    rows = ledger(Plan(perpanjang=False, tumbuh_orang=20))
    assert rows.loc[rows["asal"] == GROWN, "perubahan_orang"].tolist() == [20 * n for n in range(1, 13)]
    assert rows["biaya_rp"].sum() == 20 * (16_800 * (1 + 2 + 3) + 8_400 * sum(range(4, 13)))
    shrinking = ledger(Plan(perpanjang=False, tumbuh_orang=-300))
    assert shrinking.loc[shrinking["asal"] == GROWN, "perubahan_orang"].tolist() == [-300, -600, -900, *[-1_000] * 9]
    assert shrinking["dibayar_orang"].min() == 0


def test_never_more_people_than_the_base_has():
    table = covered(Plan((Workers(10**9),)), size=20_000)
    assert table["aktif_orang"].max() == 20_000
    assert table["cakupan_pct"].max() == 100
    assert table["belum_orang"].min() == 0


def test_an_empty_regency_has_an_empty_plan():
    nobody = members().iloc[:0]
    rows = ledger(Plan(), active=nobody)
    assert rows["perubahan_orang"].abs().sum() == rows["biaya_rp"].sum() == 0
    assert skenario.per_year(rows, payers()).empty


def payers() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "pembayar_kode": ["pemberi_kerja", "mandiri", "apbd"],
            "pembayar": ["Pemberi kerja", "Mandiri", "APBD"],
            "bersubsidi": [False, False, True],
        }
    )


def test_each_year_and_payer_in_the_order_of_officials():
    plan = Plan((Workers(10, pembayar="mandiri", sampai=month("2027-06")),))
    table = skenario.per_year(ledger(plan, months=24), payers())
    assert table[["tahun", "pembayar_kode"]].to_numpy().tolist() == [
        [2026, "mandiri"], [2026, "apbd"], [2027, "mandiri"], [2027, "apbd"],
    ]  # fmt: skip
    assert table["orang_bulan"].tolist() == [100, 14_168 * 12, 60, 14_168 * 12]


def claims(jkm: float) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "program_kode": ["JKK", "JKM", "JHT"],
            "program": ["Kecelakaan kerja", "Kematian", "Hari tua"],
            "kasus": [60.0, jkm, 900.0],
            "rata_rata_rp": [7_000_000.0, 42_000_000.0, 15_000_000.0],
        }
    )


def benefits(jkm: float = 30) -> pd.DataFrame:
    """1.000 workers for ten months, by the claims of a December in which 15.668 were members."""
    rows = ledger(Plan((Workers(1_000),), perpanjang=False))
    return skenario.benefits(rows, claims(jkm), members(), months=(START,)).set_index("program_kode")


def test_benefits_by_last_years_rate():
    table = benefits()
    assert list(table.index) == ["JKK", "JKM"]
    assert table.loc["JKM", "kasus"] == pytest.approx(30 * 10_000 / 15_668)
    assert table.loc["JKM", "manfaat_rp"] == pytest.approx(30 * 10_000 / 15_668 * 42_000_000)
    assert table.loc["JKM", "per_1000"] == pytest.approx(1000 * 12 * 30 / 15_668)
    assert (table["rendah_kasus"] <= table["kasus"]).all()
    assert (table["kasus"] <= table["tinggi_kasus"]).all()


def test_only_the_months_of_the_claims_are_counted_over():
    rows = ledger(Plan((Workers(1_000),), perpanjang=False))
    autumn = members().assign(bulan=month("2025-10"))
    every = pd.concat([autumn, autumn.assign(bulan=month("2025-11")), members()], ignore_index=True)
    two = skenario.benefits(rows, claims(30), every, months=(month("2025-10"), START)).set_index("program_kode")
    assert two.loc["JKM", "per_1000"] == pytest.approx(1000 * 12 * 30 / (2 * 15_668))
    assert skenario.benefits(rows, claims(30), members(), months=(month("2025-10"), START)).empty


def test_hidden_cases_give_no_benefits():
    row = benefits(math.nan).loc["JKM"]
    assert row.drop("program")[["per_1000", "kasus", "rendah_kasus", "tinggi_kasus", "manfaat_rp"]].isna().all()


@pytest.mark.parametrize(("happened", "share"), [(400, 0.05), (60, 0.2), (60, 1.0), (200, 2.0)])
def test_the_uncertainty_holds_what_comes_about_as_often_as_it_says(happened, share):
    """Draw the counted cases and the cases to come from one true rate: eight of ten times between the ends."""
    chance = np.random.default_rng(int(happened * 100 * share))
    counted = pd.Series(chance.poisson(happened, 20_000).astype("float64"))
    low, high = skenario._between(counted * share, counted)
    came = chance.poisson(happened * share, 20_000)
    assert 0.75 <= ((low <= came) & (came <= high)).mean() <= 0.88


def test_growth_of_those_who_pay_for_themselves():
    before = members().assign(bulan=month("2024-12"))
    before.loc[0, "aktif_orang"] = 500
    both = pd.concat([before, members()])
    assert skenario.growth_of_bpu(both, periode=START) == pytest.approx(500 / 12)
    assert skenario.growth_of_bpu(members(), periode=START) is None


def test_plans_side_by_side():
    one, two = (covered(Plan(perpanjang=kept)).reset_index() for kept in (True, False))
    table = skenario.side_by_side(("Satu", "Dua"), one, two)
    assert table.groupby("rencana", sort=False)["aktif_orang"].last().to_dict() == {"Satu": 15_668, "Dua": 1_500}
