"""The mark of a sample in a file: figures that carry it stay marked wherever they are shown."""

from collections.abc import Iterator

from data.loading.faults import Fault, Rule, shown
from data.loading.sheets import address
from data.loading.tables import Table
from data.subjects import SUBJECTS

# What our own papers write over figures that are no real ones; with names after a colon when only some are.
MARK = "DATA CONTOH"
# How many rows at the end of a sheet may be its foot.
FOOT = 20


def mark(table: Table, subjects: tuple[str, ...]) -> list[Fault]:
    """A question when a table about some subjects says that it is a sample: above it, at its foot, or by its sheet."""
    for row, column, text in _texts(table):
        if _is_about(text, subjects):
            sentence = (
                "Lembar ini bertanda DATA CONTOH; bila dimuat, angkanya tetap bertanda DATA CONTOH di semua layar."
            )
            remedy = "Setujui bila memang contoh. Bila angkanya sebenarnya, hapus tanda itu, lalu serahkan lagi."
            return [Fault(Rule.SAMPLE, sentence, remedy, table.sheet.name, address(row, column), shown(text))]
    return []


def _texts(table: Table) -> Iterator[tuple[int, int, str]]:
    """The texts that may be a mark: row, column, text."""
    yield 0, 0, table.sheet.name
    yield from table.titles()
    rows = table.sheet.rows
    for number in range(max(table.first, len(rows) - FOOT), len(rows)):
        for column, value in enumerate(rows[number]):
            if isinstance(value, str) and value.strip().upper().startswith(MARK):
                yield number, column, value


def _is_about(text: str, subjects: tuple[str, ...]) -> bool:
    """Whether a text marks a sample of one of these subjects. A mark that names subjects is about those alone."""
    _, found, after = text.upper().partition(MARK)
    if not found:
        return False
    named = [each.nama.upper() for each in SUBJECTS.values() if each.nama.upper() in after.partition(":")[2]]
    return not named or any(SUBJECTS[jenis].nama.upper() in named for jenis in subjects)
