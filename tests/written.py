"""What stands in the elements of ``ui.drawing``, as they were sent: charts, headline cards, lines, and tables."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd


def charts(elements: Iterable[Any]) -> list[tuple[str, str]]:
    """The message of each chart, and what is drawn, as JSON. elements: of the kind bidi_component."""
    return [(options["alt"], figure) for figure, options in _sent(elements, "grafik")]


def cards(elements: Iterable[Any]) -> list[dict[str, Any]]:
    """The headline cards, in order; of each what static/tulisan.js is given."""
    return [card for kind, cards, _ in _sent(elements, "tulisan") if kind == "cards" for card in cards]


def lines(elements: Iterable[Any]) -> list[dict[str, Any]]:
    """The lines with links, in order; of each what static/tulisan.js is given."""
    return [line for kind, lines, _ in _sent(elements, "tulisan") if kind == "lines" for line in lines]


def tables(elements: Iterable[Any]) -> list[pd.DataFrame]:
    """The tables, in order, as they are read: every cell is words."""
    return [
        pd.DataFrame(rows, columns=[heading for heading, _ in options["columns"]])
        for kind, rows, options in _sent(elements, "tulisan")
        if kind == "table"
    ]


def _sent(elements: Iterable[Any], script: str) -> Iterator[list[Any]]:
    for element in elements:
        if element.component_name.startswith(f"dasbor.{script}-"):
            yield json.loads(element.json)
