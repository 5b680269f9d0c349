"""The sections on how the year went: who made the change, who gained most and least, what was planned and done."""

from functools import partial

import pandas as pd

from papers import cells, figures
from papers.model import Bridge, Section, Table
from queries import evaluasi, target, tindak_lanjut
from ui import formats
from ui.columns import Columns
from ui.plan import evaluation as words
from ui.view import View

ALL = "Untuk semua segmen bersama."
# Some offices have no quota.
OFFICES: Columns = {
    **words.OFFICES,
    # Headed otherwise than a table of actions, for which the loader would take it.
    "opd": ("Kantor (OPD)", None),
    "tindakan": ("Jumlah tindakan", formats.count),
    **{
        key: (words.OFFICES[key][0], partial(cells.or_dash, write=write))
        for key, write in (
            ("kuota_orang", formats.count),
            ("terlaksana_orang", formats.count),
            ("terlaksana_pct", formats.percent),
        )
    },
}


def sections(seen: View, today: pd.Timestamp) -> tuple[Section, ...]:
    """The year in one sentence with its bridge, the best and the worst, plan against result. today: late is what was
    due before.
    """
    year = figures.year(seen)
    found = [_year(seen, year)]
    best, worst = evaluasi.ends(year.kecamatan) if year.is_compared else (year.kecamatan.head(0),) * 2
    if len(best):
        found.append(_movers(best, worst))
    actions = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=seen.periode.year, today=today)
    if len(actions):
        found.append(_done(tindak_lanjut.per_opd(actions), today))
    return tuple(found)


def areas(seen: View) -> Table | None:
    """Every kecamatan between both ends of the year, the largest gain first; None when it has only one end."""
    year = figures.year(seen)
    if not year.is_compared:
        return None
    return cells.table(
        "Perubahan kecamatan", "Perubahan setiap kecamatan dalam tahun ini", year.kecamatan, _known(year.kecamatan)
    )


def _year(seen: View, year: evaluasi.Year) -> Section:
    goal = target.of_year(target.rows(), basis=seen.basis, tahun=seen.periode.year)
    notes = tuple(map(cells.spoken, words.left_out(year))) + ((ALL,) if seen.segmen else ())
    name, message = f"Evaluasi {seen.periode.year}", words.sentence(year, goal)
    if not year.is_compared:
        return Section(name, message, notes=notes)
    steps = words.moving(year.langkah)
    told = words.largest(year, steps)
    bridge = Bridge(
        told,
        (formats.month(year.awal), cells.cell(year.awal_orang, formats.count)),
        tuple(steps["langkah"]),
        cells.column(steps["perubahan_orang"], formats.signed),
        (formats.month(year.akhir), cells.cell(year.akhir_orang, formats.count)),
    )
    table = cells.table("Evaluasi", "Perubahan menurut segmen dan pembayar iuran", year.langkah, words.STEPS)
    return Section(name, message, (f"{told}.",), notes, (bridge,), (table,), slide=bridge)


def _movers(best: pd.DataFrame, worst: pd.DataFrame) -> Section:
    rows = pd.concat([best, worst], ignore_index=True)
    table = cells.table("Terbaik dan terburuk", words.ends(best, worst), rows, _known(rows))
    return Section(
        "Kecamatan paling maju dan paling tertinggal",
        words.ends(best, worst),
        notes=(words.how_ends(best, worst),),
        tables=(table,),
        slide=table,
    )


def _done(offices: pd.DataFrame, today: pd.Timestamp) -> Section:
    message = words.carried_out(offices)
    table = cells.table("Rencana dan pelaksanaan", message, offices, OFFICES)
    return Section(
        "Rencana dan pelaksanaan",
        message,
        notes=(words.how_done(today),),
        tables=(table,),
        slide=table,
    )


def _known(rows: pd.DataFrame) -> Columns:
    """The columns of the kecamatan that have figures: on a base of the regency only there are no percentages."""
    return {key: how for key, how in words.AREAS.items() if rows[key].notna().any()}
