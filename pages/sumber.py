"""Where every figure comes from, what it means, and what may be taken away."""

import streamlit as st

from queries import acuan, asal, cakupan, iuran, kepesertaan, klaim, muatan, riwayat, semesta, wilayah
from ui import columns, downloads, origins, parts, sources

loads, totals = muatan.loads(), muatan.totals()
active, districts = kepesertaan.rows(), wilayah.districts()
definitions, figures = semesta.definitions(), semesta.rows()

with st.container(border=True):
    parts.heading("Telusuri asal angka", "Setiap angka di layar berasal dari satu muatan, satu berkas, dan barisnya.")
    live, names = asal.live(), wilayah.names(districts)
    if traceable := asal.months(live):
        opening = muatan.opening_month(traceable, loads, figures, basis=semesta.default(definitions, figures))
        asked = origins.ask(asal.SUBJECTS, traceable, opening, names)
        found = asal.trace(live, asked.subjek, periode=asked.periode, kecamatan=asked.kecamatan)
        origins.traced(asked, found, names)
    else:
        st.markdown("Belum ada data yang dapat ditelusuri.")

with st.container(border=True):
    parts.heading("Data yang dimuat", "Setiap angka di layar berasal dari muatan yang berlaku di bawah ini.")
    sources.ages(loads, muatan.newest_position(active))
    parts.table(sources.described(loads), columns.LOADS, alt="Daftar muatan data")
    sources.origins(loads)
with st.container(border=True):
    parts.heading("Riwayat", "Apa yang dilakukan, oleh kantor mana, kapan, dan bagaimana akhirnya.")
    origins.acts(riwayat.history())
with st.container(border=True):
    parts.heading("Jumlah dalam berkas dibandingkan dengan jumlah rinciannya")
    sources.reconciliation(loads, totals)

with st.container(border=True):
    parts.heading("Basis cakupan (semesta)")
    sources.bases(definitions, figures)

with st.container(border=True):
    parts.heading("Definisi")
    sources.definitions()

with st.container(border=True):
    parts.heading("Tarif iuran", "Dipakai pada simulasi biaya; berlaku menurut tanggal, segmen, dan pembayar.")
    parts.table(sources.tariffs(iuran.rows(), acuan.payers()), columns.TARIFFS, alt="Tarif iuran")
    sources.rules(iuran.rows())

with st.container(border=True):
    parts.heading("Unduh", "Berkas CSV yang aman dibuka di Excel. Klaim yang kurang dari 10 kasus disamarkan.")
    with st.container(horizontal=True):
        months = kepesertaan.months(active)
        if months and (basis := semesta.default(definitions, figures)):
            opening = muatan.opening_month(months, loads, figures, basis=basis)
            base = semesta.chosen(basis=basis, periode=opening)
            downloads.coverage(
                cakupan.per_kecamatan(active, base, districts=districts, periode=opening),
                cakupan.per_month(active, base, districts=len(districts)),
                opening,
                samples=muatan.sample_subjects(loads),
            )
        claimed = klaim.months()
        if len(claimed):
            downloads.claims(
                klaim.per_program(claimed["bulan"].max(), threshold=klaim.EXPORT),
                klaim.window(claimed["bulan"].max()),
                threshold=klaim.EXPORT,
                samples=muatan.sample_subjects(loads),
            )

with st.container(border=True):
    parts.heading("Kamus data")
    sources.dictionary()
