"""Percentages: 25,43 and 25,43%, and the column in which 0,2543 may mean either."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from data.loading.cells import Percent, plain, require_value
from data.loading.faults import Rule, Unreadable


def percentage(value: object) -> Decimal:
    """A percentage from 0 to 100 with two decimals, from 25.43, "25,43", "25,43%" or a cell that shows 25,43%.

    Above 100 there is no percentage here, so that a mark can never be one of thousands. Raises Unreadable.
    """
    if isinstance(value, bool | dt.date | dt.time | dt.timedelta):
        raise _not_a_percentage()
    if isinstance(value, int | float):
        number = Decimal(repr(float(value))) * (100 if isinstance(value, Percent) else 1)
    else:
        require_value(value)
        match = re.fullmatch(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))? ?%?", plain(value))
        if not match:
            raise _not_a_percentage()
        number = Decimal(f"{match[1]}.{match[2] or 0}")
    if not number.is_finite() or not 0 <= number <= 100:
        raise _not_a_percentage()
    return number.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def may_be_shares(column: Sequence[object]) -> bool:
    """Whether plain numbers of a column may be shares of one: 0,25 for 25%. A number above 1 says that they are not."""
    numbers = [number for cell in column if (number := _without_sign(cell)) is not None]
    return any(0 < number < 1 for number in numbers) and not any(number > 1 for number in numbers)


def _without_sign(cell: object) -> float | None:
    """A number, also one in a text, of which no percent sign says what it is a part of."""
    if isinstance(cell, int | float) and not isinstance(cell, bool | Percent):
        return cell
    text = plain(cell).replace(",", ".")
    return float(text) if isinstance(cell, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", text) else None


def refuse_share(convert: Callable[[object], Decimal]) -> Callable[[object], Decimal]:
    """The same reading, without the cells that may be shares of one."""

    def read(cell: object) -> Decimal:
        if _without_sign(cell):
            sentence = "Angka ini dapat berarti bagian dari satu atau persen, dan sel lain tidak memutuskannya."
            raise Unreadable(Rule.AMBIGUOUS, sentence, "Tulis dengan tanda persen, misalnya 25,43%.")
        return convert(cell)

    return read


def _not_a_percentage() -> Unreadable:
    return Unreadable(Rule.NOT_A_PERCENTAGE, "Isi sel ini bukan persentase dari 0 sampai 100.", "Tulis seperti 25,43%.")
