"""The process that reads one database as a dashboard does when it starts, and then shows every screen.

``python -m bench.reading`` takes DATABASE_URL and KABUPATEN, and says in JSON how long each took.
"""

import json
import logging
import statistics
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

    database: of again, until the rows had come; screens: of again, the data sets that a screen asks for, by its
    address, with the connection; warm: a rerun of each screen. rows: of all data sets; statements: of one reading;
    warm_statements: of all reruns.
    """

    first: float = 0.0
    again: float = 0.0
    database: float = 0.0
    screens: dict[str, float] = field(default_factory=dict)
    warm: dict[str, float] = field(default_factory=dict)
    rows: int = 0
    statements: int = 0
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
    seen.first = sum(_reading()[0].values())
    readings = [_reading() for _ in range(AGAIN)]
    took = {name: statistics.median(each[name] for each, *_ in readings) for name in readings[0][0]}
    seen.again = statistics.median(sum(each.values()) for each, *_ in readings)
    seen.database = statistics.median(spent for _, spent, *_ in readings)
    *_, seen.statements, seen.rows = readings[0]
    _show(seen, took)
    return seen


CONNECTION = "sambungan"


def _reading() -> tuple[dict[str, float], float, int, int]:
    """One reading: milliseconds by data set and of the connection, those in the database, statements, rows."""
    import queries  # noqa: F401
    from data.transaction import one_moment
    from queries import db, reading

    took, rows = {}, 0
    with _counted() as statements:
        began = time.perf_counter()
        with one_moment() as connection, reading.inside(reading.Reading(), connection):
            took[CONNECTION] = _since(began)
            for each in db.DATASETS:
                began = time.perf_counter()
                rows += len(each())
                took[f"{each.__module__}.{each.__qualname__}"] = _since(began)
    return took, sum(statements), len(statements), rows


def _show(seen: Seen, took: dict[str, float]) -> None:
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
        seen.screens[f"/{screen.slug}"] = took[CONNECTION] + sum(took[name] for name in asked.names)
        app.run()
        with _counted() as statements:
            seen.warm[f"/{screen.slug}"] = statistics.median(_timed(app.run) for _ in range(WARM))
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
