"""Handing in the month's file: template, file, what is found in it, consent, done; and taking it back."""

from functools import partial

import streamlit as st

from queries import muatan, riwayat, unggah
from ui import access, findings, formats, origins, parts, upload

# The frame leaves this screen out for everybody else; nothing below runs without asking again.
if not access.may("unggah"):
    st.stop()

desk = upload.desk()
if desk.said:
    st.success(formats.plain(desk.said), icon=":material/check_circle:")
top = st.container()
left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    upload.templates(unggah.subjects(), unggah.blank)
with right, st.container(border=True, height="stretch"):
    handed = upload.hand_in(desk)

if desk.done and not handed:
    with top, st.container(border=True):
        if upload.finished(desk.done) and access.may("unggah", "undo"):
            outcome = unggah.undo(desk.done.muatan[0], oleh=desk.office)
            desk.tell(upload.changed(outcome, "dibatalkan"))
            st.rerun()
if handed and access.may("unggah", "check"):
    found = upload.examined(handed, desk, unggah.check)
    marked = partial(unggah.marked, handed.content, handed.name, lingkup=desk.scope)
    match found:
        case unggah.Refusal():
            findings.refused(found, handed, marked)
        case unggah.Notice():
            findings.notice(found)
        case unggah.Preview():
            findings.preview(found, handed, desk, unggah.scopes(), marked)
            if upload.wants_to_load(found, handed) and access.may("unggah", "load"):
                with st.spinner("Menyimpan …"):
                    stored = unggah.load(
                        handed.content, handed.name, oleh=handed.office, sidik=found.sidik, lingkup=desk.scope
                    )
                    if isinstance(stored, unggah.Done):
                        desk.finish(stored)
                    else:
                        desk.seen = stored
                st.rerun()

with st.container(border=True):
    parts.heading("Berkas yang pernah dimuat", "Yang dibatalkan tetap tersimpan dan dapat dipulihkan.")
    if wish := upload.files(muatan.loads()):
        doing, number = wish
        change, word = (unggah.undo, "dibatalkan") if doing == "batal" else (unggah.redo, "dipulihkan")
        if not access.may("unggah", "undo" if doing == "batal" else "redo"):
            st.stop()
        outcome = change(number, oleh=desk.office)
        desk.tell(upload.changed(outcome, word))
        st.rerun()
if len(history := riwayat.history()):
    with st.container(border=True):
        parts.heading("Riwayat", "Apa yang dilakukan, oleh kantor mana, kapan, dan bagaimana akhirnya.")
        origins.acts(history)
