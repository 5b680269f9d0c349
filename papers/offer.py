"""The row of buttons with which a screen is taken away as a paper."""

from functools import partial

import streamlit as st

from papers import office
from papers.office import Paper
from queries import muatan
from queries.db import as_shown
from ui import access, drawing, held
from ui.view import View


def draw(seen: View) -> None:
    """One button for each paper of what is chosen on the screen; the paper is made when it is clicked."""
    if not access.may(seen.layar, "download"):
        return
    sample = bool(muatan.sample_subjects(muatan.loads()))
    with st.container(horizontal=True, vertical_alignment="center", key="bahan_rapat"):
        words = ["Unduh bahan rapat dari pilihan di layar ini:"]
        drawing.words("sentence", words, {"isQuiet": True}, key="bahan_kata", narrow=True)
        for paper in office.PAPERS:
            name = paper.name(seen, sample=sample)
            st.download_button(
                paper.label,
                as_shown(partial(_made, paper, seen, name)),
                file_name=name,
                mime=paper.mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"bahan_{paper.ending}",
            )


def _made(paper: Paper, seen: View, name: str) -> bytes:
    return held.hold(office.file(paper, seen), name=name, mime=paper.mime)
