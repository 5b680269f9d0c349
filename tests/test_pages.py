"""Every screen with the sample, with nothing, and with one month: no fault, one title, every chart in words."""

import json
import re
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from sqlalchemy import Engine, delete, select, update
from streamlit.testing.v1 import AppTest

import memory
import queries.muatan
from data import sample
from data.schema import kecamatan, kepesertaan, klaim, muatan, muatan_periode, semesta
from pages import adegan
from queries import db
from queries.db import renew
from tests import ground, written
from ui import formats, permissions
from ui.charts import ahead
from ui.screens import PAGES, SCREENS
from ui.view import TITLES

VISIT = PAGES.parent / "ui" / "visit.py"
# Words of Streamlit or Python that a viewer must never see.
ENGLISH = re.compile(r"\b(error|nan|nat|none|null|true|false|the|data is|loading|traceback|exception)\b", re.IGNORECASE)


ADMIN = {"peran": "admin", "identitas": "uji"}
VIEWER = {"peran": "viewer", "identitas": "uji"}


def visit(slug: str = "", user: dict[str, str] = ADMIN, **address: str) -> AppTest:
    """The screen at an address."""
    screen = next(screen for screen in SCREENS if screen.slug == slug)
    app = AppTest.from_file(str(VISIT), default_timeout=30)
    app.user = user
    if slug:
        # The pages are known to AppTest after a first run only; before it another screen would answer.
        app.run()
        app.query_params.clear()
        app.switch_page(screen.path)
    for word, value in address.items():
        app.query_params[word] = value
    app.run()
    if titles := written.titles(own(app)):
        assert titles[0][0] == TITLES[slug].format(wilayah="Kabupaten Blitar")
    return app


def own(app: AppTest) -> list[Any]:
    """The elements of our own, as ``tests.written`` reads them."""
    return [element.proto for element in app.get("bidi_component")]


def notes(app: AppTest) -> list[str]:
    """What is said before the figures, in Streamlit's boxes or on a sheet."""
    return [each.value for each in app.info] + written.notes(own(app), warns=False)


def warnings(app: AppTest) -> list[str]:
    """What is warned of, as ``notes``."""
    return [each.value for each in app.warning] + written.notes(own(app), warns=True)


def charts(app: AppTest) -> list[tuple[str, str]]:
    """The message of each chart, and what is drawn, as JSON."""
    return written.charts(own(app))


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables, in order; every cell is words."""
    return written.tables(own(app))


def figures(app: AppTest) -> dict[str, str]:
    """The figures of the headline cards by their label."""
    return {card["label"]: card["value"] for card in written.cards(own(app))}


def words(app: AppTest) -> list[str]:
    """Everything that is written on a screen, outside of charts."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    texts = [str(element.value) for kind in kinds for element in getattr(app, kind)]
    texts += [text for title in written.titles(own(app)) for text in title]
    texts += [note for warns in (False, True) for note in written.notes(own(app), warns=warns)]
    texts += [*written.headings(own(app)), *written.sentences(own(app))]
    texts += [f"{card['label']} {card['value']} {card['change']} {card['note']}" for card in written.cards(own(app))]
    texts += ["".join([*line["words"], line["label"]]) for line in written.lines(own(app))]
    texts += [alt for alt, _ in charts(app)]
    return [text for text in texts if text]


def seen(app: AppTest) -> list[str]:
    """Everything that a screen says and draws."""
    return [*words(app), *(table.to_csv() for table in tables(app)), *(figure for _, figure in charts(app))]


def check(app: AppTest) -> None:
    assert not app.exception
    assert len(app.title) + len(written.titles(own(app))) == 1
    assert all(alt for alt, _ in charts(app))
    for text in words(app):
        assert not ENGLISH.search(text), text
        assert not re.search(r"\d,\d{3}\b", text), f"a foreign thousands separator: {text}"


