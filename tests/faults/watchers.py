"""Many people who look at one dashboard at once and change something now and then, and what each of them saw.

Whatever happens to the database behind it, a person who looks must see the true numbers, at once, and no fault.
"""

import asyncio
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import websockets
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.viewer import Answer, Viewer, viewer

# The figure that a screen must show, and what stands in it: the sample's numbers.
TRUTH = {"": ("Peserta aktif", "114.377"), "klaim": ("Klaim dibayarkan 2023", "Rp56,5 miliar")}
ABOUT_DATABASE = "Basis data"
# Of each figure that a screen must show, what may stand in it.
Truth = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Look:
    """One answer that somebody got. at: when it was asked for (monotonic); seconds: until it was whole.

    kind: 'first' of a visit, 'rerun', or 'fragment', which redraws itself; fault: what was wrong with it, '' if
    nothing was; banner: what it said about the database, '' if nothing; values: what stood in the metrics of the truth.
    """

    at: float
    seconds: float
    kind: str
    fault: str
    banner: str
    values: tuple[str, ...] = ()

    @property
    def is_calm(self) -> bool:
        """A whole screen that says nothing about the database."""
        return self.kind != "fragment" and not self.banner


@dataclass
class Watchers:
    """What was seen until now. It grows while they watch."""

    looks: list[Look] = field(default_factory=list)
    # Each time somebody was cut off.
    lost: list[float] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What was wrong with what was seen."""
        return [f"{look.kind}: {look.fault}" for look in list(self.looks) if look.fault]

    def seconds(self, kind: str, *, since: float = 0.0) -> list[float]:
        """How long answers of one kind took, from a moment on."""
        return [look.seconds for look in list(self.looks) if look.kind == kind and look.at >= since]

    def wait_for(self, seen: Callable[[Look], bool], seconds: float, *, what: str) -> float:
        """Wait until somebody sees something; returns the seconds. Raises AssertionError after so many."""
        began = time.monotonic()
        while not any(seen(look) for look in list(self.looks) if look.at >= began):
            assert time.monotonic() < began + seconds, f"nobody saw {what} within {seconds} s"
            time.sleep(0.1)
        return time.monotonic() - began

    def wait_for_banner(self, seconds: float) -> float:
        """Wait until somebody is told that the database is away; returns the seconds."""
        return self.wait_for(lambda look: bool(look.banner), seconds, what="a banner")

    def wait_for_calm(self, seconds: float) -> float:
        """Wait until somebody's whole screen says nothing about the database; returns the seconds."""
        return self.wait_for(lambda look: look.is_calm, seconds, what="a screen without a banner")

    def is_calm(self, *, since: float) -> bool:
        """Whether somebody saw a whole screen that says nothing about the database, and the newest one is such."""
        whole = [look for look in list(self.looks) if look.kind != "fragment" and look.at >= since]
        return bool(whole) and whole[-1].is_calm


