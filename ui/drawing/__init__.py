"""How elements of our own get onto a screen: charts, cards, lines, tables, choices, by Streamlit's component mechanism.

Streamlit's chart element brings all of Plotly, four times the bytes to fetch and to compile, and draws anew whenever
a figure changes; ours brings the traces that ``ui.charts`` draws and changes the drawing in place. Streamlit makes a
tree of boxes of every figure, picture, link, choice and cell; ours are one element for all cards of a screen, for all
lines, for all choices, and for a table. See
docs/keputusan/0017-plotly-kecil.md and 0018-satu-elemen.md.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from memory import remembered

STATIC = Path(__file__).with_name("static")
FILES = {path.name: path for path in STATIC.glob("*.js")}
# In the head of the page, so that no card stands without it for a moment.
STYLE = " ".join((STATIC / "tulisan.css").read_text(encoding="utf-8").split())
_CONTENT = hashlib.sha256(b"".join(path.read_bytes() for _, path in sorted(FILES.items()))).hexdigest()[:12]
_GROUP = "dasbor"
CHARTS, WORDS = "grafik", "tulisan"
# The addresses of the files tell their content, so that browsers may keep them for good.
_NAMES = {element: f"{element}-{_CONTENT}" for element in (CHARTS, WORDS)}
FOLDERS = {element: f"/_stcore/bidi-components/{_GROUP}.{name}/" for element, name in _NAMES.items()}
ADDRESSES = {name: f"{FOLDERS[WORDS if name == f'{WORDS}.js' else CHARTS]}{name}" for name in FILES}


def chart(
    figure: go.Figure,
    *,
    key: str,
    alt: str,
    fills: bool = False,
    still: bool = False,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """Draw a figure of ``ui.charts``.

    alt: its message in words, for those who cannot see it. fills: as high as its place, else as its layout says.
    still: answers to no pointer. on_pick: called with the customdata of a mark, or the meta of an area, that was
    clicked.
    """
    height = "stretch" if fills else int(figure.layout.height)
    options = {"alt": alt, "fills": fills, "still": still}
    draw = _component(CHARTS)
    picked = draw(key=key, data=[figure.to_json(), options], height=height, on_picked_change=_nothing).picked
    # What a browser says is not trusted to be a code.
    if on_pick and isinstance(picked, str):
        on_pick(picked)


def words(kind: str, written: list[Any], options: dict[str, Any], *, key: str, fills: bool = False) -> None:
    """Write cards, lines or a table, whose keys and options are those of static/tulisan.js; text is shown as it is.

    fills: as high as its place, else as high as it needs.
    """
    _component(WORDS)(key=key, data=[kind, written, options], height="stretch" if fills else "content")


def choices(asked: list[dict[str, Any]], *, key: str, on_chosen: Callable[[Any], None]) -> None:
    """Ask what static/tulisan.js is to ask, one choice beside the other.

    on_chosen: called before the next run with the value that stands in each choice, by key, as a browser says it.
    """

    def chosen() -> None:
        on_chosen((st.session_state.get(key) or {}).get("chosen"))

    _component(WORDS)(key=key, data=["choices", asked, {}], height="content", on_chosen_change=chosen)


def _nothing() -> None:
    """Streamlit tells only of what somebody asked to be told."""


def _component(element: str) -> Callable[..., Any]:
    """An element as Streamlit knows it."""
    return _known(element, get_bidi_component_manager())


@remembered
def _known(element: str, manager: BidiComponentManager) -> Callable[..., Any]:
    """Each runtime of Streamlit, which has a manager of its own, is told once."""
    if manager.get(f"{_GROUP}.{_NAMES[element]}") is None:
        manifest = ComponentManifest(_GROUP, "1", [ComponentConfig(name, STATIC.name) for name in _NAMES.values()])
        manager.register_from_manifest(manifest, STATIC.parent)
    return st.components.v2.component(f"{_GROUP}.{_NAMES[element]}", js=f"{element}.js", isolate_styles=False)
