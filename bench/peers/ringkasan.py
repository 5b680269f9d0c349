"""The content of our first screen and of the claims as plain Plotly figures: what the peers show of the same data."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from memory import remembered
from queries import acuan, bantuan, cakupan, kepesertaan, klaim, perhatian, semesta, target, wilayah
from ui import formats, sentences


@dataclass(frozen=True)
class Screen:
    """Cards (label, value, change), figures by id, tables by id, and sentences; headings are figure titles."""

    cards: list[tuple[str, str, str]]
    figures: dict[str, go.Figure]
    tables: dict[str, pd.DataFrame]
    words: list[str]


def months() -> list[pd.Timestamp]:
    """The months to choose from, the newest first."""
    return list(reversed(kepesertaan.months(kepesertaan.rows())))


def bases() -> dict[str, str]:
    """The bases to choose from: code -> name."""
    return dict(semesta.names(semesta.definitions(), semesta.rows()))


@remembered
def overview(periode: pd.Timestamp, basis: str, segmen: tuple[str, ...]) -> Screen:
    """The first screen: four cards, the gauge, the map, the trend, what needs attention."""
    districts, active = wilayah.districts(), kepesertaan.rows()
    base = semesta.chosen(basis=basis, periode=periode)
    whole = cakupan.per_month(active, base, districts=len(districts), segmen=segmen)
    until = cakupan.until(whole, periode=periode)
    now, before = (cakupan.at(until, month) for month in (periode, kepesertaan.year_before(periode)))
    table = cakupan.per_kecamatan(active, base, districts=districts, periode=periode, segmen=segmen)
    goal = target.of_year(target.rows(), basis=basis, tahun=periode.year)
    paid = klaim.year_to_date(periode)
    found = perhatian.findings(
        cakupan.per_kecamatan_and_month(active, base, districts=districts, segmen=segmen),
        kepesertaan.of_segments(bantuan.cover(active, bantuan.rows(), acuan.payers(), bulan=periode), segmen),
        periode=periode,
        target=target.per_kecamatan(target.rows(), districts, basis=basis, tahun=periode.year),
    )[:3]
    cards = [
        (label, write(now[column]), formats.signed(now[column] - before[column]))
        for label, column, write in (
            ("Peserta aktif", "aktif_orang", formats.count),
            ("Belum terlindungi", "belum_orang", formats.count),
            ("Cakupan", "cakupan_pct", formats.percent),
        )
    ]
    cards.append(("Klaim dibayarkan", formats.rupiah(paid.dibayarkan_rp) if paid else formats.MISSING, ""))
    return Screen(
        cards=cards,
        figures={"gauge": _gauge(now["cakupan_pct"], goal), "peta": _tiles(table), "tren": _trend(until)},
        tables={},
        words=[
            sentences.growth(now, before, periode),
            sentences.spread(table),
            *("".join(sentences.finding(each)[0]) for each in found),
        ],
    )


@remembered
def claims(periode: pd.Timestamp) -> Screen:
    """The claims: four cards, a year and its programmes in rupiah and cases, and both tables."""
    paid, every = klaim.year_to_date(periode), klaim.months()
    programmes, districts = klaim.per_program(periode), klaim.per_kecamatan(periode)
    year = every[every["bulan"].dt.year == periode.year]
    figures = {}
    for value in ("dibayarkan_rp", "kasus"):
        figures[f"bulan_{value}"] = go.Figure(go.Bar(x=year["bulan"], y=year[value]), {"height": 300})
        figures[f"program_{value}"] = go.Figure(
            go.Bar(y=programmes["program_kode"], x=programmes[value], orientation="h"), {"height": 260}
        )
    values = (paid.dibayarkan_rp, paid.kasus, paid.dibayarkan_rp / paid.kasus, paid.kasus) if paid else ()
    return Screen(
        cards=[(f"Klaim {n}", formats.count(value), "") for n, value in enumerate(values)],
        figures=figures,
        tables={"program": programmes, "kecamatan": districts},
        words=[],
    )


def _gauge(pct: float, goal: float | None) -> go.Figure:
    dial = go.Indicator(
        mode="gauge+number",
        value=min(pct, 100),
        number={"suffix": "%"},
        gauge={"axis": {"range": [0, 100]}, "threshold": {"value": goal, "line": {"width": 4}}},
    )
    return go.Figure(dial, {"height": 350})


def _tiles(table: pd.DataFrame) -> go.Figure:
    words = [
        f"{name}<br>{formats.percent(pct)}" for name, pct in zip(table["kecamatan"], table["cakupan_pct"], strict=True)
    ]
    tiles = go.Scatter(
        x=table["petak_kolom"],
        y=table["petak_baris"],
        mode="markers+text",
        text=words,
        marker={"symbol": "square", "size": 60, "color": table["cakupan_pct"], "colorscale": "Blues"},
        customdata=table["kecamatan_kode"],
    )
    return go.Figure(tiles, {"height": 420, "yaxis": {"autorange": "reversed", "visible": False}})


def _trend(until: pd.DataFrame) -> go.Figure:
    last = until.iloc[-1]
    line = go.Scatter(x=until["bulan"], y=until["cakupan_pct"], mode="lines", fill="tozeroy")
    end = go.Scatter(
        x=[last["bulan"]],
        y=[last["cakupan_pct"]],
        mode="markers+text",
        text=[f"{formats.short_month(last['bulan'])} {formats.percent(last['cakupan_pct'])}"],
        textposition="top left",
    )
    return go.Figure([line, end], {"height": 300, "showlegend": False})
