"""What is wrong with how something looks, read from the page and not from a picture."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_MEASURE = Path(__file__).with_name("layout.js").read_text(encoding="utf-8")
# 1,234 and 12.5 as English writes them; a code has more dots, and a moment a word before it.
ENGLISH_NUMBER = re.compile(r"(?<![\d.,])(?<!pukul )(\d{1,3}(,\d{3})+|\d+\.\d{1,2})(?![\d.,]*\d)")
# A moment as machines write it.
RAW_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:")
SMALLEST = 11.0


def measured(page: Page) -> dict[str, Any]:
    """The texts of a page with their boxes and sizes, and what is cut, covered, blank or beyond; see layout.js."""
    found: dict[str, Any] = page.evaluate(_MEASURE)
    return found


def faults(page: Page, *, smallest: float = SMALLEST, largest: float = 0, own_words: bool = True) -> list[str]:
    """What is wrong, in words.

    smallest: the least size of any text, largest: that of the largest figure, both in CSS pixels. own_words: whether
    every text is the program's, and so Indonesian.
    """
    seen = measured(page)
    texts = seen["texts"]
    found = [f"cut off: {words!r}" for words in seen["cut"]]
    found += [f"beyond the edge: {words!r}" for words in seen["beyond"]]
    found += [f"one over another: {one!r} and {other!r}" for one, other in seen["overlaps"]]
    found += [f"scrolls sideways: {place}" for place in seen["sideways"]]
    found += [f"{seen['blank']} charts are blank"] if seen["blank"] else []
    found += [f"{text['size']:.1f} px: {text['words']!r}" for text in texts if text["size"] < smallest - 0.05]
    figures = [text["size"] for text in texts if re.search(r"\d", text["words"])]
    if max(figures, default=0) < largest:
        found += [f"the largest figure has {max(figures, default=0):.1f} px"]
    if own_words:
        found += [f"not Indonesian: {text['words']!r}" for text in texts if _is_foreign(text["words"])]
    return found


def _is_foreign(words: str) -> bool:
    return bool(ENGLISH_NUMBER.search(words) or RAW_MOMENT.search(words))


def hall_faults(page: Page, size: tuple[int, int], *, largest: float = 1 / 8, own_words: bool = True) -> list[str]:
    """The same of the scene that is shown on a screen of a size. largest: share of its height that the figure has."""
    height = size[1]
    # Digits are two thirds as high as the letters' size says.
    return faults(page, smallest=height / 36, largest=height * largest / 0.66, own_words=own_words)
