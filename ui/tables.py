"""Tables of numbers in words: written once for everybody, and sent again as they were."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from memory import REMEMBERED, remembered
from ui import formats
from ui.columns import Columns

# Escaped letters count as one.
_LONG_WORD = re.compile(r"(?:\\.|[^\s\\]){20}(?=\S)")


def draw(rows: pd.DataFrame, headings: Columns, *, alt: str, height: int | None = None, shared: bool = True) -> None:
    """Rows in Indonesian: numbers stay right-aligned, what is missing says so, text is shown literally.

    headings: the columns to show, each with its heading and how to write it (None: text). height: in pixels, beyond
    which it is scrolled. shared: the same rows are shown to others too; what is one viewer's own is not remembered.
    """
    if shared:
        _repeat(_written(rows, headings), alt, height)
    else:
        _send(_write(rows, headings), alt, height)


def _write(rows: pd.DataFrame, headings: Columns) -> Styler:
    shown = rows[list(headings)]
    words = {
        heading: (lambda text: _breakable(formats.plain(str(text))) if not formats.is_missing(text) else "")
        if write is None
        else write
        for heading, write in headings.values()
    }
    renamed = shown.rename(columns={name: heading for name, (heading, _) in headings.items()})
    return renamed.style.format(words)


def _breakable(text: str) -> str:
    """Text that may go on in the next line also within a long word, such as the name of a file."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def _send(table: Styler, alt: str, height: int | None) -> None:
    st.table(table, hide_index=True, border="horizontal", alt=alt, height=height or "content")


_written = remembered(_write)


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED, hash_funcs={Styler: id})
def _repeat(table: Styler, alt: str, height: int | None) -> Styler:
    """Send a table; from the second time on Streamlit repeats what it sent the first time.

    Returns the table: it is kept with the result, so that no other can take its identity.
    """
    _send(table, alt, height)
    return table


@remembered
def with_reasons(rows: pd.DataFrame, headings: Columns, *, threshold: int) -> tuple[pd.DataFrame, Columns]:
    """Rows of claims in which what is hidden says why, in place of its figures, and the headings that are left.

    rows: with ``status`` from ``queries.klaim``: 'tampil', 'kecil' (fewer cases than the threshold) or 'disamarkan';
    columns that end in _lalu go by ``status_lalu``, and are left out when the year before is not covered.
    """
    # Codes instead of words keep a column numeric, and so right-aligned; no figure of claims is negative.
    codes = {"kecil": -1.0, "disamarkan": -2.0}
    words = {-1.0: f"<{threshold}", -2.0: "disamarkan"}
    dashes = dict.fromkeys(words, "–")
    shown, kept = rows.copy(), dict(headings)
    for name, (heading, write) in headings.items():
        if write is None:
            continue
        status = rows["status_lalu" if name.endswith("_lalu") else "status"]
        if status.isna().all():
            del kept[name]
            continue
        shown[name] = rows[name].astype("float64").where(~status.isin(list(codes)), status.map(codes))
        kept[name] = (
            heading,
            partial(_word_or_figure, words=words if name.startswith("kasus") else dashes, write=write),
        )
    return shown, kept


def _word_or_figure(value: float, *, words: dict[float, str], write: Callable[[Any], str]) -> str:
    return words.get(value) or write(value)
