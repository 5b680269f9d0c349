"""What one run of the script says goes to the browser together, so that it draws the screen once.

A run sends some seventy messages while it goes on. A browser that gets them one by one lays the whole screen out
several times over; together they are one drawing.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui.frames import SCRIPT

# Whoever waits longer, e.g. for a paper, sees what there is.
LONGEST_SECONDS = 0.15
# The end of a run is a message of 44 bytes; larger ones need not be read.
LARGEST_END = 100


class Bursts:
    """Around every websocket: holds what a run says until it ends, or for a moment."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        burst = _Burst(send)
        try:
            await self.app(scope, receive, burst.tell)
        finally:
            burst.forget()


class _Burst:
    def __init__(self, send: Send) -> None:
        self.send = send
        self.held: list[Message] = []
        self.release: asyncio.TimerHandle | None = None
        self.turn = asyncio.Lock()
        self.going: set[asyncio.Task[None]] = set()
        self.has_run = False

    async def tell(self, message: Message) -> None:
        """Send a message, or hold it while a run goes on.

        That the first run begins is told at once: the browser prepares the page meanwhile.
        """
        content = message.get("bytes") or b""
        is_said = message["type"] == "websocket.send"
        begins = is_said and SCRIPT in content
        self.held.append(message)
        if not is_said or _is_end(content) or (not self.has_run if begins else self.release is None):
            await self._flush()
        if begins:
            self.has_run = True
            self.forget()
            self.release = asyncio.get_running_loop().call_later(LONGEST_SECONDS, self._let_go)

    def forget(self) -> None:
        """Nobody listens any more."""
        if self.release:
            self.release.cancel()

    def _let_go(self) -> None:
        task = asyncio.create_task(self._flush_by_itself())
        self.going.add(task)
        task.add_done_callback(self.going.discard)

    async def _flush_by_itself(self) -> None:
        # Whoever has gone is noticed where the program listens.
        with suppress(OSError, RuntimeError):
            await self._flush()

    async def _flush(self) -> None:
        self.forget()
        self.release = None
        async with self.turn:
            while self.held:
                await self.send(self.held.pop(0))


def _is_end(content: bytes) -> bool:
    return len(content) <= LARGEST_END and ForwardMsg.FromString(content).HasField("script_finished")
