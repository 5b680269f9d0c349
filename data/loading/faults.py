"""What is wrong with a file, in words that lead its owner to the cell and the cure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_VALUE = 40


class Rule(StrEnum):
    """The rules that a file can break. The value is the rule's code and its name on screen."""

    FILE = "berkas tidak dapat dipakai"
    LAYOUT = "susunan tidak dikenal"
    EMPTY = "kosong"
    NOT_A_NUMBER = "bukan angka"
    NOT_WHOLE = "bukan bilangan bulat"
    NEGATIVE = "angka negatif"
    TOO_LARGE = "angka terlalu besar"
    AMBIGUOUS = "angka dapat dibaca dua cara"
    BROKEN_FORMULA = "rumus rusak"
    FORMULA_WITHOUT_VALUE = "rumus tanpa nilai"
    UNKNOWN_MONTH = "bulan tidak dikenal"
    UNKNOWN_DATE = "tanggal tidak dikenal"
    UNKNOWN_KECAMATAN = "kecamatan di luar kabupaten"
    UNKNOWN_PROGRAMME = "program tidak dikenal"
    UNKNOWN_SCOPE = "lingkup tidak dikenal"
    DUPLICATE_KECAMATAN = "kecamatan ganda"
    DUPLICATE_ROW = "baris ganda"
    ABOVE_BASE = "aktif melebihi semesta"
    TOTAL_DIFFERS = "jumlah tidak sama dengan rincian"
    OTHER_KABUPATEN = "wilayah kabupaten lain"
    UNKNOWN_CODE = "kode kecamatan tidak dikenal"
    MISSING_KECAMATAN = "kecamatan tidak lengkap"
    GEOMETRY = "bentuk wilayah tidak sah"
    PAID_WITHOUT_CASE = "dibayarkan tanpa kasus"


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands, what stands there, which rule it breaks, why, and what to do.

    sheet and cell are empty when the fault concerns the whole file.
    """

    rule: Rule
    sentence: str
    remedy: str
    sheet: str = ""
    cell: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = " ".join(filter(None, [self.sheet, self.cell]))
        value = f" ({self.value})" if self.value else ""
        return (
            f"{place}{value}: {self.rule}. {self.sentence} {self.remedy}" if place else f"{self.sentence} {self.remedy}"
        )


class Refused(Exception):
    """The file is refused as a whole; ``faults`` names every reason."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} kesalahan")


class Unreadable(ValueError):
    """One value that cannot be read; the reader of its table adds the place."""

    def __init__(self, rule: Rule, sentence: str, remedy: str) -> None:
        self.rule, self.sentence, self.remedy = rule, sentence, remedy
        super().__init__(sentence)


def refuse_file(sentence: str, remedy: str, *, rule: Rule = Rule.FILE) -> Refused:
    """The refusal of a file as a whole, for one reason."""
    return Refused([Fault(rule, sentence, remedy)])


def shown(value: object) -> str:
    """A cell's value for a message: on one line, shortened, and with every run of 16 digits (NIK) masked."""
    if value is None:
        return "kosong"
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    text = re.sub(r"\d{16}", "(16 angka)", " ".join(text.split()))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
