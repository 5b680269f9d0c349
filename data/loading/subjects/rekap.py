"""The branch's recap: one row per kecamatan; base and active members side by side, a column per segment.

It says how many are active, not who pays for them. With the base it carries the base of coverage of the same date.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from data import words
from data.loading import titles
from data.loading.cells import is_empty
from data.loading.draft import Draft, Source, Understood, missing_kecamatan, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Kind, heading
from data.loading.layouts import HEADER_WITHIN
from data.loading.names import Reference
from data.loading.sheets import Sheet
from data.loading.tables import Reader, Table
from data.loads import Total
from data.subjects import PAYER_UNTOLD
from data.words import grouped

DESCRIPTION = "Kecamatan; Potensi (Semesta Pekerja) dan/atau Peserta Aktif, masing-masing per segmen"
HEADINGS = {
    "kecamatan": ("kecamatan",),
    "semesta": ("potensi (semesta pekerja)", "semesta pekerja", "semesta", "potensi", "semesta pekerja (potensi)"),
    "aktif": ("peserta aktif", "aktif"),
    "jumlah_aktif": ("jumlah peserta aktif",),
    "belum": ("belum terlindungi",),
}

Numbers = Mapping[str, Sequence[int | None]]


def find(sheet: Sheet, reference: Reference) -> Table | None:
    """The recap in this sheet, None when it holds none. Keys: kecamatan, semesta <segmen>, aktif <segmen>, and sums."""
    for header in range(min(len(sheet.rows) - 1, HEADER_WITHIN)):
        top = _columns(sheet.rows[header])
        groups = {key: _segments(sheet, header, top.pop(key), reference) for key in ("semesta", "aktif") if key in top}
        found = [columns for columns in groups.values() if columns]
        if "kecamatan" in top and found and all(columns.keys() == found[0].keys() for columns in found):
            columns = {f"{key} {kode}": at for key, group in groups.items() for kode, at in group.items()}
            return Table(sheet, top | columns, header=header, first=header + 2)
    return None


def read(table: Table, reference: Reference, source: Source) -> Understood:
    """What one recap says: a load of the base and a load of the members, as far as it has them."""
    reader = Reader(table, reference)
    reader.check_any_row("kecamatan")
    reader.check_headings(name for names in HEADINGS.values() for name in names)
    position = titles.position(reader)
    areas = _areas(reader)
    numbers = {key: reader.column(key, Kind.COUNT) for key in table.columns if key != "kecamatan"}
    segments = [kode for kode in reference.segmen if f"aktif {kode}" in numbers or f"semesta {kode}" in numbers]
    for place, row in enumerate(reader.rows):
        _check_row(reader, place, row, segments, numbers)
    for key, column in numbers.items():
        reader.adds_up(key, column)
    if not reference.basis_bawaan and f"semesta {segments[0]}" in numbers:
        sentence = "Kabupaten ini belum mempunyai basis cakupan bawaan."
        reader.note(
            table.header, table.columns["kecamatan"], Unreadable(Rule.UNKNOWN_WORD, sentence, "Tambahkan basis.")
        )

    def drafts() -> list[Draft]:
        # No fault means that the position was found.
        return _drafts(reader, position or dt.date.min, areas, segments, numbers)

    return understood(reader, drafts, missing_kecamatan(reference, [(position, kode) for kode in areas]))


def _drafts(
    reader: Reader, position: dt.date, areas: Sequence[str | None], segments: Sequence[str], numbers: Numbers
) -> list[Draft]:
    """A load of the base and one of the members, as far as the recap has them."""
    facts = [(place, kode) for place in range(len(reader.rows)) for kode in segments]
    common: dict[str, list[Any]] = {
        "kecamatan_kode": [areas[place] for place, _ in facts],
        "segmen_kode": [kode for _, kode in facts],
        "baris": [reader.rows[place] + 1 for place, _ in facts],
    }
    when = f"posisi per {words.date(position)}"
    basis, month = reader.reference.basis_bawaan, position.replace(day=1)

    def draft(jenis: str, group: str, measure: str, sumber: str, part: str, period: dt.date, **same: object) -> Draft:
        people = [numbers[f"{group} {kode}"][place] for place, kode in facts]
        cells = [reader.address(reader.rows[place], f"{group} {kode}") for place, kode in facts]
        return Draft(
            jenis=jenis,
            sumber=f"{sumber}, {when}",
            lembar=reader.table.sheet.name,
            columns={**common, **{name: [value] * len(facts) for name, value in same.items()}, measure: people},
            covers=frozenset({(part, period)}),
            totals=(*_totals(reader, group, segments, numbers), *_sums(reader, jenis, segments, numbers)),
            cell=cells.__getitem__,
        )

    made = []
    if f"semesta {segments[0]}" in numbers:
        sumber = "Semesta pekerja menurut rekap kantor cabang BPJS Ketenagakerjaan"
        same = {"basis_kode": basis, "tanggal": position}
        made.append(draft("semesta", "semesta", "semesta_orang", sumber, basis, position, **same))
    if f"aktif {segments[0]}" in numbers:
        sumber = "Rekap kepesertaan kantor cabang BPJS Ketenagakerjaan"
        members: dict[str, object] = {"bulan": month, "pembayar_kode": PAYER_UNTOLD}
        made.append(draft("kepesertaan", "aktif", "aktif_orang", sumber, "", month, **members))
    return made


def _columns(row: Sequence[object]) -> dict[str, int]:
    """The column of each key whose heading stands in this row; a key that stands there twice is left out."""
    found: dict[str, list[int]] = {}
    for column, value in enumerate(row):
        for key, names in HEADINGS.items():
            if heading(value) in names:
                found.setdefault(key, []).append(column)
    return {key: columns[0] for key, columns in found.items() if len(columns) == 1}


def _segments(sheet: Sheet, header: int, start: int, reference: Reference) -> dict[str, int]:
    """The segment columns under one grouped heading: from its own column up to the next heading."""
    columns: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[header + 1]):
        inside = column >= start and all(sheet.value(header, c) is None for c in range(start + 1, column + 1))
        if not inside or is_empty(value):
            continue
        try:
            columns.setdefault(reference.segmen_kode(value), column)
        except Unreadable:
            continue
    return columns


def _areas(reader: Reader) -> list[str | None]:
    """The kecamatan of each row; a kecamatan that stands in several rows is one fault that names them all."""
    areas = reader.column("kecamatan", Kind.KECAMATAN)
    rows_of: dict[str, list[int]] = {}
    for row, kode in zip(reader.rows, areas, strict=True):
        if kode:
            rows_of.setdefault(kode, []).append(row)
    for kode, (first, *others) in rows_of.items():
        if others:
            cells = " dan ".join(reader.address(row, "kecamatan") for row in others)
            sentence = f"{reader.reference.kecamatan[kode]} juga tertulis di {cells}."
            remedy = "Perbaiki nama yang keliru atau hapus baris yang berlebih."
            reader.fault(first, "kecamatan", Unreadable(Rule.DUPLICATE_KECAMATAN, sentence, remedy))
    return areas


def _check_row(reader: Reader, place: int, row: int, segments: Sequence[str], numbers: Numbers) -> None:
    """Active members within their base, and the row's own sums, where the cells that they are made of are sound."""
    base = [key for kode in segments if (key := f"semesta {kode}") in numbers]
    members = [key for kode in segments if (key := f"aktif {kode}") in numbers]
    for limit, key in zip(base, members, strict=False):
        possible, active = numbers[limit][place], numbers[key][place]
        if possible is not None and active is not None and active > possible:
            sentence = f"Peserta aktif {grouped(active)} lebih banyak daripada semestanya, {grouped(possible)}."
            remedy = f"Periksa sel ini dan {reader.address(row, limit)}."
            reader.fault(row, key, Unreadable(Rule.ABOVE_BASE, sentence, remedy))
    active = sum(numbers[key][place] or 0 for key in members)
    if "jumlah_aktif" in numbers and members and reader.is_sound(row, members):
        stated = numbers["jumlah_aktif"][place]
        reader.check_sum(row, "jumlah_aktif", stated=stated, computed=active, of="peserta aktif per segmen berjumlah")
    if "belum" in numbers and base and members and reader.is_sound(row, base + members):
        gap = sum(numbers[key][place] or 0 for key in base) - active
        stated = numbers["belum"][place]
        reader.check_sum(row, "belum", stated=stated, computed=gap, of="semesta dikurangi peserta aktif")


def _totals(reader: Reader, group: str, segments: Sequence[str], numbers: Numbers) -> list[Total]:
    """One measure per segment column: what the total row states and what the rows add up to."""
    label = "Semesta" if group == "semesta" else "Peserta aktif"
    return [
        Total(f"{label} {kode} (orang)", _sum(numbers, f"{group} {kode}"), reader.stated.get(f"{group} {kode}"))
        for kode in segments
    ]


def _sums(reader: Reader, jenis: str, segments: Sequence[str], numbers: Numbers) -> list[Total]:
    """The sums over all segments that the recap itself carries a column for."""
    if jenis == "semesta":
        return []
    active = sum(_sum(numbers, f"aktif {kode}") for kode in segments)
    totals = []
    if "jumlah_aktif" in numbers:
        totals.append(Total("Peserta aktif (orang)", active, reader.stated.get("jumlah_aktif")))
    if "belum" in numbers and f"semesta {segments[0]}" in numbers:
        gap = sum(_sum(numbers, f"semesta {kode}") for kode in segments) - active
        totals.append(Total("Belum terlindungi (orang)", gap, reader.stated.get("belum")))
    return totals


def _sum(numbers: Numbers, key: str) -> int:
    return sum(filter(None, numbers[key]))
