"""Screens that renew themselves: new data appear untouched; a database that is away is said, with the data's age."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import streamlit as st

from ui import formats, parts
from ui.hall import stage

# With the seconds between two looks at the database a viewer learns within half a minute that it is away.
EVERY_SECONDS = 15


@st.fragment(run_every=EVERY_SECONDS)
def watch(situation: Callable[[], Any], is_newest: Callable[[], bool], *, on_stage: bool = False) -> None:
    """Draw the whole screen anew when newer data have been read; else say how it stands with the database.

    situation: as ``queries.db.situation``; is_newest: whether the screen shows what was read last.
    """
    if not is_newest():
        st.rerun()
    if now := situation():
        (mark if on_stage else say)(now.away, now.confirmed_at, now.made_at)


def mark(away: str, confirmed_at: dt.datetime, made_at: dt.datetime | None) -> None:
    """On a stage: a small line over the picture while the database is away, else nothing."""
    if away or made_at:
        stage.mark(f"Angka dari {'potret' if made_at else 'bacaan'} {formats.moment(made_at or confirmed_at)}")


def say(away: str, confirmed_at: dt.datetime, made_at: dt.datetime | None) -> None:
    """A banner while the database is away, a quiet line when the data come from a snapshot file, else nothing."""
    if away:
        seen = made_at or confirmed_at
        source = "potret" if made_at else "bacaan terakhir"
        age = formats.age(seen, dt.datetime.now(dt.UTC))
        st.warning(
            f"Angka pada layar ini dari {source} {formats.moment(seen)} ({age} lalu), tetap benar untuk saat itu, dan "
            "diperbarui sendiri begitu basis data menjawab.",
            title="Basis data sedang tidak dapat dihubungi",
            icon=":material/cloud_off:",
        )
    elif made_at:
        parts.quiet(f"Dibaca dari potret basis data {formats.moment(made_at)}")
