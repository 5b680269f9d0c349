"""Scene: what a plan of the simulation brings, against the target and against doing nothing."""

from papers import figures
from queries import skenario, target
from ui import formats
from ui.charts import ahead
from ui.hall import stage
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.scenario import plan, words
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """Coverage at the end of the plan that the link carries."""
    asked = plan.read(programme.skenario, seen.periode)
    if asked is None:
        return "Tautan program tidak membawa rencana. Buat dahulu pada layar Simulasi."
    whole = figures.Coverage(seen)
    found, idle = figures.planned(seen, asked), figures.planned(seen, plan.without(asked))
    if formats.is_missing(found.outcome["cakupan_pct"]):
        return figures.NO_PERCENTAGE
    lines = skenario.side_by_side((asked.nama, "Tanpa rencana"), found.after, idle.after)
    goals = target.per_year(target.rows(), basis=seen.basis)
    return Scene(
        formats.percent(found.outcome["cakupan_pct"]),
        words.on_stage(asked.nama, found.outcome, idle.outcome),
        lambda: stage.chart(
            ahead.plans(whole.months, lines, goals),
            key="skenario",
            alt=words.outcome(asked.nama, found.outcome, idle.outcome, found.goal),
        ),
    )
