"""No network at all, only this machine: every screen is whole, and nothing is asked for elsewhere."""

import shlex
import shutil
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.browser import chromium
from tests.browser.conftest import OFFLINE, PATIENCE_SECONDS
from tests.browser.test_screens import SLUGS, open_screen
from tests.faults.dashboards import Dashboard
from tests.faults.network import nowhere

# What a network would have to bring: fonts, pictures, and icons, which are words until their font is there.
MISSING = """() => [
    ...[...document.fonts].filter(font => font.status === 'error').map(font => 'font ' + font.family),
    ...[...document.images].filter(image => !image.naturalWidth).map(image => 'picture ' + image.src),
    ...[...document.querySelectorAll('[data-testid="stIconMaterial"]')]
        .filter(icon => icon.offsetWidth > 2 * parseFloat(getComputedStyle(icon).fontSize))
        .map(icon => 'icon ' + icon.innerText),
    ...[...document.querySelectorAll('.js-plotly-plot')]
        .filter(plot => !plot.querySelector('.main-svg path, .main-svg text')).map(() => 'chart'),
]"""


@pytest.fixture(scope="module")
def prefix() -> Iterator[tuple[str, ...]]:
    """What a command begins with that has no network."""
    with nowhere() as prefix:
        yield prefix


@pytest.fixture(scope="module")
def browser(prefix: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A Chromium in that network; where there is none, one that finds nobody elsewhere."""
    starter = tmp_path_factory.mktemp("chromium") / "mulai"
    command = shlex.join([*prefix, str(chromium.find() or chromium.install())])
    starter.write_text(f'#!/bin/sh\nexec {command} "$@"\n')
    starter.chmod(0o755)
    with sync_playwright() as playwright:
        switches = chromium.AS_ROOT + ([] if prefix else OFFLINE)
        browser = playwright.chromium.launch(executable_path=starter, args=switches)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def url(prefix, browser, sample_template, tmp_path_factory) -> Iterator[str]:
    """A dashboard in that network, on the sample data."""
    folder = tmp_path_factory.mktemp("sendiri")
    database = shutil.copy(sample_template, folder)
    state = str(folder / "keadaan")
    dashboard = Dashboard(folder / "log", prefix, DATABASE_URL=f"sqlite:///{database}", FOLDER_KEADAAN=state)
    dashboard.start()
    try:
        # Nobody outside that network can see whether it answers.
        page, deadline = browser.new_page(), time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                page.goto(dashboard.url)
                break
            except Error:
                assert time.monotonic() < deadline, dashboard.said()
                page.wait_for_timeout(200)
        page.close()
        yield dashboard.url
    finally:
        dashboard.end()


@pytest.mark.parametrize("slug", SLUGS)
def test_a_screen_is_whole_without_any_network(url, new_page, slug):
    page = new_page()
    open_screen(page, url, slug)
    assert page.evaluate(MISSING) == []
    drawn = ".js-plotly-plot, .tulisan, [data-testid=stButton]"
    assert page.locator(drawn).count() > 0 or slug == "kendali"
