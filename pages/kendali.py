"""The remote control of a stage, for the operator's phone."""

import streamlit as st

from queries import kendali
from ui.hall import desk

desk.control(st.query_params.get("kode", ""), kendali.send)
