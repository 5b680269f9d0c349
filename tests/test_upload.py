"""The screen that takes a file in: every way in which handing one in can end, and taking it back."""

import datetime as dt
import re

import pytest
from streamlit.testing.v1 import AppTest

from data import acts, settings
from data.loading import intake
from papers import report as papers
from queries import unggah
from queries.db import renew
from tests import written
from tests.builders import DECEMBER, add_load
from tests.data.loading import books
from tests.papers.conftest import MADE
from tests.test_pages import ADMIN, ENGLISH, PAGES, VISIT, tables, words
from ui.screens import at

NOVEMBER = dt.date(2023, 11, 1)
OFFICE = "BPJS Ketenagakerjaan Cabang Blitar"
HOSTILE = "![x](https://jahat.example/p.png) [k](https://jahat.example) **tebal** $x$ :red[m]"


@pytest.fixture
def desk(sample_database):
    """The screen, opened by somebody who may upload."""
    return opened()


def opened() -> AppTest:
    app = AppTest.from_file(str(VISIT), default_timeout=60)
    app.user = ADMIN
    app.run()
    return app.switch_page(at("unggah").path).run()


def hand_in(app: AppTest, content: bytes, name: str = "rekap_2023_12.xlsx", office: str = OFFICE) -> AppTest:
    app.text_input(key="unggah_kantor").set_value(office)
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    button = next(button for button in app.button if button.label == label)
    return button.click().run()


def said(app: AppTest) -> str:
    """Everything in words, with the titles of the boxes."""
    boxes = [box.proto.title for kind in ("error", "warning", "success") for box in getattr(app, kind)]
    texts = " ".join([*words(app), *boxes])
    assert not app.exception
    assert not ENGLISH.search(texts)
    return texts


def plain(app: AppTest) -> str:
    """The same without what keeps Markdown from being read."""
    return said(app).replace("\\", "")


def members(app: AppTest) -> str:
    app.switch_page(at("").path).run()
    shown = written.cards(element.proto for element in app.get("bidi_component"))
    return next(card["value"] for card in shown if card["label"] == "Peserta aktif")


def test_a_file_is_looked_at_loaded_and_taken_back(desk):
    app = hand_in(desk, books.recap())
    assert "dapat dimuat. Belum ada yang disimpan" in said(app)
    assert "18 kecamatan tidak ada dalam berkas" in said(app)
    columns = [list(table.columns) for table in tables(app)]
    assert ["Kecamatan", "Berlaku sekarang (DATA CONTOH)", "Berkas ini", "Selisih"] in columns
    assert ["Ukuran", "Tertulis dalam berkas", "Jumlah rincian", "Selisih"] in columns
    app = press(app, "Muat data")
    assert "Selesai: rekap_2023_12.xlsx sudah dimuat" in plain(app)
    assert "DATA CONTOH: bantuan iuran, ekosistem, klaim, target, dan tindak lanjut" in said(app), (
        "a mix of real and sample says which is which"
    )
    assert app.file_uploader[0].value is None, "the next file can be chosen at once"
    assert members(app) == "2.287"
    app = press(app.switch_page(at("unggah").path).run(), "Batalkan pemuatan ini")
    assert "dibatalkan; angka di semua layar sudah mengikutinya" in said(app)
    assert members(app) == "114.377"
    app = press(app.switch_page(at("unggah").path).run(), "Pulihkan")
    assert "dipulihkan" in said(app)
    assert members(app) == "2.287"
    acts_table = tables(app.switch_page(at("unggah").path).run())[-1]
    assert acts_table["Tindakan"].tolist() == ["Dipulihkan", "Dibatalkan", "Dimuat"]
    assert set(acts_table["Oleh"]) == {OFFICE}


