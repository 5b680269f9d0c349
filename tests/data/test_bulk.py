"""Rows of a file end up exactly as the same rows as dictionaries would, on both databases."""

import csv
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from data import bulk, loads
from data.loads import RowFile
from data.schema import kepesertaan, metadata, muatan
from tests.builders import (
    DECEMBER,
    KABUPATEN,
    add_load,
    bantuan_iuran_row,
    ekosistem_row,
    kepesertaan_row,
    klaim_row,
    load,
    semesta_row,
    target_row,
    tindak_lanjut_row,
)

MEMBERS = [("", DECEMBER)]
AWKWARD = [
    "\"Kutip\", koma; dan 'petik'",
    "Jürgen Müller – é ñ 漢字 😀",
    " spasi di tepi ",
    "\\.",
    "\\N",
    "NULL",
    "007",
]
ROWS: dict[str, list[dict[str, Any]]] = {
    "kepesertaan": [
        kepesertaan_row(2**40, baris=2),
        kepesertaan_row(0, segmen_kode="BPU", pembayar_kode="apbd", berakhir_pada=dt.date(2024, 2, 29), baris=None),
    ],
    "klaim": [klaim_row(potensi_beasiswa_rp=174_000_000, baris=7)],
    "semesta": [semesta_row(baris=3), semesta_row(kecamatan_kode=None, segmen_kode=None, baris=None)],
    "target": [target_row(Decimal("30.05"), baris=2, sumber=AWKWARD[0]), target_row(Decimal(100), tahun=2024, baris=3)],
    "tindak_lanjut": [
        tindak_lanjut_row(text, kelompok=text, kuota_orang=None, tenggat=dt.date(2024, 12, 31), baris=number)
        for number, text in enumerate(AWKWARD, 1)
    ],
    "ekosistem": [ekosistem_row(opd=AWKWARD[1], baris=1)],
    "bantuan_iuran": [bantuan_iuran_row(), bantuan_iuran_row(kecamatan_kode=None, kelompok=None, sk=AWKWARD[0])],
}


def row_file(
    path: Path, rows: Sequence[dict[str, Any]], *, quoting: Any = csv.QUOTE_MINIMAL, end: str = "\n"
) -> RowFile:
    """The rows as the loaders write them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(rows[0]), quoting=quoting, lineterminator=end).writerows(rows)
    return RowFile(path, tuple(rows[0]), len(rows))


def stored(engine: Engine, jenis: str, load_id: int) -> list[tuple[Any, ...]]:
    """The rows of a load without its number and theirs, with the types that the database gives."""
    table = metadata.tables[jenis]
    columns = [column for column in table.columns if column.name not in ("id", "muatan_id")]
    with engine.connect() as connection:
        rows = connection.execute(select(*columns).where(table.c.muatan_id == load_id))
        return sorted((tuple((type(value), value) for value in row) for row in rows), key=repr)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["bare", "quoted"])
@pytest.mark.parametrize("jenis", list(ROWS))
def test_a_file_gives_what_dictionaries_give(
    database: Engine, tmp_path: Path, jenis: str, quoting: int, end: str
) -> None:
    rows = ROWS[jenis]
    file = row_file(tmp_path / "baris.csv", rows, quoting=quoting, end=end)
    one = add_load(database, jenis, rows, MEMBERS)
    other = add_load(database, jenis, file, MEMBERS, lembar="Lembar 1")
    assert stored(database, jenis, other) == stored(database, jenis, one)
    assert len(stored(database, jenis, one)) == len(rows)
    with database.connect() as connection:
        load = connection.execute(select(muatan).where(muatan.c.id == other)).one()
        assert (load.jumlah_baris, load.lembar) == (len(rows), "Lembar 1")


@pytest.mark.parametrize("as_file", [True, False])
def test_progress_is_told(database: Engine, tmp_path: Path, as_file: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    monkeypatch.setattr(bulk, "BLOCK_BYTES", 60)
    rows = [tindak_lanjut_row(text) for text in AWKWARD]
    told: list[int] = []
    with database.begin() as connection:
        loads.store(
            connection,
            KABUPATEN,
            load("tindak_lanjut", row_file(tmp_path / "baris.csv", rows) if as_file else rows, []),
            told.append,
        )
    assert told == sorted(set(told))
    assert len(told) > 2
    assert told[-1] == len(rows)


@pytest.mark.parametrize("count", [1, 3])
def test_a_file_that_is_not_whole_is_refused(database: Engine, tmp_path: Path, count: int) -> None:
    whole = row_file(tmp_path / "baris.csv", ROWS["kepesertaan"])
    with pytest.raises(ValueError, match="announced"):
        add_load(database, "kepesertaan", RowFile(whole.path, whole.columns, count), MEMBERS)
    nothing_is_left(database)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"aktif_orang": -1}, IntegrityError),
        ({"aktif_orang": None}, IntegrityError),
        ({"segmen_kode": "X"}, IntegrityError),
    ],
    ids=str,
)
def test_a_wrong_row_is_refused_with_its_load(
    database: Engine, tmp_path: Path, wrong: dict[str, Any], error: type[DBAPIError]
) -> None:
    rows = [*ROWS["kepesertaan"], kepesertaan_row(segmen_kode="Jakon", baris=None) | wrong]
    with pytest.raises(error):
        add_load(database, "kepesertaan", row_file(tmp_path / "baris.csv", rows), MEMBERS)
    nothing_is_left(database)


def nothing_is_left(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(kepesertaan)) == 0
        assert connection.scalar(select(func.count()).where(muatan.c.asal == "berkas")) == 0
