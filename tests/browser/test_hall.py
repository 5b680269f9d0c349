"""The stage as a hall sees it: every scene on every projector, turned by time, keys and phone, and kept on bad days."""

import datetime as dt
import shutil
import time
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import create_engine

from tests.browser import picture
from tests.browser.test_screens import load_boundaries
from tests.builders import add_load, tindak_lanjut_row
from tests.faults.dashboards import Dashboard, dashboards
from ui.hall.programme import SCENES

SIZES = [(1920, 1080), (1366, 768), (1280, 720), (1024, 768), (3840, 2160)]
PLAN = "Rencana%20Bupati~2024~lanjut~300~BPU*dbhcht*umum*5000*2024-03*10*0*Buruh%20tani"
GRANTS = "JKM~Petani~35.05.06~42000000;JKK~Buruh tani~35.05.02~18500000;JHT~Pekerja perusahaan~35.05.01~12000000"
BACK_SECONDS = 15
# Every text of the scene that is shown: its words, its box, and the size of its letters on the screen.
TEXTS = """() => {
  const scene = [...document.querySelectorAll('[class*="st-key-adegan_"]')]
    .find((e) => getComputedStyle(e).visibility === 'visible');
  const written = [...scene.querySelectorAll('p, svg text, .petak > * > *')].filter((e) => e.textContent.trim());
  const boxes = written.map((e) => {
    const box = e.getBoundingClientRect();
    const map = e.closest('.petak');
    const mapped = map ? map.getBoundingClientRect().width / map.offsetWidth : 1;
    const scale = e.getBBox ? box.height / e.getBBox().height : mapped;
    return { words: e.textContent, box: [box.x, box.y, box.width, box.height], drawn: Boolean(e.getBBox || map),
             size: parseFloat(getComputedStyle(e).fontSize) * scale };
  });
  return boxes;
}"""
# Lines of a list that are seen and reach into the foot.
BENEATH = """() => {
  const scene = [...document.querySelectorAll('[class*="st-key-adegan_"]')]
    .find((e) => getComputedStyle(e).visibility === 'visible');
  const foot = scene.querySelector('[class*="_kaki"]').getBoundingClientRect();
  return [...scene.querySelectorAll('[class*="_baris_"]')].filter((line) => {
    const { bottom, left } = line.getBoundingClientRect();
    return bottom > foot.top && left < foot.right;
  }).map((line) => line.textContent);
}"""
# Shapes of the scene that is shown whose fill and edge both hardly differ from what they stand on.
PALE = """() => {
  const linear = (n) => (n / 255 <= .04045 ? n / 255 / 12.92 : ((n / 255 + .055) / 1.055) ** 2.4);
  const light = (c) => {
    const [r, g, b] = c.match(/[\\d.]+/g).map(linear);
    return .2126 * r + .7152 * g + .0722 * b + .05;
  };
  const ratio = (a, b) => Math.max(light(a), light(b)) / Math.min(light(a), light(b));
  const scene = [...document.querySelectorAll('[class*="st-key-adegan_"]')]
    .find((e) => getComputedStyle(e).visibility === 'visible');
  const paper = getComputedStyle(scene).backgroundColor;
  const shapes = '.shapelayer path, .barlayer .point path, .scatterlayer .js-line, .scatterlayer .js-fill, .petak > *';
  return [...scene.querySelectorAll(shapes)].filter((e) => {
    if (e.parentElement.matches('.petak')) {
      const { backgroundColor, borderTopColor } = getComputedStyle(e);
      return ratio(backgroundColor, paper) < 3 && ratio(borderTopColor, paper) < 3;
    }
    const { fill } = getComputedStyle(e);
    // The edge of an area is a path of its own.
    const edge = e.matches('.js-fill') ? e.closest('.trace').querySelector('.js-line') : e;
    const { stroke, strokeWidth } = getComputedStyle(edge);
    return ![fill, parseFloat(strokeWidth) ? stroke : 'none'].some((c) => c !== 'none' && ratio(c, paper) >= 3);
  }).length;
}"""


@pytest.fixture(scope="module")
def url(serve_all, sample_template, tmp_path_factory) -> str:
    """A dashboard whose offices have undertaken something, so that no scene is left out."""
    file = shutil.copy(sample_template, tmp_path_factory.mktemp("aula"))
    engine = create_engine(f"sqlite:///{file}")
    actions = [
        tindak_lanjut_row(
            f"Mendaftarkan pekerja non-ASN dan pekerja rentan pada tahap {n}",
            tahun=2023,
            opd=f"Dinas Tenaga Kerja {n}",
            terlaksana_orang=4 * n,
            tenggat=dt.date(2023, 6 + n, 28),
        )
        for n in range(1, 6)
    ]
    add_load(engine, "tindak_lanjut", actions, [("", dt.date(2023, 12, 31))])
    engine.dispose()
    return serve_all(f"sqlite:///{file}").url