def test_a_file_that_is_marked_as_a_sample_stays_one_on_every_screen(desk):
    marked = books.recap({"A2": "DATA CONTOH · Posisi per 31 Desember 2023"})
    app = hand_in(desk, marked)
    question = next(table for table in tables(app) if "Yang perlu diputuskan" in table.columns)
    assert "tetap bertanda DATA CONTOH di semua layar" in question["Yang perlu diputuskan"][0]
    app = press(app.checkbox[0].check().run(), "Muat data")
    assert "baris, bertanda DATA CONTOH." in plain(app)
    for slug in ("", "kecamatan", "sumber", "belum-terlindungi"):
        shown = words(app.switch_page(at(slug).path).run())
        assert "DATA CONTOH" in shown, "all is a sample, so no subject is named"
    assert members(app) == "2.287"
    assert "DATA CONTOH" in papers.report(papers.asked("2023-12", None, None), MADE).sample
    app = press(app.switch_page(at("unggah").path).run(), "Batalkan pemuatan ini")
    assert members(app) == "114.377"
    # Real figures are in its place; the sample can no longer be.
    real = hand_in(opened(), books.recap())
    press(real, "Muat data")
    refused = said(hand_in(opened(), marked))
    assert "Berkas ditolak: 1 kesalahan" in refused


def test_questions_have_to_be_agreed_to(desk):
    app = hand_in(desk, books.recap({"I6": 951}))
    assert "1 hal perlu keputusan Anda" in said(app)
    question = next(table for table in tables(app) if "Yang perlu diputuskan" in table.columns)
    assert question["Sel"].tolist() == ["I6"]
    assert app.button(key="muat_data").disabled
    app.checkbox[0].check().run()
    assert "sudah dimuat" in said(press(app, "Muat data"))


def test_a_refused_file_shows_every_fault_with_its_cell(desk):
    app = hand_in(desk, books.recap({"F6": "abc", "G7": -5}))
    assert "Berkas ditolak: 2 kesalahan" in said(app)
    faults = tables(app)[0]
    assert list(faults.columns) == ["Sel", "Isi dan kesalahannya", "Cara memperbaiki"]
    assert faults["Sel"].tolist() == ["F6", "G7"]
    told = faults["Isi dan kesalahannya"][0]
    assert told.startswith("«abc»: bukan angka. ")
    assert "lembar Kepesertaan" in told
    assert "Muat data" not in [button.label for button in app.button]
    assert "Unduh salinan yang ditandai" in str(app.get("download_button"))


def test_an_office_has_to_be_named(desk):
    app = press(hand_in(desk, books.recap(), office=" "), "Muat data")
    assert "Isi dulu kantor yang menyerahkan" in said(app)
    assert members(app) == "114.377"


def test_the_same_file_again_says_so(desk):
    content = books.recap()
    app = press(hand_in(desk, content), "Muat data")
    app = hand_in(app, content, name="nama lain.xlsx")
    assert "Berkas ini sudah dimuat" in said(app)
    assert "Muat data" not in [button.label for button in app.button]


def test_what_a_newer_load_replaced_is_said_to_be_so(desk, sample_database):
    ids = [add_load(sample_database, "klaim", [], [("domisili", DECEMBER)], sha256=each * 64) for each in "ab"]
    renew()
    app = desk.run()
    app.button(key=f"batal_{ids[0]}").click().run()
    assert f"Muatan {ids[0]} dibatalkan; angka di layar tetap: sudah diganti muatan {ids[1]}." in plain(app)
    app.button(key=f"pulih_{ids[0]}").click().run()
    assert f"Muatan {ids[0]} dipulihkan; belum berlaku: sudah diganti muatan {ids[1]}." in plain(app)
    half = add_load(sample_database, "klaim", [], [("domisili", DECEMBER), ("domisili", NOVEMBER)], sha256="c" * 64)
    newest = add_load(sample_database, "klaim", [], [("domisili", DECEMBER)], sha256="d" * 64)
    renew()
    app.run().button(key=f"batal_{half}").click().run()
    assert f"sudah mengikutinya, kecuali yang sudah diganti muatan {newest}." in plain(app)


def test_older_loads_are_there_when_asked_for(desk, sample_database):
    ids = [add_load(sample_database, "klaim", [], [("domisili", DECEMBER)], sha256=f"{n:064}") for n in range(13)]
    renew()
    app = desk.run()
    keys = [f"batal_{each}" for each in reversed(ids)]
    assert [button.key for button in app.button if "batal_" in (button.key or "")] == keys[:12]
    app = app.toggle(key="semua_berkas").set_value(True).run()
    assert [button.key for button in app.button if "batal_" in (button.key or "")] == keys
    assert f"Muatan {ids[0]} dibatalkan" in plain(app.button(key=keys[-1]).click().run())


