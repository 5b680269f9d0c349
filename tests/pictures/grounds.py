"""The three databases that pictures are taken of: the sample, nothing at all, and names as nobody wants them."""

import datetime as dt
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, update

from data import sample
from data.loads import store
from tests.attack.hostile import STRINGS, columns
from tests.builders import KABUPATEN, load, tindak_lanjut_row

# As long as names get, in many words, in one word, and as markup; and a string of every kind of attack.
NAMES = (
    "Kedungwungu Wetan dan Pesisir Panggungrejo Kidul",
    "Sumberkertosonowonorejobanjarsarimulyo",
    '<a href="https://jahat.example">Panggungrejo</a> & "Wonotirto"',
    *STRINGS,
)


def with_sample(connection: Connection) -> None:
    """The sample, and what offices have undertaken, so that no scene is left out."""
    sample.store(connection)
    actions = [
        tindak_lanjut_row(
            f"Mendaftarkan pekerja non-ASN dan pekerja rentan pada tahap {n}",
            tahun=2023,
            opd=f"Dinas Tenaga Kerja {n}",
            terlaksana_orang=4 * n,
            tenggat=dt.date(2023, 6 + n, 28),
        )
        for n in range(1, 6)
    ]
    store(connection, KABUPATEN, load("tindak_lanjut", actions, [("", dt.date(2023, 12, 31))]))


def with_nothing(connection: Connection) -> None:
    """Reference rows only, as after the first start with one's own database."""


def with_long_names(connection: Connection) -> None:
    """The sample, in which every text is one of NAMES."""
    with_sample(connection)
    for table, column in columns():
        keys = list(table.primary_key)
        for number, row in enumerate(connection.execute(select(*keys).order_by(*keys)).all()):
            here = [key == value for key, value in zip(keys, row, strict=True)]
            connection.execute(update(table).where(*here).values({column: NAMES[number % len(NAMES)]}))


GROUNDS: Mapping[str, Callable[[Connection], None]] = {
    "contoh": with_sample,
    "kosong": with_nothing,
    "nama-panjang": with_long_names,
}
