"""What is said beside a scene's figure."""

import datetime as dt

import pandas as pd
import pytest

from ui.hall import words


def actions(**values) -> pd.DataFrame:
    row = {
        "tahun": 2024,
        "opd": "Dinas [Kesehatan](https://jahat.example)",
        "tindakan": "Mendaftarkan non-ASN",
        "kuota_orang": 20.0,
        "terlaksana_orang": 5.0,
        "tenggat": pd.Timestamp("2024-06-30"),
        "selesai": False,
        "terlambat": True,
    }
    return pd.DataFrame([row | values])


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "**▲ lewat 30 Jun**"),
        ({"terlambat": False}, "sampai 30 Jun"),
        ({"terlambat": False, "tenggat": pd.NaT}, "berjalan"),
        ({"selesai": True, "terlambat": False}, "✓ selesai"),
    ],
)
def test_how_an_action_stands(values, state):
    (row,) = actions(**values).itertuples()
    said, how = words.action(row)
    assert how == state
    assert "5 dari 20 orang" in said
    assert "](https" not in said


def test_an_action_without_a_quota_names_no_people():
    (row,) = actions(kuota_orang=float("nan")).itertuples()
    assert "orang" not in words.action(row)[0]


def test_late_actions_are_counted():
    table = pd.concat([actions(), actions(terlambat=False, selesai=True)])
    assert words.follow_up(table, pd.Timestamp("2026-12-01")) == (
        "1 dari 2", "rencana tindak lanjut 2024 **selesai**. **1 lewat tenggat** (keadaan 1 Desember 2026).",
    )  # fmt: skip


def test_actions_that_are_not_shown_are_counted():
    table = pd.concat([actions(), actions(terlambat=False)])
    assert words.others(table) == ("dan 2 lainnya", "**▲ 1 lewat tenggat**")
    assert words.others(table.tail(1)) == ("dan 1 lainnya", "")


def test_below_target_counts_those_that_miss_people():
    table = pd.DataFrame(
        {"kecamatan": ["A", "B"], "cakupan_pct": [10.0, 40.0], "kurang_orang": [200.0, 0.0], "target_pct": [30.0, 30.0]}
    )
    figure, said = words.below_target(table, 30.0)
    assert figure == "1 dari 2"
    assert "target 30%" in said
    assert "200" in said
    figure, said = words.below_target(table.assign(kurang_orang=float("nan")), None)
    assert figure == "10,0%"
    assert "Belum ada target" in said


def test_the_foot_says_what_is_a_sample():
    day = pd.Timestamp(dt.date(2023, 12, 1))
    assert words.foot("Kabupaten Blitar", day, "Semesta", ["klaim"]) == (
        "**DATA CONTOH** · Kabupaten Blitar · 31 Desember 2023 · basis Semesta"
    )
    assert "CONTOH" not in words.foot("Kabupaten Blitar", day, "", [])
