"""What the keeper is told of a link that was to end."""

import datetime as dt

import pytest
from sqlalchemy import Engine, text

from data import wall
from queries import db, tautan
from tests.builders import KABUPATEN


def test_a_link_has_ended_although_the_data_cannot_be_read_anew(sqlite_database: Engine) -> None:
    wall.make(KABUPATEN, dt.timedelta(hours=1))
    [link] = wall.every(KABUPATEN)
    with sqlite_database.begin() as connection:
        connection.execute(text("ALTER TABLE klaim RENAME TO bukan_klaim"))
    with pytest.raises(db.DatabaseUnavailable):
        db.renew()
    assert tautan.revoke(link.nomor) == (True, f"Tautan {link.nomor} dicabut.")
    assert wall.every(KABUPATEN)[0].dicabut


def test_a_link_that_is_not_there_has_not_ended(sqlite_database: Engine) -> None:
    assert tautan.revoke(7) == (False, "Tautan 7 tidak ada.")
