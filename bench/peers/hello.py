"""The least that Streamlit can be."""

import streamlit as st

st.write("Halo")
