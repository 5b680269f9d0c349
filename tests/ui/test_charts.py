"""The figures that are drawn: what they hold, how they say it, and what hostile text does to them (nothing)."""

import json
import math

import pandas as pd
import pytest

from ui import charts, formats, theme
from ui.charts import bars, gauge, lines, maps, people, round_step
from ui.measures import MEASURES

HOSTILE = '<a href="https://x.id">klik</a><b>!'


def districts(values: list[float], *, names: list[str] | None = None) -> pd.DataFrame:
    n = len(values)
    return pd.DataFrame(
        {
            "kecamatan_kode": [f"35.05.{k:02d}" for k in range(1, n + 1)],
            "kecamatan": names or [f"Kecamatan {k}" for k in range(n)],
            "petak_baris": [k // 3 + 1 for k in range(n)],
            "petak_kolom": [k % 3 + 1 for k in range(n)],
            "cakupan_pct": values,
            "belum_orang": [1000 - 10 * value for value in values],
            "aktif_orang": [10 * value for value in values],
        }
    )


def words(figure) -> str:
    return json.dumps(figure.to_plotly_json(), default=str, ensure_ascii=False)


def test_the_same_numbers_are_drawn_once_and_others_anew():
    table = districts([10.0, 20.0])
    first, again = (maps.tiles(table, MEASURES["persentase"]) for _ in range(2))
    assert again is first
    assert maps.tiles(districts([10.0, 21.0]), MEASURES["persentase"]) is not first


def test_gauge_says_the_share_both_counts_and_the_target():
    figure = gauge.coverage(25.43, active=114_377, missing=335_340, target_pct=30)
    filled, rest, said = figure.data
    for text in ("25,43%", "114 ribu", "335 ribu", "450 ribu", "sudah terlindungi", "belum terlindungi", "Target 30%"):
        assert text in " ".join(said.text)
    assert (filled.x, rest.x) == ((25.43,), (74.57,))
    assert (filled.marker.color, rest.marker.color) == (theme.protected(), theme.unprotected())
    (line,) = figure.layout.shapes
    assert line.x0 == line.x1 == 30


@pytest.mark.parametrize(("pct", "shown", "filled"), [(0, "0,00%", 0), (100, "100,00%", 100), (104.5, "104,50%", 100)])
def test_gauge_at_its_ends(pct, shown, filled):
    figure = gauge.coverage(pct, active=1, missing=0)
    assert [part.x for part in figure.data[:2]] == [(filled,), (100 - filled,)]
    assert shown in words(figure)
    assert "Target" not in words(figure)


def test_the_target_is_the_same_line_on_every_chart():
    goals = pd.DataFrame({"tahun": [2023], "target_pct": [30.0]})
    table = districts([10.0, 20.0]).assign(target_pct=30.0)
    bar = gauge.coverage(25, active=1, missing=3, target_pct=30).layout.shapes[0].line
    rank = bars.ranking(table, label="kecamatan", value="cakupan_pct", unit=formats.percent, target="target_pct")
    line = rank.layout.shapes[0].line
    step = trend(months([10.0, 11.0]), targets=goals).data[1].line
    assert {(each.color, each.width, each.dash) for each in (bar, line, step)} == {(theme.ink(), 2, "dash")}
    assert "<b>Target 30%</b>" in words(rank)


def test_tiles_hold_name_and_figure_and_code():
    shown = maps.tiles(districts([10.0, math.nan, 30.5]), MEASURES["persentase"], selected="35.05.01")
    low, unknown, high = shown.tiles
    assert [tile.code for tile in shown.tiles] == ["35.05.01", "35.05.02", "35.05.03"]
    assert [(tile.row, tile.column) for tile in shown.tiles] == [(1, 1), (1, 2), (1, 3)]
    assert (shown.rows, shown.columns) == (1, 3)
    assert (high.figure, high.said) == ("30,5%", "Kecamatan 2: 30,5%")
    assert [tile.is_opened for tile in shown.tiles] == [True, False, False]
    assert unknown.figure == formats.MISSING
    assert unknown.tone == theme.faint()
    assert theme.faint() not in (low.tone, high.tone)


def test_tiles_without_places_stand_in_reading_order():
    table = districts([1.0, 2, 3, 4, 5]).assign(petak_baris=None, petak_kolom=None)
    shown = maps.tiles(table, MEASURES["orang"])
    assert len({(tile.row, tile.column) for tile in shown.tiles}) == 5
    assert shown.rows * shown.columns >= 5


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Panggungrejo", ["Pang-", "gung-", "rejo"]),
        ("Wlingi", ["Wlingi"]),
        ("Kota Baru", ["Kota", "Baru"]),
        ("Sanankulon", ["Sanan-", "kulon"]),
        ("Kanigoro", ["Kani-", "goro"]),
        ("Srengat", ["Srengat"]),
    ],
)
def test_tile_names_break_where_one_would_speak(name, lines):
    [tile] = maps.tiles(districts([1.0], names=[name]), MEASURES["persentase"]).tiles
    assert list(tile.name) == lines


