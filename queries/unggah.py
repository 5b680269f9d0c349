"""Handing in a file from the screen: what ``python -m data`` does, answered in plain values that a page can draw.

With ``queries.ubah_rencana`` the only modules here that change figures. Every change goes through
``data.loading.intake`` or ``data.acts`` and then renews the snapshot, so that all viewers of this process see it at
once; see docs/keputusan/0009.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, IntegrityError

from data import acts, loads, settings
from data.engine import DatabaseUnavailable, engine, explain
from data.loading import intake, template
from data.loading.comparison import Comparison
from data.loading.faults import MOST_FAULTS, Fault, Refused
from data.settings import SettingError
from data.subjects import SCOPES, SUBJECTS
from queries import beda_rencana
from queries.beda_rencana import Changes
from queries.db import renew

Say = Callable[[str], object]
OPERATOR = "Operator dasbor"
# The command's option in the warning that a scope was guessed; the screen asks for it instead.
_GUESSED = "--lingkup"
log = logging.getLogger("dasbor.unggah")


@dataclass(frozen=True)
class Finding:
    """One fault or question: sheet, cell, heading of its column, what stands there, the rule, why, and the cure."""

    lembar: str
    sel: str
    judul: str
    isi: str
    aturan: str
    penjelasan: str
    cara: str


@dataclass(frozen=True)
class Total:
    """One measure of a load: what the file states (None: it states nothing) and what its rows add up to."""

    ukuran: str
    dinyatakan: int | None
    dihitung: int


@dataclass(frozen=True)
class Table:
    """One measure by one heading, what is live beside what the file says.

    baris: a name and its two numbers, live and file; None where one says nothing. contoh: what is live is a sample.
    dijumlah: whether the rows may be added up.
    """

    judul: str
    ukuran: str
    baris: tuple[tuple[str, float | None, float | None], ...]
    contoh: bool
    dijumlah: bool


@dataclass(frozen=True)
class Part:
    """One load that the file makes.

    awal, akhir: ISO days of its first and last period. perubahan: of a plan of action, see ``beda_rencana``.
    contoh: it says of itself that it is a sample, and stays so.
    """

    jenis: str
    sumber: str
    baris: int
    awal: str
    akhir: str
    jumlah: tuple[Total, ...]
    perbandingan: tuple[Table, ...]
    perubahan: Changes | None = None
    contoh: bool = False


@dataclass(frozen=True)
class Preview:
    """A file that can be loaded.

    sidik: names exactly this preview; berubah: it is not the one that was agreed to. ditandai: whether there is a copy
    with its questions marked. perlu_lingkup: whether it does not say which claims it counts, so that this was guessed.
    """

    nama_berkas: str
    bagian: tuple[Part, ...]
    pertanyaan: tuple[Finding, ...]
    peringatan: tuple[str, ...]
    sidik: str
    ditandai: bool
    perlu_lingkup: bool = False
    berubah: bool = False


@dataclass(frozen=True)
class Refusal:
    """A file that is refused. jumlah: of all faults; ditandai: whether there is a copy with its faults marked."""

    jumlah: int
    kesalahan: tuple[Finding, ...]
    ditandai: bool


@dataclass(frozen=True)
class Notice:
    """Nothing was changed, for one reason. jenis: 'sama' (nothing to do), 'sibuk' (wait) or 'gagal'."""

    jenis: str
    kalimat: str


@dataclass(frozen=True)
class Done:
    """A change that was made. muatan: the loads; terputus: acts that died before; segar: the screens show it now.

    diganti: the newer loads that count where these would; seluruhnya: wherever these would, so that no figure changed.
    """

    muatan: tuple[int, ...]
    nama_berkas: str = ""
    bagian: tuple[Part, ...] = ()
    terputus: tuple[str, ...] = ()
    segar: bool = True
    diganti: tuple[int, ...] = ()
    seluruhnya: bool = False


class _Stopped(Exception):
    def __init__(self, notice: Notice) -> None:
        self.notice = notice


def subjects() -> dict[str, str]:
    """The subjects that have a template, name by key."""
    return {jenis: SUBJECTS[jenis].nama for jenis in template.SUBJECTS}


def scopes() -> dict[str, str]:
    """The scopes that claims may have, name by key."""
    return dict(SCOPES)


def blank(jenis: str) -> bytes:
    """The template of one subject as .xlsx. Raises DatabaseUnavailable."""
    with engine().connect() as connection:
        return next(iter(template.write_all(connection, settings.kabupaten(), [jenis]).values()))


def check(
    content: bytes, name: str, *, lingkup: str | None = None, say: Say = intake.silence
) -> Preview | Refusal | Notice:
    """What this file would do now; changes nothing. lingkup: the scope of its claims when it does not state one."""
    try:
        with _told():
            return _preview(intake.check(content, intake.source_of(content, name, oleh="", lingkup=lingkup), say))
    except Refused as refusal:
        return _refusal(refusal)
    except _Stopped as stopped:
        return stopped.notice


def marked(content: bytes, name: str, *, lingkup: str | None = None) -> bytes:
    """A copy of the file with its faults or questions marked, as .xlsx; made anew, b'' when there is none."""
    try:
        with _told():
            seen = intake.check(content, intake.source_of(content, name, oleh="", lingkup=lingkup))
        return seen.marked or b""
    except Refused as refusal:
        return refusal.marked or b""
    except _Stopped:
        return b""


def load(
    content: bytes, name: str, *, oleh: str, sidik: str, lingkup: str | None = None
) -> Done | Preview | Refusal | Notice:
    """Store exactly what the preview with this sidik showed, or nothing. A Preview in return is a newer one to see."""
    source = intake.source_of(content, name, oleh=oleh or OPERATOR, lingkup=lingkup)
    try:
        with _told():
            stored = intake.load(content, source, agreed=sidik)
    except Refused as refusal:
        return _refusal(refusal)
    except intake.Undecided as undecided:
        return _preview(undecided.preview, changed=undecided.changed)
    except _Stopped as stopped:
        return stopped.notice
    return Done(stored.muatan, name, _preview(stored.preview).bagian, stored.interrupted, _renewed())


def undo(muatan_id: int, *, oleh: str) -> Done | Notice:
    """Cancel the loads that were loaded with this one."""
    return _change(acts.undo, muatan_id, oleh)


def redo(muatan_id: int, *, oleh: str) -> Done | Notice:
    """Bring back the loads that were loaded with this one."""
    return _change(acts.redo, muatan_id, oleh)


def _change(change: Callable[[str, str, int | None], list[int]], muatan_id: int, oleh: str) -> Done | Notice:
    try:
        with _told():
            ids = change(settings.kabupaten(), oleh.strip()[:100] or OPERATOR, muatan_id)
    except _Stopped as stopped:
        return stopped.notice
    # Also when there was nothing to do: then the screen was older than the database.
    fresh = _renewed()
    if not ids:
        return Notice("sama", f"Muatan {muatan_id} sudah diubah lebih dulu.")
    newer = _newer(ids)
    return Done(tuple(ids), segar=fresh, diganti=newer.ids, seluruhnya=newer.whole)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what is no fault of the file or the program into the sentence that says so."""
    try:
        yield
    except intake.SameFile as same:
        raise _Stopped(Notice("sama", str(same))) from same
    except acts.Busy as busy:
        raise _Stopped(Notice("sibuk", str(busy))) from busy
    except (DatabaseUnavailable, SettingError) as away:
        raise _Stopped(Notice("gagal", str(away))) from away
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _Stopped(Notice("gagal", str(explain(error)))) from error


