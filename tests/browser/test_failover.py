"""A browser in front of two dashboards of which one dies: the screen is back with what was chosen."""

from playwright.sync_api import expect

from tests.browser.test_screens import open_screen
from tests.deploy.conftest import address, front, held, pair, started, two  # noqa: F401 - fixtures

BACK_SECONDS = 15
FILTER, SHOWN = "periode=2023-06", "30 Juni 2023"


def test_a_browser_is_back_with_its_filter(two, address, new_page):  # noqa: F811
    page = new_page()
    open_screen(page, address, "", f"?{FILTER}")
    expect(page.get_by_text(SHOWN).first).to_be_visible()
    max(two, key=held).kill()
    # Long enough for the browser to notice; nobody touches it.
    page.wait_for_timeout(3000)
    page.get_by_role("link", name="Klaim").first.click()
    expect(page.get_by_text("Pembayaran klaim").first).to_be_visible(timeout=BACK_SECONDS * 1000)
    assert FILTER in page.url
