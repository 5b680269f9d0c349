"""The report: every figure is that of a query, nothing small is told, and what is missing is said."""

import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import Engine, select

from data.schema import klaim as rows
from papers import figures
from papers import report as papers
from papers.model import Bridge, Cell, Paths, Report, Section, Table
from queries import acuan, cakupan, evaluasi, klaim, semesta, skenario
from queries.db import renew
from tests.builders import KABUPATEN, load, tindak_lanjut_row
from tests.papers.conftest import MADE, PLAN, Case
from tests.test_pages import keep_only
from ui import formats
from ui.claims import largest_first
from ui.scenario import plan as plans
from ui.scenario import words


def named(report: Report, name: str) -> Table:
    """The table with this name."""
    return next(table for table in report.tables if table.name == name)


def values(table: Table, heading: str) -> list[object]:
    """The values of one column."""
    n = [column.heading for column in table.columns].index(heading)
    return [row[n].value for row in table.rows]


def section(report: Report, name: str) -> Section:
    """The section with this name."""
    return next(each for each in report.sections if each.name == name)


def test_the_year_is_evaluated_as_on_the_screen(case: Case) -> None:
    year = figures.year(case.seen)
    told = section(case.report, f"Evaluasi {case.seen.periode.year}")
    if not year.is_compared:
        assert "belum dapat dihitung" in " ".join(told.notes)
        return
    bridge = told.figures[0]
    assert isinstance(bridge, Bridge)
    moved = year.langkah["perubahan_orang"]
    assert [cell.value for cell in bridge.changes] == moved[moved != 0].tolist()
    assert (bridge.start[1].value, bridge.end[1].value) == (year.awal_orang, year.akhir_orang)
    assert values(named(case.report, "Evaluasi"), "Perubahan (orang)") == moved.tolist()
    best, worst = evaluasi.ends(year.kecamatan)
    ends = named(case.report, "Terbaik dan terburuk")
    assert values(ends, "Kecamatan") == [*best["kecamatan"], *worst["kecamatan"]]
    assert values(named(case.report, "Perubahan kecamatan"), "Kecamatan") == year.kecamatan["kecamatan"].tolist()


def test_the_projection_is_that_of_the_screen_or_says_why_not(case: Case) -> None:
    ahead = figures.outlook(figures.Coverage(figures.of_all(case.seen)))
    told = section(case.report, "Perkiraan")
    if ahead.found is None:
        assert (told.message, told.figures) == (words.TOO_SHORT, ())
        return
    assert told.message == words.projection(ahead.found, ahead.arrival, ahead.goal)
    chart = told.figures[0]
    assert isinstance(chart, Paths)
    for part, column in ((chart.lines[0][1], "cakupan_pct"), (chart.low, "rendah_pct"), (chart.high, "tinggi_pct")):
        shown = [cell.value for cell in part if cell.value is not None]
        assert shown[1:] == pytest.approx(ahead.found.path[column].tolist())
        # They begin where the past ends.
        assert shown[0] == next(cell.value for cell in reversed(chart.past) if cell.value is not None)
    assert values(named(case.report, "Perkiraan"), "Cakupan") == pytest.approx(ahead.found.path["cakupan_pct"].tolist())


def test_both_ways_of_the_projection_are_among_the_cases(every_case: list[Case]) -> None:
    messages = [section(case.report, "Perkiraan").message for case in every_case]
    assert 0 < sum(message == words.TOO_SHORT for message in messages) < len(messages)


def test_a_plan_that_is_asked_for_is_told_as_the_simulation_tells_it(sample_database: Engine) -> None:
    seen = papers.asked("2023-12", None, None, PLAN)
    made = plans.read(PLAN, seen.periode)
    assert made
    report, found = papers.report(seen, MADE), figures.planned(seen, made)
    idle = figures.planned(seen, plans.without(made))
    told = section(report, "Rencana")
    assert told.message == words.outcome(made.nama, found.outcome, idle.outcome, found.goal)
    chart = told.figures[0]
    assert isinstance(chart, Paths)
    assert [name for name, _ in chart.lines] == ["Rencana Maret", "Tanpa rencana"]
    shown = [cell.value for cell in chart.lines[0][1] if cell.value is not None]
    assert shown == pytest.approx(found.after["cakupan_pct"].tolist())
    costs = skenario.per_year(found.rows, acuan.payers())
    assert values(named(report, "Iuran rencana"), "Iuran") == costs["biaya_rp"].tolist()
    assert values(named(report, "Langkah rencana"), "Pekerja (orang)") == [5000]
    assert "antara" in section(report, "Manfaat bagi keluarga").sentences[0]
    assert words.APART in section(report, "Perkiraan").notes


