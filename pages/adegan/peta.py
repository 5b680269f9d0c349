"""Scene: where coverage is high and where it is low."""

from papers import figures
from queries import wilayah
from ui import formats, sentences
from ui.charts import maps
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.measures import MEASURES
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """The map of coverage, of tiles or of true borders; the figure is that of the kecamatan with the lowest."""
    found = figures.Coverage(seen)
    known = found.table.dropna(subset="cakupan_pct")
    if known.empty:
        return figures.ONLY_WHOLE
    low = known.loc[known["cakupan_pct"].idxmin()]
    measure, marked, borders = MEASURES["persentase"], low["kecamatan_kode"], wilayah.boundaries()
    true = programme.wilayah and len(borders)
    said = sentences.spread(found.table)

    def picture() -> None:
        if true:
            stage.chart(maps.regions(found.table, borders, measure, selected=marked), key="peta", alt=said)
        else:
            stage.tiles(maps.tiles(found.table, measure, selected=marked, bare=True), key="peta", alt=said)

    return Scene(formats.percent(low["cakupan_pct"], decimals=1), words.lowest(low, found.now), picture, warns=True)
