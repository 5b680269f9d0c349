"""What people type about an action, and what it means: whole people, a day, the name of an office."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from ui import formats

# By field: its label, how it is written to be typed, and what typed words mean (ValueError: nothing).
Reader = Callable[[str], Any]


def people(typed: str) -> int | None:
    """4.717 and 4717; None for nothing. Raises ValueError."""
    bare = re.sub(r"[ .]", "", typed)
    if not bare:
        return None
    if not (bare.isascii() and bare.isdigit() and len(bare) <= 12):
        raise ValueError("tulis bilangan bulat, seperti 4.717")
    return int(bare)


def day(typed: str) -> dt.date | None:
    """31-12-2024, 31/12/2024; None for nothing. Raises ValueError."""
    if not typed.strip():
        return None
    found = re.fullmatch(r"\s*(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\s*", typed, re.ASCII)
    try:
        date = dt.date(*map(int, found.groups()[::-1])) if found else None
    except ValueError:
        date = None
    if date is None or not 2000 <= date.year <= 2100:
        raise ValueError("tulis tanggal-bulan-tahun, seperti 31-12-2024")
    return date


def words(typed: str) -> str | None:
    """Words as they are, one space between them; None for nothing."""
    return " ".join(typed.split()) or None


FIELDS: Mapping[str, tuple[str, Reader]] = {
    "kuota_orang": ("Kuota (orang)", people),
    "terlaksana_orang": ("Terlaksana (orang)", people),
    "sumber_dana": ("Sumber dana", words),
    "tenggat": ("Tenggat (tgl-bln-thn)", day),
    "penanggung_jawab": ("Kantor penanggung jawab (bukan nama orang)", words),
}


def to_type(field: str, value: Any) -> str:
    """A value as it stands in its box, ready to be typed over."""
    if formats.is_missing(value):
        return ""
    if field == "tenggat":
        return f"{value:%d-%m-%Y}"
    return formats.count(value) if field.endswith("_orang") else str(value)


def to_read(field: str, value: Any) -> str:
    """A value in a sentence."""
    return "kosong" if formats.is_missing(value) else formats.plain(to_type(field, value))


def meant(typed: Mapping[str, str], before: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What the boxes mean, and a sentence for each that means nothing. A box that was left as it was filled means what
    was there before, however it was written.
    """
    values, faults = {}, []
    for field, (label, read) in FIELDS.items():
        try:
            is_left = typed[field] == to_type(field, before[field])
            values[field] = before[field] if is_left else read(typed[field])
        except ValueError as error:
            faults.append(f"{label}: {error}.")
    return values, faults
