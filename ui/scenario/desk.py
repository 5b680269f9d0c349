"""Where a plan is made: what is asked, step by step, and the plans that are kept to compare with."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from ui import amounts, choices, formats, parts, planner
from ui.plan import subsidy
from ui.scenario import plan as plans
from ui.scenario.plan import FARTHEST_YEARS, MOST_GROWTH, MOST_STEPS, RIVALS, WORD, Plan, Workers

_STEPS, _SHOWN = "skenario_langkah", "skenario_ditampilkan"


def ask(
    segments: pd.DataFrame,
    payers: pd.DataFrame,
    tariffs: pd.DataFrame,
    offices: pd.DataFrame,
    *,
    periode: pd.Timestamp,
    usual_growth: float | None,
    fall: tuple[pd.Timestamp, int] | None,
    wage: int,
) -> Plan:
    """Ask for the plan that the address names, and write it back into the address.

    offices: of ``ekosistem.per_opd``; usual_growth: how many more BPU paid for themselves every month of the last year,
    None when it is not known; fall: of ``bantuan.fall``; wage: the monthly wage that is there to be typed over.
    """
    _take_from_address(periode)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input("Nama rencana", max_chars=40, key="skenario_nama", width=260)
        year = st.selectbox(
            "Sampai akhir tahun",
            list(range(periode.year, periode.year + FARTHEST_YEARS + 1)),
            key="skenario_tahun",
            filter_mode=None,
            width=160,
        )
        growth = amounts.whole(
            "BPU mandiri bertambah per bulan (orang)",
            0,
            step=50,
            least=-MOST_GROWTH,
            most=MOST_GROWTH,
            key="skenario_tumbuh",
            width=290,
        )
    if usual_growth is not None:
        parts.quiet(f"BPU mandiri setahun terakhir: rata-rata {formats.signed(usual_growth)} orang per bulan.")
    prolonged = st.toggle("Iuran bersubsidi yang berakhir diperpanjang oleh pembayarnya", key="skenario_perpanjang")
    parts.quiet(f"{subsidy.sentence(fall)}.")
    steps: list[Workers] = st.session_state[_STEPS]
    names = dict(zip(payers["pembayar_kode"], payers["pembayar"], strict=True))
    for number, step in enumerate(steps):
        with st.container(horizontal=True, vertical_alignment="center", key=f"langkah_{number}"):
            st.markdown(in_words(step, names))
            st.button("Hapus", key=f"langkah_hapus_{number}", on_click=_drop, args=(number,), type="tertiary")
    if len(steps) < MOST_STEPS:
        _offer_workers(segments, payers, tariffs, periode, wage, first=not steps)
        _offer_offices(offices, periode, wage)
    made = Plan(plans.cleaned(name) or "Tanpa nama", int(year), prolonged, growth, tuple(steps))
    text = plans.write(made)
    if text != choices.carried(WORD):
        choices.carry(WORD, text)
    st.session_state[_SHOWN] = text
    return made


def in_words(step: Workers, payers: dict[str, str]) -> str:
    """One step as a line: who, how many, paid by whom, from when to when."""
    who = formats.plain(step.untuk) or f"pekerja {formats.plain(step.segmen)}"
    payer = formats.plain(payers.get(step.pembayar, step.pembayar))
    return (
        f"**{formats.count(step.pekerja)}** {who} oleh **{payer}**, "
        f"{formats.short_month(step.mulai)} sampai {formats.short_month(step.sampai)}"
    )


def rivals(periode: pd.Timestamp) -> list[Plan]:
    """The plans that are kept to compare with."""
    found = [plans.read(choices.carried(word), periode) for word in RIVALS]
    return [each for each in found if each]


def keep(made: Plan) -> None:
    """Offer to keep the plan to compare with, or to let one that was kept go."""
    kept = [word for word in RIVALS if choices.carried(word)]
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(kept) < len(RIVALS):
            st.button("Simpan sebagai pembanding", key="banding_simpan", on_click=_keep, args=(made,))
        for word in kept:
            name = formats.plain(choices.carried(word).partition("~")[0])
            st.button(f"Buka {name}", key=f"buka_{word}", on_click=_open, args=(word, made), type="tertiary")
            st.button(f"Lepas {name}", key=f"lepas_{word}", on_click=choices.carry, args=(word, ""), type="tertiary")


def _take_from_address(periode: pd.Timestamp) -> None:
    """Fill the widgets from a plan that came with a link or was opened, and with an empty one at first."""
    _let_go_what_is_no_plan(periode)
    state = st.session_state
    text = choices.carried(WORD)
    if text and text == state.get(_SHOWN) and _STEPS in state and "skenario_nama" in state:
        return
    found = plans.read(text, periode) or Plan("Rencana A", periode.year + 1)
    state[_STEPS] = list(found.tambahan)
    state["skenario_nama"] = found.nama
    state["skenario_tahun"] = found.tahun
    state["skenario_tumbuh"] = found.tumbuh_orang
    state["skenario_perpanjang"] = found.perpanjang


def _let_go_what_is_no_plan(periode: pd.Timestamp) -> None:
    for word in (WORD, *RIVALS):
        text = choices.carried(word)
        if text and not plans.read(text, periode):
            choices.carry(word, "")
            st.warning("Rencana pada alamat tidak dikenal; bagian itu diabaikan.", icon=":material/link_off:")


def _offer_workers(
    segments: pd.DataFrame,
    payers: pd.DataFrame,
    tariffs: pd.DataFrame,
    periode: pd.Timestamp,
    wage: int,
    *,
    first: bool,
) -> None:
    with st.expander("Tambah langkah: lindungi pekerja", icon=":material/group_add:", expanded=first):
        workers = planner.ask(segments, payers, tariffs, start=periode, wage=wage, key="langkah")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            who = st.text_input("Siapa (boleh kosong)", max_chars=40, key="langkah_untuk", width=260)
            asked = replace(workers, untuk=plans.cleaned(who))
            st.button("Tambahkan langkah", key="langkah_tambah", on_click=_add, args=(asked,), type="primary")


def _offer_offices(offices: pd.DataFrame, periode: pd.Timestamp, usual_wage: int) -> None:
    waiting = offices[offices["belum_orang"] > 0]
    if waiting.empty:
        return
    groups = [f"{kelompok} {opd}" for kelompok, opd in zip(waiting["kelompok"], waiting["opd"], strict=True)]
    left = dict(zip(groups, waiting["belum_orang"].astype(int), strict=True))
    with (
        st.expander("Tambah langkah: daftarkan pegawai sebuah OPD", icon=":material/apartment:"),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        group = st.selectbox(
            "OPD",
            groups,
            format_func=lambda name: f"{name}: {formats.count(left[name])} orang belum terdaftar",
            key="opd_nama",
            filter_mode=None,
            width=420,
        )
        wage = amounts.whole("Upah per bulan (Rp)", usual_wage, step=100_000, most=plans.MOST_WAGE, key="opd_upah")
        start = periode + pd.DateOffset(months=1)
        workers = Workers("PU", "apbd", "umum", left[group], 12, start, wage, plans.cleaned(group))
        st.button("Tambahkan langkah", key="opd_tambah", on_click=_add, args=(workers,), type="primary")


def _add(workers: Workers) -> None:
    st.session_state[_STEPS].append(workers)


def _drop(number: int) -> None:
    st.session_state[_STEPS].pop(number)


def _keep(made: Plan) -> None:
    free = next(word for word in RIVALS if not choices.carried(word))
    choices.carry(free, plans.write(made))
    letter = chr(ord("A") + sum(bool(choices.carried(word)) for word in RIVALS))
    st.session_state["skenario_nama"] = f"Rencana {letter}"


def _open(word: str, made: Plan) -> None:
    """Work on a plan that was kept, and keep the one that was worked on in its place."""
    choices.carry(WORD, choices.carried(word))
    choices.carry(word, plans.write(made))
