"""Good files of every subject and layout, made at random, with what they say.

A table is held by its meaning: each cell knows what is meant and how it is written. Whoever changes a meaning changes
the truth with it; whoever changes only the writing does not.
"""

import csv
import datetime as dt
import io
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, partial
from random import Random
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

from data.bulk import RowFile
from data.loading.cells import Percent
from data.loading.fields import Field, Kind
from data.loading.names import Reference
from data.loading.recognise import TIDY
from data.settings import ROOT
from data.subjects import SCOPES
from tests.data.loading import raw

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
PROGRAMMES = ("JKK", "JKM", "JHT", "JP", "JKP")
SEGMENTS = ("PU", "BPU", "Jakon")
FORMATS = ("xlsx", "ods", "csv")
# Of each subject: what makes a fact another one, and what may be added up.
KEYS = {
    "kepesertaan": ("bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode"),
    "semesta": ("basis_kode", "tanggal", "kecamatan_kode", "segmen_kode"),
    "klaim": ("bulan", "kecamatan_kode", "program_kode", "lingkup"),
    "target": ("tahun", "kecamatan_kode", "basis_kode"),
    "bantuan_iuran": ("pembayar_kode", "kecamatan_kode", "segmen_kode", "kelompok", "mulai", "sampai", "sk"),
    "ekosistem": ("bulan", "kelompok", "opd", "desa_kode"),
    "tindak_lanjut": ("tahun", "opd", "tindakan", "kelompok", "sumber_dana", "tenggat", "penanggung_jawab"),
}
MEASURES = {
    "kepesertaan": ("aktif_orang",),
    "semesta": ("semesta_orang",),
    "klaim": ("kasus", "dibayarkan_rp", "potensi_beasiswa_rp"),
    "target": ("target_pct",),
    "bantuan_iuran": ("jumlah_orang",),
    "ekosistem": ("jumlah_orang", "terdaftar_orang"),
    "tindak_lanjut": ("kuota_orang", "terlaksana_orang"),
}
# Measures that need not be told, and what is written for a meaning that nobody can read.
OPTIONAL = ("potensi_beasiswa_rp", "kuota_orang", "terlaksana_orang")
UNKNOWN = Decimal("-1e30")
NUMBERS = (Kind.COUNT, Kind.RUPIAH)
NUMBER_FORMATS = {Kind.COUNT: "#,##0", Kind.RUPIAH: '"Rp"#,##0', Kind.DATE: "[$-421]d mmmm yyyy", Kind.MONTH: "mmm-yy"}
# Truth: of each subject, the sums of its measures by its keys, all as text.
Truth = dict[str, dict[tuple[str, ...], tuple[Decimal, ...]]]
Values = Mapping[str, Any]


@dataclass
class Cell:
    """One cell: what is meant, and what stands there. format: its number format in a workbook."""

    value: Any = None
    written: Any = None
    kind: Kind = Kind.WORDS
    format: str = ""


