"""What one run of the script says goes to the browser together."""

import asyncio
import gc

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui import bursts
from ui.bursts import Bursts


def frame(**content) -> dict:
    return {"type": "websocket.send", "bytes": ForwardMsg(**content).SerializeToString()}


def begin() -> dict:
    message = ForwardMsg()
    message.new_session.main_script_path = "visit.py"
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


END = frame(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
WORD = frame(page_not_found={"page_name": "a"})
CLOSE = {"type": "websocket.close", "code": 1000}


@pytest.fixture
def tell():
    """A function that lets an application send messages, a number being a pause; gives (sent, after which step)."""

    def run(steps) -> list[tuple[dict, int]]:
        now, sent = 0, []

        async def app(_scope, _receive, send):
            nonlocal now
            for now, step in enumerate(steps):  # noqa: B007
                await (send(step) if isinstance(step, dict) else asyncio.sleep(step))

        async def send(message):
            sent.append((message, now))

        asyncio.run(Bursts(app)({"type": "websocket"}, None, send))
        return sent

    return run


def test_a_run_goes_out_at_its_end_in_order(tell):
    first, last = begin(), END
    assert tell([first, END, first, WORD, WORD, last])[2:] == [(first, 5), (WORD, 5), (WORD, 5), (last, 5)]


def test_the_beginning_of_the_first_run_goes_out_at_once(tell):
    first, last = begin(), END
    assert tell([first, WORD, last]) == [(first, 0), (WORD, 2), (last, 2)]


def test_menu_and_title_are_told_when_they_change(tell):
    menu, other = (frame(navigation={"sections": [name]}) for name in "ab")
    title = frame(page_config_changed={"title": "a"})
    run = [begin(), menu, title, END]
    assert [message for message, _ in tell([*run, *run, begin(), other, title, END, *run])] == [
        *run,
        begin(),
        END,
        begin(),
        other,
        END,
        begin(),
        menu,
        END,
    ]


def test_what_is_said_outside_of_a_run_goes_out_at_once(tell):
    assert tell([WORD, begin(), END, WORD])[0] == (WORD, 0)
    assert tell([begin(), END, WORD])[-1] == (WORD, 2)


def test_a_long_run_shows_what_there_is(tell, monkeypatch):
    monkeypatch.setattr(bursts, "LONGEST_SECONDS", 0.01)
    first = begin()
    assert tell([first, WORD, 0.2, WORD, END]) == [(first, 0), (WORD, 2), (WORD, 3), (END, 4)]
    assert tell([first, END, first, 0.2, WORD, END])[2:] == [(first, 3), (WORD, 4), (END, 5)]


def test_a_second_run_that_cuts_the_first_short_is_in_order_too(tell):
    first, second = begin(), begin()
    assert [message for message, _ in tell([first, WORD, second, WORD, END])] == [first, WORD, second, WORD, END]


def test_who_hangs_up_gets_what_was_held(tell):
    first = begin()
    assert [message for message, _ in tell([first, WORD, CLOSE])] == [first, WORD, CLOSE]


def test_who_is_gone_before_a_long_run_ends_is_no_fault(monkeypatch):
    monkeypatch.setattr(bursts, "LONGEST_SECONDS", 0.01)
    faults = []

    async def app(_scope, _receive, send):
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: faults.append(context))
        await send(begin())
        await send(WORD)
        await asyncio.sleep(0.1)

    async def send(message):
        if message == WORD:
            raise ConnectionResetError

    asyncio.run(Bursts(app)({"type": "websocket"}, None, send))
    gc.collect()
    assert faults == []
