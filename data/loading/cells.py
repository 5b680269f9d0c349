"""One cell to one value: Indonesian whole numbers, rupiah, months and dates; or the reason why not.

Cells arrive as the file has them: text, numbers, dates, None, or ``Formula`` when a formula was never calculated.
"""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from data.loading.faults import Rule, Unreadable

LARGEST = 10**15
LONGEST = 40
LONGEST_TEXT = 300
MONTHS = (
    ("januari", "jan"),
    ("februari", "feb", "pebruari"),
    ("maret", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("agustus", "agu", "agt", "ags"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov", "nopember", "nop"),
    ("desember", "des"),
)
MONTH_NUMBERS = {name: number for number, names in enumerate(MONTHS, start=1) for name in names}
MONTH_REMEDY = "Tulis seperti Desember 2023 atau 12/2023."
DATE_REMEDY = "Tulis seperti 31 Desember 2023 atau 31/12/2023."
# What says nothing: no mark at all, a hyphen, an en dash, an em dash, or a minus.
BLANK = ("", "-", "\u2013", "\u2014", "\u2212")

_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"([0-9.,]*[0-9])([.,])([0-9]+)")


@dataclass(frozen=True)
class Formula:
    """A formula for which the workbook holds no calculated value."""

    text: str

    def __str__(self) -> str:
        return self.text


class Percent(float):
    """A number that its cell shows as a percentage: 0,2543 in a cell that reads 25,43%."""

    def __str__(self) -> str:
        return f"{(Decimal(repr(float(self))) * 100).normalize():f}%"


def plain(value: object) -> str:
    """Text as it compares: compatibility forms folded, invisible marks dropped, one space between words, lower case."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    text = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    return " ".join(text.split()).casefold()


def is_empty(value: object) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return not isinstance(value, Formula) and plain(value) == ""


def is_blank(value: object) -> bool:
    """Whether a cell says nothing: empty, or the dash that people write for it."""
    return value is None or (isinstance(value, str) and plain(value) in BLANK)


def require_value(value: object) -> None:
    """Raises Unreadable for a cell without a value: empty, a dash, an error, or a formula never calculated."""
    if isinstance(value, Formula):
        raise Unreadable(
            Rule.FORMULA_WITHOUT_VALUE,
            "Rumus ini belum pernah dihitung, jadi sel ini tidak menyimpan angka.",
            "Buka berkas di Excel, simpan, lalu muat lagi.",
        )
    text = plain(value)
    if text in BLANK:
        raise Unreadable(Rule.EMPTY, "Sel ini tidak berisi.", "Isi selnya; bila angkanya memang nihil, tulis 0.")
    if re.fullmatch(r"#[a-z/0-9]+[!?]?|err:[0-9]+", text):
        raise Unreadable(
            Rule.BROKEN_FORMULA,
            "Rumus di sel ini menghasilkan kesalahan, bukan angka.",
            "Perbaiki rumusnya atau tulis angkanya.",
        )


def thousands_mark(column: Iterable[object]) -> str | None:
    """The mark that a column writes between thousands, from the cells that leave no doubt; None when they differ.

    Without such a cell it is the Indonesian dot.
    """
    texts = {value for value in column if isinstance(value, str)}
    marks = {mark for text in texts if (mark := _certain_mark(_bare(text)))}
    if not marks:
        return "."
    return marks.pop() if len(marks) == 1 else None


def whole_number(value: object, *, thousands: str | None = ".", rupiah: bool = False) -> int:
    """A count, or whole rupiah, of zero or more.

    A text such as "1.234" is decided by ``thousands``, the mark of its column. Raises Unreadable.
    """
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        raise _not_a_number()
    if isinstance(value, Percent):
        raise Unreadable(Rule.NOT_A_NUMBER, "Sel ini berisi persentase, bukan jumlah.", "Tulis jumlahnya.")
    if isinstance(value, int | float):
        return _checked(value)
    require_value(value)
    return _checked(_number_in(_bare(str(value), rupiah=rupiah), thousands=thousands))


def month(value: object) -> dt.date:
    """The first day of a month, from a date or text like "Desember 2023", "Des 2023", "12/2023", "2023-12".

    A day of the month may be written too. Raises Unreadable.
    """
    if isinstance(value, dt.date):
        return date(value).replace(day=1)
    require_value(value)
    text = plain(value)
    if match := re.fullmatch(r"([a-z]+)\.? ?[-/ ]?([0-9]{4})", text):
        number, year = MONTH_NUMBERS.get(match[1], 0), int(match[2])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{4})", text):
        number, year = int(match[1]), int(match[2])
    elif match := re.fullmatch(r"([0-9]{4})[-/]([0-9]{1,2})", text):
        number, year = int(match[2]), int(match[1])
    else:
        number, year = _month_of_day(text)
    if not 1 <= number <= 12 or not 2000 <= year <= 2100:
        raise Unreadable(Rule.UNKNOWN_MONTH, "Isi sel ini bukan bulan dan tahun.", MONTH_REMEDY)
    return dt.date(year, number, 1)


def date(value: object) -> dt.date:
    """A day, from a date or text like "31 Desember 2023", "31/12/2023", "31-12-2023", "2023-12-31". Raises Unreadable.

    The day comes before the month, as Indonesians write.
    """
    if isinstance(value, dt.date):
        return _in_range(dt.date(value.year, value.month, value.day))
    require_value(value)
    text = plain(value)
    if match := re.fullmatch(r"([0-9]{1,2})[ -]([a-z]+)[ -]([0-9]{4})", text):
        day, month_number, year = int(match[1]), MONTH_NUMBERS.get(match[2], 0), int(match[3])
    elif match := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})", text):
        day, month_number, year = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ t]00:00(?::00)?)?", text):
        day, month_number, year = int(match[3]), int(match[2]), int(match[1])
    else:
        raise Unreadable(Rule.UNKNOWN_DATE, "Isi sel ini bukan tanggal.", DATE_REMEDY)
    try:
        found = dt.date(year, month_number, day)
    except ValueError:
        raise Unreadable(Rule.UNKNOWN_DATE, "Tanggal ini tidak ada di kalender.", DATE_REMEDY) from None
    return _in_range(found)


def _in_range(day: dt.date) -> dt.date:
    if not 2000 <= day.year <= 2100:
        raise Unreadable(Rule.UNKNOWN_DATE, "Tahunnya di luar 2000 sampai 2100.", DATE_REMEDY)
    return day


def year(value: object) -> int:
    """A year from 2000 to 2100. Raises Unreadable."""
    require_value(value)
    text = plain(value).removeprefix("tahun ").removesuffix(".0")
    if not re.fullmatch(r"20[0-9]{2}|2100", text):
        raise Unreadable(Rule.UNKNOWN_DATE, "Isi sel ini bukan tahun.", "Tulis empat angka, misalnya 2024.")
    return int(text)


def words(value: object) -> str:
    """A text on one line, without what cannot be seen. Raises Unreadable when it is empty or very long."""
    require_value(value)
    text = unicodedata.normalize("NFC", str(value))
    text = "".join(mark for mark in text if unicodedata.category(mark) not in ("Cf", "Cs", "Co", "Cn"))
    text = " ".join("".join(" " if unicodedata.category(mark) == "Cc" else mark for mark in text).split())
    if len(text) > LONGEST_TEXT:
        raise Unreadable(Rule.TOO_LONG, f"Tulisan ini lebih dari {LONGEST_TEXT} huruf.", "Ringkas tulisannya.")
    return text


def date_in(text: str) -> dt.date | None:
    """The date in a sentence such as "Posisi per 31 Desember 2023"; None without one.

    Raises Unreadable when the calendar has no such date.
    """
    match = re.search(r"\b([0-9]{1,2}) ([a-z]+) ([0-9]{4})\b", plain(text))
    if not match or match[2] not in MONTH_NUMBERS:
        return None
    try:
        return dt.date(int(match[3]), MONTH_NUMBERS[match[2]], int(match[1]))
    except ValueError:
        raise Unreadable(
            Rule.UNKNOWN_DATE, "Tanggal ini tidak ada di kalender.", "Tulis seperti 31 Desember 2023."
        ) from None


def _bare(text: str, *, rupiah: bool = True) -> str:
    """The text without what may surround a number: Rp, a closing ",-", and brackets or a minus as one leading minus."""
    bare = plain(text).replace("−", "-")  # noqa: RUF001 - the true minus sign, as spreadsheets print it
    if rupiah:
        bare = re.sub(r"^([-(]? ?)rp\.? ?", r"\1", bare)
        bare = re.sub(r",-(\)?)$", r"\1", bare)
    if match := re.fullmatch(r"\((.+)\)", bare):
        bare = f"-{match[1]}"
    return re.sub("^- ", "-", bare)


def _certain_mark(bare: str) -> str | None:
    digits = bare.removeprefix("-")
    if match := _GROUPED.fullmatch(digits):
        return match[1] if digits.count(match[1]) > 1 else None
    match = _DECIMAL.fullmatch(digits)
    if match and match[1].isdigit():
        return "." if match[2] == "," else ","
    if match and (grouped := _GROUPED.fullmatch(match[1])) and grouped[1] != match[2]:
        return grouped[1]
    return None


def _number_in(bare: str, *, thousands: str | None) -> float:
    """The number in a bare text; raises Unreadable when it is none or can be read in two ways."""
    sign, digits = (-1, bare[1:]) if bare.startswith("-") else (1, bare)
    if len(digits) > LONGEST:
        raise _not_a_number()
    if re.fullmatch(r"[0-9]+", digits):
        return sign * int(digits)
    if match := _GROUPED.fullmatch(digits):
        if digits.count(match[1]) == 1 and match[1] != thousands:
            raise Unreadable(
                Rule.AMBIGUOUS,
                "Angka ini dapat berarti ribuan atau pecahan, dan sel lain di kolom ini tidak memutuskannya.",
                "Tulis tanpa pemisah ribuan.",
            )
        return sign * int(digits.replace(match[1], ""))
    if match := _DECIMAL.fullmatch(digits):
        grouped = _GROUPED.fullmatch(match[1])
        if match[1].isdigit() or (grouped and grouped[1] != match[2]):
            whole = int(re.sub("[.,]", "", match[1]))
            return sign * (whole if set(match[3]) == {"0"} else whole + 0.5)
    raise _not_a_number()


def _checked(number: float) -> int:
    if isinstance(number, float) and not math.isfinite(number):
        raise _not_a_number()
    if abs(number) > LARGEST:
        raise Unreadable(
            Rule.TOO_LARGE, "Angka ini terlalu besar untuk satu kabupaten.", "Periksa jumlah angka nolnya."
        )
    if number < 0:
        raise Unreadable(
            Rule.NEGATIVE, "Jumlah tidak mungkin kurang dari nol.", "Tulis angka yang benar, 0 atau lebih."
        )
    if number != int(number):
        raise Unreadable(
            Rule.NOT_WHOLE, "Angka ini mempunyai pecahan.", "Tulis bilangan bulat, misalnya 1.234 tanpa koma."
        )
    if number > LARGEST:
        raise Unreadable(
            Rule.TOO_LARGE, "Angka ini terlalu besar untuk satu kabupaten.", "Periksa jumlah angka nolnya."
        )
    return int(number)


def _month_of_day(text: str) -> tuple[int, int]:
    """The month and year of a written day; zeros when it is none."""
    try:
        day = date(text)
    except Unreadable:
        return 0, 0
    return day.month, day.year


def _not_a_number() -> Unreadable:
    return Unreadable(Rule.NOT_A_NUMBER, "Isi sel ini tidak dapat dibaca sebagai angka.", "Tulis angka saja.")
