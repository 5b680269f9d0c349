"""No screen has grown by more than a tenth since somebody accepted what it costs."""

import subprocess
import sys

from data.settings import ROOT
from tests import guard


def test_nothing_has_grown() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tests.guard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}{done.stderr[-2000:]}"


def test_growth_is_told_with_the_way_to_accept_it() -> None:
    accepted = {"elements": {"ringkasan": 100, "klaim": 10}}
    assert guard.grown(accepted, {"elements": {"ringkasan": 110, "klaim": 9}}) == []
    assert guard.grown(accepted, {"elements": {"ringkasan": 111}}) == ["elements, ringkasan: 111, accepted were 100"]
    assert "--renew" in guard.HOW


def test_a_first_statement_counts_as_growth() -> None:
    assert guard.grown({"statements": {"klaim": 0}}, {"statements": {"klaim": 1}})


def test_what_nobody_accepted_is_told() -> None:
    assert guard.grown({}, {"elements": {"baru": 5}}) == ["elements, baru: 5, not known before"]
