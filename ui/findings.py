"""What was found in a file that was handed in: its faults, or what it would change and what its owner decides."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import columns, formats, parts, view
from ui.plan import replaced
from ui.upload import Desk, Handed, period

# Rows beyond which a table is scrolled, and how high it is then.
LONG, HEIGHT = 12, 460


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
        headings = {
            **columns.FINDINGS,
            "salah": ("Yang perlu diputuskan", None),
            "cara": ("Yang dapat dilakukan", None),
        }
        _findings(seen.pertanyaan, headings, alt="Hal yang perlu diputuskan")
        if seen.ditandai:
            _marked_copy(handed, marked)


def _scope(desk: Desk, scopes: Mapping[str, str]) -> None:
    chosen = st.radio(
        "Berkas ini tidak menyebut lingkup klaimnya. Klaim dihitung menurut:",
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
        st.subheader(f"{view.SUBJECTS[part.jenis].capitalize()}, {period(part)}", anchor=False)
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
        if part.perubahan:
            replaced.shown(part.perubahan)


def _side_by_side(tables: Sequence[Any]) -> Any:
    """Tables beside each other, two a row. Returns the place beneath the first."""
    first = None
    for start in range(0, len(tables), 2):
        places = st.columns(2)
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
        rows,
        headings,
        alt=f"{table.ukuran} menurut {table.judul}",
        height=HEIGHT if len(rows) > LONG else None,
        shared=False,
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
    parts.table(rows, columns.STATED, alt="Jumlah yang tertulis dan rinciannya", shared=False)


def _findings(found: Any, headings: columns.Columns, *, alt: str) -> None:
    rows = pd.DataFrame([vars(each) for each in found]).assign(salah=[_in_one(each) for each in found])
    # A fault of the whole file stands in no cell.
    kept = {name: words for name, words in headings.items() if rows[name].ne("").any()}
    with st.container(key="temuan"):
        parts.table(rows, kept, alt=alt, height=HEIGHT if len(rows) > LONG else None, shared=False)


def _in_one(found: Any) -> str:
    """What stands there, rule, reason and place as sentences: a phone is not wide enough for a column each."""
    place = ", ".join(f"{word} {name}" for word, name in (("kolom", found.judul), ("lembar", found.lembar)) if name)
    rule = (
        f"«{found.isi}»: {found.aturan}."
        if found.isi not in ("", found.aturan)
        else f"{found.aturan[:1].upper()}{found.aturan[1:]}."
    )
    return " ".join(part for part in (rule, found.penjelasan, f"({place})" if place else "") if part)


def _marked_copy(handed: Handed, marked: Callable[[], bytes]) -> None:
    st.download_button(
        "Unduh salinan yang ditandai",
        marked,
        file_name=f"{handed.name.rpartition('.')[0] or handed.name}-ditandai.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        icon=":material/download:",
        on_click="ignore",
    )
