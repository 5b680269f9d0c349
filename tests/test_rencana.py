"""The screen of evaluation and plan as people use it: parts, changes in place, two people at once."""

import re

import pandas as pd
import pytest
from sqlalchemy import delete, insert, select, update

from data import actions
from data.schema import (
    bantuan_iuran,
    ekosistem,
    kepesertaan,
    muatan_periode,
    semesta,
    target,
    tindak_lanjut,
    tindak_lanjut_ubah,
)
from queries.db import renew
from tests.builders import KABUPATEN
from tests.data.loading.books import tidy
from tests.test_pages import ADMIN, check, keep_only, tables, visit, words
from tests.test_upload import hand_in, plain
from tests.test_upload import opened as opened_upload
from ui.screens import at

PARTS = [part.key for part in at("rencana").parts]
OFFICE = "Kantor Uji"


def plan(**address):
    """The list, with its first action opened by those who may change it."""
    app = visit("rencana", bagian="tindak-lanjut", **address)
    return press(app, "Ubah") if any(each.label == "Ubah" for each in app.button) else app


def box(app, start):
    return next(each for each in app.text_input if each.label.startswith(start))


def press(app, label):
    return next(each for each in app.button if each.label == label).click().run()


def fill(app, **typed):
    labels = {"done": "Terlaksana", "quota": "Kuota", "money": "Sumber dana", "day": "Tenggat", "by": "Kantor yang"}
    for name, value in typed.items():
        box(app, labels[name]).input(value)
    return press(app, "Simpan perubahan")


def stored(engine):
    with engine.connect() as connection:
        columns = (tindak_lanjut_ubah.c.versi, tindak_lanjut_ubah.c.terlaksana_orang, tindak_lanjut_ubah.c.oleh)
        return [tuple(row) for row in connection.execute(select(*columns).order_by(tindak_lanjut_ubah.c.versi))]


def opened(engine, app):
    """The action whose boxes are shown, by what its list says first."""
    with engine.connect() as connection:
        return connection.scalar(
            select(tindak_lanjut.c.id).where(
                tindak_lanjut.c.id == int(re.search(r"tl_(\d+)_", box(app, "Terlaksana").key)[1])
            )
        )


def test_an_action_is_changed_in_its_row(sample_database):
    app = visit("rencana", bagian="tindak-lanjut")
    assert not app.text_input
    second = [each for each in app.button if each.label == "Ubah"][1]
    app = second.click().run()
    check(app)
    action = second.key.removeprefix("tl_ubah_")
    assert {each.key for each in app.text_input if each.label.startswith("Terlaksana")} == {
        f"tl_{action}_terlaksana_orang"
    }
    app = fill(app, done="33", by=OFFICE)
    assert [version[:2] for version in stored(sample_database)] == [(1, 33)]
    # It stays open, and says who was last.
    assert f"Terakhir diubah oleh {OFFICE}" in " ".join(each.value for each in (*app.markdown, *app.caption))
    assert not press(app, "Tutup").text_input


