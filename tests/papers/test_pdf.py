"""The PDF: its text is the report's, its tags are there, and it is the same bytes each time."""

import io
import re
from dataclasses import replace

from pypdf import PdfReader

from papers import pdf
from tests.papers.conftest import Case

LEAST, MOST = 6, 10


def text(content: bytes) -> str:
    """All words of a PDF, one space between them."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def squeezed(words: str) -> str:
    """Words without spaces and hyphens: where a line breaks is no matter."""
    return re.sub(r"[\s-]", "", words)


def test_every_figure_and_sentence_is_in_its_text(case: Case) -> None:
    found = squeezed(text(pdf.write(case.report)))
    report = case.report
    said = [word for section in report.sections for table in section.tables for row in table.rows for word in row]
    wanted = {cell.words for cell in said} | {each.words for each in report.sections[0].headlines}
    wanted |= {words for section in report.sections for words in (section.name, section.message, *section.sentences)}
    assert len(wanted) > 100
    assert [words for words in wanted if squeezed(words) not in found] == []


def test_every_page_carries_date_base_and_the_sample_mark(case: Case) -> None:
    pages = PdfReader(io.BytesIO(pdf.write(case.report))).pages
    # A plan that is asked for takes a page of its own.
    assert LEAST <= len(pages) <= MOST + bool(case.seen.rencana)
    for number, page in enumerate(pages, start=1):
        words = squeezed(page.extract_text())
        for line in (case.report.sample, *case.report.foot, f"Halaman {number} dari {len(pages)}"):
            assert squeezed(line) in words


def test_it_can_be_read_aloud(december: Case) -> None:
    reader = PdfReader(io.BytesIO(pdf.write(december.report)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Perlindungan pekerja Kabupaten Blitar"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    kinds = tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/Figure"} <= set(kinds)
    assert kinds.count("/Figure") == sum(len(section.figures) for section in december.report.sections)


def test_its_typefaces_are_inside(december: Case) -> None:
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in PdfReader(io.BytesIO(pdf.write(december.report))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"IBMPlexSans"}
    assert all("/FontFile2" in each.get_object() for each in fonts.values())


def test_the_same_report_is_the_same_bytes(december: Case) -> None:
    assert pdf.write(december.report) == pdf.write(december.report)


def test_nothing_small_is_in_its_text(december: Case) -> None:
    assert "<10" in text(pdf.write(december.report))
    assert "<5" not in text(pdf.write(december.report))


def tags(node: object) -> list[str]:
    """The kind of every element of the structure."""
    inner = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(inner, list):
        return [kind for each in inner for kind in tags(each)]
    if not isinstance(inner, dict):
        return []
    own = [inner["/S"]] if "/S" in inner else []
    return own + (tags(inner["/K"]) if "/K" in inner else [])


def test_a_report_of_nothing_is_a_whole_file(december: Case) -> None:
    bare = replace(december.report, sections=(), definitions=(), data=(), sample="")
    assert "Kabupaten Blitar" in text(pdf.write(bare))
