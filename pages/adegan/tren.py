"""Scene: whether coverage grows, against the target of each year."""

from papers import figures
from queries import target
from ui import formats, sentences
from ui.charts import lines
from ui.hall import stage
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """Coverage month by month; the figure is today's."""
    found = figures.Coverage(seen)
    if formats.is_missing(found.now["cakupan_pct"]):
        return figures.NO_PERCENTAGE
    words = sentences.growth(found.now, found.before, seen.periode)
    return Scene(
        formats.percent(found.now["cakupan_pct"]),
        f"{words}.",
        lambda: stage.chart(
            lines.trend(
                found.months,
                value="cakupan_pct",
                unit=formats.percent,
                targets=target.per_year(target.rows(), basis=seen.target_basis),
            ),
            key="tren",
            alt=words,
        ),
    )
