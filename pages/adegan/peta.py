"""Scene: where coverage is high and where it is low."""

from pages.adegan import bahan
from ui import formats, sentences
from ui.charts import maps
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.measures import MEASURES
from ui.view import View


def scene(seen: View, programme: Programme) -> Scene | str:
    """The tile map of coverage; the figure is that of the kecamatan with the lowest."""
    found = bahan.coverage(seen)
    known = found.table.dropna(subset="cakupan_pct")
    if known.empty:
        return bahan.ONLY_WHOLE
    low = known.loc[known["cakupan_pct"].idxmin()]
    return Scene(
        formats.percent(low["cakupan_pct"], decimals=1),
        words.lowest(low, found.now),
        lambda: stage.chart(
            maps.tiles(found.table, MEASURES["persentase"], selected=low["kecamatan_kode"], bare=True),
            key="peta",
            alt=sentences.spread(found.table),
        ),
        warns=True,
    )
