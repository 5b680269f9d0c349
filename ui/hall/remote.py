"""What a phone asks a stage to do, passed from one browser to the other by this process; nothing is kept on disk."""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

COMMANDS = ("kembali", "lanjut", "jeda", "awal", "hitam")
MOST_STAGES, FORGET_SECONDS = 200, 24 * 3600


@dataclass
class _Line:
    number: int
    command: str
    at: float


class Remote:
    """The last command for each stage, by the stage's code."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, _Line] = OrderedDict()
        self._lock = threading.Lock()

    def send(self, code: str, command: str) -> None:
        """Ask a stage for something. Raises ValueError for an unknown command."""
        if command not in COMMANDS:
            raise ValueError(command)
        with self._lock:
            number = self._lines[code].number + 1 if code in self._lines else 1
            self._lines[code] = _Line(number, command, time.monotonic())
            self._lines.move_to_end(code)
            while len(self._lines) > MOST_STAGES:
                self._lines.popitem(last=False)

    def last(self, code: str) -> tuple[int, str]:
        """The number and the name of the last command; (0, '') when there was none for a day."""
        with self._lock:
            line = self._lines.get(code)
        fresh = line is not None and time.monotonic() - line.at < FORGET_SECONDS
        return (line.number, line.command) if line and fresh else (0, "")


stages = Remote()
