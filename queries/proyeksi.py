"""Projection: where coverage goes if the coming months are like the last year's, and how far to trust that.

The method, seasonal with drift: a month to come is the same month a year before plus what a year has added since. So
the subsidised cover that ends every December is expected to end again, and to begin again when it did. Two years ahead
the year's gain is added twice, and so on.

How far to trust it is tried out on the loaded history: from each earlier month the method is asked for the months that
followed, and is compared with what came. The range around the line comes from these errors, nothing else.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from memory import remembered

SEASON = 12
# Fewer trials than this say nothing about the range, so no line is drawn so far.
TRIALS = 12
NEAREST, FARTHEST = 6, 36
# Of ten ranges eight are to hold what comes.
CERTAINTY = 0.8


@dataclass(frozen=True)
class Trial:
    """How the method did on the loaded history at the farthest month that is shown.

    bulan: months ahead; kali: how many trials; meleset_orang: by how many people it was wrong on average; tetap_orang:
    the same for the guess that nothing changes; termuat: how many of the trials lay within the range that the others
    give.
    """

    bulan: int
    kali: int
    meleset_orang: float
    tetap_orang: float
    termuat: int


@dataclass(frozen=True, eq=False)
class Projection:
    """path: one row per month to come, columns bulan, aktif_orang, rendah_orang, tinggi_orang, cakupan_pct, rendah_pct,
    tinggi_pct (the base stays as it is). trial: how far it is to be trusted.
    """

    path: pd.DataFrame
    trial: Trial


@remembered
def ahead(months: pd.DataFrame, *, periode: pd.Timestamp) -> Projection | None:
    """Look ahead from a period, as far as the history can tell. months: of ``cakupan.per_month``.

    None where the history is too short: SEASON months to start with, NEAREST to look ahead, and TRIALS of that. Only
    the unbroken run of months up to the period counts in which the same number of kecamatan have data.
    """
    known = _unbroken(months, periode)
    values = known["aktif_orang"].to_numpy(dtype="float64")
    farthest = min(FARTHEST, len(values) - SEASON - TRIALS)
    if farthest < NEAREST:
        return None
    steps = range(1, farthest + 1)
    line = np.array([_guess(values, len(values) - 1, step) for step in steps])
    errors = [_errors(values, step) for step in steps]
    # Farther away is never surer.
    width = np.maximum.accumulate([_width(error) for error in errors])
    size = float(known["semesta_orang"].iloc[-1])
    most = math.inf if math.isnan(size) else size
    line = line.clip(0, most)
    low, high = (line - width).clip(0), (line + width).clip(0, most)
    path = pd.DataFrame(
        {
            "bulan": pd.date_range(periode + pd.DateOffset(months=1), periods=farthest, freq="MS", unit="s"),
            "aktif_orang": line,
            "rendah_orang": low,
            "tinggi_orang": high,
        }
    )
    for name in ("aktif", "rendah", "tinggi"):
        path["cakupan_pct" if name == "aktif" else f"{name}_pct"] = 100 * path[f"{name}_orang"] / size
    return Projection(path, _trial(values, farthest, errors[-1]))


@dataclass(frozen=True)
class Arrival:
    """When a target is reached: by the line, at the earliest and at the latest; None: not as far as can be seen."""

    tengah: pd.Timestamp | None
    awal: pd.Timestamp | None
    akhir: pd.Timestamp | None


@remembered
def arrival(found: Projection, *, target_pct: float) -> Arrival:
    """The first month in which the line, the upper end and the lower end of the range have reached a target."""
    return Arrival(*(_first(found.path, name, target_pct) for name in ("cakupan_pct", "tinggi_pct", "rendah_pct")))


def _first(path: pd.DataFrame, column: str, target_pct: float) -> pd.Timestamp | None:
    reached = path.loc[path[column] >= target_pct - 1e-9, "bulan"]
    return None if reached.empty else reached.iloc[0]


def _unbroken(months: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """The months up to a period that follow each other without a hole and have as many kecamatan as the period's."""
    past = months[(months["bulan"] <= periode) & months["aktif_orang"].notna()]
    if past.empty or past["bulan"].iloc[-1] != periode:
        return past.iloc[:0]
    number = past["bulan"].dt.year * 12 + past["bulan"].dt.month
    breaks = number.diff().ne(1) | past["kecamatan_ada"].diff().ne(0)
    return past[breaks.cumsum() == breaks.cumsum().iloc[-1]]


def _guess(values: np.ndarray, origin: int, step: int) -> float:
    """What the method says for some months after an origin, knowing nothing later than it."""
    years = math.ceil(step / SEASON)
    return float(values[origin + step - SEASON * years] + years * (values[origin] - values[origin - SEASON]))


def _errors(values: np.ndarray, step: int) -> np.ndarray:
    """What came less what was said, for every origin that has both a year before it and the month after it."""
    origins = range(SEASON, len(values) - step)
    return np.array([values[origin + step] - _guess(values, origin, step) for origin in origins])


def _width(errors: np.ndarray) -> float:
    """Half the range for errors of this size, if they are normal."""
    return NormalDist().inv_cdf((1 + CERTAINTY) / 2) * math.sqrt(float(np.mean(errors**2)))


def _trial(values: np.ndarray, step: int, errors: np.ndarray) -> Trial:
    stayed = values[SEASON + step :] - values[SEASON : len(values) - step]
    others = [_width(np.delete(errors, place)) for place in range(len(errors))]
    return Trial(
        bulan=step,
        kali=len(errors),
        meleset_orang=float(np.mean(np.abs(errors))),
        tetap_orang=float(np.mean(np.abs(stayed))),
        termuat=int(np.sum(np.abs(errors) <= others)),
    )
