"""People who take papers away, without a browser: what a click on a button asks of the server, and the file."""

import asyncio
import time
import urllib.request
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import urljoin

from tests import written
from tests.viewer import Answer, viewer

PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Taken:
    """A file that somebody took away. seconds: from the click to the last byte."""

    content: bytes
    seconds: float


def take_all(url: str, wanted: Sequence[tuple[str, str]]) -> tuple[list[Taken], float]:
    """Papers by query of the first screen and ending: everybody has the screen open, then all click at once.

    Returns what they took, and when they clicked (monotonic).
    """
    return asyncio.run(_take_all(url, wanted))


async def _take_all(url: str, wanted: Sequence[tuple[str, str]]) -> tuple[list[Taken], float]:
    async with AsyncExitStack() as open_screens:
        people = [await open_screens.enter_async_context(viewer(url)) for _ in wanted]
        seen = [await person.run(query=query) for person, (query, _) in zip(people, wanted, strict=True)]
        began = time.monotonic()
        clicks = (_click(url, screen, ending) for screen, (_, ending) in zip(seen, wanted, strict=True))
        return await asyncio.gather(*clicks), began


def address(url: str, seen: Answer, ending: str) -> str:
    """Where the paper of a kind is asked for that a screen offers. Raises StopIteration."""
    offered = written.files(seen.kinds("bidi_component"))
    return next(urljoin(f"{url}/", where) for label, _, where in offered if f"({ending.upper()})" in label)


async def _click(url: str, seen: Answer, ending: str) -> Taken:
    began = time.monotonic()
    content = await asyncio.to_thread(_fetch, address(url, seen, ending))
    return Taken(content, time.monotonic() - began)


def _fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
        content: bytes = answer.read()
        return content
