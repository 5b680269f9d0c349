"""Reading a file in a process of its own, so that no file can break, slow or fill the one that serves viewers."""

import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import IO, Any, NamedTuple

from data import settings
from data.loading import child
from data.loading.draft import Source
from data.loading.faults import Fault, Refused, refuse_file
from data.loading.names import Reference
from data.loads import RowFile, Total

SECONDS = 20
# A large text file takes longer; a workbook of the size that is accepted never does.
FREE_BYTES, BYTES_A_SECOND = 10 * 1024**2, 1024**2
log = logging.getLogger("dasbor.muat")


Number = int | Decimal
# Part, period, kecamatan and category.
Key = tuple[str, date, str | None, str | None]


class Sum(NamedTuple):
    """The measures of one part, period, kecamatan and category, and the cell of its first row ('' if in none)."""

    part: str
    period: date
    kecamatan: str | None
    category: str | None
    numbers: tuple[Number, ...]
    cell: str


@dataclass(frozen=True)
class Read:
    """One load as a file holds it: its rows, what it covers, and its sums."""

    jenis: str
    sumber: str
    lembar: str
    rows: RowFile
    covers: frozenset[tuple[str, date]]
    totals: tuple[Total, ...]
    sums: tuple[Sum, ...]

    @cached_property
    def by_key(self) -> dict[Key, tuple[Number, ...]]:
        """The measures of its sums by what they are of."""
        return {(each.part, each.period, each.kecamatan, each.category): each.numbers for each in self.sums}


@dataclass(frozen=True)
class Verdict:
    """What a file says: the loads, the questions it raises by itself, and what its owner should know.

    marked: a copy of the file in which the questions are marked; None without questions.
    """

    reads: tuple[Read, ...]
    questions: tuple[Fault, ...]
    warnings: tuple[str, ...]
    marked: bytes | None = None


@contextmanager
def reading(
    content: bytes, reference: Reference, source: Source, say: Callable[[str], object] = lambda stage: None
) -> Iterator[Verdict]:
    """Read a file within bounds; its rows are there as long as the context is. Raises Refused with every fault."""
    # Nothing of the file itself is written here: only rows that were added up and checked.
    with tempfile.TemporaryDirectory(prefix="dasbor-") as name:
        folder = Path(name)
        child.write_request(folder, reference, source, _patience(content))
        code, copy = _run(content, folder, _patience(content), say)
        yield verdict_in(folder, code, copy)


def marked(content: bytes, reference: Reference, source: Source, also: Sequence[Fault]) -> bytes | None:
    """A copy of a file in which faults are marked that were found elsewhere; None when none could be made."""
    with tempfile.TemporaryDirectory(prefix="dasbor-") as name:
        child.write_request(Path(name), reference, source, _patience(content), also)
        return _run(content, Path(name), _patience(content), lambda stage: None)[1]


def verdict_in(folder: Path, code: int | None, marked: bytes | None) -> Verdict:
    """What a child left in its folder. code: how it ended, None when its time was over. Raises Refused.

    marked: the marked copy that it handed over, None without one.
    """
    file = folder / child.VERDICT
    if code is None:
        raise refuse_file(
            "Berkas ini terlalu lama dibaca, lalu dihentikan.", "Hapus isi yang tidak perlu, atau bagi berkasnya."
        )
    answer: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"memory": True}
    if answer.get("memory"):
        raise refuse_file(
            "Berkas ini memerlukan terlalu banyak memori untuk dibaca.", "Hapus isi yang jauh di luar tabel."
        )
    if "fault" in answer:
        raise _failed(answer["fault"])
    faults = tuple(child.fault_from(each) for each in answer["faults"])
    if any(not fault.rule.asks for fault in faults):
        raise Refused(faults, count=answer["count"], marked=marked)
    if not answer["drafts"]:
        raise _failed("no fault and no draft")
    reads = tuple(_read(each, folder / f"baris-{n}.csv") for n, each in enumerate(answer["drafts"]))
    return Verdict(reads, faults, tuple(answer["warnings"]), marked)


def _failed(what: str) -> Refused:
    """The refusal of a file on which the program failed; what happened goes to the log."""
    incident = secrets.token_hex(3).upper()
    log.error("Kejadian %s: %s", incident, what)
    return refuse_file(
        "Berkas ini tidak dapat dibaca karena kesalahan program.",
        f"Sebutkan nomor kejadian {incident} kepada pengelola.",
    )


def _patience(content: bytes) -> int:
    return SECONDS + max(0, len(content) - FREE_BYTES) // BYTES_A_SECOND


def _run(content: bytes, folder: Path, seconds: int, say: Callable[[str], object]) -> tuple[int | None, bytes | None]:
    """Run the child to its end. Returns its exit code and its marked copy.

    The code is None when it took too long and was stopped; the copy is None when there is none, or not all of it.
    """
    copy = None
    process = subprocess.Popen(  # noqa: S603 - our own program, no words of others
        [sys.executable, "-m", "data.loading.child", str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=settings.ROOT,
        env=_environment(),
    )
    late = threading.Timer(seconds, process.kill)
    late.start()
    feeder = threading.Thread(target=_feed, args=(process.stdin, content), daemon=True)
    feeder.start()
    try:
        for line in process.stdout or ():
            if line.startswith(child.COPY):
                copy = _copy(line, process.stdout)
                break  # it is the last that a child says
            say(line.decode("utf-8", "replace").strip())
        code = process.wait()
    finally:
        timed_out = not late.is_alive()
        late.cancel()
        process.kill()
        process.wait()
        feeder.join(1)
        if process.stdout:
            process.stdout.close()
    return None if timed_out and code != 0 else code, copy


def _copy(line: bytes, out: IO[bytes] | None) -> bytes | None:
    """The marked copy that follows the line with its length; None when the child ended in the middle of it."""
    length = line.removeprefix(child.COPY).strip()
    if out is None or not length.isdigit() or int(length) > child.LARGEST_COPY:
        return None
    copy = out.read(int(length))
    return copy if len(copy) == int(length) else None


def _feed(entry: IO[bytes], content: bytes) -> None:
    try:
        with entry:
            entry.write(content)
    except OSError:
        pass  # the child ended before it had read everything; its verdict says why


def _environment() -> dict[str, str]:
    """What the child may know: where programs are, and nothing of the database."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
    # One thread for what numpy brings along, each would reserve memory; text is UTF-8 on every system.
    return kept | {"OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def _read(each: dict[str, Any], file: Path) -> Read:
    return Read(
        jenis=each["jenis"],
        sumber=each["sumber"],
        lembar=each["lembar"],
        rows=RowFile(file, tuple(each["columns"]), each["count"]),
        covers=frozenset((part, date.fromisoformat(period)) for part, period in each["covers"]),
        totals=tuple(Total(**total) for total in each["totals"]),
        sums=tuple(map(Sum._make, _sums(*each["sums"]))) if each["sums"] else (),
    )


def _sums(
    parts: list[str],
    periods: list[str],
    areas: list[str | None],
    categories: list[str | None],
    measures: list[list[int | str]],
    cells: list[str],
) -> Iterator[tuple[str, date, str | None, str | None, tuple[Number, ...], str]]:
    """The columns of ``child``, row by row."""
    numbers = zip(*(map(_number, each) for each in measures), strict=True)
    return zip(parts, map(_day, periods), areas, categories, numbers, cells, strict=True)


# Of a million rows there are few days.
_day = lru_cache(date.fromisoformat)


def _number(number: int | str) -> Number:
    return Decimal(number) if isinstance(number, str) else number
