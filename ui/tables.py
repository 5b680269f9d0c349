"""Tables of numbers in words, written once for everybody."""

import hashlib
import itertools
import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype
from streamlit.errors import StreamlitDuplicateElementKey

from memory import remembered
from ui import drawing, formats, theme
from ui.columns import Columns

EMPTY = "Belum ada isinya."
_LONG_WORD = re.compile(r"\S{20}(?=\S)")
# The columns, each a heading and whether it is of numbers; the rows; and what tells them from any others.
Written = tuple[list[tuple[str, bool]], list[list[str]], str]


def draw(rows: pd.DataFrame, headings: Columns, *, alt: str, height: int | None = None, shared: bool = True) -> None:
    """Rows in Indonesian: numbers stay right-aligned, what is missing says so, text is shown literally.

    headings: the columns to show, each with its heading and how to write it (None: text). height: in pixels, beyond
    which it is scrolled. shared: the same rows are shown to others too; what is one viewer's own is not remembered.
    """
    columns, written, mark = (_written if shared else _write)(rows, headings)
    options = {"columns": columns, "alt": alt, "height": height, "empty": EMPTY}
    key = f"tabel_{theme.room(len(written), height)}_{mark}"
    # The same table may stand on a screen more than once.
    for place in itertools.count():
        with suppress(StreamlitDuplicateElementKey):
            drawing.words("table", written, options, key=f"{key}_{place}")
            return


def _write(rows: pd.DataFrame, headings: Columns) -> Written:
    columns = [(heading, is_numeric_dtype(rows[name])) for name, (heading, _) in headings.items()]
    cells = [[(write or _text)(value) for value in rows[name]] for name, (_, write) in headings.items()]
    written = [list(row) for row in zip(*cells, strict=True)]
    return columns, written, hashlib.sha256(repr((columns, written)).encode()).hexdigest()[:12]


def _text(value: Any) -> str:
    """As it is, but a long word, such as the name of a file, may go on in the next line."""
    return "" if formats.is_missing(value) else _LONG_WORD.sub("\\g<0>\u200b", formats.visible(str(value)))


_written = remembered(_write)


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
