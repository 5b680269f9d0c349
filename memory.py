"""What is worked out once for all viewers: results are remembered by what they were made of.

Everybody sees the same data, so that nearly everything on a screen has been worked out for somebody before. Below all
floors, because queries remember figures and ``ui`` remembers words, charts and tables. Only what is made of nothing
but its arguments may be remembered: a result is then true for as long as somebody asks for it.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")
# How many results of one function are kept: a few screens times the choices that people make.
REMEMBERED = 128
_forgetting: list[Callable[[], None]] = []


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Remember what a pure function makes, so that a rerun computes nothing again. Nobody may change the result.

    Arguments are told apart by their value; frames, their rows and mappings by identity: a data set that has changed
    is a new one. What cannot be hashed, such as a list, is no argument. Raises TypeError for that.
    """

    @functools.lru_cache(maxsize=REMEMBERED)
    def recall(positional: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> R:
        return function(*map(_value, positional), **{name: _value(key) for name, key in named})

    @functools.wraps(function)
    def remember(*args: P.args, **kwargs: P.kwargs) -> R:
        return recall(tuple(map(_key, args)), tuple((name, _key(value)) for name, value in sorted(kwargs.items())))

    _forgetting.append(recall.cache_clear)
    return remember


def forget() -> None:
    """Forget everything: the data have changed, and what was made of the old ones must not fill the memory."""
    for each in _forgetting:
        each()


class _Same:
    """An argument that equals itself only. It keeps it, so that no other can take its identity."""

    __slots__ = ("it",)

    def __init__(self, it: Any) -> None:
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)


def _key(value: Any) -> Any:
    return _Same(value) if isinstance(value, (pd.DataFrame, pd.Series, Mapping)) else value


def _value(key: Any) -> Any:
    return key.it if isinstance(key, _Same) else key
