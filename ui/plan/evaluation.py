"""The evaluation of a year: one sentence, the bridge from its start to its last month, plan against result."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import formats, parts
from ui.charts import bridge as chart
from ui.columns import Columns
from ui.formats import count, date, percent, points, signed, whole_percent

STEPS: Columns = {
    "segmen": ("Segmen", None),
    "pembayar": ("Pembayar iuran", None),
    "awal_orang": ("Awal (orang)", count),
    "akhir_orang": ("Akhir (orang)", count),
    "perubahan_orang": ("Perubahan (orang)", signed),
}
AREAS: Columns = {
    "kecamatan": ("Kecamatan", None),
    "awal_pct": ("Cakupan awal", percent),
    "akhir_pct": ("Cakupan akhir", percent),
    "perubahan_poin": ("Perubahan", points),
    "perubahan_orang": ("Perubahan (orang)", signed),
}
OFFICES: Columns = {
    "opd": ("OPD", None),
    "tindakan": ("Tindakan", count),
    "selesai": ("Selesai", count),
    "terlambat": ("Terlambat", count),
    "kuota_orang": ("Kuota (orang)", lambda people: "–" if formats.is_missing(people) else count(people)),
    "terlaksana_orang": ("Terlaksana (orang)", lambda people: "–" if formats.is_missing(people) else count(people)),
    "terlaksana_pct": ("Terlaksana", lambda share: "–" if formats.is_missing(share) else percent(share, decimals=1)),
}


def headline(year: Any, goal: float | None) -> None:
    """The year in one sentence, and what it leaves out. year: of ``evaluasi.year``; goal: its target in percent."""
    st.header(sentence(year, goal), anchor=False)
    words = left_out(year)
    if words:
        st.info(" ".join(words), icon=":material/info:")


def left_out(year: Any) -> list[str]:
    """What the sentence does not count, in sentences. year: of ``evaluasi.year``."""
    words = []
    if year.awal == year.akhir:
        words.append(f"Baru ada data {formats.month(year.akhir)}, sehingga perubahan tahun ini belum dapat dihitung.")
    elif year.awal.year == year.akhir.year:
        words.append(
            f"Data Desember {year.akhir.year - 1} belum ada, sehingga perubahan dihitung sejak "
            f"{formats.month(year.awal)}."
        )
    if year.tanpa and year.is_compared:
        names = formats.listing([formats.plain(name) for name in year.tanpa])
        words.append(f"Tidak ikut dihitung karena tidak ada data pada kedua bulan: {names}.")
    return words


def sentence(year: Any, goal: float | None) -> str:
    """The year in one sentence."""
    span = f"{formats.short_month(year.awal)}–{formats.short_month(year.akhir)}"
    if not year.is_compared:
        if formats.is_missing(year.akhir_pct):
            return f"{formats.month(year.akhir)}: {count(year.akhir_orang)} peserta aktif"
        return f"{formats.month(year.akhir)}: cakupan {percent(year.akhir_pct)}{_from_goal(year.akhir_pct, goal)}"
    if formats.is_missing(year.perubahan_poin):
        return f"{span}: peserta aktif {_moved(year.perubahan_orang)} menjadi {count(year.akhir_orang)} orang"
    change = year.perubahan_poin
    word = "tetap" if abs(change) < 0.005 else f"{'naik' if change > 0 else 'turun'} {points(abs(change)).lstrip('+')}"
    return f"{span}: cakupan {word} menjadi {percent(year.akhir_pct)}{_from_goal(year.akhir_pct, goal)}"


def _moved(change: float) -> str:
    return "tetap" if change == 0 else f"{'naik' if change > 0 else 'turun'} {count(abs(change))}"


def _from_goal(share: float, goal: float | None) -> str:
    if goal is None:
        return ", belum ada target"
    gap = points(abs(share - goal)).lstrip("+")
    if share >= goal:
        return f", target {whole_percent(goal)} tercapai"
    return f", masih {gap} di bawah target {whole_percent(goal)}"


def change(year: Any) -> None:
    """The bridge by segment and payer."""
    if not year.is_compared:
        parts.heading("Siapa yang membuat perubahan")
        st.markdown("Perlu data Desember tahun sebelumnya atau bulan lain pada tahun yang sama.")
        return
    steps = moving(year.langkah)
    parts.heading(largest(year, steps), "Perubahan peserta aktif menurut segmen dan pembayar iuran.")
    parts.figure(
        chart.bridge(
            steps,
            label="langkah",
            value="perubahan_orang",
            start=(formats.month(year.awal), year.awal_orang),
            end=(formats.month(year.akhir), year.akhir_orang),
        ),
        key="jembatan",
        alt=largest(year, steps),
        numbers=year.langkah,
        headings=STEPS,
    )


def movers(best: pd.DataFrame, worst: pd.DataFrame, *, of: pd.DataFrame) -> None:
    """The kecamatan that gained most and least. best, worst: of ``evaluasi.ends``; of: all of them."""
    if best.empty:
        parts.heading("Kecamatan yang paling maju dan paling tertinggal")
        st.markdown("Perlu sedikitnya dua kecamatan dengan data pada kedua bulan.")
        return
    value, unit = _measured(best)
    words = ends(best, worst)
    parts.heading(words, how_ends(best, worst))
    parts.figure(
        chart.movers(_one_below_the_other(best, worst), best=len(best), label="kecamatan", value=value, unit=unit),
        key="penggerak",
        alt=words,
        numbers=of,
        headings=AREAS,
    )


def done(offices: pd.DataFrame, *, tahun: int, today: pd.Timestamp) -> None:
    """What was planned and what was done. offices: of ``tindak_lanjut.per_opd`` at that day."""
    if offices.empty:
        parts.heading(f"Rencana dan pelaksanaan {tahun}")
        st.markdown(f"Belum ada rencana tindak lanjut tahun {tahun}.")
        return
    parts.heading(carried_out(offices), how_done(today))
    parts.table(offices, OFFICES, alt="Rencana dan pelaksanaan menurut OPD", height=480 if len(offices) > 14 else None)


def how_done(today: pd.Timestamp) -> str:
    """How to read what was planned and done, and of which day it is."""
    return f"Keadaan {date(today)}. Menurut OPD, yang sisanya terbanyak di atas."


def ends(best: pd.DataFrame, worst: pd.DataFrame) -> str:
    """The first and the last kecamatan, as a title. best, worst: of ``evaluasi.ends``."""
    value, unit = _measured(best)
    first, last = (f"{row['kecamatan']} ({unit(row[value])})" for row in (best.iloc[0], worst.iloc[-1]))
    if best.iloc[0][value] < 0:
        return f"Semua turun: paling sedikit {first}, paling banyak {last}"
    return f"Paling maju {first}, paling tertinggal {last}"


def how_ends(best: pd.DataFrame, worst: pd.DataFrame) -> str:
    """How to read the best and the worst."""
    by_share = _measured(best)[0] == "perubahan_poin"
    note = "Perubahan cakupan (estimasi)." if by_share else "Perubahan peserta aktif, dalam orang."
    return f"{len(best)} kecamatan terbaik di atas, {len(worst)} terburuk di bawah. {note}"


def _measured(best: pd.DataFrame) -> tuple[str, Callable[[float | None], str]]:
    """What the kecamatan are ordered by, and how it is written."""
    by_share = bool(best["perubahan_poin"].notna().all())
    return ("perubahan_poin", points) if by_share else ("perubahan_orang", signed)


def carried_out(offices: pd.DataFrame) -> str:
    """What was planned and what was done, as a title. offices: of ``tindak_lanjut.per_opd``."""
    finished, every = int(offices["selesai"].sum()), int(offices["tindakan"].sum())
    promised, reached = offices["kuota_orang"].sum(), offices["terlaksana_orang"].sum()
    people = f", {count(reached)} dari {count(promised)} orang terlaksana" if promised else ""
    return f"{finished} dari {every} tindak lanjut selesai{people}"


@remembered
def moving(steps: pd.DataFrame) -> pd.DataFrame:
    """The steps that moved, named by segment and payer."""
    moved = steps[steps["perubahan_orang"] != 0]
    return moved.assign(langkah=moved["segmen_kode"] + " · " + moved["pembayar"]).reset_index(drop=True)


@remembered
def _one_below_the_other(best: pd.DataFrame, worst: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([best, worst], ignore_index=True)


def largest(year: Any, steps: pd.DataFrame) -> str:
    """Who made most of the change, as a chart's title. steps: of ``moving``."""
    if steps.empty:
        return "Tidak ada segmen atau pembayar yang berubah"
    moved = f"Peserta aktif {_moved(year.perubahan_orang)}"
    first = steps.loc[steps["perubahan_orang"].abs().idxmax()]
    return f"{moved} orang; perubahan terbesar pada {first['langkah']} ({signed(first['perubahan_orang'])})"
