"""For those who cannot see well, use no mouse, enlarge the page, or are disturbed by motion."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_hall import is_shown, play, shown
from tests.pictures.gallery import PLACES, PROGRAMME, resize, scenes, start, visitor

pytestmark = pytest.mark.browser
LAPTOP, PHONE = (1366, 768), (390, 844)
# Everything that takes a key, of a group of choices one; remembered, so that it can be told which was reached.
STOPS = """() => {
  const groups = new Set();
  window.stops = [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex="0"], summary')]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0
      && e.tagName !== 'MAIN' && !e.closest('[inert], [aria-hidden="true"], [data-testid="stSidebar"]'))
    .filter((e) => e.type !== 'radio' || !groups.has(e.name) && groups.add(e.name))
    .filter((e) => e.role !== 'radio' || e.ariaChecked === 'true');
  window.stops[0].focus();
  return window.stops.length;
}"""
# Where the focus is, how that place looks now, and how the one before looks without it.
LOOK = """async () => {
  for (let n = 0; n < 2; n += 1) await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map((e) => e.finished));
  const look = (e) => {
    const styles = [];
    for (let n = 0; e && n < 4; n += 1, e = e.parentElement) {
      const style = getComputedStyle(e);
      const shown = ['outline', 'boxShadow', 'borderColor', 'backgroundColor', 'color', 'clip'];
      styles.push(...shown.map((of) => style[of]));
    }
    return styles.join();
  };
  const e = document.activeElement;
  const left = window.last && [window.place, look(window.last)];
  window.last = e;
  const group = e.closest('[role="radiogroup"]');
  window.place = window.stops.findIndex((stop) => stop === e || (stop.type === 'radio' && stop.name === e.name)
    || (group && stop.role === 'radio' && group.contains(stop)));
  return { place: window.place, look: look(e), left, outside: e === document.body };
}"""
MOVING = """() => document.getAnimations().filter((e) => e.effect.getComputedTiming().duration > 5)
    .map((e) => `${e.transitionProperty || e.animationName} ${e.effect.target.className}`)"""


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[Page]:
    """One page for all tests that need nothing of their own."""
    with visitor(browser, LAPTOP) as context:
        yield context.new_page()


def serious(page: Page) -> list[str]:
    """What axe finds that keeps somebody out."""
    found = Axe().run(page).response["violations"]
    kept = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    return [json.dumps([fault["id"], [node["html"][:200] for node in fault["nodes"]][:3]]) for fault in kept]


@pytest.fixture(scope="module", params=PLACES, ids=[place.name for place in PLACES])
def screen(request: pytest.FixtureRequest, site: Callable[[str], str], open_page: Page) -> Page:
    """A screen in one state on a laptop, opened once for all tests that only look."""
    start(open_page, LAPTOP)
    request.param.open(open_page, site("contoh"))
    return open_page


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_axe_finds_nothing_serious(screen: Page, size: tuple[int, int]) -> None:
    resize(screen, size)
    assert serious(screen) == []


def test_the_keyboard_alone_reaches_everything_and_shows_where_it_is(screen: Page) -> None:
    resize(screen, LAPTOP)
    count = screen.evaluate(STOPS)
    assert count > 3
    reached, looks, unseen = {0}, {}, []
    for _ in range(count + 20):
        screen.keyboard.press("Tab")
        at = screen.evaluate(LOOK)
        if at["left"] and at["left"][0] >= 0 and looks.get(at["left"][0]) == at["left"][1]:
            unseen.append(at["left"][0])
        reached.add(at["place"])
        looks[at["place"]] = at["look"]
        if at["outside"]:
            break
    name = "(n) => window.stops[n].outerHTML.slice(0, 160)"
    assert [screen.evaluate(name, n) for n in range(count) if n not in reached] == []
    assert [screen.evaluate(name, n) for n in unseen] == []


def test_a_chart_says_its_message_in_words(screen: Page) -> None:
    assert screen.locator("html").get_attribute("lang") == "id"
    said = screen.locator(".grafik, .petak").evaluate_all("all => all.map((e) => e.ariaLabel)")
    # A message says who or where, and how much.
    assert [words for words in said if len(words.split()) < 4 or not any(map(str.isdigit, words))] == []


@pytest.mark.parametrize("light", ["terang", "gelap"])
def test_axe_finds_nothing_serious_on_the_stage(site, open_page, light: str) -> None:
    start(open_page, LAPTOP)
    play(open_page, f"{site('contoh')}/{PROGRAMME}&ruang={light}")
    for _ in scenes(open_page):
        assert serious(open_page) == []


def test_every_scene_says_its_message_in_words(site, open_page) -> None:
    start(open_page, LAPTOP)
    play(open_page, f"{site('contoh')}/{PROGRAMME}")
    said = open_page.locator(".grafik, .petak").evaluate_all("all => all.map((e) => e.ariaLabel)")
    assert len(said) >= 6
    assert [words for words in said if len(words.split()) < 4 or not any(map(str.isdigit, words))] == []


def test_nothing_moves_for_those_whom_motion_disturbs(site, open_page) -> None:
    start(open_page, LAPTOP)
    open_page.add_init_script("window.moved = []; setInterval(() => window.moved.push(...(" + MOVING + ")()), 20)")
    PLACES[0].open(open_page, site("contoh"))
    open_page.get_by_role("link", name="Klaim", exact=True).first.click()
    open_page.wait_for_url("**/klaim**")
    open_page.wait_for_timeout(1500)
    assert open_page.evaluate("[...new Set(window.moved)]") == []
    play(open_page, f"{site('contoh')}/proyektor?proyektor=1&adegan=belum:5,tren:600")
    assert shown(open_page) == "belum"
    is_shown(open_page, "tren", within=8)
    assert open_page.evaluate("[...new Set(window.moved)]") == []


def test_others_see_scenes_fade(site, browser: Browser) -> None:
    with visitor(browser, LAPTOP, reduced_motion="no-preference") as context:
        page = context.new_page()
        play(page, f"{site('contoh')}/proyektor?proyektor=1&detik=600&adegan=belum,tren")
        page.keyboard.press("ArrowRight")
        assert page.evaluate(MOVING) != []
