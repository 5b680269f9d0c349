"""What only the claims screen shows: its cards and its months."""

from typing import Any

import pandas as pd

from memory import remembered
from ui import formats, sentences
from ui.cards import Card


@remembered
def months_of_year(months: pd.DataFrame, periode: pd.Timestamp) -> pd.DataFrame:
    """The months from January to the period, each beside the same month of the year before.

    Columns: bulan, kasus, dibayarkan_rp, kasus_lalu, dibayarkan_rp_lalu; NaN where hidden or without data.
    """
    year = months[(months["bulan"].dt.year == periode.year) & (months["bulan"] <= periode)]
    last = months.assign(bulan=months["bulan"] + pd.DateOffset(years=1))
    merged = year.merge(last, on="bulan", how="left", suffixes=("", "_lalu"))
    return merged[["bulan", "kasus", "dibayarkan_rp", "kasus_lalu", "dibayarkan_rp_lalu", "status"]]


@remembered
def largest_first(districts: pd.DataFrame) -> pd.DataFrame:
    """Those to whom most was paid first, then those that are hidden. districts: of ``klaim.per_kecamatan``."""
    return districts.sort_values(["dibayarkan_rp", "kecamatan_kode"], ascending=[False, True], ignore_index=True)


def average(paid: Any) -> Card:
    """Rupiah per case since January."""
    known = not formats.is_missing(paid.kasus) and paid.kasus > 0
    return Card(
        "Rata-rata per kasus",
        formats.rupiah(paid.dibayarkan_rp / paid.kasus) if known else formats.MISSING,
        note="Dibayarkan dibagi jumlah kasus, semua program.",
    )


def scholarship(promised: tuple[float, str] | None, window: Any) -> Card:
    """The promised scholarships, apart from what was paid. promised: of ``klaim.beasiswa``."""
    rupiah, status = promised or (None, "tampil")
    return Card(
        "Potensi beasiswa",
        formats.rupiah(rupiah) if status == "tampil" else "disamarkan",
        note=f"Belum dibayarkan dan tidak ikut dijumlahkan. {sentences.months_between(window.start, window.end)}.",
    )