def _renewed() -> bool:
    """Show every viewer what is stored now; when that fails it is stored all the same, and is shown later."""
    try:
        renew()
    except Exception:
        log.exception("Data tersimpan, tetapi layar belum dapat disegarkan")
        return False
    return True


def _newer(ids: list[int]) -> loads.Newer:
    """What has taken the place of loads that were changed; nothing when that cannot be read: they are changed."""
    try:
        with engine().connect() as connection:
            return loads.newer(connection, settings.kabupaten(), ids)
    except (DatabaseUnavailable, DBAPIError):
        log.exception("Muatan diubah, tetapi penggantinya tidak dapat dibaca")
        return loads.Newer()


def _preview(seen: intake.Preview, *, changed: bool = False) -> Preview:
    return Preview(
        seen.nama_berkas,
        tuple(
            Part(
                part.jenis,
                part.sumber,
                part.baris,
                part.first.isoformat(),
                part.last.isoformat(),
                tuple(Total(total.ukuran, total.dinyatakan, total.dihitung) for total in part.totals),
                tuple(table for each in seen.comparisons if each.jenis == part.jenis for table in _tables(each)),
                beda_rencana.of(seen.differences) if part.jenis == "tindak_lanjut" else None,
                part.sample,
            )
            for part in seen.parts
        ),
        tuple(map(_finding, seen.questions)),
        tuple(warning for warning in seen.warnings if _GUESSED not in warning),
        seen.fingerprint,
        bool(seen.marked),
        any(_GUESSED in warning for warning in seen.warnings),
        changed,
    )


def _tables(comparison: Comparison) -> Iterator[Table]:
    for place, measure in enumerate(comparison.measures):
        rows = tuple(
            (row.name, float(row.live[place]) if row.live else None, float(row.file[place]) if row.file else None)
            for row in comparison.rows
        )
        yield Table(comparison.heading, measure, rows, comparison.sample, comparison.total)


def _refusal(refusal: Refused) -> Refusal:
    return Refusal(refusal.count, tuple(map(_finding, refusal.faults[:MOST_FAULTS])), bool(refusal.marked))


def _finding(fault: Fault) -> Finding:
    return Finding(fault.sheet, fault.cell, fault.heading, fault.value, fault.rule.value, fault.sentence, fault.remedy)