def play(page: Page, address: str) -> None:
    """Open a programme and wait until every scene stands."""
    page.goto(address)
    page.wait_for_function(
        """() => {
             const scenes = [...document.querySelectorAll('[class*="st-key-adegan_"]')];
             return scenes.length && document.querySelector('[data-test-script-state="notRunning"]')
               && scenes.every((e) => e.querySelector('.main-svg, .petak, [class*="_daftar"], .st-key-pesan_kalimat'));
           }"""
    )
    page.wait_for_timeout(700)


def shown(page: Page) -> str:
    return page.locator("html").get_attribute("data-adegan") or ""


def is_shown(page: Page, name: str, *, within: float = 3) -> None:
    page.wait_for_function(
        "(name) => document.documentElement.dataset.adegan === name", arg=name, timeout=1000 * within
    )


def stands(page: Page, name: str) -> None:
    """Wait until a scene is shown and nothing shines through it any more."""
    page.wait_for_function(
        """(name) => [...document.querySelectorAll('[class*="st-key-adegan_"]')]
             .every((e) => getComputedStyle(e).opacity === (e.matches(`[class*="_${name}"]`) ? '1' : '0'))""",
        arg=name,
    )


def overlap(one: list[float], other: list[float]) -> bool:
    """Whether two boxes cover more than a hair of each other."""
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return wide > 2 and high > 0.25 * min(one[3], other[3])


@pytest.mark.parametrize(
    ("width", "height", "light"), [*((*size, "terang") for size in SIZES), (1920, 1080, "gelap"), (1024, 768, "gelap")]
)
def test_every_scene_on_every_projector(url, new_page, width, height, light):
    page = new_page(viewport={"width": width, "height": height})
    play(page, f"{url}/proyektor?proyektor=1&detik=600&ruang={light}&santunan={GRANTS}&skenario={PLAN}")
    assert page.evaluate("[scrollX, scrollY, document.scrollingElement.scrollHeight <= innerHeight]") == [0, 0, True]
    assert (
        page.locator("header, button, input, [role=combobox], [data-testid=stSidebar]").locator("visible=true").count()
        == 0
    )
    assert (
        page.evaluate("getComputedStyle(document.elementFromPoint(innerWidth / 2, innerHeight / 2)).cursor") == "none"
    )
    for place, name in enumerate(SCENES, 1):
        page.keyboard.press(str(place))
        is_shown(page, name)
        stands(page, name)
        page.wait_for_timeout(100)
        texts = page.evaluate(TEXTS)
        seen = picture.pixels(page.screenshot())
        assert page.evaluate(PALE) == 0, name
        assert page.evaluate(BENEATH) == [], name
        for text in texts:
            x, y, wide, high = text["box"]
            assert min(x, y, width + 1 - x - wide, height + 1 - y - high) >= 0, (name, "cut off", text)
            assert text["size"] >= height / 36, (name, "too small", text)
            letters = picture.part(seen, text["box"])
            assert picture.text_contrast(letters) >= 7, (name, "too pale", text)
            assert picture.text_contrast(picture.washed_out(letters)) >= 3, (name, "washed out", text)
            for kind in picture.BLINDNESS:
                assert picture.text_contrast(picture.seen_by(kind)(letters)) >= 4.5, (name, kind, text)
        for one, other in combinations(texts, 2):
            assert not overlap(one["box"], other["box"]), (name, one, other)
        # Digits are 0.69 times as high as the letters' size says.
        assert max(text["size"] for text in texts) * 0.69 >= height / 8, name


@pytest.mark.parametrize("light", ["terang", "gelap"])
def test_the_true_map_where_the_programme_wants_it_and_borders_are_loaded(
    serve, sample_template, tmp_path, new_page, light
):
    file = shutil.copy(sample_template, tmp_path)
    load_boundaries(file)
    site = serve(f"sqlite:///{file}")
    page = new_page(viewport={"width": 1024, "height": 768})
    play(page, f"{site.url}/proyektor?proyektor=1&adegan=peta&peta=wilayah&ruang={light}")
    assert page.locator(".scatterlayer .js-fill").count() == 22
    assert page.evaluate(PALE) == 0
    assert [text for text in page.evaluate(TEXTS) if text["size"] < 768 / 36] == []


def test_without_borders_the_map_has_tiles(url, page):
    play(page, f"{url}/proyektor?proyektor=1&adegan=peta&peta=wilayah")
    assert page.locator(".petak > *").count() == 22


def test_who_is_protected_differs_for_every_eye(url, new_page):
    for light in ("terang", "gelap"):
        page = new_page(viewport={"width": 1024, "height": 768})
        play(page, f"{url}/proyektor?proyektor=1&adegan=belum&ruang={light}")
        bodies = page.locator(".shapelayer path").evaluate_all(
            "all => all.map((e) => e.getBoundingClientRect()).filter((b) => b.height > 20 && b.width > 8)"
            "          .map((b) => [b.x + b.width / 2 - 1, b.y + b.height / 2 - 1, 2, 2])"
        )
        assert len(bodies) == 100
        seen = picture.pixels(page.screenshot())
        for see in (lambda same: same, picture.washed_out, *map(picture.seen_by, picture.BLINDNESS)):
            first, last = (see(picture.part(seen, box))[0, 0] for box in (bodies[0], bodies[-1]))
            assert picture.contrast(first, last) >= 1.8


