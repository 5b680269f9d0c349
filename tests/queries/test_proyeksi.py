"""The projection against figures worked out by hand, and what it refuses to say."""

import math

import numpy as np
import pandas as pd
import pytest

from queries import proyeksi


def months(values, *, start="2020-01-01", size=10_000.0, districts=22) -> pd.DataFrame:
    """Coverage month by month, as ``cakupan.per_month`` has it."""
    table = pd.DataFrame({"bulan": pd.date_range(start, periods=len(values), freq="MS", unit="s")})
    people = pd.Series(values, dtype="float64")
    return table.assign(
        aktif_orang=people, semesta_orang=size, cakupan_pct=100 * people / size, kecamatan_ada=districts
    )


def ahead(table: pd.DataFrame) -> proyeksi.Projection | None:
    return proyeksi.ahead(table, periode=table["bulan"].iloc[-1])


def seasonal(years: int, *, gain: float = 120.0) -> list[float]:
    """Each year 120 people more, and in every January a cliff of 300 that fills again by June."""
    season = [-300, -250, -200, -120, -50, 0, 0, 0, 0, 0, 0, 0]
    return [1000 + gain * (n // 12) + season[n % 12] for n in range(12 * years)]


def test_what_repeats_itself_every_year_is_foretold_exactly():
    found = ahead(months(seasonal(4)))
    assert len(found.path) == 24
    assert found.path["bulan"].iloc[[0, -1]].dt.strftime("%Y-%m").tolist() == ["2024-01", "2025-12"]
    assert found.path["aktif_orang"].tolist() == seasonal(6)[48:]
    assert found.path["rendah_orang"].tolist() == found.path["tinggi_orang"].tolist() == seasonal(6)[48:]
    assert found.trial.meleset_orang == 0
    # Two years ahead, staying as it was would have been wrong by two years' gain.
    assert found.trial == proyeksi.Trial(bulan=24, kali=12, meleset_orang=0, tetap_orang=240, termuat=12)


def test_percentages_are_of_the_base_as_it_is():
    path = ahead(months(seasonal(3))).path
    assert path["cakupan_pct"].tolist() == [100 * people / 10_000 for people in seasonal(4)[36:]]


@pytest.mark.parametrize(("known", "far"), [(29, None), (30, 6), (36, 12), (48, 24), (72, 36)])
def test_a_short_history_looks_less_far_or_not_at_all(known, far):
    found = ahead(months(range(1000, 1000 + known)))
    assert (None if found is None else len(found.path)) == far


@pytest.mark.parametrize("broken", ["hole", "kecamatan", "nothing known"])
def test_only_the_unbroken_run_before_the_period_counts(broken):
    table = months(range(1000, 1048))
    if broken == "hole":
        table = table.drop(index=30)
    elif broken == "kecamatan":
        table.loc[:30, "kecamatan_ada"] = 21
    else:
        table.loc[47, "aktif_orang"] = math.nan
    assert ahead(table) is None
    assert proyeksi.ahead(months([]), periode=pd.Timestamp("2023-12-01").as_unit("s")) is None


def test_the_range_is_as_wide_as_the_method_was_wrong_and_never_narrows():
    chance = np.random.default_rng(5)
    values = np.array(seasonal(5)) + chance.normal(0, 20, 60)
    found = ahead(months(values))
    errors = [
        values[origin + 1] - (values[origin + 1 - 12] + values[origin] - values[origin - 12])
        for origin in range(12, 59)
    ]
    first = found.path.iloc[0]
    assert first["tinggi_orang"] - first["aktif_orang"] == pytest.approx(
        1.2815516 * math.sqrt(sum(error**2 for error in errors) / len(errors))
    )
    width = (found.path["tinggi_orang"] - found.path["rendah_orang"]).to_numpy()
    assert (np.diff(width) >= -1e-6).all()


def test_ranges_hold_what_comes_about_as_often_as_they_say():
    """200 histories of a year's gain with noise: the truth a year later lies within in 70 to 90 of 100 cases."""
    held = 0
    for seed in range(200):
        chance = np.random.default_rng(seed)
        values = 5000 + 10 * np.arange(72) + chance.normal(0, 30, 72)
        row = ahead(months(values[:60])).path.iloc[11]
        held += row["rendah_orang"] <= values[71] <= row["tinggi_orang"]
    assert 140 <= held <= 180


def test_nobody_is_protected_twice_nor_less_than_nobody():
    path = ahead(months([100 * n for n in range(1, 49)], size=5000.0)).path
    assert path[["aktif_orang", "rendah_orang", "tinggi_orang"]].to_numpy().max() == 5000
    path = ahead(months([5000 - 100 * n for n in range(1, 49)], size=5000.0)).path
    assert path[["aktif_orang", "rendah_orang", "tinggi_orang"]].to_numpy().min() == 0


def test_without_a_base_there_are_people_but_no_percentages():
    path = ahead(months(seasonal(3), size=math.nan)).path
    assert path["aktif_orang"].notna().all()
    assert path["cakupan_pct"].isna().all()


def test_arrival_is_the_first_month_at_the_target():
    chance = np.random.default_rng(1)
    found = ahead(months(1000 + 10 * np.arange(48) + chance.normal(0, 15, 48)))
    path = found.path.set_index("bulan")
    goal = float(path["cakupan_pct"].iloc[6])
    reached = proyeksi.arrival(found, target_pct=goal)
    assert reached.tengah == path.index[path["cakupan_pct"] >= goal - 1e-9][0]
    assert reached.awal <= reached.tengah
    assert reached.akhir is None or reached.akhir >= reached.tengah
    assert proyeksi.arrival(found, target_pct=99) == proyeksi.Arrival(None, None, None)