def test_benefits_wait_for_the_members_of_every_month_of_claims(sample_database: Engine) -> None:
    keep_only(sample_database, "2023-12")
    told = section(papers.report(papers.asked("2023-12", None, None, PLAN), MADE), "Manfaat bagi keluarga")
    assert (told.message[:24], told.tables) == ("Belum dapat dihitung: ke", ())


def test_without_a_plan_none_is_told(december: Case) -> None:
    assert [each.name for each in december.report.sections if each.name in ("Rencana", "Iuran rencana")] == []


def test_the_summary_is_what_the_screen_says(case: Case) -> None:
    summary = case.report.sections[0]
    assert [each.words for each in summary.headlines] == [
        formats.count(case.found.now["aktif_orang"]),
        formats.count(case.found.now["belum_orang"]),
        formats.percent(case.found.now["cakupan_pct"]),
    ]


def test_the_kecamatan_add_up_to_the_regency(case: Case) -> None:
    members = values(named(case.report, "Kecamatan"), "Peserta aktif (orang)")
    assert len(members) == 22
    assert sum(members) == case.found.now["aktif_orang"]
    totals = named(case.report, "Segmen")
    people = values(totals, "Peserta aktif (orang)")
    assert sum(people[:-1]) == people[-1] == case.found.now["aktif_orang"]


def test_the_target_is_told_for_the_whole_and_per_kecamatan(december: Case) -> None:
    segments = named(december.report, "Segmen")
    assert values(segments, "Target") == [None, None, None, 30]
    assert values(segments, "Kurang (orang)")[-1] == cakupan.shortfall(december.found.now, 30)
    ranked = cakupan.against_target(december.found.table, december.found.goals)
    assert sum(values(named(december.report, "Kecamatan"), "Kurang (orang)")) == ranked["kurang_orang"].sum()


def test_a_basis_of_the_whole_gives_no_percentage_below_it(sample_database: Engine) -> None:
    seen = papers.asked("2023-12", "bps-bekerja", None)
    report = papers.report(seen, MADE)
    assert [column.heading for column in named(report, "Kecamatan").columns] == ["Kecamatan", "Peserta aktif (orang)"]
    assert values(named(report, "Segmen"), "Cakupan")[:-1] == [None] * 3
    assert report.sections[0].headlines[2].words == "16,37%"
    base = semesta.chosen(basis="bps-bekerja", periode=seen.periode)
    assert formats.count(base.semesta_orang) in report.foot[1]


def test_every_page_says_what_it_is(case: Case) -> None:
    assert formats.date(case.report.position) in case.report.foot[0]
    assert case.report.sample.startswith("DATA CONTOH")
    assert case.found.base.nama in case.report.foot[1]
    assert case.found.base.sumber in case.report.foot[1]
    assert "di bawah 10" in case.report.foot[2]


@pytest.mark.parametrize("periode", ["2023-12", "2023-06", "2021-01"])
def test_claims_are_those_that_may_be_published(sample_database: Engine, periode: str) -> None:
    seen = papers.asked(periode, None, None)
    report = papers.report(seen, MADE)
    for name, published in (
        ("Klaim per program", klaim.per_program(seen.periode, threshold=klaim.EXPORT)),
        ("Klaim per kecamatan", largest_first(klaim.per_kecamatan(seen.periode, threshold=klaim.EXPORT))),
        ("Klaim kec x program", klaim.program_per_kecamatan(seen.periode, threshold=klaim.EXPORT)),
    ):
        table = named(report, name)
        for heading, column in (("Kasus", "kasus"), ("Dibayarkan", "dibayarkan_rp")):
            told = [float("nan") if value is None else value for value in values(table, heading)]
            pd.testing.assert_series_equal(pd.Series(told, dtype=float), published[column], check_names=False)


