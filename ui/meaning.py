"""Which way is good, decided in one place. An unknown indicator is refused, never guessed."""

from typing import Literal

Judgement = Literal["baik", "kurang", "netral"]
_UP_IS_GOOD = {
    "aktif_orang": True,
    "cakupan_pct": True,
    "belum_orang": False,
    # More money paid may mean better service or more accidents: it is told, not judged.
    "dibayarkan_rp": None,
    "kasus": None,
}


def judge(indicator: str, change: float) -> Judgement:
    """Whether a change of an indicator is good. Raises KeyError for an indicator that is not on the list."""
    up_is_good = _UP_IS_GOOD[indicator]
    if up_is_good is None or change == 0:
        return "netral"
    return "baik" if (change > 0) == up_is_good else "kurang"
