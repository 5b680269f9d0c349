"""What is wrong with a file, or asks for a decision, in words that lead its owner to the cell and the cure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LONGEST_VALUE = 40
# Eleven digits or more, however they are cut up; with dots between thousands they are an amount.
_LONG_NUMBER = re.compile(r"\d(?:[ .\-]?\d){10,}")
_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
# How many faults are told one by one; the rest is counted.
MOST_FAULTS = 500


class Rule(StrEnum):
    """The rules that a file can break. The value is the rule's name on screen; ``code`` is for programs."""

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
    NOT_A_PERCENTAGE = "bukan persentase"
    UNKNOWN_WORD = "kata tidak dikenal"
    UNKNOWN_DESA = "desa tidak dikenal"
    TOO_LONG = "tulisan terlalu panjang"
    MERGED = "sel gabungan"
    END_BEFORE_START = "berakhir sebelum mulai"
    REGISTERED_ABOVE_ALL = "terdaftar melebihi jumlah"
    PERSONAL = "data pribadi"
    COUNTED_TWICE = "terhitung dua kali"
    FUTURE = "periode belum terjadi"
    HIDDEN = "baris, kolom, atau lembar tersembunyi"
    UNREAD = "kolom tidak dibaca"
    ALREADY_LOADED = "periode sudah dimuat"
    JUMP = "perubahan besar"
    SAMPLE = "bertanda data contoh"

    @property
    def code(self) -> str:
        """The rule in one word, e.g. "angka-negatif"; it does not change when a sentence does."""
        return re.sub(r"[^a-z]+", "-", self.value)

    @property
    def asks(self) -> bool:
        """Whether this is a question that the file's owner decides, not a fault that refuses the file."""
        return self in QUESTIONS


# A difference is never mended, a correction replaces what is there, and unusual is not wrong: people decide these.
QUESTIONS = frozenset(
    {Rule.TOTAL_DIFFERS, Rule.HIDDEN, Rule.UNREAD, Rule.ALREADY_LOADED, Rule.JUMP, Rule.FUTURE, Rule.SAMPLE}
)


@dataclass(frozen=True)
class Fault:
    """One fault: where it stands, what stands there, which rule it breaks, why, and what to do.

    sheet and cell are empty when the fault concerns the whole file. heading: what the cell's column is.
    """

    rule: Rule
    sentence: str
    remedy: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    heading: str = ""

    def __str__(self) -> str:
        place = " ".join(filter(None, [self.sheet, self.cell]))
        value = f" ({self.value})" if self.value else ""
        return (
            f"{place}{value}: {self.rule}. {self.sentence} {self.remedy}" if place else f"{self.sentence} {self.remedy}"
        )


class Refused(Exception):
    """The file is refused as a whole. ``faults`` names the reasons, ``count`` says how many there are in all.

    marked: a copy of the file with every fault marked in its cell (.xlsx); None when no cell is at fault.
    """

    def __init__(self, faults: Iterable[Fault], *, count: int | None = None, marked: bytes | None = None) -> None:
        self.faults = tuple(faults)
        self.count = len(self.faults) if count is None else count
        self.marked = marked
        super().__init__(f"{self.count} kesalahan")


class Unreadable(ValueError):
    """One value that cannot be read; the reader of its table adds the place."""

    def __init__(self, rule: Rule, sentence: str, remedy: str) -> None:
        self.rule, self.sentence, self.remedy = rule, sentence, remedy
        super().__init__(sentence)


def refuse_file(sentence: str, remedy: str, *, rule: Rule = Rule.FILE) -> Refused:
    """The refusal of a file as a whole, for one reason."""
    return Refused([Fault(rule, sentence, remedy)])


def shown(value: object) -> str:
    """A cell's value for a message: on one line, shortened, whatever may be a NIK, a KPJ or a telephone masked."""
    if value is None:
        return "kosong"
    text = str(value).replace(".", ",") if isinstance(value, float) else str(value)
    text = _LONG_NUMBER.sub(_masked, " ".join(text.split()))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def _masked(found: re.Match[str]) -> str:
    return found[0] if _AMOUNT.fullmatch(found[0]) else f"({sum(map(str.isdigit, found[0]))} angka)"
