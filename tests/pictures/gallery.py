"""What pictures are taken of: every screen and every scene, the states worth seeing, and the sizes they are seen at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.test_permissions import PROXY, ask
from tests.browser.test_screens import open_screen, settle
from tests.browser.test_upload import hand_in
from tests.data.loading import books
from ui.screens import SCREENS

Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((1920, 1080), (1366, 768), (1024, 768), (768, 1024), (390, 844))
# A laptop's page at twice its size.
ENLARGED: Size = (683, 384)
HALL_SIZES: tuple[Size, ...] = ((1920, 1080), (1366, 768), (1280, 720), (1024, 768), (3840, 2160))
GRANTS = "JKM~Petani~35.05.06~42000000;JKK~Buruh tani~35.05.02~18500000;JHT~Pekerja perusahaan~35.05.01~12000000"
PLAN = "Rencana%20Bupati~2024~lanjut~300~BPU*dbhcht*umum*5000*2024-03*10*0*Buruh%20tani"
PROGRAMME = f"proyektor?proyektor=1&detik=600&santunan={GRANTS}&skenario={PLAN}"
# The figure that a screen is opened for, in CSS pixels.
HEADLINE = 28.0
# Everybody's screens and those of an operator and an admin: the visitor comes through a proxy that says so.
SETTINGS = PROXY


@dataclass(frozen=True)
class Place:
    """A screen in one state: the picture's name, the address, and what is done there first."""

    name: str
    slug: str
    query: str = ""
    do: Callable[[Page], None] = lambda _: None

    def largest(self, ground: str) -> float:
        """The least size of its largest figure, in CSS pixels."""
        return HEADLINE if self.slug in ("", "klaim", "belum-terlindungi") and ground != "kosong" else 0

    def open(self, page: Page, url: str) -> None:
        """Go there and wait until it stands."""
        open_screen(page, url, self.slug, self.query)
        self.do(page)
        page.get_by_test_id("stMain").evaluate("e => e.scrollTo(0, 0)")
        settle(page)


def _numbers(page: Page) -> None:
    """Open every table beneath a chart."""
    for box in page.get_by_text("Lihat angka").all():
        box.click()
    settle(page)


def _refused(page: Page) -> None:
    hand_in(page, books.recap({"F6": "Kecamatan yang tidak dikenal", "B8": "x"}), "rekap_2023_12.xlsx")


def _asked(page: Page) -> None:
    hand_in(page, books.recap({"I6": 951}), "rekap_2023_12.xlsx")


def _changed(page: Page) -> None:
    """Open the form of the first action."""
    page.get_by_role("button", name="Ubah").first.click()
    settle(page)


# The stage is no screen, and the phone's buttons want a code.
_PLAIN = [screen.slug for screen in SCREENS if screen.slug not in ("proyektor", "kendali")]
# Without any data there is but one state of each.
EMPTY = (
    *(Place(slug or "ringkasan", slug) for slug in _PLAIN),
    *(
        Place(f"{screen.slug}-{part.key}", screen.slug, f"?bagian={part.key}")
        for screen in SCREENS
        for part in screen.parts[1:]
    ),
    Place("kendali", "kendali", "?kode=ab12cd34"),
)
PLACES = (
    *EMPTY,
    Place("ringkasan-angka", "", "", _numbers),
    Place("ringkasan-tanpa-kecamatan", "", "?basis=bps-bekerja"),
    Place("klaim-angka", "klaim", "", _numbers),
    Place("kecamatan-dibuka", "kecamatan", "?kecamatan=35.05.06&urutan=orang", _numbers),
    Place("sumber-baris", "sumber", "?subjek=kepesertaan&kecamatan=35.05.06"),
    Place("unggah-ditolak", "unggah", "", _refused),
    Place("unggah-ditanya", "unggah", "", _asked),
    Place("skenario-rencana", "skenario", f"?skenario={PLAN}", _numbers),
    Place("rencana-ubah", "rencana", "?bagian=tindak-lanjut", _changed),
)


def visitor(browser: Browser, size: Size, **options: Any) -> BrowserContext:
    """Somebody who may see everything and whom motion disturbs, so that nothing moves while it is measured."""
    wishes: dict[str, Any] = {
        "viewport": {"width": size[0], "height": size[1]},
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "reduced_motion": "reduce",
        "extra_http_headers": ask("admin"),
    }
    return browser.new_context(**(wishes | options))


def scenes(page: Page) -> Iterator[str]:
    """Show one scene after another of the programme that stands; their names."""
    drawn = page.locator("[class*=st-key-adegan_]").evaluate_all(
        "all => all.map(e => /adegan_\\d+_(\\w+)/.exec(e.className)[1])"
    )
    for place, name in enumerate(drawn, 1):
        page.keyboard.press(str(place))
        page.wait_for_function("(name) => document.documentElement.dataset.adegan === name", arg=name)
        yield name


def start(page: Page, size: Size) -> None:
    """Give a page a size before something else is opened in it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})


# Nothing has another size than a moment ago, and every chart has that of its place.
_STANDS = """() => {
  const sizes = [innerWidth, ...[...document.querySelectorAll('.stApp *')].map((e) => e.getBoundingClientRect().width)];
  const charts = [...document.querySelectorAll('.js-plotly-plot')];
  const fit = charts.every((e) => ['clientWidth', 'clientHeight'].every((side) =>
    Math.abs(e.querySelector('.main-svg')?.[side] - e[side]) < 2));
  const same = window.before === sizes.join();
  window.before = sizes.join();
  return same && fit && document.querySelector('h1');
}"""


def resize(page: Page, size: Size) -> None:
    """Give an open page another size and wait until everything has followed."""
    start(page, size)
    page.wait_for_function(_STANDS, polling=200)
