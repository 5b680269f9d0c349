"""What a plan brings: coverage, cost by payer, benefits, and how it compares."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui import cards, columns, formats, parts
from ui.cards import Card
from ui.charts import ahead
from ui.scenario import words


def figures(found: pd.Series, without: pd.Series) -> None:
    """The three figures of a plan: coverage at its end, and by how many people and how much money it is more than
    without it. found, without: of ``skenario.outcome``.
    """
    people, (more, total) = found["aktif_orang"] - without["aktif_orang"], words.contributions(found, without)
    three = [
        Card(f"Cakupan {formats.short_month(found['bulan'])}", formats.percent(found["cakupan_pct"])),
        Card("Tambahan peserta", formats.signed(people)),
        Card("Tambahan iuran", more or "belum lengkap", note=total),
    ]
    cards.draw(three, key="kartu_rencana", columns=3, narrowest=185)


def coverage(title: str, past: pd.DataFrame, lines: pd.DataFrame, targets: pd.DataFrame) -> None:
    """The path of every plan against the targets. lines: of ``skenario.side_by_side``."""
    parts.heading(title, "Garis penuh: rencana ini. Garis putus-putus: target setiap tahun.")
    if lines["cakupan_pct"].isna().all():
        parts.quiet("Basis yang dipilih tidak memberi persentase.")
        return
    parts.figure(ahead.plans(past, lines, targets), key="jalur", alt=title, numbers=lines, headings=columns.PLANS)


def cost(per_year: pd.DataFrame, per_month: pd.DataFrame) -> None:
    """Rupiah per year and payer, and per month."""
    parts.heading(words.cost(per_year))
    if per_year.empty:
        return
    parts.table(per_year, columns.PLAN_COST, alt="Iuran menurut tahun dan pembayar")
    box = st.expander("Lihat per bulan", key="biaya_bulanan", on_change="rerun")
    if box.open:
        with box:
            parts.table(per_month, columns.PLAN_MONTHS, alt="Iuran per bulan")


def benefits(found: pd.DataFrame | None, year: int) -> None:
    """What families would have had. found: of ``skenario.benefits``, None without claims; year: whose claims the rates
    are from.
    """
    parts.heading("Manfaat bagi keluarga")
    if found is None:
        st.markdown(f"Belum ada data klaim tahun {year}.")
        return
    st.markdown(words.families(found))
    if found.empty:
        return
    parts.table(found, columns.PLAN_BENEFITS, alt="Manfaat JKK dan JKM yang diperkirakan")
    parts.quiet(words.rates(year))


def projection(
    found: Any, arrival: Any, past: pd.DataFrame, targets: pd.DataFrame, target_pct: float | None, size: float
) -> None:
    """Where coverage goes by itself, and how far that is to be trusted. found: of ``proyeksi.ahead``, None when the
    history is too short.
    """
    if found is None:
        parts.heading("Bila berjalan seperti setahun terakhir")
        st.info(words.TOO_SHORT, icon=":material/info:")
        return
    title = words.projection(found, arrival, target_pct)
    parts.heading(title, words.METHOD)
    parts.figure(
        ahead.outlook(past, found.path, targets), key="perkiraan", alt=title, numbers=found.path,
        headings=columns.PROJECTION,
    )  # fmt: skip
    if arrival is not None and target_pct is not None:
        st.markdown(words.span_of_arrival(found, arrival, target_pct))
    parts.quiet(words.trial(found, size))
    parts.quiet(words.APART)


def compared(names: Sequence[str], found: Sequence[pd.Series]) -> None:
    """Several plans beside each other. found: of ``skenario.outcome``."""
    parts.heading("Rencana dibandingkan")
    table = pd.DataFrame(list(found)).infer_objects().assign(rencana=list(names))
    parts.table(table, columns.COMPARED, alt="Rencana dibandingkan", shared=False)
