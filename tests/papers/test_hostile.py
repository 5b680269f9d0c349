"""Hostile words in every text column: they stand in the papers as words, and nothing comes of them."""

import io
import re
import unicodedata
import zipfile

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import Engine

from papers import pdf, slides, workbook
from papers import report as papers
from papers.model import Report
from queries.db import renew
from tests.attack.hostile import MARK, plant, seen
from tests.papers.conftest import MADE
from tests.papers.test_slides import words

_made: list[Report] = []


@pytest.fixture
def report(sample_database: Engine) -> Report:
    """A report of data in which every text is hostile."""
    if not _made:
        with sample_database.begin() as connection:
            plant(connection)
        renew()
        _made.append(papers.report(papers.asked("2023-12", None, None), MADE))
    return _made[0]


def names(report: Report) -> list[str]:
    """The texts of the data that the report shows."""
    return [cell.words for table in report.tables for row in table.rows for cell in row if isinstance(cell.value, str)]


def test_the_workbook_holds_them_as_text(report: Report) -> None:
    book = load_workbook(io.BytesIO(workbook.write(report)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert {seen(name) for name in names(report)} <= {seen(str(cell.value)) for cell in cells}
    links = [cell.hyperlink for cell in cells if cell.hyperlink]
    assert [link.target for link in links if link.target] == []
    formulas = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@"))]
    assert formulas
    assert all(cell.quotePrefix for cell in formulas)


def test_the_slides_hold_them_as_text(report: Report) -> None:
    content = slides.write(report)
    said = seen(" ".join(words(content)))
    shown = [
        cell.words for s in report.sections if s.name == "Tindak lanjut" for t in s.tables for r in t.rows for cell in r
    ]
    assert [word for word in shown if seen(word) not in said] == []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        relations = [package.read(name).decode() for name in package.namelist() if name.endswith(".rels")]
    assert [text for text in relations if MARK in text or 'TargetMode="External"' in text] == []


def test_the_pdf_holds_them_as_text(report: Report) -> None:
    content = pdf.write(report)
    reader = PdfReader(io.BytesIO(content))
    found = letters(" ".join(page.extract_text() for page in reader.pages))
    shown = [cell.words for s in report.sections for table in s.tables for row in table.rows for cell in row]
    assert len(shown) > 500
    assert [word for word in shown if letters(word)[:60] not in found] == []
    assert [page for page in reader.pages if "/Annots" in page] == []


def letters(words: str) -> str:
    """What the typeface can write of it, without what a line that is broken changes."""
    kept = unicodedata.normalize("NFC", words).encode("cp1252", "replace").decode("cp1252")
    return re.sub(r"[\s\u00ad-]", "", kept)
