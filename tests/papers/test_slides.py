"""The slides: native charts and tables with the report's figures, on a clean master, the same bytes each time."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.slide import Slide

from papers import slides
from papers.model import Bars, Bridge, Line, Paths, Report, Split, Table, Tiles
from tests import office
from tests.papers.conftest import Case


def opened(content: bytes) -> Any:
    """A presentation from its bytes."""
    return Presentation(io.BytesIO(content))


def charts(content: bytes) -> Iterator[tuple[Slide, Any]]:
    """Every native chart with its slide."""
    for slide in opened(content).slides:
        for shape in slide.shapes:
            if shape.has_chart:
                yield slide, shape.chart


def series(chart: Any) -> list[list[float | None]]:
    """The values of every series, as they are kept beside the chart."""
    return [list(each.values) for each in chart.plots[0].series]


def words(content: bytes) -> list[str]:
    """Every text, table cells included, without the numbers of the slides, which every Office counts itself."""
    found = []
    for slide in opened(content).slides:
        for shape in slide.shapes:
            if shape.is_placeholder and shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
                continue
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return found


def wanted(report: Report) -> list[list[list[float | None]]]:
    """The series of every chart that the report has for slides."""
    found = []
    for section in report.sections:
        figure = section.slide
        if isinstance(figure, Bars):
            found.append([[cell.value for cell in figure.cells]])
        elif isinstance(figure, Split):
            found.append([[cell.value for cell in part] for part in (figure.protected, figure.unprotected)])
        elif isinstance(figure, Line):
            found.append([[cell.value for cell in part] for part in (figure.cells, figure.steps) if part])
        elif isinstance(figure, Bridge):
            changes = [cell.value for cell in figure.changes]
            levels = list(accumulate(changes, initial=figure.start[1].value))
            assert levels[-1] == figure.end[1].value
            more = [None, *(change if change >= 0 else None for change in changes), None]
            fewer = [None, *(-change if change < 0 else None for change in changes), None]
            found.append([[levels[0], *map(min, levels, levels[1:]), levels[-1]], more, fewer])
        elif isinstance(figure, Paths):
            lines = [line for _, line in figure.lines]
            parts = (figure.past, *lines, figure.low, figure.high, figure.steps)
            found.append([[cell.value for cell in part] for part in parts if part])
    return found


def test_every_chart_is_native_and_has_the_figures_of_the_report(case: Case) -> None:
    content = slides.write(case.report)
    assert [series(chart) for _, chart in charts(content)] == wanted(case.report)
    pictures = [shape for slide in opened(content).slides for shape in slide.shapes if shape.shape_type == 13]
    assert pictures == []


def test_every_line_over_time_has_its_target_beside_it(every_case: list[Case]) -> None:
    """A series of its own, which can be edited like the others."""
    seen = 0
    for case in every_case:
        asked = [each.slide for each in case.report.sections if isinstance(each.slide, Line | Paths)]
        drawn = [[each.name for each in chart.plots[0].series] for _, chart in charts(slides.write(case.report))]
        lines = [names for names in drawn if {"Cakupan (%)", "Sampai sekarang"} & set(names)]
        shares = [figure for figure in asked if isinstance(figure, Paths) or "%" in figure.series]
        assert ["Target (%)" in names for names in lines] == [bool(figure.steps) for figure in shares]
        seen += sum("Target (%)" in names for names in lines)
    assert seen


def test_the_map_and_the_tables_are_native(case: Case) -> None:
    said = words(slides.write(case.report))
    for section in case.report.sections:
        if isinstance(section.slide, Tiles):
            assert {f"{tile.name}\n{tile.words}" for tile in section.slide.tiles} <= set(said)
        elif isinstance(section.slide, Table):
            assert {cell.words for row in section.slide.rows for cell in row} <= set(said)


def test_every_slide_says_what_it_is(case: Case) -> None:
    report = case.report
    for slide in opened(slides.write(report)).slides:
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert all(line in said for line in (report.sample, *report.foot))


def test_no_placeholder_is_left_empty(case: Case) -> None:
    deck = opened(slides.write(case.report))
    assert 8 <= len(deck.slides) <= 20
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    for slide in deck.slides:
        assert slide.shapes.title.text
        for place in slide.placeholders:
            assert place.has_chart or place.has_table or place.text_frame.text.strip()
        # Whatever stands on a slide stands in a place of its layout, and so follows the master.
        assert [shape.name for shape in slide.shapes if not shape.is_placeholder] == []
        inner = [int(each.get("id")) for each in slide.element.iter("{*}cNvPr")]
        assert [number for number, times in Counter(inner).items() if times > 1] == []


def test_the_master_speaks_indonesian_and_wears_our_colours(december: Case) -> None:
    deck = opened(slides.write(december.report))
    assert [layout.name for layout in deck.slide_layouts] == ["Sampul", "Ringkasan", "Grafik", "Tabel", "Teks"]
    prompts = [shape.text_frame.text for layout in deck.slide_layouts for shape in layout.placeholders]
    assert [prompt for prompt in prompts if "click" in prompt.lower() or "style" in prompt.lower()] == []
    theme = next(r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme"))
    accent = december.report.colours["accent"].lstrip("#").upper()
    assert f'<a:accent1><a:srgbClr val="{accent}"/>' in theme.blob.decode()


def test_nothing_stands_over_anything_else(case: Case) -> None:
    for slide in opened(slides.write(case.report)).slides:
        boxes = sorted((shape.top, shape.top + shape.height) for shape in slide.placeholders if shape.width > 9_000_000)
        assert [pair for pair in pairwise(boxes) if pair[0][1] > pair[1][0]] == []


def test_the_same_report_is_the_same_bytes(december: Case) -> None:
    assert slides.write(december.report) == slides.write(december.report)


def test_a_long_table_goes_on_on_further_slides(december: Case) -> None:
    table = next(table for table in december.report.tables if table.name == "Kecamatan")
    section = replace(december.report.sections[1], slide=table)
    said = words(slides.write(replace(december.report, sections=(section,))))
    assert [cell.words for row in table.rows for cell in row if cell.words not in said] == []
    assert sum(text.endswith("(lanjutan)") for text in said) >= 2


def test_a_report_of_nothing_is_a_whole_file(december: Case) -> None:
    bare = slides.write(replace(december.report, sections=(), definitions=(), sample=""))
    assert "Perlindungan pekerja Kabupaten Blitar" in words(bare)


def test_libreoffice_opens_and_saves_it_without_loss(every_case: list[Case]) -> None:
    contents = {f"salindia-{n}.pptx": slides.write(case.report) for n, case in enumerate(every_case)}
    saved = office.converted(contents, "pptx")
    for case, (name, content) in zip(every_case, contents.items(), strict=True):
        assert sorted(filter(None, words(saved[name]))) == sorted(filter(None, words(content)))
        # A value that is missing is kept as one that is not there.
        again = [_known(series(chart)) for _, chart in charts(saved[name])]
        for chart, values in zip(again, wanted(case.report), strict=True):
            assert chart == [pytest.approx(each) for each in _known(values)]


def _known(values: list[list[float | None]]) -> list[list[float | None]]:
    return [[value for value in each if value is not None] for each in values]
