"""Lines that lead to other screens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlencode

from ui import access, drawing, formats


@dataclass(frozen=True)
class Line:
    """One line: what it says, and a link.

    label: of the link; slug: the screen that it opens; asks: words of its address; words: what is said before it,
    every second piece of it in bold.
    """

    label: str
    slug: str
    asks: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def draw(lines: Sequence[Line], *, key: str, lead: str = "", look: Literal["", "asal"] = "") -> None:
    """Lines under each other, or beside each other as the quiet foot of a screen (``asal``), as one element.

    lead: said before the first. What the visitor may not see is not linked.
    """
    drawing.words("lines", [_written(line) for line in lines], {"lead": lead, "look": look}, key=key)


def _written(line: Line) -> dict[str, Any]:
    """A line as static/tulisan.js of ``ui.drawing`` wants it."""
    query = f"?{urlencode(line.asks)}" if line.asks else ""
    return {
        "words": [formats.visible(piece) for piece in line.words],
        "label": formats.visible(line.label),
        "href": f"./{line.slug}{query}" if access.may(line.slug) else "",
    }
