"""The files that may be taken away; each says what it is, its date, and DATA CONTOH where that is true."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import export, formats, held, sentences

MIME = "text/csv"
_COVERAGE = {
    "aktif_orang": "Peserta aktif (orang)",
    "semesta_orang": "Semesta (orang)",
    "belum_orang": "Belum terlindungi (orang)",
    "cakupan_pct": "Cakupan (%)",
    "basis": "Basis",
    "basis_tanggal": "Tanggal basis",
}


def coverage(districts: pd.DataFrame, months: pd.DataFrame, periode: pd.Timestamp, *, samples: Sequence[str]) -> None:
    """Coverage per kecamatan at one period, and of the regency per month."""
    sample = bool({"kepesertaan", "semesta"} & set(samples))
    button(
        "Cakupan per kecamatan",
        f"cakupan-kecamatan-{periode:%Y-%m}.csv",
        districts,
        {"kecamatan_kode": "Kode", "kecamatan": "Kecamatan", **_COVERAGE},
        [f"Cakupan per kecamatan (estimasi), per {formats.date(periode + pd.offsets.MonthEnd(0))}"],
        sample=sample,
    )
    button(
        "Cakupan per bulan",
        "cakupan-per-bulan.csv",
        months,
        {"bulan": "Bulan", **_COVERAGE},
        ["Cakupan kabupaten per bulan"],
        sample=sample,
    )


def claims(programmes: pd.DataFrame, window: Any, *, threshold: int, samples: Sequence[str]) -> None:
    """Claims per programme of the newest year; cells under the threshold are hidden by the query."""
    hidden = {"kecil": f"<{threshold}", "disamarkan": "disamarkan", "tampil": ""}
    button(
        "Klaim per program",
        f"klaim-program-{window.end:%Y-%m}.csv",
        programmes.assign(penyamaran=programmes["status"].map(hidden)),
        {
            "program_kode": "Program",
            "kasus": "Kasus",
            "dibayarkan_rp": "Dibayarkan (Rp)",
            "penyamaran": "Penyamaran",
        },
        [f"Klaim per program, {sentences.window(window)}"],
        sample="klaim" in samples,
    )


def button(
    label: str, name: str, rows: pd.DataFrame, headings: dict[str, str], notes: list[str], *, sample: bool
) -> None:
    """Rows as a CSV file. headings: by column; notes: what it is and for which date; sample: whether it is one."""
    name, notes = (f"contoh-{name}", ["DATA CONTOH, bukan angka resmi", *notes]) if sample else (name, notes)
    st.download_button(
        label,
        lambda: held.hold(export.csv(rows, headings=headings, notes=notes), name=name, mime=MIME),
        file_name=name,
        mime=MIME,
        icon=":material/download:",
        on_click="ignore",
    )
