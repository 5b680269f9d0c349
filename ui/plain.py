"""Pages of one sentence, for whom no screen can be drawn; Streamlit would answer them in English, or with nothing."""

from html import escape

from starlette.datastructures import Headers, QueryParams
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui import theme
from ui.entry import visit_of

TO_PROVIDER, BACK_FROM_PROVIDER = "/auth/login", "/oauth2callback"
AWAY = (
    "Anda belum dapat masuk karena penyedia akun tidak dapat dihubungi. Coba lagi sebentar lagi; bila terulang, "
    "sampaikan kepada pengelola dasbor."
)
REFUSED = (
    "Anda belum masuk: penyedia akun menolak, tidak menjawab, atau permintaannya sudah lewat waktu. Coba lagi; bila "
    "terulang, sampaikan kepada pengelola dasbor."
)
MISSING = "Yang diminta tidak ada, atau sudah tidak ada lagi. Bukalah lagi dari layarnya."
BACK = '<form action="/"><button>Kembali ke dasbor</button></form>'


def page(sentence: str, status: int, button: str = BACK) -> Response:
    """The whole page. button: HTML."""
    return HTMLResponse(
        f'<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Dasbor Jamsostek</title>'
        f'<meta name="viewport" content="width=device-width"><style>{theme.DOOR_STYLE}</style></head>'
        f"<body><main><h1>Dasbor Jamsostek</h1><p>{escape(sentence)}</p>{button}</main></body></html>",
        status_code=status,
        headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
    )


class PlainPages:
    """Instead of what Streamlit says to a person whose request it cannot fulfil."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def answer(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and (instead := _instead(scope, message)):
                replaced = True
                # What was to be forgotten of a sign-in that failed is forgotten.
                instead.raw_headers.extend((name, value) for name, value in message["headers"] if name == b"set-cookie")
                await instead(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, answer)


def _instead(scope: Scope, start: Message) -> Response | None:
    """The page to show in place of an answer; None when the answer will do."""
    path, status = scope["path"], start["status"]
    if path == BACK_FROM_PROVIDER and (status >= 400 or _has_failed(scope, start)):
        return page(REFUSED, 403)
    if status < 400:
        return None
    return page(AWAY, 503) if path == TO_PROVIDER else page(MISSING, status)


def _has_failed(scope: Scope, start: Message) -> bool:
    """Whether somebody came back from the provider to sign in and has not; it also sends those who signed out."""
    asked = QueryParams(scope["query_string"])
    came_to_sign_in = "code" in asked or "error" in asked
    given = f"{USER_COOKIE_NAME}=".encode()
    cookies = [value for name, value in start["headers"] if name == b"set-cookie" and value.startswith(given)]
    is_in = any(b"Max-Age=0" not in cookie for cookie in cookies) or (visit_of(scope).identity and not cookies)
    return came_to_sign_in and not is_in
