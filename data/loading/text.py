"""Bounded reading of delimited text into one sheet per way to cut it, sparing with memory for a million rows."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from data.loading.archives import SAVE_AS_XLSX
from data.loading.faults import Refused, refuse_file
from data.loading.sheets import TEXT, Document, Sheet, bounded

DELIMITERS = (";", ",", "\t", "|")
SAMPLE = 100
LONGEST_LINE = 1_000_000
# Below this size every delimiter that cuts anything is tried; above it only those that cut well.
SMALL = 10 * 1024**2
# Different texts that are kept once however often they occur; a column of its own numbers must not fill the memory.
MOST_KEPT = 100_000
CHUNK = 1024**2

_SEPARATOR_LINE = re.compile(r'"?sep=([^\w"\s]|\t)"?\s*')


def read(content: bytes) -> Document:
    """The ways to cut a text into cells. Raises Refused when it is no text or no way holds.

    A first line such as ``sep=;``, which spreadsheets understand and do not show, decides and is left out.
    """
    encoding, warnings = _encoding(content)
    named = _SEPARATOR_LINE.fullmatch(next(_lines(content, encoding), ""))
    delimiters = (named[1],) if named else _candidates(content, encoding)
    readings: list[tuple[Sheet, ...]] = []
    refusal: Refused | None = None
    for delimiter in delimiters:
        try:
            rows = _rows(content, encoding, delimiter, skip=1 if named else 0)
            readings.append((Sheet("", bounded(rows, TEXT)),))
        except Refused as error:
            refusal = refusal or error
    if refusal and not readings:
        raise refusal
    return Document(tuple(readings), warnings)


def _encoding(content: bytes) -> tuple[str, tuple[str, ...]]:
    """How the bytes are letters, and what to warn of. Raises Refused when they are none."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        if _is_text(content, encoding):
            guessed = encoding == "cp1252"
            warning = "Huruf berkas ini dibaca sebagai Windows-1252; periksa nama yang berhuruf khusus."
            return encoding, (warning,) * guessed
    raise refuse_file("Berkas ini bukan lembar kerja .xlsx atau .ods dan bukan teks .csv.", SAVE_AS_XLSX)


def _is_text(content: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    try:
        for start in range(0, len(content), CHUNK):
            if "\0" in decoder.decode(view[start : start + CHUNK]):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(content: bytes, encoding: str) -> Iterator[str]:
    stream = io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise refuse_file("Berkas teks ini mempunyai baris yang terlalu panjang.", SAVE_AS_XLSX)
        yield line


def _candidates(content: bytes, encoding: str) -> tuple[str, ...]:
    """The delimiters that cut any of the first lines; of a large file without those that another one clearly beats."""
    widths = {delimiter: _widths(content, encoding, delimiter) for delimiter in DELIMITERS}
    cutting = {delimiter: counts for delimiter, counts in widths.items() if counts}
    if len(content) <= SMALL:
        return tuple(cutting) or DELIMITERS[:1]
    # The width that most lines share, and how many share it: a decimal comma cuts fewer lines, and into less.
    shapes = {
        delimiter: max((lines, width) for width, lines in counts.items()) for delimiter, counts in cutting.items()
    }
    unbeaten = (
        delimiter
        for delimiter, (lines, width) in shapes.items()
        if not any(shape != (lines, width) and shape[0] >= lines and shape[1] >= width for shape in shapes.values())
    )
    return tuple(unbeaten) or DELIMITERS[:1]


def _widths(content: bytes, encoding: str, delimiter: str) -> Counter[int]:
    """How many of the first lines are cut into how many columns, when they are cut at all."""
    counts: Counter[int] = Counter()
    try:
        for line in islice(csv.reader(_lines(content, encoding), delimiter=delimiter, strict=True), SAMPLE):
            counts[len(line)] += len(line) > 1
    except csv.Error:
        pass  # what was cut so far tells enough
    return +counts


def _rows(content: bytes, encoding: str, delimiter: str, *, skip: int) -> Iterator[tuple[object, ...]]:
    """The cells of each line, an empty one as None; a text that occurs often is kept once. Raises Refused."""
    kept = _Kept({"": None})
    reader = csv.reader(islice(_lines(content, encoding), skip, None), delimiter=delimiter, strict=True)
    begun = 1
    try:
        for line in reader:
            yield tuple(map(kept.__getitem__, line))
            begun = reader.line_num + 1
    except csv.Error:
        raise refuse_file(
            f"Berkas teks ini tidak dapat dipotong menjadi kolom: periksa tanda kutip mulai baris {begun + skip}.",
            f"Hapus tanda kutip yang tidak berpasangan. Atau: {SAVE_AS_XLSX}",
        ) from None


class _Kept(dict[str, str | None]):
    """The texts that are kept once, by themselves. One that is not known is its own, and kept while there is room."""

    def __missing__(self, text: str) -> str:
        if len(self) < MOST_KEPT:
            self[text] = text
        return text
