"""Indonesian words for numbers and dates. A figure that does not exist reads "belum ada data", never 0."""

import datetime as dt
import math
import re
from typing import Any
from unicodedata import category

MISSING = "belum ada data"
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
# Largest first: value, word, decimals that people say.
_RUPIAH_WORDS = ((1e12, "triliun", 2), (1e9, "miliar", 1), (1e6, "juta", 1))

# Largest first: from where on, unit, word, decimals. Just under a unit the smaller one would round to 1.000 of it.
_PEOPLE_WORDS = ((999_500, 1e6, "juta", 2), (9_950, 1e3, "ribu", 0), (1_000, 1e3, "ribu", 1))


def is_missing(value: Any) -> bool:
    """Whether a value stands for "not known": None, NaN or NaT."""
    # NaN and NaT are the values that differ from themselves.
    return value is None or value != value


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def count(value: float | None) -> str:
    """A whole number: 114.377."""
    return MISSING if is_missing(value) else _number(_half_up(value, 0), 0)  # type: ignore[arg-type]


def said(value: float | None) -> str:
    """A number of people as one says it: 335 ribu, 8,9 ribu, 1,25 juta, 640."""
    if is_missing(value):
        return MISSING
    for least, unit, word, decimals in _PEOPLE_WORDS:
        if value >= least:  # type: ignore[operator]
            return f"{_trim(_number(_half_up(value / unit, decimals), decimals))} {word}"  # type: ignore[operator]
    return count(value)


def signed(value: float | None) -> str:
    """A whole change with its sign: +19.423, -310, 0."""
    if is_missing(value):
        return MISSING
    whole = _half_up(value, 0)  # type: ignore[arg-type]
    return _number(whole, 0) if whole == 0 else f"{'+' if whole > 0 else '-'}{_number(abs(whole), 0)}"


def signed_decimal(value: float) -> str:
    """A change with two decimals and its sign: +3,50, -0,25, 0,00."""
    words = decimal(abs(value), decimals=2)
    return words if words == "0,00" else f"{'+' if value > 0 else '-'}{words}"


def decimal(value: float | None, *, decimals: int = 1) -> str:
    """A number with decimals: 12,5."""
    return MISSING if is_missing(value) else _number(_half_up(value, decimals), decimals)  # type: ignore[arg-type]


def percent(value: float | None, *, decimals: int = 2) -> str:
    """A percentage: 25,43%."""
    return MISSING if is_missing(value) else f"{decimal(value, decimals=decimals)}%"


def whole_percent(value: float | None) -> str:
    """A percentage without decimals that say nothing: 30%, 32,5%."""
    return MISSING if is_missing(value) else f"{_trim(decimal(value, decimals=2))}%"


def points(value: float | None) -> str:
    """A change between two percentages: +3,81 poin."""
    if is_missing(value):
        return MISSING
    rounded = _half_up(value, 2)  # type: ignore[arg-type]
    return f"{'+' if rounded > 0 else '-' if rounded < 0 else ''}{_number(abs(rounded), 2)} poin"


def signed_percent(value: float | None) -> str:
    """A relative change: +12,1%."""
    if is_missing(value):
        return MISSING
    return f"{'+' if value > 0 else ''}{percent(value, decimals=1)}"  # type: ignore[operator]


def rupiah(value: float | None) -> str:
    """Rupiah as people say it: Rp84,2 miliar, Rp972 juta, Rp16.800."""
    if is_missing(value):
        return MISSING
    sign, size = ("-" if value < 0 else ""), abs(value)  # type: ignore[operator,arg-type]
    for unit, word, decimals in _RUPIAH_WORDS:
        # Just under a unit the smaller one would round to 1.000 of it.
        if size >= 0.9995 * unit:
            return f"{sign}Rp{_trim(_number(_half_up(size / unit, decimals), decimals))} {word}"
    return rupiah_exact(value)


