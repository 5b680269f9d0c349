"""Links of our own: they lead to another screen within the page, and are links for everything else a browser does."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_screens import address, choose, open_screen, settle

MARK = "window.same = true"
IS_SAME = "window.same === true"


def first_link(page: Page):
    return page.locator(".baris:not(.asal) a").first


@pytest.mark.parametrize("how", ["click", "key"])
def test_a_link_opens_its_screen_without_loading_the_page_anew(server, page, how):
    open_screen(page, server.url)
    page.evaluate(MARK)
    link = first_link(page)
    expect(link).to_have_text("Lihat Rencana")
    if how == "click":
        link.click()
    else:
        link.focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/rencana?**")
    settle(page)
    assert address(page)["bagian"] == "bantuan"
    expect(page).to_have_title(re.compile("^Rencana"))
    assert page.evaluate(IS_SAME)
    page.go_back()
    page.go_back()
    page.wait_for_url(lambda url: "/rencana" not in url)
    settle(page)
    expect(page.locator("h1")).to_contain_text(["Perlindungan pekerja"])
    assert page.evaluate(IS_SAME)


def test_a_link_opens_its_screen_in_a_new_tab_when_asked_to(server, page):
    open_screen(page, server.url)
    with page.context.expect_page() as opened:
        first_link(page).click(modifiers=["ControlOrMeta"])
    other = opened.value
    settle(other)
    assert "/rencana" in other.url
    assert address(other)["bagian"] == "bantuan"
    assert "/rencana" not in page.url


def test_a_figure_is_traced_from_the_foot(server, page):
    open_screen(page, server.url, "kecamatan", "?periode=2023-06&kecamatan=35.05.06")
    page.evaluate(MARK)
    page.get_by_role("link", name="Semesta: DATA CONTOH").click()
    page.wait_for_url("**/sumber?**")
    settle(page)
    assert {"periode": "2023-06", "subjek": "semesta", "kecamatan": "35.05.06"}.items() <= address(page).items()
    expect(page.get_by_text("Kecamatan Ponggok", exact=False).first).to_be_visible()
    assert page.evaluate(IS_SAME)


def test_a_link_at_the_foot_works_after_another_choice(server, page):
    open_screen(page, server.url, "", "?periode=2023-12")
    choose(page, "Periode", "Juni 2023")
    page.get_by_role("link", name="Klaim: DATA CONTOH").click()
    page.wait_for_url("**/sumber?**")
    settle(page)
    assert address(page)["periode"] == "2023-06"
