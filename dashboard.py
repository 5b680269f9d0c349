"""The front door: ``streamlit run dashboard.py``."""

import streamlit as st

from data import journal, settings
from queries import kesehatan, unggah
from ui import server

journal.start(settings.journal_file())
app = st.App(
    "ui/frame.py",
    routes=[server.health_route(kesehatan.report)],
    middleware=server.middleware(unggah.is_allowed, settings.host_names),
    lifespan=server.lifespan(kesehatan.warm),
    on_script_error=server.on_script_error,
)
