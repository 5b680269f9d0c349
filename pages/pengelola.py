"""For those who keep the dashboard running: the state of this process."""

import streamlit as st

from queries import kesehatan
from ui import access, keeper

if not access.may("pengelola"):
    st.stop()

if access.may("pengelola", "health"):
    keeper.health(kesehatan.report())
