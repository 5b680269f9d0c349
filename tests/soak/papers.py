"""People look at the first screen while ten at once take papers away, again and again; each paper is another one."""

import os
import time
from dataclasses import dataclass

from tests.faults import exports
from tests.faults.dashboards import Dashboard
from tests.faults.watchers import percentile, watching

VIEWERS, THINK, TAKERS = 50, 6.0, 10
# From one round of papers to the next.
EVERY_SECONDS = 60.0
MONTHS = [f"{year}-{month:02}" for year in (2021, 2022, 2023) for month in range(1, 13)]
SEGMENTS = ("", "&segmen=PU", "&segmen=BPU", "&segmen=Jakon")
STARTS = {"pdf": b"%PDF", "pptx": b"PK", "xlsx": b"PK"}


@dataclass(frozen=True)
class Met:
    """What the viewers met, in seconds: all the time, and while papers were made; and how long the papers took."""

    rounds: int
    papers: list[float]
    calm: list[float]
    during: list[float]
    load: list[float]
    wrong: list[str]

    @property
    def looks(self) -> list[float]:
        """Every rerun."""
        return self.calm + self.during

    def __str__(self) -> str:
        told = [
            f"{name} {len(seconds)} kali: p50 {1000 * percentile(seconds, 50):.0f} ms, "
            f"p95 {1000 * percentile(seconds, 95):.0f} ms, p99 {1000 * percentile(seconds, 99):.0f} ms"
            for name, seconds in (("semua", self.looks), ("selagi bahan dibuat", self.during), ("tenang", self.calm))
            if seconds
        ]
        made = f"{len(self.papers)} bahan dalam {self.rounds} kali, p95 {percentile(self.papers, 95):.1f} s"
        load = f"beban {min(self.load):.1f}–{max(self.load):.1f}"
        return f"{VIEWERS} pemirsa; {'; '.join(told)}; {made}; {load}; {len(self.wrong)} salah"


def run(dashboard: Dashboard, seconds: float) -> Met:
    """Let people look on for so long, and take papers away every ``EVERY_SECONDS``."""
    taken, spans, load, wrong = [], [], [os.getloadavg()[0]], []
    with watching(dashboard.url, count=VIEWERS, think=THINK, arriving=THINK) as seen:
        time.sleep(2 * THINK)
        settled = time.monotonic()
        while (left := seconds - (time.monotonic() - settled)) > 0:
            wanted = _wanted(len(spans))
            found, clicked = exports.take_all(dashboard.url, wanted)
            spans.append((clicked, time.monotonic()))
            taken += [each.seconds for each in found]
            load.append(os.getloadavg()[0])
            wrong += [
                f"not a {ending}"
                for each, (_, ending) in zip(found, wanted, strict=True)
                if not each.content.startswith(STARTS[ending])
            ]
            time.sleep(max(0.0, min(left, EVERY_SECONDS) - (time.monotonic() - clicked)))
    looks = [look for look in seen.looks if look.kind == "rerun" and look.at >= settled]
    busy = [any(start <= look.at <= end for start, end in spans) for look in looks]
    calm, during = ([look.seconds for look, b in zip(looks, busy, strict=True) if b is want] for want in (False, True))
    return Met(len(spans), taken, calm, during, load, wrong + seen.faults + ["cut off"] * len(seen.lost))


def _wanted(turn: int) -> list[tuple[str, str]]:
    """What the takers of one round ask for: nobody asks for what was made before."""
    asked = []
    for place in range(turn * TAKERS, (turn + 1) * TAKERS):
        segment, ending = place // len(MONTHS), list(STARTS)[place % len(STARTS)]
        asked.append((f"periode={MONTHS[place % len(MONTHS)]}{SEGMENTS[segment % len(SEGMENTS)]}", ending))
    return asked
