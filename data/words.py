"""Numbers, dates and foreign text in a sentence, as Indonesians write them."""

import datetime as dt
from unicodedata import category

MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)


def grouped(number: int) -> str:
    """A whole number with dots between thousands, e.g. 114.377."""
    return f"{number:,}".replace(",", ".")


def month(day: dt.date) -> str:
    """The month of a day, e.g. Desember 2023."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def date(day: dt.date) -> str:
    """A day, e.g. 31 Desember 2023."""
    return f"{day.day} {month(day)}"


def harmless(text: str) -> str:
    """Text for a terminal: without marks that would steer it or turn the direction of what stands beside them."""
    return "".join(mark for mark in text if mark == "\n" or category(mark) not in ("Cc", "Cf"))
