"""Streamlit's scripts and styles, and ours for charts, as a browser gets them: in our words, packed, kept for good.

Streamlit sends them as they are, which is four times the bytes. The scripts stand in a folder whose name tells their
content, so that a browser may keep them for good although our words may change.
"""

import asyncio
import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import brotli
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ui import drawing, translation

STATIC = Path(st.__file__).parent / "static" / "static"
TYPES = {"js": "text/javascript", "css": "text/css"}
# The best first. Browsers offer Brotli only over https and from this machine itself. Its higher levels need a quarter
# of a minute for a tenth less.
PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=6),
    "": bytes,
}
_WORDS = hashlib.sha256("".join(map(translation.translated, translation.scripts())).encode()).hexdigest()[:12]
THEIRS, OURS = "/static/js/", f"/static/js-{_WORDS}/"


class Scripts:
    """Answers for every script and style that the browser's part of Streamlit is made of. Each is packed once.

    first: the names of those that every visit needs; they are packed before anybody asks.
    """

    def __init__(self, app: ASGIApp, first: tuple[str, ...] = ()) -> None:
        self.app = app
        theirs = {path.name: path for kind in TYPES for path in (STATIC / kind).glob(f"*.{kind}")}
        self.files = theirs | drawing.FILES
        # One at a time: two who ask for the same wait for the same, and the screens keep the other processor.
        self.packer = ThreadPoolExecutor(1, "pengemas")
        self.packed: dict[tuple[str, str], Future[bytes]] = {}
        for name in first:
            self._pack(name, next(iter(PACKINGS)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _name(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        if name not in self.files:
            await self.app(scope, receive, send)
            return
        await (await self.answer(name, Request(scope)))(scope, receive, send)

    async def answer(self, name: str, request: Request) -> Response:
        """The file, as small as the browser can unpack it; 304 to a browser that has it already."""
        tag = f'"{name}-{_WORDS}"'
        for_good = not request.url.path.startswith(THEIRS)
        headers = {
            "etag": tag,
            "cache-control": "public, max-age=31536000, immutable" if for_good else "no-cache",
            "vary": "Accept-Encoding",
        }
        if request.headers.get("if-none-match", "").removeprefix("W/") == tag:
            return Response(status_code=304, headers=headers)
        offered = re.split(r"[,;\s]+", request.headers.get("accept-encoding", ""))
        packing = next(packing for packing in PACKINGS if packing in (*offered, ""))
        return Response(
            await asyncio.wrap_future(self._pack(name, packing)),
            media_type=TYPES[name.rpartition(".")[2]],
            headers=headers | ({"content-encoding": packing} if packing else {}),
        )

    def _pack(self, name: str, packing: str) -> Future[bytes]:
        if (name, packing) not in self.packed:
            self.packed[name, packing] = self.packer.submit(self._made, self.files[name], PACKINGS[packing])
        return self.packed[name, packing]

    def _made(self, path: Path, pack: Callable[[bytes], bytes]) -> bytes:
        return pack(translation.translated(path).encode())


def of_charts() -> tuple[str, ...]:
    """The addresses of what draws the first chart, in the order in which Streamlit would ask for it."""
    component = next((STATIC / "js").glob("BidiComponent.*.js")).name
    return (f"{THEIRS}{component}", *(f"{drawing.ADDRESS}{name}" for name in drawing.FILES))


def of_every_visit() -> tuple[str, ...]:
    """The names of what Streamlit's page asks for itself, and of the charts'; the largest first."""
    page = (STATIC.parent / "index.html").read_text(encoding="utf-8")
    charts = (address.rpartition("/")[2] for address in reversed(of_charts()))
    return (*charts, *dict.fromkeys(re.findall(r"static/(?:js|css)/([^\"]+)", page)))


def _name(path: str) -> str:
    found = re.fullmatch(rf"(?:/static/(?:js(?:-[0-9a-f]{{12}})?|css)/|{re.escape(drawing.ADDRESS)})([^/]+)", path)
    return found[1] if found else ""
