"""Wall links: which there are, which one a browser may use, and whether it may go on."""

import hmac
import logging
import re
import secrets
import threading
import time
from contextlib import suppress

import pandas as pd
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from data import settings, wall
from data.engine import explain
from data.schema import tautan as t
from queries.db import DatabaseUnavailable, frame, renew, watched

# Somebody who tries links cannot make the database read more often than this, and only this table.
ASK_AGAIN_SECONDS = 1
log = logging.getLogger("dasbor.tautan")
is_screen = wall.is_screen


@watched
def links() -> pd.DataFrame:
    """One row per wall link, newest first.

    Columns: tautan_id, sidik (fingerprint), dibuat, berlaku_sampai and dicabut (datetime, UTC; dicabut NaT when not
    revoked).
    """
    return _read()


def _read() -> pd.DataFrame:
    return frame(
        select(t.c.id.label("tautan_id"), t.c.sidik, t.c.dibuat, t.c.berlaku_sampai, t.c.dicabut)
        .where(t.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.id.desc())
    )


class _Newer:
    """The links as they were read besides the snapshot, for one that was made after it."""

    def __init__(self) -> None:
        self._rows: pd.DataFrame | None = None
        self.forget()
        self._asking = threading.Lock()

    def forget(self) -> None:
        """The links have changed: ask again."""
        self._asked = -float(ASK_AGAIN_SECONDS)

    def rows(self) -> pd.DataFrame:
        """As they were so many seconds ago at most, or when the database last answered. Nobody waits for another who
        asks, nor asks a database that has just been found away. Raises DatabaseUnavailable.
        """
        if self._asking.acquire(blocking=False):
            try:
                if time.monotonic() - self._asked >= ASK_AGAIN_SECONDS:
                    self._asked = time.monotonic()
                    self._rows = _read()
            finally:
                self._asking.release()
        return links() if self._rows is None else self._rows


_newer = _Newer()


def current() -> pd.DataFrame:
    """The rows of ``links`` as they are now, also those made after the snapshot; without the database, as it has them.

    Columns: those of ``links``. Raises DatabaseUnavailable when there is neither.
    """
    try:
        return _newer.rows()
    except DatabaseUnavailable:
        return links()


def state(row: pd.Series) -> str:
    """How a link of ``links`` is: 'dicabut', 'berakhir', 'dipakai' or 'belum dipakai'."""
    if pd.notna(row["dicabut"]):
        return "dicabut"
    if row["berlaku_sampai"] <= pd.Timestamp.now("UTC"):
        return "berakhir"
    return "dipakai" if wall.is_used(row["sidik"]) else "belum dipakai"


def standing(secret: str) -> str:
    """How the link with a secret is: as ``state`` says, 'tidak ada', or 'tidak terbaca' while that cannot be known.

    Reads the database for one made just now.
    """
    try:
        row = _row(wall.fingerprint(secret)) if re.fullmatch(r"[\w-]{20,80}", secret) else None
    except DatabaseUnavailable:
        return "tidak terbaca"
    return "tidak ada" if row is None else state(row)


def take(secret: str) -> str | None:
    """Use a link up. Returns the cookie of the browser that did, None when it may not be used (again)."""
    if standing(secret) != "belum dipakai":
        return None
    sidik, own = wall.fingerprint(secret), secrets.token_urlsafe(32)
    row = _row(sidik)
    if row is None or not wall.use(sidik, wall.fingerprint(own), row["berlaku_sampai"].to_pydatetime()):
        return None
    return f"{sidik}.{own}"


def holds(cookie: str) -> tuple[str, float] | None:
    """The fingerprint of the link that a cookie may watch by, and until when in seconds; None when by none.

    Asks no database: a link that was revoked elsewhere ends when the data are read again.
    """
    sidik, _, own = cookie.partition(".")
    found = wall.holder(sidik) if re.fullmatch(r"[0-9a-f]{64}", sidik) else None
    if found is None or not hmac.compare_digest(found[0], wall.fingerprint(own)) or time.time() >= found[1]:
        return None
    return (sidik, found[1]) if goes_on(sidik) else None


def goes_on(sidik: str) -> bool:
    """Whether a used link has not been revoked."""
    if wall.holder(sidik) is None:
        return False
    try:
        rows = links()
    except DatabaseUnavailable:
        return True
    return bool(rows.loc[rows["sidik"] == sidik, "dicabut"].isna().all())


def revoke(number: int) -> tuple[bool, str]:
    """End a link for everybody. Returns whether it has ended, and how that went in one sentence."""
    try:
        try:
            found = wall.revoke(settings.kabupaten(), number)
        except OSError:
            # Other processes notice when they read the data again.
            log.exception("Pencabutan tautan layar tidak dapat dicatat")
            found = True
    except DBAPIError as error:
        return False, str(explain(error))
    except DatabaseUnavailable as error:
        return False, str(error)
    _newer.forget()
    # It has ended all the same when the list cannot be read anew just now.
    with suppress(DatabaseUnavailable):
        renew()
    return found, f"Tautan {number} dicabut." if found else f"Tautan {number} tidak ada."


def _row(sidik: str) -> pd.Series | None:
    for read in (links, _newer.rows):
        rows = read()
        found = rows[rows["sidik"] == sidik]
        if len(found):
            return found.iloc[0]
    return None
