"""What one run of the script says goes to the browser together, so that it draws the screen once.

A run sends a dozen messages while it goes on. A browser that gets them one by one lays the whole screen out several
times over; together they are one drawing. Menu and title of the window are told when they change: for each of them
Streamlit's part in the browser goes through the whole screen, and draws it in between.
"""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from ui.frames import SCRIPT

# Whoever waits longer, e.g. for a paper, sees what there is.
LONGEST_SECONDS = 0.15
# Most messages are elements; those that are looked for here are smaller than this.
LARGEST_READ = 3000
# What holds until something else is said.
LASTING = frozenset({"navigation", "page_config_changed"})


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
        self.known: dict[str, bytes] = {}

    async def tell(self, message: Message) -> None:
        """Send a message, or hold it while a run goes on.

        That the first run begins is told at once: the browser prepares the page meanwhile.
        """
        content = message.get("bytes") or b""
        is_said = message["type"] == "websocket.send"
        kind = _kind(content)
        if kind in LASTING:
            if self.known.get(kind) == content:
                return
            self.known[kind] = content
        begins = is_said and SCRIPT in content
        self.held.append(message)
        if not is_said or kind == "script_finished" or (not self.has_run if begins else self.release is None):
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


def _kind(content: bytes) -> str:
    """Of a message of Streamlit; '' for one that need not be read."""
    return (ForwardMsg.FromString(content).WhichOneof("type") or "") if len(content) <= LARGEST_READ else ""
