"""Who asks, and as what: decided from one request alone, before the program runs. Nothing here asks a database."""

import hashlib
import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ui.permissions import ANONYMOUS, OPERATOR, ROLES, VIEWER

# What a proxy adds to a request; "x-forwarded-" is the beginning of several names.
PROXY_HEADERS = ("forwarded", "x-real-ip", "via")
PROXY_PREFIX = "x-forwarded-"
OPEN_NETWORK = "siapa pun di jaringan ini boleh melihat"
WAYS_IN = ("", "oidc", "proksi", "tautan")
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Rules:
    """What the installation chose. Names are those of the settings; see README.

    masuk: the way in. dipercaya: AKSES_TERBUKA as written. oidc: the [auth] section without its secret; cookie_secret
    is there as its length.
    """

    masuk: str = ""
    dipercaya: str = ""
    unggah: bool = False
    proksi_tepercaya: tuple[str, ...] = ()
    proksi_identitas: str = ""
    proksi_peran: str = ""
    peran_klaim: str = ""
    peran_nilai: Mapping[str, str] | None = None
    daftar: Mapping[str, frozenset[str]] | None = None
    peran_bawaan: str = ""
    sesi_jam: int = 12
    oidc: Mapping[str, Any] | None = None
    forwarded_allow_ips: str = ""

    def role_of(self, names: list[str], said: list[str]) -> str:
        """The highest role of somebody: names as in the lists; said: what a claim or header said, as in PERAN_NILAI."""
        lists = self.daftar or {}
        held = {role for role in ROLES[1:] if set(_folded(names)) & lists.get(role, frozenset())}
        meant = self.peran_nilai or {role: role for role in ROLES[1:]}
        held |= {meant[value] for value in _folded(said) if value in meant}
        if not held and self.peran_bawaan == VIEWER:
            return VIEWER
        return max(held, key=ROLES.index, default=ANONYMOUS)


@dataclass(frozen=True)
class Visit:
    """Somebody's request. identity: a digest that tells people apart, '' for nobody; ends: in seconds, None never.

    link: the number of the wall link that let it in.
    """

    role: str = ANONYMOUS
    identity: str = ""
    ends: float | None = None
    link: str = ""

    def is_over(self) -> bool:
        """Whether its time has passed."""
        return self.ends is not None and time.time() >= self.ends


NOBODY = Visit()


def refusal(rules: Rules, address: str | None) -> str | None:
    """Why the program must not start on an address, in one sentence; None when it may."""
    said = rules.oidc or {}
    if rules.masuk not in WAYS_IN:
        return "Pengaturan MASUK harus oidc, proksi, atau tautan."
    if rules.dipercaya and rules.dipercaya != OPEN_NETWORK:
        return f'Pengaturan AKSES_TERBUKA hanya berlaku bila ditulis persis: "{OPEN_NETWORK}".'
    if any(not value or role not in ROLES[1:] for value, role in (rules.peran_nilai or {}).items()):
        return "Pengaturan PERAN_NILAI ditulis seperti: kelompok-it=admin, bidang-data=operator, pegawai=viewer."
    if rules.peran_bawaan not in ("", VIEWER):
        return "Pengaturan PERAN_BAWAAN harus viewer atau kosong."
    if rules.masuk == "oidc":
        missing = [
            key for key in ("redirect_uri", "client_id", "client_secret", "server_metadata_url") if key not in said
        ]
        if missing:
            return f"MASUK=oidc memerlukan {', '.join(missing)} dalam bagian [auth] berkas .streamlit/secrets.toml."
        if said.get("cookie_secret", 0) < SHORTEST_SECRET:
            return (
                f"MASUK=oidc memerlukan cookie_secret acak, sedikitnya {SHORTEST_SECRET} huruf, dalam bagian [auth] "
                "berkas .streamlit/secrets.toml."
            )
    if rules.masuk == "proksi":
        if not rules.proksi_tepercaya or not rules.proksi_identitas:
            return "MASUK=proksi memerlukan PROKSI_TEPERCAYA (alamat IP perantara) dan PROKSI_IDENTITAS (nama header)."
        networks = [_network(each) for each in rules.proksi_tepercaya]
        if any(each is None or each.prefixlen == 0 for each in networks):
            return "Pengaturan PROKSI_TEPERCAYA berisi alamat IP atau jaringan, bukan semua: 127.0.0.1, 10.0.0.0/24."
        if rules.forwarded_allow_ips:
            return "MASUK=proksi tidak dapat dipakai bersama FORWARDED_ALLOW_IPS: hapus yang terakhir."
    if not rules.masuk and not rules.dipercaya and not is_here(address):
        return (
            "Dasbor tidak dijalankan: alamat ini dapat dibuka komputer lain, padahal MASUK belum diatur. Atur MASUK, "
            f'atau nyatakan jaringannya tepercaya dengan AKSES_TERBUKA="{OPEN_NETWORK}".'
        )
    return None


