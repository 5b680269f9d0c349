"""For those who keep the dashboard running: wall links, and the state of this process."""

import streamlit as st

from queries import kesehatan, tautan
from ui import access, keeper

if not access.may("pengelola"):
    st.stop()

if access.may("pengelola", "see wall links"):
    number = keeper.links(tautan.current(), tautan.state)
    if number is not None and access.may("pengelola", "revoke wall link"):
        keeper.tell(*tautan.revoke(number))
        st.rerun()
if access.may("pengelola", "health"):
    keeper.health(kesehatan.report())
