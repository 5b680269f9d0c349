"""Streamlit's scripts and styles, and those of ``ui.drawing``, as browsers get them: translated, packed, kept for good.

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

from ui import drawing, theme, translation

STATIC = Path(st.__file__).parent / "static" / "static"
# What the first screen is made of, by the beginnings of their names.
FIRST_SCREEN = ("BidiComponent",)
TYPES = {"js": "text/javascript", "css": "text/css"}
# The best first. Browsers offer Brotli only over https and from this machine itself. Its higher levels need a quarter
# of a minute for a tenth less.
PACKINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=6),
    "": bytes,
}
# Each of Streamlit's loggers looks for its level in the cookies, and a browser waits for another process to tell them.
LOGGERS, ASKING, NOT_ASKING = "loglevel.", "if(typeof e===t)try{", "if(!1)try{"
# Chromium compiles all of such a script while it comes, and keeps that; else on each visit what is run after the start.
COMPILE_ALL = "//# allFunctionsCalledOnLoad\n"
_WORDS = hashlib.sha256("".join(map(translation.translated, translation.scripts())).encode())
_WORDS.update(theme.ICONS_FILE.encode())
_WORDS.update((NOT_ASKING + COMPILE_ALL).encode())
_MARK = _WORDS.hexdigest()[:12]
# Streamlit's folders, and ours, whose contents never change.
THEIRS, THEIR_STYLES = "/static/js/", "/static/css/"
OURS, OUR_STYLES = f"/static/js-{_MARK}/", f"/static/css-{_MARK}/"
_THEIR_ICONS = re.compile(r"\.\./media/MaterialSymbols-Rounded\.[^)]+")


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
        tag = f'"{name}-{_MARK}"'
        for_good = not request.url.path.startswith((THEIRS, THEIR_STYLES))
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
        content = translation.translated(path)
        if path.name.startswith(LOGGERS):
            content = content.replace(ASKING, NOT_ASKING)
        if path in drawing.FILES.values():
            content = COMPILE_ALL + content
        if path.suffix == ".css":
            content = _THEIR_ICONS.sub(f"../../{theme.ICONS_FILE}", content)
        return pack(content.encode())


def of_first_screen() -> tuple[str, ...]:
    """The addresses of the scripts that the first screen needs besides Streamlit's own page: Streamlit would ask for
    one after the other once the first chart, card or choice has come.
    """
    found = [next((STATIC / "js").glob(f"{name}.*.js")).name for name in FIRST_SCREEN]
    for name in found:
        own = re.findall(r'(?:from|import)"\./([^"]+)"', (STATIC / "js" / name).read_text(encoding="utf-8"))
        found += [each for each in dict.fromkeys(own) if each not in found]
    already = _of_page()
    return (
        *drawing.ADDRESSES.values(),
        *(f"{THEIRS}{name}" for name in found if name not in already),
    )


def of_every_visit() -> tuple[str, ...]:
    """The names of what Streamlit's page asks for itself, and of the first screen's."""
    return (*(address.rpartition("/")[2] for address in of_first_screen()), *_of_page())


def _of_page() -> tuple[str, ...]:
    page = (STATIC.parent / "index.html").read_text(encoding="utf-8")
    return tuple(dict.fromkeys(re.findall(r"static/(?:js|css)/([^\"]+)", page)))


def _name(path: str) -> str:
    ours = re.escape(drawing.FOLDER)
    found = re.fullmatch(rf"(?:/static/(?:js|css)(?:-[0-9a-f]{{12}})?/|{ours})([^/]+)", path)
    return found[1] if found else ""
