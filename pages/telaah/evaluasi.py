"""The evaluation of a year in one screen."""

import pandas as pd
import streamlit as st

from papers import figures
from queries import evaluasi, target, tindak_lanjut
from ui.plan import evaluation
from ui.view import View


def draw(seen: View) -> None:
    """The sentence of the year, then who made the change, then what was planned and done."""
    year = figures.year(seen)
    evaluation.headline(year, target.of_year(target.rows(), basis=seen.basis, tahun=seen.periode.year))
    left, right = st.columns([6, 5])
    with left, st.container(border=True, height="stretch"):
        evaluation.change(year)
    with right, st.container(border=True, height="stretch"):
        best, worst = evaluasi.ends(year.kecamatan) if year.is_compared else (year.kecamatan.head(0),) * 2
        evaluation.movers(best, worst, of=year.kecamatan)
    with st.container(border=True):
        # By the clock and not by the period: a day that has passed has passed.
        today = pd.Timestamp.now().normalize()
        actions = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=seen.periode.year, today=today)
        evaluation.done(tindak_lanjut.per_opd(actions), tahun=seen.periode.year, today=today)
