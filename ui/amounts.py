"""A whole number to be typed, held between two ends: Streamlit itself would say in English that it lies outside."""

from typing import Literal

import streamlit as st

from ui import formats


def whole(
    label: str,
    start: int,
    *,
    step: int,
    most: int,
    key: str,
    least: int = 1,
    width: int = 160,
    label_visibility: Literal["visible", "collapsed"] = "visible",
) -> int:
    """What was typed; what lies outside of least to most is brought back, and that is said."""
    # Streamlit warns of a widget that has both a value and a state.
    st.session_state.setdefault(key, start)
    given = int(st.number_input(label, step=step, key=key, width=width, label_visibility=label_visibility))
    kept = max(least, min(given, most))
    if kept != given:
        st.warning(
            f"{label}: dihitung dengan {formats.count(kept)} ({formats.count(least)} sampai {formats.count(most)})."
        )
    return kept
