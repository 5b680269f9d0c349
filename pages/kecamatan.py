"""Coverage per kecamatan: map, ranking, and one kecamatan opened."""

import streamlit as st

from papers import offer
from queries import acuan, cakupan, kepesertaan, klaim, semesta, target, wilayah
from ui import choices, columns, district, drawing, formats, parts, sentences, view
from ui.charts import bars, maps
from ui.measures import MEASURES

seen = view.current()
districts, boundaries = wilayah.districts(), wilayah.boundaries()
names, opened = wilayah.names(districts), seen.kecamatan
active = kepesertaan.rows()
base = semesta.chosen(basis=seen.basis, periode=seen.periode)
goals = target.per_kecamatan(target.rows(), districts, basis=seen.target_basis, tahun=seen.periode.year)

now = cakupan.at(cakupan.per_month(active, base, districts=len(districts), segmen=seen.segmen), seen.periode)
table = cakupan.per_kecamatan(active, base, districts=districts, periode=seen.periode, segmen=seen.segmen)
ordered = cakupan.ranked(cakupan.against_target(table, goals), by=seen.urutan)
measure, by_share = MEASURES[seen.urutan], seen.urutan == "persentase"
gaps = cakupan.largest_gaps(table)


def open_kecamatan(code: str) -> None:
    choices.choose("kecamatan", code)
    st.rerun()


parts.note_missing(table)
if not base.reaches_kecamatan:
    parts.note(formats.plain(sentences.only_whole(base.nama)), icon=":material/info:")
if opened:
    parts.headed(f"Kecamatan {names[opened]}", level=2)
    if base.reaches_kecamatan:
        own = cakupan.per_month(active, base, districts=1, segmen=seen.segmen, kecamatan=opened)
        district.opened(
            cakupan.until(own, periode=seen.periode),
            now=cakupan.at(own, seen.periode),
            before=cakupan.at(own, kepesertaan.year_before(seen.periode)),
            row=ordered[ordered["kecamatan_kode"] == opened].iloc[0],
            place=cakupan.place(ordered, opened),
            place_label="Urutan dari cakupan terendah" if by_share else "Urutan dari belum terlindungi terbanyak",
            segments=cakupan.per_segmen(
                active, base, segments=acuan.segments(), periode=seen.periode, kecamatan=opened
            ),
        )
    with drawing.row():
        with drawing.card():
            rows, window = klaim.program_per_kecamatan(seen.periode), klaim.window(seen.periode)
            district.claims(rows, opened, window, threshold=klaim.SCREEN)
        with drawing.card():
            district.villages(wilayah.villages(), opened)
if base.reaches_kecamatan:
    with drawing.row():
        with drawing.card():
            said = sentences.of_map(table, gaps, cakupan.holders_of_half(gaps), by=seen.urutan)
            parts.heading(said, "Klik satu kecamatan untuk membukanya. Angka per kecamatan adalah estimasi.")
            parts.maps(
                lambda: maps.tiles(table, measure, selected=opened),
                (lambda: maps.regions(table, boundaries, measure, selected=opened)) if len(boundaries) else None,
                maps.scale(table, measure),
                key="peta",
                alt=said,
                numbers=table,
                on_pick=open_kecamatan,
            )
        with drawing.card():
            parts.heading(sentences.ranking(ordered, by=seen.urutan), sentences.ranking_note(by=seen.urutan))
            parts.figure(
                bars.ranking(
                    ordered,
                    label="kecamatan",
                    value=measure.column,
                    unit=measure.unit,
                    reference=("Kabupaten", now["cakupan_pct"]) if by_share else None,
                    target="target_pct" if by_share else None,
                    selected=names.get(opened or ""),
                ),
                key="peringkat",
                alt=sentences.ranking(ordered, by=seen.urutan),
                numbers=ordered,
                headings=columns.RANKING,
                on_pick=open_kecamatan,
            )
else:
    parts.table(table, columns.MEMBERS, alt="Peserta aktif per kecamatan")

offer.draw(seen)
