"""What the viewer has chosen: drawn as one row, written into the address, remembered from screen to screen.

The address wins where it speaks; where it is silent the session's memory answers, else the default. So a link shows the
same thing to a colleague, and a choice survives both a reload and a walk through the menu.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import drawing, formats

_MEMORY = "pilihan"
_WRITTEN = "alamat_tertulis"
# What the browser said of its address when somebody chose: that may be older than the choice.
_OVERTAKEN = "alamat_tersusul"


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its word in the address, its label, and its options (value -> words), the default first.

    side_by_side: all options are seen at once, on a row of their own.
    """

    key: str
    label: str
    options: Mapping[str, str]
    default: str
    width: int = 260
    side_by_side: bool = False


def month(months: tuple[pd.Timestamp, ...], opening: pd.Timestamp) -> Choice:
    """Which of these months is shown, the newest first. opening: the one without a choice."""
    return Choice("periode", "Periode", _months(months), f"{opening:%Y-%m}", 180)


@remembered
def _months(months: tuple[pd.Timestamp, ...]) -> dict[str, str]:
    return {f"{each:%Y-%m}": formats.month(each) for each in reversed(months)}


def draw(
    choices: list[Choice], *, known: frozenset[str], carried: tuple[str, ...] = ()
) -> tuple[dict[str, str], list[str]]:
    """Draw the row of choices. Returns the values by key, and a sentence for each part of the address not understood.

    known: the words that some screen understands; any other word in the address is reported. carried: words of the
    address that the screen itself reads and writes, see ``carry``.
    """
    memory: dict[str, str] = st.session_state.setdefault(_MEMORY, {})
    news = _news()
    memory.update({word: news[word] for word in carried if word in news})
    notes = _listen(news, choices, memory, known)
    address = st.query_params.to_dict()
    if address != st.session_state.pop(_OVERTAKEN, None):
        st.session_state[_WRITTEN] = address
    for choice in choices:
        if memory.get(choice.key) not in choice.options:
            memory[choice.key] = choice.default
        if choice.side_by_side:
            drawing.switch(
                choice.label,
                choice.options,
                key=f"pilih_{choice.key}",
                chosen=memory[choice.key],
                on_chosen=partial(_remember, choice.key),
            )
    asked = [choice for choice in choices if not choice.side_by_side]
    written = [_written(choice, memory[choice.key]) for choice in asked]
    drawing.choices(written, key="pilihan_baris", on_chosen=partial(_remember_all, [choice.key for choice in asked]))
    values = {choice.key: memory[choice.key] for choice in choices}
    own = {word: memory.get(word, "") for word in carried}
    _write_address({key: value for key, value in (values | own).items() if value})
    return values, notes


def heard(choices: list[Choice], *, known: frozenset[str]) -> tuple[dict[str, str], list[str]]:
    """As ``draw`` without drawing or writing anything: what the address says, the default for the rest."""
    memory: dict[str, str] = {}
    st.session_state.pop(_WRITTEN, None)
    notes = _listen(st.query_params.to_dict(), choices, memory, known)
    return {choice.key: memory.get(choice.key, choice.default) for choice in choices}, notes


def coming(key: str, default: str) -> str:
    """What the next ``draw`` will take for a choice; other choices may depend on it."""
    memory: dict[str, str] = st.session_state.get(_MEMORY, {})
    return _news().get(key) or memory.get(key, default)


def choose(key: str, value: str) -> None:
    """Choose for the viewer, from a click on a chart; takes effect with the next run."""
    st.session_state.setdefault(_MEMORY, {})[key] = value


def carried(word: str) -> str:
    """What the address, or else the session's memory, says of a word that a screen writes itself; '' for nothing."""
    memory: dict[str, str] = st.session_state.get(_MEMORY, {})
    return memory.get(word, "")


def carry(word: str, value: str) -> None:
    """Write such a word into the address of the screen that is shown, and remember it."""
    st.session_state.setdefault(_MEMORY, {})[word] = value
    _write_address({key: said for key, said in (st.query_params.to_dict() | {word: value}).items() if said})


def _remember(key: str, said: Any) -> None:
    _remember_all([key], {key: said})


def _remember_all(keys: list[str], said: Any) -> None:
    """What a browser says is not trusted to be a choice: the next ``draw`` looks whether it is offered."""
    if isinstance(said, dict):
        memory = st.session_state[_MEMORY]
        memory.update({key: said[key] for key in keys if isinstance(said.get(key), str)})
        st.session_state[_OVERTAKEN] = st.query_params.to_dict()


def _written(choice: Choice, value: str) -> dict[str, Any]:
    """A choice as static/tulisan.js of ``ui.drawing`` wants it."""
    options = [[each, formats.visible(words)] for each, words in choice.options.items()]
    return {"key": choice.key, "label": choice.label, "width": choice.width, "options": options, "value": value}


def _news() -> dict[str, str]:
    """What the address says, unless it was written here or a choice overtook it."""
    address = st.query_params.to_dict()
    return {} if address in (st.session_state.get(_WRITTEN), st.session_state.get(_OVERTAKEN)) else address


def _listen(
    address: Mapping[str, str], choices: list[Choice], memory: dict[str, str], known: frozenset[str]
) -> list[str]:
    notes = []
    for choice in choices:
        if choice.key not in address:
            continue
        if address[choice.key] in choice.options:
            memory[choice.key] = address[choice.key]
        else:
            memory.pop(choice.key, None)
            default = choice.options.get(choice.default, choice.default)
            notes.append(f"{choice.label} pada alamat tidak dikenal; yang ditampilkan: {default}.")
    if set(address) - known:
        notes.append("Alamat memuat pilihan yang tidak dikenal; bagian itu diabaikan.")
    return notes


def _write_address(values: dict[str, str]) -> None:
    if values != st.query_params.to_dict() or values != st.session_state.get(_WRITTEN):
        st.query_params.from_dict(values)
    st.session_state[_WRITTEN] = values
