"""The stage: every scene stands on it at once, and the browser shows one after another.

So nothing is asked of the server while scenes turn, and the picture stays when the server is gone. Everything is laid
out on a small sheet that the browser enlarges to the screen (``static/panggung.js``): what is readable there is
readable from the last row.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ui import drawing, incidents
from ui.charts import Figure
from ui.charts.maps import Tiles
from ui.hall.programme import Programme


@dataclass(frozen=True)
class Scene:
    """One message. figure: the number that matters; sentence: what it says, may hold Markdown bold; picture: draws what
    stands beneath; warns: the figure is of what is still missing.
    """

    figure: str
    sentence: str
    picture: Callable[[], None]
    warns: bool = False


def show(programme: Programme, scenes: Mapping[str, Scene], foot: str) -> None:
    """Draw scenes by name, in order, each with the foot line. The keys tell the browser name and seconds."""
    for name, scene in scenes.items():
        with st.container(key=f"adegan_{programme.seconds_of(name)}_{name}", gap=None):
            with st.container(key=f"{name}_kepala", horizontal=True, vertical_alignment="center"):
                with st.container(key=f"{name}_angka{'_ingat' if scene.warns else ''}", width="content"):
                    st.markdown(scene.figure, anchors=False)
                with st.container(key=f"{name}_kalimat"):
                    st.markdown(scene.sentence, anchors=False)
            with st.container(key=f"{name}_gambar", height="stretch"):
                # Without it the figure and the sentence still stand, and so do the other scenes.
                try:
                    scene.picture()
                except Exception as error:
                    incidents.note(error)
            with st.container(key=f"{name}_kaki"):
                st.markdown(foot, anchors=False)


def message(sentence: str) -> None:
    """The only scene when there is nothing to show: why."""
    with st.container(key="adegan_600_pesan", gap=None), st.container(key="pesan_kalimat"):
        st.markdown(sentence, anchors=False)


def mark(words: str) -> None:
    """A small line over every scene."""
    with st.container(key="panggung_umur"):
        st.markdown(words, anchors=False)


def chart(figure: Figure, *, key: str, alt: str) -> None:
    """A chart that fills what is left of the sheet."""
    drawing.chart(figure, key=f"panggung_{key}", alt=alt, fills=True, still=True)


def tiles(shown: Tiles, *, key: str, alt: str) -> None:
    """A map of tiles that fills what is left of the sheet."""
    drawing.tiles(shown, key=f"panggung_{key}", alt=alt, fills=True)


def rows(lines: Sequence[tuple[str, str]], *, key: str) -> None:
    """Lines of a list, each with words on the left and a figure or a state on the right."""
    with st.container(key=f"{key}_daftar", gap=None):
        for number, (words, figure) in enumerate(lines):
            with st.container(key=f"{key}_baris_{number}", horizontal=True, vertical_alignment="center"):
                st.markdown(words, anchors=False)
                st.markdown(figure, width="content", anchors=False)
