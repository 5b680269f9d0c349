"""The sections on what may come: the projection, and a plan that was made in the simulation."""

from collections.abc import Mapping

import pandas as pd

from papers import cells, figures
from papers.evaluation import ALL
from papers.figures import Coverage, Planned
from papers.model import Paths, Section, Table
from queries import acuan, kepesertaan, klaim, skenario, target
from ui import columns, formats
from ui.charts.ahead import SHOWN_MONTHS
from ui.columns import Columns
from ui.scenario import plan as plans
from ui.scenario import words
from ui.scenario.plan import Plan
from ui.view import View

PROJECTION, PLAN, BENEFITS = "Perkiraan", "Rencana", "Manfaat bagi keluarga"
STEPS: Columns = {
    "untuk": ("Siapa", None),
    "pekerja": ("Pekerja (orang)", formats.count),
    "pembayar": ("Pembayar iuran", None),
    "mulai": ("Mulai", formats.month),
    "sampai": ("Sampai", formats.month),
}


def projection(seen: View) -> Section:
    """Where coverage goes by itself, with its range and how it did in the past; says so when that cannot be told."""
    whole = Coverage(figures.of_all(seen))
    ahead = figures.outlook(whole)
    every = (ALL,) if seen.segmen else ()
    if ahead.found is None:
        return Section(PROJECTION, words.TOO_SHORT, notes=every)
    if not whole.has_share:
        return Section(PROJECTION, figures.NO_PERCENTAGE, notes=every)
    apart = (words.APART,) if seen.rencana else ()
    path, trial = ahead.found.path, words.trial(ahead.found, whole.now["semesta_orang"])
    said, notes = (trial,), (words.METHOD, *apart, *every)
    if ahead.arrival is not None and ahead.goal is not None:
        said, notes = (words.span_of_arrival(ahead.found, ahead.arrival, ahead.goal),), (trial, *notes)
    title = words.projection(ahead.found, ahead.arrival, ahead.goal)
    chart = _paths(title, whole, {PROJECTION: path}, low=path["rendah_pct"], high=path["tinggi_pct"])
    return Section(PROJECTION, title, said, notes, (chart,), slide=chart)


def projected(seen: View) -> Table | None:
    """The projection month by month; None where there is none."""
    found = figures.outlook(Coverage(figures.of_all(seen))).found
    if found is None:
        return None
    return cells.table(PROJECTION, "Perkiraan setiap bulan, dengan rentang 80%", found.path, columns.PROJECTION)


def plan(seen: View) -> tuple[Section, ...]:
    """The plan that is asked for: coverage against the targets, rupiah, benefits; nothing when none is."""
    made = plans.read(seen.rencana, seen.periode)
    if made is None:
        return ()
    found = figures.planned(seen, made)
    return (_path(seen, made, found), _cost(found), *_benefits(seen, found))


def plan_months(seen: View) -> tuple[Table, ...]:
    """The plan that is asked for month by month: coverage with it and without, and what it costs."""
    made = plans.read(seen.rencana, seen.periode)
    if made is None:
        return ()
    found, idle = figures.planned(seen, made), figures.planned(seen, plans.without(made))
    both = skenario.side_by_side((made.nama, "Tanpa rencana"), found.after, idle.after)
    costs = skenario.per_month(found.rows)
    return (
        cells.table("Cakupan rencana", "Cakupan setiap bulan, dengan dan tanpa rencana", both, columns.PLANS),
        cells.table("Rencana per bulan", "Iuran rencana setiap bulan", costs, columns.PLAN_MONTHS),
    )


def _path(seen: View, made: Plan, found: Planned) -> Section:
    whole, idle = Coverage(figures.of_all(seen)), figures.planned(seen, plans.without(made))
    title = words.outcome(made.nama, found.outcome, idle.outcome, found.goal)
    chart = _paths(title, whole, {made.nama: found.after, "Tanpa rencana": idle.after}) if whole.has_share else None
    return Section(
        PLAN,
        title,
        (words.terms(made.perpanjang, made.tumbuh_orang),),
        (words.assumptions(found.wage, found.later), *((ALL,) if seen.segmen else ())),
        (chart,) if chart else (),
        (_steps(made),) if made.tambahan else (),
        slide=chart,
    )


