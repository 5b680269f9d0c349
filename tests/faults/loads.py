"""Many viewers at one dashboard, and what it cost them and the machine. Short in the tests, long in ``make soak``."""

import asyncio
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.faults.dashboards import Dashboard, spent
from tests.faults.watchers import Truth, percentile, watching

MEGABYTE = 1 << 20
# What a rerun costs stands in tests/guard/figures.toml. Only the stage and the desk where it is set up cost more, and
# they are on one screen or two; this one anybody may have in hand, with a plan of his own.
HEAVIEST = "skenario"
# By the address of a plan, which of its figures is known without reckoning: when nothing grows and cover that ends is
# not prolonged, it brings as many people as it protects.
PLANS: dict[str, Truth] = {
    f"periode=2023-{month:02}&skenario=Rencana~2024~berakhir~0~BPU*mandiri*umum*{people}*2024-01*12*0*": {
        "Tambahan peserta": (f"+{people}",)
    }
    for month in range(1, 13)
    for people in range(1, 1000)
}


@dataclass(frozen=True)
class Figures:
    """What one crowd met. Seconds of the 95th percentile of first runs, the 95th and the 99th of reruns.

    cores: of the processor, that the dashboard used once all had come; grown_mb: by how much its memory grew then.
    """

    viewers: int
    reruns: int
    first: float
    p95: float
    p99: float
    cores: float
    grown_mb: float
    wrong: list[str]

    def __str__(self) -> str:
        return (
            f"{self.viewers} pemirsa, {self.reruns} jalan ulang: p95 {1000 * self.p95:.0f} ms, "
            f"p99 {1000 * self.p99:.0f} ms, buka pertama p95 {1000 * self.first:.0f} ms, "
            f"{self.cores:.2f} inti, memori {self.grown_mb:+.0f} MB, {len(self.wrong)} salah"
        )


def crowd(dashboard: Dashboard, *, count: int, think: float, seconds: float, page: str = HEAVIEST) -> Figures:
    """Let so many people look at one screen for so long. They come within one time to think.

    On the heaviest one each of them asks for another plan every time, so that nothing has been drawn before.
    """
    addresses, truth = (tuple(PLANS), PLANS.__getitem__) if page == HEAVIEST else (("",), None)
    with watching(
        dashboard.url, count=count, think=think, page=page, arriving=think, addresses=addresses, truth=truth
    ) as seen:
        time.sleep(2 * think)
        process, began = dashboard.process, time.monotonic()
        memory, before = process.memory_info().rss, spent(process)
        time.sleep(max(0.0, seconds - 2 * think))
        grown = process.memory_info().rss - memory
        cores = (spent(process) - before) / (time.monotonic() - began)
    reruns = seen.seconds("rerun")
    wrong = seen.faults + ["cut off"] * len(seen.lost)
    first = percentile(seen.seconds("first"), 95)
    return Figures(
        count, len(reruns), first, percentile(reruns, 95), percentile(reruns, 99), cores, grown / MEGABYTE, wrong
    )


@contextmanager
def rude(url: str, *, silent: int, flooding: int) -> Iterator[None]:
    """Inside the block some ask and never read an answer, and some ask again without waiting for one."""
    over, plans = threading.Event(), itertools.cycle(PLANS)

    async def ask_for_ever(pause: float, *, reads: bool) -> None:
        asked = BackMsg()
        asked.rerun_script.page_name = HEAVIEST
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
                            asked.rerun_script.query_string = next(plans)
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
