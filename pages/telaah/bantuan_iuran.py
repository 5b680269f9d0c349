"""Subsidised cover, and the fall ahead of time."""

import streamlit as st

from queries import acuan, bantuan, kepesertaan, muatan
from ui import access
from ui.plan import subsidy
from ui.view import View


def draw(seen: View) -> None:
    """The fall, who pays now, and this year's decrees."""
    active, grants, payers = kepesertaan.rows(), bantuan.rows(), acuan.payers()
    cover = bantuan.cover(active, grants, payers, bulan=seen.periode)
    with st.container(border=True):
        subsidy.ahead(
            bantuan.path(active, grants, payers, bulan=seen.periode),
            bantuan.fall(cover, bulan=seen.periode),
            bantuan.begun_later(grants, bulan=seen.periode),
            periode=seen.periode,
        )
    left, right = st.columns([5, 6])
    with left, st.container(border=True, height="stretch"):
        subsidy.now(cover, periode=seen.periode)
        if access.may("rencana", "download"):
            samples = muatan.sample_subjects(muatan.loads())
            subsidy.take_away(cover, periode=seen.periode, sample=bool(set(samples) & subsidy.SUBJECTS))
    with right, st.container(border=True, height="stretch"):
        subsidy.decrees(bantuan.decrees(grants, payers, tahun=seen.periode.year), tahun=seen.periode.year)
