"""Scene: the kecamatan that lag and those that lead."""

from papers import figures
from queries import cakupan
from ui import sentences
from ui.charts import bars
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.measures import MEASURES
from ui.view import View

EACH = 5


def scene(seen: View, programme: Programme) -> Scene | str:
    """The lowest and the highest kecamatan; the figure is how many are below the target."""
    found = figures.Coverage(seen)
    ordered = cakupan.ranked(found.table, by="persentase").dropna(subset="cakupan_pct")
    if ordered.empty:
        return figures.ONLY_WHOLE
    below = cakupan.against_target(ordered, found.goals)
    figure, said = words.below_target(below, found.goal)
    return Scene(
        figure,
        said,
        lambda: stage.chart(
            bars.ends(ordered, EACH, label="kecamatan", value="cakupan_pct", unit=MEASURES["persentase"].unit),
            key="peringkat",
            alt=sentences.spread(found.table),
        ),
        warns=True,
    )
