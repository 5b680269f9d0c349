"""What may pass over a websocket: what a browser may ask of the program, and what it is not told."""

from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What a browser may ask of the program. Not among it: to empty the cache of all viewers, or to look at the source.
HEARD = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
# How the protocol of websockets calls what cannot be read, and text where bytes are spoken.
GARBAGE, TEXT = 1002, 1003
# The script that Streamlit runs; a message that tells its path tells its name too.
SCRIPT = b"visit.py"


class Frames:
    """Around every websocket: passes on what is heard, and hangs up on what is no message at all.

    Streamlit hangs up too, but leaves a traceback in the log each time.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        hung_up = False

        async def hear() -> Message:
            nonlocal hung_up
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                asked = _asked(message)
                if isinstance(asked, int):
                    hung_up = True
                    await send({"type": "websocket.close", "code": asked})
                    return {"type": "websocket.disconnect", "code": asked}
                if asked.WhichOneof("type") in (None, *HEARD):
                    return message

        async def tell(message: Message) -> None:
            if hung_up:
                return
            if message["type"] != "websocket.send":
                await send(message)
                return
            if SCRIPT in (message.get("bytes") or b""):
                message = {**message, "bytes": _without_path(message["bytes"])}
            # uvicorn hangs up by itself on a frame that is too large, also in the middle of a screen.
            with suppress(RuntimeError):
                await send(message)

        await self.app(scope, hear, tell)


def _asked(message: Message) -> BackMsg | int:
    """What a frame asks for, or the code to hang up with."""
    if message.get("bytes") is None:
        return TEXT
    asked = BackMsg()
    try:
        asked.ParseFromString(message["bytes"])
    except Exception:
        return GARBAGE
    return asked


def _without_path(content: bytes) -> bytes:
    """A message without the place of the program on the server, which Streamlit tells every viewer."""
    message = ForwardMsg.FromString(content)
    if message.HasField("new_session"):
        message.new_session.main_script_path = message.new_session.name
    return message.SerializeToString()
