"""One kecamatan opened: its cards, its claims, and its desa."""

from typing import Any

import pandas as pd
import streamlit as st

from ui import columns, formats, parts, sentences
from ui.cards import coverage_card


def cards(
    now: pd.Series, before: pd.Series, months: pd.DataFrame, row: pd.Series, *, place: tuple[int, int], place_label: str
) -> None:
    """Coverage, members and gap of one kecamatan, and what its target still needs.

    now, before, months: of ``cakupan.per_month`` for the kecamatan; row: of ``cakupan.against_target``; place: its
    rank and how many are ranked.
    """
    with st.grid(4, min_column_width=220, gap="medium"):
        coverage_card("Cakupan (estimasi)", "cakupan_pct", now, before, months)
        coverage_card("Peserta aktif", "aktif_orang", now, before, months)
        coverage_card("Belum terlindungi (estimasi)", "belum_orang", now, before, months)
        with st.container(border=True, height="stretch"):
            rank, of = place
            st.metric(place_label, f"{rank} dari {of}")
            if formats.is_missing(row["kurang_orang"]):
                parts.quiet("Belum ada target.")
            elif row["kurang_orang"] == 0:
                parts.quiet(f"Target {formats.whole_percent(row['target_pct'])} sudah tercapai.")
            else:
                parts.quiet(
                    f"Kurang {formats.count(row['kurang_orang'])} peserta untuk target "
                    f"{formats.whole_percent(row['target_pct'])}."
                )


def claims(rows: pd.DataFrame, kecamatan: str, window: Any, *, threshold: int) -> None:
    """Claims of one kecamatan by programme; small cells are hidden by the query."""
    parts.heading("Klaim menurut program")
    own = rows[rows["kecamatan_kode"] == kecamatan] if len(rows) else rows
    if own.empty:
        st.markdown("Belum ada data klaim untuk tahun ini.")
        return
    parts.quiet(sentences.window(window))
    parts.claims_table(own, columns.CLAIMS_OF_DISTRICT, alt="Klaim menurut program", threshold=threshold)


def villages(rows: pd.DataFrame, kecamatan: str) -> None:
    """The desa and kelurahan of one kecamatan."""
    own = rows[rows["kecamatan_kode"] == kecamatan]
    kinds = own["jenis"].value_counts()
    parts.heading(
        formats.listing([f"{formats.count(kinds[kind])} {kind}" for kind in ("desa", "kelurahan") if kind in kinds]),
        "Cakupan per desa belum tersedia; daftar menurut kode Kemendagri.",
    )
    with st.container(height=320, border=False):
        parts.table(own, columns.VILLAGES, alt="Daftar desa dan kelurahan")