def test_a_file_after_changes_on_the_screen_says_what_it_takes_back(sample_database):
    """Loaded, changed on the screen, handed in again: the preview names the change, and the history keeps it."""
    headings = ("Tahun", "OPD", "Tindak Lanjut", "Kuota (orang)", "Terlaksana (orang)")
    rows = [(2023, "Dinas Sosial", "Mendata pekerja rentan", 40, 5), (2023, "Dinas Sosial", "Sosialisasi", 10, 2)]
    upload = hand_in(opened_upload(), tidy(headings, *rows), "rencana-2023.xlsx")
    press(upload, "Muat data")
    app = fill(plan(), done="33", by=OFFICE)
    upload = hand_in(opened_upload(), tidy(headings, (*rows[0][:4], 6), rows[1], (2023, "Dinas Sosial", "Baru", 3, 0)))
    told = plain(upload)
    assert "termasuk perubahan di layar:** 1 baru, 1 berubah, 0 tidak ada lagi, dan 1 tetap." in told
    assert "**1 tindak lanjut yang diubah di layar akan diganti.**" in told
    table = next(each for each in tables(upload) if "Diubah di layar" in each.columns)
    changed = table[table["Keadaan"] == "berubah"].iloc[0]
    assert (changed["Berlaku sekarang"], changed["Berkas ini"]) == ("33", "6")
    assert changed["Diubah di layar"].startswith(f"{OFFICE} (")
    assert upload.button(key="muat_data").disabled
    press(upload.checkbox[0].check().run(), "Muat data")
    app = visit("rencana", bagian="tindak-lanjut")
    history = tables(app)[-1]
    assert history[["Dari", "Menjadi"]].to_numpy().tolist() == [["33", "6"], ["5", "33"]]
    assert history["Oleh"].tolist() == ["BPJS Ketenagakerjaan Cabang Blitar", f"{OFFICE} (Pengelola)"]
    assert history["Keterangan"].tolist() == ["diganti berkas rekap_2023_12.xlsx", "muatannya sudah diganti"]


def test_the_group_of_the_ecosystem_lives_in_the_link(sample_database):
    app = visit("rencana", bagian="ekosistem")
    box_of = next(each for each in app.selectbox if each.label == "Kelompok")
    name = box_of.options[1]
    app = box_of.select(name).run()
    assert app.query_params["kelompok"] in (name, [name])
    again = visit("rencana", bagian="ekosistem", kelompok=name)
    assert next(each for each in again.selectbox if each.label == "Kelompok").value == name
    lost = visit("rencana", bagian="ekosistem", kelompok="tidak ada")
    assert any("Kelompok pada alamat tidak dikenal" in each.value for each in lost.warning)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("month", ["2021-01", "2023-12", "2024-06"])
def test_every_part_of_every_kind_of_year(sample_database, part, month):
    app = visit("rencana", bagian=part, periode=month)
    check(app)
    assert not app.error


@pytest.mark.parametrize("part", PARTS)
def test_with_one_month(sample_database, part):
    keep_only(sample_database, "2023-12")
    app = visit("rencana", bagian=part)
    check(app)
    if part == "evaluasi":
        assert any("Baru ada data Desember 2023" in text for text in words(app))


def test_without_the_december_before_it_says_so(sample_database):
    keep_only(sample_database, "2023-04", "2023-12")
    app = visit("rencana")
    check(app)
    assert any("Desember 2022 belum ada, sehingga perubahan dihitung sejak April 2023" in text for text in words(app))


@pytest.mark.parametrize(
    ("month", "said"),
    [
        ("2023-12", ("Des 2022–Des 2023: cakupan naik 3,85 poin", "Peserta aktif naik 17.327 orang")),
        ("2024-01", ("Des 2023–Jan 2024: cakupan turun 2,22 poin", "Peserta aktif turun 10.002 orang", "Semua turun")),
        ("2024-06", ("Des 2023–Jun 2024: cakupan naik 0,87 poin", "Peserta aktif naik 3.913 orang")),
    ],
)
def test_the_year_begins_where_the_year_before_it_ended(sample_database, month, said):
    app = visit("rencana", periode=month)
    check(app)
    for words_of_it in said:
        assert any(words_of_it in text for text in words(app))


@pytest.mark.parametrize("part", PARTS)
def test_with_a_kecamatan_missing(sample_database, part):
    with sample_database.begin() as connection:
        december = kepesertaan.c.bulan == pd.Timestamp("2022-12-01").date()
        connection.execute(delete(kepesertaan).where(kepesertaan.c.kecamatan_kode == "35.05.06", december))
    app = visit("rencana", bagian=part)
    check(app)
    if part == "evaluasi":
        assert any("Tidak ikut dihitung" in text and "Ponggok" in text for text in words(app))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("table", [target, tindak_lanjut, bantuan_iuran, ekosistem])
def test_with_an_empty_table(sample_database, part, table):
    with sample_database.begin() as connection:
        connection.execute(delete(table))
    check(visit("rencana", bagian=part))


