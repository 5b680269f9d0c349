"""The hall is prepared here: which scenes, in which order, how long, and the link that sets them going."""

import streamlit as st

from pages import adegan
from queries import acuan, wilayah
from ui import view
from ui.hall import desk
from ui.hall.programme import SCENES

programmes = acuan.programmes()
left, right = st.columns(2)
with left, st.container(border=True):
    asked = desk.hall(has_borders=len(wilayah.boundaries()) > 0)
made = adegan.prepared(SCENES, view.current(), asked)
without = {name: why for name, why in made.items() if isinstance(why, str)}
with left, st.container(border=True):
    asked = desk.order(asked, without)
with left, st.container(border=True):
    desk.grants(
        dict(zip(programmes["program_kode"], programmes["program"], strict=True)),
        wilayah.names(wilayah.districts()),
    )
with right, st.container(border=True):
    desk.hand_out(asked, len(set(asked.scenes) - set(without)))
    desk.take_over()
