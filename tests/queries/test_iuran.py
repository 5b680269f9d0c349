"""Cost by the dated tariff."""

import datetime as dt

import pandas as pd

from queries import iuran


def tariffs() -> pd.DataFrame:
    """A relief in the middle of a tariff, another payer without it, and a tariff on the wage."""
    rows = [
        ("BPU", "mandiri", "umum", "2015-07-01", "2026-03-31", 16_800, None, "biasa"),
        ("BPU", "mandiri", "umum", "2026-04-01", "2026-12-31", 8_400, None, "keringanan"),
        ("BPU", "mandiri", "umum", "2027-01-01", None, 16_800, None, "biasa lagi"),
        ("BPU", "apbd", "umum", "2015-07-01", None, 16_800, None, "tanpa keringanan"),
        ("PU", "pemberi_kerja", "umum", "2015-07-01", "2026-12-31", None, 0.54, "upah"),
    ]
    columns = [
        "segmen_kode",
        "pembayar_kode",
        "kelompok",
        "berlaku_mulai",
        "berlaku_sampai",
        "iuran_rp",
        "upah_pct",
        "aturan",
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        berlaku_mulai=pd.to_datetime(table["berlaku_mulai"]),
        berlaku_sampai=pd.to_datetime(table["berlaku_sampai"]),
        iuran_rp=table["iuran_rp"].astype("float64"),
        upah_pct=table["upah_pct"].astype("float64"),
    )


def cost(**terms) -> pd.DataFrame:
    return iuran.cost(tariffs(), **({"segmen": "BPU", "pembayar": "mandiri", "mulai": dt.date(2025, 4, 1)} | terms))


def test_aji_tani_2025():
    """6,043 farmers for 9 months cost Rp913.701.600, as the press reported."""
    assert cost(pembayar="apbd", pekerja=6043, bulan=9)["biaya_rp"].sum() == 913_701_600


def test_a_relief_splits_the_plan_into_its_tariffs():
    table = cost(pekerja=10, bulan=14, mulai=dt.date(2026, 1, 1))
    assert table["bulan"].tolist() == [3, 9, 2]
    assert table["iuran_rp"].tolist() == [16_800, 8_400, 16_800]
    assert table["biaya_rp"].sum() == 10 * (3 * 16_800 + 9 * 8_400 + 2 * 16_800)
    assert table["aturan"].tolist() == ["biasa", "keringanan", "biasa lagi"]


def test_the_relief_does_not_reach_a_public_payer():
    assert cost(pembayar="apbd", pekerja=1, bulan=12, mulai=dt.date(2026, 1, 1))["biaya_rp"].sum() == 12 * 16_800


def test_a_share_of_the_wage_is_rounded_up_to_whole_rupiah():
    table = cost(segmen="PU", pembayar="pemberi_kerja", pekerja=2, bulan=1, upah_rp=2_000_000)
    assert table["iuran_rp"].tolist() == [10_800]
    odd = cost(segmen="PU", pembayar="pemberi_kerja", pekerja=1, bulan=1, upah_rp=2_345_678)
    assert odd["iuran_rp"].tolist() == [12_667]


def test_months_without_a_tariff_have_no_cost():
    table = cost(
        segmen="PU", pembayar="pemberi_kerja", pekerja=1, bulan=2, mulai=dt.date(2026, 12, 1), upah_rp=1_000_000
    )
    assert table["bulan"].tolist() == [1, 1]
    assert table["biaya_rp"].isna().tolist() == [False, True]


def test_an_unknown_payer_has_no_cost_at_all():
    assert cost(pembayar="csr", pekerja=5, bulan=3)["biaya_rp"].isna().all()


def affordable(dana_rp: int, **terms) -> int | None:
    return iuran.affordable(
        tariffs(),
        dana_rp=dana_rp,
        **({"segmen": "BPU", "pembayar": "mandiri", "mulai": dt.date(2026, 3, 1), "bulan": 12} | terms),
    )


def test_a_sum_protects_as_many_as_it_pays_for_to_the_last_rupiah():
    each = 16_800 + 9 * 8_400 + 2 * 16_800
    assert affordable(100 * each) == 100
    assert affordable(100 * each - 1) == 99
    assert affordable(each - 1) == 0


def test_a_sum_protects_nobody_in_months_without_a_tariff():
    assert affordable(10**9, mulai=dt.date(2015, 1, 1)) is None
    assert affordable(10**9, segmen="PMI") is None
