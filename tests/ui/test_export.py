"""Files to take away: numbers stay numbers, text never becomes a formula."""

import pandas as pd
import pytest

from ui import export


def lines(rows: pd.DataFrame, **headings: str) -> list[str]:
    content = export.csv(rows, headings=headings, notes=["Catatan"])
    assert content.startswith("\ufeff".encode())
    return content.decode("utf-8-sig").splitlines()


def test_an_indonesian_spreadsheet_reads_it():
    rows = pd.DataFrame(
        {"nama": ["Doko"], "cakupan": [25.5], "bulan": pd.to_datetime(["2023-12-01"]), "kosong": [None]}
    )
    assert lines(rows, nama="Nama", cakupan="Cakupan (%)", bulan="Bulan", kosong="Kosong") == [
        "Catatan",
        "Nama;Cakupan (%);Bulan;Kosong",
        "Doko;25,5;2023-12-01;",
    ]


@pytest.mark.parametrize("formula", ["=1+1", "+62", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("https://x.id")'])
def test_no_text_becomes_a_formula(formula):
    (row,) = lines(pd.DataFrame({"nama": [formula]}), nama="Nama")[2:3]
    assert row.lstrip('"').startswith("'")


def test_negative_numbers_stay_numbers():
    assert lines(pd.DataFrame({"selisih": [-5]}), selisih="Selisih")[2] == "-5"


def test_notes_are_text_too():
    content = export.csv(pd.DataFrame({"a": [1]}), headings={"a": "A"}, notes=["=1+1"]).decode("utf-8-sig")
    assert content.startswith("'=1+1")
