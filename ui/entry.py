"""The door: gives every request, also a websocket, its role before Streamlit sees it, and turns away what it may not.

Streamlit keeps role and identity with the session (``server.trustedUserHeaders``) and lets nobody with another
identity take that session up again.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ui import identity
from ui.identity import Rules, Visit
from ui.permissions import may

ROLE, IDENTITY = "x-dasbor-peran", "x-dasbor-identitas"
# A secret of fewer different letters is typed, not drawn; 32 hexadecimal digits drawn by chance have about 14.
FEWEST_LETTERS = 8
# How often an open screen is asked whether it still may be.
RECHECK_SECONDS = 3
SIGN_OUT = "/auth/logout"
# Where papers are asked for, see papers/offer.py.
PAPERS = "/unduh"
Links = Callable[[Mapping[str, str]], Visit]
log = logging.getLogger("dasbor.pintu")


class Door:
    """Decides each request's ``Visit``, leaves it in scope["state"], and tells Streamlit in headers of its own.

    Who signs out leaves in every window at once, and the sign-in is worth nothing more to anybody who kept its cookie,
    as long as this process runs. Others do not learn of it: what keeps a browser at one process keeps it here.

    by_link: the visit that a wall link's cookie allows; goes_on: whether the link with a fingerprint is not revoked.
    """

    def __init__(self, app: ASGIApp, rules: Rules, by_link: Links, goes_on: Callable[[str], bool]) -> None:
        self.app, self.rules = app, rules
        self.by_link, self.goes_on = by_link, goes_on
        self.left: set[Visit] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        visit = await self.visit(scope)
        if scope["path"] == SIGN_OUT and self.rules.masuk == "oidc" and visit.identity:
            self.left = {visit, *(left for left in self.left if not left.is_over())}
        own = [(ROLE.encode(), visit.role.encode()), (IDENTITY.encode(), f"{visit.identity}{visit.link}".encode())]
        said = [(name, value) for name, value in scope["headers"] if not name.lower().startswith(b"x-dasbor-")]
        scope = {**scope, "headers": [*said, *own], "state": {**scope.get("state", {}), "visit": visit}}
        if scope["type"] == "websocket":
            await self._watched(visit, scope, receive, send)
        elif _is_withheld(scope, visit):
            await PlainTextResponse("Tidak diizinkan.", status_code=403)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def visit(self, scope: Scope) -> Visit:
        """Who asks. A wall link counts where nothing better does."""
        connection = HTTPConnection(scope)
        headers = Headers(scope=scope)
        visit = identity.decide(
            self.rules,
            server=_reached(scope),
            client=tuple(scope["client"]) if scope.get("client") else None,
            headers={name.casefold(): "\n".join(headers.getlist(name)) for name in headers},
            claims=lambda: claims(connection.cookies),
        )
        if visit != identity.NOBODY and visit not in self.left:
            return visit
        return await asyncio.to_thread(self.by_link, connection.cookies)

    async def _watched(self, visit: Visit, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a websocket until its visit is over."""
        over = False

        async def tell(message: Message) -> None:
            if not over:
                await send(message)

        async def watch() -> None:
            nonlocal over
            try:
                while await self._may_stay(visit):
                    await asyncio.sleep(RECHECK_SECONDS)
            except Exception:
                # Of whom it cannot be said whether they may stay, may not.
                log.exception("Hak layar yang terbuka tidak dapat diperiksa")
            over = True
            await send({"type": "websocket.close", "code": 1008})

        # Nothing ends for those whose time has no end.
        watching = asyncio.create_task(watch()) if visit.ends is not None else None
        try:
            await self.app(scope, receive, tell)
        finally:
            if watching:
                watching.cancel()
                with suppress(asyncio.CancelledError, RuntimeError):
                    await watching

    async def _may_stay(self, visit: Visit) -> bool:
        if visit.is_over() or visit in self.left:
            return False
        return not visit.link or await asyncio.to_thread(self.goes_on, visit.link)


def visit_of(scope: Scope) -> Visit:
    """What ``Door`` decided; nobody when it was not asked."""
    found: Visit = scope.get("state", {}).get("visit", identity.NOBODY)
    return found


def _reached(scope: Scope) -> str | None:
    """The address that is listened on: of an installation for this machine only, the one that was really reached,
    since another web server than Streamlit's need not listen where the settings say.
    """
    configured: str | None = st.get_option("server.address")
    reached = scope.get("server")
    return reached[0] if reached and identity.is_here(configured) else configured


def provider() -> dict[str, Any]:
    """What Streamlit's secrets say of the provider of sign-ins; of what is secret only the length, 0 for a length
    of nearly the same letters.
    """
    found = get_secrets_auth_section()
    section = dict(found) if isinstance(found, Mapping) else {}
    return section | {key: _strength(str(section[key])) for key in ("client_secret", "cookie_secret") if key in section}


def secrets() -> list[str]:
    """What is secret in Streamlit's secrets of signing in, for the log to hide."""

    def within(section: Mapping[str, Any]) -> Iterator[str]:
        for name, value in section.items():
            if isinstance(value, Mapping):
                yield from within(value)
            elif "secret" in name:
                yield str(value)

    return list(within(get_secrets_auth_section() or {}))


def _strength(secret: str) -> int:
    return len(secret) if len(set(secret)) >= FEWEST_LETTERS else 0


def claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """What Streamlit's sign-in cookie says; {} unless it is signed by us and made for this address."""

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))

    try:
        said = json.loads(get_cookie_with_chunks(one, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) and said.get("origin") == get_origin_from_redirect_uri() else {}


def _is_withheld(scope: Scope, visit: Visit) -> bool:
    path: str = scope["path"]
    if "/_stcore/upload_file" in path:
        return not may(visit.role, "unggah", "hand in")
    return path.startswith("/media") and not may(visit.role, "", "download")
