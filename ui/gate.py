"""Who may open the screen that changes data: until there is sign-in, only somebody who sits at the server itself.

This cannot tell a forwarder on the server itself from somebody who sits there: one that only passes bytes on, or a
proxy that writes its own Host as nginx does by default. Where one opens the dashboard to others UNGGAH must stay off.
"""

import ipaddress
from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

# What a proxy adds to a request; "x-forwarded-" is the beginning of several names.
PROXY_HEADERS = ("forwarded", "x-real-ip", "via")
PROXY_PREFIX = "x-forwarded-"


def is_open(*, allowed: bool, server: str | None, visitor: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a visitor may change data.

    allowed: the setting; server: the address that the server listens on, None when on all; visitor: the address that
    the request comes from, None when Streamlit says it is this machine; headers: those of the request, in any case.
    """
    said = {name.casefold(): value for name, value in headers.items()}
    proxied = any(name in PROXY_HEADERS or name.startswith(PROXY_PREFIX) for name in said)
    # A page of another site that was led to this machine tells its own name, and so does a proxy that keeps the Host.
    names = [_host(said.get("host", "")), _host(said.get("origin", ""))]
    here = all(_is_here(name) for name in names if name)
    return allowed and _is_here(server) and (visitor is None or _is_here(visitor)) and not proxied and here


def is_open_here(*, allowed: bool) -> bool:
    """``is_open`` for the visitor of the script that runs."""
    return is_open(
        allowed=allowed,
        server=st.get_option("server.address"),
        visitor=st.context.ip_address,
        headers=st.context.headers.to_dict(),
    )


def _host(said: str) -> str:
    """The name in a Host or Origin header; '' without one, and a name that is not here when it cannot be read."""
    try:
        return urlsplit(said if "//" in said else f"//{said}").hostname or ("?" if said else "")
    except ValueError:
        return "?"


def _is_here(name: str | None) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False
