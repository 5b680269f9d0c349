"""A start while the shared database is away: the last reading of this machine with its age, else a page of words."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import kept
from tests.conftest import clear
from tests.faults.dashboards import Dashboard
from tests.faults.watchers import TRUTH, banner
from tests.viewer import Answer, viewer

LABEL, SAMPLE = TRUTH[""]


def keep(url: str, folder: Path) -> None:
    """What a dashboard on that database keeps in its folder for such a start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        patch.setenv("FOLDER_KEADAAN", str(folder))
        clear()
        kept.keep()
        clear()


@dataclass(frozen=True)
class Start:
    """What the first visitor met. seconds: from the start of the process until his screen was whole."""

    seconds: float
    answer: Answer

    def wrong(self, *, has_kept: bool) -> list[str]:
        """What is wrong with his screen. has_kept: whether this machine has read that database before."""
        if has_kept:
            shown, said = self.answer.figures.get(LABEL), banner(self.answer)
            return [f"{LABEL}: {shown}"] * (shown != SAMPLE) + [f"no age: {said}"] * ("lalu)" not in said)
        said = " ".join(alert.body.lower() for alert in self.answer.kinds("alert"))
        drawn, zero = bool(self.answer.kinds("bidi_component")), "0 peserta" in self.answer.text
        return ["figures"] * drawn + ["a silent 0"] * zero + [f"no words: {said}"] * ("basis data" not in said)


@contextmanager
def started(dashboard: Dashboard) -> Iterator[Start]:
    """Start it, and look at its first screen as soon as it answers; it ends with the block."""
    began = time.monotonic()
    dashboard.start()
    try:
        dashboard.wait()
        answer = asyncio.run(_open(dashboard.url))
        yield Start(time.monotonic() - began, answer)
    finally:
        dashboard.end()


async def _open(url: str) -> Answer:
    async with viewer(url) as somebody:
        return await somebody.run()
