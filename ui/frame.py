"""The frame of every screen: menu, title, what the data are, and the row of choices; then the screen."""

import datetime as dt
from collections.abc import Sequence
from contextlib import nullcontext
from copy import copy
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.navigation.page import Page

from memory import remembered
from queries import acuan, akses, asal, kepesertaan, klaim, muatan, semesta, wilayah
from queries.db import DatabaseUnavailable, SettingError, is_newest, of_snapshot, pinned, shown
from queries.db import situation as database
from ui import access, choices, drawing, formats, freshness, links, origins, pace, parts, screens, sentences, view
from ui.choices import Choice
from ui.hall import programme, stage
from ui.links import Line
from ui.measures import MEASURES
from ui.plan.words import RULES
from ui.screens import KNOWN, Part, Screen


def draw() -> None:
    """Draw the frame, then the screen that the address names."""
    hall = programme.is_on()
    pages = screens.menu(access.role(), hall=hall)
    if not pages:
        st.set_page_config(page_title="Dasbor Jamsostek", layout="wide")
        st.navigation(
            [st.Page(partial(access.closed, akses.way_in()), title="Masuk", url_path="masuk", default=True)],
            position="hidden",
        ).run()
        return
    # Streamlit notes on a page that it has run, and these are everybody's.
    page = copy(st.navigation(pages, position="hidden" if hall else "top"))
    screen = screens.at(page.url_path)
    hall = hall or screen.slug == programme.SLUG
    st.set_page_config(page_title=f"{screen.title} · Dasbor Jamsostek", layout="wide")
    try:
        # Screens without figures may wait for the database, and nobody is to wait for them.
        with pace.turn() if screen.figures or hall else nullcontext(), pinned():
            freshness.watch(database, is_newest, on_stage=hall)
            (play if hall else present)(screen, page)
        if not hall:
            access.foot(akses.way_in())
    except (DatabaseUnavailable, SettingError) as error:
        freshness.watch(database, is_newest, on_stage=hall)
        if hall:
            stage.message(str(error))
        else:
            st.error(str(error), icon=":material/cloud_off:", title="Data belum dapat dibaca")


def present(screen: Screen, page: Page) -> None:
    """A screen as a browser has it: title, choices and what they mean, the screen, and where its figures come from."""
    lacks = lacking(screen)
    # Both keys tell how much there is to be room for, see CALM_STYLE.
    is_sheet = screen.is_sheet and not lacks
    with drawing.sheet(f"layar_{screen.slug or 'ringkasan'}") if is_sheet else nullcontext():
        rows = 0 if lacks else bool(screen.choices) + bool(screen.parts)
        with drawing.sheet(f"kepala_{rows}"):
            warnings = head(screen, has_choices=not lacks)
        if lacks:
            missing(lacks)
            return
        for words, icon in warnings:
            parts.note(words, icon=icon, warns=True)
        if is_sheet:
            drawing.shared(partial(body, screen, page), view.current(), access.role(), data=shown())
        else:
            body(screen, page)


def body(screen: Screen, page: Page) -> None:
    """Draw what is beneath the row of choices: the screen, and which loads its figures come from."""
    page.run()
    foot(screen)


def head(screen: Screen, *, has_choices: bool) -> list[tuple[str, str]]:
    """Draw the title, and the row of choices with what they mean; returns what ``begin`` does."""
    regency, loads = wilayah.name(wilayah.regency()), muatan.loads()
    if regency:
        title(screen, regency, muatan.sample_subjects(loads))
    return begin(screen, loads) if has_choices else []


def missing(lacks: str) -> None:
    """In place of a screen: what it lacks, and the way to where that is handed in."""
    st.info(lacks, icon=":material/inbox:")
    if not wilayah.regency().empty and access.may("unggah"):
        links.draw([Line(f"Buka {screens.at('unggah').title}", "unggah")], key="buka_unggah")


def play(screen: Screen, page: Page) -> None:
    """A screen as a projector has it: its scenes and nothing else, for what the address says."""
    stands_for = screens.at(programme.SLUG)
    # For those who cannot see the stage; the style hides it.
    st.title(view.TITLES[programme.SLUG], anchor=False)
    if sentence := lacking(stands_for):
        stage.message(sentence)
        return
    values, _ = choices.heard(offered(stands_for, coming(stands_for)), known=KNOWN)
    keep(screen, values)
    page.run()


def lacking(screen: Screen) -> str:
    """Why a screen cannot be shown yet; '' when it can."""
    if wilayah.regency().empty:
        return (
            "Wilayah pada pengaturan KABUPATEN belum ada dalam basis data: jalankan python -m data build, "
            "atau periksa kodenya."
        )
    if screen.needs and not months_of(screen):
        subject = "klaim" if screen.needs == "klaim" else "kepesertaan"
        return f"Belum ada data {subject}. {how_to_load()}"
    if "basis" in screen.choices and semesta.default(semesta.definitions(), semesta.rows()) is None:
        return f"Belum ada basis cakupan (semesta). {how_to_load()}"
    return ""


def how_to_load() -> str:
    """What the visitor can do about data that are not there."""
    if access.may("unggah"):
        return f"Muat berkas dari kantor cabang di layar {screens.at('unggah').title}."
    return "Muat berkas dari kantor cabang dengan perintah: python -m data load BERKAS."


def months_of(screen: Screen) -> tuple[pd.Timestamp, ...]:
    """The months that a screen can show, oldest first."""
    return kepesertaan.months(klaim.months() if screen.needs == "klaim" else kepesertaan.rows())


