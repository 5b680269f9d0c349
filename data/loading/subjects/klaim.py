"""Claims: as a tidy table of months, as a recap of one month, and as a list of single cases, which are only counted.

Rupiah paid and the scholarship that is promised are two figures; the second is never part of the first.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from data import words
from data.loading import titles
from data.loading.cells import plain
from data.loading.draft import Draft, Layout, Source, Understood, missing_kecamatan, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy, Wide
from data.loading.names import Reference
from data.loading.personal import people_columns
from data.loading.sheets import Sheet
from data.loading.subjects.checks import no_twins, rows_of, totals
from data.loading.tables import Reader, Table
from data.subjects import SCOPES

MEASURES = {"kasus": "Kasus", "dibayarkan_rp": "Dibayarkan (Rp)", "potensi_beasiswa_rp": "Potensi beasiswa (Rp)"}
SCOPE_WORDS = {
    "domisili": ("domisili peserta", "domisili"),
    "kantor_cabang": ("kantor cabang",),
    "badan_usaha": ("lokasi badan usaha", "badan usaha"),
}
DEFAULT_SCOPE = "domisili"

_MONTH = Field("bulan", "Bulan", Kind.MONTH, ("bulan bayar", "tanggal bayar", "tanggal pembayaran", "periode"))
_KECAMATAN = Field("kecamatan_kode", "Kecamatan", Kind.KECAMATAN)
_PROGRAMME = Field("program_kode", "Program", Kind.PROGRAMME)
_CASES = Field("kasus", "Jumlah Kasus", Kind.COUNT, ("kasus",))
_PAID = Field("dibayarkan_rp", "Nominal Dibayarkan (Rp)", Kind.RUPIAH, ("dibayarkan", "nominal", "nominal klaim"))
_PROMISED = Field("potensi_beasiswa_rp", "Potensi Beasiswa (Rp)", Kind.RUPIAH, empty=0)

TIDY = Tidy((_MONTH, _KECAMATAN, _PROGRAMME, _CASES, _PAID, _PROMISED))
WIDE = Wide((_KECAMATAN,), _PROGRAMME, (_CASES, _PAID), blank="zero")
CASES = Tidy((_MONTH, _KECAMATAN, _PROGRAMME, _PAID, _PROMISED))


def read_tidy(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of claims says: a load that answers for every month from its first to its last."""
    facts = TIDY.read(table, reference)
    no_twins(
        facts, ("bulan", "kecamatan_kode", "program_kode"), at="kecamatan_kode", what="Bulan, kecamatan dan program"
    )
    _check_cases(facts)
    return _understood(facts, table, source, _months_between(facts.values["bulan"]))


def read_wide(table: Table, reference: Reference, source: Source) -> Understood:
    """What a recap of one month says; the month stands above the table. Cells without a case become no row."""
    facts = WIDE.read(table, reference)
    no_twins(facts, ("kecamatan_kode", "program_kode"), at="kecamatan_kode", what="Kecamatan")
    _check_cases(facts)
    month = titles.month(facts.reader)
    stated = {measure: _over_columns(facts.reader.stated, measure) for measure in ("kasus", "dibayarkan_rp")}
    facts.reader.stated.update({key: number for key, number in stated.items() if number is not None})
    facts.values |= {"bulan": [month] * len(facts), "potensi_beasiswa_rp": [0] * len(facts)}
    warnings = ("Rekap ini tidak memuat potensi beasiswa; yang tersimpan 0.",)
    facts = facts.only([fact for fact, cases in enumerate(facts.values["kasus"]) if cases != 0])
    return _understood(facts, table, source, [month] if month else [], warnings)


def find_cases(sheet: Sheet, reference: Reference) -> Table | None:
    """A list of single cases: the headings of claims without a number of cases, beside columns about people."""
    table = CASES.find(sheet, reference)
    return table if table and TIDY.find(sheet, reference) is None and people_columns(table) else None


def read_cases(table: Table, reference: Reference, source: Source) -> Understood:
    """What a list of cases adds up to. Nothing about a person is read, and no fault repeats what stands in a cell."""
    facts = CASES.read(table, reference, quiet=True, others=_CASES.headings)
    facts.values["kasus"] = [1] * len(facts)
    warnings = ("Daftar per kasus dijumlahkan per bulan, kecamatan, dan program; data orang tidak dibaca dan dibuang.",)
    return _understood(facts, table, source, _months_between(facts.values["bulan"]), warnings, counted=True)


