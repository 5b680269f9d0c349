"""Who is not yet protected: where, in which segment, how long the rest takes, and what protecting them costs."""

import streamlit as st

from papers import offer
from queries import acuan, cakupan, iuran, kepesertaan, semesta, target, wilayah
from ui import choices, columns, formats, links, parts, planner, screens, sentences, view
from ui.charts import bars
from ui.links import Line

seen = view.current()
districts = wilayah.districts()
active = kepesertaan.rows()
base = semesta.chosen(basis=seen.basis, periode=seen.periode)
goal = target.of_year(target.rows(), basis=seen.target_basis, tahun=seen.periode.year)

months = cakupan.per_month(active, base, districts=len(districts), segmen=seen.segmen)
everyone = cakupan.per_month(active, base, districts=len(districts))
now = cakupan.at(months, seen.periode)
table = cakupan.per_kecamatan(active, base, districts=districts, periode=seen.periode, segmen=seen.segmen)
gaps = cakupan.largest_gaps(table)
half = cakupan.holders_of_half(gaps)
segments = cakupan.per_segmen(active, base, segments=acuan.segments(), periode=seen.periode)
payers = kepesertaan.per_payer(kepesertaan.of_segments(active, seen.segmen), acuan.payers(), periode=seen.periode)


def open_kecamatan(code: str) -> None:
    choices.choose("kecamatan", code)
    st.switch_page(screens.at("kecamatan").path)


parts.note_missing(table)
if formats.is_missing(now["cakupan_pct"]):
    why = sentences.no_percentage(base.nama, whole_only=not base.reaches_kecamatan)
    st.info(formats.plain(why), icon=":material/info:")

left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    parts.gauge(now, goal)
    parts.pace(cakupan.pace(months, periode=seen.periode, target_pct=goal), goal)
if half:
    with right, st.container(border=True, height="stretch"):
        parts.segments(segments, key="segmen")
    left, right = st.columns(2)
    with left, st.container(border=True, height="stretch"):
        said = sentences.half_of_the_gap(half, gaps["belum_orang"].sum())
        parts.heading(said, sentences.half_note(gaps, half))
        parts.figure(
            bars.gap(gaps, half=half),
            key="celah",
            alt=said,
            numbers=gaps,
            headings=columns.GAPS,
            on_pick=open_kecamatan,
        )
# Where nothing is known below the regency, payers stand beside the gauge and the simulation beneath both.
with right, st.container(border=True, height="content" if half else "stretch"):
    parts.heading(sentences.payers(payers))
    parts.table(payers, columns.PAYERS, alt=sentences.payers(payers))
with right if half else st.container(), st.container(border=True, height="stretch"):
    parts.heading("Simulasi: berapa biaya untuk melindungi lebih banyak pekerja?")
    plan = planner.ask(acuan.segments(), acuan.payers(), iuran.rows(), start=seen.periode, wage=iuran.assumed_wage())
    room = cakupan.gap_of(segments, plan.segmen)
    after = cakupan.with_more(cakupan.at(everyone, seen.periode), min(plan.pekerja, room))
    planner.answer(plan, iuran.cost(iuran.rows(), **plan.terms), after, room=room)
    links.draw([Line("Gabungkan beberapa langkah", "skenario")], key="gabungkan")

offer.draw(seen)
