"""Numbers, percentages, days and months as Indonesians write them, made by other means than those that read them."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from data.loading import cells
from data.loading.cells import Percent
from data.loading.faults import Rule, Unreadable
from data.loading.percentages import percentage
from tests.data.loading.good import MONTHS, SHORT

OTHERS = {2: ["Pebruari"], 8: ["Agt", "Ags"], 9: ["Sept"], 11: ["Nopember", "Nop"]}
SPACES = (" ", "\xa0", "\u202f", "  ")
MOST = 10**15


@dataclass
class Report:
    """What was counted, and what was read otherwise than it was meant."""

    kinds: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return f"{sum(self.kinds.values())} read in {self.seconds:.0f} s, {len(self.wrong)} wrong ({kinds})"


def run(count: int, seed: int) -> Report:
    """Write and read so many values."""
    chance, report, started = Random(seed), Report(), time.monotonic()
    for _ in range(count):
        case = chance.choice(CASES)
        written, read, meant = case(chance)
        report.kinds[case.__name__] += 1
        try:
            found: object = read(written)
        except Unreadable as error:
            found = error.rule
        if found != meant or isinstance(found, bool):
            report.wrong.append(f"{case.__name__}: {written!r} as {found!r} instead of {meant!r}")
    report.seconds = time.monotonic() - started
    return report


Case = tuple[object, Callable[[object], object], object]


def in_thousands(digits: str, mark: str = ".") -> str:
    """Digits with a mark before every third from the right."""
    backwards = digits[::-1]
    return mark.join(backwards[place : place + 3] for place in range(0, len(digits), 3))[::-1]


def a_number(chance: Random) -> int:
    """Any number of people or rupiah, small ones as often as large ones."""
    return chance.randrange(10 ** chance.randint(1, 15) + 1)


def surrounded(text: str, chance: Random) -> str:
    """A text with spaces around it that nobody sees."""
    return f"{chance.choice(['', *SPACES])}{text}{chance.choice(['', *SPACES])}"


def a_count(chance: Random) -> Case:
    """A count as a number or a text."""
    number = a_number(chance)
    digits = "%d" % number  # noqa: UP031 - by other means than the program
    written = chance.choice([number, float(number), digits, in_thousands(digits), in_thousands(digits) + ",00"])
    return (surrounded(written, chance) if isinstance(written, str) else written), cells.whole_number, number


def rupiah(chance: Random) -> Case:
    """An amount as offices write it."""
    number = a_number(chance)
    digits = "%d" % number  # noqa: UP031
    sign = chance.choice(["Rp", "Rp ", "Rp. ", "rp\xa0", "RP", ""])
    written = sign + chance.choice([digits, in_thousands(digits)]) + chance.choice(["", ",00", ",-", ",0"])
    return surrounded(written, chance), lambda value: cells.whole_number(value, rupiah=True), number


def brackets(chance: Random) -> Case:
    """Less than nothing, as book-keepers and others write it; nothing is nothing."""
    number = a_number(chance)
    digits = in_thousands("%d" % number)  # noqa: UP031
    written = chance.choice([f"({digits})", f"-{digits}", f"\u2212{digits}", f"(Rp {digits})", f"-{digits},00"])
    meant = Rule.NEGATIVE if number else 0
    return surrounded(written, chance), lambda value: cells.whole_number(value, rupiah=True), meant


def a_fraction(chance: Random) -> Case:
    """A number that cannot be counted."""
    digits = "%d" % (a_number(chance) % MOST)  # noqa: UP031
    fraction = chance.choice(["5", "25", "75", "01", "123456"])
    written = chance.choice([f"{digits},{fraction}", f"{in_thousands(digits)},{fraction}"])
    return surrounded(written, chance), cells.whole_number, Rule.NOT_WHOLE


def two_ways(chance: Random) -> Case:
    """One comma before three digits, where no other cell decides, or a dot where cells disagree."""
    head, tail = "%d" % chance.randint(1, 999), "%03d" % chance.randrange(1000)  # noqa: UP031
    if chance.random() < 0.5:
        return f"{head},{tail}", cells.whole_number, Rule.AMBIGUOUS
    others = chance.choice([["1,234,567"], ["1.234,50", "1,234.50"], ["12.50"], ["3.5", "1,000"], ["1,234.00"]])
    mark = cells.thousands_mark([*others, f"{head}.{tail}"])
    return f"{head}.{tail}", lambda value: cells.whole_number(value, thousands=mark), Rule.AMBIGUOUS


def english(chance: Random) -> Case:
    """A column that writes commas between thousands throughout."""
    number = a_number(chance)
    digits = in_thousands("%d" % number, ",")  # noqa: UP031
    mark = cells.thousands_mark([digits, chance.choice(["1,234,567", "1,234.00", "Rp 12,345,678"])])
    return digits, lambda value: cells.whole_number(value, thousands=mark), number


def a_percentage(chance: Random) -> Case:
    """A percentage with two decimals at most, as a number, a text, or a cell that shows one."""
    hundredths = chance.randint(0, 10_000)
    whole, rest = divmod(hundredths, 100)
    meant = Decimal(hundredths).scaleb(-2)
    decimals = "%02d" % rest  # noqa: UP031
    mark, sign = chance.choice(",."), chance.choice(["", "%", " %", "\xa0%"])
    texts = [f"{whole}{mark}{decimals}{sign}"]
    texts += [f"{whole}{sign}"] if rest == 0 else [f"{whole}{mark}{decimals[0]}{sign}"] if rest % 10 == 0 else []
    written = chance.choice([*texts, hundredths / 100, Percent(hundredths / 10_000)])
    return (surrounded(written, chance) if isinstance(written, str) else written), percentage, meant


def rounded(chance: Random) -> Case:
    """A percentage with more decimals, rounded as taught in school."""
    thousandths = chance.randint(0, 100_000)
    meant = Decimal((thousandths + 5) // 10).scaleb(-2)
    whole, rest = divmod(thousandths, 1000)
    decimals = "%03d" % rest  # noqa: UP031
    written = chance.choice([f"{whole},{decimals}", float(f"{whole}.{decimals}"), Percent(f"{thousandths}e-5")])
    return written, percentage, meant


def no_percentage(chance: Random) -> Case:
    """What is above hundred or below nothing is no percentage."""
    number = chance.randint(10_001, 10**9) / 100
    written = chance.choice(
        [number, -number, Percent(number / 100), f"{number:.2f}".replace(".", ","), "1.234,5", "25,43,1"]
    )
    return written, percentage, Rule.NOT_A_PERCENTAGE


def a_day(chance: Random) -> Case:
    """A day in all its forms."""
    day = dt.date(2000, 1, 1) + dt.timedelta(days=chance.randrange(36_890))
    d, m, y = day.day, day.month, day.year
    name = chance.choice([MONTHS[m - 1], SHORT[m - 1], *OTHERS.get(m, [])])
    name = chance.choice([name, name.upper(), name.lower()])
    long, iso = f"{d}{chance.choice(SPACES)}{name}{chance.choice(SPACES)}{y}", "%04d-%02d-%02d" % (y, m, d)  # noqa: UP031
    mark = chance.choice("/-.")
    parts = chance.choice(["%02d%s%02d%s%04d", "%d%s%d%s%04d"]) % (d, mark, m, mark, y)
    written = chance.choice([long, f"{d}-{name}-{y}", iso, f"{iso} 00:00:00", parts, day, dt.datetime(y, m, d)])  # noqa: DTZ001
    return (surrounded(written, chance) if isinstance(written, str) else written), cells.date, day


def no_day(chance: Random) -> Case:
    """Days that no calendar has, or years that nobody means."""
    y = chance.randint(2000, 2100)
    d, m = chance.choice([(0, 1), (32, 1), (30, 2), (31, 4), (31, 6), (31, 9), (31, 11), (1, 13), (1, 0)])
    d, m = (29, 2) if y % 4 and chance.random() < 0.2 else (d, m)
    texts = [f"{d}/{m}/{y}", "%04d-%02d-%02d" % (y, m, d), f"1/1/{y % 100}", f"1/1/{y - 1000}"]  # noqa: UP031
    texts += [f"{d} {MONTHS[m - 1]} {y}"] if 1 <= m <= 12 else []
    return chance.choice(texts), cells.date, Rule.UNKNOWN_DATE


def a_month(chance: Random) -> Case:
    """A month in all its forms."""
    y, m = chance.randint(2000, 2100), chance.randint(1, 12)
    name = chance.choice([MONTHS[m - 1], SHORT[m - 1], *OTHERS.get(m, [])])
    name = chance.choice([name, name.upper(), name.lower()])
    written = chance.choice(
        [
            f"{name}{chance.choice([*SPACES, '-', '/', ''])}{y}",
            f"{name}. {y}",
            f"{m}/{y}",
            "%02d-%04d" % (m, y),  # noqa: UP031
            f"{m:02}.{y}",
            f"{y}-{m:02}",
            f"{y}-{m:02}-01",
            f"15/{m:02}/{y}",
            f"28 {name} {y}",
            dt.date(y, m, 7),
        ]
    )
    written = surrounded(written, chance) if isinstance(written, str) else written
    return written, cells.month, dt.date(y, m, 1)


def no_month(chance: Random) -> Case:
    """What is no month, or could be one of several."""
    y = chance.randint(2000, 2100)
    texts = [f"13/{y}", f"0/{y}", f"{y}-13", MONTHS[y % 12], f"{SHORT[y % 12]}-{y % 100:02}", f"{y}", f"{y}-12-32"]
    return chance.choice([*texts, 45_000 + y, f"Month {y}", f"1/{y - 1000}"]), cells.month, Rule.UNKNOWN_MONTH


CASES = (
    a_count, a_count, rupiah, rupiah, brackets, a_fraction, two_ways, english, a_percentage, rounded, no_percentage,
    a_day, no_day, a_month, no_month,
)  # fmt: skip
