"""Who is answered when: one screen is drawn at a time, and who asks faster than people click waits like people."""

import threading
import time

import anyio
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# A hurried person's clicks in a row are answered at once; after that one a second. Drawing a screen takes the
# processor a twentieth of one, so five who never stop leave two thirds of it to the others.
AT_ONCE = 10
PER_SECOND = 1.0
# Who draws a screen now. Drawing only computes, and one core does it: fifty screens that are drawn at the same time
# hinder one another: each then takes several times as long as in a queue.
turn = threading.Lock()


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
