"""A stretch of network that can be broken: a TCP proxy of this machine in front of a server of this machine."""

import asyncio
import ctypes
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum

from tests.postgres import free_port

BLOCK_BYTES = 8192
SLOW_SECONDS = 0.3
# A filter of one instruction that keeps nothing: the kernel drops what comes to the socket and confirms nothing.
_SO_ATTACH_FILTER, _SO_DETACH_FILTER = 26, 27
_KEEP_NOTHING = ctypes.create_string_buffer(struct.pack("HBBI", 0x06, 0, 0, 0))
_FILTER = struct.pack("HP", 1, ctypes.addressof(_KEEP_NOTHING))


class Mode(Enum):
    """What happens to connections, those that stand and new ones."""

    PASS = "everything goes through"
    SLOW = "everything goes through, each block of an answer late"
    HOLE = "nothing goes through and nothing is said, but what is sent is confirmed to have arrived"
    LOST = "packets are lost, in both directions"
    RESET = "those that stand are reset at once, new ones after they were taken"
    REFUSE = "those that stand are reset at once, nobody listens for new ones"


class Proxy:
    """The proxy. ``mode`` may be set at any time from any thread."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.port = free_port()
        self.loop = asyncio.new_event_loop()
        self._mode = Mode.PASS
        self._open = asyncio.Event()
        self._standing: set[asyncio.StreamWriter] = set()
        # Of these, the ends at which somebody came in.
        self._near: set[asyncio.StreamWriter] = set()
        self._listening: asyncio.Server | None = None

    @property
    def mode(self) -> Mode:
        """What happens now."""
        return self._mode

    @mode.setter
    def mode(self, mode: Mode) -> None:
        asyncio.run_coroutine_threadsafe(self._switch(mode), self.loop).result(10)

    async def _switch(self, mode: Mode) -> None:
        was, self._mode = self._mode, mode
        if mode in (Mode.HOLE, Mode.LOST):
            self._open.clear()
        else:
            self._open.set()
        if mode in (Mode.RESET, Mode.REFUSE):
            for standing in list(self._standing):
                _reset(standing)
        if mode is Mode.REFUSE and self._listening:
            self._listening.close()
            self._listening = None
        elif mode is not Mode.REFUSE and self._listening is None:
            self._listening = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        if self._listening and Mode.LOST in (was, mode):
            for line in [*self._listening.sockets, *(near.get_extra_info("socket") for near in self._near)]:
                with suppress(OSError):
                    line.setsockopt(socket.SOL_SOCKET, *_filter(mode))

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._mode is Mode.RESET:
            _reset(writer)
            return
        self._standing.add(writer)
        self._near.add(writer)
        beyond = None
        try:
            await self._open.wait()
            far_reader, beyond = await asyncio.open_connection("127.0.0.1", self.target)
            self._standing.add(beyond)
            there, back = self._carry(reader, beyond), self._carry(far_reader, writer, answer=True)
            tasks = [asyncio.ensure_future(there), asyncio.ensure_future(back)]
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        except OSError:
            _reset(writer)
        finally:
            self._near.discard(writer)
            for end in (writer, beyond):
                if end:
                    self._standing.discard(end)
                    end.close()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, answer: bool = False) -> None:
        with suppress(OSError):
            while block := await reader.read(BLOCK_BYTES):
                if answer and self._mode is Mode.SLOW:
                    await asyncio.sleep(SLOW_SECONDS)
                await self._open.wait()
                writer.write(block)
                await writer.drain()
            # The end of a connection is lost as well.
            await self._open.wait()


def _filter(mode: Mode) -> tuple[int, bytes]:
    return (_SO_ATTACH_FILTER, _FILTER) if mode is Mode.LOST else (_SO_DETACH_FILTER, bytes(4))


def _reset(writer: asyncio.StreamWriter) -> None:
    """Hang up with a TCP reset instead of a farewell."""
    with suppress(OSError, AttributeError):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    writer.transport.abort()


@contextmanager
def proxied(target: int) -> Iterator[Proxy]:
    """A proxy in front of a port of this machine, passing everything at first; it ends with the block."""
    proxy = Proxy(target)
    thread = threading.Thread(target=proxy.loop.run_forever, name="proxy")
    thread.start()
    try:
        proxy.mode = Mode.PASS
        yield proxy
    finally:
        proxy.mode = Mode.REFUSE
        asyncio.run_coroutine_threadsafe(_finish(), proxy.loop).result(10)
        proxy.loop.call_soon_threadsafe(proxy.loop.stop)
        thread.join()
        proxy.loop.close()


async def _finish() -> None:
    """Let every task of this loop end."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
