"""What only a real browser shows: deep links, the address, clicks, width, and what axe finds."""

import json
import shutil
import urllib.request
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine, select, update

from data.loads import Load, store
from data.schema import batas, kabupaten, kecamatan, muatan
from ui.permissions import may
from ui.screens import SCREENS

SLUGS = [screen.slug for screen in SCREENS if may("viewer", screen.slug)]
# The first part of a screen is what its address alone shows.
SLUGS += [f"{screen.slug}?bagian={part.key}" for screen in SCREENS for part in screen.parts[1:]]


def open_screen(page: Page, url: str, slug: str = "", query: str = "") -> None:
    """Open a screen and wait until it is drawn in full."""
    page.goto(f"{url}/{slug}{query}")
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_function(
        """() => document.querySelector('h1')
              && document.querySelector('[data-test-script-state="notRunning"]')
              && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
              && [...document.querySelectorAll('.stBidiComponent')]
                   .every((each) => each.querySelector('.main-svg, .petak, .tulisan'))"""
    )
    # One screen, no longer the one before.
    page.locator("h1").wait_for()
    page.wait_for_timeout(400)


def address(page: Page) -> dict[str, str]:
    return dict(pair.split("=") for pair in page.url.partition("?")[2].split("&") if pair)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).select_option(label=option)
    settle(page)


def test_a_deep_link_is_the_first_request_after_a_start(serve, sample_template, tmp_path, new_page):
    """Streamlit's old discovery of pages/ would show the raw page; the frame must come first."""
    fresh = serve(f"sqlite:///{shutil.copy(sample_template, tmp_path)}")
    page = new_page()
    open_screen(page, fresh.url, "klaim")
    expect(page.locator("h1")).to_have_text(["Pembayaran klaim"])
    expect(page.get_by_text("DATA CONTOH").first).to_be_visible()
    expect(page.get_by_role("link", name="Belum terlindungi")).to_be_visible()
    expect(page).to_have_title("Klaim · Dasbor Jamsostek")


def test_the_three_numbers_are_there_at_once(server, page):
    open_screen(page, server.url)
    first_view = page.locator(".kartu > div, .js-plotly-plot, .petak").all()
    for number in ("114.377", "335.340", "25,43%"):
        shown = [part for part in first_view if number in part.inner_text()]
        assert shown, number
        assert shown[0].bounding_box()["y"] < 768, f"{number} is below the fold"


def test_choices_live_in_the_address_and_survive_a_reload(server, page):
    open_screen(page, server.url, "kecamatan")
    choose(page, "Periode", "Juni 2023")
    choose(page, "Urutkan menurut", "Jumlah belum terlindungi")
    choose(page, "Buka kecamatan", "Ponggok")
    expected = {"periode": "2023-06", "urutan": "orang", "kecamatan": "35.05.06"}
    assert expected.items() <= address(page).items()
    page.reload()
    settle(page)
    assert expected.items() <= address(page).items()
    expect(page.get_by_role("heading", name="Kecamatan Ponggok")).to_be_visible()
    expect(page.get_by_text("30 Juni 2023").first).to_be_visible()


def test_choices_that_follow_each_other_faster_than_the_screen_all_count(server, page):
    open_screen(page, server.url, "kecamatan", "?periode=2023-12")
    months = page.get_by_role("combobox", name="Periode", exact=True)
    months.focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(60)
    page.get_by_role("combobox", name="Urutkan menurut").select_option(label="Jumlah belum terlindungi")
    page.wait_for_url("**periode=2023-07**urutan=orang**")
    settle(page)
    expect(page.get_by_text("31 Juli 2023").first).to_be_visible()
    # There and back again: the address is not left at what was chosen in between.
    for month in ("Juni 2023", "Juli 2023"):
        months.select_option(label=month)
    settle(page)
    page.get_by_role("combobox", name="Segmen").select_option(label="Penerima Upah")
    settle(page)
    assert {"periode": "2023-07", "urutan": "orang", "segmen": "PU"}.items() <= address(page).items()


