"""The workbook: figures as numbers with formats, no formula, and members that can be loaded again."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine

from data.loading import intake
from data.loading.faults import Rule
from papers import report as papers
from papers import workbook
from papers.model import Report, Table
from queries import acuan, cakupan, kepesertaan, klaim, wilayah
from queries.db import renew
from tests import office
from tests.papers.conftest import MADE, Case


def opened(content: bytes) -> Any:
    """A workbook from its bytes."""
    return load_workbook(io.BytesIO(content))


def columns(sheet: Any, table: Table) -> dict[str, list[Any]]:
    """What stands under each heading, found by the frozen header."""
    header = int("".join(filter(str.isdigit, sheet.freeze_panes))) - 1
    headings = [cell.value for cell in sheet[header]]
    assert headings == [column.heading for column in table.columns]
    rows = list(sheet.iter_rows(min_row=header + 1, values_only=True))
    assert len(rows) == len(table.rows)
    return {heading: [row[n] for row in rows] for n, heading in enumerate(headings)}


def test_every_table_has_a_sheet_with_its_figures(case: Case) -> None:
    book = opened(workbook.write(case.report))
    assert book.sheetnames == ["Isi", *(table.name for table in case.report.tables), "Definisi"]
    for table in case.report.tables:
        told = columns(book[table.name], table)
        for n, column in enumerate(table.columns):
            for value, row in zip(told[column.heading], table.rows, strict=True):
                cell = row[n]
                if isinstance(cell.value, int | float):
                    scale = 100 if column.kind == "percent" else 1
                    assert value == pytest.approx(cell.value / scale, rel=1e-12)
                elif cell.value is None or isinstance(cell.value, str):
                    assert (value or "") == cell.words
                else:
                    assert value.date() == cell.value


def test_the_figures_are_those_of_the_queries(case: Case) -> None:
    book = opened(workbook.write(case.report))
    by_name = {table.name: table for table in case.report.tables}
    members = columns(book["Kepesertaan"], by_name["Kepesertaan"])["Peserta Aktif (orang)"]
    rows = kepesertaan.of_segments(kepesertaan.rows(), case.seen.segmen)
    assert sum(members) == rows.loc[rows["bulan"] <= case.seen.periode, "aktif_orang"].sum()
    months = columns(book["Semua bulan"], by_name["Semua bulan"])
    assert months["Peserta aktif (orang)"] == case.found.months["aktif_orang"].tolist()
    claims = columns(book["Klaim per kecamatan"], by_name["Klaim per kecamatan"])
    published = klaim.per_kecamatan(case.seen.periode, threshold=klaim.EXPORT)
    shown = [value for value in claims["Dibayarkan"] if isinstance(value, int)]
    assert shown == sorted(published["dibayarkan_rp"].dropna().astype(int), reverse=True)


def test_numbers_dates_and_shares_have_formats(december: Case) -> None:
    sheet = opened(workbook.write(december.report))["Segmen"]
    last = [cell.number_format for cell in sheet[sheet.max_row]]
    assert last == ["General", "#,##0", "#,##0", "#,##0", "0.00%", "0.00%", "#,##0"]
    members = opened(workbook.write(december.report))["Kepesertaan"]
    assert members.cell(members.max_row, 1).number_format == "[$-421]mmmm yyyy"
    assert members.auto_filter.ref
    assert members.print_title_rows


def test_every_sheet_says_what_it_is(case: Case) -> None:
    book = opened(workbook.write(case.report))
    for sheet in book:
        head = [sheet.cell(row, 1).value for row in range(1, 8)]
        assert f"{case.report.sample}, bukan angka resmi" in head
        assert set(case.report.foot) <= set(head)


def test_no_cell_is_a_formula(case: Case) -> None:
    for sheet in opened(workbook.write(case.report)):
        for row in sheet.iter_rows():
            assert [cell.coordinate for cell in row if cell.data_type == "f"] == []


def test_the_same_report_is_the_same_bytes(december: Case) -> None:
    assert workbook.write(december.report) == workbook.write(december.report)


@pytest.mark.parametrize("segmen", [None, "BPU"])
@pytest.mark.parametrize("by", ["ours", "libreoffice"])
def test_it_can_be_loaded_again_to_the_same_totals(sample_database: Engine, segmen: str | None, by: str) -> None:
    seen = papers.asked("2023-06", None, segmen)
    report = papers.report(seen, MADE)
    before = _figures(seen, report)
    content = workbook.write(report)
    if by == "libreoffice":
        content = office.converted({"buku-kerja.xlsx": content}, "xlsx")["buku-kerja.xlsx"]
    source = intake.source_of(content, "buku-kerja.xlsx", oleh="Uji", lingkup=None)
    agreed = intake.check(content, source, lambda stage: None)
    # It says DATA CONTOH: that is asked about, and its figures go on saying so.
    assert Rule.SAMPLE in [question.rule for question in agreed.questions]
    with pytest.raises(intake.Undecided):
        intake.load(content, source, agreed=None, say=lambda stage: None)
    stored = intake.load(content, source, agreed=agreed.fingerprint, say=lambda stage: None)
    assert [part.jenis for part in stored.preview.parts] == ["kepesertaan"]
    renew()
    assert "kepesertaan" in papers.report(seen, MADE).sample
    assert _figures(seen, papers.report(seen, MADE)) == before


def _figures(seen: Any, report: Report) -> list[Any]:
    active = kepesertaan.of_segments(kepesertaan.rows(), seen.segmen)
    payers = kepesertaan.per_payer(active, acuan.payers(), periode=seen.periode)
    base = next(table for table in report.tables if table.name == "Segmen")
    own = cakupan.per_kecamatan(
        active, papers.figures.Coverage(seen).base, districts=wilayah.districts(), periode=seen.periode
    )
    return [payers["aktif_orang"].tolist(), own["aktif_orang"].tolist(), [cell.words for cell in base.rows[-1]]]
