"""Words that several parts of the plan share: classes of attainment, and rules of sharing out."""

from collections.abc import Mapping

from ui import formats

# By class: the shape that stands before the word, so that no class is told by colour alone.
CLASSES = (("▼", "sangat rendah"), ("◆", "rendah"), ("■", "sedang"), ("▲", "tinggi"))
RULES: Mapping[str, str] = {"semesta": "Sebanding semesta", "celah": "Sebanding yang belum terlindungi"}


def attainment(kelas: float) -> str:
    """A class in shape and word: ▼ sangat rendah."""
    return formats.MISSING if formats.is_missing(kelas) else " ".join(CLASSES[int(kelas)])


def legend(cuts: tuple[float, ...]) -> str:
    """What the shapes mean, with the cut-offs of this installation."""
    low, middle, high = (formats.whole_percent(cut) for cut in cuts)
    spans = (f"di bawah {low}", f"mulai {low}", f"mulai {middle}", f"mulai {high}")
    return " · ".join(f"{shape} {word} {span}" for (shape, word), span in zip(CLASSES, spans, strict=True))
