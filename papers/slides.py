"""The slides, 16:9: every chart and table is one that PowerPoint and LibreOffice can edit, in a placeholder."""

import datetime as dt
import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Cm, Pt

from papers import charts, master
from papers.model import MARGIN, Cell, Report, Section, Table, Tiles
from papers.package import settled

LINES, DEFINITIONS = 18, 6
# Letters of a column of words; a figure must never break.
WIDEST = 24
# More of a title the format does not hold.
LONGEST_PROPERTY = 255


def write(report: Report) -> bytes:
    """The whole file."""
    deck = master.deck(report.colours)
    layouts = {layout.name: layout for layout in deck.slide_layouts}

    def slide(layout: str, title: str) -> Slide:
        made = deck.slides.add_slide(layouts[layout])
        made.shapes.title.text = title
        _everywhere(made, layouts[layout], report, number=len(deck.slides))
        return made

    cover = slide(master.COVER, report.title)
    cover.placeholders[master.BODY].text = f"{report.kind}\n{report.foot[0]}"
    for section in report.sections:
        _section(section, slide)
    for n, entries in enumerate(_parts(report.definitions, DEFINITIONS)):
        last = slide(master.TEXT, "Definisi" if n == 0 else "Definisi (lanjutan)")
        _lines(last.placeholders[master.BODY], [f"{word}. {meaning}" for word, meaning in entries])
    properties = deck.core_properties
    properties.title, properties.author = report.title[:LONGEST_PROPERTY], report.regency[:LONGEST_PROPERTY]
    properties.last_modified_by = properties.author
    properties.subject, properties.language, properties.keywords = report.kind, "id-ID", ""
    properties.revision = 1
    properties.created = properties.modified = dt.datetime.combine(report.made, dt.time())
    out = io.BytesIO()
    deck.save(out)
    return settled(out.getvalue(), report.made)


def _section(section: Section, slide: Callable[[str, str], Slide]) -> None:
    under = " ".join(section.sentences or section.notes)
    if section.headlines:
        made = slide(master.NUMBERS, section.message)
        for number, each in enumerate(section.headlines):
            _number(made.placeholders[master.FIRST_NUMBER + number], each.label, each.words, each.change)
        _lines(made.placeholders[master.BODY], [*section.sentences, *section.notes])
    elif isinstance(section.slide, Table):
        for number, rows in enumerate(_fitting(section.slide)):
            made = slide(master.TABLE, section.message + (" (lanjutan)" if number else ""))
            _write_or_drop(made, master.LINE, under)
            _table(made.placeholders[master.BODY], section.slide, rows)
    elif isinstance(section.slide, Tiles):
        made = slide(master.TABLE, section.message)
        tiles = section.slide
        _write_or_drop(made, master.LINE, f"{under} {tiles.title}: dari {tiles.low} (muda) sampai {tiles.high} (tua).")
        _map(made.placeholders[master.BODY], tiles)
    elif section.slide is not None:
        made = slide(master.CHART, section.message)
        _write_or_drop(made, master.LINE, under)
        charts.put(made.placeholders[master.BODY], section.slide)
    elif not section.tables:
        made = slide(master.TEXT, section.name)
        made.placeholders[master.BODY].text = section.message


def _everywhere(made: Slide, layout: Any, report: Report, *, number: int) -> None:
    """What every slide carries: the mark of a sample, position, base and source, its number."""
    _write_or_drop(made, master.MARK, report.sample)
    for shape in layout.placeholders:
        if shape.placeholder_format.idx in (master.FOOT, master.PAGE):
            own = deepcopy(shape._element)
            own.nvSpPr.cNvPr.set("id", str(max(int(each.get("id")) for each in made._element.iter("{*}cNvPr")) + 1))
            made.shapes._spTree.append(own)
            for shown in own.iterfind(".//{*}fld/{*}t"):
                shown.text = str(number)
    foot = next(each for each in made.placeholders if each.placeholder_format.idx == master.FOOT)
    foot.text = "\n".join((" · ".join(report.foot[:2]), *report.foot[2:]))


def _write_or_drop(made: Slide, idx: int, words: str) -> None:
    """Fill a placeholder; without words there is none."""
    place = made.placeholders[idx]
    if words:
        place.text = words
    else:
        place._element.getparent().remove(place._element)


def _parts(rows: Sequence[Any], each: int) -> list[Sequence[Any]]:
    """Rows in parts that fit a slide; one without rows when there are none."""
    return [rows[start : start + each] for start in range(0, max(1, len(rows)), each)]


def _fitting(table: Table) -> list[Sequence[tuple[Cell, ...]]]:
    """The rows in parts that fit a slide, as far as their lines can be foreseen."""
    parts: list[list[tuple[Cell, ...]]] = [[]]
    room = LINES
    for row in table.rows:
        lines = max(-(-len(cell.words) // width) for cell, width in zip(row, _letters(table), strict=True)) or 1
        if lines > room and parts[-1]:
            parts.append([])
            room = LINES
        parts[-1].append(row)
        room -= max(2, lines)
    return list(parts)


def _letters(table: Table) -> list[int]:
    """How many letters a line of each column holds."""
    return [min(WIDEST, width - MARGIN) for width in table.widths]


def _lines(place: Any, lines: Sequence[str]) -> None:
    place.text = "\n".join(lines)


def _number(place: Any, label: str, words: str, change: str) -> None:
    place.text = "\n".join((label, words, change))
    figure = place.text_frame.paragraphs[1].runs[0].font
    figure.size, figure.bold, figure.color.theme_color = Pt(40), True, MSO_THEME_COLOR.ACCENT_1


def _table(place: Any, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
    frame = place.insert_table(rows=len(rows) + 1, cols=len(table.columns))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", table.title)
    size = Pt(12 if len(table.columns) < 8 else 10)
    wide, widths = sum(each.width for each in frame.table.columns), [each + 6 for each in _letters(table)]
    for each, width in zip(frame.table.columns, widths, strict=True):
        each.width = int(wide * width / sum(widths))
    for n, column in enumerate(table.columns):
        align = PP_ALIGN.LEFT if column.kind in ("text", "date", "month") else PP_ALIGN.RIGHT
        _cell(frame.table.cell(0, n), column.heading, size, align)
        for r, row in enumerate(rows, start=1):
            _cell(frame.table.cell(r, n), row[n].words, size, align)


def _map(place: Any, tiles: Tiles) -> None:
    high, wide = max(tile.row for tile in tiles.tiles), max(tile.column for tile in tiles.tiles)
    frame = place.insert_table(rows=high, cols=wide)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", tiles.alt)
    table = frame.table
    table.first_row = table.horz_banding = False
    # "No style, no grid": tiles have a colour each, and between them is nothing.
    table._tbl.tblPr.find("{*}tableStyleId").text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for row in table.rows:
        row.height = int(Cm(11.2) / high)
    for tile in tiles.tiles:
        cell = table.cell(tile.row - 1, tile.column - 1)
        _cell(cell, f"{tile.name}\n{tile.words}", Pt(14), PP_ALIGN.CENTER)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(tile.fill.lstrip("#").upper())
        for paragraph in cell.text_frame.paragraphs:
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor.from_string(tile.ink.lstrip("#").upper())
        cell.text_frame.paragraphs[1].runs[0].font.bold = True


def _cell(cell: Any, words: str, size: Pt, align: PP_ALIGN) -> None:
    cell.text = words
    cell.margin_left = cell.margin_right = Cm(0.15)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = align
        paragraph.font.size = size
        for run in paragraph.runs:
            run.font.size = size
