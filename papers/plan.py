"""The section on what the offices have undertaken, late ones first."""

import pandas as pd

from papers import cells
from papers.model import Section
from queries import tindak_lanjut
from ui import formats
from ui.columns import Columns
from ui.hall import words

ACTIONS: Columns = {
    "opd": ("Kantor (OPD)", None),
    "tindakan": ("Tindakan", None),
    "kelompok": ("Kelompok", None),
    "kuota_orang": ("Kuota (orang)", formats.count),
    "terlaksana_orang": ("Terlaksana (orang)", formats.count),
    "sumber_dana": ("Sumber dana", None),
    "tenggat": ("Tenggat", lambda day: "–" if formats.is_missing(day) else formats.date(day)),
    "penanggung_jawab": ("Penanggung jawab", None),
    "keadaan": ("Keadaan", None),
}


def section(tahun: int, today: pd.Timestamp) -> Section:
    """The actions of a year; says so when there are none. today: late is what was due before."""
    rows = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=tahun, today=today)
    if rows.empty:
        return Section("Tindak lanjut", f"Belum ada rencana tindak lanjut tahun {tahun}.")
    states = [
        "selesai" if row.selesai else "lewat tenggat" if row.terlambat else "berjalan" for row in rows.itertuples()
    ]
    figure, said = words.follow_up(rows)
    message = cells.spoken(f"{figure} {said}")
    table = cells.table("Tindak lanjut", f"Rencana tindak lanjut {tahun}", rows.assign(keadaan=states), ACTIONS)
    return Section("Tindak lanjut", message, tables=(table,), slide=table)
