"""How a chart gets onto a screen: Streamlit's own component mechanism around a small Plotly.

Streamlit's chart element brings all of Plotly, four times the bytes to fetch and to compile, and draws anew whenever
a figure changes; ours brings the traces that ``ui.charts`` draws and changes the drawing in place. See
docs/keputusan/0017-plotly-kecil.md.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

STATIC = Path(__file__).with_name("static")
SCRIPT = "grafik.js"
FILES = {path.name: path for path in STATIC.glob("*.js")}
_CONTENT = hashlib.sha256(b"".join(path.read_bytes() for _, path in sorted(FILES.items()))).hexdigest()[:12]
# The address of the files tells their content, so that browsers may keep them for good.
_GROUP, _NAME = "dasbor", f"grafik-{_CONTENT}"
COMPONENT = f"{_GROUP}.{_NAME}"
ADDRESS = f"/_stcore/bidi-components/{COMPONENT}/"


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
    picked = _component()(key=key, data=[figure.to_json(), options], height=height, on_picked_change=_nothing).picked
    # What a browser says is not trusted to be a code.
    if on_pick and isinstance(picked, str):
        on_pick(picked)


def _nothing() -> None:
    """Streamlit tells only of what somebody asked to be told."""


def _component() -> Callable[..., Any]:
    """The component as Streamlit knows it; each runtime of Streamlit is told once."""
    manager = get_bidi_component_manager()
    if manager.get(COMPONENT) is None:
        manifest = ComponentManifest(_GROUP, "1", [ComponentConfig(_NAME, STATIC.name)])
        manager.register_from_manifest(manifest, STATIC.parent)
    return st.components.v2.component(COMPONENT, js=SCRIPT, isolate_styles=False)
