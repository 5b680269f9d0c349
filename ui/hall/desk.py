"""The operator's desk: what a programme is set with, and the link that comes out."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from ui import amounts, choices, formats, parts
from ui.hall import programme
from ui.hall.programme import LONGEST, MOST_GRANTS, SCENES, SECONDS, SHORTEST, Grant, Programme
from ui.scenario.plan import WORD

WORKERS = ("Pekerja rentan", "Petani", "Buruh tani", "Nelayan", "Pedagang", "Perangkat desa", "Pekerja perusahaan")
KEYS = (
    "Tombol keyboard atau alat penunjuk: **→** lanjut, **←** kembali, **spasi** jeda, **Home** adegan pertama, "
    "**B** layar hitam, **F** layar penuh, **1** sampai **9** langsung ke adegannya."
)
CONTROLS = {
    "lanjut": ("Lanjut", ":material/arrow_forward:"),
    "kembali": ("Kembali", ":material/arrow_back:"),
    "jeda": ("Jeda atau jalan lagi", ":material/pause:"),
    "awal": ("Adegan pertama", ":material/first_page:"),
    "hitam": ("Layar hitam", ":material/visibility_off:"),
}
_ORDER, _GRANTS, _CODE = "proyektor_urutan", "proyektor_santunan", "proyektor_kendali"


def order(asked: Programme, left_out: Mapping[str, str]) -> Programme:
    """Ask which scenes are shown, in which order and how long. left_out: why a scene has nothing to show, by name."""
    names: list[str] = st.session_state.setdefault(_ORDER, list(SCENES))
    parts.heading("Adegan", "Urutan dari atas ke bawah. Adegan tanpa data dilewati.")
    every = _seconds("Detik untuk setiap adegan", SECONDS, key="proyektor_detik", width=260)
    chosen, seconds = [], {}
    for place, name in enumerate(names):
        with st.container(horizontal=True, vertical_alignment="center", key=f"atur_{name}"):
            if st.checkbox(SCENES[name], value=True, key=f"adegan_dipakai_{name}", width="stretch"):
                chosen.append(name)
                own = _seconds("Detik", every, key=f"adegan_detik_{name}_{every}", label_visibility="collapsed")
                if own != every:
                    seconds[name] = own
            st.button(
                "Naikkan",
                key=f"adegan_naik_{name}",
                on_click=_raise,
                args=(place,),
                disabled=not place,
                type="tertiary",
            )
        if name in left_out:
            parts.quiet(f"Dilewati: {left_out[name]}")
    return replace(asked, scenes=tuple(chosen), detik=every, seconds=seconds)


def hall(*, has_borders: bool) -> Programme:
    """Ask about the hall: its light, the map, the sum of money of the scene that needs one, and a phone as remote
    control. What is handed over there is as ``grants`` has it. has_borders: there is a choice of maps.
    """
    parts.heading("Ruang acara")
    dark = st.segmented_control(
        "Cahaya ruang", ["Terang", "Gelap"], default="Terang", required=True, key="proyektor_ruang"
    )
    shape = "Petak"
    if has_borders:
        shape = st.segmented_control("Peta", ["Petak", "Wilayah"], default=shape, required=True, key="proyektor_peta")
    millions = amounts.whole(
        "Dana untuk adegan biaya (juta rupiah)", 1_000, step=100, most=1_000_000, key="proyektor_dana", width=260
    )
    code = st.session_state.setdefault(_CODE, secrets.token_hex(4))
    steered = st.toggle("Kendalikan dari ponsel", key="proyektor_ponsel")
    return Programme(
        dark=dark == "Gelap",
        dana_rp=millions * 1_000_000,
        grants=tuple(st.session_state.get(_GRANTS, ())),
        kendali=code if steered else "",
        skenario=choices.carried(WORD),
        wilayah=shape == "Wilayah",
    )


def grants(programmes: Mapping[str, str], districts: Mapping[str, str]) -> None:
    """Ask for the benefits that are handed over at the event, one after another; names of people are not asked for.

    programmes: names by code; districts: names by code.
    """
    parts.heading("Santunan yang diserahkan pada acara ini", "Tanpa nama orang. Tersimpan hanya di dalam tautan.")
    kept: list[Grant] = st.session_state.setdefault(_GRANTS, [])
    for number, grant in enumerate(kept):
        with st.container(horizontal=True, vertical_alignment="center", key=f"santunan_{number}"):
            place = formats.plain(districts.get(grant.kecamatan, ""))
            st.markdown(
                f"**{formats.plain(grant.program)}** · {formats.plain(grant.pekerja)} · {place} · "
                f"{formats.rupiah_exact(grant.rupiah)}"
            )
            st.button("Hapus", key=f"santunan_hapus_{number}", on_click=_drop, args=(number,), type="tertiary")
    if len(kept) < MOST_GRANTS:
        with (
            st.form("santunan_baru", border=False, clear_on_submit=True),
            st.container(horizontal=True, vertical_alignment="bottom"),
        ):
            options: dict[str, Any] = {"filter_mode": None}
            code = st.selectbox("Program", list(programmes), width=110, key="santunan_program", **options)
            worker = st.selectbox("Jenis pekerja", WORKERS, width=190, key="santunan_pekerja", **options)
            place = st.selectbox(
                "Kecamatan",
                list(districts),
                format_func=districts.__getitem__,
                width=180,
                key="santunan_kecamatan",
                **options,
            )
            amount = amounts.whole("Rupiah", 0, step=1_000_000, least=0, most=10**12, width=190, key="santunan_rupiah")
            if st.form_submit_button("Tambah") and amount:
                kept.append(Grant(code, worker, place, amount))
                st.rerun()


def hand_out(asked: Programme, shown: int) -> None:
    """The link of a programme, to open here or to keep. shown: how many of its scenes have something to show."""
    parts.heading("Tautan program")
    if not asked.scenes or not shown:
        st.info("Pilih sedikitnya satu adegan yang mempunyai data.", icon=":material/info:")
        return
    link = programme.link(asked, **st.query_params.to_dict())
    st.link_button("Mulai", link, type="primary", icon=":material/slideshow:")
    site = urlsplit(st.context.url or "")
    st.code(f"{site.scheme}://{site.netloc}{link}" if site.netloc else link, language=None, wrap_lines=True)
    if asked.kendali:
        st.link_button("Buka kendali di ponsel", f"/kendali?kode={asked.kendali}", icon=":material/mobile:")
        parts.quiet(f"Alamat kendali: /kendali?kode={asked.kendali}")
    parts.quiet(KEYS)


def take_over() -> None:
    """Offer to set everything as a link says that somebody made before."""
    with st.expander("Ubah program dari tautan yang sudah ada"):
        given = st.text_input("Tautan", key="proyektor_tautan", label_visibility="collapsed")
        st.button("Pakai", on_click=_set, args=(given,), key="proyektor_pakai")


def control(code: str, send: Callable[[str, str], bool]) -> None:
    """The phone's buttons for the stage with a code. send: of ``queries.kendali``."""
    if not code or programme.read({"kendali": code}).kendali != code:
        st.info("Tautan kendali ini tidak lengkap. Buka lagi dari layar Proyektor.", icon=":material/info:")
        return
    for command, (label, icon) in CONTROLS.items():
        kind: Literal["primary", "secondary"] = "primary" if command == "lanjut" else "secondary"
        pressed = st.button(label, icon=icon, width="stretch", type=kind, key=f"kendali_{command}")
        if pressed and not send(code, command):
            st.error("Perintah tidak dapat disampaikan. Sampaikan kepada pengelola dasbor.", icon=":material/error:")


_seconds = partial(amounts.whole, step=5, least=SHORTEST, most=LONGEST)


def _drop(number: int) -> None:
    st.session_state[_GRANTS].pop(number)


def _raise(place: int) -> None:
    names = st.session_state[_ORDER]
    names[place - 1], names[place] = names[place], names[place - 1]


def _set(link: str) -> None:
    """Fill every widget from a link."""
    asked = programme.read(dict(parse_qsl(urlsplit(link).query)))
    state = st.session_state
    state[_ORDER] = [*asked.scenes, *(name for name in SCENES if name not in asked.scenes)]
    state[_GRANTS] = list(asked.grants)
    state["proyektor_detik"] = asked.detik
    state["proyektor_ruang"] = "Gelap" if asked.dark else "Terang"
    state["proyektor_peta"] = "Wilayah" if asked.wilayah else "Petak"
    state["proyektor_dana"] = max(1, asked.dana_rp // 1_000_000)
    state["proyektor_ponsel"] = bool(asked.kendali)
    if asked.kendali:
        state[_CODE] = asked.kendali
    for name in SCENES:
        state[f"adegan_dipakai_{name}"] = name in asked.scenes
        state[f"adegan_detik_{name}_{asked.detik}"] = asked.seconds_of(name)
