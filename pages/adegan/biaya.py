"""Scene: how many workers a sum of money protects for a year, and what that does to coverage."""

import pandas as pd

from papers import figures
from queries import cakupan, iuran
from ui import formats, sentences
from ui.charts import bars
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View

MONTHS = 12
SEGMENT, PAYER = "BPU", "apbd"


def scene(seen: View, programme: Programme) -> Scene | str:
    """Workers outside of an employment relation, paid by the regency, from next month on."""
    found = figures.Coverage(seen)
    if formats.is_missing(found.now["cakupan_pct"]):
        return figures.NO_PERCENTAGE
    start = seen.periode + pd.DateOffset(months=1)
    terms = {"segmen": SEGMENT, "pembayar": PAYER, "mulai": start.date(), "bulan": MONTHS}
    workers = iuran.affordable(iuran.rows(), dana_rp=programme.dana_rp, **terms)
    if not workers:
        return "Iuran untuk bulan-bulan itu belum diketahui, atau dananya tidak cukup untuk seorang pekerja."
    after = cakupan.with_more(found.now, workers)
    steps = pd.DataFrame([found.now, after]).infer_objects().assign(keadaan=["Sekarang", "Dengan dana ini"])
    return Scene(
        formats.count(workers),
        words.affordable(programme.dana_rp, iuran.cost(iuran.rows(), pekerja=1, **terms)),
        lambda: stage.chart(
            bars.protected_and_not(steps, label="keadaan"), key="biaya", alt=sentences.coverage(found.now, found.goal)
        ),
    )
