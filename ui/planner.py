"""Some workers to protect for some months: what is asked of the viewer, and what it costs in words and numbers."""

import pandas as pd
import streamlit as st

from memory import remembered
from ui import amounts, columns, formats, parts
from ui.scenario.plan import MOST_WAGE, Workers


def ask(
    segments: pd.DataFrame,
    payers: pd.DataFrame,
    tariffs: pd.DataFrame,
    *,
    start: pd.Timestamp,
    wage: int,
    key: str = "sim",
) -> Workers:
    """Ask for workers; only combinations of segment and payer that have a tariff are offered.

    wage: the monthly wage that is there to be typed over, where the tariff is a share of it.
    """
    segment_names = dict(zip(segments["segmen_kode"], segments["segmen"], strict=True))
    payer_names = dict(zip(payers["pembayar_kode"], payers["pembayar"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        workers = amounts.whole("Jumlah pekerja", 5_000, step=500, most=10_000_000, key=f"{key}_pekerja")
        months = amounts.whole("Lama (bulan)", 12, step=1, most=60, key=f"{key}_bulan")
        known = _known(tariffs)
        offered = [code for code in segment_names if code in known]
        segmen = st.selectbox(
            "Segmen pekerja",
            offered,
            index=offered.index("BPU") if "BPU" in offered else 0,
            format_func=segment_names.__getitem__,
            key=f"{key}_segmen",
            filter_mode=None,
            width=220,
        )
        pembayar = st.selectbox(
            "Pembayar iuran",
            [code for code in payer_names if code in known[segmen]],
            format_func=payer_names.__getitem__,
            key=f"{key}_pembayar",
            filter_mode=None,
            width=170,
        )
        groups, by_wage = known[segmen][pembayar]
        kelompok = groups[0]
        if len(groups) > 1:
            kelompok = st.selectbox(
                "Kelompok kerja", groups, format_func=str.capitalize, key=f"{key}_kelompok", filter_mode=None, width=150
            )
        mulai = st.selectbox(
            "Mulai bulan",
            _months_after(start),
            format_func=formats.month,
            key=f"{key}_mulai",
            filter_mode=None,
            width=170,
        )
        upah = 0
        if by_wage:
            upah = amounts.whole("Upah per bulan (Rp)", wage, step=100_000, most=MOST_WAGE, key=f"{key}_upah")
    return Workers(segmen, pembayar, kelompok, int(workers), int(months), mulai, int(upah))


@remembered
def _known(tariffs: pd.DataFrame) -> dict[str, dict[str, tuple[list[str], bool]]]:
    """By segment and payer: the groups of work with a tariff, the general one first, and whether it needs a wage."""
    found: dict[str, dict[str, tuple[list[str], bool]]] = {}
    for (segmen, pembayar), rows in tariffs.groupby(["segmen_kode", "pembayar_kode"]):
        groups = sorted(rows["kelompok"].unique(), key=lambda name: (name != "umum", name))
        found.setdefault(segmen, {})[pembayar] = groups, bool(rows["upah_pct"].notna().any())
    return found


@remembered
def _months_after(start: pd.Timestamp) -> list[pd.Timestamp]:
    return list(pd.date_range(start + pd.DateOffset(months=1), periods=48, freq="MS", unit="s"))


def answer(plan: Workers, cost: pd.DataFrame, after: pd.Series, *, room: float) -> None:
    """The plan's cost, the rule behind it, and the coverage of all workers that it would bring.

    room: how many people of the plan's segment are not yet protected.
    """
    if plan.pekerja > room:
        st.warning(
            f"Pada segmen ini tinggal {formats.count(room)} orang yang belum terlindungi; rencana ini melebihinya."
        )
    unpriced = cost["biaya_rp"].isna()
    if unpriced.any():
        st.warning("Sebagian bulan belum mempunyai tarif iuran, sehingga biayanya belum dapat dihitung penuh.")
    words = (
        f"**{formats.rupiah(cost['biaya_rp'].sum())}** untuk melindungi {formats.count(plan.pekerja)} pekerja "
        f"selama {formats.span(plan.bulan)}."
    )
    if not formats.is_missing(after["cakupan_pct"]):
        words += (
            f" Cakupan semua pekerja menjadi **{formats.percent(after['cakupan_pct'])}** "
            f"dan yang belum terlindungi tinggal {formats.count(after['belum_orang'])} orang."
        )
    st.markdown(words)
    parts.table(cost, columns.COST, alt="Biaya iuran menurut tarif yang berlaku")
    for rule in cost["aturan"].dropna().unique():
        parts.quiet(formats.plain(rule))
