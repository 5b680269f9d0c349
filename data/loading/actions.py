"""A plan of action against the one that counts now, action by action, so that no change is taken back unseen."""

import csv
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from data import words
from data.loading.bounded import Read
from data.loading.faults import Fault, Rule
from data.schema import muatan_periode
from data.standing import ACTIONS, FIELDS
from data.subjects import SUBJECTS
from data.words import grouped

KEY = ("tahun", "opd", "tindakan", "kelompok")
# How many that only the file has are told one by one; how many are named in a sentence.
MOST_NEW, MOST_NAMED = 200, 5
Key = tuple[int, str, str, str | None]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """One action that the file brings ('baru'), says otherwise ('berubah') or leaves out ('hilang').

    changes: field, what counts now, what the file says. oleh, pada: who changed it last on the screen and when, None
    where nobody did; such a change is lost when the file is loaded.
    """

    keadaan: str
    tahun: int
    opd: str
    tindakan: str
    kelompok: str | None
    changes: tuple[tuple[str, Any, Any], ...] = ()
    oleh: str | None = None
    pada: dt.datetime | None = None


@dataclass(frozen=True)
class Differences:
    """All of them: rows one by one, of the new ones the first ``MOST_NEW``; baru, berubah, hilang, tetap: how many.

    versions: which version of which action counts now, of those that were changed on the screen.
    """

    rows: tuple[Difference, ...]
    baru: int
    berubah: int
    hilang: int
    tetap: int
    versions: tuple[tuple[int, int], ...]

    @property
    def lost(self) -> tuple[Difference, ...]:
        """Those in which the file takes the place of a change that was made on the screen."""
        return tuple(row for row in self.rows if row.oleh is not None)

    @property
    def is_same(self) -> bool:
        """Whether the file says what counts now."""
        return not (self.baru or self.berubah or self.hilang)


def differences(connection: Connection, kabupaten_kode: str, read: Read, *, sample: bool) -> Differences | None:
    """What a load would do to the actions that count now; None for another subject, or when none counts yet.

    sample: what counts is a sample, of which only what was changed on the screen would be missed.
    """
    if read.jenis != "tindak_lanjut":
        return None
    live = _live(connection, kabupaten_kode, read)
    if not live or (sample and not any(now["versi"] for now in live.values())):
        return None
    rows, new, same = [], 0, 0
    gone = dict(live)
    for row in _of_file(read):
        key = _key(row)
        now = live.get(key)
        if now is None:
            new += 1
            if new <= MOST_NEW:
                rows.append(Difference("baru", *key))
            continue
        gone.pop(key, None)
        changes = tuple((field, now[field], row[field]) for field in FIELDS if now[field] != row[field])
        same += not changes
        if changes:
            rows.append(Difference("berubah", *key, changes, now["diubah_oleh"], _utc(now["diubah_pada"])))
    rows += [Difference("hilang", *key, (), now["diubah_oleh"], _utc(now["diubah_pada"])) for key, now in gone.items()]
    versions = tuple((now["id"], now["versi"]) for now in live.values() if now["versi"])
    return Differences(tuple(rows), new, len(live) - len(gone) - same, len(gone), same, versions)


def question(found: Differences | None, read: Read) -> list[Fault]:
    """A question when the file would take the place of changes that were made on the screen; it names them."""
    if found is None or not found.lost:
        return []
    named = [
        f"{each.opd}: {each.tindakan} ({each.oleh}, {words.date(each.pada.astimezone())})"
        for each in found.lost[:MOST_NAMED]
        if each.pada
    ]
    more = len(found.lost) - len(named)
    sentence = (
        f"{grouped(len(found.lost))} tindak lanjut yang diubah di layar akan diganti isi berkas ini: "
        f"{'; '.join(named)}{f'; dan {grouped(more)} lagi' if more else ''}."
    )
    remedy = "Bila disetujui, isi berkas ini menggantikannya; perubahan lama tetap ada di riwayat."
    return [Fault(Rule.ALREADY_LOADED, sentence, remedy, read.lembar, read.sums[0].cell if read.sums else "")]


def _live(connection: Connection, kabupaten_kode: str, read: Read) -> dict[Key, Values]:
    """The actions that count in the years of a load, by key, in their order."""
    statement = (
        select(ACTIONS)
        .join(muatan_periode, SUBJECTS["tindak_lanjut"].is_answered() & muatan_periode.c.berlaku)
        .where(
            ACTIONS.c.kabupaten_kode == kabupaten_kode,
            ACTIONS.c.tahun.in_({period.year for _, period in read.covers}),
        )
        .order_by(ACTIONS.c.tahun, ACTIONS.c.id)
    )
    return {_key(row): dict(row) for row in connection.execute(statement).mappings()}


def _key(row: Mapping[Any, Any]) -> Key:
    return row["tahun"], row["opd"], row["tindakan"], row["kelompok"]


def _of_file(read: Read) -> Iterator[dict[str, Any]]:
    """The actions of a file, one after the other, with values as the database has them."""
    with read.rows.path.open(encoding="utf-8", newline="") as file:
        for line in csv.reader(file):
            row: dict[str, Any] = dict.fromkeys((*KEY, *FIELDS))
            row |= {name: text or None for name, text in zip(read.rows.columns, line, strict=True)}
            for name in ("tahun", "kuota_orang", "terlaksana_orang"):
                row[name] = None if row[name] is None else int(row[name])
            row["tenggat"] = None if row["tenggat"] is None else dt.date.fromisoformat(row["tenggat"])
            yield row


def _utc(moment: dt.datetime | None) -> dt.datetime | None:
    """SQLite gives the stored moment, which is in UTC, without its zone."""
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=dt.UTC)