@dataclass
class Good:
    """A table and what it says. heads: by column its headings from the top; meaning: the facts of one line's values."""

    jenis: str
    susunan: str
    titles: list[list[object]]
    columns: list[str]
    heads: dict[str, list[str | None]]
    lines: list[dict[str, Cell]]
    meaning: Callable[[Values], Iterator[tuple[str, dict[str, Any]]]]
    total: dict[str, Cell] | None = None
    notes: list[list[object]] = field(default_factory=list)
    # Lines that only look like data, by the place before which they stand, and what else a sheet can be.
    between: dict[int, list[dict[str, Cell]]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[str] = field(default_factory=list)
    delimiter: str = ";"
    encoding: str = "utf-8-sig"
    newline: str = "\r\n"
    secrets: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        """Subject and layout."""
        return f"{self.jenis} {self.susunan}"

    @property
    def first(self) -> int:
        """The first row of data, counted from 0."""
        return len(self.titles) + len(self.heads[self.columns[0]])

    def truth(self) -> Truth:
        """What the table says."""
        found: Truth = {}
        for line in self.lines:
            values = {column: line[column].value for column in self.columns if column in line}
            for jenis, fact in self.meaning(values):
                add(found, jenis, fact)
        return found

    def grid(self) -> list[list[Cell]]:
        """Every row from the first title to the last note."""
        rows = [[Cell(written=value) for value in line] for line in self.titles]
        for level in range(len(self.heads[self.columns[0]])):
            words = [self.heads[column][level] for column in self.columns]
            is_top = level == 0 and len(self.heads[self.columns[0]]) > 1
            # A heading over several columns stands once, above the first.
            rows.append(
                [Cell(written=None if is_top and n and word == words[n - 1] else word) for n, word in enumerate(words)]
            )
        for place, line in enumerate([*self.lines, None]):
            rows += [[extra.get(column, Cell()) for column in self.columns] for extra in self.between.get(place, [])]
            if line is not None:
                rows.append([line.get(column, Cell()) for column in self.columns])
        if self.total is not None:
            rows.append([self.total.get(column, Cell()) for column in self.columns])
        return rows + [[Cell(written=value) for value in line] for line in self.notes]

    def bytes(self, kind: str) -> bytes:
        """The file as xlsx, ods or csv."""
        return {"xlsx": _xlsx, "ods": _ods, "csv": _csv}[kind](self)

    def add_total(self) -> None:
        """State below the lines what they add up to."""
        total = {column: Cell() for column in self.columns}
        for column in self.columns:
            cells = [line[column] for line in self.lines if column in line]
            if cells and cells[0].kind in NUMBERS:
                number = sum(cell.value or 0 for cell in cells)
                total[column] = Cell(number, number, cells[0].kind)
        label = next(column for column in self.columns if total[column].value is None and column != "no")
        total[label] = Cell(written="JUMLAH")
        self.total = total


def add(found: Truth, jenis: str, fact: Mapping[str, Any]) -> None:
    """Add one fact to a truth."""
    key = tuple(text(fact.get(name)) for name in KEYS[jenis])
    numbers = tuple(_number(name, fact.get(name)) for name in MEASURES[jenis])
    before = found.setdefault(jenis, {}).get(key, (Decimal(0),) * len(numbers))
    found[jenis][key] = tuple(a + b for a, b in zip(before, numbers, strict=True))


def _number(name: str, value: object) -> Decimal:
    """A measure; one that is missing where it must not be equals nothing that can be read."""
    if value == "tidak ada" or (value in (None, "") and name not in OPTIONAL):
        return UNKNOWN
    return Decimal(str(value or 0))


def text(value: object) -> str:
    """A key as text."""
    return "" if value is None else value.isoformat() if isinstance(value, dt.date) else str(value)


@cache
def known() -> Reference:
    """The reference of Kabupaten Blitar, from the seed that the program ships."""

    def rows(name: str) -> list[dict[str, str]]:
        with (ROOT / "data" / "seed" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def names(name: str) -> dict[str, str]:
        return {row["kode"]: row["nama"] for row in rows(name)}

    return Reference(
        kabupaten_kode="35.05",
        kabupaten="Kabupaten Blitar",
        kecamatan=names("kecamatan"),
        segmen=names("segmen"),
        program=names("program"),
        pembayar=names("pembayar"),
        basis=names("basis"),
        basis_bawaan="cabang",
        desa={row["kode"]: (row["kecamatan_kode"], row["nama"]) for row in rows("desa")},
    )


def grouped(number: int, mark: str = ".") -> str:
    """A whole number with a mark between thousands, without the help of the program."""
    digits, groups = str(number), []
    while digits:
        digits, group = digits[:-3], digits[-3:]
        groups.insert(0, group)
    return mark.join(groups)


# Writing ---------------------------------------------------------------------------------------------------------


def written_number(number: int, style: str) -> object:
    """A number as offices write it."""
    return {
        "native": number,
        "digits": str(number),
        "dots": grouped(number),
        "cents": f"{grouped(number)},00",
        "rp": f"Rp {grouped(number)}",
        "rp-": f"Rp{grouped(number)},-",
    }[style]


def _cell(kind: Kind, value: Any, style: str, reference: Reference) -> Cell:
    if value is None:
        return Cell(None, None, kind)
    if kind in NUMBERS:
        return Cell(value, written_number(value, style), kind, NUMBER_FORMATS[kind] if style == "native" else "")
    if kind is Kind.PERCENTAGE:
        written = {"native": float(value), "percent": Percent(value / 100), "text": f"{value}".replace(".", ",")}[style]
        return Cell(value, written, kind, "0.00%" if style == "percent" else "")
    if kind is Kind.MONTH:
        name = f"{MONTHS[value.month - 1]} {value.year}"
        short, slashed = f"{SHORT[value.month - 1]} {value.year}", f"{value.month:02}/{value.year}"
        return Cell(value, {"native": value, "text": name, "short": short, "slash": slashed}[style], kind, "mmmm yyyy")
    if kind is Kind.DATE:
        name = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
        slashed = f"{value.day:02}/{value.month:02}/{value.year}"
        return Cell(value, {"native": value, "text": name, "slash": slashed}[style], kind, "dd/mm/yyyy")
    names = {
        Kind.KECAMATAN: reference.kecamatan,
        Kind.AREA: reference.kecamatan | {"": "Kabupaten"},
        Kind.PAYER: reference.pembayar,
        Kind.BASE: reference.basis,
    }
    return Cell(value, names.get(kind, {}).get(value, value), kind)


STYLES: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("native", "native", "digits", "dots", "cents"),
    Kind.RUPIAH: ("native", "native", "dots", "cents", "rp", "rp-"),
    Kind.PERCENTAGE: ("native", "percent", "text"),
    Kind.MONTH: ("native", "text", "short", "slash"),
    Kind.DATE: ("native", "text", "slash"),
}


def _style(kind: Kind, chance: Random) -> str:
    return chance.choice(STYLES.get(kind, ("",)))


# Making ----------------------------------------------------------------------------------------------------------


def _tidy(
    jenis: str,
    facts: list[dict[str, Any]],
    chance: Random,
    *,
    fields: tuple[Field, ...] | None = None,
    meaning: Callable[[Values], Iterator[tuple[str, dict[str, Any]]]] | None = None,
) -> Good:
    reference = known()
    fields = fields or TIDY[jenis].fields
    titles: list[list[object]] = [[f"DATA {jenis.upper()}"], []]
    scope = chance.choice(list(SCOPES))
    if jenis == "klaim":
        titles.insert(1, [f"Cakupan: {SCOPES[scope]}"])
    styles = {each.key: _style(each.kind, chance) for each in fields}
    lines = [
        {each.key: _cell(each.kind, fact.get(each.key), styles[each.key], reference) for each in fields}
        for fact in facts
    ]
    # Without a value "Kabupaten" is not the same as an empty cell; written so, it means the whole.
    for line in lines:
        for each in fields:
            if each.kind is Kind.AREA and line[each.key].value is None and each.required:
                line[each.key].written = "Kabupaten"
    heads = {each.key: [chance.choice((each.title, each.title, *each.others))] for each in fields}
    made = Good(
        jenis, "templat", titles, [each.key for each in fields], heads, lines, meaning or partial(_one, jenis, scope),
    )  # fmt: skip
    if chance.random() < 0.5:
        made.titles.pop()
    if chance.random() < 0.6:
        made.add_total()
    if chance.random() < 0.4:
        made.notes = [[], ["Catatan: angka sementara"]]
    return made


def _one(jenis: str, scope: str, values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
    """The fact of a tidy line, with what an empty cell stands for."""
    defaults: dict[str, dict[str, Any]] = {
        "kepesertaan": {"pembayar_kode": "tidak_dirinci"},
        "semesta": {"basis_kode": "cabang"},
        "klaim": {"potensi_beasiswa_rp": 0, "lingkup": scope},
        "target": {"basis_kode": "cabang"},
        "bantuan_iuran": {"segmen_kode": "BPU"},
    }
    yield jenis, defaults.get(jenis, {}) | {key: value for key, value in values.items() if value is not None}


def _kecamatan(chance: Random, least: int = 3) -> list[str]:
    codes = list(known().kecamatan)
    return chance.sample(codes, chance.randint(least, 8))


def _months(chance: Random, count: int) -> list[dt.date]:
    first = chance.randrange(2021 * 12, 2025 * 12)
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(first, first + count)]


def _end(month: dt.date) -> dt.date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def kepesertaan_templat(chance: Random) -> Good:
    """Members by month, kecamatan, segment and payer."""
    facts = [
        {
            "bulan": month,
            "kecamatan_kode": kecamatan,
            "segmen_kode": segmen,
            "pembayar_kode": chance.choice(["mandiri", "apbd", "csr", None]),
            "aktif_orang": chance.randrange(20_000),
            "berakhir_pada": dt.date(2026, 12, 31) if chance.random() < 0.3 else None,
        }
        for month in _months(chance, chance.randint(1, 2))
        for kecamatan in _kecamatan(chance)
        for segmen in SEGMENTS[: chance.randint(1, 3)]
    ]
    return _tidy("kepesertaan", facts, chance)


def semesta_templat(chance: Random) -> Good:
    """The base by date, kecamatan and segment."""
    day = _end(_months(chance, 1)[0])
    facts = [
        {
            "tanggal": day,
            "basis_kode": chance.choice(["cabang", None]),
            "kecamatan_kode": kecamatan,
            "segmen_kode": segmen,
            "semesta_orang": chance.randrange(40_000),
        }
        for kecamatan in _kecamatan(chance)
        for segmen in SEGMENTS
    ]
    return _tidy("semesta", facts, chance)


def klaim_templat(chance: Random) -> Good:
    """Claims by month, kecamatan and programme."""
    facts = [
        {
            "bulan": month,
            "kecamatan_kode": kecamatan,
            "program_kode": program,
            "kasus": chance.randint(1, 400),
            "dibayarkan_rp": chance.randrange(10**9),
            "potensi_beasiswa_rp": chance.choice([None, 0, chance.randrange(10**8)]),
        }
        for month in _months(chance, 2)
        for kecamatan in _kecamatan(chance)
        for program in chance.sample(PROGRAMMES, 2)
    ]
    return _tidy("klaim", facts, chance)


def target_templat(chance: Random) -> Good:
    """Targets by year and area."""
    facts = [
        {
            "tahun": year,
            "kecamatan_kode": area,
            "target_pct": Decimal(chance.randrange(200, 10_000)) / 100,
            "basis_kode": None,
            "sumber": "RPJMD 2021-2026",
        }
        for year in (2024, 2025)
        for area in [None, *_kecamatan(chance)]
    ]
    return _tidy("target", facts, chance)


def bantuan_templat(chance: Random) -> Good:
    """Grants."""
    facts = [
        {
            "pembayar_kode": chance.choice(["apbd", "dbhcht", "apbdes", "csr"]),
            "kecamatan_kode": kecamatan,
            "segmen_kode": chance.choice(["BPU", None]),
            "kelompok": f"Pekerja rentan {number}",
            "jumlah_orang": chance.randrange(1, 9000),
            "mulai": dt.date(2025, chance.randint(1, 6), 1),
            "sampai": dt.date(2025, 12, 31),
            "sk": f"188/{number}/409.1/KPTS/2025",
        }
        for number, kecamatan in enumerate(_kecamatan(chance))
    ]
    return _tidy("bantuan_iuran", facts, chance)


def _villages(chance: Random) -> list[tuple[str, str, str]]:
    """Code of the desa, code of its kecamatan, and its name, for some desa."""
    return [(kode, *known().desa[kode]) for kode in chance.sample(list(known().desa), chance.randint(3, 7))]


def ekosistem_templat(chance: Random) -> Good:
    """Groups of workers per OPD or desa."""
    month = _months(chance, 1)[0]
    facts: list[dict[str, Any]] = []
    for kode, kecamatan, _ in _villages(chance):
        for group in ("RT/RW", "Perangkat desa"):
            everyone = chance.randrange(1, 300)
            facts.append(
                {"bulan": month, "kelompok": group, "kecamatan_kode": kecamatan, "desa": kode, "jumlah_orang": everyone}
                | {"terdaftar_orang": chance.randint(0, everyone)}
            )
    facts += [
        {"bulan": month, "kelompok": "Non-ASN", "opd": opd, "jumlah_orang": 200, "terdaftar_orang": 150}
        for opd in ("Dinas Sosial", "Dinas Pendidikan")
    ]
    made = _tidy("ekosistem", facts, chance, meaning=_ecosystem)
    for line in made.lines:
        if line["desa"].value and chance.random() < 0.5:
            line["desa"].written = known().desa[line["desa"].value][1]
    return made


def _ecosystem(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "ekosistem", dict(values) | {"desa_kode": values.get("desa")}


def _actions(chance: Random) -> list[dict[str, Any]]:
    return [
        {
            "tahun": 2025,
            "opd": opd,
            "tindakan": f"Mendaftarkan pekerja {number}",
            "kelompok": chance.choice(["Petani tembakau", None]),
            "kuota_orang": chance.choice([None, chance.randrange(9000)]),
            "terlaksana_orang": chance.choice([None, chance.randrange(500)]),
            "sumber_dana": chance.choice(["DBHCHT", None]),
            "tenggat": dt.date(2025, 12, chance.randint(1, 31)),
            "penanggung_jawab": "Bidang Hubungan Industrial",
        }
        for number, opd in enumerate(["Disnaker", "Dinsos", "DPMD", "Bappeda"])
    ]


def tindak_templat(chance: Random) -> Good:
    """Actions by year and OPD."""
    return _tidy("tindak_lanjut", _actions(chance), chance)


def tindak_rekap(chance: Random) -> Good:
    """The table of a meeting, whose year stands in a title and whose headings in two rows."""

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        yield "tindak_lanjut", {**values, "tahun": 2025}

    made = _tidy("tindak_lanjut", _actions(chance), chance, fields=TIDY["tindak_lanjut"].fields[1:], meaning=meaning)
    made.susunan, made.titles = "rekap", [["RENCANA TINDAK LANJUT"], ["Tahun: 2025"], []]
    for column, (head,) in made.heads.items():
        made.heads[column] = [{"kuota_orang": "Rencana", "terlaksana_orang": "Capaian"}.get(column, head), None]
    made.heads["kuota_orang"][1], made.heads["terlaksana_orang"][1] = "Kuota", "Realisasi"
    return made


def klaim_kasus(chance: Random) -> Good:
    """A list of single cases with columns about people."""
    facts = [
        {
            "bulan": chance.choice(months),
            "kecamatan_kode": chance.choice(areas),
            "program_kode": chance.choice(PROGRAMMES),
            "dibayarkan_rp": chance.randrange(10**8),
            "potensi_beasiswa_rp": 0,
        }
        for months in [_months(chance, 2)]
        for areas in [_kecamatan(chance)]
        for _ in range(chance.randint(3, 20))
    ]

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        own = {key: values.get(key) for key in facts[0]}
        yield "klaim", own | {"kasus": 1, "lingkup": "domisili"}

    fields = tuple(each for each in TIDY["klaim"].fields if each.key != "kasus")
    made = _tidy("klaim", facts, chance, fields=fields, meaning=meaning)
    made.susunan, made.titles = "daftar kasus", [["DAFTAR KASUS"], []]
    for number, (column, head) in enumerate({"nama": "Nama Peserta", "nik": "NIK", "kpj": "No. KPJ"}.items()):
        made.columns.insert(number + 1, column)
        made.heads[column] = [head]
        for line in made.lines:
            written = {"nama": f"Sutinah{chance.randrange(10**6):06}", "nik": nik(chance), "kpj": kpj(chance)}[column]
            line[column] = Cell(written=written)
            made.secrets.add(written)
    made.total, made.notes = None, []
    return made


def nik(chance: Random) -> str:
    """A number of the form of a NIK; its place does not exist."""
    place, day, month = chance.randrange(10**5), chance.randint(1, 28), chance.randint(1, 12)
    return f"9{place:05}{day:02}{month:02}90{chance.randint(1, 9999):04}"


def kpj(chance: Random) -> str:
    """A number of the form of a KPJ."""
    return f"2{chance.randrange(10**10):010}"


def rekap(chance: Random, groups: tuple[str, ...] = ("semesta", "aktif")) -> Good:
    """The branch's recap of base and members."""
    segments = SEGMENTS[: chance.randint(2, 3)]
    day = _end(_months(chance, 1)[0])
    tops = {"semesta": "Potensi (Semesta Pekerja)", "aktif": "Peserta Aktif"}
    columns = ["no", "kecamatan_kode", *(f"{group} {segment}" for group in groups for segment in segments)]
    heads: dict[str, list[str | None]] = {"no": ["No", None], "kecamatan_kode": ["Kecamatan", None]}
    heads |= {f"{group} {segment}": [tops[group], segment] for group in groups for segment in segments}
    style = _style(Kind.COUNT, chance)
    lines = []
    for number, kode in enumerate(_kecamatan(chance), start=1):
        line = {"no": Cell(written=number), "kecamatan_kode": _cell(Kind.KECAMATAN, kode, "", known())}
        base = {segment: chance.randint(1, 30_000) for segment in segments}
        active = {segment: chance.randint(0, base[segment]) for segment in segments}
        for group, numbers in (("semesta", base), ("aktif", active)):
            if group in groups:
                line |= {f"{group} {s}": _cell(Kind.COUNT, n, style, known()) for s, n in numbers.items()}
        sums = {"jumlah": ("Jumlah Peserta Aktif", sum(active.values()))}
        if groups == ("semesta", "aktif"):
            sums["belum"] = ("Belum Terlindungi", sum(base.values()) - sum(active.values()))
        for column, (head, value) in sums.items():
            if column not in columns:
                columns.append(column)
                heads[column] = [head, None]
            line[column] = _cell(Kind.COUNT, value, style, known())
        lines.append(line)

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        for segment in segments:
            here = {"kecamatan_kode": values.get("kecamatan_kode"), "segmen_kode": segment}
            if f"semesta {segment}" in values:
                people = values.get(f"semesta {segment}")
                yield "semesta", here | {"tanggal": day, "basis_kode": "cabang", "semesta_orang": people}
            if f"aktif {segment}" in values:
                payer = {"bulan": day.replace(day=1), "pembayar_kode": "tidak_dirinci"}
                yield "kepesertaan", here | payer | {"aktif_orang": values.get(f"aktif {segment}")}

    titles: list[list[object]] = [["REKAPITULASI KEPESERTAAN"], [], []]
    titles[1] = [f"Posisi per {day.day} {MONTHS[day.month - 1]} {day.year}"]
    made = Good("kepesertaan", "rekap", titles, columns, heads, lines, meaning)
    if chance.random() < 0.7:
        made.add_total()
    return made


def klaim_rekap(chance: Random) -> Good:
    """Claims of one month, the programmes side by side."""
    month = _months(chance, 1)[0]
    programmes = chance.sample(PROGRAMMES, chance.randint(2, 5))
    heads: dict[str, list[str | None]] = {"kecamatan_kode": ["Kecamatan", None]}
    for program in programmes:
        heads |= {f"kasus|{program}": [program, "Kasus"], f"rp|{program}": [program, "Nominal"]}
    rupiah = _style(Kind.RUPIAH, chance)
    lines = []
    for kode in _kecamatan(chance):
        line = {"kecamatan_kode": _cell(Kind.KECAMATAN, kode, "", known())}
        for program in programmes:
            cases = chance.choice([0, chance.randint(1, 90)])
            paid = chance.randrange(10**9) if cases else 0
            line[f"kasus|{program}"] = _cell(Kind.COUNT, cases, "native", known())
            line[f"rp|{program}"] = _cell(Kind.RUPIAH, paid, rupiah, known())
        lines.append(line)

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        for program in programmes:
            cases, paid = values.get(f"kasus|{program}") or 0, values.get(f"rp|{program}") or 0
            if cases:
                key = {"bulan": month, "kecamatan_kode": values.get("kecamatan_kode"), "program_kode": program}
                yield "klaim", key | {"lingkup": "domisili", "kasus": cases, "dibayarkan_rp": paid}

    title = f"Bulan {MONTHS[month.month - 1]} {month.year}"
    titles: list[list[object]] = [["REKAP KLAIM"], [title], ["Cakupan: domisili peserta"]]
    made = Good("klaim", "rekap", titles, list(heads), heads, lines, meaning)
    if chance.random() < 0.7:
        made.add_total()
    return made


def _one_by_word(
    jenis: str,
    chance: Random,
    titles: list[list[object]],
    kind: Kind,
    words: Mapping[str, Any],
    common: Values,
    key: str,
) -> Good:
    """A row per area and a column per word of a group: targets by year, grants by payer."""
    measure = MEASURES[jenis][0]
    heads: dict[str, list[str | None]] = {"kecamatan_kode": ["Wilayah"]} | {word: [word] for word in words}
    style = _style(kind, chance)
    lines = []
    for area in [None, *_kecamatan(chance)]:
        line = {"kecamatan_kode": _cell(Kind.AREA, area, "", known())}
        if area is None:
            line["kecamatan_kode"].written = "Kabupaten"
        for word in words:
            number = Decimal(chance.randrange(200, 10_000)) / 100 if kind is Kind.PERCENTAGE else chance.randrange(9000)
            line[word] = _cell(kind, None if chance.random() < 0.1 else number, style, known())
        lines.append(line)

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        for word, value in words.items():
            if values.get(word) is not None:
                yield (
                    jenis,
                    {**common, "kecamatan_kode": values.get("kecamatan_kode"), key: value, measure: values[word]},
                )

    return Good(jenis, "rekap", titles, list(heads), heads, lines, meaning)


def target_rekap(chance: Random) -> Good:
    """Targets, the years side by side."""
    titles: list[list[object]] = [["TARGET CAKUPAN"], ["Sumber: RPJMD 2021-2026"], []]
    years = {"2024": 2024, "2025": 2025, "2026": 2026}
    common = {"basis_kode": "cabang"}
    return _one_by_word("target", chance, titles, Kind.PERCENTAGE, years, common, "tahun")


def bantuan_rekap(chance: Random) -> Good:
    """Grants, the payers side by side."""
    titles: list[list[object]] = [["BANTUAN IURAN"], ["Berlaku 1 Maret 2025 s.d. 31 Desember 2025"], ["SK: 188/1/2025"]]
    common = {"segmen_kode": "BPU", "mulai": dt.date(2025, 3, 1), "sampai": dt.date(2025, 12, 31), "sk": "188/1/2025"}
    payers = {"APBD": "apbd", "DBHCHT": "dbhcht", "APBDes": "apbdes"}
    made = _one_by_word("bantuan_iuran", chance, titles, Kind.COUNT, payers, common, "pembayar_kode")
    if chance.random() < 0.7:
        made.add_total()
    return made


def ekosistem_rekap(chance: Random) -> Good:
    """Groups of workers side by side, a row per desa."""
    month, groups = _months(chance, 1)[0], ("RT/RW", "Perangkat Desa")
    heads: dict[str, list[str | None]] = {"kecamatan": ["Kecamatan", None], "desa": ["Desa/Kelurahan", None]}
    for group in groups:
        heads |= {f"n|{group}": [group, "Jumlah"], f"r|{group}": [group, "Terdaftar"]}
    style, lines = _style(Kind.COUNT, chance), []
    for kode, kecamatan, name in _villages(chance):
        line = {"kecamatan": _cell(Kind.KECAMATAN, kecamatan, "", known()), "desa": Cell(kode, name)}
        for group in groups:
            everyone = chance.randrange(1, 3000)
            line[f"n|{group}"] = _cell(Kind.COUNT, everyone, style, known())
            line[f"r|{group}"] = _cell(Kind.COUNT, chance.randint(0, everyone), style, known())
        lines.append(line)

    def meaning(values: Values) -> Iterator[tuple[str, dict[str, Any]]]:
        for group in groups:
            everyone, registered = values.get(f"n|{group}"), values.get(f"r|{group}")
            if everyone is not None or registered is not None:
                key = {"bulan": month, "kelompok": group, "desa_kode": values.get("desa")}
                yield "ekosistem", key | {"jumlah_orang": everyone, "terdaftar_orang": registered}

    titles: list[list[object]] = [["EKOSISTEM DESA"], [f"Bulan {MONTHS[month.month - 1]} {month.year}"], []]
    made = Good("ekosistem", "rekap", titles, list(heads), heads, lines, meaning)
    if chance.random() < 0.7:
        made.add_total()
    return made


MAKERS: dict[str, Callable[[Random], Good]] = {
    "kepesertaan templat": kepesertaan_templat,
    "kepesertaan rekap": rekap,
    "kepesertaan rekap tanpa semesta": partial(rekap, groups=("aktif",)),
    "semesta templat": semesta_templat,
    "klaim templat": klaim_templat,
    "klaim rekap": klaim_rekap,
    "klaim daftar kasus": klaim_kasus,
    "target templat": target_templat,
    "target rekap": target_rekap,
    "bantuan_iuran templat": bantuan_templat,
    "bantuan_iuran rekap": bantuan_rekap,
    "ekosistem templat": ekosistem_templat,
    "ekosistem rekap": ekosistem_rekap,
    "tindak_lanjut templat": tindak_templat,
    "tindak_lanjut rekap": tindak_rekap,
}


def rows_in(rows: RowFile) -> Iterator[dict[str, str]]:
    """The rows of a load as the child leaves them."""
    with rows.path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, fieldnames=rows.columns)


def totals_of(truth: Truth) -> dict[str, tuple[Decimal, ...]]:
    """The sums of the measures over everything."""
    sums: dict[str, Counter[int]] = {}
    for jenis, facts in truth.items():
        sums[jenis] = Counter()
        for numbers in facts.values():
            sums[jenis].update(dict(enumerate(numbers)))
    return {jenis: tuple(Decimal(counter[n]) for n in range(len(MEASURES[jenis]))) for jenis, counter in sums.items()}


# Files -----------------------------------------------------------------------------------------------------------


def _xlsx(made: Good) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row, cells in enumerate(made.grid(), start=1):
        for column, cell in enumerate(cells, start=1):
            if cell.written is not None:
                target = sheet.cell(row, column)
                value = float(cell.written) if isinstance(cell.written, Percent | Decimal) else cell.written
                target.value = value
                if isinstance(value, str) and value.startswith("="):
                    target.data_type = "f" if cell.kind is Kind.COUNT else "s"
                if cell.format and not isinstance(value, str):
                    target.number_format = cell.format
    for row in made.hidden_rows:
        sheet.row_dimensions[row + 1].hidden = True
    for column in made.hidden_columns:
        sheet.column_dimensions[chr(65 + column)].hidden = True
    for area in made.merged:
        sheet.merge_cells(area)
    return raw.saved(book)


def _ods(made: Good) -> bytes:
    hidden = 'table:visibility="collapse"'
    width = max(len(row) for row in made.grid())
    columns = "".join(f"<table:table-column {hidden if n in made.hidden_columns else ''}/>" for n in range(width))
    spans = {}
    for area in made.merged:
        left, top, right, bottom = range_boundaries(area)
        height, wide = bottom - top + 1, right - left + 1
        spans[top - 1, left - 1] = f'table:number-rows-spanned="{height}" table:number-columns-spanned="{wide}"'
    rows = ""
    for n, row in enumerate(made.grid()):
        cells = "".join(
            ods_cell(cell).replace("<table:table-cell", f"<table:table-cell {spans.get((n, m), '')}", 1)
            for m, cell in enumerate(row)
        )
        visible = hidden if n in made.hidden_rows else ""
        rows += f"<table:table-row {visible}>{cells or '<table:table-cell/>'}</table:table-row>"
    return raw.ods(f'<table:table table:name="Data">{columns}{rows}</table:table>')


def ods_cell(cell: Cell) -> str:
    """A cell as OpenDocument has it."""
    value, start = cell.written, "<table:table-cell office:value-type="
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Percent):
        return f'{start}"percentage" office:value="{float(value)!r}"><text:p>x</text:p></table:table-cell>'
    if isinstance(value, bool):
        return f'{start}"boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float | Decimal):
        return f'{start}"float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    if isinstance(value, dt.date):
        return f'{start}"date" office:date-value="{value.isoformat()}"><text:p>x</text:p></table:table-cell>'
    words = raw_text(str(value))
    if words.strip() != words or "  " in words:
        return f'{start}"string" office:string-value={quoteattr(words)}><text:p/></table:table-cell>'
    return f'{start}"string"><text:p>{escape(words)}</text:p></table:table-cell>'


def raw_text(words: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(mark for mark in words if mark in "\t\n" or mark >= " ")


def _csv(made: Good) -> bytes:
    out = io.StringIO()
    write = csv.writer(out, delimiter=made.delimiter, lineterminator=made.newline)
    for row in made.grid():
        write.writerow([csv_text(cell) for cell in row])
    return out.getvalue().encode(made.encoding, "replace")


def csv_text(cell: Cell) -> str:
    """A cell as an Indonesian office program writes it into a text."""
    value = cell.written
    if value is None:
        return ""
    if isinstance(value, Percent):
        return str(value).replace(".", ",")
    if isinstance(value, float | Decimal):
        return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if "." in f"{value:f}" else f"{value:f}"
    if isinstance(value, dt.date):
        if cell.kind is Kind.MONTH:
            return f"{MONTHS[value.month - 1]} {value.year}"
        return f"{value.day:02}/{value.month:02}/{value.year}"
    return str(value)
