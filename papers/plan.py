"""The section on what the offices have undertaken, late ones first."""

from functools import partial

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
    "kuota_orang": ("Kuota (orang)", partial(cells.or_dash, write=formats.count)),
    "terlaksana_orang": ("Terlaksana (orang)", partial(cells.or_dash, write=formats.count)),
    "sumber_dana": ("Sumber dana", None),
    "tenggat": ("Tenggat", partial(cells.or_dash, write=formats.date)),
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
    figure, said = words.follow_up(rows, today)
    message = cells.spoken(f"{figure} {said}")
    shown = rows.assign(keadaan=states)
    told = {key: words for key, words in ACTIONS.items() if shown[key].notna().any()}
    table = cells.table("Tindak lanjut", f"Rencana tindak lanjut {tahun}", shown, told)
    return Section("Tindak lanjut", message, tables=(table,), slide=table)
