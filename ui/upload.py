"""The screen that takes a file in: its steps, what was found in the file, and what was done."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import formats, links, parts, screens, sources, view
from ui.links import Line

Check = Callable[..., Any]
_DESK = "meja_unggah"


@dataclass(frozen=True)
class Handed:
    """A file that was handed in. It lives in the uploader; nothing here outlives the run."""

    name: str
    content: bytes
    office: str

    @property
    def sha256(self) -> str:
        """What tells this file from any other."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Desk:
    """What a session remembers between runs: words only, never a file.

    turn: counts the files that were dealt with, so that the uploader is empty for the next. seen: what was found, of
    the file and scope in key. done: what was stored last. said: how the last undo or redo ended. office: who hands in,
    also after a visit to another screen.
    """

    turn: int = 0
    key: tuple[str, str | None] | None = None
    seen: Any = None
    scope: str | None = None
    done: Any = None
    said: str = ""
    office: str = ""

    def finish(self, done: Any) -> None:
        """The file is stored. Changes fields only: no call in which Streamlit could stop the run."""
        self.turn, self.key, self.seen, self.scope, self.done, self.said = self.turn + 1, None, None, None, done, ""

    def tell(self, said: str) -> None:
        """Loads were cancelled or brought back: what was found in a file has to be found again."""
        self.key, self.done, self.said = None, None, said


def desk() -> Desk:
    """The desk of this session."""
    found: Desk = st.session_state.setdefault(_DESK, Desk())
    return found