def rupiah_exact(value: float | None) -> str:
    """Rupiah to the last rupiah: Rp84.200.000.000."""
    if is_missing(value):
        return MISSING
    return f"{'-' if value < 0 else ''}Rp{count(abs(value))}"  # type: ignore[operator,arg-type]


def month(value: dt.date | None) -> str:
    """A month: Desember 2023."""
    return MISSING if is_missing(value) else f"{MONTHS[value.month - 1]} {value.year}"  # type: ignore[union-attr]


def short_month(value: dt.date) -> str:
    """A month where there is little room: Des 2023."""
    return f"{MONTHS[value.month - 1][:3]} {value.year}"


def date(value: dt.date | None) -> str:
    """A day: 31 Desember 2023."""
    return MISSING if is_missing(value) else f"{value.day} {month(value)}"  # type: ignore[union-attr]


def moment(value: dt.datetime | None) -> str:
    """A moment by the server's clock: 31 Desember 2023 pukul 14.05."""
    if is_missing(value):
        return MISSING
    # A pandas timestamp does not know the server's own zone.
    local = dt.datetime.fromtimestamp(value.timestamp(), dt.UTC).astimezone()  # type: ignore[union-attr]
    return f"{date(local)} pukul {local:%H.%M}"


def age(since: dt.datetime, now: dt.datetime) -> str:
    """How long ago something was: kurang dari 1 menit, 7 menit, 3 jam, 2 hari."""
    minutes = max(int((now - since).total_seconds() // 60), 0)
    for length, word in ((24 * 60, "hari"), (60, "jam"), (1, "menit")):
        if minutes >= length:
            return f"{minutes // length} {word}"
    return "kurang dari 1 menit"


def span(months: int) -> str:
    """A length of time: 7 bulan, 2 tahun, 3 tahun 4 bulan."""
    years, rest = divmod(months, 12)
    return " ".join(
        part for part in (f"{years} tahun" if years else "", f"{rest} bulan" if rest or not years else "") if part
    )


def listing(words: list[str]) -> str:
    """Words in a row: Bakung, Doko, dan Wates."""
    return (
        words[0]
        if len(words) == 1
        else " dan ".join(words)
        if len(words) == 2
        else f"{', '.join(words[:-1])}, dan {words[-1]}"
    )


def plain(text: str) -> str:
    """Text from the data, so that Markdown shows it as it is: no link, picture, bold, formula, arrow or new line."""
    apart = _JOINED.sub("\u200b", " ".join(visible(text).split()))
    return "".join(f"\\{sign}" if sign in _MARKUP else sign for sign in apart)


def pieces(sentence: str) -> list[str]:
    """A sentence in Markdown whose text from the data is ``plain``, as pieces of text: every second one is bold."""
    found = [""]
    for sign in _SIGNS.findall(sentence):
        if sign == "**":
            found.append("")
        else:
            found[-1] += sign[-1]
    return found


def brief(text: str, most: int) -> str:
    """Text where there is little room: its beginning, and a sign that there is more."""
    seen = visible(text)
    return seen if len(seen) <= most else f"{seen[: most - 3].rstrip()}…"


def visible(text: str) -> str:
    """Text without marks that cannot be seen: those that turn the direction of what stands beside it, and controls."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(mark for mark in text if mark.isspace() or mark in _JOINER or category(mark) not in ("Cc", "Cf"))


_MARKUP = frozenset("\\`*_{}[]()<>#+-.!|~$:&")
_SIGNS = re.compile(r"\\.|\*\*|.", re.DOTALL)
# Of escaped text Streamlit still makes links, emoji and arrows; a mark without width in these places prevents it.
_JOINED = re.compile(r"(?<=:)(?=//|[\w+/-]+:)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>=~])(?=[-<>=~])", re.IGNORECASE)
# Emoji are joined by it.
_JOINER = "\u200d"


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(",") if "," in text else text


def _half_up(value: float, decimals: int) -> float:
    """Round halves away from zero, as people do; Python's own rounding goes to the even neighbour."""
    scale = 10**decimals
    return math.copysign(math.floor(abs(value) * scale + 0.5 + 1e-9), value) / scale
