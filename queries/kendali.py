"""The remote control of a stage: which commands there are, and the last one. Nothing is asked of the database."""

import logging
import re

from data import remote

COMMANDS = ("kembali", "lanjut", "jeda", "awal", "hitam")
log = logging.getLogger("dasbor.kendali")


def is_code(text: str) -> bool:
    """Whether this may be the code of a stage."""
    return re.fullmatch(r"[a-z0-9]{6,12}", text, re.ASCII) is not None


def send(code: str, command: str) -> bool:
    """Ask a stage for something. Returns whether it could be passed on. Raises ValueError for what is none of these."""
    if command not in COMMANDS or not is_code(code):
        raise ValueError(command)
    try:
        remote.send(code, command)
    except OSError:
        log.exception("Perintah layar acara tidak dapat dicatat")
        return False
    return True


def last(code: str) -> tuple[int, str]:
    """The number and the name of the last command for a stage; (0, '') when there is none."""
    return remote.last(code) if is_code(code) else (0, "")
