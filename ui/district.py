"""One kecamatan opened, as parts of a sheet: its figures, its claims, and its desa."""

from typing import Any

import pandas as pd

from memory import remembered
from ui import cards, columns, drawing, formats, parts, sentences
from ui.cards import Card
from ui.charts import lines


def opened(
    months: pd.DataFrame,
    *,
    now: pd.Series,
    before: pd.Series,
    row: pd.Series,
    place: tuple[int, int],
    place_label: str,
    segments: pd.DataFrame,
) -> None:
    """Coverage, members and gap of one kecamatan, what its target still needs, its trend and its segments.

    months, now, before: of ``cakupan.per_month`` for the kecamatan; row: of ``cakupan.against_target``; place: its
    rank and how many are ranked; segments: of ``cakupan.per_segmen``.
    """
    rank, of = place
    four = [
        cards.coverage("Cakupan (estimasi)", "cakupan_pct", now, before, months),
        cards.coverage("Peserta aktif", "aktif_orang", now, before, months),
        cards.coverage("Belum terlindungi (estimasi)", "belum_orang", now, before, months),
        Card(place_label, f"{rank} dari {of}" if rank else formats.MISSING, note=_to_target(row)),
    ]
    cards.draw(four, key="kartu_kecamatan", columns=4)
    with drawing.row():
        with drawing.card():
            parts.heading(sentences.growth(now, before, now["bulan"]))
            parts.figure(
                lines.trend(months, value="cakupan_pct", unit=formats.percent),
                key="tren_kecamatan",
                alt=sentences.trend(months),
                numbers=parts.newest_first(months),
                headings=columns.MONTHS,
            )
        with drawing.card():
            parts.segments(segments, key="segmen_kecamatan")


def claims(rows: pd.DataFrame, kecamatan: str, window: Any, *, threshold: int) -> None:
    """Claims of one kecamatan by programme; small cells are hidden by the query."""
    own = _of(rows, kecamatan)
    if own.empty:
        parts.heading("Klaim menurut program", "Belum ada data klaim untuk tahun ini.")
        return
    said = sentences.largest_programme(own)
    parts.heading(said, sentences.window(window))
    parts.claims_table(own, columns.CLAIMS_OF_DISTRICT, alt=said, threshold=threshold)


def villages(rows: pd.DataFrame, kecamatan: str) -> None:
    """The desa and kelurahan of one kecamatan."""
    own = _of(rows, kecamatan)
    kinds = own["jenis"].value_counts()
    parts.heading(
        formats.listing([f"{formats.count(kinds[kind])} {kind}" for kind in ("desa", "kelurahan") if kind in kinds]),
        "Cakupan per desa belum tersedia; daftar menurut kode Kemendagri.",
    )
    parts.table(own, columns.VILLAGES, alt="Daftar desa dan kelurahan", height=240 if len(own) > 7 else None)


def _to_target(row: pd.Series) -> str:
    if formats.is_missing(row["target_pct"]):
        return "Belum ada target."
    goal = f"target {formats.whole_percent(row['target_pct'])}"
    if formats.is_missing(row["kurang_orang"]):
        return f"{goal.capitalize()}."
    if row["kurang_orang"] == 0:
        return f"{goal.capitalize()} sudah tercapai."
    return f"Kurang {formats.count(row['kurang_orang'])} peserta untuk {goal}."


@remembered
def _of(rows: pd.DataFrame, kecamatan: str) -> pd.DataFrame:
    return rows[rows["kecamatan_kode"] == kecamatan]
