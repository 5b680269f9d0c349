"""Whether this process can show true data: for the route /siap and for who looks after the program."""

import datetime as dt
from typing import Any

from queries import kepesertaan, muatan
from queries.db import DatabaseUnavailable, situation, start, stop

__all__ = ["report", "start", "stop"]


def report() -> dict[str, Any]:
    """How it stands with the data on the screens, from memory: nobody who asks waits for the database.

    Keys: siap (bool: the data were read, also when nothing has been loaded yet: whoever loads needs the screens),
    basis_data (it answered when it was asked last), sebab (why not, or ''), dipastikan (ISO moment when it last
    confirmed what is shown), potret (ISO moment when the file was made that the data come from instead), data_per (ISO
    day of the newest position), usia_hari (its age); None where there is none.
    """
    now = situation()
    position = None
    if now:
        try:
            position = muatan.newest_position(kepesertaan.rows())
        except DatabaseUnavailable:
            now = None
    return {
        "siap": now is not None,
        "basis_data": bool(now and not now.away),
        "sebab": now.away if now else "Data belum dapat dibaca.",
        "dipastikan": now.confirmed_at.isoformat(timespec="seconds") if now else None,
        "potret": now.made_at.isoformat(timespec="seconds") if now and now.made_at else None,
        "data_per": None if position is None else position.date().isoformat(),
        "usia_hari": None if position is None else (dt.datetime.now(dt.UTC).date() - position.date()).days,
    }
