"""The branch's recap of members: one row per kecamatan, base and active members side by side, a column per segment.

It says how many are active, not who pays for them; and it carries the base of coverage of the same date.
"""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from data.loading.cells import MONTHS, date_in
from data.loading.faults import Refused, Rule, Unreadable
from data.loading.names import Reference
from data.loading.plan import Plan, Source, missing_kecamatan, summary
from data.loading.sheets import Sheet
from data.loading.tables import Reader, Table, grouped, header_columns
from data.loads import Load, Total
from data.schema import kepesertaan, semesta

DESCRIPTION = "rekap kepesertaan (Kecamatan; Potensi (Semesta Pekerja) dan Peserta Aktif, masing-masing per segmen)"
BASIS = "cabang"
PAYER = "tidak_dirinci"
HEADINGS = {
    "kecamatan": ("kecamatan",),
    "semesta": ("potensi (semesta pekerja)", "semesta pekerja", "semesta", "potensi"),
    "aktif": ("peserta aktif",),
    "jumlah_aktif": ("jumlah peserta aktif",),
    "belum": ("belum terlindungi",),
}
MEASURES = {"semesta_orang": "Semesta", "aktif_orang": "Peserta aktif", "belum_orang": "Belum terlindungi"}

Numbers = Mapping[str, Mapping[int, int | None]]


def find(sheet: Sheet, reference: Reference) -> Table | None:
    """The recap in this sheet, None when it holds none. Keys: kecamatan, semesta <segmen>, aktif <segmen>, and sums."""
    for header in range(len(sheet.rows) - 1):
        top = header_columns(sheet.rows[header], HEADINGS)
        if {"kecamatan", "semesta", "aktif"} <= top.keys():
            base = _segments(sheet, header, top.pop("semesta"), reference)
            members = _segments(sheet, header, top.pop("aktif"), reference)
            if base and base.keys() == members.keys():
                columns = {f"semesta {kode}": column for kode, column in base.items()}
                columns |= {f"aktif {kode}": column for kode, column in members.items()}
                return Table(sheet, top | columns, header=header, first=header + 2)
    return None


def read(table: Table, reference: Reference, source: Source) -> Plan:
    """The plan of one recap: a load of the base and a load of the members. Raises Refused with every fault."""
    reader = Reader(table)
    reader.check_any_row("kecamatan")
    position = _position(reader)
    areas = _areas(reader, reference)
    numbers = {key: reader.numbers(key) for key in table.columns if key != "kecamatan"}
    segments = [kode for kode in reference.segmen if f"aktif {kode}" in numbers]
    for row in reader.rows:
        _check_row(reader, row, segments, numbers)
    for key, column in numbers.items():
        reader.check_total(key, column)
    if position is None or reader.faults():
        raise Refused(reader.faults())

    rows = [_row(areas[row], kode, row, numbers) for row in reader.rows for kode in segments]
    month = position.replace(day=1)
    words = f"posisi per {position.day} {MONTHS[position.month - 1][0].capitalize()} {position.year}"
    base_load = Load(
        jenis="semesta",
        asal="berkas",
        nama_berkas=source.nama_berkas,
        sha256=source.sha256,
        sumber=f"Semesta pekerja menurut rekap kantor cabang BPJS Ketenagakerjaan, {words}",
        oleh=source.oleh,
        table=semesta,
        rows=[_only(row, "semesta_orang") | {"basis_kode": BASIS, "tanggal": position} for row in rows],
        covers=frozenset({(BASIS, position)}),
        totals=_totals(reader, "Semesta", segments, numbers, group="semesta"),
    )
    member_load = Load(
        jenis="kepesertaan",
        asal="berkas",
        nama_berkas=source.nama_berkas,
        sha256=source.sha256,
        sumber=f"Rekap kepesertaan kantor cabang BPJS Ketenagakerjaan, {words}",
        oleh=source.oleh,
        table=kepesertaan,
        rows=[_only(row, "aktif_orang") | {"bulan": month, "pembayar_kode": PAYER} for row in rows],
        covers=frozenset({("", month)}),
        totals=[
            *_totals(reader, "Peserta aktif", segments, numbers, group="aktif"),
            *_sums(reader, rows, numbers),
        ],
    )
    return Plan(
        loads=(base_load, member_load),
        summaries=(
            summary("Segmen", reference.segmen, rows, key="segmen_kode", measures=MEASURES),
            summary("Kecamatan", reference.kecamatan, rows, key="kecamatan_kode", measures=MEASURES),
        ),
        warnings=missing_kecamatan(reference.kecamatan, areas.values()),
    )


def _segments(sheet: Sheet, header: int, start: int, reference: Reference) -> dict[str, int]:
    """The segment columns under one grouped heading: from its own column up to the next heading."""
    columns: dict[str, int] = {}
    for column, value in enumerate(sheet.rows[header + 1]):
        inside = column >= start and all(sheet.value(header, c) is None for c in range(start + 1, column + 1))
        if inside and (kode := reference.segmen_kode(value)) and kode not in columns:
            columns[kode] = column
    return columns


