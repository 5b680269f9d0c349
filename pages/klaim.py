"""Claims paid: cases and rupiah per month, per programme and per kecamatan, against the year before."""

from papers import offer
from queries import klaim, muatan
from ui import cards, claims, columns, drawing, formats, parts, sentences, sources, view
from ui.charts import bars, lines

seen = view.current()
paid = klaim.year_to_date(seen.periode)
window = klaim.window(seen.periode)
if paid is None or window is None:
    parts.note(f"Belum ada data klaim sampai {formats.month(seen.periode)}.", icon=":material/inbox:")
else:
    months = klaim.months()
    programmes = klaim.per_program(seen.periode)
    districts = claims.largest_first(klaim.per_kecamatan(seen.periode))
    year = claims.months_of_year(months, seen.periode)

    four = [
        cards.money(paid, months, seen.periode),
        cards.cases(paid, months, seen.periode),
        claims.average(paid),
        claims.scholarship(klaim.beasiswa(seen.periode), window),
    ]
    parts.quiet(sentences.claims_scope(paid))
    cards.draw(four, key="kartu_klaim", columns=4)

    with drawing.row():
        for value, unit, word in (("dibayarkan_rp", formats.rupiah, "Klaim"), ("kasus", formats.count, "Kasus")):
            with drawing.card():
                said = sentences.busiest_month(word, year, value, unit)
                parts.heading(said, sentences.years_compared(year))
                parts.figure(
                    lines.year_against_last(year, value=value, unit=unit, year=seen.periode.year),
                    key=f"bulan_{value}",
                    alt=said,
                    numbers=year,
                    headings=columns.CLAIMS_BY_MONTH,
                )

    with drawing.card():
        said = sentences.largest_programme(programmes)
        parts.heading(said, sentences.window(window, periode=seen.periode))
        with drawing.row():
            for value, unit, word in (("dibayarkan_rp", formats.rupiah, "Rupiah"), ("kasus", formats.count, "Kasus")):
                with drawing.stack():
                    parts.headed(word, level=4)
                    parts.figure(
                        bars.ranking(programmes, label="program_kode", value=value, unit=unit, outside=True),
                        key=f"program_{value}",
                        alt=said,
                    )
        parts.claims_table(programmes, columns.CLAIMS_PER_PROGRAMME, alt=said, threshold=klaim.SCREEN)

    with drawing.card():
        said = sentences.largest_payee(districts)
        parts.heading(said, f"{sentences.window(window, periode=seen.periode)} Terbanyak di atas.")
        parts.claims_table(districts, columns.CLAIMS_PER_DISTRICT, alt=said, threshold=klaim.SCREEN)

    with drawing.card():
        parts.heading("Pencocokan dengan jumlah yang dinyatakan kantor cabang")
        sources.reconciliation(muatan.loads(), muatan.totals(), subject="klaim")

offer.draw(seen)
