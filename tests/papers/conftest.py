"""The reports that the tests of this folder write: of the sample, for three periods and with a filter."""

import datetime as dt
from dataclasses import dataclass
from functools import cache

import pytest
from sqlalchemy import Engine

from papers import figures
from papers import report as papers
from papers.model import Report
from ui.view import View

MADE = dt.date(2024, 2, 1)
FIGURES = ("base", "months", "now", "before", "goal", "goals", "table")
# 5.000 workers by DBHCHT from March, subsidies prolonged, 100 more BPU a month.
PLAN = "Rencana Maret~2024~lanjut~100~BPU*dbhcht*umum*5000*2024-03*10*0*petani tembakau"
CASES: list[tuple[str | None, ...]] = [
    ("2023-12", None, None),
    ("2023-06", None, None),
    ("2021-01", None, None),
    ("2023-12", None, "BPU"),
    ("2023-06", "bps-bekerja", None),
    ("2023-12", None, None, PLAN),
]


@dataclass(frozen=True)
class Case:
    """What was asked for, the report of it, and the figures of the same choice from the queries."""

    seen: View
    report: Report
    found: figures.Coverage


@pytest.fixture(params=CASES, ids=lambda case: "-".join(filter(None, case)).partition("~")[0])
def case(request: pytest.FixtureRequest, sample_database: Engine) -> Case:
    """One report of the sample for each period and filter."""
    return _case(*request.param)


@pytest.fixture
def december(sample_database: Engine) -> Case:
    """The report of December 2023, without a filter."""
    return _case(*CASES[0])


@pytest.fixture
def every_case(sample_database: Engine) -> list[Case]:
    """All of them."""
    return [_case(*asked) for asked in CASES]


@cache
def _case(periode: str, basis: str | None, segmen: str | None, rencana: str = "") -> Case:
    seen = papers.asked(periode, basis, segmen, rencana)
    found = figures.Coverage(seen)
    # Read now, while there is a database.
    for name in FIGURES:
        getattr(found, name)
    return Case(seen, papers.report(seen, MADE), found)
