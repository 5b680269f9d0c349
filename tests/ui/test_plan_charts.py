"""The charts of the plan: lengths are changes, shapes are classes, and what is to come is told apart."""

import pandas as pd
import pytest

from ui import theme
from ui.charts import ahead, bridge, cover, goals
from ui.formats import points
from ui.plan import words

STEPS = pd.DataFrame({"langkah": ["PU <b>", "BPU"], "perubahan_orang": [300, -50]})


def drawn_bridge(steps=STEPS):
    end = 1000 + int(steps["perubahan_orang"].sum())
    return bridge.bridge(
        steps, label="langkah", value="perubahan_orang", start=("Januari", 1000), end=("Desember", end)
    ).to_dict()


def test_a_bridge_begins_each_step_where_the_last_ended():
    chart = drawn_bridge()
    (bars,) = chart["data"]
    # What a bar is as long as stands in its figure too; the numbers themselves are sent in bytes.
    assert list(bars["base"]) == [1000, 1300]
    assert len(bars["y"]) == 2
    assert list(bars["marker"]["color"]) == [theme.protected(), theme.warning()]
    texts = [note["text"].strip() for note in chart["layout"]["annotations"]]
    assert texts == ["+300", "-50", "<b>1.000</b>", "<b>1.250</b>"]
    assert "PU &lt;b&gt;" in chart["layout"]["yaxis"]["ticktext"]
    low, high = chart["layout"]["xaxis"]["range"]
    assert low < 1000
    assert high > 1300


def test_a_bridge_without_steps_is_two_levels():
    chart = drawn_bridge(STEPS.head(0))
    assert len(chart["layout"]["yaxis"]["ticktext"]) == 2


def test_movers_that_all_fell_stay_inside():
    table = pd.DataFrame({"kecamatan": ["A", "B"], "perubahan_poin": [-0.5, -4.0]})
    chart = bridge.movers(table, best=1, label="kecamatan", value="perubahan_poin", unit=points).to_dict()
    assert chart["layout"]["xaxis"]["range"] == [-4, 0]
    # Beside zero, where no name stands.
    assert [note["x"] for note in chart["layout"]["annotations"]] == [0, 0]


def test_the_shape_of_a_class_is_the_same_in_words_and_chart():
    table = pd.DataFrame(
        {
            "kecamatan": ["A", "B", "C", "D", "E"],
            "cakupan_pct": [10, 35, 55, 80, None],
            "target_pct": [30.0] * 5,
            "kelas": [0, 1, 2, 3, None],
            "bagian_orang": [5, 0, 0, 0, None],
        }
    )
    chart = goals.distances(table, label="kecamatan").to_dict()
    assert list(chart["data"][1]["marker"]["symbol"]) == list(goals.SYMBOLS)
    assert list(chart["data"][1]["y"]) == ["A", "B", "C", "D"]
    # Only who is short of the target has a way to go, and only who is to reach somebody has a number.
    assert len(chart["layout"]["shapes"]) == 1
    assert [note["text"] for note in chart["layout"]["annotations"]] == ["<b>+5</b>"]
    assert len(words.CLASSES) == len(goals.SYMBOLS)
    assert words.attainment(float("nan")) == "belum ada data"


def test_the_cuts_stand_in_the_legend():
    assert words.legend((30, 50.5, 70)) == (
        "▼ sangat rendah di bawah 30% · ◆ rendah mulai 30% · ■ sedang mulai 50,5% · ▲ tinggi mulai 70%"
    )


@pytest.mark.parametrize("day", [None, pd.Timestamp("2025-12-31")])
def test_months_to_come_are_hatched(day):
    months = pd.to_datetime(["2025-11-01", "2025-12-01"])
    path = pd.DataFrame(
        {"bulan": months, "pembayar_kode": "apbd", "pembayar": "APBD", "orang": [9, 9], "terlihat": [True, False]}
    )
    chart = cover.steps(path, day=day, people=9).to_dict()
    assert list(chart["data"][0]["marker"]["pattern"]["shape"]) == ["", "/"]
    texts = [note["text"] for note in chart["layout"].get("annotations", ())]
    assert texts == ([] if day is None else ["<b>31 Desember 2025</b><br>-9 orang"])
    # The fall stands between the last month with the cover and the first without it.
    assert [line["x0"] for line in chart["layout"].get("shapes", ())] == ([] if day is None else [1.5])


@pytest.mark.parametrize(("target", "is_above"), [(60.0, True), (29.0, False), (27.0, True)])
def test_the_words_of_the_highest_plan_give_way_to_a_target_right_above(target, is_above):
    months = pd.date_range("2024-01-01", periods=12, freq="MS")
    past = pd.DataFrame({"bulan": months - pd.DateOffset(years=1), "cakupan_pct": 25.0})
    plans = pd.concat(
        pd.DataFrame({"rencana": name, "bulan": months, "cakupan_pct": pct}) for name, pct in (("A", 28.0), ("B", 26.0))
    )
    with theme.hall(dark=True):
        notes = ahead.plans(past, plans, pd.DataFrame({"tahun": [2024], "target_pct": [target]})).layout.annotations
    first, other = (next(note for note in notes if name in note.text) for name in ("<b>A ", "B 26"))
    assert (first.yanchor == "bottom") == is_above
    assert first.y == (28 if is_above else 26)
    assert other.y < first.y


def test_the_words_of_the_range_stand_outside_of_all_of_it():
    """On a phone they reach back over most of it, and the range may begin lower than it ends."""
    past = pd.DataFrame({"bulan": pd.to_datetime(["2023-11-01", "2023-12-01"]), "cakupan_pct": [24.0, 25.0]})
    path = pd.DataFrame(
        {
            "bulan": pd.to_datetime(["2024-01-01", "2024-02-01", "2024-03-01"]),
            "cakupan_pct": [22.0, 26.0, 27.0],
            "rendah_pct": [21.0, 25.0, 25.5],
            "tinggi_pct": [23.0, 29.0, 28.0],
        }
    )
    chart = ahead.outlook(past, path, pd.DataFrame({"tahun": [], "target_pct": []})).to_dict()
    placed = {note["text"]: (note["y"], note["yanchor"]) for note in chart["layout"]["annotations"]}
    assert placed == {"paling tinggi 28,0%": (29.0, "bottom"), "paling rendah 25,5%": (21.0, "top")}
