"""Charts in a real browser: drawn by our own component, in place, and picked with the pointer."""

import pytest

from tests.browser.test_screens import SLUGS, address, choose, click_shape, open_screen, settle

TILE = ".barlayer .point path"


def test_another_month_changes_the_drawings_and_makes_no_new_ones(server, page):
    open_screen(page, server.url, query="?periode=2023-12")
    page.wait_for_function(
        """() => {
             const charts = [...document.querySelectorAll('.grafik')];
             charts.forEach((each) => { each.seen = each.textContent });
             return charts.length === 3 && charts.every((each) => each.seen);
           }"""
    )
    choose(page, "Periode", "November 2023")
    page.wait_for_function(
        """() => {
             const charts = [...document.querySelectorAll('.grafik')];
             return charts.length === 3 && charts.every((each) => each.seen && each.seen !== each.textContent);
           }"""
    )


def test_a_drawing_follows_the_width_of_its_place(server, page):
    open_screen(page, server.url)
    page.set_viewport_size({"width": 1100, "height": 768})
    page.wait_for_function(
        """() => [...document.querySelectorAll('.grafik')].every(
               (each) => each.querySelector('.main-svg').getBoundingClientRect().width === each.clientWidth)"""
    )


@pytest.mark.parametrize("width", [390, 1366])
def test_the_words_of_all_tiles_have_one_size_and_stand_within_their_tiles(server, page, width):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_screen(page, server.url)
    page.set_viewport_size({"width": width, "height": 768})
    page.wait_for_function("() => document.querySelector('.grafik').clientWidth < innerWidth")
    settle(page)
    tiles, words = page.evaluate(
        """() => ['.barlayer .point path', '.textpoint text'].map((shapes) => {
             const map = [...document.querySelectorAll('.grafik')]
               .find((each) => each.querySelectorAll(shapes).length > 20);
             return [...map.querySelectorAll(shapes)].map((each) => {
               const { left, right, top, bottom } = each.getBoundingClientRect();
               return [left, right, top, bottom, parseFloat(getComputedStyle(each).fontSize)];
             });
           })"""
    )
    assert len(tiles) == len(words) == 22
    (size,) = {size for *_, size in words}
    assert 11 <= size <= 13
    for tile, word in zip(tiles, words, strict=True):
        assert tile[0] <= word[0] + 1
        assert word[1] <= tile[1] + 1
        assert tile[2] <= word[2]
        assert word[3] <= tile[3]


def test_the_same_tile_can_be_picked_again(server, page):
    open_screen(page, server.url)
    picked = []
    for _ in range(2):
        click_shape(page, TILE, 3)
        picked.append(address(page)["kecamatan"])
        page.locator("header").get_by_role("link", name="Ringkasan").click()
        page.wait_for_url(lambda url: "/kecamatan" not in url)
        settle(page)
    assert picked[0] == picked[1] != ""


def test_only_the_small_plotly_is_fetched(server, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    for slug in ("", "proyektor"):
        open_screen(page, server.url, slug)
    assert any(name.startswith("plotly-basic") for name in asked)
    assert not any(name.startswith("PlotlyChart") for name in asked)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_icon_is_a_picture_and_no_word(server, page, slug):
    open_screen(page, server.url, slug)
    page.evaluate("document.fonts.ready")
    wide = "all => all.filter((each) => each.scrollWidth > 1.5 * each.clientHeight).map((each) => each.textContent)"
    assert page.get_by_test_id("stIconMaterial").evaluate_all(wide) == []


def test_no_style_makes_a_change_of_a_box_restyle_all_beneath_it(server, page):
    """Streamlit changes the class of every box in every run. A selector that looks at a part of a class and goes on to
    what is beneath would make the browser style a thousand elements anew, four times a run.
    """
    open_screen(page, server.url)
    deep = page.evaluate(
        """() => [...document.styleSheets].filter((sheet) => matchMedia(sheet.media.mediaText || 'all').matches)
             .flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.selectorText ?? '')
             .filter((selector) => /\\[class[*^$]?=[^\\]]*\\][^,]*([ >+~]|:has\\()/.test(selector))"""
    )
    assert deep == []
