"""Screens on paper: as wide as it, no chart or card cut between two sheets, no row out of sight."""

import io

import pytest
from pypdf import PdfReader

from tests.browser.test_screens import open_screen, settle


@pytest.mark.parametrize("width", [1920, 1366, 390])
def test_charts_are_drawn_for_the_paper_whatever_the_window(server, new_page, width):
    page = new_page(viewport={"width": width, "height": 844})
    open_screen(page, server.url)
    widths = "[...document.querySelectorAll('.grafik .main-svg')].map((e) => e.getBoundingClientRect().width)"
    before = page.evaluate(widths)
    page.evaluate(f"addEventListener('beforeprint', () => {{ window.onPaper = {widths} }})")
    page.pdf(landscape=True, format="A4")
    drawn = page.evaluate("window.onPaper")
    assert page.evaluate(widths) == before
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1055, "height": 726})
    page.evaluate("document.documentElement.classList.add('kertas')")
    settle(page)
    room = page.locator(".grafik").evaluate_all("all => all.map((e) => e.clientWidth)")
    assert len(drawn) >= len(room) == 2
    assert max(drawn) <= min(room) + 1
    assert min(drawn) >= min(room) - 8


@pytest.mark.parametrize(
    ("address", "pages", "heading", "last"),
    [("", 2, "Cakupan tertinggi", "Wates 11,9%"), ("kecamatan?kecamatan=35.05.11", 3, "5 desa", "Karangrejo desa")],
)
def test_on_paper_no_card_is_cut_and_no_row_is_out_of_sight(server, page, address, pages, heading, last):
    open_screen(page, server.url, address)
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = [" ".join(each.extract_text().split()) for each in paper.pages]
    assert len(printed) == pages
    (whole,) = [each for each in printed if heading in each]
    assert last in whole


@pytest.mark.parametrize("slug", ["", "kecamatan", "klaim", "belum-terlindungi", "rencana", "rencana?bagian=target"])
def test_a_screen_prints_on_a4_without_cutting_a_chart(server, page, slug):
    open_screen(page, server.url, slug)
    page.emulate_media(media="print")
    # A4 on its side, less its margins, at 96 points an inch.
    page.set_viewport_size({"width": 1055, "height": 726})
    settle(page)
    charts = page.locator(".grafik, .petak").evaluate_all(
        """all => all.map((e) => ({ ...e.getBoundingClientRect().toJSON(), rule: getComputedStyle(e).breakInside,
             drawn: (e.querySelector('.main-svg') ?? e).getBoundingClientRect().width }))"""
    )
    assert charts
    for chart in charts:
        assert chart["rule"] == "avoid"
        assert chart["height"] <= 726
        assert chart["right"] <= 1055
        assert chart["drawn"] <= chart["width"] + 1
    assert page.locator("header, .pilihan, .bukaan, [data-testid=stExpander]").locator("visible=true").count() == 0
    assert page.locator("h1").is_visible()