def _position(reader: Reader) -> dt.date | None:
    """The date of the figures from the title lines; it must be one month's end, because members are kept by month."""
    found: dict[dt.date, tuple[int, int]] = {}
    for row, column, text in reader.table.titles():
        try:
            if date := date_in(text):
                found[date] = (row, column)
        except Unreadable as error:
            reader.note(row, column, error)
            return None
    if len(found) != 1:
        sentence = "Tanggal posisi disebut lebih dari satu." if found else "Tanggal posisi tidak disebut di atas tabel."
        place = max(found.values(), default=(0, 0))
        remedy = 'Tulis satu kali di atas tabel, misalnya "Posisi per 31 Desember 2023".'
        reader.note(*place, Unreadable(Rule.UNKNOWN_DATE, sentence, remedy))
        return None
    ((date, place),) = found.items()
    if date.day != calendar.monthrange(date.year, date.month)[1]:
        sentence = "Posisi ini bukan akhir bulan."
        reader.note(*place, Unreadable(Rule.UNKNOWN_DATE, sentence, "Minta rekap posisi akhir bulan."))
        return None
    return date


def _areas(reader: Reader, reference: Reference) -> dict[int, str]:
    """The kecamatan of each row; a kecamatan that stands in several rows is one fault that names them all."""
    read = reader.column("kecamatan", reference.kecamatan_kode)
    areas = {row: kode for row, kode in read.items() if kode}
    for kode in dict.fromkeys(areas.values()):
        first, *others = [row for row, other in areas.items() if other == kode]
        if others:
            cells = " dan ".join(reader.address(row, "kecamatan") for row in others)
            sentence = f"{reference.kecamatan[kode]} juga tertulis di {cells}."
            remedy = "Perbaiki nama yang keliru atau hapus baris yang berlebih."
            reader.fault(first, "kecamatan", Unreadable(Rule.DUPLICATE_KECAMATAN, sentence, remedy))
    return areas


def _check_row(reader: Reader, row: int, segments: Sequence[str], numbers: Numbers) -> None:
    """Active members within their base, and the row's own sums, where the cells that they are made of are sound."""
    base, members = [f"semesta {kode}" for kode in segments], [f"aktif {kode}" for kode in segments]
    for limit, key in zip(base, members, strict=True):
        possible, active = numbers[limit][row], numbers[key][row]
        if possible is not None and active is not None and active > possible:
            sentence = f"Peserta aktif {grouped(active)} lebih banyak daripada semestanya, {grouped(possible)}."
            remedy = f"Periksa sel ini dan {reader.address(row, limit)}."
            reader.fault(row, key, Unreadable(Rule.ABOVE_BASE, sentence, remedy))
    active = sum(numbers[key][row] or 0 for key in members)
    if "jumlah_aktif" in numbers and reader.is_sound(row, members):
        stated = numbers["jumlah_aktif"][row]
        reader.check_sum(row, "jumlah_aktif", stated=stated, computed=active, of="peserta aktif per segmen berjumlah")
    if "belum" in numbers and reader.is_sound(row, base + members):
        gap = sum(numbers[key][row] or 0 for key in base) - active
        reader.check_sum(row, "belum", stated=numbers["belum"][row], computed=gap, of="semesta dikurangi peserta aktif")


def _row(kecamatan: str, segmen: str, row: int, numbers: Numbers) -> dict[str, str | int]:
    base, active = numbers[f"semesta {segmen}"][row] or 0, numbers[f"aktif {segmen}"][row] or 0
    return {
        "kecamatan_kode": kecamatan,
        "segmen_kode": segmen,
        "semesta_orang": base,
        "aktif_orang": active,
        "belum_orang": base - active,
    }


def _only(row: Mapping[str, str | int], measure: str) -> dict[str, object]:
    return {key: row[key] for key in ("kecamatan_kode", "segmen_kode", measure)}


def _totals(reader: Reader, label: str, segments: Sequence[str], numbers: Numbers, *, group: str) -> list[Total]:
    """One measure per segment column: what the total row states and what the rows add up to."""
    columns = [(kode, numbers[f"{group} {kode}"]) for kode in segments]
    return [
        Total(f"{label} {kode} (orang)", sum(column[row] or 0 for row in reader.rows), reader.stated(column))
        for kode, column in columns
    ]


def _sums(reader: Reader, rows: Sequence[Mapping[str, str | int]], numbers: Numbers) -> list[Total]:
    """The sums over all segments that the recap itself carries a column for."""
    labels = {"jumlah_aktif": ("Peserta aktif", "aktif_orang"), "belum": ("Belum terlindungi", "belum_orang")}
    return [
        Total(f"{label} (orang)", sum(int(row[measure]) for row in rows), reader.stated(numbers[key]))
        for key, (label, measure) in labels.items()
        if key in numbers
    ]
