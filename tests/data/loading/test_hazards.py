"""Every bad file through the process that reads files for the program: refused in words, quickly, in little memory."""

import multiprocessing
import re
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import pytest

from data.loading import bounded
from data.loading.faults import Fault, Refused, Rule
from data.loading.intake import source_of
from tests.data.loading.books import REFERENCE
from tests.data.loading.corpus import PERSONAL, Bad, corpus

SECONDS = 20
MEMORY = 1024**2  # kilobytes
BAD = list(corpus())
PROCESSES = 2
# The faults of a file as a whole, which no cell is to blame for.
WHOLE = (Rule.FILE, Rule.LAYOUT)


@dataclass
class Answer:
    """What was said about one file. memory: the most kilobytes that a reading had taken until then."""

    faults: tuple[Fault, ...]
    seconds: float
    marked: bytes | None
    memory: int


@pytest.fixture(scope="module")
def answers() -> dict[str, Answer]:
    """The answers about all bad files, read two at a time, by processes that have no other children than these."""
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        found = dict(zip((bad.name for bad in BAD), pool.map(_read, range(len(BAD))), strict=True))
    slowest = max(found, key=lambda name: found[name].seconds)
    print(f"{len(found)} bad files, the slowest: {slowest}, {found[slowest].seconds:.1f} s")
    return found


def _read(number: int) -> Answer:
    content, started = BAD[number].make(), time.monotonic()
    try:
        with bounded.reading(content, REFERENCE, source_of(content, "berkas.xlsx", oleh="Kantor Cabang")) as verdict:
            faults, marked = verdict.questions, verdict.marked
    except Refused as refusal:
        faults, marked = refusal.faults, refusal.marked
    seconds = time.monotonic() - started
    return Answer(faults, seconds, marked, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 60
    assert len({bad.name for bad in BAD}) == len(BAD)


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_is_refused_for_what_is_wrong_with_it(bad: Bad, answers: dict[str, Answer]) -> None:
    answer = answers[bad.name]
    assert answer.faults, "the file was accepted"
    said = {(fault.cell, fault.rule) for fault in answer.faults}
    assert set(bad.places) <= said, [str(fault) for fault in answer.faults[:5]]
    assert bad.word in " ".join(fault.sentence for fault in answer.faults)
    for fault in answer.faults:
        assert "kesalahan program" not in fault.sentence
        assert fault.sentence.endswith("."), fault
        assert fault.remedy.endswith("."), fault
        assert fault.rule in WHOLE or re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]*", fault.cell), fault
    assert answer.seconds < SECONDS
    assert not any(secret in str(fault) for secret in PERSONAL for fault in answer.faults)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_no_reading_takes_much_memory(answers: dict[str, Answer]) -> None:
    assert 0 < max(answer.memory for answer in answers.values()) < MEMORY
