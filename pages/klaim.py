"""Claims paid: cases and rupiah per month, per programme and per kecamatan, against the year before."""

import streamlit as st

from papers import offer
from queries import klaim, muatan
from ui import cards, claims, columns, formats, parts, sentences, sources, view
from ui.charts import bars, lines

seen = view.current()
paid = klaim.year_to_date(seen.periode)
window = klaim.window(seen.periode)
if paid is None or window is None:
    st.info(f"Belum ada data klaim sampai {formats.month(seen.periode)}.", icon=":material/inbox:")
    st.stop()

months = klaim.months()
programmes = klaim.per_program(seen.periode)
districts = klaim.per_kecamatan(seen.periode)
year = claims.months_of_year(months, seen.periode)

parts.quiet(sentences.claims_scope(paid))
four = [
    cards.money(paid, months, seen.periode),
    cards.cases(paid, months, seen.periode),
    claims.average(paid),
    claims.scholarship(klaim.beasiswa(seen.periode), window),
]
cards.draw(four, key="kartu_klaim", columns=4)

left, right = st.columns(2)
for side, value, unit, word in (
    (left, "dibayarkan_rp", formats.rupiah, "Klaim"),
    (right, "kasus", formats.count, "Kasus"),
):
    with side, st.container(border=True, height="stretch"):
        said = sentences.busiest_month(word, year, value, unit)
        parts.heading(said, sentences.years_compared(year))
        parts.figure(
            lines.year_against_last(year, value=value, unit=unit, year=seen.periode.year),
            key=f"bulan_{value}",
            alt=said,
            numbers=year,
            headings=columns.CLAIMS_BY_MONTH,
        )

with st.container(border=True):
    parts.heading(sentences.largest_programme(programmes), sentences.window(window, periode=seen.periode))
    left, right = st.columns(2)
    for side, value, unit, word in (
        (left, "dibayarkan_rp", formats.rupiah, "Rupiah"),
        (right, "kasus", formats.count, "Kasus"),
    ):
        with side:
            st.markdown(f"**{word}**")
            parts.figure(
                bars.ranking(programmes, label="program_kode", value=value, unit=unit, outside=True),
                key=f"program_{value}",
                alt=sentences.largest_programme(programmes),
            )
    parts.claims_table(
        programmes, columns.CLAIMS_PER_PROGRAMME, alt=sentences.largest_programme(programmes), threshold=klaim.SCREEN
    )

with st.container(border=True):
    said = sentences.largest_payee(districts)
    parts.heading(said, f"{sentences.window(window, periode=seen.periode)} {sentences.HIDDEN_CELLS}")
    parts.claims_table(districts, columns.CLAIMS_PER_DISTRICT, alt=said, threshold=klaim.SCREEN)

with st.container(border=True):
    parts.heading("Pencocokan dengan jumlah yang dinyatakan kantor cabang")
    sources.reconciliation(muatan.loads(), muatan.totals(), subject="klaim")

offer.draw(seen)
