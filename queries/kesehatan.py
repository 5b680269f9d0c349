"""Whether this process can show true data: for the route /siap and for the start of the server."""

import datetime as dt
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from data import migrate
from data.engine import DatabaseUnavailable, engine
from queries import kepesertaan, muatan
from queries.db import warm

__all__ = ["report", "warm"]


def report() -> dict[str, Any]:
    """The state of the database, asked now, and the age of the data that the screens show.

    Keys: siap (bool), basis_data (reachable), migrasi_terkini, data_per (ISO day or None), usia_hari (or None).
    """
    reachable = current = False
    position = None
    try:
        with engine().connect() as connection:
            reachable = True
            current = migrate.is_current(connection)
        if current:
            position = muatan.newest_position(kepesertaan.rows())
    except (DatabaseUnavailable, SQLAlchemyError):
        reachable = reachable and current
    return {
        "siap": reachable and current and position is not None,
        "basis_data": reachable,
        "migrasi_terkini": current,
        "data_per": None if position is None else position.date().isoformat(),
        "usia_hari": None if position is None else (dt.datetime.now(dt.UTC).date() - position.date()).days,
    }
