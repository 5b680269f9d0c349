"""The ecosystem: how many of a group of workers, such as non-ASN or RT/RW, are registered, per OPD or per desa."""

from typing import Any

from data.loading import titles
from data.loading.draft import Draft, Layout, Source, Understood, understood
from data.loading.faults import Rule, Unreadable
from data.loading.fields import Field, Kind
from data.loading.layouts import Facts, Tidy, Wide
from data.loading.names import Reference
from data.loading.sheets import Sheet
from data.loading.subjects.checks import at_most, no_twins, rows_of, totals
from data.loading.tables import Table
from data.subjects import SUBJECTS
from data.words import grouped

_GROUP = Field("kelompok", "Kelompok", Kind.WORDS, ("kelompok pekerja",))
_OPD = Field("opd", "OPD", Kind.WORDS, ("perangkat daerah", "dinas"), empty=None)
_KECAMATAN = Field("kecamatan_kode", "Kecamatan", Kind.KECAMATAN, empty=None)
_DESA = Field("desa", "Desa", Kind.DESA, ("desa/kelurahan", "kelurahan", "nama desa"), empty=None)
_ALL = Field("jumlah_orang", "Jumlah (orang)", Kind.COUNT, ("jumlah pekerja", "seluruhnya"))
_REGISTERED = Field("terdaftar_orang", "Terdaftar (orang)", Kind.COUNT, ("sudah terdaftar", "sudah"))

TIDY = Tidy((Field("bulan", "Bulan", Kind.MONTH, ("periode",)), _GROUP, _OPD, _KECAMATAN, _DESA, _ALL, _REGISTERED))
WIDE = Wide((_OPD, _KECAMATAN, _DESA), _GROUP, (_ALL, _REGISTERED), blank="skip")
MEASURES = (("jumlah_orang", "Jumlah (orang)"), ("terdaftar_orang", "Terdaftar (orang)"))


def find_wide(sheet: Sheet, reference: Reference) -> Table | None:
    """A recap with a row per OPD or desa."""
    table = WIDE.find(sheet, reference)
    return table if table and {"opd", "desa"} & table.columns.keys() else None


def read_tidy(table: Table, reference: Reference, source: Source) -> Understood:
    """What a tidy table says: one load for the months that stand in it."""
    return _understood(TIDY.read(table, reference), table)


def read_wide(table: Table, reference: Reference, source: Source) -> Understood:
    """What a recap with the groups side by side says; the month stands above it."""
    facts = WIDE.read(table, reference)
    facts.values["bulan"] = [titles.month(facts.reader)] * len(facts)
    return _understood(facts, table)


def _understood(facts: Facts, table: Table) -> Understood:
    facts.values["desa_kode"] = _villages(facts)
    if "desa" in facts.columns:
        facts.columns["desa_kode"] = facts.columns["desa"]
    place = "desa" if "desa" in facts.columns and "opd" not in facts.columns else "opd"
    no_twins(facts, ("bulan", "kelompok", "opd", "desa_kode"), at=place, what="Bulan, kelompok, dan OPD atau desa")
    at_most(facts, "terdaftar_orang", "jumlah_orang", _too_many)

    def drafts() -> list[Draft]:
        # The OPD and the desa of a month are handed in by two offices.
        parts = map(SUBJECTS["ekosistem"].part_of, facts.values["desa_kode"])
        names = ("bulan", "kelompok", "opd", "desa_kode", "jumlah_orang", "terdaftar_orang")
        return [
            Draft(
                jenis="ekosistem",
                sumber="Ekosistem pemerintahan dan desa menurut tabel yang diserahkan",
                lembar=table.sheet.name,
                columns={name: facts.values[name] for name in names} | {"baris": rows_of(facts)},
                covers=frozenset(zip(parts, facts.values["bulan"], strict=True)),
                totals=totals(facts, MEASURES),
                cell=lambda fact: facts.address(fact, "jumlah_orang"),
            )
        ]

    return understood(facts.reader, drafts)


def _villages(facts: Facts) -> list[str | None]:
    """The code of each fact's desa, None for an OPD; a fault where it is neither, both, or not to be found."""
    found: list[str | None] = []
    known: dict[tuple[Any, Any], str] = {}
    for fact, (opd, desa, kecamatan) in enumerate(
        zip(facts.values["opd"], facts.values["desa"], facts.values["kecamatan_kode"], strict=True)
    ):
        found.append(None)
        at = "desa" if "desa" in facts.columns else "opd"
        if (opd is None) == (desa is None):
            sentence = "Baris ini menyebut OPD dan desa." if opd else "Baris ini tidak menyebut OPD atau desa."
            facts.fault(fact, at, Unreadable(Rule.EMPTY, sentence, "Isi salah satu: OPD, atau desa."))
        elif desa is not None:
            try:
                if (desa, kecamatan) not in known:
                    known[desa, kecamatan] = facts.reader.reference.desa_kode(desa, kecamatan)
                found[fact] = known[desa, kecamatan]
            except Unreadable as error:
                facts.fault(fact, "desa", error)
    return found


def _too_many(registered: int, everyone: int) -> Unreadable:
    sentence = f"Terdaftar {grouped(registered)}, padahal seluruhnya {grouped(everyone)}."
    return Unreadable(Rule.REGISTERED_ABOVE_ALL, sentence, "Perbaiki salah satunya.")


LAYOUTS = (
    Layout("ekosistem", "templat", "Bulan; Kelompok; OPD atau Desa; Jumlah; Terdaftar", TIDY.find, read_tidy),
    Layout("ekosistem", "rekap", "OPD atau Desa; di bawah setiap kelompok: Jumlah dan Terdaftar", find_wide, read_wide),
)
