"""The fields of a file: how each is headed, how its cells are read, and how the template explains it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import Any

from data.loading import cells
from data.loading.cells import plain
from data.loading.names import Reference
from data.loading.percentages import percentage

Convert = Callable[[object], Any]


class Kind(Enum):
    """What the cells of a field hold. The value explains to a person how to fill one in."""

    MONTH = "bulan dan tahun, misalnya Desember 2023"
    DATE = "tanggal, misalnya 31 Desember 2023"
    YEAR = "tahun, misalnya 2024"
    KECAMATAN = "nama kecamatan, pilih dari daftar"
    AREA = "nama kecamatan, atau Kabupaten untuk seluruhnya"
    DESA = "nama desa atau kelurahan, atau kodenya"
    SEGMENT = "segmen, pilih dari daftar"
    PROGRAMME = "program, pilih dari daftar"
    PAYER = "siapa yang membayar iuran, pilih dari daftar"
    BASE = "basis cakupan, pilih dari daftar"
    COUNT = "bilangan bulat, 0 atau lebih"
    RUPIAH = "rupiah, bilangan bulat, 0 atau lebih"
    PERCENTAGE = "persentase dari 0 sampai 100, misalnya 25,43"
    WORDS = "tulisan bebas, tanpa nama orang"


NUMBERS = frozenset({Kind.COUNT, Kind.RUPIAH})
REQUIRED = object()


@dataclass(frozen=True)
class Field:
    """One field of a subject.

    key: its name in the program, for most the column of the table. title: its heading in the template; ``others`` are
    headings that offices use for it. empty: what an empty cell, or a file without the column, stands for; REQUIRED
    when the column must be there and every cell filled.
    """

    key: str
    title: str
    kind: Kind
    others: tuple[str, ...] = ()
    empty: object = REQUIRED

    @property
    def required(self) -> bool:
        """Whether a file must have it."""
        return self.empty is REQUIRED

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings that name it, as ``heading`` makes them comparable."""
        return frozenset(heading(name) for name in (self.title, *self.others))


def heading(written: object) -> str:
    """A heading as it compares: plain, without the unit in brackets or a star."""
    # Every layout looks at the same first rows; numbers and dates head nothing.
    return _heading(written) if isinstance(written, str) else plain(written)


@lru_cache(maxsize=4096)
def _heading(written: str) -> str:
    text = plain(written).rstrip(" *:")
    for unit in ("(rp)", "(rupiah)", "(orang)", "(jiwa)", "(kasus)", "(%)", "(persen)"):
        text = text.removesuffix(unit).rstrip()
    return text


def converter(kind: Kind, reference: Reference, *, thousands: str | None = ".") -> Convert:
    """The function that reads one cell of this kind; it raises Unreadable."""
    readers: dict[Kind, Convert] = {
        Kind.MONTH: cells.month,
        Kind.DATE: cells.date,
        Kind.YEAR: cells.year,
        Kind.KECAMATAN: reference.kecamatan_kode,
        Kind.AREA: reference.area_kode,
        Kind.DESA: cells.words,
        Kind.SEGMENT: reference.segmen_kode,
        Kind.PROGRAMME: reference.program_kode,
        Kind.PAYER: reference.pembayar_kode,
        Kind.BASE: reference.basis_kode,
        Kind.COUNT: partial(cells.whole_number, thousands=thousands),
        Kind.RUPIAH: partial(cells.whole_number, thousands=thousands, rupiah=True),
        Kind.PERCENTAGE: percentage,
        Kind.WORDS: cells.words,
    }
    return readers[kind]