def _understood(
    facts: Facts,
    table: Table,
    source: Source,
    months: Sequence[dt.date],
    warnings: Sequence[str] = (),
    *,
    counted: bool = False,
) -> Understood:
    stated_scope = _stated_scope(facts.reader, source.lingkup)
    scope = source.lingkup or stated_scope or DEFAULT_SCOPE
    assumed = (
        ()
        if source.lingkup or stated_scope
        else ("Berkas ini tidak menyebut cakupannya; dibaca menurut domisili peserta. Bila lain, pakai --lingkup.",)
    )
    # A kecamatan without a claim in some month is nothing to speak of; in no month at all it is.
    present = [(max(months, default=None), kode) for kode in facts.values["kecamatan_kode"]]
    known = (
        *assumed,
        *warnings,
        *_empty_months(months, facts.values["bulan"]),
        *missing_kecamatan(facts.reader.reference, present, meaning="dibaca sebagai tanpa klaim"),
    )

    def drafts() -> list[Draft]:
        names = ("bulan", "kecamatan_kode", "program_kode", *MEASURES)
        columns = (
            _added_up(facts) if counted else {name: facts.values[name] for name in names} | {"baris": rows_of(facts)}
        )
        return [
            Draft(
                jenis="klaim",
                sumber=f"Rekap pembayaran klaim kantor cabang BPJS Ketenagakerjaan, menurut {SCOPES[scope]}",
                lembar=table.sheet.name,
                columns={**columns, "lingkup": [scope] * len(columns["kasus"])},
                covers=frozenset((scope, month) for month in months),
                totals=totals(facts, MEASURES.items()),
                cell=None if counted else lambda fact: facts.address(fact, "kasus"),
            )
        ]

    return understood(facts.reader, drafts, known)


def _added_up(facts: Facts) -> dict[str, list[Any]]:
    """Single cases added up by month, kecamatan and programme; such a row stands in no single row of the file."""
    keys = ("bulan", "kecamatan_kode", "program_kode")
    sums: dict[tuple[Any, ...], list[int]] = {}
    for key, numbers in zip(
        zip(*(facts.values[name] for name in keys), strict=True),
        zip(*(facts.values[name] for name in MEASURES), strict=True),
        strict=True,
    ):
        so_far = sums.setdefault(key, [0] * len(MEASURES))
        so_far[:] = [a + b for a, b in zip(so_far, numbers, strict=True)]
    columns: dict[str, list[Any]] = {name: [key[n] for key in sums] for n, name in enumerate(keys)}
    columns |= {name: [numbers[n] for numbers in sums.values()] for n, name in enumerate(MEASURES)}
    return columns | {"baris": [None] * len(sums)}


def _over_columns(stated: dict[str, int | None], measure: str) -> int | None:
    """What a recap's total row states for one measure over all programmes; None when it is not complete."""
    parts = [number for key, number in stated.items() if key.startswith(f"{measure}|") and key != f"{measure}|"]
    return sum(filter(None, parts)) if parts and None not in parts else None


def _stated_scope(reader: Reader, asked: str | None) -> str | None:
    """The scope that a title line states; a fault when it is unknown or not the one that was asked for."""
    found = titles.first_labelled(reader, ("cakupan", "lingkup"))
    if found is None:
        return None
    row, column, text = found
    stated = next((kode for kode, names in SCOPE_WORDS.items() if plain(text) in names), None)
    if stated is None:
        remedy = f"Tulis salah satu: {', '.join(SCOPES.values())}."
        reader.note(row, column, Unreadable(Rule.UNKNOWN_SCOPE, "Cakupan ini tidak dikenal.", remedy))
    elif asked and asked != stated:
        sentence = "Cakupan yang tertulis berbeda dari pilihan --lingkup."
        reader.note(row, column, Unreadable(Rule.UNKNOWN_SCOPE, sentence, "Perbaiki salah satunya."))
    return stated


def _check_cases(facts: Facts) -> None:
    for fact, (cases, paid) in enumerate(zip(facts.values["kasus"], facts.values["dibayarkan_rp"], strict=True)):
        if cases == 0 and paid:
            sentence = "Ada pembayaran, tetapi jumlah kasusnya 0."
            facts.fault(fact, "kasus", Unreadable(Rule.PAID_WITHOUT_CASE, sentence, "Isi jumlah kasusnya."))


def _empty_months(covered: Iterable[dt.date], named: Sequence[dt.date | None]) -> tuple[str, ...]:
    """A warning about months between the first and the last that no row is about."""
    empty = [words.month(month) for month in covered if month not in set(named)]
    if not empty:
        return ()
    listed = ", ".join(empty[:6]) + (" …" if len(empty) > 6 else "")
    return (f"{len(empty)} bulan tidak ada dalam berkas dan dibaca sebagai tanpa klaim: {listed}.",)


def _months_between(months: Iterable[dt.date | None]) -> list[dt.date]:
    """Every month from the first to the last: a month without a row had no claim."""
    named = sorted(set(filter(None, months)))
    if not named:
        return []
    numbers = range(named[0].year * 12 + named[0].month - 1, named[-1].year * 12 + named[-1].month)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


LAYOUTS = (
    Layout(
        "klaim", "templat",
        "Bulan; Kecamatan; Program; Jumlah Kasus; Nominal Dibayarkan (Rp); Potensi Beasiswa (Rp)",
        TIDY.find, read_tidy,
    ),
    Layout("klaim", "rekap", "Kecamatan; di bawah setiap program: Kasus dan Nominal", WIDE.find, read_wide),
    Layout("klaim", "daftar kasus", "Bulan; Kecamatan; Program; Nominal; data peserta", find_cases, read_cases, True),
)  # fmt: skip