def percentile(values: list[float], percent: int) -> float:
    """A percentile of some seconds; of a single one, itself."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


@contextmanager
def watching(
    url: str,
    *,
    count: int,
    think: float,
    page: str = "",
    truth: Truth | Callable[[str], Truth] | None = None,
    arriving: float = 1.0,
    seed: int = 1,
    addresses: Sequence[str] = ("",),
) -> Iterator[Watchers]:
    """Inside the block so many people look at one screen; each asks again after ``think`` seconds, more or less.

    truth: that of the screen, or of an address; arriving: the seconds in which they come; addresses: what each look
    asks for, by chance one of these, e.g. 'periode=2023-06'.
    Whoever is cut off comes back, as a browser does. What redraws itself does so as in a browser.
    """
    known = {label: (value,) for label, value in [TRUTH[page]]} if truth is None else truth
    crowd = _Crowd(url, page, think, known if callable(known) else lambda _: known, Watchers(), addresses)
    chance = random.Random(seed)
    thread = threading.Thread(
        target=lambda: asyncio.run(crowd.watch([chance.uniform(0, arriving) for _ in range(count)], seed)),
        name="watchers",
    )
    thread.start()
    try:
        yield crowd.seen
    finally:
        crowd.over.set()
        thread.join()
        if crowd.failure:
            raise crowd.failure


@dataclass
class _Crowd:
    url: str
    page: str
    think: float
    truth: Callable[[str], Truth]
    seen: Watchers
    addresses: Sequence[str]
    over: threading.Event = field(default_factory=threading.Event)
    failure: BaseException | None = None

    async def watch(self, delays: list[float], seed: int) -> None:
        people = [asyncio.ensure_future(self._person(delay, random.Random(seed + n))) for n, delay in enumerate(delays)]
        while not self.over.is_set():
            await asyncio.sleep(0.05)
        for each in people:
            each.cancel()
        for ended in await asyncio.gather(*people, return_exceptions=True):
            if isinstance(ended, Exception):
                self.failure = ended

    async def _person(self, delay: float, chance: random.Random) -> None:
        await asyncio.sleep(delay)
        session = ""
        while True:
            try:
                async with viewer(self.url, session_id=session) as connected:
                    visit = _Visit(self, connected, chance)
                    await visit.first()
                    session = visit.session
                    await visit.stay()
            except (OSError, websockets.WebSocketException, TimeoutError):
                self.seen.lost.append(time.monotonic())
                # Streamlit's own script waits about as long before it tries again.
                await asyncio.sleep(0.5)


class _Visit:
    """One connection: its first screen, then reruns and the parts that redraw themselves."""

    def __init__(self, crowd: _Crowd, connected: Viewer, chance: random.Random) -> None:
        self.crowd, self.connected, self.chance = crowd, connected, chance
        self.session = ""
        # When each fragment that redraws itself is due, and its seconds between.
        self.due: dict[str, tuple[float, float]] = {}

    async def first(self) -> None:
        answer = await self._look("first")
        self.session = answer.session_id

    async def stay(self) -> None:
        next_rerun = time.monotonic() + self._pause()
        while True:
            at, fragment = min([(next_rerun, ""), *((at, name) for name, (at, _) in self.due.items())])
            await asyncio.sleep(max(0.0, at - time.monotonic()))
            if fragment:
                self.due[fragment] = (time.monotonic() + self.due[fragment][1], self.due[fragment][1])
                await self._look("fragment", fragment)
            else:
                await self._look("rerun")
                next_rerun = time.monotonic() + self._pause()

    def _pause(self) -> float:
        return self.crowd.think * self.chance.uniform(0.5, 1.5)

    async def _look(self, kind: str, fragment: str = "") -> Answer:
        at = time.monotonic()
        query = "" if fragment else self.chance.choice(self.crowd.addresses)
        answer = await self.connected.run(self.crowd.page, query=query, fragment=fragment)
        if not fragment:
            self.due.clear()
        for message in answer.messages:
            if message.HasField("auto_rerun"):
                every = message.auto_rerun.interval
                self.due[message.auto_rerun.fragment_id] = (time.monotonic() + every, every)
        truth = self.crowd.truth(query)
        shown = {label: value for label, value in answer.figures.items() if label in truth}
        wrong = [
            f"{label}: {shown.get(label)}"
            for label, values in truth.items()
            if not fragment and shown.get(label) not in values
        ]
        fault = _error(answer) or ", ".join(wrong)
        self.crowd.seen.looks.append(Look(at, answer.seconds, kind, fault, banner(answer), tuple(shown.values())))
        return answer


def _error(answer: Answer) -> str:
    if answer.kinds("exception"):
        return "an exception"
    said = [f"{alert.body} {alert.title}" for alert in answer.kinds("alert") if alert.format == Alert.ERROR]
    ended = [message.script_finished for message in answer.messages if message.HasField("script_finished")]
    broken = ForwardMsg.FINISHED_WITH_COMPILE_ERROR in ended
    return " | ".join(said) or ("a script that cannot be run" if broken else "")


def banner(answer: Answer) -> str:
    """What an answer says about the database; '' when nothing."""
    said = [f"{alert.title} {alert.body}" for alert in answer.kinds("alert")]
    return next((each for each in said if ABOUT_DATABASE in each), "")
