"""Changing an action from the screen, answered in plain values that a page can draw.

With ``queries.unggah`` and ``queries.tautan`` the only modules here that change data. The change goes through
``data.actions`` and then renews the snapshot, so that everybody of this process sees it at once; the others see it
when they next look (``queries.db.watched``).
"""

import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import DBAPIError, IntegrityError

from data import actions, acts, settings, standing
from data.engine import DatabaseUnavailable, explain
from data.settings import SettingError
from queries.db import renew

FIELDS = standing.FIELDS
log = logging.getLogger("dasbor.rencana")


@dataclass(frozen=True)
class Saved:
    """The change is stored. segar: the screens show it now."""

    segar: bool


@dataclass(frozen=True)
class Conflict:
    """Somebody else was first; nothing was stored. nilai: how the action stands now, by FIELDS; versi: its version."""

    versi: int
    nilai: Mapping[str, Any]
    oleh: str
    pada: dt.datetime


@dataclass(frozen=True)
class Failed:
    """Nothing was stored, for one reason."""

    kalimat: str


class _Stopped(Exception):
    def __init__(self, outcome: Conflict | Failed) -> None:
        self.outcome = outcome


def save(action: int, *, seen: int, values: Mapping[str, Any], oleh: str) -> Saved | Conflict | Failed:
    """Store how an action stands now, when nobody has changed it since version ``seen``.

    values: by FIELDS, all of them: whole people, words, a date, None for empty. oleh: an office and its role here.
    """
    try:
        with _told():
            actions.change(settings.kabupaten(), action, seen=seen, values=values, oleh=oleh)
    except _Stopped as stopped:
        if isinstance(stopped.outcome, Conflict):
            _renewed()
        return stopped.outcome
    return Saved(_renewed())


@contextmanager
def _told() -> Iterator[None]:
    """Turn what is no fault of the program into the answer that says so."""
    try:
        yield
    except actions.Stale as stale:
        newest = stale.newest
        moment = newest["pada"] if newest["pada"].tzinfo else newest["pada"].replace(tzinfo=dt.UTC)
        values = {field: newest[field] for field in FIELDS}
        raise _Stopped(Conflict(newest["versi"], values, newest["oleh"], moment)) from stale
    except actions.Gone as gone:
        sentence = "Rencana tahun ini baru saja diganti muatan lain atau dibatalkan; isian belum disimpan."
        raise _Stopped(Failed(sentence)) from gone
    except (actions.Refused, acts.Busy) as refused:
        raise _Stopped(Failed(str(refused))) from refused
    except (DatabaseUnavailable, SettingError) as away:
        raise _Stopped(Failed(str(away))) from away
    except IntegrityError:
        raise
    except DBAPIError as error:
        raise _Stopped(Failed(str(explain(error)))) from error


def _renewed() -> bool:
    """Show every viewer what is stored now; when that fails it is stored all the same, and is shown later."""
    try:
        renew()
    except Exception:
        log.exception("Perubahan tersimpan, tetapi layar belum dapat disegarkan")
        return False
    return True
