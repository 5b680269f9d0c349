"""The keeper's screen: wall links, and how this process is."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui import formats, parts

LABELS = {
    "siap": "Siap melayani",
    "basis_data": "Basis data dapat dihubungi",
    "migrasi_terkini": "Susunan basis data terbaru",
    "data_per": "Data sampai",
    "usia_hari": "Usia data (hari)",
}


def health(report: Mapping[str, Any]) -> None:
    """What this process says of itself. report: simple values by name."""
    parts.heading("Keadaan dasbor", "Dari proses yang melayani layar ini.")
    lines = {LABELS.get(name, name.replace("_", " ").capitalize()): _said(value) for name, value in report.items()}
    with st.container(border=True):
        for label, value in lines.items():
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                st.text(label, width="content")
                st.text(value, width="content")


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if value is None:
        return "belum ada"
    return formats.count(value) if isinstance(value, int) else str(value)
