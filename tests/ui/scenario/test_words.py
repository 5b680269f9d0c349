"""What is said of plans and of what may come."""

import math

import pandas as pd

from queries.proyeksi import Arrival, Projection, Trial
from ui.scenario import words

DECEMBER = pd.Timestamp("2024-12-01")


def outcome(pct: float, *, short: float = math.nan, cost: float = 2_703_187_200.0) -> pd.Series:
    return pd.Series(
        {"bulan": DECEMBER, "aktif_orang": 119_977.0, "cakupan_pct": pct, "kurang_orang": short, "biaya_rp": cost}
    )


def test_the_outcome_of_a_plan():
    plan, idle = outcome(26.68, short=37_424), outcome(23.45)
    assert words.outcome("Rencana A", plan, idle, 35) == (
        "Rencana A: cakupan 26,68% pada Desember 2024, kurang 37.424 orang dari target 35%"
    )
    assert words.outcome("Rencana A", outcome(36, short=0), idle, 35).endswith(
        "pada Desember 2024, target 35% tercapai"
    )
    assert words.outcome("Rencana A", plan, idle, None).endswith("26,68% pada Desember 2024; tanpa rencana 23,45%")
    assert words.outcome("R", outcome(math.nan), idle, 35) == "R: 119.977 peserta aktif pada Desember 2024"


def test_the_outcome_in_the_hall():
    assert words.on_stage("*R*", outcome(26.68), outcome(23.45, cost=1e9)) == (
        "cakupan pada Desember 2024 dengan **\\*R\\***, tambahan iuran Rp1,7 miliar (seluruhnya Rp2,7 miliar). "
        "Tanpa rencana 23,45%."
    )
    for costs in ((math.nan, 1e9), (2e9, math.nan)):
        plan, idle = (outcome(26.68, cost=cost) for cost in costs)
        assert "iuran" not in words.on_stage("R", plan, idle)


def test_what_a_plan_supposes():
    nothing = pd.DataFrame(columns=["mulai", "orang"])
    plain = words.assumptions(None, nothing)
    assert "upah" not in plain
    assert "diputuskan" not in plain
    later = pd.DataFrame({"mulai": [pd.Timestamp("2026-03-01")], "orang": [5_000]})
    told = words.assumptions(2_000_000, later)
    assert "dihitung dengan upah Rp2.000.000 sebulan" in told
    assert "juga tanpa rencana: 5.000 orang mulai 1 Maret 2026; yang diperpanjang tidak" in told


def test_what_families_would_have_had():
    table = pd.DataFrame(
        {
            "program_kode": ["JKK", "JKM"],
            "kasus": [math.nan, 12.4],
            "rendah_kasus": [math.nan, 8.0],
            "tinggi_kasus": [math.nan, 18.0],
            "manfaat_rp": [math.nan, 520_595_385.0],
        }
    )
    said = words.families(table)
    assert "**JKM 12 kasus** (antara 8 dan 18), Rp520,6 juta" in said
    assert "JKK" not in said
    assert "terlalu sedikit" in words.families(table.head(1))
    assert words.families(table.head(0)).startswith("Belum dapat dihitung: kepesertaan belum lengkap")


def projection() -> Projection:
    path = pd.DataFrame({"bulan": [pd.Timestamp("2024-11-01"), DECEMBER], "cakupan_pct": [29.2, 29.3]})
    return Projection(path, Trial(bulan=12, kali=12, meleset_orang=5680.2, tetap_orang=13264.8, termuat=11))


def test_the_projection_and_its_trial():
    found = projection()
    never, soon = Arrival(None, None, None), Arrival(DECEMBER, pd.Timestamp("2024-09-01"), None)
    start = "Bila berjalan seperti setahun terakhir: 29,3% pada Desember 2024"
    assert words.projection(found, None, None) == start
    assert words.projection(found, never, 35) == f"{start}; target 35% belum tercapai sampai saat itu"
    assert words.projection(found, soon, 29) == f"{start}; target 29% tercapai Desember 2024"
    assert words.span_of_arrival(found, never, 35) == (
        "Target 35% tidak tercapai sampai Desember 2024, juga pada perkiraan tertinggi."
    )
    assert words.span_of_arrival(found, soon, 29) == (
        "Target 29% tercapai paling cepat September 2024, paling lambat sesudah Desember 2024."
    )
    assert "12 kali" in words.trial(found, 449_717)
    assert "5.680 orang (1,3% dari semesta)" in words.trial(found, 449_717)
    assert "11 dari 12 kali" in words.trial(found, math.nan)