def keep_only(engine: Engine, *months: str) -> None:
    """Leave members of some months only."""
    kept = [pd.Timestamp(f"{month}-01").date() for month in months]
    with engine.begin() as connection:
        connection.execute(delete(kepesertaan).where(kepesertaan.c.bulan.not_in(kept)))


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS])
def test_with_the_sample(sample_database, slug):
    app = visit(slug)
    check(app)
    assert not app.error
    assert any("DATA CONTOH" in text for text in words(app)), "the sample is not marked"


def test_on_postgresql_the_same_as_on_sqlite(tmp_path):
    shown = []
    # Both are filled here, one right after the other: the screens tell the day of that.
    for kind in ground.KINDS:
        with ground.database(kind, tmp_path, sample.store):
            db.forget()
            shown.append({screen.slug: words(visit(screen.slug)) for screen in SCREENS})
    on_one, on_other = shown
    assert on_one == on_other


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS])
def test_with_an_empty_database(sqlite_database, slug):
    app = visit(slug)
    check(app)
    if slug == "proyektor":
        assert "di layar Unggah data" in app.markdown[0].value
    elif slug not in ("sumber", "unggah", "pengelola", "kendali"):
        assert "di layar Unggah data" in app.info[0].value
        assert [line["href"] for line in written.lines(own(app))] == ["./unggah"]
        assert not charts(app)
        assert "python -m data load" in visit(slug, VIEWER).info[0].value
    assert not any("DATA CONTOH" in text for text in words(app))


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS])
def test_with_one_month(sample_database, slug):
    keep_only(sample_database, "2023-12")
    app = visit(slug)
    check(app)
    assert not app.error


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS if "kecamatan" in screen.choices])
@pytest.mark.parametrize(
    "choice", [{"urutan": "orang"}, {"kecamatan": "35.05.06"}, {"segmen": "BPU", "kecamatan": "35.05.20"}]
)
def test_choices_on_the_kecamatan_screen(sample_database, slug, choice):
    check(visit(slug, **choice))


@pytest.mark.parametrize("slug", ["", "kecamatan", "belum-terlindungi"])
@pytest.mark.parametrize(
    "choice", [{"basis": "bps-bekerja"}, {"basis": "bps-bekerja", "segmen": "PU"}, {"segmen": "PMI"}]
)
def test_choices_without_a_percentage_say_why(sample_database, slug, choice):
    app = visit(slug, **choice)
    check(app)
    if choice != {"basis": "bps-bekerja"} or slug == "kecamatan":
        assert notes(app)


def test_ringkasan_says_the_three_numbers(sample_database):
    app = visit()
    shown = figures(app)
    assert shown["Peserta aktif"] == "114.377"
    assert shown["Belum terlindungi"] == "335.340"
    assert shown["Cakupan"] == "25,43%"
    assert "449.717" in " ".join(words(app))


# Every screen that a viewer may see but the remote control, which shows no figure.
@pytest.mark.parametrize(
    "slug", [screen.slug for screen in SCREENS if permissions.may("viewer", screen.slug) and screen.slug != "kendali"]
)
def test_a_load_in_the_middle_of_a_run_changes_nothing_on_its_screen(sample_database, slug, monkeypatch):
    app = visit(slug)
    undisturbed = words(app)
    subjects = queries.muatan.sample_subjects

    def load_meanwhile(loads):
        patch.undo()
        with sample_database.begin() as connection:
            connection.execute(update(kepesertaan).values(aktif_orang=kepesertaan.c.aktif_orang * 2))
            connection.execute(update(semesta).values(semesta_orang=semesta.c.semesta_orang * 3))
            connection.execute(update(klaim).values(kasus=klaim.c.kasus * 4, dibayarkan_rp=klaim.c.dibayarkan_rp * 5))
            connection.execute(update(muatan).values(sumber="Berkas susulan"))
        renew()
        return subjects(loads)

    with monkeypatch.context() as patch:
        patch.setattr(queries.muatan, "sample_subjects", load_meanwhile)
        assert words(app.run()) == undisturbed
    assert words(app.run()) != undisturbed