def test_whoever_chooses_by_keyboard_stays_at_the_choice(server, page):
    open_screen(page, server.url, "kecamatan", "?periode=2023-12")
    page.get_by_role("combobox", name="Periode", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**periode=2023-11**")
    settle(page)
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**periode=2023-10**")


def test_choices_travel_between_screens(server, page):
    open_screen(page, server.url, "", "?periode=2023-06&segmen=BPU")
    for name in ("Belum terlindungi", "Klaim", "Kecamatan"):
        page.get_by_role("link", name=name, exact=True).first.click()
        settle(page)
        assert address(page)["periode"] == "2023-06"
    assert address(page)["segmen"] == "BPU"


def test_the_back_button_brings_the_choice_back(server, page):
    open_screen(page, server.url, "belum-terlindungi")
    choose(page, "Periode", "Juni 2023")
    page.go_back()
    settle(page)
    expect(page.locator("h1")).to_have_text(["Pekerja yang belum terlindungi"])


def test_a_click_on_a_tile_opens_the_kecamatan(server, page):
    open_screen(page, server.url)
    click_shape(page, ".petak > *", 5)
    expect(page.get_by_role("heading", name="Kecamatan Ponggok")).to_be_visible()
    assert address(page)["kecamatan"] == "35.05.06"


def test_a_click_on_a_bar_of_the_ranking_opens_the_kecamatan(server, page):
    open_screen(page, server.url, "kecamatan")
    ranking = page.locator(".js-plotly-plot").first
    bar = ranking.locator(".barlayer .point path").first
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(300)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Kecamatan ", level=2)).to_be_visible()


def scrolled(page: Page) -> float:
    return page.get_by_test_id("stMain").evaluate("main => main.scrollTop")


def test_what_is_opened_is_read_from_its_beginning(server, new_page):
    """A tap on a tile at the foot of a phone's page would else end in the middle of the kecamatan's."""
    page = new_page(viewport={"width": 390, "height": 844})
    open_screen(page, server.url)
    page.locator(".petak > *").nth(5).scroll_into_view_if_needed()
    assert scrolled(page) > 300
    click_shape(page, ".petak > *", 5)
    assert scrolled(page) == 0
    # Another one on the same screen.
    click_shape(page, ".petak > *", 7)
    expect(page.get_by_role("heading", name="Kecamatan Wonotirto")).to_be_visible()
    assert scrolled(page) == 0
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 700)")
    choose(page, "Periode", "November 2023")
    assert scrolled(page) == 700


def test_another_screen_of_the_menu_begins_at_its_top(server, page):
    open_screen(page, server.url, "klaim")
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 500)")
    page.locator("header").get_by_role("link", name="Rencana").click()
    expect(page.locator("h1")).to_have_text(["Evaluasi dan rencana tindak lanjut"])
    settle(page)
    assert scrolled(page) == 0


AREAS = ".grafik >> nth=1 >> .js-fill"


def test_the_true_map_is_drawn_and_clicked_without_the_internet(serve, sample_template, tmp_path, new_page):
    file = shutil.copy(sample_template, tmp_path)
    load_boundaries(file)
    page = new_page()
    open_screen(page, serve(f"sqlite:///{file}").url)
    page.get_by_text("Wilayah", exact=True).click()
    page.locator(AREAS).first.wait_for()
    settle(page)
    assert page.locator(AREAS).count() == 22
    click_shape(page, AREAS, 0)
    expect(page.get_by_role("heading", name="Kecamatan Wonodadi")).to_be_visible()


