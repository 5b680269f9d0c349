"""The process that reads one database as a dashboard does when it starts, and then shows every screen.

``python -m bench.reading`` takes DATABASE_URL and KABUPATEN, and says in JSON how long each took.
"""

import json
import logging
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

AGAIN, WARM = 5, 5


@dataclass
class Seen:
    """Milliseconds. first: all data sets in a process that has read nothing yet; again: the same in that process later.

    waited: of again, what a screen's data sets waited for the database, until their rows had come, by the screen's
    address; warm: a rerun of each screen. Of several times the shortest: others use the machine too. warm_statements:
    of all reruns.
    """

    first: float = 0.0
    again: float = 0.0
    waited: dict[str, float] = field(default_factory=dict)
    warm: dict[str, float] = field(default_factory=dict)
    warm_statements: int = 0


class _Asked(dict):
    """Data sets that write down which of them somebody asked for."""

    def __init__(self, *of: Any) -> None:
        super().__init__(*of)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> Any:
        self.names.add(name)
        return super().__getitem__(name)


def read() -> Seen:
    """Read everything several times, then let every screen run until it is warm, and several times more."""
    seen = Seen()
    seen.first, _ = _reading()
    readings = [_reading() for _ in range(AGAIN)]
    seen.again = min(took for took, _ in readings)
    _show(seen, {name: min(waited[name] for _, waited in readings) for name in readings[0][1]})
    return seen


def _reading() -> tuple[float, dict[str, float]]:
    """One reading, with its connection: milliseconds of all of it, and what each data set waited for the database."""
    import queries  # noqa: F401
    from data.transaction import one_moment
    from queries import db, reading

    waited: dict[str, float] = {}
    began = time.perf_counter()
    with _counted() as statements, one_moment() as connection, reading.inside(reading.Reading(), connection):
        for each in db.DATASETS:
            before = len(statements)
            each()
            waited[f"{each.__module__}.{each.__qualname__}"] = sum(statements[before:])
    return _since(began), waited


def _show(seen: Seen, waited: dict[str, float]) -> None:
    import memory
    from queries import db
    from tests.test_pages import visit
    from ui.screens import SCREENS

    for screen in SCREENS:
        memory.forget()
        asked = _Asked(db._shown())
        with patch.object(db, "_shown", lambda asked=asked: asked):
            app = visit(screen.slug)
            if app.exception:
                raise RuntimeError(f"{screen.slug}: {app.exception[0].message}")
        seen.waited[f"/{screen.slug}"] = sum(waited[name] for name in asked.names)
        app.run()
        with _counted() as statements:
            seen.warm[f"/{screen.slug}"] = min(_timed(app.run) for _ in range(WARM))
        seen.warm_statements += len(statements)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return _since(began)


def _since(began: float) -> float:
    return 1000 * (time.perf_counter() - began)


@contextmanager
def _counted() -> Iterator[list[float]]:
    """How long each statement took until its rows had come, in milliseconds; of SQLite only until the first."""
    took: list[float] = []

    def begin(_connection: Any, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:
        context.began_here = time.perf_counter()

    def end(_connection: Any, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:
        took.append(_since(context.began_here))

    event.listen(Engine, "before_cursor_execute", begin)
    event.listen(Engine, "after_cursor_execute", end)
    try:
        yield took
    finally:
        event.remove(Engine, "before_cursor_execute", begin)
        event.remove(Engine, "after_cursor_execute", end)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    print(json.dumps(asdict(read())))
