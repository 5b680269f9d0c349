"""The screen that takes a file in: its steps, what was found in the file, and what was done."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from ui import columns, formats, parts, screens, sources, view

Check = Callable[..., Any]
_DESK = "meja_unggah"
# Rows beyond which a table is scrolled, and how high it is then.
LONG, HEIGHT = 12, 460


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


def refused(refusal: Any, handed: Handed, marked: Callable[[], bytes]) -> None:
    """A file that is refused: how many faults, each with its cell and cure, and what to do next."""
    parts.heading("3. Hasil pemeriksaan")
    count = formats.count(refusal.jumlah)
    st.error(
        "Tidak ada yang berubah. Perbaiki berkasnya, lalu serahkan lagi.",
        title=f"Berkas ditolak: {count} kesalahan",
        icon=":material/block:",
    )
    _findings(refusal.kesalahan, columns.FINDINGS, alt="Daftar kesalahan")
    if refusal.jumlah > len(refusal.kesalahan):
        shown = formats.count(len(refusal.kesalahan))
        parts.quiet(f"Yang ditampilkan {shown} kesalahan pertama dari {count}.")
    if refusal.ditandai:
        _marked_copy(handed, marked)
        st.markdown(
            "Langkah berikutnya: unduh salinan yang ditandai, perbaiki sel yang berwarna di berkas asli, simpan, lalu "
            "serahkan lagi pada langkah 2."
        )
    else:
        st.markdown("Langkah berikutnya: perbaiki berkas asli seperti tertulis di atas, lalu serahkan lagi.")


def notice(found: Any) -> None:
    """Why nothing was changed, in one sentence."""
    parts.heading("3. Hasil pemeriksaan")
    st.info(formats.plain(found.kalimat), icon=":material/info:")


def preview(seen: Any, handed: Handed, desk: Desk, scopes: Mapping[str, str], marked: Callable[[], bytes]) -> None:
    """A file that can be loaded: what it is, what changes, and what its owner decides."""
    parts.heading("3. Hasil pemeriksaan")
    if seen.berubah:
        st.warning(
            "Yang di bawah ini adalah hasil terbaru. Periksa lagi sebelum memuat; belum ada yang disimpan.",
            title="Data berubah sejak hasil sebelumnya ditampilkan",
            icon=":material/sync_problem:",
        )
    else:
        st.success("Berkas ini dapat dimuat. Belum ada yang disimpan.", icon=":material/check_circle:")
    if seen.perlu_lingkup or desk.scope:
        _scope(desk, scopes)
    for part in seen.bagian:
        _part(part)
    for warning in seen.peringatan:
        st.warning(formats.plain(warning), icon=":material/info:")
    if seen.pertanyaan:
        st.subheader(f"{len(seen.pertanyaan)} hal perlu keputusan Anda", anchor=False)
        headings = {**columns.FINDINGS, "aturan": ("Hal", None), "cara": ("Yang dapat dilakukan", None)}
        _findings(seen.pertanyaan, headings, alt="Hal yang perlu diputuskan")
        if seen.ditandai:
            _marked_copy(handed, marked)


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
    parts.heading(f"Selesai: {formats.plain(done.nama_berkas)} sudah dimuat")
    for number, part in zip(done.muatan, done.bagian, strict=True):
        st.markdown(
            f"Muatan {number}: **{view.SUBJECTS[part.jenis]}** {_period(part)}, {formats.count(part.baris)} baris."
        )
    for sentence in done.terputus:
        parts.quiet(formats.plain(sentence))
    _say_when_late(done)
    with st.container(horizontal=True, vertical_alignment="center"):
        for slug in _shown_on(done.bagian):
            screen = screens.at(slug)
            st.page_link(
                screen.path,
                label=f"Lihat {screen.title}",
                icon=":material/arrow_forward:",
                query_params=_newest(done.bagian),
            )
        return st.button("Batalkan pemuatan ini", icon=":material/undo:", key="batalkan_ini")


def changed(outcome: Any, word: str) -> str:
    """What an undo or redo did, in one sentence. outcome: of ``queries.unggah``."""
    if not hasattr(outcome, "muatan"):
        return str(outcome.kalimat)
    numbers = formats.listing([str(number) for number in outcome.muatan])
    later = "" if outcome.segar else " Layar menyusul sebentar lagi."
    return f"Muatan {numbers} {word}; angka di semua layar sudah mengikutinya.{later}"


def files(loads: pd.DataFrame, *, most: int = 12) -> tuple[str, int] | None:
    """The files that were loaded, newest first. Returns what to do with which load when a button was pressed."""
    own = loads[loads["asal"] == "berkas"]
    if own.empty:
        st.markdown("Belum ada berkas yang dimuat.")
        return None
    wish = None
    for _, rows in list(own.groupby("sha256", sort=False))[:most]:
        active = rows[rows["status"] == "aktif"]
        first = (rows if active.empty else active).iloc[0]
        with st.container(
            horizontal=True,
            vertical_alignment="center",
            horizontal_alignment="distribute",
            key=f"berkas_{first['muatan_id']}",
        ):
            with st.container(gap=None, width="content"):
                st.markdown(f"**{formats.plain(first['nama_berkas'])}**")
                parts.quiet(_file(rows if active.empty else active, active=not active.empty))
            word, icon, doing = ("Pulihkan", "redo", "pulih") if active.empty else ("Batalkan", "undo", "batal")
            number = int(first["muatan_id"])
            if st.button(word, icon=f":material/{icon}:", key=f"{doing}_{number}"):
                wish = (doing, number)
    return wish


def _file(rows: pd.DataFrame, *, active: bool) -> str:
    """What one file brought, by whom and when, and whether it counts."""
    subjects = []
    for row in rows.itertuples():
        period = sources.period(row.jenis, row.periode_awal, row.periode_akhir)
        subjects.append(f"{view.SUBJECTS[row.jenis]} {period} (muatan {row.muatan_id})")
    state = "dibatalkan" if not active else "berlaku" if rows["periode_berlaku"].any() else "sudah diganti"
    first = rows.iloc[0]
    when = formats.moment(first["dimuat_pada"])
    return f"{formats.listing(subjects)} · {formats.plain(first['oleh'])}, {when} · {state}"


def _scope(desk: Desk, scopes: Mapping[str, str]) -> None:
    chosen = st.radio(
        "Berkas ini tidak menyebut cakupan klaimnya. Klaim dihitung menurut:",
        list(scopes),
        index=list(scopes).index(desk.scope) if desk.scope else 0,
        format_func=scopes.__getitem__,
        horizontal=True,
        key=f"unggah_lingkup_{desk.turn}",
    )
    if chosen != (desk.scope or next(iter(scopes))):
        desk.scope = chosen
        st.rerun()


def _part(part: Any) -> None:
    """One load: what it is, its stated totals against its own sum, and what is live beside it."""
    with st.container(border=True):
        st.subheader(f"{view.SUBJECTS[part.jenis].capitalize()}, {_period(part)}", anchor=False)
        parts.quiet(f"Sumber: {formats.plain(part.sumber)} · {formats.count(part.baris)} baris")
        measures = list(dict.fromkeys(table.ukuran for table in part.perbandingan))
        beneath: Any = st.container()
        if len(measures) == 1:
            st.markdown(f"**{measures[0]}**")
            # The first table is the short one; what the file states about itself stands in the space beneath it.
            beneath = _side_by_side(part.perbandingan)
        elif measures:
            for place, measure in zip(st.tabs(measures), measures, strict=True):
                with place:
                    _side_by_side([table for table in part.perbandingan if table.ukuran == measure])
            beneath = st.container()
        if part.jumlah:
            with beneath:
                _stated(part.jumlah)


def _side_by_side(tables: Sequence[Any]) -> Any:
    """Tables beside each other, two a row. Returns the place beneath the first."""
    first = None
    for start in range(0, len(tables), 2):
        places = st.columns(2, gap="medium")
        first = first or places[0]
        for place, table in zip(places, tables[start : start + 2], strict=False):
            with place:
                _compared(table)
    return first


def _compared(table: Any) -> None:
    rows = pd.DataFrame(table.baris, columns=["nama", "berlaku", "berkas"]).astype(
        {"berlaku": "float64", "berkas": "float64"}
    )
    if table.dijumlah and len(rows) > 1:
        whole = {"nama": "Jumlah", "berkas": rows["berkas"].sum(), "berlaku": rows["berlaku"].sum(min_count=1)}
        rows = pd.concat([rows, pd.DataFrame([whole])], ignore_index=True)
    rows["selisih"] = rows["berkas"] - rows["berlaku"]
    headings = columns.compared(table.judul, sample=table.contoh, percentages="%" in table.ukuran)
    parts.table(
        rows, headings, alt=f"{table.ukuran} menurut {table.judul}", height=HEIGHT if len(rows) > LONG else None
    )


def _stated(totals: Any) -> None:
    rows = pd.DataFrame([vars(total) for total in totals]).astype({"dinyatakan": "float64"})
    rows["selisih"] = rows["dinyatakan"] - rows["dihitung"]
    stated, gaps = rows["dinyatakan"].notna(), rows["selisih"].fillna(0).ne(0)
    if not stated.any():
        parts.quiet("Berkas ini tidak menulis jumlah, sehingga tidak ada yang dapat dicocokkan.")
        return
    st.markdown(
        f"**{int(gaps.sum())} selisih** antara jumlah yang tertulis dan rinciannya; selisih tidak diperbaiki."
        if gaps.any()
        else "Jumlah yang tertulis sama dengan rinciannya."
    )
    parts.table(rows, columns.STATED, alt="Jumlah yang tertulis dan rinciannya")


def _findings(found: Any, headings: columns.Columns, *, alt: str) -> None:
    rows = pd.DataFrame([vars(each) for each in found])
    # A fault of the whole file stands in no cell.
    kept = {name: words for name, words in headings.items() if rows[name].ne("").any()}
    parts.table(rows, kept, alt=alt, height=HEIGHT if len(rows) > LONG else None)


def _marked_copy(handed: Handed, marked: Callable[[], bytes]) -> None:
    st.download_button(
        "Unduh salinan yang ditandai",
        marked,
        file_name=f"{handed.name.rpartition('.')[0] or handed.name}-ditandai.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )


def _period(part: Any) -> str:
    return sources.period(part.jenis, pd.Timestamp(part.awal), pd.Timestamp(part.akhir))


def _shown_on(made: Any) -> list[str]:
    """The screens that show what was loaded."""
    subjects = {part.jenis for part in made}
    slugs = [""] if subjects - {"klaim"} else []
    return [*slugs, *(["klaim"] if "klaim" in subjects else []), "sumber"]


def _newest(made: Any) -> dict[str, str] | None:
    months = [part.akhir[:7] for part in made if part.jenis in ("kepesertaan", "klaim")]
    return {"periode": max(months)} if months else None


def _say_when_late(done: Any) -> None:
    if not done.segar:
        st.warning("Sudah tersimpan; layar menyusul begitu basis data dapat dibaca lagi.", icon=":material/schedule:")
