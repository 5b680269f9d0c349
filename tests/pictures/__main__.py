"""Take a picture of every screen and scene at every size into pictures/, and make the contact sheet of all of them.

``python -m tests.pictures [--docs]``; ends with 1 when the measure of tests/pictures/layout.py finds anything wrong.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from data.settings import ROOT
from tests import ground
from tests.browser import chromium
from tests.browser.conftest import OFFLINE
from tests.browser.test_hall import play
from tests.faults.dashboards import Dashboard, dashboards
from tests.pictures import sheet
from tests.pictures.gallery import EMPTY, HALL_SIZES, PLACES, PROGRAMME, SETTINGS, SIZES, resize, scenes, start, visitor
from tests.pictures.grounds import GROUNDS
from tests.pictures.layout import faults, hall_faults

FOLDER = ROOT / "pictures"
# Beyond this a screen is cut: the lists of /sumber go on for long.
HIGHEST = 5000


@contextmanager
def site(kind: str) -> Iterator[str]:
    """The address of a dashboard on one ground."""
    with tempfile.TemporaryDirectory() as folder, ground.database("sqlite", Path(folder), GROUNDS[kind]):
        own = {"DATABASE_URL": os.environ["DATABASE_URL"], "FOLDER_KEADAAN": str(Path(folder) / "keadaan")}
        dashboard = Dashboard(Path(folder) / "log", **own, **SETTINGS)
        with dashboards(dashboard):
            yield dashboard.url


def picture(page: Page, kind: str, name: str, size: tuple[int, int], *, whole: bool = False) -> None:
    """Take one. whole: also what is beneath the fold."""
    width, height = size
    file = FOLDER / kind / name / f"{width}x{height}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    if whole:
        high = page.get_by_test_id("stMain").evaluate("e => e.scrollHeight")
        resize(page, (width, min(max(high, height), HIGHEST)))
    page.screenshot(path=file)


def screens(page: Page, url: str, kind: str) -> Iterator[str]:
    """Every screen at every size; what is wrong with them."""
    for place in EMPTY if kind == "kosong" else PLACES:
        start(page, SIZES[0])
        place.open(page, url)
        for size in SIZES:
            resize(page, size)
            found = faults(page, own_words=kind != "nama-panjang", largest=place.largest(kind))
            yield from (f"{kind}/{place.name} {size}: {fault}" for fault in found)
            picture(page, kind, place.name, size, whole=True)


def stage(page: Page, url: str, kind: str, light: str) -> Iterator[str]:
    """Every scene at every size in one light; what is wrong with them."""
    start(page, HALL_SIZES[0])
    play(page, f"{url}/{PROGRAMME}&ruang={light}")
    for size in HALL_SIZES:
        resize(page, size)
        for name in scenes(page):
            found = hall_faults(page, size, largest=0 if name == "pesan" else 1 / 8, own_words=kind != "nama-panjang")
            yield from (f"{kind}/adegan-{name}-{light} {size}: {fault}" for fault in found)
            picture(page, kind, f"adegan-{name}-{light}", size)


def main(browser: Browser) -> list[str]:
    """Take all pictures. Returns what is wrong."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    wrong = []
    for kind in GROUNDS:
        with site(kind) as url, visitor(browser, SIZES[0]) as context:
            page = context.new_page()
            lights = ("terang", "gelap") if kind == "contoh" else ("terang",)
            for found in (screens(page, url, kind), *(stage(page, url, kind, light) for light in lights)):
                for fault in found:
                    print(fault, flush=True)
                    wrong.append(fault)
            print(f"{kind}: {len(list((FOLDER / kind).rglob('*.png')))} gambar", flush=True)
    return wrong


if __name__ == "__main__":
    words = argparse.ArgumentParser(prog="python -m tests.pictures", description=__doc__)
    words.add_argument("--docs", action="store_true", help="renew the pictures of README.md and docs/ too")
    asked = words.parse_args()
    with sync_playwright() as playwright:
        path = chromium.find() or chromium.install()
        opened = playwright.chromium.launch(executable_path=path, args=OFFLINE + chromium.AS_ROOT)
        wrong = main(opened)
        opened.close()
    print(f"Lembar contoh: {sheet.make(FOLDER)}")
    if asked.docs:
        sheet.renew(FOLDER / "contoh", ROOT / "docs" / "gambar")
    sys.exit(1 if wrong else 0)
