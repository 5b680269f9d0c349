"""Workers to protect, and a plan of several such steps as it stands in a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from memory import remembered
from ui import formats

# The words of plans in the address: the one that is worked on, and two to compare it with.
WORD, RIVALS = "skenario", ("banding", "banding2")
MOST_STEPS, MOST_PEOPLE, MOST_MONTHS, MOST_WAGE = 8, 10_000_000, 60, 100_000_000
MOST_GROWTH = 100_000
# How many years after the period's own a plan may look.
FARTHEST_YEARS = 3
_NAME = 40


@dataclass(frozen=True)
class Workers:
    """N workers for M months, of one segment, by one payer. upah_rp: monthly wage, 0 where the tariff needs none;
    untuk: who they are, in words, may be empty.
    """

    segmen: str
    pembayar: str
    kelompok: str
    pekerja: int
    bulan: int
    mulai: pd.Timestamp
    upah_rp: int
    untuk: str = ""

    @property
    def sampai(self) -> pd.Timestamp:
        """The last month."""
        return self.mulai + pd.DateOffset(months=self.bulan - 1)

    @property
    def terms(self) -> dict[str, Any]:
        """The arguments of ``iuran.cost``."""
        said = {name: value for name, value in vars(self).items() if name != "untuk"}
        return {**said, "mulai": self.mulai.date()}


@dataclass(frozen=True)
class Plan:
    """nama: its name; tahun: it looks as far as December of this year; perpanjang: whether subsidised cover goes on
    when it ends; tumbuh_orang: BPU who pay for themselves, more or fewer every month; tambahan: workers to protect.
    """

    nama: str
    tahun: int
    perpanjang: bool = True
    tumbuh_orang: int = 0
    tambahan: tuple[Workers, ...] = ()

    def months_from(self, periode: pd.Timestamp) -> int:
        """How many months there are from a period to the plan's last one, at least one."""
        return max(1, 12 * (self.tahun - periode.year) + 12 - periode.month)


def without(*plans: Plan) -> Plan:
    """When nothing is done, for as long as some plans look ahead."""
    return Plan("Tanpa rencana", max(plan.tahun for plan in plans), perpanjang=False)


def write(plan: Plan) -> str:
    """A plan as one word of a link."""
    head = [plan.nama, str(plan.tahun), "lanjut" if plan.perpanjang else "berakhir", str(plan.tumbuh_orang)]
    return "~".join([*head, *map(_step, plan.tambahan)])


@remembered
def read(text: str, periode: pd.Timestamp) -> Plan | None:
    """The plan of a link, None when it is none. What lies outside of the bounds is brought back; a step that cannot be
    understood is as if it had not been said.
    """
    name, *rest = text.split("~")
    if len(rest) < 3 or not re.fullmatch(r"\d{4}", rest[0]):
        return None
    year = min(max(int(rest[0]), periode.year), periode.year + FARTHEST_YEARS)
    return Plan(
        nama=cleaned(name) or "Tanpa nama",
        tahun=year,
        perpanjang=rest[1] == "lanjut",
        tumbuh_orang=_whole(rest[2], -MOST_GROWTH, MOST_GROWTH) or 0,
        tambahan=tuple(_steps(rest[3 : 3 + MOST_STEPS])),
    )


def cleaned(name: str) -> str:
    """A name as it may stand in a plan: visible, on one line, not too long, without the signs that part a link."""
    return " ".join(re.sub("[~*]", " ", formats.visible(name)).split())[:_NAME].strip()


def _step(workers: Workers) -> str:
    fields = [
        workers.segmen,
        workers.pembayar,
        workers.kelompok,
        str(workers.pekerja),
        f"{workers.mulai:%Y-%m}",
        str(workers.bulan),
        str(workers.upah_rp),
        workers.untuk,
    ]
    return "*".join(fields)


def _steps(texts: list[str]) -> Iterator[Workers]:
    for text in texts:
        fields = text.split("*")
        if len(fields) != 8 or not re.fullmatch(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", fields[4]):
            continue
        people, months = _whole(fields[3], 1, MOST_PEOPLE), _whole(fields[5], 1, MOST_MONTHS)
        wage = _whole(fields[6], 0, MOST_WAGE)
        if people is None or months is None or wage is None or not all(map(_is_code, fields[:3])):
            continue
        start = pd.Timestamp(f"{fields[4]}-01").as_unit("s")
        yield Workers(fields[0], fields[1], fields[2], people, months, start, wage, cleaned(fields[7]))


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"\w{1,24}", text))


def _whole(text: str, low: int, high: int) -> int | None:
    """A whole number in a link, held between two; None when it is none."""
    return min(max(int(text), low), high) if re.fullmatch(r"-?[0-9]{1,12}", text) else None
