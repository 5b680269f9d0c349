"""What papers, scenes and the simulation start from: each figure from one call, for what is asked to be seen."""

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from queries import acuan, bantuan, cakupan, evaluasi, iuran, kepesertaan, proyeksi, semesta, skenario, target, wilayah
from queries.semesta import Base
from ui import formats
from ui.scenario.plan import Plan
from ui.view import View

NO_PERCENTAGE = "Basis yang dipilih tidak memberi persentase untuk pilihan ini."
ONLY_WHOLE = "Basis yang dipilih hanya tersedia untuk kabupaten secara keseluruhan."


@dataclass(frozen=True)
class Coverage:
    """Coverage of the regency; what is not asked for is not worked out."""

    seen: View

    @cached_property
    def base(self) -> Base:
        """The base of every percentage."""
        return semesta.chosen(basis=self.seen.basis, periode=self.seen.periode)

    @cached_property
    def months(self) -> pd.DataFrame:
        """The regency month by month. Columns: those of ``cakupan.per_month``."""
        every = cakupan.per_month(
            kepesertaan.rows(), self.base, districts=len(wilayah.districts()), segmen=self.seen.segmen
        )
        return cakupan.until(every, periode=self.seen.periode)

    @cached_property
    def now(self) -> pd.Series:
        """The period."""
        return cakupan.at(self.months, self.seen.periode)

    @cached_property
    def before(self) -> pd.Series:
        """The same month of the year before."""
        return cakupan.at(self.months, kepesertaan.year_before(self.seen.periode))

    @cached_property
    def goal(self) -> float | None:
        """The regency's target of the year."""
        return target.of_year(target.rows(), basis=self.seen.target_basis, tahun=self.seen.periode.year)

    @cached_property
    def goals(self) -> pd.DataFrame:
        """The target of each kecamatan. Columns: those of ``target.per_kecamatan``."""
        return target.per_kecamatan(
            target.rows(), wilayah.districts(), basis=self.seen.target_basis, tahun=self.seen.periode.year
        )

    @cached_property
    def table(self) -> pd.DataFrame:
        """Every kecamatan. Columns: those of ``cakupan.per_kecamatan``."""
        return cakupan.per_kecamatan(
            kepesertaan.rows(),
            self.base,
            districts=wilayah.districts(),
            periode=self.seen.periode,
            segmen=self.seen.segmen,
        )

    @cached_property
    def cover(self) -> pd.DataFrame:
        """Whom budgets pay for, each person once. Columns: those of ``bantuan.cover``."""
        return self._cover(self.seen.periode)

    @cached_property
    def cover_before(self) -> pd.DataFrame:
        """The same of the month before."""
        return self._cover(self.seen.periode - pd.DateOffset(months=1))

    def _cover(self, bulan: pd.Timestamp) -> pd.DataFrame:
        every = bantuan.cover(kepesertaan.rows(), bantuan.rows(), acuan.payers(), bulan=bulan)
        return kepesertaan.of_segments(every, self.seen.segmen)

    @property
    def has_share(self) -> bool:
        """Whether there is a percentage for what is asked."""
        return not formats.is_missing(self.now["cakupan_pct"])


def of_all(seen: View) -> View:
    """The same for all segments together, as evaluation, projection and plans are told."""
    return replace(seen, segmen=())


def year(seen: View) -> evaluasi.Year:
    """How the year of the period went."""
    return evaluasi.year(
        kepesertaan.rows(),
        semesta.chosen(basis=seen.basis, periode=seen.periode),
        periode=seen.periode,
        districts=wilayah.districts(),
        segments=acuan.segments(),
        payers=acuan.payers(),
    )


@dataclass(frozen=True)
class Outlook:
    """Where coverage goes by itself (found: None when the history is too short), next year's target, and when it is
    reached (None without a target).
    """

    found: proyeksi.Projection | None
    goal: float | None
    arrival: proyeksi.Arrival | None


def outlook(whole: Coverage) -> Outlook:
    """The figures of ``queries.proyeksi``. whole: coverage of all segments."""
    seen = whole.seen
    found = proyeksi.ahead(whole.months, periode=seen.periode)
    goal = target.of_year(target.rows(), basis=seen.basis, tahun=seen.periode.year + 1)
    return Outlook(found, goal, proyeksi.arrival(found, target_pct=goal) if found and goal is not None else None)


@dataclass(frozen=True)
class Planned:
    """What a plan brings: its ledger, coverage month by month, its outcome, and the target of its last year.

    wage: of ``skenario.assumed_wage``, None where no price needs one; later: of ``bantuan.begun_later``.
    """

    rows: pd.DataFrame
    after: pd.DataFrame
    outcome: pd.Series
    goal: float | None
    wage: float | None
    later: pd.DataFrame


def planned(seen: View, plan: Plan) -> Planned:
    """The figures of ``queries.skenario`` for a plan of all workers."""
    whole = Coverage(of_all(seen))
    rows = skenario.ledger(
        cakupan.counted(kepesertaan.rows(), whole.base),
        whole.cover,
        bantuan.rows(),
        iuran.rows(),
        plan,
        periode=seen.periode,
        bulan=plan.months_from(seen.periode),
        upah_rp=iuran.assumed_wage(),
    )
    after = skenario.coverage(whole.now, rows)
    goal = target.of_year(target.rows(), basis=seen.basis, tahun=plan.tahun)
    return Planned(
        rows,
        after,
        skenario.outcome(after, rows, target_pct=goal),
        goal,
        skenario.assumed_wage(rows),
        bantuan.begun_later(bantuan.rows(), bulan=seen.periode),
    )


def steps_of(months: pd.DatetimeIndex, goals: pd.DataFrame) -> pd.Series:
    """The target of each month's year, NaN without one. goals: columns tahun, target_pct."""
    return pd.Series(months.year, index=months).map(goals.set_index("tahun")["target_pct"])
