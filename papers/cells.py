"""From the rows of queries to the tables of a report: the same headings and the same words as on screen."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from papers.model import Cell, Column, Kind, Table, Value
from ui import formats
from ui.charts import round_step
from ui.columns import Columns

# How a column is written on screen tells what its values are.
_KINDS: dict[Callable[..., str], Kind] = {
    formats.count: "count",
    formats.signed: "change",
    formats.decimal: "decimal",
    formats.points: "points",
    formats.percent: "percent",
    formats.rupiah: "rupiah",
    formats.rupiah_exact: "rupiah",
    formats.date: "date",
    formats.month: "month",
}


def table(name: str, title: str, rows: pd.DataFrame, headings: Columns, *, total: bool = False) -> Table:
    """The rows under these headings. Rows of claims come from ``ui.tables.with_reasons``, which withholds figures."""
    return Table(
        name,
        spoken(title),
        tuple(Column(heading, _kind(write, rows[key])) for key, (heading, write) in headings.items()),
        tuple(
            tuple(cell(value, write) for value, (_, write) in zip(row, headings.values(), strict=True))
            for row in rows[list(headings)].itertuples(index=False)
        ),
        total,
    )


def bare(name: str, title: str, rows: pd.DataFrame, headings: Columns) -> Table:
    """As ``table`` for many rows that only a workbook holds: numbers without words, and nothing where there is none."""
    kinds = tuple(Column(heading, _kind(write, rows[key])) for key, (heading, write) in headings.items())
    return Table(name, title, kinds, tuple(zip(*(_repeated(rows[key]) for key in headings), strict=True)))


def _repeated(values: pd.Series) -> list[Cell]:
    """The cells of a column in which few values come again and again; what is missing comes last among them."""
    places, known = pd.factorize(values)
    cells = [Cell(value, value if isinstance(value, str) else "") for value in map(_value, known)]
    cells.append(Cell(None, ""))
    return [cells[place] for place in places]


def column(values: pd.Series, write: Callable[[Any], str]) -> tuple[Cell, ...]:
    """The cells of one column."""
    return tuple(cell(value, write) for value in values)


def cell(value: Any, write: Callable[[Any], str] | None = None) -> Cell:
    """One figure and its words; without ``write`` a text."""
    if write is None:
        text = "" if formats.is_missing(value) else plain(str(value))
        return Cell(text, text)
    words = write(value)
    # What is withheld is a code whose words stand in place of the figure.
    withheld = isinstance(write, partial) and value in write.keywords.get("words", ())
    return Cell(None if withheld else _value(value), words)


def or_dash(value: Any, *, write: Callable[[Any], str]) -> str:
    """A figure that only some rows have, such as a target that is set for the whole."""
    return "–" if formats.is_missing(value) else write(value)


def ticks(values: Sequence[float], write: Callable[[Any], str]) -> tuple[Cell, ...]:
    """Round marks from zero up to the largest value; none when there is no value above zero."""
    top = max((value for value in values if not formats.is_missing(value)), default=0)
    if top <= 0:
        return ()
    step = round_step(top / 4)
    return tuple(cell(step * n, write) for n in range(int(top / step) + 2))


def plain(text: str) -> str:
    """Text from the data in one line, without marks that cannot be seen."""
    return " ".join(formats.visible(text).split())


def cleaned(value: Any) -> Any:
    """A part of a report with every text in it as ``plain`` gives it: sentences name what stands in the data."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(map(cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: cleaned(getattr(value, each.name)) for each in fields(value)})
    return value


def spoken(markdown: str) -> str:
    """A sentence of ``ui.sentences`` without its Markdown: bold marks, and what ``formats.plain`` put before signs."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", markdown.replace("\u200b", "")))


def _kind(write: Callable[..., str] | None, values: pd.Series) -> Kind:
    if pd.api.types.is_datetime64_any_dtype(values):
        return "month" if write is formats.month else "date"
    inner = write.keywords.get("write") if isinstance(write, partial) else write
    return _KINDS.get(inner, "text") if inner else "text"


def _value(value: Any) -> Value:
    if formats.is_missing(value):
        return None
    if isinstance(value, dt.date):
        return dt.date(value.year, value.month, value.day)
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int | float) else plain(str(value))