def test_a_screen_has_a_hall_version_of_its_own(url, page):
    for slug, scenes in (
        ("", ["belum", "peta", "tren", "klaim"]),
        ("klaim", ["klaim"]),
        ("kecamatan", ["peringkat", "peta"]),
    ):
        play(page, f"{url}/{slug}?proyektor=1&periode=2023-06")
        drawn = page.locator("[class*=st-key-adegan_]").evaluate_all(
            "all => all.map(e => /adegan_\\d+_(\\w+)/.exec(e.className)[1])"
        )
        assert drawn == scenes
        assert "30 Juni 2023" in page.locator("[class*=_kaki]").first.inner_text()


def test_keys_and_a_presenters_clicker_turn_the_scenes(url, page):
    play(page, f"{url}/proyektor?proyektor=1&detik=600&adegan=belum,peta,tren,klaim")
    for key, name in (
        ("ArrowRight", "peta"),
        ("PageDown", "tren"),
        ("PageUp", "peta"),
        ("ArrowLeft", "belum"),
        ("ArrowLeft", "klaim"),
        ("3", "tren"),
        ("Home", "belum"),
    ):
        page.keyboard.press(key)
        is_shown(page, name)
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator("#panggung-hitam")).to_be_visible(visible=key == "b")
    page.keyboard.press(" ")
    expect(page.locator("#panggung-tanda")).to_have_text("Jeda")
    page.keyboard.press("r")
    page.keyboard.press("c")
    assert shown(page) == "belum"


def test_scenes_turn_by_themselves_and_a_reload_stays_where_it_was(url, page):
    play(page, f"{url}/proyektor?proyektor=1&adegan=belum:5,peta:600")
    assert shown(page) == "belum"
    is_shown(page, "peta", within=8)
    page.reload()
    is_shown(page, "peta", within=20)


def test_a_phone_steers_the_stage(url, new_page):
    hall, phone = new_page(), new_page(viewport={"width": 390, "height": 844})
    play(hall, f"{url}/proyektor?proyektor=1&detik=600&adegan=belum,peta&kendali=ab12cd34")
    phone.goto(f"{url}/kendali?kode=ab12cd34")
    phone.get_by_role("button", name="Lanjut", exact=True).click()
    is_shown(hall, "peta", within=5)
    phone.get_by_role("button", name="Layar hitam").click()
    expect(hall.locator("#panggung-hitam")).to_be_visible()


def test_the_operator_makes_a_link_and_is_told_what_is_left_out(serve, sample_template, tmp_path, page):
    site = serve(f"sqlite:///{shutil.copy(sample_template, tmp_path)}")
    page.goto(f"{site.url}/atur-proyektor")
    expect(page.get_by_text("Dilewati: Tautan program tidak membawa rencana.")).to_be_visible()
    page.get_by_text("Peta cakupan", exact=True).click()
    page.get_by_text("Gelap", exact=True).click()
    start = page.get_by_role("link", name="Mulai")
    expect(start).to_have_attribute(
        "href",
        "/proyektor?proyektor=1&adegan=belum,peringkat,tren,klaim,biaya,skenario,santunan,rencana&ruang=gelap&periode=2023-12&basis=cabang&segmen=semua",
    )
    play(page, site.url + start.get_attribute("href"))
    assert page.locator("[class*=st-key-adegan_]").count() == 6


def test_the_picture_stays_while_the_server_is_away_and_returns_to_its_scene(sample_template, tmp_path, new_page):
    file = shutil.copy(sample_template, tmp_path)
    site = Dashboard(tmp_path / "log", DATABASE_URL=f"sqlite:///{file}", FOLDER_KEADAAN=str(tmp_path / "keadaan"))
    with dashboards(site):
        context = new_page().context.browser.new_context()
        page = context.new_page()
        play(page, f"{site.url}/proyektor?proyektor=1&detik=600&adegan=belum,peta,tren")
        page.keyboard.press("2")
        is_shown(page, "peta")
        site.kill()
        expect(page.locator("#panggung-tanda")).to_contain_text("Sambungan terputus", timeout=20_000)
        page.wait_for_timeout(600)
        alone = page.screenshot()
        page.keyboard.press("ArrowRight")
        is_shown(page, "tren")
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(700)
        assert page.get_by_text("11,9%").first.is_visible()
        assert page.get_by_role("dialog").locator("visible=true").count() == 0
        began = time.monotonic()
        site.start()
        site.wait()
        answered = time.monotonic()
        expect(page.locator("#panggung-tanda")).not_to_contain_text("Sambungan terputus", timeout=30_000)
        page.wait_for_function(
            "() => document.querySelector('.stApp')?.getAttribute('data-test-connection-state') === 'CONNECTED'"
        )
        assert time.monotonic() - answered <= BACK_SECONDS, (answered - began, time.monotonic() - began)
        is_shown(page, "peta")
        assert alone
        context.close()
