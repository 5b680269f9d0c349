"""Papers taken away from a screen, in a real browser."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from papers import offer
from tests.browser.test_screens import open_screen

SCREENS = ("", "kecamatan", "klaim", "belum-terlindungi", "rencana", "skenario")


@pytest.fixture(scope="module")
def url(serve_all, sample_template) -> str:
    """A dashboard on the sample data."""
    return serve_all(f"sqlite:///{sample_template}").url


def take(page: Page, ending: str) -> tuple[str, bytes]:
    """Click on one button; the name and the bytes of what comes."""
    row = page.locator(".berkas")
    button = row.get_by_role("button", name=f"({ending.upper()})")
    with page.expect_download(timeout=60_000) as download:
        button.click()
        # It is being made: the button says so, and cannot be clicked a second time.
        expect(button).to_be_disabled(timeout=2_000)
    expect(button).to_be_enabled()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_all_three_are_of_what_is_chosen(url, page: Page) -> None:
    open_screen(page, url, "?periode=2023-06&segmen=BPU")
    names = {}
    for ending in ("pdf", "pptx", "xlsx"):
        name, content = take(page, ending)
        names[name] = content
    assert [*names] == [
        "contoh-bahan-monev-2023-06-bpu.pdf",
        "contoh-salindia-2023-06-bpu.pptx",
        "contoh-buku-kerja-2023-06-bpu.xlsx",
    ]
    pdf, slides, book = names.values()
    shown = page.locator(".kartu .angka").first.inner_text().strip()
    assert shown in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    second = Presentation(io.BytesIO(slides)).slides[1]
    assert any(shown in shape.text_frame.text for shape in second.shapes if shape.has_text_frame)
    sheet = load_workbook(io.BytesIO(book))["Segmen"]
    assert f"{sheet.cell(sheet.max_row, 2).value:,}".replace(",", ".") == shown


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_with_figures_offers_them(url, page: Page, screen: str) -> None:
    open_screen(page, url, screen)
    buttons = page.locator(".berkas").get_by_role("button")
    expect(buttons).to_have_count(3)


def test_a_paper_that_cannot_be_had_says_why(url, browser: Browser) -> None:
    # What is refused is an error for the browser's console.
    with browser.new_context(locale="id-ID") as visit:
        page = visit.new_page()
        open_screen(page, url)
        said, button = page.locator(".berkas").get_by_role("status"), page.get_by_role("button", name="(PDF)")
        page.route("**/unduh/**", lambda route: route.abort())
        button.click()
        expect(said).to_have_text("Server tidak dapat dihubungi. Coba lagi sebentar lagi.")
        page.route("**/unduh/**", lambda route: route.continue_(url=f"{route.request.url}0"))
        button.click()
        expect(said).to_have_text(offer.OUTDATED)
        expect(button).to_be_enabled()
