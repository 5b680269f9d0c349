"""Statements that take long are told to the operator."""

import logging
import time
from typing import Any

from sqlalchemy import Engine, event

from data import settings

log = logging.getLogger("dasbor.data")


def watch(engine: Engine) -> Engine:
    """Log each statement that takes longer than the setting allows: its text, never its parameters."""
    limit = settings.slow_statement_milliseconds() / 1000

    @event.listens_for(engine, "before_cursor_execute")
    def _begin(_connection: Any, _cursor: Any, _text: str, _values: Any, context: Any, _many: bool) -> None:
        context.began = time.monotonic()

    @event.listens_for(engine, "after_cursor_execute")
    def _end(_connection: Any, _cursor: Any, text: str, _values: Any, context: Any, _many: bool) -> None:
        if (took := time.monotonic() - context.began) > limit:
            log.warning("Perintah basis data berjalan %.0f milidetik: %s", took * 1000, " ".join(text.split()))

    return engine
