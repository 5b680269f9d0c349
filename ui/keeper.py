"""The keeper's screen: wall links, and how this process is."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui import formats, parts

LABELS = {
    "siap": "Siap melayani",
    "basis_data": "Basis data dapat dihubungi",
    "sebab": "Sebab",
    "dipastikan": "Terakhir dipastikan",
    "potret": "Dari potret",
    "data_per": "Data sampai",
    "usia_hari": "Usia data (hari)",
}
# What is said where there is none; of everything else that it is not there yet.
NONE = {"potret": "tidak, dari basis data"}
_SAID = "pengelola_kata"


def tell(done: bool, said: str) -> None:
    """Keep how a change ended until the screen is drawn again. done: whether it has happened."""
    st.session_state[_SAID] = done, said


def links(links: pd.DataFrame, state: Callable[[pd.Series], str]) -> int | None:
    """The wall links. links, state: of ``queries.tautan``. Returns the number of the one to be revoked."""
    if told := st.session_state.pop(_SAID, None):
        done, said = told
        if done:
            st.success(said, icon=":material/check_circle:")
        else:
            st.error(said, icon=":material/error:")
    wish = None
    with st.container(border=True):
        parts.heading("Tautan layar", "Membuka dasbor di satu layar acara tanpa akun; hanya untuk melihat.")
        if links.empty:
            st.markdown("Belum ada tautan. Buat di server dengan perintah: python -m data wall-link --valid 8h")
        for _, row in links.iterrows():
            number, how = int(row["tautan_id"]), state(row)
            with st.container(
                horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=f"tautan_{number}"
            ):
                with st.container(gap=None, width="content"):
                    st.markdown(f"**Tautan {number}**: {how}")
                    made, until = formats.moment(row["dibuat"]), formats.moment(row["berlaku_sampai"])
                    parts.quiet(f"Dibuat {made} · berlaku sampai {until}")
                if how in ("dipakai", "belum dipakai") and st.button(
                    "Cabut", icon=":material/link_off:", key=f"cabut_{number}"
                ):
                    wish = number
    return wish


def health(report: Mapping[str, Any]) -> None:
    """What this process says of itself. report: simple values by name."""
    lines = {
        LABELS.get(name, name.replace("_", " ").capitalize()): _said(value, NONE.get(name, "belum ada"))
        for name, value in report.items()
        if value != ""
    }
    rows = pd.DataFrame(lines.items(), columns=["hal", "keadaan"])
    with st.container(border=True):
        parts.heading("Keadaan dasbor", "Dari proses yang melayani layar ini.")
        parts.table(
            rows, {"hal": ("Yang diperiksa", None), "keadaan": ("Keadaan", None)}, alt="Keadaan dasbor", shared=False
        )


def _said(value: Any, none: str) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None:
        return none
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return formats.date(dt.date.fromisoformat(value))
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT\S+", value):
        return formats.moment(dt.datetime.fromisoformat(value))
    return formats.count(value) if isinstance(value, int) else str(value)
