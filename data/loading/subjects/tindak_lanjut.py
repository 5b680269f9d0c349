"""The plan of action: what each OPD does, for which workers, until when. Offices keep it as one wide table."""

from data.loading import cells, titles
from data.loading.draft import Draft, Layout, Source, Understood, understood
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy
from data.loading.names import Reference
from data.loading.subjects.checks import no_twins, rows_of, totals, year_ends
from data.loading.tables import Table

_REST = (
    Field("opd", "OPD", Kind.WORDS, ("perangkat daerah", "dinas")),
    Field("tindakan", "Tindak Lanjut", Kind.WORDS, ("rencana tindak lanjut", "tindakan", "rencana aksi")),
    Field("kelompok", "Kelompok Pekerja", Kind.WORDS, ("kelompok", "sasaran"), empty=None),
    Field("kuota_orang", "Kuota (orang)", Kind.COUNT, ("kuota", "target"), empty=None),
    Field("terlaksana_orang", "Terlaksana (orang)", Kind.COUNT, ("terlaksana", "realisasi"), empty=None),
    Field("sumber_dana", "Sumber Dana", Kind.WORDS, ("anggaran",), empty=None),
    Field("tenggat", "Tenggat", Kind.DATE, ("batas waktu",), empty=None),
    Field("penanggung_jawab", "Kantor Penanggung Jawab", Kind.WORDS, ("penanggung jawab", "pic"), empty=None),
)
TIDY = Tidy((Field("tahun", "Tahun", Kind.YEAR), *_REST))
# The table of an evaluation meeting: the year stands in its title, and its headings in two rows (Rencana, Realisasi).
WIDE = Tidy(_REST)
YEAR = ("tahun", "tahun anggaran")
MEASURES = (("kuota_orang", "Kuota (orang)"), ("terlaksana_orang", "Terlaksana (orang)"))


def read_tidy(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of actions says: one load for the years that stand in it."""
    return _understood(TIDY.read(table, reference), table)


def read_wide(table: Table, reference: Reference, source: Source) -> Understood:
    """What the table of a meeting says; its year stands above it ("Tahun: 2024")."""
    facts = WIDE.read(table, reference)
    year = titles.labelled(facts.reader, YEAR, cells.year)
    if titles.first_labelled(facts.reader, YEAR) is None:
        facts.reader.note(0, 0, titles.year_missing())
    facts.values["tahun"] = [year] * len(facts)
    return _understood(facts, table)


def _understood(facts: Facts, table: Table) -> Understood:
    no_twins(facts, ("tahun", "opd", "tindakan", "kelompok"), at="tindakan", what="OPD, tindak lanjut, dan kelompok")

    def drafts() -> list[Draft]:
        return [
            Draft(
                jenis="tindak_lanjut",
                sumber="Rencana tindak lanjut menurut tabel yang diserahkan",
                lembar=table.sheet.name,
                columns={**facts.values, "baris": rows_of(facts)},
                covers=frozenset(("", end) for end in year_ends(facts.values["tahun"])),
                totals=totals(facts, MEASURES),
                cell=lambda fact: facts.address(fact, "tindakan"),
            )
        ]

    return understood(facts.reader, drafts)


LAYOUTS = (
    Layout("tindak_lanjut", "templat", "Tahun; OPD; Tindak Lanjut; Kuota; Tenggat", TIDY.find, read_tidy),
    Layout(
        "tindak_lanjut", "rekap", "OPD; Tindak Lanjut; Rencana dan Realisasi, tahunnya di judul", WIDE.find, read_wide
    ),
)
