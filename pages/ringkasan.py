"""The briefing: how many are protected, how many are not yet, where, whether it gets better, and what was paid."""

import streamlit as st

from papers import figures, offer
from queries import cakupan, kepesertaan, klaim, perhatian, semesta, target, wilayah
from ui import cards, choices, columns, drawing, formats, parts, screens, sentences, view
from ui.charts import lines, maps
from ui.measures import MEASURES

seen = view.current()
districts, boundaries = wilayah.districts(), wilayah.boundaries()
active = kepesertaan.rows()
base = semesta.chosen(basis=seen.basis, periode=seen.periode)
year_ago = kepesertaan.year_before(seen.periode)

months = cakupan.until(
    cakupan.per_month(active, base, districts=len(districts), segmen=seen.segmen), periode=seen.periode
)
now, before = cakupan.at(months, seen.periode), cakupan.at(months, year_ago)
history = cakupan.per_kecamatan_and_month(active, base, districts=districts, segmen=seen.segmen)
table = cakupan.per_kecamatan(active, base, districts=districts, periode=seen.periode, segmen=seen.segmen)
goals = target.rows()
goal = target.of_year(goals, basis=seen.target_basis, tahun=seen.periode.year)
paid = klaim.year_to_date(seen.periode)


def open_kecamatan(code: str) -> None:
    choices.choose("kecamatan", code)
    st.switch_page(screens.at("kecamatan").path)


parts.note_missing(table)
if formats.is_missing(now["cakupan_pct"]):
    why = sentences.no_percentage(base.nama, whole_only=not base.reaches_kecamatan)
    parts.note(formats.plain(why), icon=":material/info:")

with drawing.row():
    with drawing.card(spread=True):
        gaps = cakupan.largest_gaps(table)
        parts.gauge(now, goal, sentences.where(gaps, cakupan.holders_of_half(gaps)))
    cards.headline(now, before, months, paid, klaim.months(), seen.periode)
with drawing.row():
    with drawing.card():
        if base.reaches_kecamatan:
            parts.heading(
                sentences.spread(table),
                "Klik satu kecamatan untuk membukanya. Angka per kecamatan adalah estimasi.",
            )
            measure = MEASURES["persentase"]
            parts.maps(
                lambda: maps.tiles(table, measure),
                (lambda: maps.regions(table, boundaries, measure)) if len(boundaries) else None,
                maps.scale(table, measure),
                key="peta",
                alt=sentences.spread(table),
                numbers=table,
                on_pick=open_kecamatan,
            )
        else:
            parts.heading("Peserta aktif per kecamatan", sentences.only_whole(base.nama))
            parts.table(table, columns.MEMBERS, alt="Peserta aktif per kecamatan")
    with drawing.stack():
        with drawing.card():
            parts.heading(sentences.growth(now, before, seen.periode))
            parts.figure(
                lines.trend(
                    months,
                    value="cakupan_pct",
                    unit=formats.percent,
                    targets=target.per_year(goals, basis=seen.target_basis),
                ),
                key="tren",
                alt=sentences.growth(now, before, seen.periode),
                numbers=parts.newest_first(months),
                headings=columns.MONTHS,
            )
        with drawing.card():
            parts.attention(
                perhatian.findings(
                    history,
                    figures.Coverage(seen).cover,
                    before=figures.Coverage(seen).cover_before,
                    periode=seen.periode,
                    target=target.per_kecamatan(goals, districts, basis=seen.target_basis, tahun=seen.periode.year),
                )[:3],
                now,
            )

offer.draw(seen)
