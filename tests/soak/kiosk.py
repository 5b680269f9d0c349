"""Screens that stay open in a real Chromium and are drawn anew every second: what that costs both ends.

``ui.pace`` draws nobody's screen more often than that; eight screens give the server in an hour the drawings of eight.
"""

import datetime as dt
import json
import time
import urllib.request
from dataclasses import dataclass, field

from playwright.sync_api import Page, sync_playwright

from queries.refresher import PROBE_SECONDS
from tests.browser import chromium
from tests.browser.conftest import OFFLINE
from tests.browser.test_screens import open_screen
from tests.faults.dashboards import Dashboard
from tests.faults.loads import MEGABYTE

SAMPLE_SECONDS = 30
# One a second for an hour. The first hour fills what is kept; figures are of those after it.
HOUR = 3600
GROWN_MB, OTHER_NODES, OLDEST_SECONDS = 1.0, 0.01, 2 * PROBE_SECONDS
DRAWN = "() => document.querySelector('[data-test-script-state=\"notRunning\"]')"


@dataclass(frozen=True)
class Sample:
    """One look at the machine: seconds since the beginning, drawings of all screens so far, megabytes, counts.

    heap_mb, nodes, listeners: of the first screen. files: with connections, also those to a database. age: seconds
    since the server last confirmed what it shows.
    """

    at: float
    drawn: int
    server_mb: float
    heap_mb: float
    nodes: float
    listeners: float
    files: int
    threads: int
    age: float


@dataclass
class Stay:
    """What was seen. screens: how many stayed open; refreshed: how often they were drawn anew, together."""

    screens: int
    samples: list[Sample] = field(default_factory=list)
    refreshed: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def late(self) -> list[Sample]:
        """Those after the first hour of drawings; in a short stay the last two thirds."""
        late = [sample for sample in self.samples if sample.drawn >= HOUR]
        return late if len(late) * 2 > len(self.samples) else self.samples[len(self.samples) // 3 :]

    def per_hour(self, what: str) -> float:
        """By how much a figure grew in as many drawings as an hour has seconds, by least squares.

        The server draws every screen, a browser's page only its own.
        """
        late, hour = self.late, HOUR * (1 if what == "server_mb" else self.screens)
        middle = sum(sample.drawn for sample in late) / len(late)
        spread = sum((sample.drawn - middle) ** 2 for sample in late)
        return hour * sum((sample.drawn - middle) * getattr(sample, what) for sample in late) / spread if spread else 0

    def faults(self) -> list[str]:
        """What was wrong, and the pass figures of S1 that were missed; slopes count after an hour of drawings."""
        late = self.late
        slopes = [(name, self.per_hour(name)) for name in ("server_mb", "heap_mb") if self.refreshed >= HOUR]
        nodes = [each.nodes for each in late]
        return [
            *self.wrong,
            *(f"{name} {slope:+.1f} per {HOUR} gambar" for name, slope in slopes if slope > GROWN_MB),
            *([f"simpul DOM {min(nodes):.0f}-{max(nodes):.0f}"] if max(nodes) > min(nodes) * (1 + OTHER_NODES) else []),
            *([f"berkas +{grown}"] if (grown := min(late[-2].files, late[-1].files) - late[0].files) > 0 else []),
            *(f"dipastikan {each.age:.0f} s lalu" for each in late if each.age > OLDEST_SECONDS),
        ]

    def __str__(self) -> str:
        first, last = self.late[0], self.samples[-1]
        return (
            f"{last.at:.0f} s, {self.screens} layar, {self.refreshed} gambar ulang; per {HOUR} gambar: server "
            f"{self.per_hour('server_mb'):+.1f} MB, JS {self.per_hour('heap_mb'):+.1f} MB; "
            f"simpul DOM {first.nodes:.0f} -> {last.nodes:.0f}, "
            f"berkas {first.files} -> {last.files}, utas {first.threads} -> {last.threads}, "
            f"dipastikan paling lama {max(each.age for each in self.samples):.0f} s lalu, {len(self.wrong)} salah"
        )


def run(dashboard: Dashboard, seconds: float, screens: int, slug: str = "", key: str = "r") -> Stay:
    """Leave screens open so long and press a key on each every second: by default for the whole first screen again."""
    stay = Stay(screens)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find() or chromium.install(), args=OFFLINE + chromium.AS_ROOT
        )
        pages = [browser.new_page(viewport={"width": 1920, "height": 1080}) for _ in range(screens)]
        for page in pages:
            page.on("pageerror", lambda error: stay.wrong.append(str(error)))
            open_screen(page, dashboard.url, slug)
        devtools = pages[0].context.new_cdp_session(pages[0])
        devtools.send("Performance.enable")
        every, began = min(SAMPLE_SECONDS, seconds / 4), time.monotonic()
        while (now := time.monotonic() - began) < seconds or len(stay.samples) < 3:
            if now >= len(stay.samples) * every:
                devtools.send("HeapProfiler.collectGarbage")
                measured = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
                stay.samples.append(_sample(now, stay.refreshed, dashboard, measured))
                stay.wrong += [f"{fault} after {now:.0f} s" for page in pages for fault in _faults(page)]
            for page in pages:
                page.keyboard.press(key)
            pages[0].wait_for_timeout(1000)
            for page in pages:
                page.wait_for_function(DRAWN)
            stay.refreshed += screens
        browser.close()
    return stay


def _faults(page: Page) -> list[str]:
    text = page.inner_text("body")
    return ["the number or its freshness was gone"] if "114.377" not in text or "tidak dapat dihubungi" in text else []


def _sample(now: float, drawn: int, dashboard: Dashboard, measured: dict[str, float]) -> Sample:
    process = dashboard.process
    return Sample(
        at=now,
        drawn=drawn,
        server_mb=process.memory_info().rss / MEGABYTE,
        heap_mb=measured["JSHeapUsedSize"] / MEGABYTE,
        nodes=measured["Nodes"],
        listeners=measured["JSEventListeners"],
        files=process.num_fds(),
        threads=process.num_threads(),
        age=_age(dashboard.url),
    )


def _age(url: str) -> float:
    with urllib.request.urlopen(f"{url}/siap", timeout=10) as answer:
        confirmed = dt.datetime.fromisoformat(json.load(answer)["dipastikan"])
    return (dt.datetime.now(dt.UTC) - confirmed).total_seconds()