def _steps(made: Plan) -> Table:
    """Who is protected, by whom, from when to when."""
    payers = dict(zip(acuan.payers()["pembayar_kode"], acuan.payers()["pembayar"], strict=True))
    rows = pd.DataFrame(
        {
            "untuk": [step.untuk or f"pekerja {step.segmen}" for step in made.tambahan],
            "pekerja": [step.pekerja for step in made.tambahan],
            "pembayar": [payers.get(step.pembayar, step.pembayar) for step in made.tambahan],
            "mulai": [step.mulai for step in made.tambahan],
            "sampai": [step.sampai for step in made.tambahan],
        }
    )
    return cells.table("Langkah rencana", "Siapa yang dilindungi, oleh siapa, berapa lama", rows, STEPS)


def _cost(found: Planned) -> Section:
    rows = skenario.per_year(found.rows, acuan.payers())
    if rows.empty:
        return Section("Iuran rencana", words.cost(rows))
    table = cells.table("Iuran rencana", words.cost(rows), rows, columns.PLAN_COST)
    return Section("Iuran rencana", words.cost(rows), tables=(table,), slide=table)


def _benefits(seen: View, found: Planned) -> tuple[Section, ...]:
    """Benefits at last year's rates, as far as those may be published."""
    window = klaim.window(seen.periode)
    if window is None:
        return ()
    rows = skenario.benefits(
        found.rows,
        klaim.per_program(seen.periode, threshold=klaim.EXPORT),
        kepesertaan.rows(),
        months=window.months,
    )
    if rows.empty:
        return (Section(BENEFITS, words.families(rows)),)
    message = "JKK dan JKM yang akan diterima keluarga peserta rencana ini"
    table = cells.table("Manfaat rencana", message, rows, columns.PLAN_BENEFITS)
    return (
        Section(
            BENEFITS,
            message,
            (cells.spoken(words.families(rows)),),
            notes=(words.rates(seen.periode.year),),
            tables=(table,),
            slide=table,
        ),
    )


def _paths(
    alt: str,
    whole: Coverage,
    lines: Mapping[str, pd.DataFrame],
    *,
    low: pd.Series | None = None,
    high: pd.Series | None = None,
) -> Paths:
    """The last year and what comes, on one row of months. lines: columns bulan, cakupan_pct; they begin where the past
    ends, and so does the range.
    """
    past = whole.months.tail(SHOWN_MONTHS).set_index("bulan")["cakupan_pct"]
    last = max(line["bulan"].max() for line in lines.values())
    months = pd.date_range(past.index.min(), last, freq="MS", unit="s")

    def on_months(path: pd.DataFrame, values: pd.Series) -> pd.Series:
        own = pd.Series(values.to_numpy(), index=path["bulan"])
        return pd.concat([past.tail(1), own[own.index > past.index[-1]]]).reindex(months)

    ahead = {name: on_months(path, path["cakupan_pct"]) for name, path in lines.items()}
    first = next(iter(lines.values()))
    edges = [on_months(first, edge) for edge in (low, high) if edge is not None]
    steps = figures.steps_of(months, target.per_year(target.rows(), basis=whole.seen.basis))
    shown = [past, *ahead.values(), *edges, steps]
    lowest, highest = [cells.column(edge, formats.percent) for edge in edges] or [(), ()]
    return Paths(
        alt,
        tuple(map(formats.short_month, months)),
        cells.column(past.reindex(months), formats.percent),
        tuple((name, cells.column(line, formats.percent)) for name, line in ahead.items()),
        lowest,
        highest,
        cells.column(steps, formats.whole_percent) if steps.notna().any() else (),
        cells.ticks([value for each in shown for value in each], formats.whole_percent),
    )
