"""A viewer without a browser: speaks to a running dashboard over Streamlit's websocket, as the browser's script does.

For what a browser would be too slow or too polite for: hundreds of viewers at once, and those who ask for more than
the menu offers.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import websockets
from google.protobuf.json_format import MessageToDict
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests import written

PATIENCE_SECONDS = 60


@dataclass
class Answer:
    """What one run of the script sent. seconds: from asking to the end of the run."""

    messages: list[ForwardMsg] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def text(self) -> str:
        """Everything that was sent, as text; what stands on the screen is in it, among much else."""
        sheets = [element.bytes.decode() for element in self.kinds("bidi_component")]
        return "\n".join([*(str(MessageToDict(message)) for message in self.messages), *sheets])

    @property
    def pages(self) -> dict[str, str]:
        """The menu that was offered: the hash of each page by its address; '' is the first screen."""
        offered = [message.navigation for message in self.messages if message.HasField("navigation")]
        return {page.url_pathname: page.page_script_hash for page in offered[-1].app_pages} if offered else {}

    @property
    def session_id(self) -> str:
        """The id of the session, with which a browser that was cut off asks to go on."""
        said = [message.new_session for message in self.messages if message.HasField("new_session")]
        return said[-1].initialize.session_id if said else ""

    def kinds(self, kind: str) -> list[Any]:
        """The elements of one kind that were drawn, e.g. 'bidi_component' for one of our own, 'button'."""
        drawn = [message.delta.new_element for message in self.messages if message.HasField("delta")]
        return [getattr(element, kind) for element in drawn if element.WhichOneof("type") == kind]

    @property
    def figures(self) -> dict[str, str]:
        """The figures of the headline cards that were drawn, by their label."""
        return {card["label"]: card["value"] for card in written.cards(self.kinds("bidi_component"))}

    @property
    def titles(self) -> list[str]:
        """The titles and headings outside of cards that were drawn, by Streamlit or on a sheet."""
        ours = [title for title, _ in written.titles(self.kinds("bidi_component"))]
        return ours + [heading.body for heading in self.kinds("heading")]

    @property
    def said(self) -> list[str]:
        """The titles, notes, headings and sentences that were drawn."""
        ours = self.kinds("bidi_component")
        markdown = [each.body for each in self.kinds("markdown")]
        notes = [words for warns in (False, True) for words in written.notes(ours, warns=warns)]
        return [*self.titles, *notes, *markdown, *written.headings(ours), *written.sentences(ours)]

    def widget(self, label: str) -> str:
        """The id of the widget with a label. Raises StopIteration."""
        drawn = [message.delta.new_element for message in self.messages if message.HasField("delta")]
        parts = [getattr(element, element.WhichOneof("type")) for element in drawn if element.WhichOneof("type")]
        return next(part.id for part in parts if getattr(part, "id", "") and getattr(part, "label", "") == label)


class Viewer:
    """One connection. Each ``run`` asks for the script and waits until it has ended."""

    def __init__(self, socket: websockets.ClientConnection) -> None:
        self.socket = socket

    async def run(
        self,
        page: str = "",
        *,
        query: str = "",
        page_hash: str = "",
        fragment: str = "",
        widgets: Mapping[str, Any] | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> Answer:
        """Run the script once. page: its address; widgets: value by id; a bool is a click of a button.

        Raises TimeoutError, and websockets.ConnectionClosed when the server hangs up.
        """
        asked = BackMsg()
        # Also an empty message has to be there.
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        asked.rerun_script.page_script_hash = page_hash
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.widget_states.widgets.extend(_state(*each) for each in (widgets or {}).items())
        return await self.ask(asked, patience=patience)

    async def ask(self, asked: BackMsg, *, patience: float = PATIENCE_SECONDS) -> Answer:
        """Send any message and collect what comes until a run of the script has ended."""
        answer = Answer()
        started = asyncio.get_running_loop().time()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(patience):
            while True:
                message = ForwardMsg.FromString(await self.socket.recv())
                answer.messages.append(message)
                # A run that was cut short for the next one ends too; the last one counts.
                ended = message.HasField("script_finished")
                if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    break
        answer.seconds = asyncio.get_running_loop().time() - started
        return answer


@asynccontextmanager
async def viewer(
    url: str,
    *,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] = (),
    origin: str | None = "",
    session_id: str = "",
    largest: int | None = None,
) -> AsyncIterator[Viewer]:
    """Connect to a dashboard, e.g. 'http://127.0.0.1:8501'.

    origin: by default the dashboard's own, None for none; session_id: of a session to take up again; headers: more of
    them, e.g. a Cookie. Raises websockets.InvalidStatus when the server refuses.
    """
    parts = urlsplit(url)
    own = f"{parts.scheme}://{parts.netloc}" if origin == "" else origin
    said = list(headers.items() if isinstance(headers, Mapping) else headers)
    protocols = ["streamlit", "PLACEHOLDER", *([session_id] if session_id else [])]
    async with websockets.connect(
        re.sub("^http", "ws", url) + "/_stcore/stream",
        additional_headers=[*([("Origin", own)] if own else []), *said],
        subprotocols=[websockets.Subprotocol(each) for each in protocols],
        max_size=largest,
        proxy=None,
        open_timeout=PATIENCE_SECONDS,
    ) as socket:
        yield Viewer(socket)


def _state(identity: str, value: Any) -> WidgetState:
    if isinstance(value, WidgetState):
        return value
    if isinstance(value, bool):
        return WidgetState(id=identity, trigger_value=value)
    return WidgetState(id=identity, string_value=value)
