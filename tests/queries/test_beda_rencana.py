"""A plan from its first file over changes on the screen to the next file, as the screens ask for it."""

from queries import tindak_lanjut, ubah_rencana, unggah
from queries.db import renew
from tests.data.loading.test_actions import END, OFFICE, SCREEN, book

NEW_OFFICE = "Bappeda"


def load(content, name):
    seen = unggah.check(content, name)
    return seen, unggah.load(content, name, oleh=OFFICE, sidik=seen.sidik)


def change(*, seen, **values):
    row = tindak_lanjut.rows().iloc[0]
    known = {"kuota_orang": 20, "terlaksana_orang": 5, "sumber_dana": "APBD", "tenggat": END, "penanggung_jawab": None}
    return ubah_rencana.save(int(row["tindak_lanjut_id"]), seen=seen, values=known | values, oleh=SCREEN)


def test_from_file_to_screen_to_file_and_back(database):
    load(book(("satu", 20, 5, "APBD", END), ("dua", 10, 0, None, None)), "pertama.xlsx")
    assert change(seen=0, terlaksana_orang=9) == ubah_rencana.Saved(segar=True)

    content = book(("satu", 20, 6, "APBD", END), ("tiga", 4, 0, None, None))
    seen = unggah.check(content, "kedua.xlsx")
    told = seen.bagian[0].perubahan
    assert (told.baru, told.berubah, told.hilang, told.tetap, told.diganti) == (1, 1, 1, 0, 1)
    first = told.baris[0]
    assert (first.kolom, first.berlaku, first.berkas, first.oleh) == ("terlaksana_orang", 9, 6, SCREEN)

    # Somebody goes on working on the screen: what was agreed to is not what would happen.
    assert change(seen=1, terlaksana_orang=11) == ubah_rencana.Saved(segar=True)
    newer = unggah.load(content, "kedua.xlsx", oleh=NEW_OFFICE, sidik=seen.sidik)
    assert isinstance(newer, unggah.Preview)
    assert newer.berubah
    assert newer.bagian[0].perubahan.baris[0].berlaku == 11
    done = unggah.load(content, "kedua.xlsx", oleh=NEW_OFFICE, sidik=newer.sidik)
    assert isinstance(done, unggah.Done)

    assert tindak_lanjut.rows()["terlaksana_orang"].tolist() == [6, 0]
    history = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    assert history[["dari", "menjadi", "oleh", "berkas"]].to_numpy().tolist() == [
        [11, 6, NEW_OFFICE, "kedua.xlsx"],
        [9, 11, SCREEN, None],
        [5, 9, SCREEN, None],
    ]
    assert history["pada"].is_monotonic_decreasing

    unggah.undo(done.muatan[0], oleh=NEW_OFFICE)
    renew()
    assert tindak_lanjut.rows()["terlaksana_orang"].tolist() == [11, 0]
    history = tindak_lanjut.history(tindak_lanjut.changes(), tindak_lanjut.rows(), tahun=2024)
    assert history["menjadi"].tolist() == [11, 9]
