"""Charts: pure functions from figures to a Plotly figure, or to a map of tiles. No Streamlit, no database.

Every text that came from the data is escaped, because Plotly reads a small part of HTML; every number is written in
Indonesian here, not left to the browser.
"""

import functools
import math
from collections.abc import Callable, Iterable
from html import escape
from typing import Any, ParamSpec, TypeVar

import plotly.graph_objects as go

from memory import remembered
from ui import formats, theme

P = ParamSpec("P")
T = TypeVar("T")
# The traces that the small Plotly knows, see ``ui.drawing``.
KINDS = frozenset({"bar", "scatter"})


class Figure(go.Figure):
    """A figure that is sent to many viewers: what is sent is made once. Nobody may change it."""

    @functools.cached_property
    def sent(self) -> str:
        """What the browser gets."""
        return str(self.to_json())

    @functools.cached_property
    def height(self) -> int:
        """In pixels."""
        return int(self.layout.height)


def figure(traces: list[dict[str, Any]], **layout: Any) -> Figure:
    """A figure with the look of all charts, from traces and layout as Plotly writes them.

    Made in one go: Plotly's update_* and add_* methods take three times as long. Raises ValueError for a kind of trace
    that the browser could not draw.
    """
    if unknown := {trace["type"] for trace in traces} - KINDS:
        raise ValueError(f"no browser can draw {', '.join(sorted(unknown))}: see ui/drawing")
    return Figure(data=traces, layout={"template": theme.template(), **layout})


def drawn(draw: Callable[P, T]) -> Callable[P, T]:
    """Remember a chart; one that is drawn for a hall is another than the one for a screen."""

    @remembered
    def recall(_: theme.Look, *args: P.args, **kwargs: P.kwargs) -> T:
        return draw(*args, **kwargs)

    @functools.wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> T:
        return recall(theme.look(), *args, **kwargs)

    return drawn


def note(x: Any, y: Any, text: str, **options: Any) -> dict[str, Any]:
    """A text at a place of a chart, without an arrow."""
    return {"x": x, "y": y, "text": text, "showarrow": False, **options}


def texts(x: Any, y: Any, text: Any, *, place: Any, size: Any, color: Any) -> dict[str, Any]:
    """Texts as one trace, each at a place of the chart: a browser takes twice as long for notes or words of bars.

    place: where a text stands from there, as Plotly says it ("top right").
    """
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": place,
        "textfont": {"size": size, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def upright(x: Any, **line: Any) -> dict[str, Any]:
    """A line from the bottom to the top of a chart."""
    return {"type": "line", "x0": x, "x1": x, "y0": 0, "y1": 1, "yref": "paper", "line": line}


def target_line(x: Any, pct: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """The target across a chart, and its name above it: dashed and in ink wherever it stands."""
    words = f"<b>Target {formats.whole_percent(pct)}</b>"
    font = {"size": 14, "color": theme.ink()}
    return upright(x, color=theme.ink(), width=2, dash="dash"), note(x, 1, words, yref="paper", font=font)


def literal(text: str) -> str:
    """A text from the data, shown as it is."""
    return escape(formats.visible(text), quote=False)


def brief(name: str, most: int = 24) -> str:
    """A name from the data where there is little room; the whole of it stands in the chart's table."""
    return literal(formats.brief(name, most))


def named(names: Iterable[str], most: int = 24) -> dict[str, Any]:
    """The ticks of an axis whose places are names: each is written as ``brief`` has it."""
    places = list(dict.fromkeys(names))
    return {"tickvals": [literal(name) for name in places], "ticktext": [brief(name, most) for name in places]}


def round_step(size: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and their powers of ten that is not below a size; what ticks stand on."""
    power = 10.0 ** math.floor(math.log10(size))
    return next(power * digit for digit in (1, 2, 2.5, 5, 10) if power * digit >= size * (1 - 1e-9))
