"""The paper for offices: a PDF that is tagged for screen readers (PDF/UA-1), typeset by Typst from ``pages.typ``."""

import json
import unicodedata
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any

import typst

from papers.model import Report, Table

HERE = Path(__file__).parent


def write(report: Report) -> bytes:
    """The whole file. What it says comes as data, so that no text of it is read as Typst's markup."""
    data = {name: value for name, value in _plain(report).items() if name != "data"}
    made = {"year": report.made.year, "month": report.made.month, "day": report.made.day}
    return typst.compile(
        HERE / "pages.typ",
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"report": json.dumps(data | {"made": made}, ensure_ascii=False)},
    )


def _plain(value: Any) -> Any:
    """A report as JSON holds it; a figure says which shape it has."""
    if isinstance(value, Table):
        return {name: _plain(getattr(value, name)) for name in (*value.__dataclass_fields__, "widths")}
    if is_dataclass(value):
        return {"shape": type(value).__name__} | {
            name: _plain(getattr(value, name)) for name in value.__dataclass_fields__
        }
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, int | float | None):
        return value
    # What the typeface cannot write would be no text at all; it has every sign of the languages of Western Europe.
    return unicodedata.normalize("NFC", str(value)).encode("cp1252", "replace").decode("cp1252")