def test_the_same_file_loaded_twice_is_taken_back_one_load_at_a_time(desk):
    content = books.recap()
    app = press(press(hand_in(desk, content), "Muat data"), "Batalkan pemuatan ini")
    app = press(hand_in(app, content), "Muat data")
    doing = [(button.key or "").partition("_")[0] for button in app.button]
    assert (doing.count("batal"), doing.count("pulih")) == (1, 1)


def test_claims_that_do_not_name_their_scope_are_asked_for_it(desk):
    app = hand_in(desk, books.claims(scope=None), name="klaim.xlsx")
    assert "--lingkup" not in said(app)
    app.radio[0].set_value("kantor_cabang").run()
    assert "menurut kantor cabang" in said(app)
    app = press(app, "Muat data")
    assert app.session_state["meja_unggah"].done.bagian[0].sumber.endswith("menurut kantor cabang")


def test_data_that_changed_meanwhile_are_shown_again(desk, sample_database):
    app = hand_in(desk, books.recap())
    other = books.recap({"C6": 1001, "C10": 3411, "J6": 2151, "J10": 6844})
    intake.load(other, intake.source_of(other, "lain.xlsx", oleh="Kantor lain"))
    app = press(app, "Muat data")
    assert "Data berubah sejak hasil sebelumnya ditampilkan" in said(app)
    assert "sudah dimuat dari lain" in str([table.to_dict() for table in tables(app)])
    app.checkbox[0].check().run()
    assert "Selesai" in said(press(app, "Muat data"))


def test_somebody_else_who_loads_is_named(desk):
    app = hand_in(desk, books.recap())
    with acts.act(settings.kabupaten(), tindakan="muat", oleh="Disnaker", nama_berkas="a.xlsx", sha256="0" * 64):
        app = press(app, "Muat data")
    assert "Disnaker sedang memuat" in said(app)


def test_a_database_that_goes_away_is_one_sentence(desk, sample_database, monkeypatch, tmp_path):
    app = hand_in(desk, books.recap())
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tidak-ada.db'}")
    app = press(app, "Muat data")
    assert "python \\-m data build" in said(app)


def test_text_from_a_file_is_shown_as_it_is(desk):
    app = hand_in(desk, books.recap({"F6": HOSTILE, "B8": f"Kec. {HOSTILE}"}), name=f"{HOSTILE}.xlsx")
    drawn = [element.value for element in [*app.markdown, *app.subheader, *app.error, *app.info, *app.warning]]
    assert not [text for text in drawn if "![x](" in text or "](https" in text]


def test_a_check_is_done_once_per_file(desk, monkeypatch):
    app = hand_in(desk, books.recap())
    monkeypatch.setattr(unggah, "check", lambda *_, **__: pytest.fail("checked again"))
    assert "dapat dimuat" in said(app.run())


def test_a_session_keeps_words_only(desk):
    app = hand_in(desk, books.recap({"F6": "abc"}))
    kept = vars(app.session_state["meja_unggah"])
    assert not [name for name, value in kept.items() if isinstance(value, bytes)]
    assert "bytes" not in re.findall(r"\b\w+\b", str({type(value).__name__ for value in kept.values()}))
    assert len(str(kept)) < 100_000


def test_nobody_else_finds_the_screen(sample_database):
    app = AppTest.from_file(str(VISIT), default_timeout=30).run()
    with pytest.raises(ValueError, match="unggah"):
        app.switch_page(at("unggah").path)


def test_the_page_asks_again_before_it_does_anything(sample_database, monkeypatch):
    monkeypatch.setattr(unggah, "check", lambda *_, **__: pytest.fail("called"))
    app = AppTest.from_file(str(PAGES / "unggah.py"), default_timeout=30).run()
    assert not app.exception
    assert not app.file_uploader
    assert not app.button