SQUARE = json.dumps({"type": "Polygon", "coordinates": [[[112, -8], [112, -7.9], [112.1, -7.9], [112, -8]]]})


def test_the_true_map_shares_scale_and_codes_with_the_tiles():
    table = districts([10.0, math.nan, 30.0])
    boundaries = pd.DataFrame({"kecamatan_kode": table["kecamatan_kode"], "geojson": SQUARE})
    regions = maps.regions(table, boundaries, MEASURES["persentase"])
    tiles, scale = maps.tiles(table, MEASURES["persentase"]), maps.scale(table, MEASURES["persentase"])
    axis = regions.layout.coloraxis
    assert tuple(tone for _, tone in axis.colorscale)[::2] == scale.tones
    assert axis.colorbar.ticktext == tuple(words for _, words in scale.ticks)
    assert axis.colorbar.title.text == scale.title
    of_tiles = {tile.code: tile.tone for tile in tiles.tiles}
    assert {area.meta: area.fillcolor for area in regions.data if area.meta} == of_tiles
    assert len(of_tiles) == 3


def test_the_border_of_the_opened_area_lies_above_its_neighbours():
    table = districts([10.0, 20.0, 30.0])
    boundaries = pd.DataFrame({"kecamatan_kode": table["kecamatan_kode"], "geojson": SQUARE})
    opened = table["kecamatan_kode"].iloc[0]
    *_, last, _scale = maps.regions(table, boundaries, MEASURES["persentase"], selected=opened).data
    assert (last.meta, last.line.width) == (opened, 3)


def test_a_map_keeps_the_shape_of_the_land():
    table = districts([10.0])
    boundaries = pd.DataFrame({"kecamatan_kode": table["kecamatan_kode"], "geojson": SQUARE})
    axis = maps.regions(table, boundaries, MEASURES["persentase"]).layout.yaxis
    assert axis.scaleanchor == "x"
    assert axis.scaleratio == pytest.approx(1 / math.cos(math.radians(7.95)))


def test_a_trace_that_no_browser_could_draw_is_refused():
    with pytest.raises(ValueError, match="pie"):
        charts.figure([{"type": "pie"}])


