"""What stands in the elements of ``ui.drawing``, as they were sent: charts, headings, cards, lines, and tables."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

BOXES = ("row", "stack", "card", "opening")


def charts(elements: Iterable[Any]) -> list[tuple[str, str]]:
    """The message of each chart, and what is drawn, as JSON. elements: of the kind bidi_component."""
    return [(options["alt"], figure) for figure, options in _sent(elements, "chart")]


def titles(elements: Iterable[Any]) -> list[tuple[str, str]]:
    """The title of each screen, and its mark of a sample."""
    return [(title, mark) for (title, mark), _ in _sent(elements, "title")]


def sentences(elements: Iterable[Any]) -> list[str]:
    """The sentences on sheets, as they are read."""
    return ["".join(pieces) for pieces, _ in _sent(elements, "sentence")]


def notes(elements: Iterable[Any], *, warns: bool) -> list[str]:
    """What is to be known before the figures, as it is read. warns: the warnings, else the rest."""
    return ["".join(pieces) for pieces, options in _sent(elements, "note") if options["warns"] is warns]


def headings(elements: Iterable[Any]) -> list[str]:
    """The headings on sheets, each with its quieter line."""
    return [f"{sentence} {note}" for (sentence, note), _ in _sent(elements, "heading")]


def cards(elements: Iterable[Any]) -> list[dict[str, Any]]:
    """The headline cards, in order; of each what static/tulisan.js is given."""
    return [card for cards, _ in _sent(elements, "cards") for card in cards]


def lines(elements: Iterable[Any]) -> list[dict[str, Any]]:
    """The lines with links, in order; of each what static/tulisan.js is given."""
    return [line for lines, _ in _sent(elements, "lines") for line in lines]


def files(elements: Iterable[Any]) -> list[tuple[str, str, str]]:
    """The files that may be taken away: the words of the button, the name, and the address."""
    return [(label, name, address) for files, _ in _sent(elements, "files") for label, name, address in files]


def tables(elements: Iterable[Any]) -> list[pd.DataFrame]:
    """The tables, in order, as they are read: every cell is words."""
    return [
        pd.DataFrame(rows, columns=[heading for heading, _ in options["columns"]])
        for rows, options in _sent(elements, "table")
    ]


def _sent(elements: Iterable[Any], kind: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for element in elements:
        if element.component_name.startswith("dasbor.lembar-"):
            yield from _parts(json.loads(element.bytes), kind)


def _parts(parts: list[Any], wanted: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for kind, of, options in parts:
        if kind in BOXES:
            yield from _parts(of, wanted)
        elif kind == wanted:
            yield of, options
