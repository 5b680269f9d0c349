"""Targets of coverage: one row per year and area, or a kecamatan per row and a column per year."""

from data.loading import titles
from data.loading.cells import plain, words
from data.loading.draft import Draft, Layout, Source, Understood, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy, Wide
from data.loading.names import Reference
from data.loading.sheets import Sheet
from data.loading.subjects.checks import no_twins, rows_of, year_ends
from data.loading.tables import Table

_YEAR = Field("tahun", "Tahun", Kind.YEAR)
_AREA = Field("kecamatan_kode", "Wilayah", Kind.AREA, ("kecamatan",))
_TARGET = Field("target_pct", "Target (%)", Kind.PERCENTAGE, ("target cakupan", "target ucj"))
_BASE = Field("basis_kode", "Basis", Kind.BASE, empty=None)
_SOURCE = Field("sumber", "Sumber", Kind.WORDS, ("dasar", "sumber target"), empty=None)

TIDY = Tidy((_YEAR, _AREA, _TARGET, _BASE, _SOURCE))
WIDE = Wide((_AREA,), _YEAR, (_TARGET,), blank="skip", alone=True)


def find_wide(sheet: Sheet, reference: Reference) -> Table | None:
    """A table with a column per year that is about targets: years stand alone above other figures too."""
    table = WIDE.find(sheet, reference)
    if table is None or table.first - table.header > 1:
        return table
    return table if any("target" in plain(text) for *_, text in table.titles()) else None


def read_tidy(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table of targets says: one load for the years and bases that stand in it."""
    return _understood(TIDY.read(table, reference), table, source)


def read_wide(table: Table, reference: Reference, source: Source) -> Understood:
    """What a table with a column per year says; basis and source may stand above it ("Basis: …", "Sumber: …")."""
    facts = WIDE.read(table, reference)
    base = titles.labelled(facts.reader, ("basis",), reference.basis_kode)
    told = titles.labelled(facts.reader, ("sumber", "dasar"), words)
    facts.values |= {"basis_kode": [base] * len(facts), "sumber": [told] * len(facts)}
    return _understood(facts, table, source)


def _understood(facts: Facts, table: Table, source: Source) -> Understood:
    bases = [kode or facts.reader.reference.basis_bawaan for kode in facts.values["basis_kode"]]
    facts.values["basis_kode"] = bases
    if not all(bases):
        sentence = "Kabupaten ini belum mempunyai basis cakupan bawaan."
        facts.fault(bases.index(""), "target_pct", Unreadable(Rule.UNKNOWN_WORD, sentence, "Sebut basisnya."))
    no_twins(facts, ("tahun", "kecamatan_kode", "basis_kode"), at="target_pct", what="Tahun, wilayah, dan basis")

    def drafts() -> list[Draft]:
        years = zip(facts.values["basis_kode"], facts.values["tahun"], strict=True)
        told = [word or f"Berkas {source.nama_berkas}" for word in facts.values["sumber"]]
        return [
            Draft(
                jenis="target",
                sumber="Target cakupan kepesertaan menurut tabel yang diserahkan",
                lembar=table.sheet.name,
                columns={**facts.values, "sumber": told, "baris": rows_of(facts)},
                covers=frozenset((base, end) for base, year in set(years) for end in year_ends([year])),
                cell=lambda fact: facts.address(fact, "target_pct"),
            )
        ]

    return understood(facts.reader, drafts)


LAYOUTS = (
    Layout("target", "templat", "Tahun; Wilayah; Target (%); Basis; Sumber", TIDY.find, read_tidy),
    Layout("target", "rekap", "Wilayah; satu kolom target per tahun", find_wide, read_wide),
)
