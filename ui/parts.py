"""The pieces that every screen is built from: a heading, a figure with its numbers, a sentence with its link."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from memory import remembered
from ui import cards, columns, drawing, formats, links, screens, sentences, tables
from ui.charts import Figure, bars
from ui.charts import gauge as bar
from ui.charts.maps import Scale, Tiles
from ui.columns import Columns
from ui.links import Line


def say(sentence: str) -> None:
    """A sentence; of Markdown it may hold bold."""
    if drawing.is_on_sheet():
        drawing.words("sentence", formats.pieces(sentence), {"isQuiet": False}, key="kalimat")
    else:
        st.markdown(sentence)


def quiet(sentence: str) -> None:
    """A sentence that steps back; unlike Streamlit's caption it keeps enough contrast to be read."""
    if drawing.is_on_sheet():
        drawing.words("sentence", formats.pieces(sentence), {"isQuiet": True}, key="lirih")
    else:
        st.markdown(f":gray[:small[{sentence}]]")


def note(sentence: str, *, icon: str, warns: bool = False) -> None:
    """What is to be known before the figures are read; of Markdown it may hold bold. icon: as Streamlit names it."""
    if drawing.is_on_sheet():
        drawing.words("note", formats.pieces(sentence), {"warns": warns}, key="maklumat")
    else:
        (st.warning if warns else st.info)(sentence, icon=icon)


def heading(sentence: str, note: str = "") -> None:
    """A chart's title: the sentence that it shows now, with a quieter line beneath; both are shown as they are."""
    if drawing.is_on_sheet():
        headed(sentence, note, level=3)
        return
    quieter = f"\n\n:gray[:small[{formats.plain(note)}]]" if note else ""
    st.markdown(f"### {formats.plain(sentence)}{quieter}", anchors=False)


def headed(sentence: str, note: str = "", *, level: int) -> None:
    """On a sheet: a heading of what comes beneath. level: 2 of several cards, 3 of a card, 4 within one."""
    drawing.words("heading", [formats.visible(sentence), formats.visible(note)], {"level": level}, key="judul")


def figure(
    chart: Figure,
    *,
    key: str,
    alt: str,
    numbers: pd.DataFrame | None = None,
    headings: Columns | None = None,
    on_pick: Callable[[str], None] | None = None,
) -> None:
    """A chart with its message in words for those who cannot see it, and its numbers one click away.

    on_pick: called with the code of what was clicked, e.g. of a kecamatan.
    """
    with drawing.sheet(f"lembar_{key}"):
        drawing.chart(chart, key=key, alt=alt, on_pick=on_pick)
        if numbers is not None and headings is not None:
            look_up(numbers, headings, key=key, alt=alt)


def look_up(numbers: pd.DataFrame, headings: Columns, *, key: str, alt: str) -> None:
    """The numbers of a chart, drawn when they are asked for: a closed table costs neither bytes nor time."""
    with drawing.opening("Lihat angka", key=f"{key}_angka") as is_open:
        if is_open:
            table(numbers, headings, alt=alt)


def gauge(now: pd.Series, goal: float | None, where: str = "") -> None:
    """The gauge of the population that is not yet protected, with both counts in words above it.

    where: a line that says where they live.
    """
    heading(sentences.of_hundred(now["cakupan_pct"]), where)
    if formats.is_missing(now["cakupan_pct"]):
        cards.draw([cards.Card("Peserta aktif", formats.count(now["aktif_orang"]))], key="kartu_aktif", columns=1)
        return
    chart = bar.coverage(now["cakupan_pct"], active=now["aktif_orang"], missing=now["belum_orang"], target_pct=goal)
    figure(chart, key="gauge", alt=sentences.coverage(now, goal), numbers=_as_row(now), headings=columns.WHOLE)


def segments(table: pd.DataFrame, *, key: str) -> None:
    """How far each segment is protected. table: of ``cakupan.per_segmen``."""
    said = sentences.segments(table)
    heading(said)
    chart = bars.protected_and_not(table, label="segmen")
    figure(chart, key=key, alt=said, numbers=table, headings=columns.SEGMENTS)


