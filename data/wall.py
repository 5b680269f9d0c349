"""Wall links: made beforehand, used by one browser, over at their time or when revoked.

The database knows a link by its fingerprint only. Which browser used it stands in a file on the machine that served
it, so that processes on one machine agree and the database may be away; see docs/keputusan/0011.
"""

import datetime as dt
import hashlib
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select, update

from data import settings
from data.schema import tautan
from data.transaction import one_moment, transaction


@dataclass(frozen=True)
class Link:
    """One link. Moments in UTC; dicabut None while it is not revoked."""

    nomor: int
    sidik: str
    dibuat: dt.datetime
    berlaku_sampai: dt.datetime
    dicabut: dt.datetime | None


def fingerprint(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_screen(address: str) -> bool:
    """Whether an address is one of this dashboard, which a link may lead to."""
    return re.fullmatch(r"/(?!/)[\w\-./?=&%,:;~+]*", address, re.ASCII) is not None


def make(kabupaten_kode: str, valid: dt.timedelta) -> str:
    """Store a new link and return its secret, which is kept nowhere. Raises SQLAlchemyError."""
    secret, now = secrets.token_urlsafe(32), dt.datetime.now(dt.UTC)
    row = {"kabupaten_kode": kabupaten_kode, "sidik": fingerprint(secret), "dibuat": now, "berlaku_sampai": now + valid}
    with transaction() as connection:
        connection.execute(insert(tautan).values(row))
    return secret


def every(kabupaten_kode: str) -> list[Link]:
    """All links of a regency, newest first. Raises SQLAlchemyError."""
    columns = [tautan.c[name] for name in ("id", "sidik", "dibuat", "berlaku_sampai", "dicabut")]
    statement = select(*columns).where(tautan.c.kabupaten_kode == kabupaten_kode).order_by(tautan.c.id.desc())
    with one_moment() as connection:
        return [Link(*row) for row in connection.execute(statement)]


def revoke(kabupaten_kode: str, number: int) -> bool:
    """End a link: on this machine at once, elsewhere when the data are read again. Returns whether there is one.

    Raises SQLAlchemyError; OSError when it has ended in the database, but could not be noted on this machine.
    """
    chosen = (tautan.c.id == number) & (tautan.c.kabupaten_kode == kabupaten_kode)
    with transaction() as connection:
        sidik = connection.scalar(select(tautan.c.sidik).where(chosen))
        if sidik is None:
            return False
        now = dt.datetime.now(dt.UTC)
        connection.execute(update(tautan).where(chosen & tautan.c.dicabut.is_(None)).values(dicabut=now))
    _write(_revoked(sidik), "")
    return True


def use(sidik: str, holder: str, until: dt.datetime) -> bool:
    """Give a link to the browser whose secret has a fingerprint. Returns whether it was still free. Raises OSError."""
    return _write(_used(sidik), f"{holder} {until.timestamp()}")


def holder(sidik: str) -> tuple[str, float] | None:
    """Which browser a link was given to, and until when in seconds; None when to none, or when it was revoked here."""
    if _revoked(sidik).exists():
        return None
    try:
        said, until = _used(sidik).read_text(encoding="ascii").split()
        return said, float(until)
    except (OSError, ValueError):
        return None


def is_used(sidik: str) -> bool:
    """Whether some browser has used a link on this machine."""
    return _used(sidik).exists()


def _write(path: Path, content: str) -> bool:
    """Write a file that must not be there yet; only one of several processes does. After OSError it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return False
    try:
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(content)
    except OSError:
        path.unlink()
        raise
    return True


def _used(sidik: str) -> Path:
    return _folder() / f"tautan-{sidik}"


def _revoked(sidik: str) -> Path:
    return _folder() / f"dicabut-{sidik}"


def _folder() -> Path:
    """The notes of the regency that is shown: a browser that may watch one regency may not watch its neighbour."""
    return settings.state_folder() / settings.kabupaten()
