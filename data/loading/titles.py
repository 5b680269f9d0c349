"""What the lines above a table say: its date, its month, its span, and what stands behind a label."""

import calendar
import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from data.loading import cells
from data.loading.cells import date_in, plain
from data.loading.faults import Rule, Unreadable
from data.loading.tables import Reader

T = TypeVar("T")


def position(reader: Reader) -> dt.date | None:
    """The date of the figures; it must be one month's end, because members are kept by month. None with a fault."""
    found = _dates(reader)
    if found is None:
        return None
    if len(found) != 1:
        sentence = "Tanggal posisi disebut lebih dari satu." if found else "Tanggal posisi tidak disebut di atas tabel."
        place = max(found.values(), default=(0, 0))
        remedy = 'Tulis satu kali di atas tabel, misalnya "Posisi per 31 Desember 2023".'
        reader.note(*place, Unreadable(Rule.UNKNOWN_DATE, sentence, remedy))
        return None
    ((date, place),) = found.items()
    if date.day != calendar.monthrange(date.year, date.month)[1]:
        sentence = "Posisi ini bukan akhir bulan."
        reader.note(*place, Unreadable(Rule.UNKNOWN_DATE, sentence, "Minta rekap posisi akhir bulan."))
        return None
    return date


def month(reader: Reader) -> dt.date | None:
    """The one month that the titles name, e.g. "Bulan Desember 2023"; None with a fault."""
    names = "|".join(cells.MONTH_NUMBERS)
    found: dict[dt.date, tuple[int, int]] = {}
    for row, column, text in reader.table.titles():
        for match in re.finditer(rf"\b({names}) ([0-9]{{4}})\b", plain(text)):
            if re.search(r"(s\.? ?d\.?|sampai( dengan)?|hingga|kumulatif)( bulan)? $", plain(text)[: match.start()]):
                sentence = "Judul ini menyebut jumlah sampai dengan bulan itu, bukan jumlah satu bulan."
                reader.note(row, column, Unreadable(Rule.UNKNOWN_MONTH, sentence, "Serahkan rekap satu bulan."))
                return None
            try:
                found[cells.month(match[0])] = (row, column)
            except Unreadable as error:
                reader.note(row, column, error)
                return None
    if len(found) == 1:
        return next(iter(found))
    sentence = "Bulan disebut lebih dari satu." if found else "Bulannya tidak disebut di atas tabel."
    place = max(found.values(), default=(0, 0))
    remedy = 'Tulis satu kali di atas tabel, misalnya "Bulan Desember 2023".'
    reader.note(*place, Unreadable(Rule.UNKNOWN_MONTH, sentence, remedy))
    return None


def span(reader: Reader) -> tuple[dt.date, dt.date] | None:
    """The first and last day that the titles name, e.g. "1 Maret 2025 s.d. 31 Desember 2025"; None with a fault."""
    found = _dates(reader)
    if found is None:
        return None
    if len(found) == 2:
        start, end = sorted(found)
        return start, end
    remedy = 'Tulis di atas tabel, misalnya "Berlaku 1 Maret 2025 s.d. 31 Desember 2025".'
    sentence = "Masa berlaku (tanggal mulai dan berakhir) tidak disebut satu kali di atas tabel."
    reader.note(*max(found.values(), default=(0, 0)), Unreadable(Rule.UNKNOWN_DATE, sentence, remedy))
    return None


def labelled(reader: Reader, labels: Sequence[str], convert: Callable[[object], T]) -> T | None:
    """What a title line says behind a label and a colon, e.g. "Cakupan: domisili peserta".

    None when no line has the label, and, with a fault at the line, when it cannot be read.
    """
    found = first_labelled(reader, labels)
    if found is None:
        return None
    row, column, text = found
    try:
        return convert(text)
    except Unreadable as error:
        reader.note(row, column, error)
        return None


def first_labelled(reader: Reader, labels: Sequence[str]) -> tuple[int, int, str] | None:
    """The first title line with one of the labels: row, column, and the text behind the colon or in the next cell."""
    for row, column, text in reader.table.titles():
        label, colon, said = text.partition(":")
        if plain(label) not in labels:
            continue
        if not colon or not plain(said):
            beside: Any = reader.table.sheet.value(row, column + 1)
            said = "" if beside is None else str(beside)
        return row, column, said.strip()
    return None


def _dates(reader: Reader) -> dict[dt.date, tuple[int, int]] | None:
    """The dates that the titles name, with where; None, with a fault, for one that the calendar does not have."""
    found: dict[dt.date, tuple[int, int]] = {}
    for row, column, text in reader.table.titles():
        for part in re.split(r"s\.?d\.?|sampai|hingga|–|-", text):
            try:
                if date := date_in(part):
                    found[date] = (row, column)
            except Unreadable as error:
                reader.note(row, column, error)
                return None
    return found


def year_missing() -> Unreadable:
    """The fault of a table whose year is not told."""
    return Unreadable(
        Rule.UNKNOWN_DATE, "Tahunnya tidak disebut di atas tabel.", 'Tulis di atas tabel, misalnya "Tahun: 2024".'
    )
