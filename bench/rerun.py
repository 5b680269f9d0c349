"""What one warm rerun of the overview costs the server: statements and processor time."""

import logging
import time
import warnings

from sqlalchemy import Engine, event
from streamlit.testing.v1 import AppTest

from data import settings


def measure(*, runs: int) -> tuple[int, list[float]]:
    """SQL statements of all runs after the first, and processor milliseconds of each."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    statements: list[str] = []
    event.listen(Engine, "before_cursor_execute", lambda *arguments: statements.append(arguments[2]))
    app = AppTest.from_file(str(settings.ROOT / "ui" / "frame.py"), default_timeout=60).run()
    statements.clear()
    spent = []
    for _ in range(runs):
        start = time.process_time()
        app.run()
        spent.append(1000 * (time.process_time() - start))
    return len(statements), spent
