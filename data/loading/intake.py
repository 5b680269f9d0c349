"""Handing in a file: look at what it would do, then let exactly that happen.

``check`` shows a preview and changes nothing. ``load`` stores what a preview showed: it is made again inside the write
transaction, and when it is not the same any more, nothing is stored.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from data import acts, loads, settings
from data.engine import engine
from data.loading import actions, base, bounded, comparison, questions
from data.loading.actions import Differences
from data.loading.bounded import Verdict
from data.loading.comparison import Comparison
from data.loading.draft import Source
from data.loading.faults import Fault, Refused, Rule
from data.loading.names import Reference, reference
from data.subjects import SUBJECTS
from data.transaction import one_moment
from data.words import grouped

Say = Callable[[str], object]
# Progress is told once in so many rows.
STEP = 100_000


def silence(_: str) -> None:
    """Progress that nobody wants to hear."""


@dataclass(frozen=True)
class Part:
    """One load that a file would make.

    periods: how many it answers for, from the first to the last. sample: it says that it is one, and stays so.
    """

    jenis: str
    nama: str
    sumber: str
    baris: int
    periods: int
    first: dt.date
    last: dt.date
    totals: tuple[loads.Total, ...]
    sample: bool = False


@dataclass(frozen=True)
class Preview:
    """What a file would do now: its loads, their sums beside what is live, and the questions that its owner decides.

    differences: of a plan of action, action by action, None without. fingerprint: names exactly this preview; ``load``
    takes it as consent to the questions. marked: a copy of the file
    with the questions marked (.xlsx), None without any.
    """

    nama_berkas: str
    parts: tuple[Part, ...]
    comparisons: tuple[Comparison, ...]
    questions: tuple[Fault, ...]
    warnings: tuple[str, ...]
    fingerprint: str
    marked: bytes | None = None
    differences: Differences | None = None


@dataclass(frozen=True)
class Stored:
    """What was stored: the preview that came true and the number of each load; interrupted: acts that died before."""

    preview: Preview
    muatan: tuple[int, ...]
    interrupted: tuple[str, ...] = ()


class SameFile(Exception):
    """A file with these very bytes is loaded already; nothing is to be done. The message says so in one sentence."""


class Undecided(Exception):
    """The preview holds questions and nobody has agreed to them, or it is not the one that was agreed to."""

    def __init__(self, preview: Preview, *, changed: bool) -> None:
        self.preview, self.changed = preview, changed
        super().__init__("changed" if changed else "undecided")


def check(content: bytes, source: Source, say: Say = silence) -> Preview:
    """What this file would do now. Only reads. Raises Refused, SameFile, DatabaseUnavailable or SettingError."""
    with _read(content, source, say) as (verdict, known):
        return _look(content, verdict, known, source)


def load(content: bytes, source: Source, *, agreed: str | None = None, say: Say = silence) -> Stored:
    """Store this file in one transaction, all of it or nothing.

    agreed: the fingerprint of the preview that was seen. Without it a file that raises no question is stored as it is.
    Raises Refused, SameFile, Undecided, acts.Busy, DatabaseUnavailable or SettingError.
    """
    kabupaten = settings.kabupaten()
    with _read(content, source, say) as (verdict, known):
        seen = _look(content, verdict, known, source)
        expected = (agreed or "").strip().upper() or seen.fingerprint
        if seen.questions and not (agreed or "").strip():
            raise Undecided(seen, changed=False)
        if seen.fingerprint != expected:
            raise Undecided(seen, changed=True)
        say("Menyimpan …")
        with acts.act(
            kabupaten, tindakan="muat", oleh=source.oleh, nama_berkas=source.nama_berkas, sha256=source.sha256
        ) as doing:
            _refuse_same(doing.connection, kabupaten, source)
            now = _preview(doing.connection, verdict, known, source)
            if now.fingerprint != expected:
                raise Undecided(now, changed=True)
            sample = _is_sample(verdict)
            ids = [_store(doing.connection, kabupaten, each, source, say, sample=sample) for each in verdict.reads]
            doing.about(ids)
        return Stored(now, tuple(ids), doing.interrupted)


def source_of(content: bytes, nama_berkas: str, *, oleh: str, lingkup: str | None = None) -> Source:
    """Where a file comes from, with the fingerprint of its bytes."""
    return Source(nama_berkas, hashlib.sha256(content).hexdigest(), oleh.strip()[:100], lingkup)


@contextmanager
def _read(content: bytes, source: Source, say: Say) -> Iterator[tuple[Verdict, Reference]]:
    kabupaten = settings.kabupaten()
    with engine().connect() as connection:
        known = reference(connection, kabupaten)
        _refuse_same(connection, kabupaten, source)
    with bounded.reading(content, known, source, say) as verdict:
        yield verdict, known


def _look(content: bytes, verdict: Verdict, known: Reference, source: Source) -> Preview:
    try:
        with one_moment() as connection:
            return _preview(connection, verdict, known, source)
    except Refused as refusal:
        raise Refused(refusal.faults, marked=bounded.marked(content, known, source, refusal.faults)) from None


def _refuse_same(connection: Connection, kabupaten: str, source: Source) -> None:
    if same := loads.same_file(connection, kabupaten, source.sha256):
        loaded = f"Berkas ini sudah dimuat ({_numbers(same)})"
        newer = loads.newer(connection, kabupaten, same)
        if not newer.ids:
            raise SameFile(f"{loaded}: tidak ada yang berubah.")
        part = "" if newer.whole else "sebagian "
        now = _numbers(newer.ids)
        raise SameFile(f"{loaded}, tetapi {part}sudah diganti {now}. Batalkan {now} bila ingin kembali.")


def _numbers(ids: Sequence[int]) -> str:
    return " dan ".join(f"muatan {each}" for each in ids)


def _preview(connection: Connection, verdict: Verdict, known: Reference, source: Source) -> Preview:
    comparisons: list[Comparison] = []
    if above := base.faults(connection, verdict.reads, known):
        raise Refused(above)
    asked, warnings = list(verdict.questions), list(verdict.warnings)
    sample = _is_sample(verdict)
    plan: Differences | None = None
    for read in verdict.reads:
        if sample and (real := loads.real(connection, known.kabupaten_kode, read.jenis)):
            raise Refused([_below_real(verdict, read, real)])
        now = comparison.live(connection, known.kabupaten_kode, read.jenis, read.covers)
        comparisons += comparison.compared(read, now, known)
        own = actions.differences(connection, known.kabupaten_kode, read, sample=now.sample)
        plan = own or plan
        if not questions.is_same(read, now) or (own and not own.is_same):
            asked += questions.already_loaded(read, now)
        elif now.files:
            warnings.append(f"{SUBJECTS[read.jenis].nama}: angkanya sama dengan yang sudah berlaku.")
        asked += actions.question(own, read)
        asked += questions.jumps(read, known, questions.month_before(connection, known.kabupaten_kode, read))
        asked += questions.to_come(read, dt.datetime.now().astimezone().date())
    parts = tuple(_part(read, sample=sample) for read in verdict.reads)
    told = [
        source.sha256,
        source.lingkup,
        [asdict(part) for part in parts],
        [asdict(each) for each in comparisons],
        [asdict(each) for each in asked],
        warnings,
        *([asdict(plan)] if plan else []),
    ]
    digest = hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest().upper()
    return Preview(
        source.nama_berkas,
        parts,
        tuple(comparisons),
        tuple(asked),
        tuple(warnings),
        "-".join((digest[:4], digest[4:8], digest[8:12])),
        verdict.marked,
        plan,
    )


def _is_sample(verdict: Verdict) -> bool:
    return any(question.rule is Rule.SAMPLE for question in verdict.questions)


def _below_real(verdict: Verdict, read: bounded.Read, real: list[int]) -> Fault:
    """Why a sample cannot be loaded where real figures are: it would never be shown."""
    mark = next(question for question in verdict.questions if question.rule is Rule.SAMPLE)
    return Fault(
        Rule.FILE,
        f"Bertanda DATA CONTOH, sedangkan {SUBJECTS[read.jenis].nama.lower()} yang sebenarnya sudah dimuat "
        f"({_numbers(real)}); contoh tidak pernah menggantikan angka sebenarnya.",
        "Bila angkanya sebenarnya, hapus tanda itu, lalu serahkan lagi.",
        mark.sheet,
        mark.cell,
        mark.value,
    )


def _part(read: bounded.Read, *, sample: bool) -> Part:
    periods = sorted(period for _, period in read.covers)
    return Part(
        read.jenis,
        SUBJECTS[read.jenis].nama,
        read.sumber,
        read.rows.count,
        len(periods),
        periods[0],
        periods[-1],
        read.totals,
        sample,
    )


def _store(
    connection: Connection, kabupaten: str, read: bounded.Read, source: Source, say: Say, *, sample: bool
) -> int:
    told = 0

    def progress(rows: int) -> None:
        nonlocal told
        if rows - told >= STEP:
            told = rows
            say(f"{grouped(rows)} baris tersimpan")

    load = loads.Load(
        jenis=read.jenis,
        asal="contoh" if sample else "berkas",
        nama_berkas=source.nama_berkas,
        sha256=source.sha256,
        sumber=read.sumber,
        oleh=source.oleh,
        table=SUBJECTS[read.jenis].table,
        rows=read.rows,
        covers=read.covers,
        totals=read.totals,
        lembar=read.lembar or None,
    )
    return loads.store(connection, kabupaten, load, progress)
