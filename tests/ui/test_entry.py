"""What the door makes of a request as a web server hands it over, and whom it stops hearing."""

import asyncio

import pytest

from ui.entry import Door
from ui.identity import NOBODY, OPEN_NETWORK, Rules, Visit


async def nothing(*_):
    """A program that is never reached."""


def door(rules, *, by_link=lambda cookies: NOBODY, goes_on=lambda link: True):
    return Door(nothing, rules, by_link, goes_on)


def visit(rules, reached, *headers):
    scope = {"type": "http", "server": reached, "client": ("127.0.0.1", 40000), "headers": list(headers)}
    return asyncio.run(door(rules).visit(scope))


@pytest.mark.parametrize("reached", [("192.168.1.10", 8501), ("::ffff:192.168.1.10", 8501), ("/run/dasbor", None)])
def test_another_web_server_opens_nothing_to_other_computers(reached):
    """The settings say 127.0.0.1; what counts is where a request really arrived."""
    assert visit(Rules(unggah=True), reached) == NOBODY
    assert visit(Rules(dipercaya=OPEN_NETWORK), reached).role == "viewer"
    assert visit(Rules(unggah=True), ("127.0.0.1", 8501)).role == "operator"


def test_two_headers_of_one_name_reach_the_decision_both():
    rules = Rules(masuk="proksi", proksi_tepercaya=("127.0.0.1",), proksi_identitas="X-Pengguna", peran_bawaan="viewer")
    said = [(b"x-pengguna", b"a"), (b"x-pengguna", b"b")]
    assert visit(rules, ("127.0.0.1", 8501), said[0]).role == "viewer"
    assert visit(rules, ("127.0.0.1", 8501), *said) == NOBODY


def test_a_screen_of_which_it_cannot_be_said_whether_it_may_stay_is_closed():
    def broken(link):
        raise RuntimeError

    async def served():
        sent, over = [], asyncio.Event()

        async def send(message):
            sent.append(message)
            over.set()

        async def stays(scope, receive, tell):
            async with asyncio.timeout(10):
                await over.wait()

        guarded = door(
            Rules(masuk="tautan"), by_link=lambda cookies: Visit("viewer", ends=9e12, link="a"), goes_on=broken
        )
        guarded.app = stays
        await guarded({"type": "websocket", "headers": [], "path": "/_stcore/stream"}, nothing, send)
        return sent

    assert asyncio.run(served()) == [{"type": "websocket.close", "code": 1008}]
