"""What the outermost layer refuses before Streamlit sees it, and whose log Streamlit writes to."""

import asyncio

import pytest
import streamlit.logger as streamlit_logger
from streamlit.logger import get_logger

from ui import server
from ui.shield import Shield

HOST = "127.0.0.1:8501"


def reaches(*origins: str) -> bool:
    """Whether a websocket from pages of these origins gets past the layer."""
    reached = []

    async def app(*_: object) -> None:
        reached.append(1)

    async def ignore(*_: object) -> None:
        return None

    headers = [(b"host", HOST.encode()), *((b"origin", origin.encode()) for origin in origins)]
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "raw_path": b"/_stcore/stream",
        "query_string": b"",
        "headers": headers,
        "extensions": {"websocket.http.response": {}},
    }
    asyncio.run(Shield(app, frozenset)(scope, ignore, ignore))
    return bool(reached)


@pytest.mark.parametrize("origins", [(), (f"http://{HOST}",), (f"HTTPS://{HOST}",)])
def test_our_own_pages_and_programs_open_a_socket(origins):
    assert reaches(*origins)


@pytest.mark.parametrize(
    "origins",
    [
        ("https://jahat.example",),
        ("null",),
        ("",),
        ("http://127.0.0.1:9999",),
        (f"http://{HOST}.jahat.example",),
        (f"http://{HOST}", "https://jahat.example"),
    ],
)
def test_a_page_of_another_site_is_refused_before_streamlit_asks_the_internet(origins):
    assert not reaches(*origins)


def test_what_streamlit_says_later_goes_to_the_same_log(monkeypatch):
    monkeypatch.setattr(streamlit_logger, "setup_formatter", streamlit_logger.setup_formatter)
    server.share_log()
    late = get_logger("streamlit.uji_kemudian")
    assert late.propagate
    assert late.handlers == []