@pytest.mark.parametrize("part", ["evaluasi", "target"])
@pytest.mark.parametrize("size", [0, 1, 10**12])
def test_with_a_base_of_nobody_and_of_too_many(sample_database, part, size):
    with sample_database.begin() as connection:
        connection.execute(update(semesta).values(semesta_orang=size))
    app = visit("rencana", bagian=part)
    check(app)
    assert not app.error


@pytest.mark.parametrize("part", PARTS)
def test_with_huge_numbers(sample_database, part):
    with sample_database.begin() as connection:
        connection.execute(update(kepesertaan).values(aktif_orang=10**14))
        connection.execute(update(tindak_lanjut).values(kuota_orang=10**14, terlaksana_orang=0))
        connection.execute(update(bantuan_iuran).values(jumlah_orang=10**14))
    app = visit("rencana", bagian=part)
    check(app)
    assert not app.error


@pytest.mark.parametrize("part", ["evaluasi", "target"])
@pytest.mark.parametrize("basis", ["bps-bekerja", "bps-angkatan-kerja"])
def test_a_base_of_the_regency_only(sample_database, part, basis):
    app = visit("rencana", bagian=part, basis=basis)
    check(app)
    assert not app.error


def test_the_rule_is_in_the_link_and_on_the_screen(sample_database):
    for rule, said in (("semesta", "sebanding semesta"), ("celah", "sebanding yang belum terlindungi")):
        app = visit("rencana", bagian="target", aturan=rule)
        assert any(f"Pembagian: {said}" in text and "20.539" in text for text in words(app))
        assert app.query_params["aturan"] == rule


def test_an_unknown_part_says_so_and_shows_the_first(sample_database):
    app = visit("rencana", bagian="tidak-ada")
    check(app)
    assert any("Bagian pada alamat tidak dikenal" in warning.value for warning in app.warning)


def test_cuts_that_are_none_are_a_sentence(sample_database, monkeypatch):
    monkeypatch.setenv("KELAS_CAPAIAN_PERSEN", "70, 50")
    app = visit("rencana", bagian="target")
    assert "KELAS_CAPAIAN_PERSEN" in app.error[0].value


def test_a_change_is_stored_shown_and_told(sample_database):
    app = fill(plan(), done="1.234", by=OFFICE)
    check(app)
    assert [message.value for message in app.success] == ["Perubahan tersimpan."]
    assert stored(sample_database) == [(1, 1234, f"{OFFICE} (Pengelola)")]
    assert box(app, "Terlaksana").value == "1.234"
    assert "1.234 dari" in " ".join(each.value for each in app.markdown)
    assert "Riwayat perubahan" in " ".join(words(app))
    # And again, on what is shown now.
    app = fill(app, done="", money="CSR")
    assert stored(sample_database)[1:] == [(2, None, f"{OFFICE} (Pengelola)")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"done": "banyak", "by": OFFICE}, "bilangan bulat"),
        ({"day": "31-02-2024", "by": OFFICE}, "tanggal-bulan-tahun"),
        ({"done": "7", "by": " "}, "Isi dulu kantor"),
        ({"by": OFFICE}, "Tidak ada isian yang berubah"),
        ({"money": "350501" + "41" + "12" + "900001", "by": OFFICE}, "nomor orang"),
        ({"quota": "999999999999", "by": OFFICE}, "satu miliar"),
    ],
)
def test_what_means_nothing_is_said_and_stays_in_its_box(sample_database, typed, said):
    app = fill(plan(), **typed)
    check(app)
    assert any(said in warning.value for warning in app.warning)
    assert stored(sample_database) == []
    for name, start in (("done", "Terlaksana"), ("money", "Sumber dana"), ("day", "Tenggat")):
        if name in typed:
            assert box(app, start).value == typed[name]


