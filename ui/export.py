"""Tables to take away, safe to open in a spreadsheet."""

import pandas as pd

from ui.formulas import as_text


def csv(rows: pd.DataFrame, *, headings: dict[str, str], notes: list[str]) -> bytes:
    """A CSV as an Indonesian Excel opens it: semicolons, decimal comma, BOM; notes come first, one a line.

    headings: the columns to take, with their names. Numbers stay numbers, text never becomes a formula.
    """
    table = rows[list(headings)].rename(columns=headings)
    for name in table.columns:
        if pd.api.types.is_datetime64_any_dtype(table[name]):
            table[name] = table[name].dt.strftime("%Y-%m-%d")
        if not pd.api.types.is_numeric_dtype(table[name]):
            table[name] = table[name].map(as_text, na_action="ignore")
    head = "".join(f"{as_text(note)}\n" for note in notes)
    return (head + table.to_csv(sep=";", decimal=",", index=False, lineterminator="\n")).encode("utf-8-sig")
