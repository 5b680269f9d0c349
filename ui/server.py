"""What surrounds the screens: health, warming up, the error sentence, and the page that the browser gets first."""

import logging
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import streamlit as st
import streamlit.logger as streamlit_logger
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import drawing, incidents, permissions, scripts, theme, wall
from ui.bursts import Bursts
from ui.entry import PAPERS, Door, visit_of
from ui.frames import Frames
from ui.hall import assets
from ui.identity import Rules
from ui.pace import Pace
from ui.plain import PlainPages
from ui.refusals import IndonesianRefusals
from ui.screens import SCREENS
from ui.shield import Shield

# What is no screen: Streamlit's own addresses, and what is asked for by scripts and links.
NO_SCREENS = (
    "/static",
    "/app/",
    "/media",
    "/component",
    "/_",
    "/oauth2callback",
    "/auth",
    f"{wall.PATH}/",
    f"{assets.PREFIX}/",
    f"{PAPERS}/",
)
# A session takes four files of the system, and many systems allow a program 1,024 until it asks for more.
MOST_FILES = 65_536
ICON = Path(__file__).with_name("static") / "favicon.png"


def share_log() -> None:
    """Let what Streamlit says later go to the log of the program too, instead of a stream and a form of its own."""

    def join(logger: logging.Logger) -> None:
        logger.propagate = True

    streamlit_logger.setup_formatter = join


def make_room() -> None:
    """Hold as many connections as the system allows, so that those who only occupy them do not keep others out."""
    # Windows counts no files.
    if sys.platform != "win32":
        import resource

        unlimited = resource.RLIM_INFINITY
        now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if most == unlimited else min(MOST_FILES, most)
        if now != unlimited and now < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def health_route(report: Callable[[], dict[str, Any]]) -> Route:
    """GET /siap for a load balancer: 200 when true data can be shown, else 503, with the reasons as JSON."""

    async def answer(_: Request) -> Response:
        state = await anyio.to_thread.run_sync(report)
        return JSONResponse(state, status_code=200 if state["siap"] else 503)

    return Route("/siap", answer)


def icon_route() -> Route:
    """GET /favicon.png: our shield in the tab of the window, where Streamlit's page asks for its own."""

    async def answer(_: Request) -> Response:
        return FileResponse(ICON, headers={"Cache-Control": "public, max-age=86400"})

    return Route("/favicon.png", answer)


def lifespan(
    start: Callable[[], None], stop: Callable[[], None]
) -> Callable[[st.App], AbstractAsyncContextManager[None]]:
    """Read before the first viewer comes, and go on reading while the server runs."""

    @asynccontextmanager
    async def run(_: st.App) -> AsyncIterator[None]:
        await anyio.to_thread.run_sync(start)
        yield
        stop()

    return run


def on_script_error(error: Exception) -> bool:
    """Show one Indonesian sentence with an incident number; the log holds the fault under the same number."""
    st.error(
        "Layar ini belum dapat ditampilkan. Muat ulang halaman; bila terulang, sebutkan nomor kejadian "
        f"{incidents.note(error)} kepada pengelola.",
        icon=":material/error:",
    )
    return True


def middleware(
    rules: Rules,
    holds: Callable[[str], tuple[str, float] | None],
    goes_on: Callable[[str], bool],
    hosts: Callable[[], frozenset[str]],
) -> list[Middleware]:
    """Around every answer, outermost first.

    rules: who may come in; holds, goes_on: of ``queries.tautan``; hosts: the names that this installation answers to.
    """
    return [
        Middleware(Shield, hosts=hosts),
        Middleware(Pace),
        Middleware(Frames),
        Middleware(Bursts),
        Middleware(Door, rules=rules, by_link=wall.by_cookie(holds), goes_on=goes_on),
        Middleware(PlainPages),
        Middleware(_KnownAddresses),
        Middleware(IndonesianRefusals),
        Middleware(scripts.Scripts, first=scripts.of_every_visit()),
        Middleware(_IndonesianShell),
        Middleware(_KeptTypefaces),
    ]


