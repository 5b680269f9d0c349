"""A slow line to a village office: a TCP proxy of this machine that delays, and lets through so much a second."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.postgres import free_port

ROUND_TRIP_SECONDS, BYTES_PER_SECOND = 0.040, 10_000_000 / 8
BLOCK_BYTES = 4096


class Line:
    """One direction of the line, shared by all connections: each block waits for those before it, then travels."""

    def __init__(self) -> None:
        self.free_at = 0.0

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry everything from one end to the other until either hangs up."""
        loop = asyncio.get_running_loop()
        travelling: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(256)

        async def arrive() -> None:
            while True:
                due, block = await travelling.get()
                await asyncio.sleep(due - loop.time())
                writer.write(block)
                await writer.drain()
                if not block:
                    return

        arriving = asyncio.create_task(arrive())
        with suppress(OSError):
            while block := await reader.read(BLOCK_BYTES):
                self.free_at = max(self.free_at, loop.time()) + len(block) / BYTES_PER_SECOND
                await travelling.put((self.free_at + ROUND_TRIP_SECONDS / 2, block))
                await asyncio.sleep(self.free_at - loop.time())
            await travelling.put((loop.time() + ROUND_TRIP_SECONDS / 2, b""))
            await arriving
        arriving.cancel()
        with suppress(OSError):
            writer.close()


@contextmanager
def slow(target: int) -> Iterator[str]:
    """The address at which a port of this machine is reached over a slow line."""
    loop, port = asyncio.new_event_loop(), free_port()
    there, back = Line(), Line()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            # A connection is made in one round trip.
            await asyncio.sleep(ROUND_TRIP_SECONDS)
            far_reader, far = await asyncio.open_connection("127.0.0.1", target)
            await asyncio.gather(there.carry(reader, far), back.carry(far_reader, writer))
        except OSError:
            writer.close()

    server = loop.run_until_complete(asyncio.start_server(serve, "127.0.0.1", port))
    thread = threading.Thread(target=loop.run_forever, name="line", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
