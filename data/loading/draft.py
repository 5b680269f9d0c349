"""What a layout understood of a table: loads in the making, as columns, and what its owner should know."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data import words
from data.loading.faults import Fault
from data.loading.names import Reference
from data.loading.sheets import Sheet
from data.loading.tables import Reader, Table
from data.loads import Total


@dataclass(frozen=True)
class Source:
    """Where a file comes from: its name, its bytes' sha256, who hands it in, and the scope of its claims if told."""

    nama_berkas: str
    sha256: str
    oleh: str
    lingkup: str | None = None


@dataclass(frozen=True)
class Draft:
    """One load in the making.

    columns: the values of each column of the subject's table, one entry per row, without the load and the regency.
    covers: pairs (part, period) that it answers for. cell: where the main figure of a row stands; None when the rows
    were added up from several.
    """

    jenis: str
    sumber: str
    lembar: str
    columns: Mapping[str, Sequence[Any]]
    covers: frozenset[tuple[str, dt.date]]
    totals: tuple[Total, ...] = ()
    cell: Callable[[int], str] | None = None


@dataclass(frozen=True)
class Understood:
    """A table as its layout understood it. drafts mean something only while no fault refuses the file."""

    drafts: tuple[Draft, ...]
    faults: Sequence[Fault]
    count: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One way in which a subject is handed in.

    susunan: 'templat', 'rekap' or 'daftar kasus'. description: its headings in words. takes_people: rows are about
    single people, who are counted and forgotten.
    """

    jenis: str
    susunan: str
    description: str
    find: Callable[[Sheet, Reference], Table | None]
    read: Callable[[Table, Reference, Source], Understood]
    takes_people: bool = False


def understood(reader: Reader, drafts: Callable[[], Sequence[Draft]], warnings: Sequence[str] = ()) -> Understood:
    """What a reader found, with the drafts made only if no fault refuses the file."""
    reader.check_totals()
    faults = reader.faults()
    made = () if any(not fault.rule.asks for fault in faults) else tuple(drafts())
    return Understood(made, faults, reader.count(), tuple(warnings))


def missing_kecamatan(
    reference: Reference,
    present: Iterable[tuple[dt.date | None, str | None]],
    *,
    meaning: str = "tampil sebagai belum ada data",
) -> tuple[str, ...]:
    """Warnings that name the kecamatan that the file leaves out, and what that means; none when all are there.

    present: the period and kecamatan of each fact. What is left out of every period is said once, else per period.
    """
    areas: dict[dt.date, set[str | None]] = {}
    for period, area in present:
        if period:
            areas.setdefault(period, set()).add(area)
    left_out: dict[tuple[str, ...], list[dt.date]] = {}
    for period, there in sorted(areas.items()):
        missing = tuple(nama for kode, nama in reference.kecamatan.items() if kode not in there)
        if missing and None not in there:
            left_out.setdefault(missing, []).append(period)
    return tuple(
        f"{len(missing)} kecamatan tidak ada dalam berkas{_in(periods, of=len(areas))} dan {meaning}: "
        f"{', '.join(missing)}."
        for missing, periods in left_out.items()
    )


def _in(periods: Sequence[dt.date], *, of: int) -> str:
    """The periods in words, nothing when they are all that there are."""
    if len(periods) == of:
        return ""
    return f" untuk {', '.join(map(words.month, periods[:6]))}{' …' if len(periods) > 6 else ''}"
