"""Who is answered when: one screen is drawn at a time, and who asks faster than people click waits like people."""

import heapq
import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A hurried person's clicks in a row are answered at once; after that one a second. Drawing a screen takes the
# processor a twentieth of one, so five who never stop leave two thirds of it to the others.
AT_ONCE = 10
PER_SECOND = 1.0
# Seconds between two things that somebody who reads asks for. Who has asked for nothing yet ranks with those, not
# before them: else it would pay to come anew each time.
READING = 6.0
_ASKED = "terakhir_diminta"


class Turns:
    """One at a time; of those who wait, whoever had asked longest ago when he asked again comes first.

    So who asks without end waits for the others, and they hardly for him; he comes nearer the longer he waits.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: list[tuple[float, int, threading.Event]] = []
        self._numbers = itertools.count()

    @contextmanager
    def turn(self, asked: float) -> Iterator[None]:
        """Wait for a turn, and have it inside the block. asked: when this one asked before, by the steady clock."""
        self._take(asked)
        try:
            yield
        finally:
            self._leave()

    def _take(self, asked: float) -> None:
        with self._lock:
            if not self._taken:
                self._taken = True
                return
            called = threading.Event()
            heapq.heappush(self._waiting, (asked, next(self._numbers), called))
        called.wait()

    def _leave(self) -> None:
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[-1].set()
            else:
                self._taken = False


# Who draws a screen now. Drawing only computes, and one core does it: fifty screens that are drawn at the same time
# hinder one another: each then takes several times as long as in a queue.
_turns = Turns()


@contextmanager
def turn() -> Iterator[None]:
    """Have this visit's screen drawn when it is its turn."""
    now = time.monotonic()
    asked: float = st.session_state.get(_ASKED, now - READING)
    st.session_state[_ASKED] = now
    with _turns.turn(asked):
        yield


class Pace:
    """Around every websocket: takes what its browser sends no faster than that. What waits, waits in the network."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        # When, at the pace, all that was taken until now will have been due.
        due = 0.0

        async def take() -> Message:
            nonlocal due
            message = await receive()
            if message["type"] == "websocket.receive":
                now = time.monotonic()
                due = max(due, now - AT_ONCE / PER_SECOND) + 1 / PER_SECOND
                await anyio.sleep(max(0.0, due - now))
            return message

        await self.app(scope, take, send)