def test_one_number_is_the_same_on_every_screen(sample_database):
    ringkasan, klaim, belum = visit(), visit("klaim"), visit("belum-terlindungi")
    shown = [pair for app in (ringkasan, klaim) for pair in figures(app).items()]
    paid = {value for label, value in shown if "Klaim dibayarkan" in label}
    assert len(paid) == 1
    gauges = {alt for app in (ringkasan, belum) for alt, _ in charts(app) if "pekerja sudah" in alt}
    assert len(gauges) == 1


def test_the_bases_of_bps_give_their_own_percentage(sample_database):
    shown = figures(visit(basis="bps-bekerja"))
    assert shown["Cakupan"] == "16,37%"
    assert shown["Belum terlindungi"] == "584.234"
    assert figures(visit(basis="bps-angkatan-kerja"))["Cakupan"] == "15,57%"


@pytest.mark.parametrize(
    "address",
    [
        {"periode": "1999-01"},
        {"periode": "; DROP TABLE klaim"},
        {"basis": "<script>"},
        {"segmen": "x" * 3000},
        {"apa-ini": "1"},
        {"kecamatan": "35.72.01"},
    ],
)
def test_an_unknown_address_says_so_and_shows_the_default(sample_database, address):
    app = visit("kecamatan", **address)
    check(app)
    [warning] = warnings(app)
    assert "tidak dikenal" in warning
    assert "31 Desember 2023" in " ".join(words(app))


def test_a_known_address_is_followed_without_a_word(sample_database):
    app = visit("kecamatan", periode="2023-06", urutan="orang", kecamatan="35.05.06")
    check(app)
    assert not warnings(app)
    assert "30 Juni 2023" in " ".join(words(app))
    assert written.headings(own(app))[0] == "Kecamatan Ponggok "


def test_a_kecamatan_without_data_is_said_and_left_out(sample_database):
    with sample_database.begin() as connection:
        connection.execute(
            delete(kepesertaan).where(
                kepesertaan.c.kecamatan_kode == "35.05.18", kepesertaan.c.bulan == pd.Timestamp("2023-12-01").date()
            )
        )
        left = connection.execute(
            select(semesta.c.semesta_orang).where(semesta.c.kecamatan_kode == "35.05.18")
        ).scalars()
        missing = sum(left)
    app = visit()
    check(app)
    [note] = notes(app)
    assert "1 dari 22 kecamatan belum ada data" in note
    assert "Doko" in note
    gauge = next(alt for alt, _ in charts(app) if "pekerja sudah" in alt)
    assert f"{449_717 - missing:,}".replace(",", ".") in gauge


def test_hostile_names_are_shown_as_they_are(sample_database):
    with sample_database.begin() as connection:
        connection.execute(
            update(kecamatan).where(kecamatan.c.kode == "35.05.06").values(nama="![x](https://x.id/p.png) <b>**K**")
        )
    for slug in ("", "kecamatan", "belum-terlindungi"):
        app = visit(slug, **({"kecamatan": "35.05.06"} if slug == "kecamatan" else {}))
        assert not app.exception
        for element in [*app.markdown, *app.header, *app.subheader, *app.info, *app.warning]:
            assert "![x](" not in element.value, element.value


def test_real_members_without_claims_or_targets(sample_database):
    with sample_database.begin() as connection:
        connection.execute(delete(muatan_periode).where(muatan_periode.c.jenis.in_(("klaim", "target"))))
    for slug in ("", "kecamatan", "belum-terlindungi"):
        app = visit(slug)
        check(app)
    assert notes(visit("klaim"))


def test_old_real_data_carry_a_banner(sample_database):
    with sample_database.begin() as connection:
        connection.execute(update(muatan).values(asal="berkas"))
    app = visit()
    assert "Data terbaru adalah per 30 Juni 2024" in warnings(app)[0]
    assert not any("DATA CONTOH" in text for text in words(app))


