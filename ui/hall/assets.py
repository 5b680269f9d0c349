"""What the browser needs for the stage: its style, its script, and the address that tells it of commands."""

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
# Part of the page that carries the program; both do nothing where no stage is.
HEAD = f'<link rel="stylesheet" href="{PREFIX}/panggung.css"><script type="module" src="{PREFIX}/panggung.js"></script>'


def routes(last: Callable[[str], tuple[int, str]]) -> list[Route]:
    """GET the style, the script, and the last command for a stage. last: of ``queries.kendali``."""
    style = theme.stage_style() + (_STATIC / "panggung.css").read_text(encoding="utf-8")
    script = (_STATIC / "panggung.js").read_text(encoding="utf-8")
    fresh = {"Cache-Control": "no-cache"}

    async def css(_: Request) -> Response:
        return Response(style, media_type="text/css", headers=fresh)

    async def js(_: Request) -> Response:
        return Response(script, media_type="text/javascript", headers=fresh)

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
