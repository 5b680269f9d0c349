"""The headline cards. Each compares with the same month of the year before."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import formats, parts

# A sparkline tells direction; two years show whether a year repeats itself.
SPARK_MONTHS = 24


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
    with st.grid(2, min_column_width=220, height="stretch"):
        coverage_card("Peserta aktif", "aktif_orang", now, before, months)
        coverage_card("Belum terlindungi", "belum_orang", now, before, months)
        coverage_card("Cakupan", "cakupan_pct", now, before, months)
        paid_card(paid, paid_months, periode)


def coverage_card(label: str, column: str, now: pd.Series, before: pd.Series, months: pd.DataFrame) -> None:
    """One column of ``cakupan.per_month`` now, against a year ago when both months cover the same kecamatan."""
    write, write_change = _WRITERS[column]
    change = float(now[column] - before[column])
    known = not formats.is_missing(change) and before["kecamatan_ada"] == now["kecamatan_ada"]
    parts.card(
        label,
        write(now[column]),
        indicator=column,
        change=change if known else None,
        change_text=write_change(change),
        compared_with=f"dari {formats.short_month(before['bulan'])}" if known else "",
        history=_history(months, column),
    )


def paid_card(paid: Any, paid_months: pd.DataFrame, periode: pd.Timestamp) -> None:
    """Rupiah paid from January to the period's month, against the same months of the year before."""
    _claims_card(
        "Klaim dibayarkan", "dibayarkan_rp", "dibayarkan_change_pct", formats.rupiah, paid, paid_months, periode
    )


def cases_card(paid: Any, paid_months: pd.DataFrame, periode: pd.Timestamp) -> None:
    """Cases paid from January to the period's month, against the same months of the year before."""
    _claims_card("Kasus dibayarkan", "kasus", "kasus_change_pct", formats.count, paid, paid_months, periode)


def _claims_card(
    label: str,
    column: str,
    change: str,
    write: Callable[[Any], str],
    paid: Any,
    paid_months: pd.DataFrame,
    periode: pd.Timestamp,
) -> None:
    """paid: of ``klaim.year_to_date``, None when there are no claims up to the period."""
    label = f"{label} {_since_january(periode)}"
    if paid is None:
        parts.card(label, formats.MISSING, indicator=column, change=None, change_text="", compared_with="")
        return
    grown = getattr(paid, change)
    parts.card(
        label,
        "disamarkan" if formats.is_missing(getattr(paid, column)) else write(getattr(paid, column)),
        indicator=column,
        change=None if formats.is_missing(grown) else grown,
        change_text=formats.signed_percent(grown),
        compared_with=f"dari {_since_january(periode - pd.DateOffset(years=1))}",
        history=_history(paid_months, column, until=periode),
    )


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
