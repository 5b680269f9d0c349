"""The remote control of a stage, for the operator's phone."""

import streamlit as st

from queries import kendali
from ui import access
from ui.hall import desk

if access.may("kendali", "command"):
    desk.control(st.query_params.get("kode", ""), kendali.send)
