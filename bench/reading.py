"""The process that reads one database as a dashboard does when it starts, and then shows every screen.

``python -m bench.reading`` takes DATABASE_URL and KABUPATEN, and says in JSON how long each took.
"""

import json
import logging
import statistics
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field

from sqlalchemy import Engine, event

WARM = 3


@dataclass
class Seen:
    """Seconds. first: all data sets, as the first viewer waits for them; again: the same in the warm process.

    by_name: of each data set, the second time; screens: a warm rerun of each. rows: of all data sets; statements: of
    one reading; warm_statements: of all the reruns.
    """

    first: float = 0.0
    again: float = 0.0
    by_name: dict[str, float] = field(default_factory=dict)
    screens: dict[str, float] = field(default_factory=dict)
    rows: int = 0
    statements: int = 0
    warm_statements: int = 0


def read() -> Seen:
    """Read everything twice, then let every screen run until it is warm, and once more."""
    import queries  # noqa: F401
    from data.transaction import one_moment
    from queries import db, reading

    seen = Seen()
    with _counted() as statements:
        began = time.perf_counter()
        db.renew()
        seen.first = time.perf_counter() - began
    seen.statements = len(statements)
    began = time.perf_counter()
    with one_moment() as connection, reading.inside(now := reading.Reading(), connection):
        for each in db.DATASETS:
            started = time.perf_counter()
            seen.rows += len(each())
            seen.by_name[f"{each.__module__}.{each.__qualname__}"] = time.perf_counter() - started
    seen.again = time.perf_counter() - began
    _show(seen)
    return seen


def _show(seen: Seen) -> None:
    from tests.test_pages import visit
    from ui.screens import SCREENS

    for screen in SCREENS:
        app = visit(screen.slug)
        if app.exception:
            raise RuntimeError(f"{screen.slug}: {app.exception[0].message}")
        app.run()
        with _counted() as statements:
            seen.screens[screen.slug] = statistics.median(_timed(app.run) for _ in range(WARM))
        seen.warm_statements += len(statements)


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _counted() -> Iterator[list[str]]:
    texts: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        texts.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield texts
    finally:
        event.remove(Engine, "before_cursor_execute", note)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    print(json.dumps(asdict(read())))
