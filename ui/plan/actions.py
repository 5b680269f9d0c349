"""Follow-up per office: the list with late ones first, one action opened to be changed, and what was changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import downloads, formats, parts, upload
from ui.columns import Columns
from ui.formats import count, moment, percent
from ui.plan import entry

SUBJECTS = frozenset({"tindak_lanjut"})
_DESK = "meja_rencana"


def _dash(write: Any) -> Any:
    return lambda value: "–" if formats.is_missing(value) else write(value)


ACTIONS: Columns = {
    "keadaan": ("Keadaan", lambda state: state.replace(" ", "\u00a0")),
    "opd": ("OPD", None),
    "tindakan": ("Tindak lanjut", None),
    "kelompok": ("Kelompok pekerja", None),
    "kuota_orang": ("Kuota (orang)", _dash(count)),
    "terlaksana_orang": ("Terlaksana (orang)", _dash(count)),
    "terlaksana_pct": ("Terlaksana", _dash(lambda share: percent(share, decimals=0))),
    "sumber_dana": ("Sumber dana", None),
    "tenggat": ("Tenggat", _dash(lambda day: f"{day.day}\u00a0{formats.short_month(day)}")),
    "penanggung_jawab": ("Kantor penanggung jawab", None),
}
HISTORY: Columns = {
    "pada": ("Waktu", moment),
    "oleh": ("Oleh", None),
    "opd": ("OPD", None),
    "tindakan": ("Tindak lanjut", None),
    "judul": ("Yang diubah", None),
    "dari": ("Dari", None),
    "menjadi": ("Menjadi", None),
    "ket": ("Keterangan", None),
}


@dataclass
class Open:
    """An action as it stood when its boxes were filled. versi: its version then; nilai: by field."""

    versi: int
    nilai: Mapping[str, Any]


@dataclass
class Desk:
    """What a session remembers between runs.

    chosen: the action that is open, None for none. opened: by action. boxes: what to put into boxes before they are
    drawn next. said: of which action, whether it went well, and how the last change of it ended.
    """

    chosen: int | None = None
    opened: dict[int, Open] = field(default_factory=dict)
    boxes: dict[str, str] = field(default_factory=dict)
    said: tuple[int, bool, str] | None = None


@dataclass(frozen=True)
class Wish:
    """A change that is asked for. seen: the version it was made on; values: by field, all of them."""

    action: int
    seen: int
    values: Mapping[str, Any]
    office: str


def listed(actions: pd.DataFrame, *, tahun: int, today: pd.Timestamp) -> None:
    """The actions of a year, late ones first. actions: of ``tindak_lanjut.open_first`` at that day."""
    _counted(actions, tahun, today)
    # With a height of its own, because what stands beneath it comes earlier.
    tall = 560 if len(actions) > 8 else None
    parts.table(_in_words(actions), ACTIONS, alt=f"Tindak lanjut {tahun}, yang terlambat lebih dahulu", height=tall)


def _counted(actions: pd.DataFrame, tahun: int, today: pd.Timestamp) -> None:
    late, done = int(actions["terlambat"].sum()), int(actions["selesai"].sum())
    parts.heading(
        f"{late} dari {len(actions)} tindak lanjut {tahun} terlambat, {done} selesai",
        f"Keadaan {formats.date(today)}. "
        "▲ terlambat: kuota belum tercapai dan tenggatnya lewat · ○ berjalan · ● selesai",
    )


def none(tahun: int) -> None:
    """There is no plan for the year."""
    parts.heading(f"Belum ada rencana tindak lanjut tahun {tahun}")
    st.markdown("Muat subjek tindak lanjut, atau pilih periode pada tahun lain.")


def take_away(actions: pd.DataFrame, *, tahun: int, sample: bool) -> None:
    """The actions as a file."""
    headings = {name: heading for name, (heading, _) in ACTIONS.items()} | {"terlaksana_pct": "Terlaksana (%)"}
    notes = [f"Tindak lanjut {tahun}, yang terlambat lebih dahulu"]
    downloads.button(
        "Unduh tindak lanjut", f"tindak-lanjut-{tahun}.csv", _in_words(actions), headings, notes, sample=sample
    )


def edit(actions: pd.DataFrame, *, tahun: int, today: pd.Timestamp) -> Wish | None:
    """As ``listed`` for those who may change them: each action in its row, one opened there. Returns what is asked for
    when that can be understood.
    """
    desk: Desk = st.session_state.setdefault(_DESK, Desk())
    _counted(actions, tahun, today)
    wish = None
    for row in _in_words(actions).to_dict("records"):
        action = int(row["tindak_lanjut_id"])
        is_open = action == desk.chosen
        with st.container(border=is_open, key=f"tl_baris_{action}", gap="small"):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(_line(row), width="stretch")
                st.button(
                    "Tutup" if is_open else "Ubah",
                    key=f"tl_ubah_{action}",
                    icon=":material/close:" if is_open else ":material/edit:",
                    type="tertiary",
                    on_click=_open,
                    args=(None if is_open else action,),
                )
            if is_open:
                wish = _form(desk, action, row)
    return wish


def _open(action: int | None) -> None:
    st.session_state[_DESK].chosen = action


def _line(row: Mapping[str, Any]) -> str:
    """An action as one row of words."""
    told = {
        name: write(row[name]) if write else formats.plain(str(row[name]))
        for name, (_, write) in ACTIONS.items()
        if not formats.is_missing(row[name])
    }
    people = f"{told.get('terlaksana_orang', '–')} dari {told['kuota_orang']} orang" if "kuota_orang" in told else ""
    rest = [
        told.get("kelompok"),
        people,
        told.get("tenggat"),
        told.get("sumber_dana"),
        told.get("penanggung_jawab"),
    ]
    return f"{told['keadaan']} · **{told['opd']}**: {told['tindakan']}  \n" + " · ".join(filter(None, rest))


def _form(desk: Desk, chosen: int, row: Mapping[str, Any]) -> Wish | None:
    """The boxes of one action, beneath its row."""
    opened = desk.opened.get(chosen)
    if opened is None:
        opened = desk.opened[chosen] = Open(row["versi"], _values(row))
        desk.boxes |= _boxes(chosen, opened.nilai)
    st.session_state.update(desk.boxes)
    desk.boxes = {}
    if row["versi"] > opened.versi:
        _tell_newer(desk, chosen, row)
    for name, value in _boxes(chosen, opened.nilai).items():
        # Boxes that were not drawn for a while have been forgotten.
        st.session_state.setdefault(name, value)
    st.session_state.setdefault("tl_kantor", upload.desk().office)
    with st.form(f"tl_formulir_{chosen}"):
        with st.grid(3, min_column_width=220, gap="small"):
            typed = {
                name: st.text_input(label, key=f"tl_{chosen}_{name}", max_chars=200)
                for name, (label, _) in entry.FIELDS.items()
            }
            office = st.text_input("Kantor yang mengubah (bukan nama orang)", key="tl_kantor", max_chars=100)
        pressed = st.form_submit_button("Simpan perubahan", type="primary", icon=":material/save:", key="tl_simpan")
    if pressed:
        desk.said = None
    elif desk.said and desk.said[0] == chosen:
        _, well, words = desk.said
        (st.success if well else st.warning)(words, icon=":material/check_circle:" if well else ":material/error:")
    if not formats.is_missing(row["diubah_oleh"]):
        parts.quiet(f"Terakhir diubah oleh {formats.plain(row['diubah_oleh'])} ({moment(row['diubah_pada'])}).")
    parts.quiet("Yang lama tetap tersimpan di riwayat. Kosongkan isian bila tidak ada.")
    return _understood(chosen, opened, typed, office.strip()) if pressed else None


def _understood(chosen: int, opened: Open, typed: Mapping[str, str], office: str) -> Wish | None:
    values, faults = entry.meant(typed, opened.nilai)
    if not office:
        faults.append("Isi dulu kantor yang mengubah.")
    if not faults and not _changed(opened.nilai, values):
        faults.append("Tidak ada isian yang berubah.")
    if faults:
        st.warning(" ".join(faults), icon=":material/edit:")
        return None
    upload.desk().office = office
    return Wish(chosen, opened.versi, values, office)


def saved(wish: Wish, *, fresh: bool) -> None:
    """The change is stored: the boxes are filled anew from what is shown then."""
    desk: Desk = st.session_state[_DESK]
    desk.opened.pop(wish.action, None)
    desk.said = (
        wish.action,
        True,
        "Perubahan tersimpan." + ("" if fresh else " Layar menyusul begitu basis data dapat dibaca."),
    )


def failed(wish: Wish, sentence: str) -> None:
    """Nothing was stored; what was typed stays."""
    st.session_state[_DESK].said = (
        wish.action,
        False,
        f"{formats.plain(sentence)} Isian Anda masih ada dan belum disimpan.",
    )


def met(wish: Wish, other: Any) -> None:
    """Somebody else was first. other: of ``ubah_rencana.Conflict``.

    Boxes that were left as they were follow the other; those that were typed into stay, to be stored with the next
    press, now that it is seen what the other did.
    """
    desk: Desk = st.session_state[_DESK]
    before = desk.opened[wish.action].nilai
    theirs = _changed(before, other.nilai)
    mine = _changed(before, wish.values)
    told = [
        f"{entry.FIELDS[name][0]} dari {entry.to_read(name, before[name])} "
        f"menjadi {entry.to_read(name, other.nilai[name])}"
        for name in theirs
    ]
    both = [entry.FIELDS[name][0] for name in theirs if name in mine]
    desk.opened[wish.action] = Open(other.versi, other.nilai)
    boxes = _boxes(wish.action, other.nilai)
    desk.boxes |= {f"tl_{wish.action}_{name}": boxes[f"tl_{wish.action}_{name}"] for name in theirs if name not in mine}
    words = f"{formats.plain(other.oleh)} mengubahnya lebih dulu ({moment(other.pada)}): {'; '.join(told)}. "
    words += "Isian Anda masih ada dan belum disimpan; periksa, lalu simpan lagi."
    if both:
        words += f" Yang akan menggantikan perubahan itu: {formats.listing(both)}."
    desk.said = (wish.action, False, words)


def history(changes: pd.DataFrame) -> None:
    """What was changed, field by field. changes: of ``tindak_lanjut.history``."""
    if changes.empty:
        return
    parts.heading("Riwayat perubahan", "Siapa mengubah apa, kapan, dari apa menjadi apa.")
    shown = _told(changes)
    parts.table(shown, HISTORY, alt="Riwayat perubahan tindak lanjut", height=420 if len(shown) > 10 else None)


def _tell_newer(desk: Desk, chosen: int, row: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(
            f"Baru diubah oleh {formats.plain(row['diubah_oleh'])} ({moment(row['diubah_pada'])}). Isian di bawah "
            "masih yang sebelumnya.",
            icon=":material/info:",
        )
        if st.button("Pakai isi terbaru", icon=":material/refresh:", key="tl_terbaru"):
            desk.opened.pop(chosen, None)
            desk.said = None
            st.rerun()


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    """An action's fields as plain values: whole people, a date, words, None for nothing."""
    values = {name: None if formats.is_missing(row[name]) else row[name] for name in entry.FIELDS}
    for name, value in values.items():
        if value is not None and name.endswith("_orang"):
            values[name] = int(value)
        elif value is not None and name == "tenggat":
            values[name] = value.date()
    return values