def decide(
    rules: Rules,
    *,
    server: str | None,
    client: tuple[str, int] | None,
    headers: Mapping[str, str],
    claims: Callable[[], Mapping[str, Any]],
) -> Visit:
    """Who a request comes from. server: the address that is listened on; client: as uvicorn tells it; headers: with
    names in lower case, and values of the same name on lines of their own; claims: what the sign-in cookie holds, {}
    without a valid one.
    """
    if rules.masuk == "oidc":
        return _signed_in(rules, claims())
    if rules.masuk == "proksi":
        return _vouched_for(rules, client, headers)
    if rules.masuk == "tautan":
        return NOBODY
    if not is_here(server):
        return Visit(VIEWER) if rules.dipercaya == OPEN_NETWORK else NOBODY
    return Visit(OPERATOR if rules.unggah and _sits_here(client, headers) else VIEWER)


def digest(*words: str) -> str:
    """What tells somebody apart without saying who."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _signed_in(rules: Rules, claims: Mapping[str, Any]) -> Visit:
    subject, issued = claims.get("sub"), claims.get("iat")
    if not claims.get("is_logged_in") or not isinstance(subject, str) or not isinstance(issued, int | float):
        return NOBODY
    ends = issued + rules.sesi_jam * 3600
    # A token from the future would never end.
    if time.time() >= ends or issued > time.time() + 300:
        return NOBODY
    names = [subject]
    # Where the provider does not vouch for it, anybody may write anybody's address there.
    if isinstance(claims.get("email"), str) and claims.get("email_verified") is True:
        names.append(claims["email"])
    said = claims.get(rules.peran_klaim) if rules.peran_klaim else None
    said = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    role = rules.role_of(names, [each for each in said if isinstance(each, str)])
    return Visit(role, digest("oidc", str(claims.get("iss", "")), subject), ends)


def _vouched_for(rules: Rules, client: tuple[str, int] | None, headers: Mapping[str, str]) -> Visit:
    name = headers.get(rules.proksi_identitas.casefold(), "").strip()
    peer = _peer(client, headers.get("x-forwarded-for", ""))
    if not name or not any(peer in network for network in map(_network, rules.proksi_tepercaya) if network and peer):
        return NOBODY
    roles = headers.get(rules.proksi_peran.casefold(), "") if rules.proksi_peran else ""
    # One was the proxy's and the other the visitor's own, and it cannot be told which.
    if "\n" in name + roles:
        return NOBODY
    # On every request it says anew who this is; only a screen that stays open would never ask again.
    return Visit(rules.role_of([name], roles.split(",")), digest("proksi", name), time.time() + rules.sesi_jam * 3600)


def _peer(client: tuple[str, int] | None, forwarded: str) -> Any:
    """The other end of the connection; None when it cannot be known.

    uvicorn replaces the address of a peer on this machine, and of no other, by what X-Forwarded-For says; the port is
    0 then, unless the header brought one along.
    """
    if client is None:
        return None
    host, port = client
    if forwarded and port == 0:
        host = "127.0.0.1"
    elif forwarded and f":{port}" in forwarded:
        return None
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _network(said: str) -> Any:
    try:
        return ipaddress.ip_network(said, strict=False)
    except ValueError:
        return None


def _sits_here(client: tuple[str, int] | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this machine itself, through no proxy and from no foreign page.

    This cannot tell a forwarder on the server itself from somebody who sits there: one that only passes bytes on, or
    a proxy that writes its own Host as nginx does by default. There MASUK is needed.
    """
    proxied = any(name in PROXY_HEADERS or name.startswith(PROXY_PREFIX) for name in headers)
    # A page of another site that was led to this machine tells its own name, and so does a proxy that keeps the Host.
    names = [_host(headers.get("host", "")), _host(headers.get("origin", ""))]
    return client is not None and is_here(client[0]) and not proxied and all(is_here(name) for name in names if name)


def _host(said: str) -> str:
    """The name in a Host or Origin header; '' without one, and a name that is not here when it cannot be read."""
    if "\n" in said:
        return "?"
    try:
        return urlsplit(said if "//" in said else f"//{said}").hostname or ("?" if said else "")
    except ValueError:
        return "?"


def is_here(name: str | None) -> bool:
    """Whether an address is this machine only."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name or "").is_loopback
    except ValueError:
        return False


def _folded(words: list[str]) -> list[str]:
    return [word.strip().casefold() for word in words]
