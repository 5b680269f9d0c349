"""What only a browser shows of the look: the typeface that is really used, one grid, and what the first view holds."""

import pytest

from tests.browser.test_screens import SLUGS, open_screen
from ui import theme

FACES = """() => { const used = {};
  for (const element of document.querySelectorAll('h1, h3, p, label, td, text, button, dt, dd, a, li, span, b')) {
    const letters = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (letters) used[getComputedStyle(element).fontFamily.split(',')[0].replaceAll('"', '')] = element.outerHTML;
  }
  return used; }"""
WIDTHS = """(weight) => { const probe = document.createElement('span');
  probe.style.cssText = `font: ${weight} 100px "IBM Plex Sans"; position: absolute`;
  document.body.append(probe);
  const widths = [...'0123456789'].map((digit) => { probe.textContent = digit;
    return Math.round(probe.getBoundingClientRect().width * 10); });
  probe.remove();
  return widths; }"""
# Letters of tiles, as large as they are on the screen.
LETTERS = "(map) => [...map.children].map((tile) => parseFloat(getComputedStyle(tile).fontSize))"


def test_one_typeface_from_this_machine_asked_for_once(server, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if ".woff" in request.url else None)
    open_screen(page, server.url, "kecamatan")
    assert sorted(asked) == [f"{server.url}/{theme.FONT_FILE}", f"{server.url}/{theme.ICONS_FILE}"]
    assert page.evaluate("document.fonts.check('16px \"IBM Plex Sans\"')")
    assert set(page.evaluate(FACES)) == {"IBM Plex Sans"}
    for url in asked:
        assert "immutable" in page.request.get(url).headers["cache-control"]


def test_digits_have_one_width_also_when_bold(server, page):
    open_screen(page, server.url)
    widths = {width for weight in (400, 600, 700) for width in page.evaluate(WIDTHS, weight)}
    assert len(widths) == 1


def test_the_first_view_of_a_small_laptop_holds_the_answer(server, page):
    open_screen(page, server.url)
    cards = [box.bounding_box() for box in page.locator(".kartu > div").all()]
    charts = [box.bounding_box() for box in page.locator(".js-plotly-plot, .petak").all()]
    gauge, places, trend = charts
    assert len(cards) == 4
    assert max(card["y"] + card["height"] for card in cards) < 640
    assert gauge["y"] + gauge["height"] < 640
    # The beginning of the map with its first row, and of the trend.
    tiles = [box.bounding_box() for box in page.locator(".petak > *").all()]
    assert min(tile["y"] for tile in tiles) == places["y"]
    assert min(tile["y"] + tile["height"] for tile in tiles) < 768
    assert trend["y"] < 700
    # The cards end where the gauge beside them ends: no empty band.
    borders = page.evaluate(
        """() => [...document.querySelectorAll('.kotak, .kartu > div')]
             .filter((block) => getComputedStyle(block).borderTopWidth === '1px').map((block) => {
               const box = block.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; })"""
    )
    first = [box for box in borders if box[1] < 560]
    assert len(first) == 5
    bottoms = sorted({round(box[3]) for box in first})
    assert bottoms[-1] - min(box[3] for box in first if box[1] > 330 or box[3] - box[1] > 300) <= 2
    # One grid: every card begins or ends at one of the same few edges.
    assert len({round(box[0]) for box in borders}) == 3
    assert len({round(box[2]) for box in borders}) == 3


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug != "proyektor"])
def test_the_menu_and_the_screen_share_their_edge(server, new_page, slug):
    for width in (1366, 1920):
        page = new_page(viewport={"width": width, "height": 768})
        open_screen(page, server.url, slug)
        title = page.locator("h1").bounding_box()["x"]
        menu = page.locator("[data-testid=stTopNavLink]").first.bounding_box()["x"]
        assert abs(title - menu) <= 2


def test_a_tile_of_a_phone_has_letters_of_eleven_points(server, new_page):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    open_screen(page, server.url, "kecamatan")
    letters = page.locator(".petak").evaluate(LETTERS)
    assert len(letters) == 22
    assert min(letters) >= 11
