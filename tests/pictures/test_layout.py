"""Nothing covers, cuts or outgrows anything: every screen and scene at every size, with three kinds of data."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.test_hall import play
from tests.pictures.gallery import (
    EMPTY,
    ENLARGED,
    HALL_SIZES,
    PLACES,
    PROGRAMME,
    SIZES,
    Place,
    resize,
    scenes,
    start,
    visitor,
)
from tests.pictures.grounds import GROUNDS
from tests.pictures.layout import faults, hall_faults
from ui.hall.programme import SCENES
from ui.screens import SCREENS

pytestmark = pytest.mark.browser
CASES = [(ground, place) for ground in GROUNDS for place in (EMPTY if ground == "kosong" else PLACES)]


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[Page]:
    """One page for everything, because opening costs more than looking."""
    with visitor(browser, SIZES[0]) as context:
        yield context.new_page()


def test_every_screen_and_scene_is_among_them() -> None:
    assert {place.slug for place in PLACES} == {screen.slug for screen in SCREENS} - {"proyektor"}
    assert {place.slug for place in EMPTY} == {place.slug for place in PLACES}


@pytest.mark.parametrize(("ground", "place"), CASES, ids=[f"{ground}-{place.name}" for ground, place in CASES])
def test_a_screen_at_every_size(site, open_page, ground: str, place: Place) -> None:
    start(open_page, SIZES[0])
    place.open(open_page, site(ground))
    wrong = []
    for size in (*SIZES, ENLARGED):
        resize(open_page, size)
        own = ground == "nama-panjang"
        wrong += [f"{size}: {fault}" for fault in faults(open_page, own_words=not own, largest=place.largest(ground))]
    assert not wrong, "\n".join(wrong)


def test_every_scene_at_every_size_with_long_names(site, open_page) -> None:
    start(open_page, HALL_SIZES[0])
    play(open_page, f"{site('nama-panjang')}/{PROGRAMME}")
    wrong, shown = [], set()
    for size in HALL_SIZES:
        resize(open_page, size)
        for name in scenes(open_page):
            shown.add(name)
            wrong += [f"{name} at {size}: {fault}" for fault in hall_faults(open_page, size, own_words=False)]
    assert not wrong, "\n".join(wrong)
    # A base under a hostile name knows no rate of iuran, whose segmen has another name.
    assert shown >= set(SCENES) - {"biaya"}


def test_a_stage_without_data_says_so_at_every_size(site, open_page) -> None:
    start(open_page, HALL_SIZES[0])
    open_page.goto(f"{site('kosong')}/{PROGRAMME}")
    open_page.locator("[class*=st-key-adegan_600_pesan]").wait_for()
    for size in HALL_SIZES:
        resize(open_page, size)
        assert hall_faults(open_page, size, largest=0) == []
