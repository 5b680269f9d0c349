"""Who asks without end is taken at the pace of people, and waits for those who read."""

import asyncio
import threading
import time
from contextlib import suppress

from ui.pace import AT_ONCE, PER_SECOND, Pace, Turns

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


def test_who_asked_longest_ago_comes_first_and_one_at_a_time():
    turns, drawn, at_once = Turns(), [], []
    inside = threading.Lock()

    def draw(asked: float) -> None:
        with turns.turn(asked):
            at_once.append(inside.acquire(blocking=False))
            drawn.append(asked)
            inside.release()

    with turns.turn(0.0):
        waiting = []
        for asked in (99.0, 94.0, 98.0, 93.0, 99.0):
            waiting.append(threading.Thread(target=draw, args=[asked]))
            waiting[-1].start()
            while len(turns._waiting) < len(waiting):
                time.sleep(0.001)
        assert drawn == []
    for thread in waiting:
        thread.join(5)
    assert drawn == [93.0, 94.0, 98.0, 99.0, 99.0]
    assert all(at_once)


def test_a_screen_that_fails_gives_its_turn_back():
    turns = Turns()
    with suppress(ZeroDivisionError), turns.turn(0.0):
        raise ZeroDivisionError
    entered = threading.Event()
    next_one = threading.Thread(target=lambda: turns.turn(0.0).__enter__() or entered.set(), daemon=True)
    next_one.start()
    assert entered.wait(5)