def load_boundaries(file: str, shape: str | None = None) -> None:
    """Store a square, or one given shape, for every kecamatan."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        codes = connection.scalars(select(kecamatan.c.kode).order_by(kecamatan.c.kode)).all()
        rows = [{"kecamatan_kode": kode, "geojson": shape or square(n)} for n, kode in enumerate(codes)]
        covers = frozenset({("", pd.Timestamp("1900-01-01").date())})
        store(connection, "35.05", Load("batas", "berkas", "uji", "0" * 64, "uji", "uji", batas, rows, covers))
    engine.dispose()


def square(n: int) -> str:
    x, y = 112 + n % 5 / 10, -8 - n // 5 / 10
    ring = [[x, y], [x, y + 0.09], [x + 0.09, y + 0.09], [x + 0.09, y], [x, y]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def click_shape(page: Page, selector: str, index: int) -> None:
    shape = page.locator(selector).nth(index)
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*at)
    page.wait_for_timeout(300)
    page.mouse.click(*at)
    page.wait_for_url("**/kecamatan?**")
    settle(page)


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_jumps_while_a_screen_comes(server, page, slug):
    page.add_init_script(
        """window.moved = 0;
           new PerformanceObserver((list) => { for (const shift of list.getEntries()) window.moved += shift.value; })
             .observe({ type: 'layout-shift', buffered: true });"""
    )
    open_screen(page, server.url, slug)
    assert page.evaluate("window.moved") < 0.05


def test_numbers_are_one_click_away(server, page):
    open_screen(page, server.url)
    for n, figure in enumerate(("114.377", "28.847", "25,43%")):
        page.get_by_text("Lihat angka").nth(n).click()
        settle(page)
        expect(page.locator("table").nth(n)).to_contain_text(figure)


def test_ticks_and_hovers_are_indonesian(server, page):
    open_screen(page, server.url, "klaim")
    texts = page.locator(".js-plotly-plot text").all_text_contents()
    assert any("miliar" in text for text in texts)
    assert not [
        text for text in texts if "," in text and text.replace(",", "").isdigit() and len(text.split(",")[-1]) == 3
    ]


def test_an_unknown_screen_leads_to_the_first_one_with_a_word(server, page):
    open_screen(page, server.url, "tidak-ada", "?periode=2023-06")
    expect(page.get_by_text("Layar pada alamat itu tidak ada")).to_be_visible()
    assert address(page)["periode"] == "2023-06"
    assert "Page not found" not in page.inner_text("body")


def test_hostile_names_neither_load_nor_link_nor_cover(serve, sample_template, tmp_path, new_page):
    file = shutil.copy(sample_template, tmp_path)
    engine = create_engine(f"sqlite:///{file}")
    hostile = '![x](https://jahat.example/p.png) [k](https://jahat.example) <a href="https://jahat.example">a</a>'
    with engine.begin() as connection:
        connection.execute(update(kecamatan).where(kecamatan.c.kode == "35.05.06").values(nama=hostile))
        connection.execute(update(muatan).values(nama_berkas=hostile, sumber=hostile))
    engine.dispose()
    url = serve(f"sqlite:///{file}").url
    page = new_page()
    for slug, query in (("", ""), ("kecamatan", "?kecamatan=35.05.06"), ("klaim", ""), ("sumber", "")):
        open_screen(page, url, slug, query)
        assert page.locator('a[href*="jahat"], img[src*="jahat"], image[href*="jahat"]').count() == 0


def test_siap_tells_whether_true_data_can_be_shown(server, serve, sqlite_template, tmp_path):
    with urllib.request.urlopen(f"{server.url}/siap", timeout=5) as answer:
        state = json.load(answer)
    assert state == {**state, "siap": True, "basis_data": True, "sebab": "", "data_per": "2024-06-30"}
    assert "Data dibaca" in server.said()
    assert "GET /" not in server.said()
    # Whoever is to load the first file must get through a load balancer.
    empty = serve(f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}")
    with urllib.request.urlopen(f"{empty.url}/siap", timeout=5) as answer:
        state = json.load(answer)
    assert state == {**state, "siap": True, "basis_data": True, "sebab": "", "data_per": None}
    away = serve(f"sqlite:///{tmp_path / 'tidak-ada.db'}")
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{away.url}/siap", timeout=5)
    assert refused.value.code == 503
    refused.value.close()


def test_a_database_that_goes_away_leaves_the_numbers_and_says_so(serve, sample_template, tmp_path, new_page):
    file = Path(shutil.copy(sample_template, tmp_path))
    served = serve(f"sqlite:///{file}", SEGARKAN_DETIK="5")
    page = new_page()
    open_screen(page, served.url)
    away = file.rename(tmp_path / "pergi.db")
    # Nobody touches the screen.
    banner = page.get_by_text("Basis data sedang tidak dapat dihubungi")
    expect(banner).to_be_visible(timeout=35_000)
    for slug in ("", "kecamatan", "klaim", "sumber"):
        open_screen(page, served.url, slug)
        expect(banner).to_be_visible()
        assert "belum dapat dibaca" not in page.inner_text("body")
    open_screen(page, served.url)
    expect(page.get_by_text("114.377").first).to_be_visible()
    assert not file.exists()
    away.rename(file)
    expect(banner).to_be_hidden(timeout=70_000)
    expect(page.get_by_text("114.377").first).to_be_visible()


def test_new_data_appear_on_a_screen_that_nobody_touches(serve, sample_template, tmp_path, new_page):
    file = Path(shutil.copy(sample_template, tmp_path))
    page = new_page()
    open_screen(page, serve(f"sqlite:///{file}", SEGARKAN_DETIK="5").url, "", "?periode=2023-11")
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(update(kabupaten).values(nama="Kabupaten Baru"))
    engine.dispose()
    expect(page.get_by_text("Kabupaten Baru").first).to_be_visible(timeout=35_000)
    assert address(page)["periode"] == "2023-11"


def test_a_fault_is_one_sentence_with_a_number_that_is_in_the_log(serve, sample_template, tmp_path, new_page):
    file = shutil.copy(sample_template, tmp_path)
    load_boundaries(file, "{")
    served = serve(f"sqlite:///{file}")
    page = new_page()
    open_screen(page, served.url)
    page.get_by_text("Wilayah", exact=True).click()
    said = page.get_by_text("sebutkan nomor kejadian").inner_text()
    assert "JSONDecodeError" not in page.inner_text("body")
    number = said.partition("nomor kejadian ")[2][:6]
    assert f"Kejadian {number}" in served.said()
    assert "JSONDecodeError" in served.said()


def test_two_viewers_do_not_choose_for_each_other(server, new_page):
    one, other = new_page(), new_page()
    open_screen(one, server.url, "", "?periode=2023-06")
    open_screen(other, server.url)
    choose(other, "Segmen", "Penerima Upah")
    one.reload()
    settle(one)
    assert address(one) == {"periode": "2023-06", "basis": "cabang", "segmen": "semua"}
    assert address(other)["periode"] == "2023-12"


def test_a_database_away_at_start_is_one_sentence(serve, tmp_path, new_page):
    page = new_page()
    page.goto(serve(f"sqlite:///{tmp_path / 'tidak-ada.db'}").url)
    expect(page.get_by_text("python -m data build")).to_be_visible()
    assert "Traceback" not in page.inner_text("body")
