"""Changes of an action after its load: kept version by version, with who and when. Nothing is overwritten."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, extract, func, insert, select
from sqlalchemy.exc import IntegrityError

from data import acts, history, lock
from data.engine import engine
from data.loading import personal
from data.loading.cells import LONGEST_TEXT
from data.schema import muatan_periode, tindak_lanjut, tindak_lanjut_ubah
from data.standing import FIELDS
from data.transaction import begun, transaction

MOST_PEOPLE = 10**9


class Refused(ValueError):
    """What was given cannot be stored. The message is one sentence in Bahasa Indonesia."""


class Gone(RuntimeError):
    """The action is no longer one that counts: another load has taken the place of its own, or it was cancelled."""


@dataclass
class Stale(RuntimeError):
    """Somebody else changed the action first; newest: its newest version, with oleh and pada."""

    newest: Mapping[str, Any]


def change(kabupaten_kode: str, action: int, *, seen: int, values: Mapping[str, Any], oleh: str) -> int:
    """Store how an action stands now, as the version after the one that was seen. Returns its number.

    values: by ``FIELDS``, all of them. Raises Refused, Gone, Stale, acts.Busy, and what SQLAlchemy raises.
    """
    _check(values, oleh)
    try:
        with _alone(kabupaten_kode) as connection:
            muatan_id = _live_load(connection, kabupaten_kode, action)
            _refuse_stale(connection, action, seen)
            connection.execute(
                insert(tindak_lanjut_ubah).values(
                    **{field: values[field] for field in FIELDS},
                    tindak_lanjut_id=action,
                    versi=seen + 1,
                    muatan_id=muatan_id,
                    kabupaten_kode=kabupaten_kode,
                    oleh=oleh,
                    pada=dt.datetime.now(dt.UTC),
                )
            )
    except IntegrityError:
        # The other one stored in the same moment, and was first.
        with transaction() as connection:
            _refuse_stale(connection, action, seen)
        raise
    return seen + 1


@contextmanager
def _alone(kabupaten_kode: str) -> Iterator[Connection]:
    """A write transaction while nobody loads: a load that has looked at what it replaces finds the same when it ends.

    Raises acts.Busy.
    """
    with engine(write=True).connect() as connection, lock.hold(connection, kabupaten_kode) as held:
        if not held:
            raise acts.Busy(history.running(connection, kabupaten_kode))
        with begun(connection):
            yield connection


def _check(values: Mapping[str, Any], oleh: str) -> None:
    for field, value in {**values, "oleh": oleh}.items():
        if isinstance(value, str) and len(value) > LONGEST_TEXT:
            raise Refused(f"Isian terlalu panjang: paling banyak {LONGEST_TEXT} huruf.")
        if isinstance(value, str) and personal.names_a_person(value):
            raise Refused("Isian tampak memuat nomor orang. Tulis nama kantor, bukan data orang.")
        if field.endswith("_orang") and value is not None and not 0 <= value <= MOST_PEOPLE:
            raise Refused("Jumlah orang harus nol atau lebih, dan paling banyak satu miliar.")


def _live_load(connection: Connection, kabupaten_kode: str, action: int) -> int:
    """The load of an action that counts. Raises Gone."""
    muatan_id = connection.scalar(
        select(tindak_lanjut.c.muatan_id)
        .join(
            muatan_periode,
            (muatan_periode.c.muatan_id == tindak_lanjut.c.muatan_id)
            & (extract("year", muatan_periode.c.periode) == tindak_lanjut.c.tahun)
            & muatan_periode.c.berlaku,
        )
        .where(tindak_lanjut.c.id == action, tindak_lanjut.c.kabupaten_kode == kabupaten_kode)
    )
    if muatan_id is None:
        raise Gone
    return muatan_id


def _refuse_stale(connection: Connection, action: int, seen: int) -> None:
    """Raises Stale when the newest version is not the one that was seen, and Gone when that never was."""
    own = tindak_lanjut_ubah.c.tindak_lanjut_id == action
    newest = select(func.max(tindak_lanjut_ubah.c.versi)).where(own).scalar_subquery()
    row = connection.execute(select(tindak_lanjut_ubah).where(own, tindak_lanjut_ubah.c.versi == newest)).mappings()
    found = row.first()
    if found is None and seen:
        raise Gone
    if found is not None and found["versi"] != seen:
        raise Stale(dict(found))
