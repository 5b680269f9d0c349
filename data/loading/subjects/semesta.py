"""The base of coverage as a tidy table: one row per base, date, kecamatan and segment. The wide one is ``rekap``."""

from data.loading.draft import Draft, Layout, Source, Understood, missing_kecamatan, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy
from data.loading.names import Reference
from data.loading.subjects.checks import no_twins, not_both, rows_of, totals
from data.loading.tables import Table

TIDY = Tidy(
    (
        Field("tanggal", "Per Tanggal", Kind.DATE, ("tanggal", "posisi")),
        Field("basis_kode", "Basis", Kind.BASE, empty=None),
        Field("kecamatan_kode", "Kecamatan", Kind.AREA, ("wilayah",)),
        Field("segmen_kode", "Segmen", Kind.SEGMENT, empty=None),
        Field("semesta_orang", "Semesta Pekerja (orang)", Kind.COUNT, ("semesta", "potensi", "jumlah semesta")),
    )
)


def read(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of the base says: one load for the bases and dates that stand in it."""
    facts = TIDY.read(table, reference)
    bases = [kode or reference.basis_bawaan for kode in facts.values["basis_kode"]]
    facts.values["basis_kode"] = bases
    if not all(bases):
        sentence = "Kabupaten ini belum mempunyai basis cakupan bawaan."
        facts.fault(bases.index(""), "tanggal", Unreadable(Rule.UNKNOWN_WORD, sentence, "Isi kolom Basis."))
    no_twins(
        facts, ("basis_kode", "tanggal", "kecamatan_kode", "segmen_kode"),
        at="kecamatan_kode", what="Basis, tanggal, kecamatan, dan segmen",
    )  # fmt: skip
    moment = ("basis_kode", "tanggal")
    not_both(facts, moment, "kecamatan_kode", "kecamatan_kode", whole="seluruh kabupaten", parts="kecamatannya")
    not_both(
        facts, (*moment, "kecamatan_kode"), "segmen_kode", "semesta_orang", whole="semua segmen", parts="segmennya"
    )
    present = zip(facts.values["tanggal"], facts.values["kecamatan_kode"], strict=True)
    return understood(facts.reader, lambda: [_draft(facts, table)], missing_kecamatan(reference, present))


def _draft(facts: Facts, table: Table) -> Draft:
    return Draft(
        jenis="semesta",
        sumber="Semesta pekerja menurut tabel yang diserahkan",
        lembar=table.sheet.name,
        columns={**facts.values, "baris": rows_of(facts)},
        covers=frozenset(zip(facts.values["basis_kode"], facts.values["tanggal"], strict=True)),
        totals=totals(facts, [("semesta_orang", "Semesta (orang)")]),
        cell=lambda fact: facts.address(fact, "semesta_orang"),
    )


LAYOUTS = (Layout("semesta", "templat", "Per Tanggal; Basis; Kecamatan; Segmen; Semesta Pekerja", TIDY.find, read),)
