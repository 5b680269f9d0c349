"""Targets per year, and what they mean in each kecamatan."""

import streamlit as st

from queries import cakupan, capaian, kepesertaan, muatan, semesta, target, wilayah
from ui import access, formats, parts, sentences
from ui.plan import goals
from ui.view import View


def draw(seen: View) -> None:
    """The regency per year, then the kecamatan of the year."""
    base = semesta.chosen(basis=seen.basis, periode=seen.periode)
    with st.container(border=True):
        goals.years(capaian.per_year(basis=seen.basis, periode=seen.periode), periode=seen.periode)
    if not base.reaches_kecamatan:
        st.info(formats.plain(sentences.only_whole(base.nama)), icon=":material/info:")
        return
    tahun, cuts = seen.periode.year, capaian.cuts()
    table = cakupan.per_kecamatan(kepesertaan.rows(), base, districts=wilayah.districts(), periode=seen.periode)
    parts.note_missing(table)
    shares = capaian.per_kecamatan(table, target.rows(), base=base, tahun=tahun, rule=seen.aturan, cuts=cuts)
    with st.container(border=True):
        needed = capaian.needed(table, target.of_year(target.rows(), basis=seen.basis, tahun=tahun))
        goals.shares(shares, needed=needed, rule=seen.aturan, cuts=cuts, tahun=tahun)
        if access.may("rencana", "download"):
            samples = muatan.sample_subjects(muatan.loads())
            goals.take_away(shares, tahun=tahun, rule=seen.aturan, sample=bool(set(samples) & goals.SUBJECTS))