def test_of_two_at_once_the_second_sees_the_first_and_loses_nothing(sample_database):
    first, second = plan(), plan()
    fill(first, done="900", by="Kantor Satu")
    app = fill(second, money="APBDes", done="950", by="Kantor Dua")
    check(app)
    (warning,) = [each.value for each in app.warning]
    assert "Kantor Satu" in warning
    assert "menjadi 900" in warning
    assert "menggantikan perubahan itu: Terlaksana (orang)" in warning
    assert stored(sample_database) == [(1, 900, "Kantor Satu (Pengelola)")]
    assert (box(app, "Terlaksana").value, box(app, "Sumber dana").value) == ("950", "APBDes")
    # Now that it is seen, it may be stored.
    app = press(app, "Simpan perubahan")
    assert [version[:2] for version in stored(sample_database)] == [(1, 900), (2, 950)]


def test_what_the_second_left_as_it_was_follows_the_first(sample_database):
    first, second = plan(), plan()
    fill(first, done="900", by="Kantor Satu")
    app = fill(second, money="APBDes", by="Kantor Dua")
    assert (box(app, "Terlaksana").value, box(app, "Sumber dana").value) == ("900", "APBDes")
    app = press(app, "Simpan perubahan")
    with sample_database.connect() as connection:
        newest = connection.execute(select(tindak_lanjut_ubah).where(tindak_lanjut_ubah.c.versi == 2)).mappings().one()
    assert (newest["terlaksana_orang"], newest["sumber_dana"]) == (900, "APBDes")


def test_who_has_an_older_one_open_is_told_and_may_take_the_newer(sample_database):
    first, second = plan(), plan()
    fill(first, done="900", by="Kantor Satu")
    app = second.run()
    assert any("Baru diubah oleh Kantor Satu" in info.value for info in app.info)
    app = press(app, "Pakai isi terbaru")
    assert box(app, "Terlaksana").value == "900"
    assert not any("Baru diubah" in info.value for info in app.info)


def test_a_database_that_goes_away_loses_nothing_that_was_typed(sample_database, monkeypatch):
    app = plan()
    with monkeypatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql://tiada:tiada@127.0.0.1:1/tiada")
        app = fill(app, done="77", money="CSR", by=OFFICE)
    check(app)
    assert any("tidak dapat dihubungi" in each.value and "belum disimpan" in each.value for each in app.warning)
    assert (box(app, "Terlaksana").value, box(app, "Sumber dana").value) == ("77", "CSR")
    app = press(app, "Simpan perubahan")
    assert [version[:2] for version in stored(sample_database)] == [(1, 77)]


def test_a_plan_that_is_cancelled_meanwhile_is_a_sentence(sample_database):
    app = plan()
    with sample_database.begin() as connection:
        connection.execute(
            update(muatan_periode).where(muatan_periode.c.jenis == "tindak_lanjut").values(berlaku=False)
        )
    app = fill(app, done="77", by=OFFICE)
    check(app)
    assert stored(sample_database) == []


@pytest.mark.parametrize("role", ["viewer", "operator"])
def test_who_may_change_sees_the_boxes(sample_database, role):
    app = plan()
    app.user = ADMIN | {"peran": role}
    app.run()
    assert bool(app.text_input) is (role == "operator")
    assert any("hanya oleh petugas" in text for text in words(app)) is (role == "viewer")


def test_a_change_by_another_process_is_seen_when_the_data_are_read_again(sample_database):
    app = plan()
    with sample_database.begin() as connection:
        action = opened(sample_database, app)
        row = connection.execute(select(tindak_lanjut).where(tindak_lanjut.c.id == action)).mappings().one()
        values = {name: row[name] for name in actions.FIELDS} | {"terlaksana_orang": 4321}
        keys = {"tindak_lanjut_id": action, "muatan_id": row["muatan_id"], "kabupaten_kode": KABUPATEN}
        moment = pd.Timestamp.now("UTC").to_pydatetime()
        connection.execute(insert(tindak_lanjut_ubah).values(**values, **keys, versi=1, oleh="Lain", pada=moment))
    renew()
    assert "4.321 dari" in " ".join(each.value for each in app.run().markdown)
