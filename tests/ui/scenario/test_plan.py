"""A plan and its link: what is said is read back, and what is not understood is as if unsaid."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.scenario import plan
from ui.scenario.plan import Plan, Workers

PERIODE = pd.Timestamp("2023-12-01").as_unit("s")
MONTHS = st.dates(pd.Timestamp("2000-01-01").date(), pd.Timestamp("2099-12-31").date()).map(
    lambda day: pd.Timestamp(day).replace(day=1).as_unit("s")
)
NAMES = st.text(max_size=60).map(plan.cleaned)
CODES = st.sampled_from(["BPU", "PU", "apbd", "dbhcht", "pemberi_kerja"])
STEPS = st.builds(
    Workers, CODES, CODES, CODES, st.integers(1, plan.MOST_PEOPLE), st.integers(1, plan.MOST_MONTHS), MONTHS,
    st.integers(0, plan.MOST_WAGE), NAMES,
)  # fmt: skip
PLANS = st.builds(
    Plan,
    NAMES.filter(bool),
    st.integers(2023, 2026),
    st.booleans(),
    st.integers(-plan.MOST_GROWTH, plan.MOST_GROWTH),
    st.lists(STEPS, max_size=plan.MOST_STEPS).map(tuple),
)


@given(PLANS)
def test_a_link_is_a_plan(made):
    assert plan.read(plan.write(made), PERIODE) == made


@given(st.text(max_size=300) | st.lists(st.text(max_size=12), max_size=12).map("~".join))
def test_any_text_is_a_plan_within_bounds_or_none(text):
    found = plan.read(text, PERIODE)
    assert found is None or plan.read(plan.write(found), PERIODE) == found


@pytest.mark.parametrize(
    "text", ["", "Rencana", "Rencana~2024", "Rencana~dua~lanjut~0", "~~~", "Rencana~20240~lanjut~0"]
)
def test_what_is_no_plan(text):
    assert plan.read(text, PERIODE) is None


@pytest.mark.parametrize(
    ("step", "kept"),
    [
        ("BPU*apbd*umum*5000*2024-03*10*0*Buruh tani", True),
        ("BPU*apbd*umum*5000*2024-13*10*0*", False),
        ("BPU*apbd*umum*-5*2024-03*10*0*", True),
        ("BPU*apbd*umum*lima*2024-03*10*0*", False),
        ("BPU*apbd*umum*5000*2024-03*10*0", False),
        ("<b>*apbd*umum*5000*2024-03*10*0*", False),
    ],
)
def test_steps_that_cannot_be_understood_are_left_out(step, kept):
    found = plan.read(f"Rencana~2024~lanjut~0~{step}", PERIODE)
    assert len(found.tambahan) == kept


def test_bounds_are_kept():
    found = plan.read(
        "R~9999~berakhir~-999999999~BPU*apbd*umum*99999999999*2024-03*999*999999999999*" + "x" * 90, PERIODE
    )
    assert (found.tahun, found.perpanjang, found.tumbuh_orang) == (2026, False, -plan.MOST_GROWTH)
    step = found.tambahan[0]
    assert (step.pekerja, step.bulan, step.upah_rp) == (plan.MOST_PEOPLE, plan.MOST_MONTHS, plan.MOST_WAGE)
    assert len(step.untuk) == 40
    assert plan.read("R~2001~lanjut~0", PERIODE).tahun == 2023


def test_a_plan_looks_as_far_as_its_december():
    assert Plan("R", 2024).months_from(PERIODE) == 12
    assert Plan("R", 2023).months_from(pd.Timestamp("2023-06-01")) == 6
    # In a December there is nothing left of the year: at least the next month is shown.
    assert Plan("R", 2023).months_from(PERIODE) == 1


def test_the_last_month_of_a_step():
    step = Workers("BPU", "apbd", "umum", 1, 10, pd.Timestamp("2024-03-01"), 0)
    assert step.sampai == pd.Timestamp("2024-12-01")
