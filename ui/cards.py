"""Headline cards: a figure, and what led to it. Those of coverage and claims compare with a year ago."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from memory import remembered
from ui import drawing, formats, meaning
from ui.charts import spark

# A sparkline tells direction; two years show whether a year repeats itself.
SPARK_MONTHS = 24
NOT_COMPARED = "belum ada pembanding"


@dataclass(frozen=True)
class Card:
    """One card.

    change: in words, with what it is compared with; size: of it, whose meaning ``ui.meaning`` decides by the indicator,
    None when there is nothing to compare with. note: a quiet line. history: drawn as a line.
    """

    label: str
    value: str
    indicator: str = ""
    change: str = ""
    size: float | None = None
    note: str = ""
    history: Sequence[float] = ()


def draw(cards: Sequence[Card], *, key: str, columns: int, narrowest: int = 220, fills: bool = False) -> None:
    """Cards of one height beside and under each other. narrowest: of a card in pixels, where there is room for it.

    fills: together as high as what stands beside them.
    """
    options = {"columns": columns, "narrowest": narrowest}
    drawing.words("cards", [_written(card) for card in cards], options, key=key, fills=fills)


def _people(change: float | None) -> str:
    return f"{formats.signed(change)} orang"


_WRITERS: dict[str, tuple[Callable[[Any], str], Callable[[Any], str]]] = {
    "aktif_orang": (formats.count, _people),
    "belum_orang": (formats.count, _people),
    "cakupan_pct": (formats.percent, formats.points),
}


def headline(
    now: pd.Series,
    before: pd.Series,
    months: pd.DataFrame,
    paid: Any,
    paid_months: pd.DataFrame,
    periode: pd.Timestamp,
) -> None:
    """Active members, people not yet protected, coverage, and claims paid since January.

    now, before: rows of ``cakupan.per_month``. paid: of ``klaim.year_to_date``, None without claims. paid_months: of
    ``klaim.months``.
    """
    four = [
        coverage("Peserta aktif", "aktif_orang", now, before, months),
        coverage("Belum terlindungi", "belum_orang", now, before, months),
        coverage("Cakupan", "cakupan_pct", now, before, months),
        money(paid, paid_months, periode),
    ]
    draw(four, key="kartu_utama", columns=2, fills=True)


def coverage(label: str, column: str, now: pd.Series, before: pd.Series, months: pd.DataFrame) -> Card:
    """One column of ``cakupan.per_month`` now, against a year ago when both months cover the same kecamatan."""
    write, write_change = _WRITERS[column]
    size = float(now[column] - before[column])
    known = not formats.is_missing(size) and before["kecamatan_ada"] == now["kecamatan_ada"]
    return Card(
        label,
        write(now[column]),
        indicator=column,
        change=f"{write_change(size)} dari {formats.short_month(before['bulan'])}" if known else NOT_COMPARED,
        size=size if known else None,
        history=_history(months, column),
    )


def money(paid: Any, paid_months: pd.DataFrame, periode: pd.Timestamp) -> Card:
    """Rupiah paid from January to the period's month, against the same months of the year before."""
    return _claims(
        "Klaim dibayarkan", "dibayarkan_rp", "dibayarkan_change_pct", formats.rupiah, paid, paid_months, periode
    )


def cases(paid: Any, paid_months: pd.DataFrame, periode: pd.Timestamp) -> Card:
    """Cases paid from January to the period's month, against the same months of the year before."""
    return _claims("Kasus dibayarkan", "kasus", "kasus_change_pct", formats.count, paid, paid_months, periode)


def _claims(
    label: str,
    column: str,
    change: str,
    write: Callable[[Any], str],
    paid: Any,
    paid_months: pd.DataFrame,
    periode: pd.Timestamp,
) -> Card:
    """paid: of ``klaim.year_to_date``, None when there are no claims up to the period."""
    label = f"{label} {_since_january(periode)}"
    if paid is None:
        return Card(label, formats.MISSING, change=NOT_COMPARED)
    grown = getattr(paid, change)
    known = not formats.is_missing(grown)
    last_year = _since_january(periode - pd.DateOffset(years=1))
    return Card(
        label,
        "disamarkan" if formats.is_missing(getattr(paid, column)) else write(getattr(paid, column)),
        indicator=column,
        change=f"{formats.signed_percent(grown)} dari {last_year}" if known else NOT_COMPARED,
        size=grown if known else None,
        history=_history(paid_months, column, until=periode),
    )


def _written(card: Card) -> dict[str, Any]:
    """A card as static/tulisan.js of ``ui.drawing`` wants it."""
    judgement = "netral" if card.size is None else meaning.judge(card.indicator, card.size)
    line = {}
    if len(card.history) > 1:
        line = {"line": spark.line(card.history) | {"words": f"{card.label}, {len(card.history)} bulan terakhir"}}
    return {
        "label": card.label,
        "value": card.value,
        "change": card.change,
        "way": "" if not card.size else "naik" if card.size > 0 else "turun",
        "judgement": judgement,
        "note": card.note,
    } | line


@remembered
def _history(months: pd.DataFrame, column: str, until: pd.Timestamp | None = None) -> tuple[float, ...]:
    past = months if until is None else months[months["bulan"] <= until]
    return tuple(past.tail(SPARK_MONTHS)[column].dropna())


def _since_january(periode: pd.Timestamp) -> str:
    return (
        f"{periode.year}"
        if periode.month == 12
        else f"Januari {periode.year}"
        if periode.month == 1
        else f"Jan–{formats.MONTHS[periode.month - 1][:3]} {periode.year}"
    )
