"""Where a figure comes from: the quiet line at the foot of every screen, and the tracing on the sources screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import choices, columns, formats, links, parts, screens, view
from ui.choices import Choice
from ui.columns import Columns
from ui.links import Line

# How much of a file's name the foot shows.
LONGEST_NAME = 40
ACTS = {"muat": "Dimuat", "batal": "Dibatalkan", "pulih": "Dipulihkan"}
ENDS = {
    "berjalan": "sedang berjalan",
    "selesai": "selesai",
    "gagal": "gagal; tidak ada yang berubah",
    "terputus": "terputus; tidak ada yang berubah",
}


@dataclass(frozen=True)
class Asked:
    """What the visitor wants to trace. kecamatan: its code, None for the whole regency."""

    subjek: str
    periode: pd.Timestamp
    kecamatan: str | None


def foot(loads: Mapping[str, pd.DataFrame], periode: pd.Timestamp, kecamatan: str | None) -> None:
    """One quiet line: which load the figures of each subject come from, each a link to its tracing."""
    known = {subject: rows for subject, rows in loads.items() if len(rows)}
    if not known:
        return
    lines = [
        Line(
            f"{view.SUBJECTS[subject].capitalize()}: {_origin(rows)}",
            "sumber",
            {"periode": f"{periode:%Y-%m}", "subjek": subject}
            | ({"kecamatan": kecamatan} if kecamatan and subject in columns.TRACED_ROWS else {}),
        )
        for subject, rows in known.items()
    ]
    lead = f"Asal angka {formats.month(periode)}, klik untuk menelusuri:"
    links.draw(lines, key="asal_angka", lead=lead, look="asal")


def ask(
    subjects: tuple[str, ...], months: tuple[pd.Timestamp, ...], opening: pd.Timestamp, districts: Mapping[str, str]
) -> Asked:
    """Draw what can be traced: a subject, a month, and a kecamatan where its figures may be shown row by row."""
    offered = [
        Choice("subjek", "Subjek", {each: view.SUBJECTS[each].capitalize() for each in subjects}, subjects[0], 190),
        choices.month(months, opening),
    ]
    if choices.coming("subjek", subjects[0]) not in set(subjects) - columns.TRACED_ROWS.keys():
        offered.append(Choice("kecamatan", "Kecamatan", {"": "Seluruh kabupaten", **districts}, "", 220))
    values, notes = choices.draw(offered, known=screens.KNOWN)
    if notes:
        st.warning(formats.plain(" ".join(notes)), icon=":material/link_off:")
    month = pd.Timestamp(f"{values['periode']}-01").as_unit("s")
    return Asked(values["subjek"], month, values.get("kecamatan") or None)


def traced(asked: Asked, found: Any, districts: Mapping[str, str]) -> None:
    """A figure followed back to its file. found: of ``queries.asal.trace``."""
    subject = view.SUBJECTS[asked.subjek]
    if found.loads.empty:
        st.markdown(f"Belum ada data {subject} untuk {formats.month(asked.periode)}.")
        return
    if found.away:
        st.warning(found.away, icon=":material/cloud_off:")
        return
    shown, headings = _places(found.loads, has_sum=asked.subjek in ("kepesertaan", "semesta"))
    parts.table(shown, headings, alt=f"Muatan asal angka {subject}")
    if asked.subjek == "klaim":
        parts.quiet(
            "Untuk klaim hanya letaknya yang ditampilkan, sebagai satu rentang untuk seluruh bulan itu; "
            "baris dan angkanya dapat menunjuk orang."
        )
    elif asked.subjek not in columns.TRACED_ROWS:
        parts.quiet("Untuk subjek ini hanya letaknya dalam berkas yang ditampilkan.")
    elif found.rows is None:
        parts.quiet("Pilih satu kecamatan untuk melihat angkanya baris demi baris.")
    elif found.rows.empty:
        st.markdown(f"Belum ada data {subject} untuk Kecamatan {formats.plain(districts[asked.kecamatan or ''])}.")
    else:
        st.markdown(f"**Kecamatan {formats.plain(districts[asked.kecamatan or ''])}**, baris demi baris:")
        parts.table(
            found.rows, columns.TRACED_ROWS[asked.subjek], alt=f"Angka {subject} baris demi baris", height=_tall(found)
        )
        if found.rows["baris"].isna().any():
            parts.quiet("Tanda – pada baris: angka contoh, atau dijumlahkan dari beberapa baris.")


def acts(history: pd.DataFrame) -> None:
    """What was done to the loads, by whom and when, and how it ended."""
    if history.empty:
        st.markdown("Belum ada berkas yang dimuat.")
        return
    shown = _in_words(history)
    parts.table(shown, columns.ACTS, alt="Riwayat tindakan", height=420 if len(shown) > 8 else None)


@remembered
def _places(loads: pd.DataFrame, *, has_sum: bool) -> tuple[pd.DataFrame, Columns]:
    """Where figures stand in their files, with the headings that say something. has_sum: they add up to one figure."""
    shown = loads.assign(
        asal=loads["asal"].map({"contoh": "DATA CONTOH", "acuan": "angka resmi", "berkas": "berkas"}),
        rentang=[_span(*ends) for ends in zip(loads["baris_awal"], loads["baris_akhir"], strict=True)],
    )
    headings = dict(columns.TRACED_LOADS)
    if shown["bagian_nama"].eq("").all():
        del headings["bagian_nama"]
    if shown["lembar"].isna().all():
        del headings["lembar"]
    if has_sum:
        headings["angka"] = ("Jumlah kabupaten (orang)", formats.count)
    return shown, headings


@remembered
def _in_words(history: pd.DataFrame) -> pd.DataFrame:
    each = history.groupby("riwayat_id", sort=False, as_index=False).agg(
        mulai=("mulai", "first"),
        tindakan=("tindakan", "first"),
        nama_berkas=("nama_berkas", "first"),
        oleh=("oleh", "first"),
        keadaan=("keadaan", "first"),
        muatan=("muatan_id", lambda ids: ", ".join(f"{each:.0f}" for each in ids.dropna()) or "–"),
    )
    return each.assign(tindakan=each["tindakan"].map(ACTS), keadaan=each["keadaan"].map(ENDS))


@remembered
def _origin(rows: pd.DataFrame) -> str:
    """The loads behind a subject in a few words."""
    if rows["asal"].eq("contoh").any():
        return "DATA CONTOH"
    first, others = rows.iloc[-1], rows["muatan_id"].nunique() - 1
    name = " ".join(first["nama_berkas"].split())
    name = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    more = f" dan {others} muatan lain" if others else ""
    return f"{name} (muatan {first['muatan_id']}, {formats.date(first['dimuat_pada'])}){more}"


def _span(first: float, last: float) -> str:
    if formats.is_missing(first):
        return "–"
    return f"{first:.0f}" if first == last else f"{first:.0f}–{last:.0f}"


def _tall(found: Any) -> int | None:
    return 480 if len(found.rows) > 12 else None
