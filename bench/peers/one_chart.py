"""Streamlit with one Plotly chart and nothing else."""

import plotly.graph_objects as go
import streamlit as st

st.plotly_chart(go.Figure(go.Bar(x=["A", "B", "C"], y=[3, 1, 2])))
