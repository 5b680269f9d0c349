"""Active members as a tidy table: one row per month, kecamatan, segment and payer. The wide one is ``rekap``."""

from data.loading.draft import Draft, Layout, Source, Understood, missing_kecamatan, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy
from data.loading.names import Reference
from data.loading.subjects import rekap
from data.loading.subjects.checks import no_twins, rows_of, totals
from data.loading.tables import Table
from data.subjects import PAYER_UNTOLD

TIDY = Tidy(
    (
        Field("bulan", "Bulan", Kind.MONTH, ("periode",)),
        Field("kecamatan_kode", "Kecamatan", Kind.KECAMATAN),
        Field("segmen_kode", "Segmen", Kind.SEGMENT),
        Field("pembayar_kode", "Pembayar", Kind.PAYER, ("pembayar iuran",), empty=PAYER_UNTOLD),
        Field("aktif_orang", "Peserta Aktif (orang)", Kind.COUNT, ("aktif", "jumlah peserta aktif")),
        Field("berakhir_pada", "Berakhir Pada", Kind.DATE, ("berakhir", "berlaku sampai"), empty=None),
    )
)


def read(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of members says: one load for the months that stand in it."""
    facts = TIDY.read(table, reference)
    no_twins(
        facts, ("bulan", "kecamatan_kode", "segmen_kode", "pembayar_kode"),
        at="kecamatan_kode", what="Bulan, kecamatan, segmen, dan pembayar",
    )  # fmt: skip
    _check_endings(facts)
    present = zip(facts.values["bulan"], facts.values["kecamatan_kode"], strict=True)
    return understood(facts.reader, lambda: [_draft(facts, table)], missing_kecamatan(reference, present))


def _draft(facts: Facts, table: Table) -> Draft:
    return Draft(
        jenis="kepesertaan",
        sumber="Tabel kepesertaan BPJS Ketenagakerjaan per kecamatan, segmen, dan pembayar",
        lembar=table.sheet.name,
        columns={**facts.values, "baris": rows_of(facts)},
        covers=frozenset(("", month) for month in set(facts.values["bulan"])),
        totals=totals(facts, [("aktif_orang", "Peserta aktif (orang)")]),
        cell=lambda fact: facts.address(fact, "aktif_orang"),
    )


def _check_endings(facts: Facts) -> None:
    for fact, (start, end) in enumerate(zip(facts.values["bulan"], facts.values["berakhir_pada"], strict=True)):
        if start and end and end < start:
            sentence = "Tanggal berakhirnya lebih dulu daripada bulannya."
            facts.fault(fact, "berakhir_pada", Unreadable(Rule.END_BEFORE_START, sentence, "Perbaiki tanggalnya."))


LAYOUTS = (
    Layout("kepesertaan", "templat", "Bulan; Kecamatan; Segmen; Pembayar; Peserta Aktif", TIDY.find, read),
    Layout("kepesertaan", "rekap", rekap.DESCRIPTION, rekap.find, rekap.read),
)
