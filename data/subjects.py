"""The subjects of loads: what each one's facts are about, in which table they are kept, and what can be added up."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, case, extract, literal

from data.schema import (
    bantuan_iuran,
    batas,
    ekosistem,
    kepesertaan,
    klaim,
    muatan_periode,
    semesta,
    target,
    tindak_lanjut,
)
from data.standing import ACTIONS

# Who pays for members of whom a file does not tell it.
PAYER_UNTOLD = "tidak_dirinci"
SCOPES = {"domisili": "domisili peserta", "kantor_cabang": "kantor cabang", "badan_usaha": "lokasi badan usaha"}
# The parts that have a name of their own; those of a semesta or target are called as their basis is.
PARTS = SCOPES | {"opd": "OPD", "desa": "desa"}


@dataclass(frozen=True)
class Subject:
    """One subject of loads.

    part, period: the columns of its table that ``muatan_periode`` calls bagian and periode ('' without parts); a year
    stands for its last day. halves: the part of a fact whose part column is empty, and of one where it is not; None
    when that column names the part itself. category: what it is counted by besides areas. measures: column -> label,
    with the unit. adds_up: whether the measures may be summed over areas. is_position: whether they tell how things
    stood at a period, and so are never summed over time. standing: what tells the facts as they are now, where they may
    be changed after their load.
    """

    jenis: str
    nama: str
    table: Table
    period: str = ""
    part: str = ""
    category: str = ""
    measures: Mapping[str, str] = field(default_factory=dict)
    adds_up: bool = True
    is_position: bool = False
    halves: tuple[str, str] | None = None
    standing: FromClause | None = None

    @property
    def facts(self) -> FromClause:
        """Its facts as they are now."""
        return self.table if self.standing is None else self.standing

    def period_of(self, value: dt.date | int) -> dt.date:
        """The period that answers for a value of the period column."""
        if self.period == "mulai" and isinstance(value, dt.date):
            value = value.year
        return dt.date(value, 12, 31) if isinstance(value, int) else value

    def part_of(self, value: Any) -> str:
        """The part of a fact, from what stands in its part column."""
        return self.halves[value is not None] if self.halves else value or ""

    @property
    def has_areas(self) -> bool:
        """Whether its facts belong to a kecamatan."""
        return "kecamatan_kode" in self.table.c

    def is_answered(self) -> ColumnElement[bool]:
        """The join of its facts with ``muatan_periode``: the load and period that answer for a fact."""
        facts = self.facts.c
        period = facts[self.period]
        if self.period == "tahun":
            same_period = extract("year", muatan_periode.c.periode) == period
        elif self.period == "mulai":
            same_period = extract("year", muatan_periode.c.periode) == extract("year", period)
        else:
            same_period = muatan_periode.c.periode == period
        part: ColumnElement = facts[self.part] if self.part else literal("")
        if self.halves:
            empty, filled = self.halves
            part = case((part.is_(None), empty), else_=filled)
        return (muatan_periode.c.muatan_id == facts.muatan_id) & same_period & (muatan_periode.c.bagian == part)


SUBJECTS = {
    subject.jenis: subject
    for subject in (
        Subject(
            "semesta", "Semesta", semesta, "tanggal", "basis_kode", "segmen_kode",
            {"semesta_orang": "Semesta (orang)"}, is_position=True,
        ),
        Subject(
            "kepesertaan", "Kepesertaan", kepesertaan, "bulan", "", "segmen_kode",
            {"aktif_orang": "Peserta aktif (orang)"}, is_position=True,
        ),
        Subject(
            "klaim", "Klaim", klaim, "bulan", "lingkup", "program_kode",
            {
                "kasus": "Klaim (kasus)",
                "dibayarkan_rp": "Dibayarkan (rupiah)",
                "potensi_beasiswa_rp": "Potensi beasiswa (rupiah)",
            },
        ),
        Subject(
            "target", "Target", target, "tahun", "basis_kode", "", {"target_pct": "Target (%)"}, adds_up=False,
        ),
        Subject(
            "bantuan_iuran", "Bantuan iuran", bantuan_iuran, "mulai", "", "pembayar_kode",
            {"jumlah_orang": "Penerima bantuan iuran (orang)"},
        ),
        Subject(
            "tindak_lanjut", "Tindak lanjut", tindak_lanjut, "tahun", "", "opd",
            {"kuota_orang": "Kuota (orang)", "terlaksana_orang": "Terlaksana (orang)"}, standing=ACTIONS,
        ),
        Subject(
            "ekosistem", "Ekosistem", ekosistem, "bulan", "desa_kode", "kelompok",
            {"jumlah_orang": "Jumlah (orang)", "terdaftar_orang": "Terdaftar (orang)"}, is_position=True,
            halves=("opd", "desa"),
        ),
        Subject("batas", "Batas wilayah", batas),
    )
}  # fmt: skip
