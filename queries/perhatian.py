"""What asks for attention, computed from the data. The words are in ``ui.sentences``."""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from memory import remembered
from queries.cakupan import holders_of_half, largest_gaps

# A fall from one month to the next that is more than the usual coming and going, in percent of the members.
FALL_PCT = 1
MONTHS_BELOW_TARGET = 3
SUBSIDY_HORIZON = pd.DateOffset(months=3)


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    kind: berkurang (fewer members than the month before), bantuan_habis (the same, and subsidised cover that ended has
    a part in it: jumlah people), subsidi_berakhir (subsidised cover that ends soon), turun (largest fall in 12 months),
    di_bawah_target (under the target three months running), celah (who holds half of the gap). orang: people it
    concerns; jumlah: how many kecamatan; kecamatan and kecamatan_kode: the one to look at first; pct: its coverage;
    tanggal: the day it happens.
    """

    kind: Literal["berkurang", "bantuan_habis", "subsidi_berakhir", "turun", "di_bawah_target", "celah"]
    orang: int = 0
    jumlah: int = 0
    kecamatan: str | None = None
    kecamatan_kode: str | None = None
    pct: float | None = None
    tanggal: pd.Timestamp | None = None


@remembered
def findings(
    history: pd.DataFrame,
    cover: pd.DataFrame,
    *,
    periode: pd.Timestamp,
    target: pd.DataFrame,
    before: pd.DataFrame | None = None,
) -> list[Finding]:
    """Everything that asks for attention at one period, most urgent first; empty when nothing does.

    history: of ``cakupan.per_kecamatan_and_month``. cover: of ``bantuan.cover`` at the period, of the same segments.
    target: of ``target.per_kecamatan`` for the year of the period. before: the cover of the month before.
    """
    found = [
        _fewer(history, cover, before, periode=periode),
        _subsidy_ending(cover, periode=periode),
        _largest_fall(history, periode=periode),
        _below_target(history, periode=periode, target=target),
        _gap(history[history["bulan"] == periode]),
    ]
    return [finding for finding in found if finding is not None]


def _fewer(
    history: pd.DataFrame, cover: pd.DataFrame, before: pd.DataFrame | None, *, periode: pd.Timestamp
) -> Finding | None:
    day = periode - pd.Timedelta(days=1)
    now, then = (
        history[history["bulan"] == month].set_index("kecamatan_kode")["aktif_orang"].dropna()
        for month in (periode, periode - pd.DateOffset(months=1))
    )
    both = now.index.intersection(then.index)
    people = int(then[both].sum() - now[both].sum())
    if people <= 0 or people < FALL_PCT / 100 * then[both].sum():
        return None
    ended = 0 if before is None else min(people, _ended(cover, before, day))
    return Finding("bantuan_habis" if ended else "berkurang", orang=people, jumlah=ended, tanggal=day)


def _ended(cover: pd.DataFrame, before: pd.DataFrame, day: pd.Timestamp) -> int:
    """People whose cover ended by a day and was not renewed."""
    pair = ["pembayar_kode", "segmen_kode"]
    then, still = (rows.groupby(pair)["orang"].sum() for rows in (before, cover))
    ended = before[before["sampai"] <= day].groupby(pair)["orang"].sum()
    return int((then - still.reindex(then.index, fill_value=0)).reindex(ended.index).clip(lower=0, upper=ended).sum())


def _subsidy_ending(cover: pd.DataFrame, *, periode: pd.Timestamp) -> Finding | None:
    day = periode + pd.offsets.MonthEnd(0)
    ending = cover[cover["sampai"].between(day, day + SUBSIDY_HORIZON)]
    first = ending["sampai"].min()
    people = int(ending.loc[ending["sampai"] == first, "orang"].sum())
    return Finding("subsidi_berakhir", orang=people, tanggal=first) if people else None


def _largest_fall(history: pd.DataFrame, *, periode: pd.Timestamp) -> Finding | None:
    now = history[history["bulan"] == periode].set_index("kecamatan_kode")
    before = history[history["bulan"] == periode - pd.DateOffset(months=12)].set_index("kecamatan_kode")
    change = (now["aktif_orang"] - before["aktif_orang"].reindex(now.index)).dropna()
    if change.empty or change.min() >= 0:
        return None
    worst = change.idxmin()
    return Finding("turun", orang=int(-change[worst]), kecamatan=now.loc[worst, "kecamatan"], kecamatan_kode=str(worst))


def _below_target(history: pd.DataFrame, *, periode: pd.Timestamp, target: pd.DataFrame) -> Finding | None:
    months = [periode - pd.DateOffset(months=n) for n in range(MONTHS_BELOW_TARGET)]
    recent = history[history["bulan"].isin(months)].merge(target, on="kecamatan_kode")
    below = recent.assign(below=recent["cakupan_pct"] < recent["target_pct"]).groupby("kecamatan_kode")["below"].sum()
    lagging = below[below == MONTHS_BELOW_TARGET].index
    now = recent[(recent["bulan"] == periode) & recent["kecamatan_kode"].isin(lagging)]
    if now.empty:
        return None
    worst = now.loc[(now["cakupan_pct"] - now["target_pct"]).idxmin()]
    return Finding(
        "di_bawah_target",
        jumlah=len(now),
        kecamatan=worst["kecamatan"],
        kecamatan_kode=worst["kecamatan_kode"],
        pct=float(worst["cakupan_pct"]),
    )


def _gap(now: pd.DataFrame) -> Finding | None:
    gaps = largest_gaps(now)
    half = holders_of_half(gaps)
    if not half:
        return None
    first = gaps.iloc[0]
    return Finding(
        "celah",
        orang=int(first["belum_orang"]),
        jumlah=half,
        kecamatan=first["kecamatan"],
        kecamatan_kode=first["kecamatan_kode"],
    )
