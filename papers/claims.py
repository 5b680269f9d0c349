"""The sections on claims. Every figure may be published: cells of 1 to 9 cases are withheld by the query."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from papers import cells
from papers.model import Bars, Section, Table, Years
from queries import klaim
from ui import claims as months_of
from ui import columns, formats, sentences, tables
from ui.columns import Columns
from ui.hall import words

NOTE = f"Kasus di bawah {klaim.EXPORT} dan angka yang dapat dipakai untuk menghitungnya disamarkan."
CORE: Columns = {
    "kecamatan": ("Kecamatan", None),
    "program_kode": ("Program", None),
    "kasus": ("Kasus", formats.count),
    "dibayarkan_rp": ("Dibayarkan", formats.rupiah_exact),
}


def sections(periode: pd.Timestamp) -> tuple[Section, ...]:
    """Claims per programme and per kecamatan; one section that says so when there are none."""
    paid = klaim.year_to_date(periode, threshold=klaim.EXPORT)
    window = klaim.window(periode)
    if paid is None or window is None:
        return (Section("Klaim", f"Belum ada data klaim sampai {formats.month(periode)}."),)
    return (_programmes(periode, paid, window), _districts(periode, window))


def core(periode: pd.Timestamp) -> Table | None:
    """Programme by kecamatan, as far as it may be published; None without claims."""
    rows = klaim.program_per_kecamatan(periode, threshold=klaim.EXPORT)
    return None if rows.empty else _table("Klaim kec x program", "Klaim per kecamatan dan program", rows, CORE)


def _programmes(periode: pd.Timestamp, paid: Any, window: Any) -> Section:
    rows = klaim.per_program(periode, threshold=klaim.EXPORT)
    year = months_of.months_of_year(klaim.months(threshold=klaim.EXPORT), periode)
    promised = klaim.beasiswa(periode, threshold=klaim.EXPORT)
    said = [
        f"{_told(paid.dibayarkan_rp, formats.rupiah)} {cells.spoken(words.paid(paid))}",
        f"Menurut program: {sentences.window(window, periode=periode)}",
    ]
    if promised is not None:
        said.append(
            f"Potensi beasiswa {_told(promised[0], formats.rupiah)}: belum dibayarkan dan tidak ikut dijumlahkan."
        )
    bars = Bars(
        sentences.largest_programme(rows),
        tuple(rows["program_kode"]),
        "Dibayarkan (Rp)",
        _shown(rows, "dibayarkan_rp", formats.rupiah),
        strong=len(rows),
    )
    return Section(
        "Klaim per program",
        sentences.largest_programme(rows),
        sentences=tuple(said),
        notes=(NOTE,),
        figures=(
            bars,
            _years(year, periode.year),
        ),
        tables=(_table("Klaim per program", "Klaim per program", rows, columns.CLAIMS_PER_PROGRAMME),),
        slide=bars,
    )


def _districts(periode: pd.Timestamp, window: Any) -> Section:
    rows = months_of.largest_first(klaim.per_kecamatan(periode, threshold=klaim.EXPORT))
    return Section(
        "Klaim per kecamatan",
        _largest(rows),
        notes=(sentences.window(window, periode=periode), NOTE),
        tables=(_table("Klaim per kecamatan", "Klaim per kecamatan", rows, columns.CLAIMS_PER_DISTRICT),),
    )


def _largest(rows: pd.DataFrame) -> str:
    known = rows.dropna(subset="dibayarkan_rp")
    if known.empty or not known["dibayarkan_rp"].sum():
        return "Klaim per kecamatan"
    top = known.loc[known["dibayarkan_rp"].idxmax()]
    return f"Klaim terbesar di {top['kecamatan']}: {formats.rupiah(top['dibayarkan_rp'])}"


def _table(name: str, title: str, rows: pd.DataFrame, headings: Columns) -> Table:
    shown, kept = tables.with_reasons(rows, headings, threshold=klaim.EXPORT)
    return cells.table(name, title, shown, kept)


def _shown(rows: pd.DataFrame, column: str, write: Callable[[Any], str]) -> tuple[Any, ...]:
    """One column in words that fit a chart; what is withheld says so."""
    return tuple(cells.cell(value, lambda figure: _told(figure, write)) for value in rows[column].astype("float64"))


def _told(value: float, write: Callable[[Any], str]) -> str:
    return "disamarkan" if formats.is_missing(value) else write(value)


def _years(year: pd.DataFrame, tahun: int) -> Years:
    now, last = year["dibayarkan_rp"], year["dibayarkan_rp_lalu"]
    return Years(
        sentences.years_compared(year),
        tuple(formats.MONTHS[month.month - 1][:3] for month in year["bulan"]),
        (str(tahun), _shown(year, "dibayarkan_rp", formats.rupiah)),
        None if last.isna().all() else (str(tahun - 1), _shown(year, "dibayarkan_rp_lalu", formats.rupiah)),
        cells.ticks([*now, *last], formats.rupiah),
    )