def test_programmes_say_which_months_they_count(sample_database: Engine) -> None:
    """Beside the sum up to the period, in the sentences, which slides show as well."""
    told = section(papers.report(papers.asked("2023-06", None, None), MADE), "Klaim per program").sentences
    assert "Januari–Juni 2023" in told[0]
    assert told[1].startswith("Menurut program: Januari–Desember 2023")


def test_no_small_case_is_told_anywhere(december: Case, sample_database: Engine) -> None:
    with sample_database.connect() as connection:
        cells = pd.read_sql(select(rows.c.bulan, rows.c.kecamatan_kode, rows.c.program_kode, rows.c.kasus), connection)
    year = cells[pd.to_datetime(cells["bulan"]).dt.year == 2023]
    true = year.groupby(["program_kode", "kecamatan_kode"])["kasus"].sum()
    assert (true.between(1, 9)).any()
    core = named(december.report, "Klaim kec x program")
    shown = [value for value in values(core, "Kasus") if value is not None]
    assert shown
    assert [value for value in shown if 1 <= value <= 9] == []
    hidden = [row for row in core.rows if row[2].value is None]
    assert {row[2].words for row in hidden} == {"<10", "disamarkan"}
    assert {row[3] for row in hidden} == {Cell(None, "–")}


def test_what_asks_for_attention_carries_no_markup(case: Case) -> None:
    said = [text for section in case.report.sections for text in (section.message, *section.sentences, *section.notes)]
    assert len(said) > 10
    assert [text for text in said if "**" in text or "\\" in text or "\u200b" in text] == []


def test_without_actions_that_is_said(sample_database: Engine) -> None:
    early = papers.report(papers.asked("2021-01", None, None), MADE)
    plan = next(section for section in early.sections if section.name == "Tindak lanjut")
    assert plan.message == "Belum ada rencana tindak lanjut tahun 2021."
    assert plan.tables == ()


def test_actions_stand_late_ones_first(sample_database: Engine) -> None:
    from data.loads import store

    actions = [
        tindak_lanjut_row("selesai", tahun=2023, kuota_orang=5, terlaksana_orang=5, tenggat=dt.date(2023, 3, 1)),
        tindak_lanjut_row("nanti", tahun=2023, kuota_orang=5, terlaksana_orang=1, tenggat=dt.date(2024, 12, 1)),
        tindak_lanjut_row("lewat", tahun=2023, kuota_orang=5, terlaksana_orang=1, tenggat=dt.date(2023, 6, 1)),
    ]
    with sample_database.begin() as connection:
        store(connection, KABUPATEN, load("tindak_lanjut", actions, [("", dt.date(2023, 12, 31))]))
    renew()
    report = papers.report(papers.asked("2023-12", None, None), MADE)
    table = named(report, "Tindak lanjut")
    assert values(table, "Tindakan") == ["lewat", "nanti", "selesai"]
    assert values(table, "Keadaan") == ["lewat tenggat", "berjalan", "selesai"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("2030-01", None, None), "Periode 2030-01 tidak ada dalam data; yang ada: 2021-01 sampai 2024-06."),
        (("kemarin", None, None), "Periode kemarin tidak ada"),
        ((None, "lain", None), "Basis lain tidak ada dalam data; yang ada: cabang, bps-bekerja, bps-angkatan-kerja."),
        ((None, None, "XX"), "Segmen XX tidak ada"),
        (("2023-12", None, None, "omong kosong"), "Rencana omong kosong tidak dapat dibaca"),
    ],
)
def test_what_is_not_there_is_named(sample_database: Engine, asked: tuple[str | None, ...], words: str) -> None:
    with pytest.raises(papers.Unknown, match=words.replace(".", r"\.")):
        papers.asked(*asked)  # type: ignore[arg-type]


def test_without_data_there_is_no_report(sqlite_database: Engine) -> None:
    with pytest.raises(papers.Unknown, match="Belum ada data"):
        papers.asked(None, None, None)


def test_unasked_it_is_what_screens_open_with(sample_database: Engine) -> None:
    seen = papers.asked(None, None, None)
    assert (f"{seen.periode:%Y-%m}", seen.basis, seen.segmen) == ("2023-12", "cabang", ())
