"""The sections on who is protected: the summary, segments, kecamatan, and the trend."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from papers import cells
from papers.figures import Coverage, steps_of
from papers.model import Bars, Headline, Line, Section, Split, Table, Tile, Tiles
from queries import acuan, cakupan, kepesertaan, perhatian, target, wilayah
from ui import columns, formats, sentences, theme
from ui.charts import maps
from ui.charts.people import round_people
from ui.columns import Columns
from ui.measures import MEASURES

FINDINGS = 3
TARGET: Columns = {"target_pct": ("Target", formats.percent), "kurang_orang": ("Kurang (orang)", formats.count)}


def summary(found: Coverage) -> Section:
    """How many are protected and how many are not yet, against a year ago, and what asks for attention."""
    seen, now = found.seen, found.now
    active = kepesertaan.rows()
    history = cakupan.per_kecamatan_and_month(active, found.base, districts=wilayah.districts(), segmen=seen.segmen)
    noticed = perhatian.findings(
        history, found.cover, periode=seen.periode, target=found.goals, before=found.cover_before
    )
    said = [formats.visible("".join(sentences.finding(each)[0])) for each in noticed[:FINDINGS]]
    share = now["cakupan_pct"]
    message = (
        sentences.coverage(now, found.goal)
        if found.has_share
        else f"Peserta aktif {formats.count(now['aktif_orang'])} orang."
    )
    notes = [f"Kira-kira {round_people(share)} dari setiap 100 pekerja sudah terlindungi."] if found.has_share else []
    absent = found.table.loc[found.table["aktif_orang"].isna(), "kecamatan"]
    if len(absent):
        notes.append(sentences.missing_districts(len(found.table) - len(absent), len(found.table), list(absent)))
    return Section(
        "Ringkasan",
        message,
        sentences=tuple(said) or (sentences.nothing_urgent(now),),
        notes=tuple(notes),
        headlines=(
            _headline("Peserta aktif", "aktif_orang", found, formats.count, _people),
            _headline("Belum terlindungi", "belum_orang", found, formats.count, _people),
            _headline("Cakupan", "cakupan_pct", found, formats.percent, formats.points),
        ),
    )


def segments(found: Coverage) -> Section:
    """Every segment and the whole, with the target of the whole."""
    seen, now = found.seen, found.now
    rows = cakupan.per_segmen(kepesertaan.rows(), found.base, segments=acuan.segments(), periode=seen.periode)
    if seen.segmen:
        rows = rows[rows["segmen_kode"].isin(seen.segmen)]
    whole = now.to_frame().T.infer_objects().assign(segmen="Jumlah")
    whole = whole.assign(target_pct=found.goal, kurang_orang=cakupan.shortfall(now, found.goal))
    shown = pd.concat(
        [rows.astype({"aktif_orang": "float64"}), whole[[*rows.columns[1:], "target_pct", "kurang_orang"]]]
    )
    known = rows.dropna(subset="cakupan_pct")
    split = _split(known, "segmen", sentences.segments(rows)) if len(known) else None
    headings = {
        key: (heading, write and partial(cells.or_dash, write=write))
        for key, (heading, write) in _with_target(columns.SEGMENTS, whole).items()
    }
    table = cells.table("Segmen", "Posisi per segmen", shown, headings, total=True)
    return Section(
        "Posisi per segmen",
        sentences.segments(rows),
        notes=(*(["Target ditetapkan untuk seluruh segmen bersama."] if found.goal else []), *_no_share(found)),
        figures=(split,) if split else (),
        tables=(table,),
        slide=split or table,
    )


def payers(found: Coverage) -> Section:
    """Who pays for the active members, and until when."""
    active = kepesertaan.of_segments(kepesertaan.rows(), found.seen.segmen)
    rows = kepesertaan.per_payer(active, acuan.payers(), periode=found.seen.periode)
    message = "Siapa yang membayar iuran peserta aktif"
    return Section("Pembayar iuran", message, tables=(cells.table("Pembayar iuran", message, rows, columns.PAYERS),))


def districts(found: Coverage) -> Section:
    """The tile map and the table of every kecamatan, the lowest first."""
    if found.table["cakupan_pct"].isna().all():
        members = cells.table("Kecamatan", "Peserta aktif per kecamatan", found.table, columns.MEMBERS)
        return Section(
            "Cakupan per kecamatan",
            "Peserta aktif per kecamatan",
            notes=_no_share(found),
            tables=(members,),
            slide=members,
        )
    ordered = cakupan.ranked(cakupan.against_target(found.table, found.goals), by="persentase")
    headings = _with_target(columns.DISTRICTS, ordered)
    tiles = _tiles(found.table)
    return Section(
        "Cakupan per kecamatan",
        sentences.spread(found.table),
        notes=("Angka per kecamatan adalah estimasi.",),
        figures=(tiles,),
        tables=(cells.table("Kecamatan", "Kecamatan menurut cakupan, terendah di atas", ordered, headings),),
        slide=tiles,
    )


def gaps(found: Coverage) -> Section | None:
    """Who holds half of the gap; None when it is not known below the regency."""
    rows = cakupan.largest_gaps(found.table)
    half = cakupan.holders_of_half(rows)
    if not half:
        return None
    message = sentences.half_of_the_gap(half, rows["belum_orang"].sum())
    bars = Bars(
        message,
        tuple(rows["kecamatan"]),
        "Belum terlindungi (orang)",
        cells.column(rows["belum_orang"], formats.count),
        strong=half,
    )
    return Section(
        "Belum terlindungi per kecamatan",
        message,
        notes=("Terbanyak di atas; angka per kecamatan adalah estimasi.",),
        figures=(bars,),
        tables=(cells.table("Belum terlindungi", message, rows, columns.GAPS),),
        slide=bars,
    )


def trend(found: Coverage) -> Section:
    """Coverage month by month against the target of each year, and the pace."""
    months = found.months
    value, write = ("cakupan_pct", formats.percent) if found.has_share else ("aktif_orang", formats.count)
    message = (
        sentences.growth(found.now, found.before, found.seen.periode)
        if found.has_share
        else f"Peserta aktif {formats.count(found.now['aktif_orang'])} orang pada {formats.month(found.seen.periode)}"
    )
    pace = cakupan.pace(months, periode=found.seen.periode, target_pct=found.goal)
    said = (
        (sentences.months_to_target(pace.per_bulan_orang, pace.kurang_orang, pace.bulan, found.goal),)
        if pace and found.goal is not None
        else ()
    )
    every = months.set_index("bulan").reindex(
        pd.date_range(months["bulan"].min(), months["bulan"].max(), freq="MS", unit="s")
    )
    goals = target.per_year(target.rows(), basis=found.seen.target_basis)
    steps = steps_of(every.index, goals) if found.has_share else pd.Series(dtype=float)
    line = Line(
        message,
        tuple(map(formats.short_month, every.index)),
        "Cakupan (%)" if found.has_share else "Peserta aktif (orang)",
        cells.column(every[value], write),
        cells.column(steps, formats.whole_percent) if steps.notna().any() else (),
        cells.ticks([*every[value], *steps], formats.whole_percent if found.has_share else formats.count),
    )
    return Section(
        "Perkembangan",
        message,
        sentences=said,
        notes=("Garis putus-putus: target setiap tahun.",) if line.steps else (),
        figures=(line,),
        tables=(cells.table("Per bulan", "Dua belas bulan terakhir", months.iloc[:-13:-1], columns.MONTHS),),
        slide=line,
    )


def every_month(found: Coverage) -> Table:
    """All months up to the period, oldest first."""
    return cells.table("Semua bulan", "Cakupan kabupaten setiap bulan", found.months, columns.MONTHS)


def _with_target(headings: Columns, rows: pd.DataFrame) -> Columns:
    """The headings, and those of the target where there is one."""
    return {**headings, **TARGET} if rows["target_pct"].notna().any() else headings


def _headline(
    label: str, column: str, found: Coverage, write: Callable[[Any], str], write_change: Callable[[Any], str]
) -> Headline:
    now, before = found.now, found.before
    change = now[column] - before[column]
    comparable = not formats.is_missing(change) and now["kecamatan_ada"] == before["kecamatan_ada"]
    return Headline(
        label,
        write(now[column]),
        f"{write_change(change)} dari {formats.short_month(before['bulan'])}" if comparable else "belum ada pembanding",
    )


def _people(change: float) -> str:
    return f"{formats.signed(change)} orang"


def _no_share(found: Coverage) -> tuple[str, ...]:
    """Why there is no percentage, when there is none."""
    if found.base.reaches_kecamatan and found.has_share:
        return ()
    return (sentences.no_percentage(found.base.nama, whole_only=not found.base.reaches_kecamatan),)


def _split(rows: pd.DataFrame, label: str, alt: str) -> Split:
    return Split(
        alt,
        tuple(rows[label]),
        cells.column(rows["aktif_orang"], formats.count),
        cells.column(rows["belum_orang"], formats.count),
        cells.column(rows["cakupan_pct"], formats.percent),
    )


def _tiles(table: pd.DataFrame) -> Tiles:
    """The tile map, in the places and in the tones of the screen's own figure."""
    measure = MEASURES["persentase"]
    values, places = table[measure.column], maps.placed(table)
    bounds = maps.classes_of(values)
    tones = theme.tones(len(bounds) - 1)
    known = dict(zip(table.index[values.notna()], maps.classified(values.dropna(), bounds), strict=True))

    def tile(row: Any, place: Any) -> Tile:
        tone = tones[known[row.Index]] if row.Index in known else theme.faint()
        return Tile(
            int(place.baris), int(place.kolom), row.kecamatan, measure.unit(values[row.Index]), tone, theme.on(tone)
        )

    return Tiles(
        sentences.spread(table),
        tuple(tile(row, place) for row, place in zip(table.itertuples(), places.itertuples(), strict=True)),
        measure.title,
        tuple(tones),
        measure.unit(bounds[0]),
        measure.unit(bounds[-1]),
    )
