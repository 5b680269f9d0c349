"""A file against what is live now: the sums side by side, and the questions that only the comparison raises."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from operator import add
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, func, literal, select

from data import words
from data.loading.bounded import Key, Number, Read
from data.loading.names import Reference
from data.schema import muatan, muatan_periode
from data.subjects import PARTS, SUBJECTS, Subject

Word = str | None
Sums = Mapping[Key, tuple[Number, ...]]
Added = dict[Word, tuple[Number, ...]]


@dataclass(frozen=True)
class Row:
    """One line of a comparison: what the file says and what is live, per measure; None where one says nothing."""

    name: str
    file: tuple[Number, ...] | None
    live: tuple[Number, ...] | None


@dataclass(frozen=True)
class Comparison:
    """The sums of one load by one heading, e.g. Kecamatan, beside those that are live for the same periods.

    sample: what is live is sample data. total: whether the rows may be added up.
    """

    jenis: str
    heading: str
    measures: tuple[str, ...]
    rows: tuple[Row, ...]
    sample: bool
    total: bool


@dataclass(frozen=True)
class Live:
    """What is live for some periods of a subject: sums by key, and the files that brought them."""

    sums: Sums = field(default_factory=dict)
    files: Mapping[tuple[str, dt.date], tuple[int, str]] = field(default_factory=dict)
    sample: bool = False


def live(
    connection: Connection, kabupaten_kode: str, jenis: str, covers: frozenset[tuple[str, dt.date]] | None = None
) -> Live:
    """What is live for the periods that a load would answer for, or for all, read in the caller's transaction."""
    subject, mp = SUBJECTS[jenis], muatan_periode
    here = (mp.c.kabupaten_kode == kabupaten_kode) & (mp.c.jenis == jenis) & mp.c.berlaku
    if covers is not None:
        periods = [period for _, period in covers]
        here &= mp.c.periode.between(min(periods), max(periods))
    loads = (
        select(mp.c.bagian, mp.c.periode, muatan.c.id, muatan.c.nama_berkas, muatan.c.asal)
        .join(muatan, muatan.c.id == mp.c.muatan_id)
        .where(here)
        .order_by(mp.c.periode, mp.c.bagian)
    )
    found = [row for row in connection.execute(loads) if covers is None or (row.bagian, row.periode) in covers]
    files = {(row.bagian, row.periode): (row.id, row.nama_berkas) for row in found if row.asal == "berkas"}
    return Live(
        _sums(connection, subject, here, covers) if found and subject.measures else {},
        files,
        any(row.asal == "contoh" for row in found),
    )


def compared(read: Read, now: Live, reference: Reference) -> tuple[Comparison, ...]:
    """The load beside what is live: by category, by kecamatan and by period, as far as its subject has them.

    Of positions, which are never added over time, the first two are about the newest period of the file.
    """
    subject = SUBJECTS[read.jenis]
    file: Sums = read.by_key
    if not file:
        return ()
    if not subject.adds_up:
        return (_one_by_one(read, now, file, reference),)
    periods = sorted({key[:2] for key in file}, key=lambda key: (key[1], key[0] == reference.basis_bawaan, key[0]))
    shown, when = periods, ""
    if subject.is_position and len(periods) > 1:
        shown, when = periods[-1:], f", {_part_and_period(read.jenis, *periods[-1], reference)}"
    ours, theirs = ({key: numbers for key, numbers in sums.items() if key[:2] in shown} for sums in (file, now.sums))
    tables = []
    if subject.category:
        heading, names = _categories(subject.category, reference)
        by_category = _added(ours, lambda key: key[3]), _added(theirs, lambda key: key[3])
        tables.append(_table(read.jenis, heading + when, names, *by_category, now, none="Tidak dirinci"))
    if subject.has_areas:
        by_area = _added(ours, lambda key: key[2]), _added(theirs, lambda key: key[2])
        tables.append(_table(read.jenis, "Kecamatan" + when, reference.kecamatan, *by_area, now))
    if len(periods) > 1:
        both = periods + sorted(key[:2] for key in now.sums.keys() - file.keys())
        names = {_key(*each): _part_and_period(read.jenis, *each, reference) for each in both}
        by_period = _added(file, lambda key: _key(*key[:2])), _added(now.sums, lambda key: _key(*key[:2]))
        total = not subject.is_position
        tables.append(_table(read.jenis, "Periode", names, *by_period, now, total=total))
    return tuple(tables)


