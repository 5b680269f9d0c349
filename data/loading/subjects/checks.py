"""Checks that several subjects share, and the columns that their facts have in common."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from data.loading.faults import Rule, Unreadable
from data.loading.layouts import Facts
from data.loading.names import Reference
from data.loads import Total
from data.words import grouped


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


def within_base(
    reference: Reference,
    members: Iterable[tuple[dt.date | None, str | None, str | None, int | None]],
    note: Callable[[int, Unreadable], None],
) -> None:
    """Note a fault where the members of a month, kecamatan and segment, over all payers, exceed the base in force.

    members: month, kecamatan, segmen and people of each fact; note: takes a fact's place. The base is the newest loaded
    one not after the month's end, else the oldest; without any nothing is compared.
    """
    known: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for date, area, segment, most in reference.semesta:
        known.setdefault((area, segment), []).append((date, most))
    if not known:
        return
    sums: dict[tuple[dt.date, str, str], list[int]] = {}
    for place, (month, kecamatan, segmen, people) in enumerate(members):
        if month and kecamatan and segmen and people is not None:
            so_far = sums.setdefault((month, kecamatan, segmen), [0, place])
            so_far[0] += people
    for (month, area, segment), (active, fact) in sums.items():
        bases = known.get((area, segment))
        if not bases:
            continue
        past = [most for date, most in bases if date[:7] <= f"{month:%Y-%m}"]
        possible = past[-1] if past else bases[0][1]
        if active > possible:
            sentence = f"Peserta aktif {grouped(active)} lebih banyak daripada semestanya, {grouped(possible)}."
            remedy = "Perbaiki angka ini, atau muat semesta yang benar lebih dahulu."
            note(fact, Unreadable(Rule.ABOVE_BASE, sentence, remedy))


def above_members(facts: Facts) -> None:
    """Note a fault where a base of the default definition is less than the members loaded for its own month."""
    members = {(month[:7], area, segment): people for month, area, segment, people in facts.reader.reference.aktif}
    names = ("basis_kode", "tanggal", "kecamatan_kode", "segmen_kode", "semesta_orang")
    for fact, (base, date, area, segment, people) in enumerate(
        zip(*(facts.values[name] for name in names), strict=True)
    ):
        if base != facts.reader.reference.basis_bawaan or None in (date, area, segment, people):
            continue
        active = members.get((f"{date:%Y-%m}", area, segment), 0)
        if active > people:
            sentence = f"Semesta {grouped(people)} lebih sedikit daripada peserta aktifnya, {grouped(active)}."
            remedy = "Perbaiki angka ini, atau muat kepesertaan yang benar lebih dahulu."
            facts.fault(fact, "semesta_orang", Unreadable(Rule.ABOVE_BASE, sentence, remedy))


def totals(facts: Facts, measures: Iterable[tuple[str, str]]) -> tuple[Total, ...]:
    """One measure a line (column, label): what the file's total row states, and what its rows add up to."""
    return tuple(
        Total(label, sum(filter(None, facts.values[key])), facts.reader.stated.get(key)) for key, label in measures
    )


def year_ends(years: Iterable[int]) -> set[dt.date]:
    """The last days of years, which stand for them as periods."""
    return {dt.date(year, 12, 31) for year in years}
