"""The branch's table of claims: one row per month, kecamatan and programme.

It counts cases, rupiah paid, and the scholarship that is promised, which is never part of what is paid.
"""

import datetime as dt
from collections.abc import Iterable

from data.loading.cells import month, plain
from data.loading.faults import Refused, Rule, Unreadable
from data.loading.names import Reference
from data.loading.plan import Plan, Source, missing_kecamatan, summary
from data.loading.sheets import Sheet
from data.loading.tables import Reader, Table, header_columns
from data.loads import Load, Total
from data.schema import klaim

DESCRIPTION = "tabel klaim (Bulan; Kecamatan; Program; Jumlah Kasus; Nominal Dibayarkan (Rp); Potensi Beasiswa (Rp))"
HEADINGS = {
    "bulan": ("bulan",),
    "kecamatan": ("kecamatan",),
    "program": ("program",),
    "kasus": ("jumlah kasus", "kasus"),
    "dibayarkan_rp": ("nominal dibayarkan (rp)", "dibayarkan (rp)"),
    "potensi_beasiswa_rp": ("potensi beasiswa (rp)",),
}
MEASURES = {"kasus": "Kasus", "dibayarkan_rp": "Dibayarkan (Rp)", "potensi_beasiswa_rp": "Potensi beasiswa (Rp)"}
SCOPES = {
    "domisili": ("domisili peserta", "domisili"),
    "kantor_cabang": ("kantor cabang",),
    "badan_usaha": ("lokasi badan usaha", "badan usaha"),
}
DEFAULT_SCOPE = "domisili"


def find(sheet: Sheet, reference: Reference) -> Table | None:
    """The table of claims in this sheet, None when it holds none. Keys: those of HEADINGS."""
    for header, row in enumerate(sheet.rows):
        columns = header_columns(row, HEADINGS)
        if columns.keys() == HEADINGS.keys():
            return Table(sheet, columns, header=header, first=header + 1)
    return None


def read(table: Table, reference: Reference, source: Source) -> Plan:
    """The plan of one table of claims: a load that answers for every month from its first to its last.

    Raises Refused with every fault.
    """
    reader = Reader(table)
    reader.check_any_row("kecamatan")
    stated_scope = _stated_scope(reader, source.lingkup)
    months = reader.column("bulan", month)
    areas = reader.column("kecamatan", reference.kecamatan_kode)
    programmes = reader.column("program", reference.program_kode)
    numbers = {
        "kasus": reader.numbers("kasus"),
        "dibayarkan_rp": reader.numbers("dibayarkan_rp", rupiah=True),
        "potensi_beasiswa_rp": reader.numbers("potensi_beasiswa_rp", rupiah=True, empty_is_zero=True),
    }
    _check_duplicates(reader, {row: (months[row], areas[row], programmes[row]) for row in reader.rows})
    for row in reader.rows:
        if numbers["kasus"][row] == 0 and numbers["dibayarkan_rp"][row]:
            sentence = "Ada pembayaran, tetapi jumlah kasusnya 0."
            reader.fault(row, "kasus", Unreadable(Rule.PAID_WITHOUT_CASE, sentence, "Isi jumlah kasusnya."))
    for key, column in numbers.items():
        reader.check_total(key, column)
    if reader.faults():
        raise Refused(reader.faults())

    lingkup = source.lingkup or stated_scope or DEFAULT_SCOPE
    rows = [
        {"bulan": months[row], "kecamatan_kode": areas[row], "program_kode": programmes[row], "lingkup": lingkup}
        | {measure: numbers[measure][row] for measure in MEASURES}
        for row in reader.rows
    ]
    load = Load(
        jenis="klaim",
        asal="berkas",
        nama_berkas=source.nama_berkas,
        sha256=source.sha256,
        sumber=f"Rekap pembayaran klaim kantor cabang BPJS Ketenagakerjaan, menurut {SCOPES[lingkup][0]}",
        oleh=source.oleh,
        table=klaim,
        rows=rows,
        covers=frozenset((lingkup, each) for each in _months_between(filter(None, months.values()))),
        totals=[
            Total(label, sum(numbers[measure][row] or 0 for row in reader.rows), reader.stated(numbers[measure]))
            for measure, label in MEASURES.items()
        ],
    )
    assumed = (
        ()
        if source.lingkup or stated_scope
        else ("Berkas ini tidak menyebut cakupannya; dibaca menurut domisili peserta. Bila lain, pakai --lingkup.",)
    )
    return Plan(
        loads=(load,),
        summaries=(
            summary("Program", reference.program, rows, key="program_kode", measures=MEASURES),
            summary("Kecamatan", reference.kecamatan, rows, key="kecamatan_kode", measures=MEASURES),
        ),
        warnings=assumed + missing_kecamatan(reference.kecamatan, filter(None, areas.values())),
    )


def _stated_scope(reader: Reader, asked: str | None) -> str | None:
    """The scope that a title line states; a fault when it is unknown or not the one that was asked for."""
    for row, column, text in reader.table.titles():
        label, _, words = plain(text).partition(":")
        if label.strip() not in ("cakupan", "lingkup"):
            continue
        stated = next((kode for kode, names in SCOPES.items() if words.strip() in names), None)
        choices = ", ".join(names[0] for names in SCOPES.values())
        if stated is None:
            remedy = f"Tulis salah satu: {choices}."
            reader.note(row, column, Unreadable(Rule.UNKNOWN_SCOPE, "Cakupan ini tidak dikenal.", remedy))
        elif asked and asked != stated:
            sentence = "Cakupan yang tertulis berbeda dari pilihan --lingkup."
            reader.note(row, column, Unreadable(Rule.UNKNOWN_SCOPE, sentence, "Perbaiki salah satunya."))
        return stated
    return None


def _check_duplicates(reader: Reader, keys: dict[int, tuple[object, ...]]) -> None:
    """The same month, kecamatan and programme in several rows is one fault that names them all."""
    rows_of: dict[tuple[object, ...], list[int]] = {}
    for row, key in keys.items():
        if None not in key:
            rows_of.setdefault(key, []).append(row)
    for first, *others in rows_of.values():
        if others:
            cells = " dan ".join(reader.address(row, "kecamatan") for row in others)
            sentence = f"Bulan, kecamatan dan program yang sama juga tertulis di {cells}."
            remedy = "Gabungkan barisnya atau perbaiki yang keliru."
            reader.fault(first, "kecamatan", Unreadable(Rule.DUPLICATE_ROW, sentence, remedy))


def _months_between(months: Iterable[dt.date]) -> list[dt.date]:
    """Every month from the first to the last: a month without a row had no claim."""
    named = sorted(months)
    numbers = range(named[0].year * 12 + named[0].month - 1, named[-1].year * 12 + named[-1].month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]