def _sums(
    connection: Connection,
    subject: Subject,
    here: ColumnElement[bool],
    covers: frozenset[tuple[str, dt.date]] | None,
) -> Sums:
    facts, mp = subject.facts.c, muatan_periode
    area = facts.kecamatan_kode if subject.has_areas else literal(None)
    category = facts[subject.category] if subject.category else literal(None)
    # PostgreSQL groups by columns only.
    keys = [mp.c.bagian, mp.c.periode, *(each for each in (area, category) if isinstance(each, Column))]
    statement = (
        select(mp.c.bagian, mp.c.periode, area, category, *(func.sum(facts[name]) for name in subject.measures))
        .select_from(mp)
        .join(subject.facts, subject.is_answered())
        .where(here)
        .group_by(*keys)
    )
    exact: Callable[[Any], Number] = int if subject.adds_up else _two_decimals
    return {
        (part, period, area_kode, word): tuple(exact(number or 0) for number in numbers)
        for part, period, area_kode, word, *numbers in connection.execute(statement)
        if covers is None or (part, period) in covers
    }


def _table(
    jenis: str,
    heading: str,
    names: Mapping[str, str],
    file: Added,
    live: Added,
    now: Live,
    *,
    none: str = "Seluruh kabupaten",
    total: bool = True,
) -> Comparison:
    """The rows of a comparison in the order of the names, then what has no name here. none: what None stands for."""
    labels = tuple(SUBJECTS[jenis].measures.values())
    # Where claims are silent there were none; where others are silent nothing is known.
    absent = (0,) * len(labels) if jenis == "klaim" else None
    others = sorted((key for key in file.keys() | live.keys() if key not in names), key=str)
    known: dict[Word, str] = dict.fromkeys(others, "") | {None: none} | dict(names.items())
    rows = tuple(
        Row(known[key] or str(key), file.get(key, absent), live.get(key, absent if now.sums else None))
        for key in (*names, *others)
        if key in file or key in live
    )
    return Comparison(jenis, heading, labels, rows, now.sample, total)


def _categories(category: str, reference: Reference) -> tuple[str, Mapping[str, str]]:
    """The heading of a category and its known words, in order."""
    known: dict[str, tuple[str, Mapping[str, str]]] = {
        "segmen_kode": ("Segmen", reference.segmen),
        "program_kode": ("Program", reference.program),
        "pembayar_kode": ("Pembayar", reference.pembayar),
        "opd": ("OPD", {}),
        "kelompok": ("Kelompok", {}),
    }
    return known[category]


@lru_cache
def _key(part: str, period: dt.date) -> str:
    return f"{period.isoformat()} {part}"


def _two_decimals(number: object) -> Decimal:
    return Decimal(str(number)).quantize(Decimal("0.01"))


def _added(sums: Sums, of: Callable[[Key], Word]) -> Added:
    """The sums over all keys that are the same word."""
    added: Added = {}
    for key, numbers in sums.items():
        word = of(key)
        before = added.get(word)
        added[word] = numbers if before is None else tuple(map(add, before, numbers))
    return added


def _one_by_one(
    read: Read,
    now: Live,
    file: Sums,
    reference: Reference,
) -> Comparison:
    """Figures that may not be added up, one line each."""
    rows = []
    for key in sorted(file.keys() | now.sums.keys(), key=lambda key: (key[1], key[2] or "", key[0])):
        part, period, area, _ = key
        where = reference.kecamatan.get(area, area) if area else reference.kabupaten
        base = reference.basis.get(part, part)
        name = f"{where}, {period.year}" + (f" ({base})" if part != reference.basis_bawaan else "")
        rows.append(Row(name, file.get(key), now.sums.get(key)))
    labels = tuple(SUBJECTS[read.jenis].measures.values())
    return Comparison(read.jenis, "Wilayah dan tahun", labels, tuple(rows), now.sample, total=False)


def period_words(jenis: str, period: dt.date) -> str:
    grain = SUBJECTS[jenis].period
    if grain in ("tahun", "mulai"):
        return str(period.year)
    return words.date(period) if grain == "tanggal" else words.month(period)


def _part_and_period(jenis: str, part: str, period: dt.date, reference: Reference) -> str:
    words = period_words(jenis, period)
    parts = {**PARTS, **reference.basis}
    return f"{words} ({parts[part]})" if jenis in ("semesta", "ekosistem") else words
