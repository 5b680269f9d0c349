"""The measures that maps and rankings can show: their column, their words, and how they are written."""

from collections.abc import Callable
from dataclasses import dataclass

from ui import formats


@dataclass(frozen=True)
class Measure:
    """One measure. label: in the row of choices; title: beside the colour scale; unit: writes a figure, tick the
    bounds of the scale.
    """

    column: str
    label: str
    title: str
    unit: Callable[[float | None], str]
    tick: Callable[[float | None], str]


def _one_decimal(value: float | None) -> str:
    return formats.percent(value, decimals=1)


MEASURES = {
    "persentase": Measure(
        "cakupan_pct",
        "Persentase cakupan",
        "Cakupan, estimasi (% dari semesta)",
        _one_decimal,
        formats.whole_percent,
    ),
    "orang": Measure(
        "belum_orang",
        "Jumlah belum terlindungi",
        "Belum terlindungi, estimasi (orang)",
        formats.count,
        formats.said,
    ),
}