class _KnownAddresses:
    """An address that is no screen leads to the first one, instead of Streamlit's English dialog."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.screens = {f"/{screen.slug}": screen for screen in SCREENS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and self._is_unknown(scope):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"/?{query + '&' if query else ''}layar=tidak-ada")(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_unknown(self, scope: Scope) -> bool:
        path: str = scope["path"]
        if path.startswith(NO_SCREENS) or "/_stcore" in path or "." in path or path.rstrip("/") in ("", "/siap"):
            return False
        screen = self.screens.get(path.rstrip("/"))
        return screen is None or not permissions.may(visit_of(scope).role, screen.slug)


def _streamlits_font() -> bytes:
    """The typeface that Streamlit's page asks for before all else; ours is asked for in its place."""
    media = Path(st.__file__).parent / "static" / "static" / "media"
    return f"./static/media/{next(media.glob('SourceSansVF-Upright.*')).name}".encode()


def _head() -> str:
    """What the page asks for besides Streamlit's own: a calm beginning, how it prints, scripts at once, the stage."""
    early = "".join(f'<link rel="modulepreload" href=".{address}">' for address in scripts.of_first_screen())
    # Plotly readies itself while the socket opens, not when the first chart has come.
    early += f'<script type="module" src=".{drawing.ADDRESSES["lembar.js"]}"></script>'
    # What Streamlit asks for before it opens the socket, as it asks.
    early += "".join(
        f'<link rel="preload" as="fetch" crossorigin href="./_stcore/{name}">' for name in ("health", "host-config")
    )
    style = theme.FONT_STYLE + theme.GRID_STYLE + theme.CALM_STYLE + theme.STILL_STYLE
    style += theme.FOCUS_STYLE + theme.NARROW_STYLE + theme.PRINT_STYLE + drawing.STYLE
    return f"{assets.head()}<style>{style}</style>{early}"


class _IndonesianShell:
    """The page that carries the program: in Indonesian for screen readers and before the program runs.

    It also asks at once for what draws the first screen; by itself Streamlit asks when the first chart has come.
    """

    CHANGES = (
        (b"</head>", f"{_head()}</head>".encode()),
        (_streamlits_font(), f"./{theme.FONT_FILE}".encode()),
        (f".{scripts.THEIRS}".encode(), f".{scripts.OURS}".encode()),
        (f".{scripts.THEIR_STYLES}".encode(), f".{scripts.OUR_STYLES}".encode()),
        (b'lang="en"', b'lang="id"'),
        (b"<title>Streamlit</title>", b"<title>Dasbor Jamsostek</title>"),
        (
            b"You need to enable JavaScript to run this app.",
            b"Aktifkan JavaScript di peramban untuk membuka dasbor ini.",
        ),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "." in scope["path"]:
            await self.app(scope, receive, send)
            return
        # What is compressed cannot be rewritten, and the shell is small.
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        scope = {**scope, "headers": headers}
        held: Message | None = None
        body = b""

        async def rewrite(message: Message) -> None:
            nonlocal held, body
            if message["type"] == "http.response.start" and _is_plain_html(message):
                held = message
            elif held is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    await self._send(held, body, send)

        await self.app(scope, receive, rewrite)

    async def _send(self, start: Message, body: bytes, send: Send) -> None:
        # The page of a wall link, for one, is a page of our own.
        for theirs, ours in self.CHANGES if b"<title>Streamlit</title>" in body else ():
            body = body.replace(theirs, ours)
        length = (b"content-length", str(len(body)).encode())
        headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        await send({**start, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": body})


class _KeptTypefaces:
    """The typefaces are asked for once; Streamlit lets browsers ask again on each visit."""

    FILES = (f"/{theme.FONT_FILE}", f"/{theme.ICONS_FILE}")

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def keep(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        is_typeface = scope["type"] == "http" and scope["path"] in self.FILES
        await self.app(scope, receive, keep if is_typeface else send)


def _is_plain_html(start: Message) -> bool:
    headers = dict(start["headers"])
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers
