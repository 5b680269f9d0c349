"""The page on which a browser takes a wall link, and what its cookie allows afterwards."""

import logging
from collections.abc import Callable, Mapping

import anyio
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from ui import identity, plain
from ui.identity import Visit
from ui.permissions import VIEWER

log = logging.getLogger("dasbor.tautan")
COOKIE = "dasbor_tautan"
PATH = "/tautan"
NO_PLACE, NO_DATA = "tidak tercatat", "tidak terbaca"
WHY_NOT = {
    "dipakai": "Tautan ini sudah dipakai di peramban lain. Mintalah tautan baru kepada pengelola dasbor.",
    "berakhir": "Masa berlaku tautan ini sudah habis. Mintalah tautan baru kepada pengelola dasbor.",
    NO_PLACE: "Tautan belum dapat dibuka karena server tidak dapat mencatatnya. Sampaikan kepada pengelola dasbor.",
    NO_DATA: "Tautan belum dapat diperiksa karena basis data tidak dapat dihubungi. Coba lagi sebentar lagi.",
    "dicabut": "Tautan ini sudah dicabut. Mintalah tautan baru kepada pengelola dasbor.",
}
UNKNOWN = "Tautan ini tidak dikenal. Periksa penulisannya, atau mintalah tautan baru kepada pengelola dasbor."
FREE = "belum dipakai"


def routes(
    standing: Callable[[str], str], take: Callable[[str], str | None], is_screen: Callable[[str], bool]
) -> list[Route]:
    """GET shows a page with one button, so that a preview of the link does not use it up; POST uses it up.

    standing, take, is_screen: of ``queries.tautan``.
    """

    async def show(request: Request) -> Response:
        said = await anyio.to_thread.run_sync(standing, request.path_params["rahasia"])
        return _page(said)

    async def use(request: Request) -> Response:
        secret = request.path_params["rahasia"]
        try:
            cookie = await anyio.to_thread.run_sync(take, secret)
        except OSError:
            # The browser could not be noted, so the link is still free.
            log.exception("Tautan layar tidak dapat dicatat")
            return _page(NO_PLACE)
        if cookie is None:
            said = await anyio.to_thread.run_sync(standing, secret)
            return _page("dipakai" if said == FREE else said)
        wanted = request.query_params.get("ke", "/")
        answer = RedirectResponse(wanted if is_screen(wanted) else "/", status_code=303)
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="lax", secure=secure, max_age=31 * 86400)
        return answer

    return [Route(f"{PATH}/{{rahasia}}", show, methods=["GET"]), Route(f"{PATH}/{{rahasia}}", use, methods=["POST"])]


def by_cookie(holds: Callable[[str], tuple[str, float] | None]) -> Callable[[Mapping[str, str]], Visit]:
    """The visit that a browser's cookies allow. holds: of ``queries.tautan``."""

    def visit(cookies: Mapping[str, str]) -> Visit:
        found = holds(cookies.get(COOKIE, ""))
        return Visit(VIEWER, ends=found[1], link=found[0]) if found else identity.NOBODY

    return visit


def _page(state: str) -> Response:
    free = state == FREE
    words = "Buka dasbor di layar ini? Setelah dibuka, tautan tidak dapat dipakai di peramban lain."
    return plain.page(
        words if free else WHY_NOT.get(state, UNKNOWN),
        200 if free else 503 if state in (NO_PLACE, NO_DATA) else 410 if state in WHY_NOT else 404,
        '<form method="post"><button>Buka di layar ini</button></form>' if free else "",
    )
