"""What several scenes start from, each figure from the same call as on the screens."""

from dataclasses import dataclass

import pandas as pd

from queries import cakupan, iuran, kepesertaan, semesta, skenario, target, wilayah
from queries.semesta import Base
from ui.scenario.plan import Plan
from ui.view import View

NO_PERCENTAGE = "Basis yang dipilih tidak memberi persentase untuk pilihan ini."
ONLY_WHOLE = "Basis yang dipilih hanya tersedia untuk kabupaten secara keseluruhan."


@dataclass(frozen=True)
class Coverage:
    """Coverage of the regency: months, this month and a year ago, every kecamatan, the year's target."""

    base: Base
    months: pd.DataFrame
    now: pd.Series
    before: pd.Series
    table: pd.DataFrame
    goals: pd.DataFrame
    goal: float | None


def coverage(seen: View) -> Coverage:
    """The figures of ``queries.cakupan`` for what is asked to be seen."""
    districts, active = wilayah.districts(), kepesertaan.rows()
    base = semesta.chosen(basis=seen.basis, periode=seen.periode)
    months = cakupan.per_month(active, base, districts=len(districts), segmen=seen.segmen)
    months = cakupan.until(months, seen.periode)
    goals = target.rows()
    return Coverage(
        base=base,
        months=months,
        now=cakupan.at(months, seen.periode),
        before=cakupan.at(months, kepesertaan.year_before(seen.periode)),
        table=cakupan.per_kecamatan(active, base, districts=districts, periode=seen.periode, segmen=seen.segmen),
        goals=goals,
        goal=target.of_year(goals, basis=seen.target_basis, tahun=seen.periode.year),
    )


@dataclass(frozen=True)
class Planned:
    """What a plan brings: its ledger, coverage month by month, its outcome, and the target of its last year."""

    rows: pd.DataFrame
    after: pd.DataFrame
    outcome: pd.Series
    goal: float | None


def planned(seen: View, plan: Plan) -> Planned:
    """The figures of ``queries.skenario`` for a plan of all workers."""
    base = semesta.chosen(basis=seen.basis, periode=seen.periode)
    active = kepesertaan.rows()
    months = cakupan.per_month(active, base, districts=len(wilayah.districts()))
    rows = skenario.ledger(
        cakupan.counted(active, base),
        iuran.rows(),
        plan,
        periode=seen.periode,
        bulan=plan.months_from(seen.periode),
    )
    after = skenario.coverage(cakupan.at(months, seen.periode), rows)
    goal = target.of_year(target.rows(), basis=seen.basis, tahun=plan.tahun)
    return Planned(rows, after, skenario.outcome(after, rows, target_pct=goal), goal)
