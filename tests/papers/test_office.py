"""Papers for many: made once, one at a time, beside the process that answers; a failure is nobody else's."""

import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, update

from data.schema import kepesertaan as k
from papers import office
from papers import report as papers
from queries.db import renew

PDF, SLIDES, WORKBOOK = office.PAPERS


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many writers ran at the moment each of them was started, itself included."""
    running, seen, lock = [0], [], threading.Lock()
    real = subprocess.run

    def run(command: Any, *args: Any, **kwargs: Any) -> Any:
        with lock:
            running[0] += 1
            seen.append(running[0])
        try:
            return real(command, *args, **kwargs)
        finally:
            with lock:
                running[0] -= 1

    monkeypatch.setattr(office.subprocess, "run", run)
    return seen


def test_ten_who_ask_for_the_same_get_the_same_from_one_writing(sample_database: Engine, started: list[int]) -> None:
    seen = papers.asked("2023-12", None, None)
    with ThreadPoolExecutor(10) as people:
        files = list(people.map(lambda _: office.file(SLIDES, seen), range(10)))
    assert len(set(files)) == 1
    assert started == [1]
    assert files[0] == SLIDES.write(papers.report(seen, office.today()))


def test_what_differs_is_written_one_after_another(sample_database: Engine, started: list[int]) -> None:
    choices = [papers.asked(month, None, None) for month in ("2023-12", "2023-11", "2023-10")]
    with ThreadPoolExecutor(3) as people:
        assert len(set(people.map(lambda seen: office.file(SLIDES, seen), choices))) == 3
    assert started == [1, 1, 1]


def test_new_data_make_a_new_file(sample_database: Engine) -> None:
    seen = papers.asked("2023-12", None, None)
    before = office.file(WORKBOOK, seen)
    with sample_database.begin() as connection:
        connection.execute(update(k).values(aktif_orang=k.c.aktif_orang + 1))
    renew()
    assert office.file(WORKBOOK, seen) != before


def test_a_writer_that_fails_is_tried_again(sample_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = papers.asked("2023-12", None, None)
    monkeypatch.setattr(office.sys, "executable", "false")
    with pytest.raises(office.Unwritten):
        office.file(PDF, seen)
    monkeypatch.undo()
    assert office.file(PDF, seen).startswith(b"%PDF")


def test_a_writer_that_hangs_is_ended(sample_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.01)
    began = time.monotonic()
    with pytest.raises(office.Unwritten):
        office.file(PDF, papers.asked("2023-12", None, None))
    assert time.monotonic() - began < 30
