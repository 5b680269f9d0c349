"""The ecosystem per group, OPD and desa."""

import streamlit as st

from queries import ekosistem, muatan, wilayah
from ui import access
from ui.plan import ecosystem
from ui.view import View


def draw(seen: View) -> None:
    """The groups, the OPD, and the desa that have nobody."""
    rows = ekosistem.at(ekosistem.rows(), seen.periode)
    if rows.empty:
        with st.container(border=True):
            ecosystem.none()
        return
    left, right = st.columns([5, 6])
    with left, st.container(border=True, height="stretch"):
        ecosystem.groups(ekosistem.per_group(rows), rows)
    with right, st.container(border=True, height="stretch"):
        ecosystem.offices(ekosistem.per_opd(rows))
    with st.container(border=True):
        of_desa = rows[rows["desa_kode"].notna()]
        kelompok = ecosystem.choose(sorted(of_desa["kelompok"].unique()))
        desa = ekosistem.per_desa(rows, kelompok=kelompok)
        nobody = ekosistem.without_anybody(desa)
        silent = ekosistem.silent(desa, wilayah.villages())
        ecosystem.nobody(nobody, silent, of=len(desa), kelompok=kelompok)
        ecosystem.villages(desa)
        if len(desa) and access.may("rencana", "download"):
            sample = bool(set(muatan.sample_subjects(muatan.loads())) & ecosystem.SUBJECTS)
            with st.container(horizontal=True):
                ecosystem.take_away(desa, nobody, periode=seen.periode, kelompok=kelompok, sample=sample)
