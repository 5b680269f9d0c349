"""The three papers, and the one place of this process where they are made: one at a time, beside it, once for all."""

import datetime as dt
import importlib
import os
import pickle
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from papers.model import Report
from papers.report import report
from queries.db import of_snapshot
from ui.view import View

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
# Writing computes all the time, and those who look at screens come first.
_turn = threading.Lock()


class Unwritten(RuntimeError):
    """The writer of a paper gave up."""


@dataclass(frozen=True)
class Paper:
    """One kind of file. writer: the module whose ``write`` makes it."""

    label: str
    stem: str
    ending: str
    mime: str
    writer: str

    def name(self, seen: View, *, sample: bool) -> str:
        """The name of the file for one choice."""
        segments = "".join(f"-{code.lower()}" for code in seen.segmen)
        plan = re.sub(r"[^a-z0-9]+", "-", seen.rencana.partition("~")[0].lower()).strip("-")
        named = f"-{plan or 'rencana'}" if seen.rencana else ""
        return f"{'contoh-' if sample else ''}{self.stem}-{seen.periode:%Y-%m}{segments}{named}.{self.ending}"

    def write(self, made: Report) -> bytes:
        """The file, written here and now."""
        content: bytes = importlib.import_module(self.writer).write(made)
        return content


_OFFICE = "application/vnd.openxmlformats-officedocument"
PAPERS = (
    Paper("Bahan monev (PDF)", "bahan-monev", "pdf", "application/pdf", "papers.pdf"),
    Paper("Salindia (PPTX)", "salindia", "pptx", f"{_OFFICE}.presentationml.presentation", "papers.slides"),
    Paper("Buku kerja (XLSX)", "buku-kerja", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", "papers.workbook"),
)


def today() -> dt.date:
    """The day by the server's own clock."""
    return dt.datetime.now().astimezone().date()


def file(paper: Paper, seen: View) -> bytes:
    """A paper of what is shown, for everybody who asks today: the first waits for it, later ones get the same bytes.

    Raises Unwritten.
    """
    return _order(paper, seen, today()).take()


class _Order:
    """One paper that somebody asked for. A writing that failed is tried again for the next who asks."""

    def __init__(self, paper: Paper, seen: View, made: dt.date) -> None:
        self._paper, self._seen, self._made = paper, seen, made
        self._one = threading.Lock()
        self._content = b""

    def take(self) -> bytes:
        with self._one:
            if not self._content:
                with _turn:
                    self._content = _written(self._paper, report(self._seen, self._made))
        return self._content


@of_snapshot
def _order(paper: Paper, seen: View, made: dt.date) -> _Order:
    return _Order(paper, seen, made)


def _written(paper: Paper, made: Report) -> bytes:
    """What a process of its own writes, which screens do not wait for. Raises Unwritten."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no words of others
            [sys.executable, "-m", "papers.child", paper.writer],
            input=pickle.dumps(made),
            capture_output=True,
            timeout=SECONDS,
            cwd=ROOT,
            env={name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unwritten(f"{paper.label}: {error}") from None
    if done.returncode:
        raise Unwritten(f"{paper.label}: {done.stderr.decode('utf-8', 'replace').strip().splitlines()[-1:]}")
    return done.stdout
