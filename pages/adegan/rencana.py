"""Scene: what the offices have undertaken, late ones first."""

import pandas as pd

from queries import tindak_lanjut
from ui.hall import stage, words
from ui.hall.programme import Programme
from ui.hall.stage import Scene
from ui.view import View

MOST = 3


def scene(seen: View, programme: Programme) -> Scene | str:
    """The first actions of the year; the figure is how many are done."""
    today = pd.Timestamp.now().normalize()
    actions = tindak_lanjut.open_first(tindak_lanjut.rows(), tahun=seen.periode.year, today=today)
    if actions.empty:
        return f"Belum ada rencana tindak lanjut tahun {seen.periode.year}."
    figure, said = words.follow_up(actions, today)
    lines = [words.action(action) for action in actions.head(MOST).itertuples()]
    if len(actions) > MOST:
        lines.append(words.others(actions.iloc[MOST:]))
    return Scene(figure, said, lambda: stage.rows(lines, key="rencana"))