def pace(found: Any, goal: float | None) -> None:
    """How long the target takes at today's pace. found: of ``cakupan.pace``, None when it cannot be known."""
    if goal is None:
        say("Belum ada target untuk pilihan ini.")
    elif found is None:
        say("Laju belum dapat dihitung: perlu data lengkap 12 bulan sebelumnya.")
    else:
        say(sentences.months_to_target(found.per_bulan_orang, found.kurang_orang, found.bulan, goal))


def attention(findings: Sequence[Any], now: pd.Series) -> None:
    """What asks for attention, each with the screen that shows it; says so when there is nothing.

    now: of ``cakupan.per_month``, for what the findings are of.
    """
    heading("Yang perlu perhatian")
    if not findings:
        say(sentences.nothing_urgent(now))
        return
    lines = []
    for finding in findings:
        words, slug = sentences.finding(finding)
        opened = {"rencana": {"bagian": "bantuan"}, "kecamatan": {"kecamatan": finding.kecamatan_kode}}.get(slug, {})
        asks = {word: said for word, said in opened.items() if said}
        lines.append(Line(f"Lihat {screens.at(slug).title}", slug, asks, words))
    links.draw(lines, key="perhatian")


def maps(
    tiles: Callable[[], Tiles],
    regions: Callable[[], Figure] | None,
    scale: Scale,
    *,
    key: str,
    alt: str,
    on_pick: Callable[[str], None],
    numbers: pd.DataFrame,
) -> None:
    """The tile map with its scale, and the true map beside it when boundaries are loaded; one of them is shown at a
    time.
    """
    with drawing.sheet(f"lembar_{key}"):
        place = f"{key}_bentuk"
        is_true = bool(regions) and drawing.said_of(place) == "wilayah"
        if regions:
            drawing.switch(
                "Bentuk peta",
                {"petak": "Petak", "wilayah": "Wilayah"},
                key=place,
                chosen="wilayah" if is_true else "petak",
            )
        name = f"{key}_{'wilayah' if is_true else 'petak'}"
        if regions and is_true:
            drawing.chart(regions(), key=name, alt=alt, on_pick=on_pick)
        else:
            drawing.tiles(tiles(), key=name, alt=alt, on_pick=on_pick)
            drawing.words("scale", [scale.title, scale.tones, scale.ticks], {}, key="skala")
        look_up(numbers, columns.DISTRICTS, key=name, alt=alt)


def note_missing(districts: pd.DataFrame) -> None:
    """Say which kecamatan have no data in this month; they are shown as such and are in no sum."""
    absent = _without_data(districts)
    if absent:
        names = [formats.plain(name) for name in absent]
        said = sentences.missing_districts(len(districts) - len(absent), len(districts), names)
        note(said, icon=":material/info:")


def table(rows: pd.DataFrame, headings: Columns, *, alt: str, height: int | None = None, shared: bool = True) -> None:
    """Rows as a table, as ``tables.draw``; beneath a long one how many rows there are."""
    tables.draw(rows, headings, alt=alt, height=height, shared=shared)
    if height:
        quiet(f"{formats.count(len(rows))} baris; gulir tabelnya untuk melihat semua.")


def claims_table(rows: pd.DataFrame, headings: Columns, *, alt: str, threshold: int) -> None:
    """A table of claims: what is hidden says why, see ``tables.with_reasons``."""
    shown, kept = tables.with_reasons(rows, headings, threshold=threshold)
    table(shown, kept, alt=alt)


@remembered
def newest_first(months: pd.DataFrame) -> pd.DataFrame:
    """Months in the order in which a table of them is read."""
    return months.iloc[::-1]


@remembered
def _as_row(now: pd.Series) -> pd.DataFrame:
    return now.to_frame().T.infer_objects()


@remembered
def _without_data(districts: pd.DataFrame) -> tuple[str, ...]:
    return tuple(districts.loc[districts["aktif_orang"].isna(), "kecamatan"])
