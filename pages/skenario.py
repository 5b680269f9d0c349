"""What if: a plan of several steps, what it brings and costs, and where coverage goes by itself."""

from dataclasses import replace

import streamlit as st

from papers import figures, offer
from queries import acuan, bantuan, ekosistem, iuran, kepesertaan, klaim, skenario, target
from ui import parts, view
from ui.hall import programme
from ui.scenario import answer, desk, plan, words

seen = view.current()
active = kepesertaan.rows()
whole = figures.Coverage(seen)
yearly = target.per_year(target.rows(), basis=seen.basis)

left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    parts.heading("Rencana", "Setiap langkah tersimpan di alamat halaman ini; salin alamatnya untuk membagikannya.")
    made = desk.ask(
        acuan.segments(),
        acuan.payers(),
        iuran.rows(),
        ekosistem.per_opd(ekosistem.at(ekosistem.rows(), seen.periode)),
        periode=seen.periode,
        usual_growth=skenario.growth_of_bpu(active, periode=seen.periode),
        fall=bantuan.fall(figures.Coverage(figures.of_all(seen)).cover, bulan=seen.periode),
        wage=iuran.assumed_wage(),
    )
    desk.keep(made)

rivals = desk.rivals(seen.periode)
found, idle = figures.planned(seen, made), figures.planned(seen, plan.without(made))
lines = [found, *(figures.planned(seen, rival) for rival in (*rivals, plan.without(made, *rivals)))]
names = (made.nama, *(rival.nama for rival in rivals), "Tanpa rencana")

with right:
    answer.figures(found.outcome, idle.outcome)
    with st.container(border=True, height="stretch"):
        answer.coverage(
            words.outcome(made.nama, found.outcome, idle.outcome, found.goal),
            whole.months,
            skenario.side_by_side(names, *(line.after for line in lines)),
            yearly,
        )
        parts.quiet(words.assumptions(found.wage, found.later))
left, right = st.columns(2)
with left, st.container(border=True, height="stretch"):
    answer.cost(skenario.per_year(found.rows, acuan.payers()), skenario.per_month(found.rows))
with right, st.container(border=True, height="stretch"):
    claims = klaim.window(seen.periode)
    answer.benefits(
        skenario.benefits(found.rows, klaim.per_program(seen.periode), active, months=claims.months)
        if claims
        else None,
        seen.periode.year,
    )
with st.container(border=True):
    answer.compared(names, [line.outcome for line in lines])
    link = programme.Programme(scenes=("skenario",), skenario=plan.write(made))
    st.link_button(
        "Tampilkan di proyektor",
        programme.link(link, periode=f"{seen.periode:%Y-%m}", basis=seen.basis),
        icon=":material/slideshow:",
    )
with st.container(border=True):
    ahead = figures.outlook(whole)
    answer.projection(ahead.found, ahead.arrival, whole.months, yearly, ahead.goal, whole.now["semesta_orang"])
offer.draw(replace(seen, rencana=plan.write(made)))
