"""People who come, look once and go, thousands of times: what they leave behind in the server."""

import asyncio
import random
import time
from dataclasses import dataclass

from tests.faults.dashboards import Dashboard
from tests.faults.loads import MEGABYTE
from tests.faults.watchers import TRUTH
from tests.viewer import viewer

TOGETHER = 8
# The first visits fill memories that stay; what grows after them is lost.
WARM_UP = 100
# Longer than a session is kept for somebody who was cut off.
REST_SECONDS = 65
GROWN_MB = 30
STAYING_LOOKS = 5


@dataclass(frozen=True)
class Left:
    """What so many visits left: megabytes, threads, open files and connections more than before."""

    visits: int
    seconds: float
    megabytes: float
    threads: int
    files: int
    wrong: list[str]

    def __str__(self) -> str:
        return (
            f"{self.visits} kunjungan dalam {self.seconds:.0f} s: memori {self.megabytes:+.1f} MB, "
            f"utas {self.threads:+d}, berkas dan sambungan {self.files:+d}, {len(self.wrong)} salah"
        )


def run(dashboard: Dashboard, count: int, seed: int, *, rest: float = REST_SECONDS) -> Left:
    """What so many visits leave, several at once, when the sessions of those who left have been forgotten."""
    wrong: list[str] = []

    def held_after(visits: int, chance: random.Random) -> tuple[int, int, int]:
        asyncio.run(_visit(dashboard.url, visits, chance, wrong))
        time.sleep(rest)
        # Old sessions are forgotten when somebody comes.
        asyncio.run(_visit(dashboard.url, 1, chance, wrong))
        return _held(dashboard)

    before, began = held_after(WARM_UP, random.Random(seed)), time.monotonic()
    after = held_after(count, random.Random(seed + 1))
    took = time.monotonic() - began
    megabytes, threads, files = (now - then for now, then in zip(after, before, strict=True))
    return Left(count, took, megabytes / MEGABYTE, threads, files, wrong)


def _held(dashboard: Dashboard) -> tuple[int, int, int]:
    """What stays: a thread that reads or writes just now comes and goes."""
    process, looks = dashboard.process, []
    for _ in range(STAYING_LOOKS):
        looks.append((process.memory_info().rss, process.num_threads(), process.num_fds()))
        time.sleep(1)
    memory, threads, files = (min(each) for each in zip(*looks, strict=True))
    return memory, threads, files


async def _visit(url: str, count: int, chance: random.Random, wrong: list[str]) -> None:
    left = iter(range(count))

    async def somebody() -> None:
        for _ in left:
            page = chance.choice(sorted(TRUTH))
            label, value = TRUTH[page]
            async with viewer(url) as visitor:
                answer = await visitor.run(page)
            shown = answer.figures.get(label)
            if shown != value:
                wrong.append(f"{page or 'ringkasan'}: {shown}")

    await asyncio.gather(*(somebody() for _ in range(min(TOGETHER, count))))
