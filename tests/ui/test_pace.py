"""Who asks without end is taken at the pace of people."""

import asyncio
import time

from ui.pace import AT_ONCE, PER_SECOND, Pace

HASTY = 3


def test_more_than_people_click_has_to_wait():
    taken: list[float] = []

    async def server(scope, receive, send):
        for _ in range(AT_ONCE + HASTY):
            await receive()
            taken.append(time.monotonic())

    async def flood():
        return {"type": "websocket.receive", "bytes": b""}

    asyncio.run(Pace(server)({"type": "websocket"}, flood, None))
    assert taken[AT_ONCE + HASTY - 1] - taken[0] >= 0.9 * HASTY / PER_SECOND
    assert taken[AT_ONCE - 1] - taken[0] < 0.9 * HASTY / PER_SECOND
