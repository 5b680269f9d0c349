"""Spoiled files, and numbers as people write them: the short forms of ``make torture``."""

import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loading import cells
from data.loading.faults import Rule, Unreadable
from data.loading.percentages import percentage
from data.settings import ROOT
from tests.data.loading import good
from tests.data.loading.books import understood
from tests.torture import numbers

FILES, SEED = 150, 7


def say(draft) -> good.Truth:
    """What a load in the making says, as a truth."""
    found: good.Truth = {}
    for row in zip(*draft.columns.values(), strict=True):
        good.add(found, draft.jenis, dict(zip(draft.columns, row, strict=True)))
    return found


def read_or_rule(read, written):
    """What a cell says, or the rule that it breaks."""
    try:
        return read(written)
    except Unreadable as error:
        return error.rule


@pytest.mark.parametrize("kind", good.FORMATS)
@pytest.mark.parametrize("name", good.MAKERS)
def test_a_good_file_says_what_it_was_made_to_say(name, kind):
    for seed in range(4):
        made = good.MAKERS[name](Random(seed))
        found = understood(made.bytes(kind), known=good.known())
        assert [str(fault) for fault in found.faults] == []
        truth: good.Truth = {}
        for draft in found.drafts:
            truth |= say(draft)
            stated = [total for total in draft.totals if total.dinyatakan is not None]
            assert all(total.dinyatakan == total.dihitung for total in stated)
        assert truth == made.truth()


@pytest.mark.skipif(sys.platform != "linux", reason="reads in forked processes with the limits of Linux")
def test_spoiled_files_are_refused_in_words_or_read_right():
    command = [sys.executable, "-m", "tests.torture", "files", "--count", str(FILES), "--seed", str(SEED)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"seed {SEED}" in done.stdout
    assert " 0 wrong" in done.stdout


def test_numbers_and_days_are_read_as_they_were_meant():
    report = numbers.run(5_000, SEED)
    assert report.wrong == []
    assert len(report.kinds) == len(set(numbers.CASES))


@given(st.randoms(use_true_random=False), st.sampled_from(numbers.CASES))
def test_whatever_is_written_is_read_back(chance, case):
    written, read, meant = case(chance)
    assert read_or_rule(read, written) == meant


@given(st.integers(0, 10**15), st.sampled_from([".", ","]))
def test_a_number_between_marks_is_itself_or_refused(number, mark):
    found = read_or_rule(cells.whole_number, numbers.in_thousands(str(number), mark))
    assert found == number or (mark, found) == (",", Rule.AMBIGUOUS)


@pytest.mark.parametrize("read", [cells.whole_number, percentage, cells.date, cells.month, cells.year])
@given(value=st.one_of(st.text(max_size=25), st.floats(), st.integers(), st.booleans(), st.none(), st.dates()))
def test_any_cell_is_read_or_refused_with_a_reason(read, value):
    assert read_or_rule(read, value) is not None
