"""How elements of our own get onto a screen: charts, maps, cards, lines, tables, by Streamlit's component mechanism.

Streamlit's chart element brings all of Plotly, four times the bytes to fetch and to compile, and draws anew whenever
a figure changes; ours brings the traces that ``ui.charts`` draws and changes the drawing in place. Streamlit makes a
tree of boxes of every box, figure, picture, link, choice and cell; all that is drawn within a ``sheet`` is one element
for it. See docs/keputusan/0017-plotly-kecil.md and 0018-satu-elemen.md.
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from memory import remembered
from ui.charts import Figure
from ui.charts.maps import Tiles

STATIC = Path(__file__).with_name("static")
FILES = {path.name: path for path in STATIC.glob("*.js")}
# In the head of the page, so that no card stands without it for a moment.
STYLE = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in sorted(STATIC.glob("*.css")))
_CONTENT = hashlib.sha256(b"".join(path.read_bytes() for _, path in sorted(FILES.items()))).hexdigest()[:12]
_GROUP = "dasbor"
# The address of the files tells their content, so that browsers may keep them for good.
ELEMENT = f"lembar-{_CONTENT}"
FOLDER = f"/_stcore/bidi-components/{_GROUP}.{ELEMENT}/"
ADDRESSES = {name: f"{FOLDER}{name}" for name in FILES}
# In pixels, as static/lembar.css has them: between two parts, and what opens a part.
_GAP, _OPENER = 16, 30
# Where it stands in the state of a session which chart was picked in, and what; and what else was said, by part.
_PICKED, _SAID = "dipilih", "dikatakan"
# A part of a sheet as static/lembar.js wants it: its kind, what it is made of, and how.
Part = tuple[str, Any, dict[str, Any]]
Heard = Callable[[Any], None]
Picked = Callable[[str], None]


@dataclass
class _Sheet:
    """What is drawn on it so far, and who listens to what a browser says of which part."""

    # Each as JSON.
    parts: list[str] = field(default_factory=list)
    listening: dict[str, Heard] = field(default_factory=dict)
    # What becomes of what was picked in which part, during the next run.
    picking: dict[str, Picked] = field(default_factory=dict)
    # Its height in pixels where that is known before it is drawn, so that nothing beneath it jumps.
    height: int | None = 0

    def grow(self, height: int | None) -> None:
        """By a part of that height."""
        known = self.height is not None and height is not None
        self.height = (self.height or 0) + (height or 0) + (_GAP if self.height else 0) if known else None

    def take(self, other: "_Sheet") -> None:
        """All that stands on another sheet, beneath what stands on this one."""
        self.parts += other.parts
        self.listening |= other.listening
        self.picking |= other.picking
        self.grow(other.height)


_sheet: ContextVar[_Sheet | None] = ContextVar("_sheet", default=None)


@contextmanager
def sheet(key: str) -> Iterator[None]:
    """All that ``ui.drawing`` draws inside is one element, also when it ends in an error.

    What Streamlit itself draws has no place on it. Within another sheet: parts of that, one above the other.
    """
    if _sheet.get():
        with stack():
            yield
        return
    new = _Sheet()
    token = _sheet.set(new)
    try:
        yield
    finally:
        _sheet.reset(token)
        _send(new, key=key)


def is_on_sheet() -> bool:
    """Whether what is drawn now goes onto a sheet."""
    return _sheet.get() is not None


def shared(draw: Callable[[], None], *made_of: Hashable, data: Mapping[str, Any]) -> None:
    """Draw on a sheet what depends on nothing but this, and on what is opened and switched: once for all viewers.

    draw: draws with ``ui.drawing`` alone, the same whenever ``made_of`` and ``data``, the snapshot, are the same.
    """
    said = tuple(sorted(st.session_state.get(_SAID, {}).items()))
    _on_sheet().take(_drawn(_Drawing((made_of, said), draw), data))


@dataclass(frozen=True)
class _Drawing:
    made_of: Hashable
    draw: Callable[[], None] = field(compare=False)


@remembered
def _drawn(drawing: _Drawing, data: Mapping[str, Any]) -> _Sheet:
    """data: tells one snapshot from another; what draws reads it by itself."""
    new = _Sheet()
    token = _sheet.set(new)
    try:
        drawing.draw()
    finally:
        _sheet.reset(token)
    return new


def _on_sheet() -> _Sheet:
    now = _sheet.get()
    if now is None:
        raise RuntimeError("this stands on a sheet")
    return now


@contextmanager
def _box(kind: str, height: int | None = None, **options: Any) -> Iterator[None]:
    now = _on_sheet()
    outer, now.parts = now.parts, []
    now.grow(height)
    try:
        yield
    finally:
        inner, now.parts = now.parts, outer
        outer.append(f'["{kind}",[{",".join(inner)}],{_json(options)}]')


def row() -> AbstractContextManager[None]:
    """What is drawn inside stands side by side, equally wide and high; on a phone one above the other."""
    return _box("row")


def stack() -> AbstractContextManager[None]:
    """What is drawn inside stands one above the other; what is left of the height goes to the last."""
    return _box("stack")


def card(*, spread: bool = False) -> AbstractContextManager[None]:
    """A frame around what is drawn inside. spread: over all of its height."""
    return _box("card", spread=spread)


@contextmanager
def opening(label: str, *, key: str) -> Iterator[bool]:
    """What is drawn inside is seen once somebody opens it. Gives whether it is open: nothing need be drawn before."""
    _on_sheet().listening[key] = lambda said: _keep(key, said is True)
    is_open = bool(said_of(key))
    with _box("opening", None if is_open else _OPENER, key=key, label=label, open=is_open):
        yield is_open


def switch(label: str, options: Mapping[str, str], *, key: str, chosen: str, on_chosen: Heard | None = None) -> None:
    """Ask for one of a few options (value -> words), all of them seen at once.

    label: for those who cannot see it. on_chosen: called before the next run with a value, as a browser says it;
    without it ``said_of`` tells.
    """
    # What a browser says is not trusted to be one of them.
    heard = on_chosen or (lambda said: _keep(key, said if said in list(options) else chosen))
    part = ("switch", list(options.items()), {"key": key, "label": label, "chosen": chosen})
    _add(part, key=key, listening={key: heard})


def said_of(key: str) -> bool | str | None:
    """What the viewer has opened or switched a part to; None for neither."""
    said: bool | str | None = st.session_state.get(_SAID, {}).get(key)
    return said


def _keep(key: str, said: bool | str) -> None:
    st.session_state.setdefault(_SAID, {})[key] = said


def chart(
    figure: Figure,
    *,
    key: str,
    alt: str,
    fills: bool = False,
    still: bool = False,
    on_pick: Picked | None = None,
) -> None:
    """Draw a figure of ``ui.charts``.

    alt: its message in words, for those who cannot see it. fills: as high as its place, else as its layout says.
    still: answers to no pointer. on_pick: called with the customdata of a mark, or the meta of an area, that was
    clicked.
    """
    options = {"key": key, "alt": alt, "fills": fills, "still": still}
    _add_picked(("chart", figure.sent, options), figure.height, on_pick, key=key, fills=fills)


def tiles(shown: Tiles, *, key: str, alt: str, fills: bool = False, on_pick: Picked | None = None) -> None:
    """Draw a map of tiles.

    alt: its message in words, for those who cannot see it. fills: as high as its place, else as its rows need.
    on_pick: called with the code of a tile that was pressed, by pointer or keyboard.
    """
    height = None if fills else shown.height
    size = {"rows": shown.rows, "columns": shown.columns, "height": height}
    look = {"edge": shown.edge, "mark": shown.mark, "still": not on_pick}
    _add_picked(
        ("tiles", shown.tiles, {"key": key, "alt": alt, **size, **look}), shown.height, on_pick, key=key, fills=fills
    )


def _add_picked(part: Part, height: int, on_pick: Picked | None, *, key: str, fills: bool) -> None:
    listening = {key: lambda said: st.session_state.__setitem__(_PICKED, (key, said))} if on_pick else {}
    picking = {key: on_pick} if on_pick else {}
    _add(part, key=key, height=None if fills else height, fills=fills, listening=listening, picking=picking)


@contextmanager
def heard_now() -> Iterator[None]:
    """What was picked is heard in the run inside or never: its chart may be on a screen that was left meanwhile."""
    try:
        yield
    finally:
        st.session_state.pop(_PICKED, None)


def words(kind: str, written: list[Any], options: dict[str, Any], *, key: str, fills: bool = False) -> None:
    """Write cards, lines, headings, sentences or a table, as static/tulisan.js wants them; text is shown as it is.

    fills: as high as its place, else as high as it needs.
    """
    _add((kind, written, options), key=key, fills=fills)


def choices(asked: list[dict[str, Any]], *, key: str, on_chosen: Heard) -> None:
    """Ask what static/tulisan.js is to ask, one choice beside the other.

    on_chosen: called before the next run with the value that stands in each choice, by key, as a browser says it.
    """
    _add(("choices", asked, {"key": key}), key=key, listening={key: on_chosen})


def _add(
    part: Part,
    *,
    key: str,
    height: int | None = None,
    fills: bool = False,
    listening: Mapping[str, Heard] = {},
    picking: Mapping[str, Picked] = {},
) -> None:
    new = _Sheet([_json(part)], dict(listening), dict(picking))
    new.grow(height)
    if now := _sheet.get():
        now.take(new)
    else:
        _send(new, key=key, fills=fills)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _send(drawn: _Sheet, *, key: str, fills: bool = False) -> None:
    match st.session_state.get(_PICKED):
        # What a browser says is not trusted to be a code.
        case (where, str(code)) if where in drawn.picking:
            del st.session_state[_PICKED]
            drawn.picking[where](code)
    _component()(
        key=key,
        data=f"[{','.join(drawn.parts)}]".encode(),
        height="stretch" if fills else drawn.height or "content",
        on_told_change=partial(_hear, key, drawn.listening),
    )


def _hear(key: str, listening: Mapping[str, Heard]) -> None:
    """Before the next run: what a browser said of a part, which need not be one that is there."""
    match (st.session_state.get(key) or {}).get("told"):
        case [str(part), said] if part in listening:
            listening[part](said)


def _component() -> Callable[..., Any]:
    """A sheet as Streamlit knows it."""
    return _known(get_bidi_component_manager())


@remembered
def _known(manager: BidiComponentManager) -> Callable[..., Any]:
    """Each runtime of Streamlit, which has a manager of its own, is told once."""
    if manager.get(f"{_GROUP}.{ELEMENT}") is None:
        manifest = ComponentManifest(_GROUP, "1", [ComponentConfig(ELEMENT, STATIC.name)])
        manager.register_from_manifest(manifest, STATIC.parent)
    return st.components.v2.component(f"{_GROUP}.{ELEMENT}", js="lembar.js", isolate_styles=False)
