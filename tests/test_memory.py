"""What is remembered, by what, and for how long."""

import gc
import weakref

import pandas as pd
import pytest

import memory
from memory import remembered


def test_the_same_frame_is_worked_on_once_and_an_equal_one_anew() -> None:
    made = []

    @remembered
    def scaled(table: pd.DataFrame, *, times: int) -> pd.DataFrame:
        made.append(times)
        return table * times

    table, same_values = pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [1]})
    assert scaled(table, times=2) is scaled(table, times=2)
    assert scaled(table, times=3)["a"].tolist() == [3]
    assert scaled(same_values, times=2)["a"].tolist() == [2]
    assert made == [2, 3, 2]


def test_rows_and_mappings_are_told_apart_by_identity_and_words_by_value() -> None:
    @remembered
    def said(row: pd.Series, words: dict[str, str], key: str) -> str:
        return f"{words[key]} {row['n']}"

    row, words = pd.Series({"n": 1}), {"a": "satu", "b": "dua"}
    assert [said(row, words, "a"), said(row, words, "b"), said(row, {"a": "lain"}, "a")] == [
        "satu 1",
        "dua 1",
        "lain 1",
    ]
    assert said(pd.Series({"n": 2}), words, "a") == "satu 2"


def test_what_may_change_under_the_same_identity_is_no_argument() -> None:
    total = remembered(lambda values: sum(values))
    with pytest.raises(TypeError, match="unhashable"):
        total([1, 2])


def test_a_fault_is_not_remembered() -> None:
    answers = iter([ValueError("sekali"), "jawaban"])

    @remembered
    def asked() -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="sekali"):
        asked()
    assert [asked(), asked()] == ["jawaban", "jawaban"]


def test_only_so_many_results_are_kept_and_none_when_the_data_change() -> None:
    class Frame(pd.DataFrame):
        """One that can be watched."""

    size = remembered(len)
    seen = []
    for _ in range(memory.REMEMBERED + 5):
        size(table := Frame({"a": [1]}))
        seen.append(weakref.ref(table))
    del table
    gc.collect()
    assert [each() is None for each in seen] == [True] * 5 + [False] * memory.REMEMBERED
    memory.forget()
    gc.collect()
    assert all(each() is None for each in seen)
