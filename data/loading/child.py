"""The process that reads a file: it has little memory and little time, sees no database, and answers with text.

``python -m data.loading.child FOLDER`` takes the request from the folder and the file from standard input, and leaves
in the folder a verdict and the rows of each load. On standard output it tells its progress in lines, and at the end,
after a line ``COPY`` with their number, the bytes of the marked copy: that holds what the file says, and is never on a
disk.
"""

import csv
import datetime as dt
import gc
import json
import sys
import traceback
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from data.loading.draft import Draft, Source
from data.loading.faults import MOST_FAULTS, Fault, Refused, Rule, shown
from data.loading.names import Reference
from data.subjects import SUBJECTS
from data.words import grouped

REQUEST, VERDICT, COPY = "permintaan.json", "putusan.json", b"salinan "
MEMORY = 1024**3
LARGEST_OUTPUT = 2 * 1024**3
LARGEST_COPY = 200 * 1024**2
BLOCK = 20_000
# Progress is told once in so many rows.
STEP = 100_000


def limit(seconds: int) -> None:
    """Bound this process: memory, processor time, and what it may write, as far as the system has such limits."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, LARGEST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def write_request(folder: Path, reference: Reference, source: Source, seconds: int, also: Sequence[Fault] = ()) -> None:
    """Leave in the folder what a child needs to know besides the file; see ``answer``."""
    own = {each.name: getattr(reference, each.name) for each in fields(Reference)}
    request = {"reference": own, "source": asdict(source), "seconds": seconds, "also": list(map(asdict, also))}
    (folder / REQUEST).write_text(json.dumps(request), encoding="utf-8")


def main(folder: Path) -> None:
    """Read the file on standard input and answer in the folder; progress and marked copy go to standard output."""
    # Nothing else may speak there, such as a library that warns.
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    # It ends with its file: looking for garbage among a million rows takes a sixth of its time and finds little.
    gc.disable()
    request = json.loads((folder / REQUEST).read_text(encoding="utf-8"))
    limit(request["seconds"])
    desa = {kode: (parent, name) for kode, (parent, name) in request["reference"].pop("desa").items()}
    copy = answer(
        sys.stdin.buffer.read(),
        Reference(**request["reference"], desa=desa),
        Source(**request["source"]),
        folder,
        lambda stage: _tell(out, stage),
        [fault_from(each) for each in request["also"]],
    )
    if copy and len(copy) <= LARGEST_COPY:
        out.write(COPY + b"%d\n" % len(copy))
        out.write(copy)
        out.flush()


def _tell(out: IO[bytes], stage: str) -> None:
    out.write(f"{stage}\n".encode())
    out.flush()


def answer(
    content: bytes,
    reference: Reference,
    source: Source,
    folder: Path,
    say: Callable[[str], object],
    also: Sequence[Fault] = (),
) -> bytes | None:
    """Write the verdict on a file into the folder. Whatever happens there is one, also for a fault of ours.

    also: faults found elsewhere, to be marked with those of the file. Returns the marked copy, if there is one.
    """
    copy = None
    try:
        verdict, copy = _verdict(content, reference, source, folder, say, also)
    except Refused as refusal:
        verdict = {"faults": list(map(_told, refusal.faults)), "count": refusal.count}
    except MemoryError:
        verdict = {"memory": True}
    except Exception as error:
        # The words of an error may hold what stands in a cell; only its place is told.
        last = traceback.extract_tb(error.__traceback__)[-1]
        verdict = {"fault": f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}"}
    (folder / VERDICT).write_text(json.dumps(verdict), encoding="utf-8")
    return copy


def _verdict(
    content: bytes,
    reference: Reference,
    source: Source,
    folder: Path,
    say: Callable[[str], object],
    also: Sequence[Fault],
) -> tuple[dict[str, Any], bytes | None]:
    from data.loading import marked, recognise

    say("Membaca dan memeriksa berkas …")
    found = recognise.recognise(content, reference, source)
    understood, copy = found.understood, None
    to_mark = [*also, *understood.faults][:MOST_FAULTS]
    if to_mark and found.document:
        say("Menandai salinan …")
        # The faults are told with or without a copy that shows them.
        with suppress(Exception):
            copy = marked.marked(content, found.document, to_mark, blank=found.people)
    say("Menyiapkan baris …")
    verdict = {
        "faults": list(map(_told, understood.faults[: 2 * MOST_FAULTS])),
        "count": understood.count,
        "warnings": understood.warnings,
        "drafts": [_draft(draft, folder / f"baris-{n}.csv", say) for n, draft in enumerate(understood.drafts)],
    }
    return verdict, copy


def _draft(draft: Draft, file: Path, say: Callable[[str], object]) -> dict[str, Any]:
    """One load as the parent wants it, its rows in a file of their own."""
    names = list(draft.columns)
    count = len(draft.columns[names[0]])
    with file.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerows
        written: dict[dt.date, str] = {}
        for start in range(0, count, BLOCK):
            block = (draft.columns[name][start : start + BLOCK] for name in names)
            write(zip(*(_days(values, written) for values in block), strict=True))
            if start and start % STEP == 0:
                say(f"{grouped(start)} baris siap")
    return {
        "jenis": draft.jenis,
        "sumber": draft.sumber,
        "lembar": shown(draft.lembar),
        "columns": names,
        "count": count,
        "covers": sorted([part, period.isoformat()] for part, period in draft.covers),
        "totals": [asdict(total) for total in draft.totals],
        "sums": _sums(draft),
    }


def _days(values: Sequence[Any], written: dict[dt.date, str]) -> Sequence[Any]:
    """A column with its days as texts: they are few, and the writer would make a text of each anew."""
    if not isinstance(next(iter(values), None), dt.date):
        return values
    written.update((day, day.isoformat()) for day in set(values) - written.keys() - {None})
    return [written.get(day) for day in values]


def _sums(draft: Draft) -> list[list[Any]]:
    """The measures by part, period, kecamatan and category, each with the cell of its first row.

    Column by column, the measures in one of them; empty for a subject without any. Few long lists are read back sooner
    than many short ones.
    """
    subject = SUBJECTS[draft.jenis]
    if not subject.measures:
        return []
    count = len(next(iter(draft.columns.values())))

    def column(name: str) -> Sequence[Any]:
        return draft.columns.get(name) or [None] * count

    part_of = {value: subject.part_of(value) for value in set(column(subject.part))}
    own = [column(name) for name in (subject.period, "kecamatan_kode", subject.category)]
    own.insert(0, [part_of[value] for value in column(subject.part)])
    firsts: dict[tuple[Any, ...], int] = {}
    for fact, key in enumerate(zip(*own, strict=True)):
        firsts.setdefault(key, fact)
    # Measure by measure: a million facts are few sums, and no list is made for each of them.
    measures = [_added(zip(*own, strict=True), column(name)) for name in subject.measures]
    periods = {period: subject.period_of(period).isoformat() for period in {period for _, period, *_ in firsts}}
    return [
        [part for part, *_ in firsts],
        [periods[period] for _, period, *_ in firsts],
        [area for _, _, area, _ in firsts],
        [category for *_, category in firsts],
        [[_number(sums[key]) for key in firsts] for sums in measures],
        [draft.cell(fact) if draft.cell else "" for fact in firsts.values()],
    ]


def _added(keys: Iterable[tuple[Any, ...]], numbers: Sequence[Any]) -> dict[tuple[Any, ...], Any]:
    """The sum of the numbers of each key; None counts as nothing."""
    sums: dict[tuple[Any, ...], Any] = defaultdict(int)
    for key, number in zip(keys, numbers, strict=True):
        if number:
            sums[key] += number
    return sums


def _number(number: Any) -> int | str:
    return str(number) if isinstance(number, Decimal) else number


def _told(fault: Fault) -> dict[str, Any]:
    """A fault in its text form; the name of a sheet may hold the number of a person."""
    return asdict(replace(fault, sheet=shown(fault.sheet)))


def fault_from(values: dict[str, Any]) -> Fault:
    """A fault from its text form."""
    return Fault(**(values | {"rule": Rule(values["rule"])}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
