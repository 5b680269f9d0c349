"""What a phone asks a stage to do: a small file for each stage, so that all processes of one machine know it."""

import os
import time
from contextlib import suppress
from pathlib import Path

from data import settings

MOST_STAGES = 200
FORGET_SECONDS = 24 * 3600


def send(code: str, command: str) -> None:
    """Note the newest command for the stage with a code. Raises OSError."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(folder.glob("kendali-*"), key=_age)[MOST_STAGES - 1 :]:
        old.unlink(missing_ok=True)
    fresh = folder / f".kendali-{os.getpid()}-{time.monotonic_ns()}"
    fresh.write_text(f"{time.time_ns()} {command}", encoding="ascii")
    fresh.replace(folder / f"kendali-{code}")


def last(code: str) -> tuple[int, str]:
    """The number and the name of the newest command; (0, '') when there was none for a day. Numbers only grow."""
    with suppress(OSError, ValueError):
        number, command = (_folder() / f"kendali-{code}").read_text(encoding="ascii").split()
        if time.time() - int(number) / 1e9 < FORGET_SECONDS:
            return int(number), command
    return 0, ""


def _age(file: Path) -> float:
    with suppress(OSError):
        return -file.stat().st_mtime
    return 0.0


def _folder() -> Path:
    return settings.state_folder() / settings.kabupaten()