def test_a_database_that_is_gone_gives_one_sentence(sqlite_database, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'tidak-ada.db'}")
    app = visit()
    assert not app.exception
    assert len(app.error) == 1
    assert "python -m data build" in app.error[0].value
    assert not (tmp_path / "tidak-ada.db").exists()


def test_claims_without_members_leave_the_other_screens_a_sentence(sample_database):
    with sample_database.begin() as connection:
        connection.execute(delete(kepesertaan))
    for slug in ("", "kecamatan", "belum-terlindungi"):
        app = visit(slug)
        check(app)
        assert "Belum ada data kepesertaan" in app.info[0].value
    check(visit("klaim", periode="2023-06"))


def test_claims_months_may_be_chosen_when_members_have_one_month(sample_database):
    keep_only(sample_database, "2023-12")
    app = visit("klaim", periode="2023-06")
    assert not warnings(app)
    assert any("Jan–Jun 2023" in label for label in figures(app))
    assert any("seluruh bulan yang ada" in text for text in words(app))


def test_a_segment_without_data_is_not_said_to_be_well(sample_database):
    said = words(visit(segmen="PMI"))
    assert not any("Tidak ada hal mendesak" in text for text in said)
    assert any("Belum ada data peserta untuk pilihan ini" in text for text in said)


@pytest.mark.parametrize("bagian", ["evaluasi", "tindak-lanjut"])
def test_what_is_late_says_at_which_day(sample_database, bagian):
    day = formats.date(pd.Timestamp.now())
    said = words(visit("rencana", bagian=bagian, periode="2023-11"))
    assert any(f"Keadaan {day}" in text for text in said)


def test_the_hall_says_which_months_its_bars_count(sample_database):
    """Programmes are published for the whole year, the figure above them up to the period."""
    app = visit("proyektor", proyektor="1", adegan="klaim", periode="2023-06")
    assert any("Januari–Juni 2023" in text for text in words(app))
    [(_, drawn)] = charts(app)
    assert "Januari–Desember 2023" in json.loads(drawn)["layout"]["annotations"][0]["text"]


def test_the_kecamatan_that_is_paid_most_stands_above(sample_database):
    [table] = [each for each in tables(visit("klaim")) if "Kecamatan" in each]
    paid = [int(value.removeprefix("Rp").replace(".", "")) for value in table["Dibayarkan"]]
    assert len(paid) == 22
    assert paid == sorted(paid, reverse=True)


def test_a_target_is_not_held_against_one_segment(sample_database):
    for slug in ("", "belum-terlindungi"):
        # The foot says where targets come from.
        texts = " ".join(text for text in words(visit(slug, segmen="PU")) if text != "Target: DATA CONTOH")
        assert "Target" not in texts
        assert "Semesta segmen yang dipilih" in texts


def test_a_base_of_the_regency_draws_no_map(sample_database):
    app = visit(basis="bps-bekerja")
    assert len(charts(app)) == 2
    assert any("hanya untuk kabupaten" in text for text in words(app))


def test_a_base_of_the_regency_opens_a_kecamatan_all_the_same(sample_database):
    app = visit("kecamatan", basis="bps-bekerja", kecamatan="35.05.06")
    check(app)
    assert any(text.startswith("JHT paling besar") for text in words(app))
    assert "Kecamatan Ponggok" in [text.strip(" #") for text in words(app)]
    assert any("hanya untuk kabupaten" in text for text in words(app))


def test_the_simulation_says_when_it_is_larger_than_the_gap(sample_database):
    app = visit("belum-terlindungi")
    app.number_input(key="sim_pekerja").set_value(9_000_000).run()
    check(app)
    assert any("melebihinya" in warning.value for warning in app.warning)
    app.number_input(key="sim_pekerja").set_value(-5).run()
    check(app)
    assert any("dihitung dengan 1 " in warning.value for warning in app.warning)


