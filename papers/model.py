"""A report as data: sections of sentences, a figure, and tables. Every writer takes it and nothing else.

Plain values throughout, so that it can be compared, and sent to the process that writes it. All words are
Bahasa Indonesia without any markup; a figure that does not exist is None, and its words say so.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["text", "count", "change", "decimal", "percent", "points", "rupiah", "date", "month"]
# Letters of a column: a longer text goes on on the next line; and what stands free beside it.
WIDEST, MARGIN = 40, 8
Value = str | float | dt.date | None


@dataclass(frozen=True)
class Column:
    """A column of a table. kind: what its values are, for number formats and alignment."""

    heading: str
    kind: Kind


@dataclass(frozen=True)
class Cell:
    """A figure or a text, and how it is written. value: None when it is missing or withheld; words then say which."""

    value: Value
    words: str


@dataclass(frozen=True)
class Table:
    """Rows under headings. name: short, for the tab of a workbook; title: a sentence; total: the last row sums up."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide each column wants to be against the others, in letters: its longest text, up to a bound."""
        longest = (max((len(row[n].words) for row in self.rows), default=0) for n in range(len(self.columns)))
        words = (max(map(len, column.heading.split())) for column in self.columns)
        return tuple(min(WIDEST, max(each)) + MARGIN for each in zip(longest, words, strict=True))


@dataclass(frozen=True)
class Bars:
    """One bar for each name, in this order. strong: so many of the first are what the sentence is about."""

    alt: str
    names: tuple[str, ...]
    series: str
    cells: tuple[Cell, ...]
    strong: int


@dataclass(frozen=True)
class Split:
    """For each name the people who are protected beside those who are not yet, and the share of the former."""

    alt: str
    names: tuple[str, ...]
    protected: tuple[Cell, ...]
    unprotected: tuple[Cell, ...]
    shares: tuple[Cell, ...]


@dataclass(frozen=True)
class Line:
    """Months and their values, in order; None breaks the line.

    steps: one for each month, the target of its year; ticks: round values from zero for the upright axis.
    """

    alt: str
    months: tuple[str, ...]
    series: str
    cells: tuple[Cell, ...]
    steps: tuple[Cell, ...]
    ticks: tuple[Cell, ...]


@dataclass(frozen=True)
class Years:
    """Months of a year beside the same months of the year before. ticks: as of ``Line``.

    now, before: a name and one value for each month.
    """

    alt: str
    months: tuple[str, ...]
    now: tuple[str, tuple[Cell, ...]]
    before: tuple[str, tuple[Cell, ...]] | None
    ticks: tuple[Cell, ...]


@dataclass(frozen=True)
class Tile:
    """One kecamatan on the tile map. row, column: from 1 at the north-west; fill, ink: colours."""

    row: int
    column: int
    name: str
    words: str
    fill: str
    ink: str


@dataclass(frozen=True)
class Tiles:
    """The tile map. legend: colours from little to much, with the words at both ends."""

    alt: str
    tiles: tuple[Tile, ...]
    title: str
    legend: tuple[str, ...]
    low: str
    high: str


@dataclass(frozen=True)
class Bridge:
    """From one level to another by what was gained and lost on the way. start, end: the levels; names, changes: of
    each step, in order.
    """

    alt: str
    start: tuple[str, Cell]
    names: tuple[str, ...]
    changes: tuple[Cell, ...]
    end: tuple[str, Cell]


@dataclass(frozen=True)
class Paths:
    """What was and what may come, month by month. past: None after the period; lines: each by its name, None before
    the period, where they begin; low, high: the range around the first of them, () without; steps, ticks: as of
    ``Line``.
    """

    alt: str
    months: tuple[str, ...]
    past: tuple[Cell, ...]
    lines: tuple[tuple[str, tuple[Cell, ...]], ...]
    low: tuple[Cell, ...]
    high: tuple[Cell, ...]
    steps: tuple[Cell, ...]
    ticks: tuple[Cell, ...]


Figure = Bars | Split | Line | Years | Tiles | Bridge | Paths


@dataclass(frozen=True)
class Headline:
    """A number that matters. change: how it stands against a year ago, '' when that cannot be said."""

    label: str
    words: str
    change: str


@dataclass(frozen=True)
class Section:
    """One subject. message: what its figures say, in one sentence; notes: how to read them.

    slide: the table that stands on its slide when it has no figure; None keeps the section out of the slides.
    """

    name: str
    message: str
    sentences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    headlines: tuple[Headline, ...] = ()
    slide: Bars | Split | Line | Tiles | Bridge | Paths | Table | None = None


@dataclass(frozen=True)
class Report:
    """Everything that is taken away.

    kind: what it is, with its month; made: the day, on which "late" is measured; foot: what every page carries; data:
    tables for the workbook only; colours: by name, see ``ui.theme``.
    """

    kind: str
    title: str
    regency: str
    position: dt.date
    made: dt.date
    sample: str
    foot: tuple[str, ...]
    sections: tuple[Section, ...]
    definitions: tuple[tuple[str, str], ...]
    data: tuple[Table, ...]
    colours: Mapping[str, str] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those of the sections first."""
        return tuple(table for section in self.sections for table in section.tables) + self.data
