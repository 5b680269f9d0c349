"""Follow-up per office, changed in its place by those who may."""

import pandas as pd
import streamlit as st

from queries import muatan, tindak_lanjut, ubah_rencana
from ui import access, parts
from ui.plan import actions
from ui.view import View


def draw(seen: View) -> None:
    """The list, each action changed in its row, and the history of the year."""
    tahun, rows = seen.periode.year, tindak_lanjut.rows()
    # By the clock and not by the period: a day that has passed has passed.
    today = pd.Timestamp.now().normalize()
    found = tindak_lanjut.open_first(rows, tahun=tahun, today=today)
    wish, may_change = None, access.may("rencana", "change")
    with st.container(border=True):
        if found.empty:
            actions.none(tahun)
        elif may_change:
            wish = actions.edit(found, tahun=tahun, today=today)
        else:
            actions.listed(found, tahun=tahun, today=today)
        if len(found) and access.may("rencana", "download"):
            sample = bool(set(muatan.sample_subjects(muatan.loads())) & actions.SUBJECTS)
            actions.take_away(found, tahun=tahun, sample=sample)
    if wish and access.may("rencana", "change"):
        change(wish)
    if not may_change:
        parts.quiet("Perubahan hanya oleh petugas.")
    with st.container():
        actions.history(tindak_lanjut.history(tindak_lanjut.changes(), rows, tahun=tahun))


def change(wish: actions.Wish) -> None:
    """Store what is asked for, and say how that went."""
    outcome = ubah_rencana.save(
        wish.action, seen=wish.seen, values=wish.values, oleh=f"{wish.office} ({access.NAMES[access.role()]})"
    )
    match outcome:
        case ubah_rencana.Saved():
            actions.saved(wish, fresh=outcome.segar)
        case ubah_rencana.Conflict():
            actions.met(wish, outcome)
        case ubah_rencana.Failed():
            actions.failed(wish, outcome.kalimat)
    st.rerun()