def test_payers_with_two_endings_are_two_rows(sample_database):
    table = tables(visit("belum-terlindungi"))[0]
    ending = table.loc[table["Berakhir pada"] == "31 Desember 2023", "Peserta aktif (orang)"]
    assert len(ending) > 1
    assert sum(int(people.replace(".", "")) for people in ending) == 8_917


def test_a_setting_that_is_no_number_is_one_sentence(sample_database, monkeypatch):
    with sample_database.begin() as connection:
        connection.execute(update(muatan).values(asal="berkas"))
    monkeypatch.setenv("BATAS_USIA_DATA_HARI", "abc")
    app = visit()
    assert not app.exception
    assert "BATAS_USIA_DATA_HARI" in app.error[0].value


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS if screen.figures])
def test_what_others_have_looked_at_changes_nothing(sample_database, slug):
    db.start()
    db.stop()
    before = {read.__wrapped__: read().copy() for read in db.DATASETS}
    mine, theirs = {}, {"periode": "2023-06"}
    alone = []
    for address in (mine, theirs):
        memory.forget()
        st.cache_resource.clear()
        alone.append(seen(visit(slug, **address)))
    assert alone[0] != alone[1]
    assert [seen(visit(slug, **address)) for address in (mine, theirs, mine)] == [*alone, alone[0]]
    for read in db.DATASETS:
        pd.testing.assert_frame_equal(read(), before[read.__wrapped__])


PLAN = "Rencana A~2024~lanjut~50~BPU*dbhcht*umum*5000*2024-03*10*0*Buruh tani"


@pytest.mark.usefixtures("sample_database")
def test_a_plan_in_the_link_is_shown_and_stays_in_the_link():
    app = visit("skenario", periode="2023-12", skenario=PLAN)
    said = " ".join(words(app))
    # 114.377, 600 more who pay for themselves, 5.000 of the plan, 2.300 who are granted more than is prolonged.
    assert "Rencana A: cakupan 27,19% pada Desember 2024, kurang 35.124 orang dari target 35%" in said
    assert "31 Desember 2023: 8.917 orang berakhir bila tidak diperpanjang." in said
    assert "juga tanpa rencana: 3.900 orang mulai 1 Maret 2024, 1.900 orang mulai 1 April 2024" in said
    assert "**5.000** Buruh tani oleh **DBHCHT**, Mar 2024 sampai Des 2024" in said
    assert dict(app.query_params)["skenario"] == PLAN
    app.toggle(key="skenario_perpanjang").set_value(False).run()
    assert dict(app.query_params)["skenario"] == PLAN.replace("lanjut", "berakhir")
    app.button(key="langkah_hapus_0").click().run()
    assert dict(app.query_params)["skenario"] == "Rencana A~2024~berakhir~50"


@pytest.mark.usefixtures("sample_database")
def test_plans_are_kept_opened_and_let_go():
    app = visit("skenario", periode="2023-12", skenario=PLAN)
    app.button(key="banding_simpan").click().run()
    address = dict(app.query_params)
    assert address["banding"] == PLAN
    assert address["skenario"].startswith("Rencana B~")
    app.button(key="langkah_hapus_0").click().run()
    compared = next(table for table in tables(app) if "Kurang untuk target (orang)" in table.columns)
    assert compared["Rencana"].tolist() == ["Rencana B", "Rencana A", "Tanpa rencana"]
    app.button(key="buka_banding").click().run()
    assert dict(app.query_params)["skenario"] == PLAN
    assert dict(app.query_params)["banding"] == "Rencana B~2024~lanjut~50"
    app.button(key="lepas_banding").click().run()
    assert "banding" not in dict(app.query_params)


@pytest.mark.usefixtures("sample_database")
def test_workers_are_added_to_a_plan():
    app = visit("skenario", periode="2023-12")
    app.number_input(key="langkah_pekerja").set_value(700).run()
    app.text_input(key="langkah_untuk").set_value("Guru ngaji").run()
    app.button(key="langkah_tambah").click().run()
    assert dict(app.query_params)["skenario"] == "Rencana A~2024~lanjut~0~BPU*mandiri*umum*700*2024-01*12*0*Guru ngaji"


