"""Checks that several subjects share, and the columns that their facts have in common."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from data.loading.faults import Rule, Unreadable
from data.loading.layouts import Facts
from data.loads import Total


def rows_of(facts: Facts) -> list[int]:
    """The rows of the file that facts stand in, counted from 1 as spreadsheets do."""
    return [row + 1 for row in facts.rows]


def no_twins(facts: Facts, keys: Sequence[str], *, at: str, what: str) -> None:
    """Note a fault where several facts have the same values of some keys: one for all, naming their cells."""
    firsts: dict[tuple[Any, ...], int] = {}
    twins: dict[int, list[int]] = {}
    for fact, key in enumerate(zip(*(facts.values[name] for name in keys), strict=True)):
        first = firsts.setdefault(key, fact)
        if first != fact:
            twins.setdefault(first, []).append(fact)
    for first, others in twins.items():
        if not facts.is_sound(first, keys):
            continue
        cells = " dan ".join(facts.address(other, at) for other in others[:5]) + (" …" if len(others) > 5 else "")
        sentence = f"{what} yang sama juga tertulis di {cells}."
        remedy = "Gabungkan barisnya atau perbaiki yang keliru."
        facts.fault(first, at, Unreadable(Rule.DUPLICATE_ROW, sentence, remedy))


def at_most(facts: Facts, part: str, whole: str, error: Callable[[int, int], Unreadable]) -> None:
    """Note a fault where one measure is larger than another that it is part of."""
    for fact, (less, more) in enumerate(zip(facts.values[part], facts.values[whole], strict=True)):
        if less is not None and more is not None and less > more:
            facts.fault(fact, part, error(less, more))


def not_both(facts: Facts, within: Sequence[str], part: str, at: str, *, whole: str, parts: str) -> None:
    """Note a fault where a figure for a whole stands beside figures for its parts: they would be counted twice.

    within: the keys that a whole and its parts have in common; part: the key that is None for the whole.
    """
    keys = list(zip(*(facts.values[name] for name in within), strict=True))
    values = facts.values[part]
    with_parts = {key for key, value in zip(keys, values, strict=True) if value is not None}
    for fact, (key, value) in enumerate(zip(keys, values, strict=True)):
        if value is None and key in with_parts and facts.is_sound(fact, [part]):
            sentence = f"Baris ini untuk {whole}, padahal {parts} juga tertulis: akan terhitung dua kali."
            facts.fault(fact, at, Unreadable(Rule.COUNTED_TWICE, sentence, "Hapus baris ini, atau rinciannya."))


def totals(facts: Facts, measures: Iterable[tuple[str, str]]) -> tuple[Total, ...]:
    """One measure a line (column, label): what the file's total row states, and what its rows add up to."""
    return tuple(
        Total(label, sum(filter(None, facts.values[key])), facts.reader.stated.get(key)) for key, label in measures
    )


def year_ends(years: Iterable[int]) -> set[dt.date]:
    """The last days of years, which stand for them as periods."""
    return {dt.date(year, 12, 31) for year in years}
