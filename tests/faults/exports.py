"""People who take papers away, without a browser: what a click on a button asks of the server, and the file."""

import asyncio
import time
import urllib.request
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.viewer import Answer, Viewer, viewer

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
        clicks = (_click(url, *each, ending) for *each, (_, ending) in zip(people, seen, wanted, strict=True))
        return await asyncio.gather(*clicks), began


async def made(person: Viewer, seen: Answer, button: Any) -> str:
    """Click on a button of a screen whose file is made on demand; returns the address of the file."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "berkas"
    asked.backend_operation_request.session_id = seen.session_id
    asked.backend_operation_request.deferred_file.file_id = button.deferred_file_id
    await person.socket.send(asked.SerializeToString())
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            told = ForwardMsg.FromString(await person.socket.recv())
            if told.HasField("backend_operation_response"):
                break
    answer = told.backend_operation_response
    assert not answer.error_msg, answer.error_msg
    address: str = answer.deferred_file.url
    return address


async def _click(url: str, person: Viewer, seen: Answer, ending: str) -> Taken:
    button = next(each for each in seen.kinds("download_button") if f"({ending.upper()})" in each.label)
    began = time.monotonic()
    content = await asyncio.to_thread(_fetch, url + await made(person, seen, button))
    return Taken(content, time.monotonic() - began)


def _fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=PATIENCE_SECONDS) as answer:
        content: bytes = answer.read()
        return content
