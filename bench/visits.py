"""What visitors in a real Chromium wait for: ours and its peers in turns, each round one visit of everybody."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench import line, page, servers
from bench.peers import ringkasan, static_page
from bench.table import Row
from tests.browser import chromium
from ui import formats

LAPTOP = {"width": 1366, "height": 768}
# As people click: ui/pace.py answers more than ten in a row only one a second.
PAUSE_MS = 1_000


@dataclass(frozen=True)
class Peer:
    """One page.

    charts: of its first screen; words: that it says; choose: the browser's own list of choices, or what opens one whose
    options are as ``option`` says; link: leads to the second screen.
    """

    name: str
    charts: int
    words: tuple[str, ...] = ()
    address: str = "/"
    choose: str = ""
    option: str = ""
    link: str = ""
    second_charts: int = 0


OURS, DASH, PLAIN = "dasbor ini", "Dash", "halaman polos"
LOOPBACK, SLOW = "loopback", "40 md 10 Mbit/s"
# What was promised: at most so much, and at most so many times Dash. The socket is no request here.
MARKS: dict[tuple[str, str, str], tuple[float | None, float | None]] = {
    ("buka pertama", "md", LOOPBACK): (None, 1.1),
    ("buka pertama", "md", SLOW): (None, 0.5),
    ("buka pertama", "kB", LOOPBACK): (2300, None),
    ("buka lagi", "md", LOOPBACK): (None, 1.0),
    ("buka lagi", "permintaan", LOOPBACK): (3, None),
    ("ganti periode", "md", LOOPBACK): (None, 1.0),
    ("ganti layar", "md", LOOPBACK): (None, 0.9),
}
PEERS = (
    Peer(
        OURS,
        3,
        (),
        "/?periode={month:%Y-%m}",
        ".pilihan select",
        link='header a:has-text("Klaim")',
        second_charts=4,
    ),
    Peer(
        DASH,
        3,
        choose="#periode",
        option='.dash-dropdown-option:has-text("{words}")',
        link='a:has-text("Klaim")',
        second_charts=4,
    ),
    Peer(PLAIN, 0, ("Halo",)),
    Peer("satu grafik", 1),
    Peer("halaman statis", 3, choose="select"),
)


@contextmanager
def everybody() -> Iterator[dict[str, servers.Served]]:
    """All of them, running."""
    with ExitStack() as running:
        folder = Path(running.enter_context(tempfile.TemporaryDirectory()))
        static_page.write(folder)
        commands = {
            OURS: servers.ours(),
            DASH: servers.dash(),
            PLAIN: servers.streamlit(servers.PEERS / "hello.py"),
            "satu grafik": servers.streamlit(servers.PEERS / "one_chart.py"),
            "halaman statis": servers.static(folder),
        }
        yield {name: running.enter_context(servers.served(*command)) for name, command in commands.items()}


def measure(everyone: dict[str, servers.Served], *, rounds: int, slowly: bool) -> list[Row]:
    """The rows of loopback, or of the slow line. The first round warms the servers and is dropped."""
    place = SLOW if slowly else LOOPBACK
    rows: dict[str, Row] = {}
    with ExitStack() as running:
        urls = {
            name: running.enter_context(line.slow(one.port)) if slowly else one.url for name, one in everyone.items()
        }
        browser = running.enter_context(_chromium())
        for n in range(rounds + 1):
            for peer in PEERS:
                for what, unit, value in _whole_visit(browser, peer, urls[peer.name]):
                    if n:
                        marks = MARKS.get((what, unit, place), (None, None))
                        row = rows.setdefault(f"{what}{unit}", Row(f"{what}, {place}", unit, DASH, *marks))
                        row.add(peer.name, value)
    return list(rows.values())


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium.find(), args=chromium.AS_ROOT)


def _whole_visit(browser: Browser, peer: Peer, url: str) -> list[tuple[str, str, float]]:
    """A visit that broke off is made once more: over the slow line a script of Dash's server may never arrive."""
    try:
        return list(_visit(browser, peer, url))
    except Error as error:
        print(f"{peer.name}: {error}", file=sys.stderr)
        return list(_visit(browser, peer, url))


def _visit(browser: Browser, peer: Peer, url: str) -> Iterator[tuple[str, str, float]]:
    """What one visitor sees: (what, unit, value), one after the other."""
    context = browser.new_context(viewport=LAPTOP)
    visitor = context.new_page()
    visitor.set_default_timeout(60_000)
    newest, *others = ringkasan.months()[:3]
    whole = {"charts": peer.charts, "words": _told(newest) if peer.charts == 3 else peer.words}
    address = url + peer.address.format(month=newest)
    cold = page.opened(visitor, address, **whole)
    yield "buka pertama", "md", cold.milliseconds
    yield "buka pertama", "kB", cold.kilobytes
    yield "buka pertama", "permintaan", cold.requests
    # Chromium keeps a compiled script from its second use on.
    page.opened(visitor, address, **whole)
    warm = page.opened(visitor, address, **whole)
    yield "buka lagi", "md", warm.milliseconds
    yield "buka lagi", "permintaan", warm.requests
    if peer.charts == 3:
        for month in (*others, newest):
            visitor.wait_for_timeout(PAUSE_MS)
            yield "ganti periode", "md", _choose(peer, visitor, month)
    if peer.link:
        visitor.wait_for_timeout(PAUSE_MS)
        yield "ganti layar", "md", page.pressed(visitor, peer.link, charts=peer.second_charts)
    if peer.name == OURS:
        visitor.goto(f"{url}/proyektor")
        visitor.locator("html[data-adegan]").wait_for(state="attached")
        visitor.wait_for_timeout(3 * PAUSE_MS)
        for _ in range(3):
            yield "ganti adegan", "md", page.next_scene(visitor)
            visitor.wait_for_timeout(PAUSE_MS)
    context.close()


def _choose(peer: Peer, visitor: Page, month: pd.Timestamp) -> float:
    """Ask a page for another month: the milliseconds."""
    words, told = formats.month(month), _told(month)
    if not peer.option:
        return page.pressed(visitor, peer.choose, charts=peer.charts, words=told, option=words)
    visitor.locator(peer.choose).first.click()
    option = peer.option.format(words=words)
    visitor.locator(option).first.wait_for()
    return page.pressed(visitor, option, charts=peer.charts, words=told)


def _told(month: pd.Timestamp) -> list[str]:
    """What every page says of a month: its members."""
    [(_, members, _), *_] = ringkasan.overview(month, next(iter(ringkasan.bases())), ()).cards
    return [members]
