"""Scene: how many workers are not yet protected, and how many of a hundred are."""

from papers import figures
from ui import formats, sentences
from ui.charts import people
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """The gauge of the population that is not yet protected, with both counts."""
    found = figures.Coverage(seen)
    if formats.is_missing(found.now["cakupan_pct"]):
        return figures.NO_PERCENTAGE
    return Scene(
        formats.count(found.now["belum_orang"]),
        words.uncovered(found.now),
        lambda: stage.chart(
            people.hundred(found.now["cakupan_pct"], target_pct=found.goal),
            key="belum",
            alt=sentences.coverage(found.now, found.goal),
        ),
        warns=True,
    )
