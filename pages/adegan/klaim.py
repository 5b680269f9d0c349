"""Scene: what was paid in claims since January, and the three largest programmes."""

from queries import klaim
from ui import formats, sentences
from ui.charts import bars
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View

LARGEST = 3


def scene(seen: View, programme: Programme) -> Scene | str:
    """Rupiah paid; small cells are hidden as on paper, because a hall takes photographs.

    Programmes are published for all months of the year only, so the bars say which months they count.
    """
    paid = klaim.year_to_date(seen.periode, threshold=klaim.EXPORT)
    window = klaim.window(seen.periode)
    if paid is None or window is None or formats.is_missing(paid.dibayarkan_rp):
        return "Belum ada data klaim sampai bulan ini, atau jumlahnya disamarkan."
    programmes = klaim.per_program(seen.periode, threshold=klaim.EXPORT)
    return Scene(
        formats.rupiah(paid.dibayarkan_rp),
        words.paid(paid),
        lambda: stage.chart(
            bars.ranking(
                programmes.nlargest(LARGEST, "dibayarkan_rp"),
                label="program",
                value="dibayarkan_rp",
                unit=formats.rupiah,
                outside=True,
                over=sentences.months_between(window.start, window.end),
            ),
            key="klaim",
            alt=sentences.largest_programme(programmes),
        ),
    )