@pytest.mark.usefixtures("sample_database")
@pytest.mark.parametrize("text", ["<script>~2024~lanjut~0", "~~~~", "A~2024~lanjut~0~X*Y*Z*1*2024-01*1*0*![x](y)"])
def test_a_hostile_plan_is_shown_as_text(text):
    app = visit("skenario", periode="2023-12", skenario=text)
    assert not app.exception
    assert "![x](y)" not in " ".join(words(app))


@pytest.mark.parametrize("slug", [screen.slug for screen in SCREENS if "periode" in screen.choices])
def test_every_month_of_the_sample(sample_database, slug, caplog):
    app = visit(slug)
    for month in pd.date_range("2021-01-01", "2024-06-01", freq="MS"):
        app.query_params["periode"] = f"{month:%Y-%m}"
        if slug == "proyektor":
            app.query_params["skenario"] = f"Rencana A~{month.year}~lanjut~50"
        app.run()
        assert not app.exception, month
        assert not app.error, month
        assert formats.month(month) in " ".join(words(app))
    assert "Kejadian" not in caplog.text


def fails(*_: object) -> None:
    raise TypeError("a scene that fails")


def test_a_scene_that_fails_takes_no_other_away(sample_database, monkeypatch, caplog):
    monkeypatch.setitem(adegan.SCENES, "belum", fails)
    monkeypatch.setattr(ahead, "plans", fails)
    app = visit("proyektor", adegan="belum,tren,skenario", skenario="Rencana A~2024~lanjut~50")
    assert not app.exception
    said = " ".join(words(app))
    assert "cakupan pada Desember 2024 dengan **Rencana A**" in said
    assert len(charts(app)) == 1
    assert caplog.text.count("Kejadian") == 2
    alone = visit("proyektor", adegan="belum")
    assert "sebutkan nomor kejadian" in alone.markdown[0].value.lower()


def test_what_a_plan_costs_belongs_to_the_people_that_it_brings(sample_database):
    app = visit("skenario", periode="2023-12", skenario=PLAN)
    compared = next(table for table in tables(app) if "Kurang untuk target (orang)" in table.columns)
    with_it, without = (int(cost.removeprefix("Rp").replace(".", "")) for cost in compared["Iuran"])
    cards = {card["label"]: card for card in written.cards(own(app))}
    assert without > 0
    assert cards["Tambahan iuran"]["value"] == formats.rupiah(with_it - without)
    assert cards["Tambahan iuran"]["note"] == f"seluruhnya {formats.rupiah(with_it)}"
    assert any("Tidak untuk dibandingkan dengan rencana" in text for text in words(app))


def test_claims_of_a_year_are_not_counted_over_the_members_of_one_month(sample_database):
    keep_only(sample_database, "2023-12")
    app = visit("skenario", skenario=PLAN)
    assert any(text.startswith("Belum dapat dihitung: kepesertaan belum lengkap") for text in words(app))
    assert not any("Per 1.000 peserta setahun" in table for table in tables(app))


@pytest.mark.usefixtures("sample_database")
def test_an_early_period_has_no_projection_and_says_why():
    app = visit("skenario", periode="2021-06")
    assert any("belum cukup panjang" in info.value for info in app.info)


@pytest.mark.usefixtures("sample_database")
def test_an_office_is_enrolled_by_a_plan():
    app = visit("skenario", periode="2023-12")
    app.button(key="opd_tambah").click().run()
    people = int(re.search(r": ([\d.]+) orang", app.selectbox(key="opd_nama").options[0])[1].replace(".", ""))
    assert f"~PU*apbd*umum*{people}*2024-01*12*2000000*" in dict(app.query_params)["skenario"]
