"""The charts of the slides: each is one of PowerPoint's own, with its figures beside it, to be edited."""

from collections.abc import Callable
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from papers.model import Bars, Bridge, Cell, Line, Paths, Split

# How values are written; the separators are those of the reader's own Office.
COUNT, SHARE = "#,##0", '0.0"%"'
RUPIAH = '[>=1000000000]"Rp"#,##0.0,,," miliar";[>=1000000]"Rp"#,##0,," juta";"Rp"#,##0'


def put(place: Any, figure: Bars | Split | Line | Bridge | Paths) -> None:
    """Draw a figure into a chart's placeholder."""
    draw: dict[type, Callable[[Any, Any], Chart]] = {
        Bars: _bars,
        Split: _split,
        Line: _line,
        Bridge: _bridge,
        Paths: _paths,
    }
    chart = draw[type(figure)](place, figure)
    chart.font.size = Pt(9 if isinstance(figure, Bars) and len(figure.names) > 12 else 12)
    chart.has_title = False
    # Offices leave out names that they think do not fit.
    skip = max(1, len(figure.months) // 6) if isinstance(figure, Line | Paths) else 1
    last = chart.category_axis._element.find("{*}lblOffset")
    for tag in ("tickMarkSkip", "tickLblSkip"):
        last.addnext(parse_xml(f'<c:{tag} {nsdecls("c")} val="{skip}"/>'))


def _insert(place: Any, kind: XL_CHART_TYPE, data: CategoryChartData, alt: str) -> Chart:
    frame = place.insert_chart(kind, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    return frame.chart


def _bars(place: Any, figure: Bars) -> Chart:
    rupiah = "Rp" in figure.series
    data = CategoryChartData(number_format=RUPIAH if rupiah else COUNT)
    data.categories = [
        name if cell.value is not None else f"{name}: {cell.words}"
        for name, cell in zip(figure.names, figure.cells, strict=True)
    ]
    data.add_series(figure.series, [cell.value for cell in figure.cells])
    chart = _insert(place, XL_CHART_TYPE.BAR_CLUSTERED, data, figure.alt)
    _only_bars(chart, gap=35 if len(figure.names) > 8 else 60)
    plot = chart.plots[0]
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = RUPIAH if rupiah else COUNT, False
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.series[0].format.fill.solid()
    plot.series[0].format.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    for n in range(figure.strong, len(figure.names)):
        fill = plot.series[0].points[n].format.fill
        fill.solid()
        fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_2
    return chart


def _split(place: Any, figure: Split) -> Chart:
    data = CategoryChartData(number_format=COUNT)
    data.categories = [f"{name} ({cell.words})" for name, cell in zip(figure.names, figure.shares, strict=True)]
    data.add_series("Sudah terlindungi", [cell.value for cell in figure.protected])
    data.add_series("Belum terlindungi", [cell.value for cell in figure.unprotected])
    chart = _insert(place, XL_CHART_TYPE.BAR_STACKED, data, figure.alt)
    _only_bars(chart, gap=55)
    chart.plots[0].overlap = 100
    _legend(chart)
    colours = (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2)
    inks = (MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.TEXT_1)
    for series, colour, ink in zip(chart.plots[0].series, colours, inks, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
        labels = series.data_labels
        labels.show_value, labels.number_format, labels.number_format_is_linked = True, COUNT, False
        labels.font.size, labels.font.color.theme_color = Pt(12), ink
    return chart


def _line(place: Any, figure: Line) -> Chart:
    write = SHARE if "%" in figure.series else COUNT
    data = CategoryChartData(number_format=write)
    data.categories = figure.months
    data.add_series(figure.series, [cell.value for cell in figure.cells])
    if figure.steps:
        data.add_series("Target (%)", [cell.value for cell in figure.steps])
    chart = _insert(place, XL_CHART_TYPE.LINE, data, figure.alt)
    _over_time(chart, write)
    for series, colour in zip(
        chart.plots[0].series, (MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_3), strict=False
    ):
        series.smooth = False
        series.format.line.color.theme_color, series.format.line.width = colour, Pt(2.5)
    if figure.steps:
        chart.plots[0].series[1].format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    last = max((n for n, cell in enumerate(figure.cells) if cell.value is not None), default=None)
    if last is not None:
        label = chart.plots[0].series[0].points[last].data_label
        label.position = XL_LABEL_POSITION.BELOW
        label.has_text_frame = True
        label.text_frame.text = figure.cells[last].words
        label.text_frame.paragraphs[0].runs[0].font.bold = True
    return chart


def _bridge(place: Any, figure: Bridge) -> Chart:
    """Floating bars on bars that are not seen; the axis does not begin at zero, so the levels are written only."""
    running = [_number(figure.start[1])]
    for cell in figure.changes:
        running.append(running[-1] + _number(cell))
    data = CategoryChartData(number_format=COUNT)
    data.categories = [
        f"{figure.start[0]}: {figure.start[1].words}",
        *(f"{name} ({cell.words})" for name, cell in zip(figure.names, figure.changes, strict=True)),
        f"{figure.end[0]}: {figure.end[1].words}",
    ]
    changes = [_number(cell) for cell in figure.changes]
    data.add_series("Mulai dari", [running[0], *map(min, running, running[1:]), running[-1]])
    data.add_series("Bertambah", [None, *(change if change >= 0 else None for change in changes), None])
    data.add_series("Berkurang", [None, *(-change if change < 0 else None for change in changes), None])
    chart = _insert(place, XL_CHART_TYPE.BAR_STACKED, data, figure.alt)
    _only_bars(chart, gap=45)
    chart.plots[0].overlap = 100
    room = max(running) - min(running) or 1
    chart.value_axis.minimum_scale = round(min(running) - 0.06 * room)
    chart.value_axis.maximum_scale = round(max(running) + 0.02 * room)
    beneath, more, fewer = chart.plots[0].series
    beneath.format.fill.background()
    for series, colour in ((more, MSO_THEME_COLOR.ACCENT_1), (fewer, MSO_THEME_COLOR.ACCENT_3)):
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colour
        series.invert_if_negative = False
    return chart


def _paths(place: Any, figure: Paths) -> Chart:
    data = CategoryChartData(number_format=SHARE)
    data.categories = figure.months
    looks: list[tuple[Any, ...]] = [("Sampai sekarang", figure.past, MSO_THEME_COLOR.TEXT_1, 2.5, None)]
    for number, (name, cells) in enumerate(figure.lines):
        own = (MSO_THEME_COLOR.ACCENT_1, 3.0) if number == 0 else (MSO_THEME_COLOR.ACCENT_4, 1.75)
        looks.append((name, cells, *own, MSO_LINE_DASH_STYLE.ROUND_DOT if number or figure.low else None))
    for name, cells in (("Paling rendah", figure.low), ("Paling tinggi", figure.high)):
        looks.append((name, cells, MSO_THEME_COLOR.ACCENT_4, 1.25, None))
    looks.append(("Target (%)", figure.steps, MSO_THEME_COLOR.ACCENT_3, 2.0, MSO_LINE_DASH_STYLE.DASH))
    looks = [look for look in looks if look[1]]
    for name, cells, *_ in looks:
        data.add_series(name, [cell.value for cell in cells])
    chart = _insert(place, XL_CHART_TYPE.LINE, data, figure.alt)
    _over_time(chart, SHARE)
    for series, (name, cells, colour, width, dash) in zip(chart.plots[0].series, looks, strict=True):
        series.smooth = False
        series.format.line.color.theme_color, series.format.line.width = colour, Pt(width)
        if dash is not None:
            series.format.line.dash_style = dash
        last = max((n for n, cell in enumerate(cells) if cell.value is not None), default=None)
        if last is not None and name in [line for line, _ in figure.lines[:1]]:
            label = series.points[last].data_label
            label.position = XL_LABEL_POSITION.ABOVE
            label.has_text_frame = True
            label.text_frame.text = cells[last].words
            label.text_frame.paragraphs[0].runs[0].font.bold = True
    return chart


def _number(cell: Cell) -> float:
    return float(cell.value) if isinstance(cell.value, int | float) else 0.0


def _over_time(chart: Chart, write: str) -> None:
    """Values from zero upwards on faint lines, months beneath."""
    _legend(chart)
    axis = chart.value_axis
    axis.minimum_scale, axis.has_major_gridlines = 0, True
    axis.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    axis.format.line.fill.background()
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = write.replace(".0", ""), False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2


def _only_bars(chart: Chart, *, gap: int) -> None:
    """The first name at the top, values on the bars instead of an axis."""
    chart.has_legend = False
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
    chart.plots[0].gap_width = gap
    chart.plots[0].vary_by_categories = False


def _legend(chart: Chart) -> None:
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
