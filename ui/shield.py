"""What every answer carries against misuse, and what is refused before the program sees it."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import incidents

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# Bytes. The longest address of the program's own stays below a tenth of these; cookies of a sign-in need the room.
LONGEST_PATH = 2_048
LONGEST_QUERY = 4_096
LONGEST_HEADERS = 32_768
# Of what is sent; only the screen that takes files has use for more, and Streamlit limits that itself.
LONGEST_BODY = 16_384
UPLOAD = "/_stcore/upload_file/"
# What Streamlit tells of itself to programs, in English.
CLOSED = r"/_stcore/(metrics|agent)(/|$)"


def _script_hashes() -> str:
    """The inline scripts of Streamlit's own page, so that a new version of Streamlit needs no new list."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_bytes()
    scripts = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in scripts)


REFERRER = "Referrer-Policy"
HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {_script_hashes()}",
            # Streamlit and Plotly write their styles at run time.
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    REFERRER: "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Shield:
    """The outermost layer, on http and websocket. hosts: the names it answers to besides loopback."""

    def __init__(self, app: ASGIApp, hosts: Callable[[], frozenset[str]]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    # A page whose address is a secret asks for less to be told.
                    headers[name] = headers.get(name, value) if name == REFERRER else value
            await send(message)

        if refusal := self._refusal(scope):
            await refusal(scope, receive, with_headers)
            return
        try:
            await self.app(scope, receive, with_headers)
        except Exception as error:
            # Starlette's own answer to a fault is made outside of every layer, in English and without the headers.
            if started or scope["type"] == "websocket":
                raise
            said = f"Permintaan ini gagal dijawab. Sebutkan nomor kejadian {incidents.note(error)} kepada pengelola."
            await PlainTextResponse(said, 500)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if _host(scope) not in self._known_hosts():
            return PlainTextResponse("Nama host ini tidak dikenal.", 403)
        if scope["type"] == "websocket" and not self._is_ours(scope):
            return PlainTextResponse("Sambungan dari situs lain ditolak.", 403)
        if len(scope.get("raw_path") or scope["path"].encode()) > LONGEST_PATH:
            return PlainTextResponse("Alamat terlalu panjang.", 414)
        if len(scope["query_string"]) > LONGEST_QUERY:
            return PlainTextResponse("Alamat terlalu panjang.", 414)
        if sum(len(name) + len(value) for name, value in scope["headers"]) > LONGEST_HEADERS:
            return PlainTextResponse("Kepala permintaan terlalu panjang.", 431)
        if scope["type"] == "http" and UPLOAD not in scope["path"] and _is_long(scope):
            return PlainTextResponse("Kiriman terlalu besar.", 413)
        if re.search(CLOSED, scope["path"]):
            return PlainTextResponse("Tidak ada.", 404)
        return None

    def _is_ours(self, scope: Scope) -> bool:
        """Whether the page that opens a socket is one of ours; a program that is no page says nothing.

        Streamlit would ask two sites on the internet for this machine's address before it refuses.
        """
        headers = Headers(scope=scope)
        origins = headers.getlist("origin")
        if len(origins) > 1:
            return False
        return not origins or urlsplit(origins[0]).netloc.casefold() == headers["host"].casefold()

    def _known_hosts(self) -> frozenset[str]:
        return LOOPBACK | self.hosts() | {str(st.get_option("server.address")).casefold()}


def _host(scope: Scope) -> str:
    """The name that was asked for, without its port, in lower case; '' when none or more than one was given."""
    given = Headers(scope=scope).getlist("host")
    return re.sub(r":\d*$", "", given[0]).casefold() if len(given) == 1 else ""


def _is_long(scope: Scope) -> bool:
    """Whether a request brings more than is allowed, or does not say how much: no browser does that here."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    return "transfer-encoding" in headers or not length.isdecimal() or int(length) > LONGEST_BODY
