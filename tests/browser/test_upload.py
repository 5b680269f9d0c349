"""Handing in a file in a real browser: seen, loaded, taken back; and no way in for anybody else."""

import io
import json
import re
import shutil
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.test_screens import address, open_screen, settle
from tests.data.loading import books

OFFICE = "BPJS Ketenagakerjaan Cabang Blitar"
# Streamlit's own words, on the screen or for a screen reader.
ENGLISH = re.compile(
    r"\b(upload|drag and drop|browse|limit|per file|remove|help|press enter|increment|decrement|open|close|app pages|"
    r"file|scrollable)\b",
    re.IGNORECASE,
)


@pytest.fixture
def operator(serve, sample_template, tmp_path):
    """A dashboard of its own, on which files may be handed in."""
    return serve(f"sqlite:///{shutil.copy(sample_template, tmp_path)}", UNGGAH="ya")


def hand_in(page: Page, content: bytes, name: str = "rekap_2023_12.xlsx") -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_text("3. Hasil pemeriksaan").wait_for()
    settle(page)


def name_office(page: Page) -> None:
    page.get_by_label("Kantor yang menyerahkan").fill(OFFICE)
    page.keyboard.press("Tab")
    settle(page)


def check(page: Page) -> None:
    """Nothing is English, seen or heard; nothing serious for axe; nothing scrolls sideways."""
    labels = page.evaluate(
        """() => [...document.querySelectorAll('[aria-label], [title], [placeholder]')].flatMap(
               part => [part.ariaLabel, part.title, part.placeholder])"""
    )
    # An icon is a word in a font of pictures.
    icons = page.get_by_test_id("stIconMaterial").all_inner_texts()
    lines = [line for line in page.inner_text("body").splitlines() if line not in icons]
    assert not [text for text in [*labels, *lines] if text and ENGLISH.search(text)]
    found = Axe().run(page).response["violations"]
    serious = [fault for fault in found if fault["impact"] in ("serious", "critical")]
    assert not serious, json.dumps([(f["id"], [n["html"][:200] for n in f["nodes"]][:3]) for f in serious], indent=1)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= page.viewport_size["width"]


def members(page: Page, url: str) -> str:
    open_screen(page, url, "", "?periode=2023-12")
    return page.locator(".kartu > div").filter(has_text="Peserta aktif").first.inner_text()


def test_a_file_is_seen_agreed_to_loaded_and_taken_back(operator, new_page):
    page, viewer = new_page(), new_page()
    assert "114.377" in members(viewer, operator.url)
    open_screen(page, operator.url, "unggah")
    check(page)
    name_office(page)
    content = books.recap({"I6": 951})
    hand_in(page, content)
    expect(page.get_by_text("Berkas ini dapat dimuat")).to_be_visible()
    check(page)
    page.get_by_text("Saya sudah memeriksa 1 hal di atas").click()
    settle(page)
    page.get_by_role("button", name="Muat data").click()
    expect(page.get_by_text("Selesai: rekap_2023_12.xlsx sudah dimuat")).to_be_visible()
    settle(page)
    check(page)
    page.get_by_role("link", name="Lihat Ringkasan").click()
    page.wait_for_url("**/?periode=2023-12**")
    settle(page)
    expect(page.locator(".kartu > div").filter(has_text="Peserta aktif").first).to_contain_text("2.287")
    assert "2.287" in members(viewer, operator.url), "every viewer sees it at once"
    open_screen(page, operator.url, "unggah")
    hand_in(page, content)
    expect(page.get_by_text("Berkas ini sudah dimuat")).to_be_visible()
    page.get_by_role("button", name="Batalkan", exact=True).click()
    expect(page.get_by_text("angka di semua layar sudah mengikutinya")).to_be_visible()
    assert "114.377" in members(viewer, operator.url)


def test_a_refused_file_shows_its_cells_and_a_marked_copy(operator, new_page):
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    open_screen(page, operator.url, "unggah")
    hostile = "![x](https://jahat.example/p.png) [k](https://jahat.example)"
    hand_in(page, books.recap({"F6": hostile, "B8": hostile}), f"{hostile.replace('/', '-')}.xlsx")
    expect(page.get_by_text("Berkas ditolak: 2 kesalahan")).to_be_visible()
    for cell in ("F6", "B8"):
        expect(page.get_by_role("cell", name=cell, exact=True)).to_be_visible()
    table = page.locator("table").first
    assert table.evaluate("e => e.scrollWidth - e.parentElement.clientWidth") <= 0
    assert page.locator('a[href*="jahat"], img[src*="jahat"]').count() == 0
    check(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh salinan yang ditandai").click()
    with download.value.path().open("rb") as copy:
        assert load_workbook(io.BytesIO(copy.read()))["Kepesertaan"]["F6"].comment is not None


def test_a_template_can_be_taken(operator, page):
    open_screen(page, operator.url, "unggah")
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh templat").click()
    assert download.value.suggested_filename == "templat-kepesertaan.xlsx"
    with download.value.path().open("rb") as book:
        assert "Petunjuk" in load_workbook(io.BytesIO(book.read())).sheetnames


def test_a_file_that_is_too_large_is_one_sentence(operator, page):
    open_screen(page, operator.url, "unggah")
    page.locator("input[type=file]").set_input_files(
        {"name": "besar.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * (11 * 1024**2)}
    )
    expect(page.get_by_text("Lebih besar dari 10 MB, tidak diterima.", exact=True)).to_be_visible()


def test_a_deep_link_opens_the_screen_for_an_operator(operator, page):
    open_screen(page, operator.url, "unggah")
    expect(page.locator("h1")).to_have_text(["Unggah data"])
    expect(page.get_by_text("2. Serahkan berkas")).to_be_visible()


def test_nobody_else_has_the_screen(serve, sample_template, tmp_path, new_page):
    closed = serve(f"sqlite:///{shutil.copy(sample_template, tmp_path)}")
    page = new_page()
    open_screen(page, closed.url, "unggah")
    expect(page.get_by_text("Layar pada alamat itu tidak ada")).to_be_visible()
    assert page.get_by_role("link", name="Unggah data").count() == 0


def test_through_a_proxy_the_screen_is_not_there(operator, new_page):
    asked = urllib.request.Request(f"{operator.url}/unggah", headers={"X-Forwarded-For": "10.0.0.9"})
    with urllib.request.urlopen(asked) as answer:
        assert answer.url.endswith("/?layar=tidak-ada")
    page = new_page(extra_http_headers={"X-Forwarded-For": "10.0.0.9"})
    open_screen(page, operator.url)
    expect(page.get_by_role("link", name="Sumber data")).to_be_visible()


def test_a_figure_is_traced_from_the_foot_of_its_screen(server, page):
    open_screen(page, server.url, "kecamatan", "?periode=2023-06&kecamatan=35.05.06")
    page.get_by_role("link", name="Kepesertaan: DATA CONTOH").click()
    page.wait_for_url("**/sumber?**")
    settle(page)
    wanted = {"periode": "2023-06", "subjek": "kepesertaan", "kecamatan": "35.05.06"}
    assert wanted.items() <= address(page).items()
    expect(page.get_by_text("Kecamatan Ponggok, baris demi baris:")).to_be_visible()
    page.reload()
    settle(page)
    assert wanted.items() <= address(page).items()
    open_screen(page, server.url, "sumber", "?subjek=klaim&periode=2023-06")
    expect(page.get_by_text("Untuk klaim hanya letaknya yang ditampilkan")).to_be_visible()
    assert page.get_by_role("combobox", name="Kecamatan").count() == 0
