"""A plan made by clicks, handed on as a link, compared, and shown in the hall."""

import re
import zipfile

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_screens import open_screen, settle


def choose(page: Page, label: str, option: str) -> None:
    """In the form of a step, which is Streamlit's own."""
    page.get_by_role("combobox", name=label).click()
    wanted = page.get_by_role("option", name=option, exact=True)
    # A long list draws only what is in sight.
    for _ in range(60):
        if wanted.count():
            break
        page.keyboard.press("ArrowDown")
    wanted.click()
    settle(page)


def test_a_plan_from_the_first_click_to_the_projector(server, page, new_page):
    url = server.url
    open_screen(page, url, "belum-terlindungi")
    page.get_by_role("link", name="Gabungkan beberapa langkah").click()
    expect(page.get_by_role("heading", name="Simulasi rencana")).to_be_visible()
    # "Plan 5.000 workers by DBHCHT from March."
    settle(page)
    choose(page, "Pembayar iuran", "DBHCHT")
    choose(page, "Mulai bulan", "Maret 2024")
    page.get_by_role("button", name="Tambahkan langkah").click()
    expect(page.get_by_text("5.000 pekerja BPU oleh DBHCHT, Mar 2024 sampai Feb 2025")).to_be_visible()
    expect(page).to_have_url(re.compile("dbhcht"))
    page.get_by_role("button", name="Simpan sebagai pembanding").click()
    expect(page.get_by_role("button", name="Buka Rencana A")).to_be_visible()
    expect(page).to_have_url(re.compile("banding="))

    colleague = new_page()
    colleague.goto(page.url)
    expect(colleague.get_by_role("button", name="Buka Rencana A")).to_be_visible()
    expect(colleague.get_by_label("Nama rencana")).to_have_value("Rencana B")
    shown = [view.locator(".kartu .angka").all_inner_texts() for view in (page, colleague)]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 3

    colleague.goto(url + colleague.get_by_role("link", name="Tampilkan di proyektor").get_attribute("href"))
    expect(colleague.get_by_text("dengan Rencana B", exact=False).first).to_be_visible()
    expect(colleague.get_by_text(shown[0][0], exact=True).first).to_be_visible()


def test_a_newcomers_errand_in_few_clicks(server, page):
    """Find the kecamatan with the largest gap, plan 5.000 workers by DBHCHT from March, take the slides away."""
    clicks = 0

    def click(target: Locator) -> None:
        nonlocal clicks
        target.click()
        settle(page)
        clicks += 1

    open_screen(page, server.url)
    # Said in the first view, without a click.
    expect(page.get_by_text("terbanyak Ponggok")).to_be_visible()
    click(page.get_by_role("link", name="Simulasi"))
    for label, option in (("Pembayar iuran", "DBHCHT"), ("Mulai bulan", "Maret 2024")):
        choose(page, label, option)
        clicks += 2
    click(page.get_by_role("button", name="Tambahkan langkah"))
    expect(page.get_by_text("5.000 pekerja BPU oleh DBHCHT, Mar 2024 sampai Feb 2025")).to_be_visible()
    click(page.get_by_role("link", name="Ringkasan"))
    with page.expect_download() as taken:
        click(page.get_by_role("button", name="Salindia (PPTX)"))
    assert zipfile.is_zipfile(taken.value.path())
    assert clicks == 8
