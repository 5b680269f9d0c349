"""The process that reads one database as a dashboard does when it starts, and then shows every screen.

``python -m bench.reading screens`` takes DATABASE_URL and KABUPATEN, and says in JSON how long each took; without the
word the screens are left out.
"""

import json
import logging
import sys
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

    waited: of again, until the rows had come from the database; of_screens: the same for the data sets of one screen,
    by its address; warm: a rerun of each screen. Of several times the shortest: others use the machine too.
    warm_statements: of all reruns.
    """

    first: float = 0.0
    again: float = 0.0
    waited: float = 0.0
    of_screens: dict[str, float] = field(default_factory=dict)
    warm: dict[str, float] = field(default_factory=dict)
    warm_statements: int = 0


def read(*, screens: bool) -> Seen:
    """Read everything several times; then, if they are wanted, let all screens run until they are warm, and again."""
    seen = Seen()
    seen.first, _ = _reading()
    readings = [_reading() for _ in range(AGAIN)]
    seen.again, seen.waited = (min(each) for each in zip(*readings, strict=True))
    if screens:
        _show(seen)
    return seen


def _reading(only: set[str] | None = None) -> tuple[float, float]:
    """One reading, with its connection: milliseconds of all of it, and of its waiting for the database.

    only: the names of the data sets that are wanted.
    """
    import queries  # noqa: F401
    from data.transaction import one_moment
    from queries import db, reading

    began = time.perf_counter()
    with _counted() as statements, one_moment() as connection, reading.inside(reading.Reading(), connection):
        for each in db.DATASETS:
            if only is None or f"{each.__module__}.{each.__qualname__}" in only:
                each()
    return _since(began), sum(statements)


def _show(seen: Seen) -> None:
    from tests.test_pages import visit
    from ui.screens import SCREENS

    for screen in SCREENS:
        app = visit(screen.slug)
        if app.exception:
            raise RuntimeError(f"{screen.slug}: {app.exception[0].message}")
        app.run()
        with _counted() as statements:
            seen.warm[f"/{screen.slug}"] = min(_timed(app.run) for _ in range(WARM))
        seen.warm_statements += len(statements)
        asked = _asked(app.run)
        seen.of_screens[f"/{screen.slug}"] = min(_reading(asked)[1] for _ in range(AGAIN))


def _asked(show: Callable[[], object]) -> set[str]:
    """The names of the data sets that a screen shows, when nothing is remembered of it."""
    import memory
    from queries import db

    names: set[str] = set()

    class Noting(dict[str, Any]):
        def __getitem__(self, name: str) -> Any:
            names.add(name)
            return super().__getitem__(name)

    noting = Noting(db.shown())
    memory.forget()
    with patch.object(db._refresher, "newest", lambda: noting):
        show()
    return names


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
    print(json.dumps(asdict(read(screens="screens" in sys.argv[1:]))))
