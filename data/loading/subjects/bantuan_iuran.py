"""Subsidised contributions: who pays for how many workers, from when until when, under which decree."""

from data.loading import titles
from data.loading.cells import words
from data.loading.draft import Draft, Layout, Source, Understood, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy, Wide
from data.loading.names import Reference
from data.loading.subjects.checks import no_twins, rows_of, totals, year_ends
from data.loading.tables import Table

SEGMENT = "BPU"
_PAYER = Field("pembayar_kode", "Pembayar", Kind.PAYER, ("sumber dana", "pembayar iuran"))
_AREA = Field("kecamatan_kode", "Kecamatan", Kind.AREA, ("wilayah",), empty=None)
_PEOPLE = Field("jumlah_orang", "Jumlah Penerima (orang)", Kind.COUNT, ("jumlah", "penerima", "jumlah pekerja"))
_DECREE = Field("sk", "Nomor SK", Kind.WORDS, ("sk", "no sk", "no. sk"), empty=None)

TIDY = Tidy(
    (
        _PAYER,
        _AREA,
        Field("segmen_kode", "Segmen", Kind.SEGMENT, empty=SEGMENT),
        Field("kelompok", "Kelompok Pekerja", Kind.WORDS, ("kelompok",), empty=None),
        _PEOPLE,
        Field("mulai", "Mulai", Kind.DATE, ("dari", "berlaku mulai")),
        Field("sampai", "Sampai", Kind.DATE, ("berakhir", "berlaku sampai", "s.d.")),
        _DECREE,
    )
)
WIDE = Wide(
    (Field("kecamatan_kode", "Kecamatan", Kind.AREA, ("wilayah",)),), _PAYER, (_PEOPLE,), blank="skip", alone=True
)


def read_tidy(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of grants says: one load that answers for the whole years in which its grants begin."""
    return _understood(TIDY.read(table, reference), table)


def read_wide(table: Table, reference: Reference, source: Source) -> Understood:
    """What a recap with a column per payer says; the span and the decree stand above it."""
    facts = WIDE.read(table, reference)
    span = titles.span(facts.reader)
    decree = titles.labelled(facts.reader, ("sk", "nomor sk", "no. sk"), words)
    start, end = span or (None, None)
    constants = {"segmen_kode": SEGMENT, "kelompok": None, "mulai": start, "sampai": end, "sk": decree}
    facts.values |= {key: [value] * len(facts) for key, value in constants.items()}
    return _understood(facts, table)


def _understood(facts: Facts, table: Table) -> Understood:
    grant = ("pembayar_kode", "kecamatan_kode", "segmen_kode", "kelompok", "mulai", "sampai", "sk")
    no_twins(facts, grant, at="jumlah_orang", what="Bantuan iuran")
    for fact, (start, end) in enumerate(zip(facts.values["mulai"], facts.values["sampai"], strict=True)):
        if start and end and end < start:
            sentence = "Bantuan ini berakhir sebelum dimulai."
            facts.fault(fact, "sampai", Unreadable(Rule.END_BEFORE_START, sentence, "Perbaiki tanggalnya."))

    def drafts() -> list[Draft]:
        return [
            Draft(
                jenis="bantuan_iuran",
                sumber="Bantuan iuran menurut tabel yang diserahkan",
                lembar=table.sheet.name,
                columns={**facts.values, "baris": rows_of(facts)},
                covers=frozenset(("", end) for end in year_ends(day.year for day in facts.values["mulai"])),
                totals=totals(facts, [("jumlah_orang", "Penerima bantuan iuran (orang)")]),
                cell=lambda fact: facts.address(fact, "jumlah_orang"),
            )
        ]

    return understood(facts.reader, drafts)


LAYOUTS = (
    Layout(
        "bantuan_iuran",
        "templat",
        "Pembayar; Kecamatan; Jumlah Penerima; Mulai; Sampai; Nomor SK",
        TIDY.find,
        read_tidy,
    ),
    Layout("bantuan_iuran", "rekap", "Kecamatan; satu kolom jumlah penerima per pembayar", WIDE.find, read_wide),
)
