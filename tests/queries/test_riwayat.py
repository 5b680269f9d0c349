"""The history of acts as the sources screen reads it."""

import pandas as pd
import pytest
from sqlalchemy import Engine

from data import acts, loads
from queries import riwayat
from tests.builders import DECEMBER, KABUPATEN, kepesertaan_row, load, semesta_row

FILE = {"nama_berkas": "rekap.xlsx", "sha256": "a" * 64}


def test_one_row_per_act_and_load_newest_first(database: Engine) -> None:
    with acts.act(KABUPATEN, tindakan="muat", oleh="Kantor Cabang", **FILE) as act:
        members = load("kepesertaan", [kepesertaan_row()], [("", DECEMBER)], **FILE)
        base = load("semesta", [semesta_row()], [("cabang", DECEMBER)], **FILE)
        ids = [loads.store(act.connection, KABUPATEN, each) for each in (members, base)]
        act.about(ids)
    acts.undo(KABUPATEN, "Disnaker")
    with pytest.raises(KeyError), acts.act(KABUPATEN, tindakan="muat", oleh="Kantor Cabang", **FILE):
        raise KeyError

    rows = riwayat.history()

    assert list(rows["tindakan"] + " " + rows["keadaan"]) == [
        "muat gagal",
        "batal selesai",
        "batal selesai",
        "muat selesai",
        "muat selesai",
    ]
    assert rows["muatan_id"].tolist()[1:] == [*ids, *ids]
    assert pd.isna(rows["muatan_id"][0])
    assert rows["oleh"].tolist() == ["Kantor Cabang", "Disnaker", "Disnaker", "Kantor Cabang", "Kantor Cabang"]
    assert set(rows["nama_berkas"]) == {"rekap.xlsx"}
    assert (rows["selesai"] >= rows["mulai"]).all()


def test_another_regency_sees_none_of_it(sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with acts.act(KABUPATEN, tindakan="muat", oleh="uji", **FILE):
        pass
    monkeypatch.setenv("KABUPATEN", "35.06")
    assert riwayat.history().empty
