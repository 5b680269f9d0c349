"""What the browser needs for the stage: its style, its script, and the address that tells it of commands."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ui import permissions, theme
from ui.entry import visit_of
from ui.hall.programme import SLUG

PREFIX = "/panggung"
_STATIC = Path(__file__).with_name("static")


def _style() -> str:
    return theme.stage_style() + (_STATIC / "panggung.css").read_text(encoding="utf-8")


def _script() -> str:
    return (_STATIC / "panggung.js").read_text(encoding="utf-8")


def head() -> str:
    """Part of the page that carries the program: style and script, by addresses that tell their content.

    Both do nothing where no stage is: the script wakes the style there. Its selectors look at parts of names, and where
    it is awake Chromium styles all that is beneath an element anew whenever its class changes.
    """
    style, script = (hashlib.sha256(content.encode()).hexdigest()[:12] for content in (_style(), _script()))
    return (
        f'<link rel="stylesheet" media="not all" href="{PREFIX}/panggung.css?isi={style}">'
        f'<script type="module" src="{PREFIX}/panggung.js?isi={script}"></script>'
    )


def routes(last: Callable[[str], tuple[int, str]]) -> list[Route]:
    """GET the style, the script, and the last command for a stage. last: of ``queries.kendali``."""
    style, script = _style(), _script()
    for_good = {"Cache-Control": "public, max-age=31536000, immutable"}

    async def css(_: Request) -> Response:
        return Response(style, media_type="text/css", headers=for_good)

    async def js(_: Request) -> Response:
        return Response(script, media_type="text/javascript", headers=for_good)

    async def command(request: Request) -> Response:
        if not permissions.may(visit_of(request.scope).role, SLUG):
            return JSONResponse({}, status_code=403)
        number, name = await anyio.to_thread.run_sync(last, request.query_params.get("kendali", ""))
        return JSONResponse({"nomor": number, "perintah": name}, headers={"Cache-Control": "no-store"})

    return [
        Route(f"{PREFIX}/panggung.css", css),
        Route(f"{PREFIX}/panggung.js", js),
        Route(f"{PREFIX}/perintah", command),
    ]
