"""Members never exceed the base: the rule that a file and what is live must keep together.

It is asked inside the transaction that stores the file, of every month that a loaded base answers for.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from data import words
from data.loading.bounded import Read
from data.loading.comparison import live
from data.loading.faults import Fault, Rule
from data.loading.names import Reference
from data.words import grouped


@dataclass(frozen=True)
class _People:
    """People of one kecamatan and segment; where the file says so, else both empty."""

    number: int
    sheet: str = ""
    cell: str = ""


Place = tuple[str, str]
Figures = Mapping[dt.date, Mapping[Place, _People]]


def faults(connection: Connection, reads: Sequence[Read], known: Reference) -> list[Fault]:
    """A fault wherever this file would bring members of a month above the base in force, on either side.

    The base in force is the newest one of the default definition not after the month's end, else the oldest. Sample
    data bind nobody.
    """
    bases = _together(connection, reads, known, "semesta", known.basis_bawaan)
    if not bases:
        return []
    members = _together(connection, reads, known, "kepesertaan", "")
    found = []
    for month, areas in sorted(members.items()):
        past = [date for date in bases if (date.year, date.month) <= (month.year, month.month)]
        base = bases[max(past, default=min(bases))]
        for place, active in areas.items():
            possible = base.get(place)
            if possible is None or active.number <= possible.number or not (active.cell or possible.cell):
                continue
            where = f"{known.kecamatan[place[0]]} {place[1]}, {words.month(month)}"
            sentence = f"{where}: peserta aktif {grouped(active.number)}, semesta {grouped(possible.number)}."
            at = active if active.cell else possible
            remedy = "Perbaiki angka ini, atau muat pasangannya yang benar lebih dahulu."
            found.append(Fault(Rule.ABOVE_BASE, sentence, remedy, at.sheet, at.cell, grouped(at.number)))
    return found


def _together(connection: Connection, reads: Sequence[Read], known: Reference, jenis: str, part: str) -> Figures:
    """What will be live from files: the file's own periods in place of those that are live."""
    now = live(connection, known.kabupaten_kode, jenis)
    figures: dict[dt.date, dict[Place, _People]] = {}
    for (own, period, area, segment), (number, *_) in now.sums.items():
        if own == part and area and segment and (own, period) in now.files:
            figures.setdefault(period, {})[area, segment] = _People(int(number))
    for read in reads:
        if read.jenis != jenis:
            continue
        for own, period in read.covers:
            if own == part:
                figures[period] = {}
        for each in read.sums:
            if each.part == part and each.kecamatan and each.category:
                people = _People(int(each.numbers[0]), read.lembar, each.cell)
                figures[each.period][each.kecamatan, each.category] = people
    return {period: areas for period, areas in figures.items() if areas}
