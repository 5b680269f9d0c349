"""What somebody may see and do, for the script that runs; and what those see who may see nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from ui import permissions
from ui.permissions import ANONYMOUS, ROLES

NAMES = {"viewer": "Pengunjung", "operator": "Petugas", "admin": "Pengelola"}


_asked: ContextVar[Mapping[str, object] | None] = ContextVar("_asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """Inside, the visitor is who it was at the beginning: each time it is asked, Streamlit looks for its files."""
    outer = _asked.set(_visitor())
    try:
        yield
    finally:
        _asked.reset(outer)


def _visitor() -> Mapping[str, object]:
    known = _asked.get()
    return st.user.to_dict() if known is None else known


def role() -> str:
    """The role of the visitor, as the door decided it when the browser connected."""
    said = _visitor().get("peran")
    return said if isinstance(said, str) and said in ROLES else ANONYMOUS


def may(screen: str, action: str = "see") -> bool:
    """Whether the visitor may do something on a screen."""
    return permissions.may(role(), screen, action)


def is_known() -> bool:
    """Whether the visitor has signed in, whatever the role."""
    return bool(_visitor().get("identitas"))


def closed(way: str) -> None:
    """The only screen of those who may see nothing. way: the setting MASUK."""
    st.space("large")
    with st.container(horizontal_alignment="center"), st.container(border=True, width=520, key="masuk"):
        st.title("Dasbor Jamsostek", anchor=False)
        if is_known():
            st.markdown("Anda sudah masuk, tetapi akun ini belum diberi peran. Mintalah kepada pengelola dasbor.")
            sign_out(way)
        elif way == "oidc":
            st.markdown("Masuklah dengan akun kantor untuk melihat perlindungan pekerja.")
            if st.button("Masuk", type="primary", icon=":material/login:"):
                st.login()
        elif way == "tautan":
            st.markdown("Dasbor ini dibuka dengan tautan layar. Mintalah tautan kepada pengelola dasbor.")
        else:
            st.markdown("Dasbor ini dibuka melalui alamat resmi kantor. Mintalah alamatnya kepada pengelola dasbor.")


def sign_out(way: str) -> None:
    """The button that ends the sign-in; a proxy's sign-in ends at the proxy."""
    if way == "oidc" and st.button("Keluar", icon=":material/logout:", key="keluar"):
        st.logout()


def foot(way: str) -> None:
    """As what the visitor is here, and the way out."""
    if is_known():
        with st.container(horizontal=True, vertical_alignment="center", key="peran"):
            st.markdown(f":gray[:small[Peran: {NAMES[role()]}]]", width="content")
            if _visitor().get("is_logged_in"):
                sign_out(way)