def _boxes(action: int, values: Mapping[str, Any]) -> dict[str, str]:
    return {f"tl_{action}_{name}": entry.to_type(name, values[name]) for name in entry.FIELDS}


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [name for name in entry.FIELDS if before[name] != after[name]]


@remembered
def _in_words(actions: pd.DataFrame) -> pd.DataFrame:
    size = actions["kuota_orang"].astype("float64")
    state = ["● selesai" if done else "▲ terlambat" if late else "○ berjalan"
             for done, late in zip(actions["selesai"], actions["terlambat"], strict=True)]  # fmt: skip
    return actions.assign(
        keadaan=state, terlaksana_pct=100 * actions["terlaksana_orang"].astype("float64") / size.where(size > 0)
    )


@remembered
def _told(changes: pd.DataFrame) -> pd.DataFrame:
    def written(column: str) -> list[str]:
        cells = zip(changes["kolom"], changes[column], strict=True)
        return [entry.to_type(name, value) or "kosong" for name, value in cells]

    return changes.assign(
        judul=[entry.FIELDS[name][0].split(" (")[0] for name in changes["kolom"]],
        dari=written("dari"),
        menjadi=written("menjadi"),
        ket=[
            f"diganti berkas {file}{'' if again else ', yang tidak memuatnya lagi'}"
            if file
            else ""
            if live
            else "muatannya sudah diganti"
            for live, file, again in zip(changes["berlaku"], changes["berkas"], changes["ada_lagi"], strict=True)
        ],
    )
