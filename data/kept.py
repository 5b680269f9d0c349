"""The file of the last reading, kept on this machine for a start while the shared database is away."""

import hashlib
from pathlib import Path

from sqlalchemy import Engine, make_url

from data import settings, snapshot
from data.engine import DatabaseUnavailable, address, file_engine


def file() -> Path:
    """Where it is kept: one file for each regency and database, so that none shows the figures of another."""
    url = make_url(address().render_as_string(hide_password=True))
    # Of what follows the question mark only the servers tell databases apart.
    servers = {name: value for name, value in url.query.items() if name in ("host", "port")}
    source = url.set(query=servers).render_as_string()
    sign = hashlib.sha256(f"{settings.kabupaten()} {source}".encode()).hexdigest()[:12]
    return settings.state_folder() / f"potret-{sign}.db"


def keep() -> None:
    """Write what the database holds now over the file of before. Raises DatabaseUnavailable and OSError."""
    target = file()
    target.parent.mkdir(parents=True, exist_ok=True)
    snapshot.write(target)


def is_there() -> bool:
    """Whether there is such a file that this account may look at."""
    try:
        return file().is_file()
    except (DatabaseUnavailable, OSError):
        return False


def last() -> Engine:
    """An engine that reads the file. Raises DatabaseUnavailable when there is none."""
    if not is_there():
        raise DatabaseUnavailable("Belum ada potret dari bacaan sebelumnya.")
    return file_engine(file())
