"""The three databases that pictures are taken of: the sample, nothing at all, and names as nobody wants them."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select, update

from data import sample
from tests.attack.hostile import STRINGS, columns

# As long as names get, in many words, in one word, and as markup; and a string of every kind of attack.
NAMES = (
    "Kedungwungu Wetan dan Pesisir Panggungrejo Kidul",
    "Sumberkertosonowonorejobanjarsarimulyo",
    '<a href="https://jahat.example">Panggungrejo</a> & "Wonotirto"',
    *STRINGS,
)


def with_sample(connection: Connection) -> None:
    """The sample, in which no scene is without data."""
    sample.store(connection)


def with_nothing(connection: Connection) -> None:
    """Reference rows only, as after the first start with one's own database."""


def with_long_names(connection: Connection) -> None:
    """The sample, in which every text is one of NAMES."""
    with_sample(connection)
    for table, column in columns():
        keys = list(table.primary_key)
        # Of an ecosystem a row is of an OPD or of a desa.
        of_opd = [column.is_not(None)] if str(column) == "ekosistem.opd" else []
        for number, row in enumerate(connection.execute(select(*keys).where(*of_opd).order_by(*keys)).all()):
            here = [key == value for key, value in zip(keys, row, strict=True)]
            connection.execute(update(table).where(*here).values({column: NAMES[number % len(NAMES)]}))


GROUNDS: Mapping[str, Callable[[Connection], None]] = {
    "contoh": with_sample,
    "kosong": with_nothing,
    "nama-panjang": with_long_names,
}
