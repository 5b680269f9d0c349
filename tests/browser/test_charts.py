"""Charts in a real browser: drawn by our own component, in place, and picked with the pointer."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_screens import SLUGS, address, choose, click_shape, open_screen, settle

CHARTS = ".grafik, .petak"
TILE = ".petak > button"


def test_another_month_changes_the_drawings_and_makes_no_new_ones(server, page):
    open_screen(page, server.url, query="?periode=2023-12")
    page.wait_for_function(
        """(all) => {
             const charts = [...document.querySelectorAll(all)];
             charts.forEach((each) => { each.seen = each.textContent });
             return charts.length === 3 && charts.every((each) => each.seen);
           }""",
        arg=CHARTS,
    )
    choose(page, "Periode", "November 2023")
    page.wait_for_function(
        """(all) => {
             const charts = [...document.querySelectorAll(all)];
             return charts.length === 3 && charts.every((each) => each.seen && each.seen !== each.textContent);
           }""",
        arg=CHARTS,
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
    settle(page)
    tiles = page.locator(TILE).evaluate_all(
        """all => all.map((tile) => {
             const box = ({ left, right, top, bottom }) => [left, right, top, bottom];
             const words = document.createRange();
             words.selectNodeContents(tile);
             const size = parseFloat(getComputedStyle(tile).fontSize);
             return [box(tile.getBoundingClientRect()), box(words.getBoundingClientRect()), size];
           })"""
    )
    assert len(tiles) == 22
    (size,) = {size for _, _, size in tiles}
    assert 11 <= size <= 13
    for tile, words, _ in tiles:
        assert tile[0] <= words[0]
        assert words[1] <= tile[1]
        assert tile[2] <= words[2]
        assert words[3] <= tile[3]


def test_tiles_are_reached_and_pressed_by_keyboard_and_whoever_is_at_one_stays_there(server, page):
    open_screen(page, server.url)
    tile = page.get_by_role("button", name="Srengat: ")
    tile.focus()
    choose(page, "Periode", "November 2023")
    settle(page)
    tile.focus()
    page.evaluate("window.at = document.activeElement")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement !== at && document.activeElement.parentElement === at.parentElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kecamatan Srengat", level=2)).to_be_visible()
    opened = page.locator(f"{TILE}[aria-current=true]")
    expect(opened).to_have_count(1)
    expect(opened).to_have_accessible_name(re.compile("Srengat: "))


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
