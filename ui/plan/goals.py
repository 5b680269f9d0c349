"""Targets: what was aimed at, how far it came, and how many people that means in each kecamatan."""

import pandas as pd
import streamlit as st

from memory import remembered
from ui import downloads, formats, parts
from ui.charts import goals as chart
from ui.columns import Columns
from ui.formats import count, percent, points, whole_percent
from ui.plan import words

YEARS: Columns = {
    "tahun": ("Tahun", lambda year: str(int(year))),
    "target_pct": ("Target", whole_percent),
    "bulan": ("Diukur pada", lambda month: "–" if formats.is_missing(month) else formats.month(month)),
    "cakupan_pct": ("Capaian", percent),
    "deviasi_poin": ("Deviasi", points),
    "target_orang": ("Target (orang)", count),
    "kurang_orang": ("Kurang (orang)", count),
    "sumber": ("Sumber target", None),
}
SUBJECTS = frozenset({"kepesertaan", "semesta", "target"})
SHARES: Columns = {
    "kecamatan": ("Kecamatan", None),
    "cakupan_pct": ("Capaian", percent),
    "kelas_kata": ("Kelas", None),
    "target_pct": ("Target", percent),
    "sumber": ("Sumber target", None),
    "deviasi_poin": ("Deviasi", points),
    "bagian_orang": ("Bagian target (orang)", count),
    "menjadi_orang": ("Peserta menjadi (orang)", count),
    "menjadi_pct": ("Cakupan menjadi", percent),
}


def years(table: pd.DataFrame, *, periode: pd.Timestamp) -> None:
    """The regency's target and attainment of each year. table: of ``capaian.per_year``."""
    parts.heading(
        _of_the_year(table, periode), "Capaian setiap tahun diukur pada Desember, atau bulan terakhir yang ada."
    )
    if table.empty:
        st.markdown("Belum ada target pada basis ini. Muat subjek target, atau pilih basis lain.")
        return
    parts.table(table, YEARS, alt="Target dan capaian kabupaten per tahun")
    basis, dated = table["basis"].iloc[-1], table["basis_tanggal"].iloc[-1]
    parts.quiet(f"Target dan capaian pada basis {formats.plain(basis)} per {formats.date(dated)}.")


def shares(table: pd.DataFrame, *, needed: int | None, rule: str, cuts: tuple[float, ...], tahun: int) -> None:
    """Each kecamatan against its target, and its part of what the regency still needs.

    table: of ``capaian.per_kecamatan``; needed: of ``capaian.needed``.
    """
    parts.heading(
        _of_the_parts(table, needed, tahun), f"{words.legend(cuts)}. Tanda tegak: target; angka di kanan: orang."
    )
    ordered = _named(table)
    if ordered["cakupan_pct"].notna().any():
        parts.figure(
            chart.distances(ordered, label="kecamatan"),
            key="target_kecamatan",
            alt=_of_the_parts(table, needed, tahun),
            numbers=ordered,
            headings=SHARES,
        )
    if needed:
        parts.quiet(
            f"Pembagian: {words.RULES[rule].lower()}, tidak melebihi yang belum terlindungi di kecamatan itu. "
            f"Jumlah bagian: {formats.count(table['bagian_orang'].sum())} orang. Bagian dari kekurangan kabupaten "
            "berbeda dari yang kurang untuk mencapai target di kecamatan itu sendiri (layar Kecamatan). Angka per "
            "kecamatan adalah estimasi."
        )


def take_away(table: pd.DataFrame, *, tahun: int, rule: str, sample: bool) -> None:
    """The shares as a file."""
    headings = {"kecamatan_kode": "Kode"} | {name: heading for name, (heading, _) in SHARES.items()}
    downloads.button(
        "Unduh target per kecamatan",
        f"target-kecamatan-{tahun}.csv",
        _named(table),
        headings,
        [f"Target {tahun} per kecamatan (estimasi), pembagian {words.RULES[rule].lower()}"],
        sample=sample,
    )


@remembered
def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Largest part first, with the class in words."""
    named = table.assign(kelas_kata=table["kelas"].map(words.attainment))
    return named.sort_values(
        ["bagian_orang", "deviasi_poin", "kecamatan_kode"], ascending=[False, True, True], ignore_index=True
    )


def _of_the_year(table: pd.DataFrame, periode: pd.Timestamp) -> str:
    own = table[table["tahun"] == periode.year]
    if own.empty:
        return f"Belum ada target {periode.year} pada basis ini"
    row = own.iloc[0]
    goal = whole_percent(row["target_pct"])
    if formats.is_missing(row["deviasi_poin"]):
        return f"Target {periode.year}: {goal}"
    if row["kurang_orang"] == 0:
        return f"Target {periode.year} sebesar {goal} tercapai: {percent(row['cakupan_pct'])}"
    reached, missing = percent(row["cakupan_pct"]), count(row["kurang_orang"])
    return f"Target {periode.year} sebesar {goal}: tercapai {reached}, kurang {missing} orang"


def _of_the_parts(table: pd.DataFrame, needed: int | None, tahun: int) -> str:
    if needed is None:
        return f"Belum ada target kabupaten {tahun} untuk dibagi per kecamatan"
    if needed == 0:
        return f"Target kabupaten {tahun} sudah tercapai"
    first = table.loc[table["bagian_orang"].idxmax()]
    return (
        f"Untuk target {tahun} perlu {count(needed)} orang lagi; bagian terbesar {first['kecamatan']}: "
        f"{count(first['bagian_orang'])} orang"
    )