def test_a_tile_has_the_tone_of_its_class_and_letters_that_can_be_read_on_it():
    values = [10.0, 11.9, 15.0, 24.1, 37.2]
    shown = maps.tiles(districts(values), MEASURES["persentase"]).tiles
    scale = maps.scale(districts(values), MEASURES["persentase"])
    assert scale.ticks == ((0, "10%"), (pytest.approx(100 / 3), "20%"), (pytest.approx(200 / 3), "30%"), (100, "40%"))
    for value, tile in zip(values, shown, strict=True):
        # What stands on a bound belongs to the class above it.
        assert tile.tone == scale.tones[int((value - 10) // 5)]
        assert theme.contrast(tile.ink, tile.tone) >= 4.5


def test_nothing_known_still_draws():
    table = districts([math.nan, math.nan])
    assert [tile.figure for tile in maps.tiles(table, MEASURES["persentase"]).tiles] == [formats.MISSING] * 2
    assert len(bars.ranking(table, label="kecamatan", value="cakupan_pct", unit=formats.percent).data[0].x) == 0
    assert bars.protected_and_not(table, label="kecamatan").layout.annotations == ()


def test_ranking_draws_reference_and_targets():
    table = districts([10.0, 20.0]).assign(target_pct=[30.0, math.nan])
    figure = bars.ranking(
        table,
        label="kecamatan",
        value="cakupan_pct",
        unit=formats.percent,
        reference=("Kabupaten", 15.0),
        target="target_pct",
        selected="Kecamatan 1",
    )
    assert list(figure.data[0].text) == ["10,00%", "20,00%"]
    assert [line.x0 for line in figure.layout.shapes] == [30.0, 15.0]
    assert "Kabupaten 15,00%" in words(figure)
    assert "Target 30%" in words(figure)
    # The first one falls short of its target, the second has none; the second is opened.
    assert list(figure.data[0].marker.color) == [theme.scale()[3], theme.protected()]
    assert list(figure.data[0].marker.line.width) == [0, 3]


def test_ranking_marks_targets_that_differ_one_by_one():
    table = districts([10.0, 20.0]).assign(target_pct=[30.0, 15.0])
    figure = bars.ranking(table, label="kecamatan", value="cakupan_pct", unit=formats.percent, target="target_pct")
    assert list(figure.data[1].x) == [30.0, 15.0]
    assert not figure.layout.shapes
    assert figure.layout.xaxis.range[1] > 30


def test_parts_always_fill_the_bar():
    figure = bars.protected_and_not(districts([25.0, 110.0]), label="kecamatan")
    shares = [left + right for left, right in zip(figure.data[0].x, figure.data[1].x, strict=True)]
    assert shares == [100, 100]
    assert "110,00%" in words(figure)


def test_gap_marks_those_that_hold_half():
    gaps = districts([10.0, 20.0, 90.0]).assign(porsi_pct=[50.0, 44.0, 6.0], kumulatif_pct=[50.0, 94.0, 100.0])
    figure = bars.gap(gaps, half=1)
    assert figure.data[0].marker.color[0] != figure.data[0].marker.color[1]
    assert list(figure.data[0].text) == ["900", "800", "100"]


def months(values: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {"bulan": pd.date_range("2023-01-01", periods=len(values), freq="MS", unit="s"), "cakupan_pct": values}
    )


def trend(table: pd.DataFrame, **options):
    return lines.trend(table, value="cakupan_pct", unit=formats.percent, **options)


def test_trend_breaks_at_a_missing_month_and_ends_in_its_figure():
    figure = trend(months([10.0, 11.0, 12.0, 13.0]).drop(index=1))
    assert [math.isnan(value) for value in figure.data[0].y] == [False, True, False, False]
    assert [note.text for note in figure.layout.annotations] == ["<b>10,00%</b>", "<b>13,00%</b>"]


def test_trend_of_one_month_is_a_point_with_its_target():
    figure = trend(months([10.0]), targets=pd.DataFrame({"tahun": [2022, 2023], "target_pct": [20.0, 30.0]}))
    assert figure.data[0].mode == "markers"
    assert "<b>Target 30%</b>" in words(figure)
    assert "20%" not in words(figure)


def test_the_targets_of_all_years_are_one_trace_and_end_with_their_year():
    figure = trend(months([10.0] * 13), targets=pd.DataFrame({"tahun": [2023, 2024], "target_pct": [20.0, 30.0]}))
    [steps] = [trace for trace in figure.data if trace.line.dash == "dash"]
    assert [value is None or value for value in steps.y] == [20.0, 20.0, True, 30.0, 30.0, True]
    assert [str(month)[:7] for month in steps.x if month is not None] == ["2023-01", "2023-12", "2024-01", "2024-01"]
    assert steps.marker.size == (0, 0, 0, 30, 30, 30)
    assert steps.hovertext[3] == "Target 2024: 30%"


def test_trend_of_nothing_draws_nothing():
    assert trend(months([])).layout.annotations == ()


def test_year_against_last_says_both_years():
    table = months([1.0, 2.0]).rename(columns={"cakupan_pct": "kasus"}).assign(kasus_lalu=[3.0, math.nan])
    figure = lines.year_against_last(table, value="kasus", unit=formats.count, year=2023)
    assert [part.name for part in figure.data] == ["2023", "2022"]
    assert [note.text for note in figure.layout.annotations] == ["<b>2</b>"]
    line = figure.data[1]
    assert line.base[0] + line.y[0] / 2 == 3.0
    assert math.isnan(line.y[1])
    alone = lines.year_against_last(table.assign(kasus_lalu=math.nan), value="kasus", unit=formats.count, year=2023)
    assert [part.name for part in alone.data] == ["2023"]


def test_a_figure_stands_at_its_own_bar_and_a_higher_line_is_named():
    table = months([5.0, 2.0]).rename(columns={"cakupan_pct": "kasus"}).assign(kasus_lalu=[8.0, 1.0])
    notes = lines.year_against_last(table, value="kasus", unit=formats.count, year=2023).layout.annotations
    assert [(note.x, note.y, note.text) for note in notes] == [
        ("Jan", 8.0, "<b>2022: 8</b>"),
        ("Jan", 8.0, "<b>2023: 5</b>"),
        ("Feb", 2.0, "<b>2</b>"),
    ]
    assert {note.xanchor for note in notes} == {None}


def every_chart(name: str):
    table = districts([10.0, 20.0], names=[name, "B"]).assign(target_pct=15.0)
    gaps = table.assign(porsi_pct=50.0, kumulatif_pct=[50.0, 100.0])
    boundaries = pd.DataFrame({"kecamatan_kode": table["kecamatan_kode"], "geojson": SQUARE})
    yield maps.regions(table, boundaries, MEASURES["persentase"])
    yield bars.ranking(table, label="kecamatan", value="cakupan_pct", unit=formats.percent, reference=(name, 1.0))
    yield bars.protected_and_not(table, label="kecamatan")
    yield bars.gap(gaps, half=1)


def test_text_from_the_data_is_never_markup():
    for figure in every_chart(HOSTILE):
        assert "<a href" not in words(figure)


def test_every_chart_writes_indonesian_numbers():
    for figure in [*every_chart("A"), trend(months([1.0, 2.0])), gauge.coverage(1, active=1, missing=1)]:
        assert figure.layout.template.layout.separators == ",."


@pytest.mark.parametrize(("size", "step"), [(0.3, 0.5), (1, 1), (1.2, 2), (2.2, 2.5), (7, 10), (110_000, 200_000)])
def test_round_step(size, step):
    assert round_step(size) == pytest.approx(step)


@pytest.mark.parametrize(
    ("pct", "filled"), [(0, 0), (0.2, 1), (25.43, 25), (25.5, 26), (99.7, 99), (100, 100), (130, 100)]
)
def test_of_a_hundred_people_so_many_are_filled(pct, filled):
    shapes = people.hundred(pct, target_pct=30).layout.shapes
    bodies = [shape for shape in shapes if shape.type == "path"]
    assert len(bodies) == 100
    assert sum(shape.fillcolor == theme.protected() for shape in bodies) == filled
    # Who is not yet has an edge of another colour, so that it does not hang on the fill alone.
    assert sum(shape.line.color == theme.warning() for shape in bodies) == 100 - filled


def test_the_target_stands_where_that_many_people_end():
    figure = people.hundred(25.43, target_pct=30)
    (line,) = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert line.x0 == line.x1 == 30 / people.ROWS
    assert "Target 30%" in words(figure)
    assert "Target" not in words(people.hundred(25.43))


@pytest.mark.parametrize(("rows", "low", "high"), [(22, 5, 5), (7, 3, 3), (2, 1, 1), (1, 1, 0)])
def test_both_ends_of_a_ranking_name_nobody_twice(rows, low, high):
    table = districts([float(n) for n in range(rows)])
    sides = bars.ends(table, 5, label="kecamatan", value="cakupan_pct", unit=formats.percent).data
    assert [len(side.y) for side in sides] == [n for n in (low, high) if n]
    named = [name for side in sides for name in side.y]
    assert len(set(named)) == len(named)


def test_a_hall_has_colours_of_its_own_and_the_screens_keep_theirs():
    table = districts([10.0, 30.0])
    screen = maps.tiles(table, MEASURES["persentase"])
    with theme.hall(dark=True):
        dark = maps.tiles(table, MEASURES["persentase"])
        assert theme.paper() != "#ffffff"
    assert dark.tiles[0].tone != screen.tiles[0].tone
    assert maps.tiles(table, MEASURES["persentase"]) is screen