def templates(subjects: Mapping[str, str], blank: Callable[[str], bytes]) -> None:
    """Step 1: an empty template to fill in."""
    parts.heading("1. Ambil templat", "Rekap kantor cabang dengan susunannya sendiri juga boleh; lewati langkah ini.")
    subject = st.selectbox(
        "Isi templat", list(subjects), format_func=subjects.__getitem__, filter_mode=None, key="templat_subjek"
    )
    st.download_button(
        "Unduh templat",
        lambda: blank(subject),
        file_name=f"templat-{subject.replace('_', '-')}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )


def hand_in(desk: Desk) -> Handed | None:
    """Step 2: the file, and who hands it in."""
    parts.heading("2. Serahkan berkas", "Excel (.xlsx), OpenDocument (.ods), CSV, atau GeoJSON; satu berkas.")
    st.session_state.setdefault("unggah_kantor", desk.office)
    office = st.text_input(
        "Kantor yang menyerahkan (bukan nama orang)",
        placeholder="misalnya BPJS Ketenagakerjaan Cabang Blitar",
        max_chars=100,
        key="unggah_kantor",
    )
    desk.office = office.strip()
    file = st.file_uploader("Berkas", key=f"unggah_berkas_{desk.turn}")
    return Handed(file.name, file.getvalue(), desk.office) if file else None


def examined(handed: Handed, desk: Desk, check: Check) -> Any:
    """Step 3: what is in the file, found once per file and scope. check: of ``queries.unggah``."""
    if desk.key is None or desk.key[0] != handed.sha256:
        desk.scope = None
    key = (handed.sha256, desk.scope)
    if desk.key != key:
        place = st.empty()
        progress = place.status(f"Memeriksa {formats.plain(handed.name)} …")
        desk.seen = check(
            handed.content,
            handed.name,
            lingkup=desk.scope,
            say=lambda stage: progress.update(label=formats.plain(str(stage))),
        )
        desk.key = key
        place.empty()
    return desk.seen


def wants_to_load(seen: Any, handed: Handed) -> bool:
    """Step 4: consent to the questions, and the button. Returns whether it was pressed and may be followed."""
    parts.heading("4. Muat")
    agreed = True
    if seen.pertanyaan:
        agreed = st.checkbox(
            f"Saya sudah memeriksa {len(seen.pertanyaan)} hal di atas dan menyetujuinya", key=f"setuju_{seen.sidik}"
        )
    pressed = st.button("Muat data", type="primary", icon=":material/upload:", disabled=not agreed, key="muat_data")
    if pressed and not handed.office:
        st.warning("Isi dulu kantor yang menyerahkan pada langkah 2.", icon=":material/edit:")
    return pressed and bool(handed.office)


def finished(done: Any) -> bool:
    """Step 5: what was stored, where to see it, and how to take it back. Returns whether it is to be taken back."""
    parts.heading(f"Selesai: {done.nama_berkas} sudah dimuat")
    for number, part in zip(done.muatan, done.bagian, strict=True):
        st.markdown(
            f"Muatan {number}: **{view.SUBJECTS[part.jenis]}** {period(part)}, {formats.count(part.baris)} baris"
            f"{', bertanda DATA CONTOH' if part.contoh else ''}."
        )
    for sentence in done.terputus:
        parts.quiet(formats.plain(sentence))
    _say_when_late(done)
    asks = _newest(done.bagian)
    links.draw([Line(f"Lihat {screens.at(slug).title}", slug, asks) for slug in _shown_on(done.bagian)], key="lihat")
    return st.button("Batalkan pemuatan ini", icon=":material/undo:", key="batalkan_ini")


def changed(outcome: Any, word: str) -> str:
    """What an undo or redo did, in one sentence. outcome: of ``queries.unggah``."""
    if not hasattr(outcome, "muatan"):
        return str(outcome.kalimat)
    numbers = formats.listing([str(number) for number in outcome.muatan])
    later = "" if outcome.segar else " Layar menyusul sebentar lagi."
    rest = ""
    if outcome.diganti:
        newer = f"sudah diganti muatan {formats.listing([str(number) for number in outcome.diganti])}"
        if outcome.seluruhnya:
            effect = "belum berlaku" if word == "dipulihkan" else "angka di layar tetap"
            return f"Muatan {numbers} {word}; {effect}: {newer}."
        rest = f", kecuali yang {newer}"
    return f"Muatan {numbers} {word}; angka di semua layar sudah mengikutinya{rest}.{later}"


def files(loads: pd.DataFrame, *, most: int = 12) -> tuple[str, int] | None:
    """What was loaded, newest first, each file with what it brought at once; the oldest only when asked for.

    Returns what to do with which load when a button was pressed.
    """
    own = sources.from_files(loads)
    if own.empty:
        st.markdown("Belum ada berkas yang dimuat.")
        return None
    # One act brings one file; loads from before there was a history belong together by their bytes.
    act = own.groupby(["riwayat_id", "sha256"], sort=False, dropna=False).ngroup()
    count = act.max() + 1
    place = st.container()
    every = count <= most or st.toggle(f"Tampilkan semua ({formats.count(count)} pemuatan)", key="semua_berkas")
    shown = own if every else own[act < most]
    wishes = [_one_file(rows, place) for _, rows in shown.groupby(act)]
    return next(filter(None, wishes), None)


def _one_file(rows: pd.DataFrame, place: DeltaGenerator) -> tuple[str, int] | None:
    """One line of ``files``."""
    active = rows[rows["status"] == "aktif"]
    first = (rows if active.empty else active).iloc[0]
    with place.container(
        horizontal=True,
        vertical_alignment="center",
        horizontal_alignment="distribute",
        key=f"berkas_{first['muatan_id']}",
    ):
        with st.container(gap=None, width="content"):
            st.markdown(f"**{formats.plain(first['nama_berkas'])}**")
            parts.quiet(_file(rows if active.empty else active, active=not active.empty))
        word, icon, doing = (
            ("Pulihkan", ":material/redo:", "pulih") if active.empty else ("Batalkan", ":material/undo:", "batal")
        )
        number = int(first["muatan_id"])
        pressed = st.button(word, icon=icon, key=f"{doing}_{number}")
    return (doing, number) if pressed else None


def _file(rows: pd.DataFrame, *, active: bool) -> str:
    """What one file brought, by whom and when, and whether it counts."""
    subjects = []
    for row in rows.itertuples():
        period = sources.period(row.jenis, row.periode_awal, row.periode_akhir)
        subjects.append(f"{view.SUBJECTS[row.jenis]} {period} (muatan {row.muatan_id})")
    state = "dibatalkan" if not active else "berlaku" if rows["periode_berlaku"].any() else "sudah diganti"
    first = rows.iloc[0]
    when = formats.moment(first["dimuat_pada"])
    sample = "DATA CONTOH · " if (rows["asal"] == "contoh").any() else ""
    return f"{sample}{formats.listing(subjects)} · {formats.plain(first['oleh'])}, {when} · {state}"


def period(part: Any) -> str:
    """The period of one load in words."""
    return sources.period(part.jenis, pd.Timestamp(part.awal), pd.Timestamp(part.akhir))


def _shown_on(made: Any) -> list[str]:
    """The screens that show what was loaded."""
    subjects = {part.jenis for part in made}
    slugs = [""] if subjects - {"klaim"} else []
    return [*slugs, *(["klaim"] if "klaim" in subjects else []), "sumber"]


def _newest(made: Any) -> dict[str, str]:
    months = [part.akhir[:7] for part in made if part.jenis in ("kepesertaan", "klaim")]
    return {"periode": max(months)} if months else {}


def _say_when_late(done: Any) -> None:
    if not done.segar:
        st.warning("Sudah tersimpan; layar menyusul begitu basis data dapat dibaca lagi.", icon=":material/schedule:")
