"""Many viewers at one dashboard, and what it cost them and the machine. Short in the tests, long in ``make soak``."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.dashboards import Dashboard
from tests.faults.watchers import Watchers, percentile, watching

MEGABYTE = 1 << 20
# A rerun of any screen costs 9 to 15 ms of processor; this one is among the dearest, and it shows a true number.
HEAVIEST = ""


@dataclass(frozen=True)
class Figures:
    """What one crowd met. Seconds of the 95th percentile of first runs, the 95th and the 99th of reruns."""

    viewers: int
    reruns: int
    first: float
    p95: float
    p99: float
    grown_mb: float
    wrong: list[str]

    def __str__(self) -> str:
        return (
            f"{self.viewers} pemirsa, {self.reruns} jalan ulang: p95 {1000 * self.p95:.0f} ms, "
            f"p99 {1000 * self.p99:.0f} ms, buka pertama p95 {1000 * self.first:.0f} ms, "
            f"memori +{self.grown_mb:.0f} MB, {len(self.wrong)} salah"
        )


def crowd(dashboard: Dashboard, *, count: int, think: float, seconds: float, page: str = HEAVIEST) -> Figures:
    """Let so many people look at one screen for so long. They come within one time to think."""
    with watching(dashboard.url, count=count, think=think, page=page, arriving=think) as seen:
        time.sleep(2 * think)
        before = dashboard.process.memory_info().rss
        time.sleep(max(0.0, seconds - 2 * think))
        grown = dashboard.process.memory_info().rss - before
    return figures(seen, count, grown / MEGABYTE)


def figures(seen: Watchers, count: int, grown_mb: float = 0.0) -> Figures:
    """Sum up what a crowd saw."""
    reruns = seen.seconds("rerun")
    wrong = seen.faults + ["cut off"] * len(seen.lost)
    first = percentile(seen.seconds("first"), 95)
    return Figures(count, len(reruns), first, percentile(reruns, 95), percentile(reruns, 99), grown_mb, wrong)


@contextmanager
def rude(url: str, *, silent: int, flooding: int) -> Iterator[None]:
    """Inside the block some ask and never read an answer, and some ask again without waiting for one."""
    over = threading.Event()

    async def ask_for_ever(pause: float, *, reads: bool) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = HEAVIEST
        asked.rerun_script.query_string = ""
        address = url.replace("http", "ws", 1) + "/_stcore/stream"
        protocols = [websockets.Subprotocol("streamlit"), websockets.Subprotocol("PLACEHOLDER")]
        while True:
            with suppress(OSError, websockets.WebSocketException):
                async with websockets.connect(
                    address, origin=websockets.Origin(url), subprotocols=protocols, max_size=None, proxy=None,
                    max_queue=1, ping_interval=None, close_timeout=0.1,
                ) as socket:  # fmt: skip
                    reading = asyncio.ensure_future(_drain(socket)) if reads else None
                    try:
                        while True:
                            await socket.send(asked.SerializeToString())
                            await asyncio.sleep(pause)
                    finally:
                        if reading:
                            reading.cancel()
            await asyncio.sleep(0.5)

    async def everybody() -> None:
        tasks = [asyncio.ensure_future(ask_for_ever(0.5, reads=False)) for _ in range(silent)]
        tasks += [asyncio.ensure_future(ask_for_ever(0.02, reads=True)) for _ in range(flooding)]
        while not over.is_set():
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=lambda: asyncio.run(everybody()), name="rude")
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def _drain(socket: websockets.ClientConnection) -> None:
    with suppress(websockets.WebSocketException):
        async for _ in socket:
            pass