def foot(screen: Screen) -> None:
    """Say which loads the figures above come from."""
    if screen.figures:
        seen, live = view.current(), asal.live()
        figures = screen.at(seen.bagian).figures
        loads = {
            subject: asal.of(live, subject, periode=seen.periode, bagian=bagian)
            for subject in figures
            for bagian in [seen.basis if subject in ("semesta", "target") else None]
        }
        origins.foot(loads, seen.periode, seen.kecamatan)


def title(screen: Screen, regency: str, samples: Sequence[str]) -> None:
    """What this is, and whether its figures are a sample."""
    mark = ""
    if samples:
        everything = set(samples) == view.SUBJECTS.keys() - {"batas"}
        subjects = "" if everything else f": {formats.listing([view.SUBJECTS[name] for name in samples])}"
        mark = f"DATA CONTOH{subjects}"
    words = view.TITLES[screen.slug].format(wilayah=formats.visible(regency))
    drawing.words("title", [words, mark], {}, key="judul_layar")


@of_snapshot
def offered(screen: Screen, part: Screen | Part) -> list[Choice]:
    """What the row of choices offers for what is shown of a screen, the defaults included."""
    definitions, figures, months = semesta.definitions(), semesta.rows(), months_of(screen)
    base = semesta.default(definitions, figures)
    opening = muatan.opening_month(months, muatan.loads(), figures, basis=base)
    every = {
        "periode": choices.month(months, opening),
        "basis": Choice("basis", "Basis", semesta.names(definitions, figures), base or "", 250),
        "segmen": Choice("segmen", "Segmen", acuan.segment_choices(acuan.segments()), acuan.ALL, 210),
        "urutan": Choice(
            "urutan", "Urutkan menurut", {key: measure.label for key, measure in MEASURES.items()}, "persentase", 220
        ),
        "bagian": Choice(
            "bagian",
            "Bagian",
            {part.key: part.title for part in screen.parts},
            screen.parts[0].key if screen.parts else "",
            side_by_side=True,
        ),
        "aturan": Choice("aturan", "Pembagian target", RULES, next(iter(RULES)), 290),
        "kecamatan": Choice(
            "kecamatan", "Buka kecamatan", {"": "Semua kecamatan", **wilayah.names(wilayah.districts())}, "", 190
        ),
    }
    return [every[word] for word in part.choices]


def coming(screen: Screen) -> Screen | Part:
    """What of a screen the next row of choices is for."""
    return screen.at(choices.coming("bagian", "")) if screen.parts else screen


def begin(screen: Screen, loads: pd.DataFrame) -> list[tuple[str, str]]:
    """Draw the row of choices and what they mean in words; keep them for the screen.

    Returns what the visitor is to be warned of, each with its icon.
    """
    newest = muatan.newest_position(kepesertaan.rows())
    notes: list[str] = []
    if screen.choices:
        lost = "layar" in st.query_params
        part = coming(screen)
        values, notes = choices.draw(offered(screen, part), known=KNOWN, carried=part.carried)
        parts.quiet(what_is_shown(screen.at(values.get("bagian", "")), *keep(screen, values)))
        if lost:
            notes = ["Layar pada alamat itu tidak ada; yang ditampilkan adalah Ringkasan.", *notes]
    elif newest is not None:
        parts.quiet(sentences.as_of(newest))
    today = dt.datetime.now().astimezone().date()
    days = muatan.overdue_days(newest, loads, today=today) if newest is not None else None
    overdue = [(sentences.overdue(newest, days), ":material/schedule:")] if newest is not None and days else []
    return overdue + ([(formats.plain(" ".join(notes)), ":material/link_off:")] if notes else [])


def keep(screen: Screen, values: dict[str, str]) -> tuple[pd.Timestamp, tuple[str, ...], semesta.Base | None]:
    """Understand the values of the choices and keep them for the screen. Returns period, segments and base."""
    definitions, figures = semesta.definitions(), semesta.rows()
    periode = pd.Timestamp(f"{values['periode']}-01").as_unit("s")
    wanted = values.get("basis") or semesta.default(definitions, figures) or ""
    basis = semesta.in_force(definitions, figures, basis=wanted, periode=periode)
    segmen = acuan.codes_of(values.get("segmen", acuan.ALL), acuan.segments())
    view.keep(
        view.View(
            layar=screen.slug,
            periode=periode,
            basis=basis.kode if basis else "",
            segmen=segmen,
            urutan=values.get("urutan", ""),
            kecamatan=values.get("kecamatan") or None,
            bagian=values.get("bagian", ""),
            aturan=values.get("aturan", ""),
        )
    )
    return periode, segmen, basis


@remembered
def what_is_shown(
    screen: Screen | Part, periode: pd.Timestamp, segmen: tuple[str, ...], basis: semesta.Base | None
) -> str:
    """The date, the base and its source in one line."""
    words = [sentences.as_of(periode + pd.offsets.MonthEnd(0))]
    if basis and "basis" in screen.choices:
        words.append(
            sentences.base(formats.plain(basis.nama), basis.semesta_orang, basis.tanggal, formats.plain(basis.sumber))
        )
        if segmen and basis.reaches_kecamatan:
            own = basis.rows.loc[basis.rows["segmen_kode"].isin(segmen), "semesta_orang"].sum()
            words.append(f"Semesta segmen yang dipilih: **{formats.count(own)} orang**")
    return " · ".join(words)
