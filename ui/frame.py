"""The script that every visit runs first: menu, title, what the data are, and the row of choices; then the screen."""

from collections.abc import Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from queries import acuan, akses, asal, kepesertaan, klaim, muatan, semesta, wilayah
from queries.db import DatabaseUnavailable, SettingError, is_newest, pinned
from queries.db import situation as database
from ui import access, choices, formats, freshness, origins, pace, parts, sentences, view
from ui.choices import Choice
from ui.measures import MEASURES
from ui.screens import KNOWN, SCREENS, Screen

ICON = str(Path(__file__).with_name("static") / "ikon.svg")


def run() -> None:
    """Draw the frame, then the screen that the address names."""
    pages = [
        st.Page(screen.path, title=screen.title, url_path=screen.slug, default=not screen.slug)
        for screen in SCREENS
        if access.may(screen.slug)
    ]
    if not pages:
        st.set_page_config(page_title="Dasbor Jamsostek", page_icon=ICON, layout="wide")
        st.navigation(
            [st.Page(partial(access.closed, akses.way_in()), title="Masuk", url_path="masuk", default=True)],
            position="hidden",
        ).run()
        return
    page = st.navigation(pages, position="top")
    screen = next(screen for screen in SCREENS if screen.slug == page.url_path)
    st.set_page_config(page_title=f"{screen.title} · Dasbor Jamsostek", page_icon=ICON, layout="wide")
    try:
        # Screens without figures may wait for the database, and nobody is to wait for them.
        with pace.turn if screen.figures else nullcontext(), pinned():
            freshness.watch(database, is_newest)
            if situation(screen):
                page.run()
                foot(screen)
        access.foot(akses.way_in())
    except (DatabaseUnavailable, SettingError) as error:
        freshness.watch(database, is_newest)
        st.error(str(error), icon=":material/cloud_off:", title="Data belum dapat dibaca")


def situation(screen: Screen) -> bool:
    """Draw everything above the screen. Returns whether the screen has the data that it needs."""
    regency = wilayah.regency()
    if regency.empty:
        st.error(
            "Wilayah pada pengaturan KABUPATEN belum ada dalam basis data: jalankan python -m data build, "
            "atau periksa kodenya."
        )
        return False
    loads, active = muatan.loads(), kepesertaan.rows()
    title(screen, regency["nama"].iloc[0], muatan.sample_subjects(loads))
    months = kepesertaan.months(klaim.months() if screen.needs == "klaim" else active)
    if screen.needs and not months:
        subject = "klaim" if screen.needs == "klaim" else "kepesertaan"
        st.info(
            f"Belum ada data {subject}. Muat berkas dari kantor cabang dengan perintah: python -m data load BERKAS.",
            icon=":material/inbox:",
        )
        return False
    newest = muatan.newest_position(active)
    if not screen.choices:
        if newest is not None:
            parts.quiet(sentences.as_of(newest))
            warn_if_overdue(newest, loads)
        return True
    return choose(screen, months, loads, active)


def foot(screen: Screen) -> None:
    """Say which loads the figures above come from."""
    if screen.figures:
        seen, live = view.current(), asal.live()
        loads = {
            subject: asal.of(live, subject, periode=seen.periode, bagian=bagian)
            for subject in screen.figures
            for bagian in [seen.basis if subject in ("semesta", "target") else None]
        }
        origins.foot(loads, seen.periode, seen.kecamatan)


def title(screen: Screen, regency: str, samples: Sequence[str]) -> None:
    """What this is, and whether its figures are a sample."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(view.TITLES[screen.slug].format(wilayah=formats.plain(regency)), anchor=False, width="content")
        if samples:
            subjects = "" if len(samples) == 4 else f": {formats.listing([view.SUBJECTS[name] for name in samples])}"
            st.badge(f"DATA CONTOH{subjects}", icon=":material/science:", color="orange")


def choose(screen: Screen, months: tuple[pd.Timestamp, ...], loads: pd.DataFrame, active: pd.DataFrame) -> bool:
    """Draw the row of choices and what they mean in words; keep them for the screen."""
    definitions, figures = semesta.definitions(), semesta.rows()
    default_base = semesta.default(definitions, figures)
    if "basis" in screen.choices and default_base is None:
        st.info(
            "Belum ada basis cakupan (semesta). Muat rekap kepesertaan dari kantor cabang: python -m data load BERKAS."
        )
        return False
    opening = muatan.opening_month(months, loads, figures, basis=default_base)
    offered = {
        "periode": Choice(
            "periode", "Periode", {f"{m:%Y-%m}": formats.month(m) for m in reversed(months)}, f"{opening:%Y-%m}", 180
        ),
        "basis": Choice("basis", "Basis", semesta.names(definitions, figures), default_base or "", 250),
        "segmen": Choice("segmen", "Segmen", acuan.segment_choices(acuan.segments()), acuan.ALL, 210),
        "urutan": Choice(
            "urutan", "Urutkan menurut", {key: measure.label for key, measure in MEASURES.items()}, "persentase", 220
        ),
        "kecamatan": Choice(
            "kecamatan", "Buka kecamatan", {"": "Semua kecamatan", **wilayah.names(wilayah.districts())}, "", 190
        ),
    }
    lost = "layar" in st.query_params
    values, notes = choices.draw([offered[word] for word in screen.choices], known=KNOWN)
    periode = pd.Timestamp(f"{values['periode']}-01").as_unit("s")
    basis = semesta.in_force(definitions, figures, basis=values.get("basis") or default_base or "", periode=periode)
    segmen = acuan.codes_of(values.get("segmen", acuan.ALL), acuan.segments())
    view.keep(
        view.View(
            periode=periode,
            basis=basis.kode if basis else "",
            segmen=segmen,
            urutan=values.get("urutan", ""),
            kecamatan=values.get("kecamatan") or None,
        )
    )
    say_what_is_shown(screen, periode, basis, segmen, muatan.newest_position(active), loads)
    if lost:
        notes = ["Layar pada alamat itu tidak ada; yang ditampilkan adalah Ringkasan.", *notes]
    if notes:
        st.warning(" ".join(notes), icon=":material/link_off:")
    return True


def say_what_is_shown(
    screen: Screen,
    periode: pd.Timestamp,
    basis: semesta.Base | None,
    segmen: tuple[str, ...],
    newest: pd.Timestamp | None,
    loads: pd.DataFrame,
) -> None:
    """The date, the base and its source in one line; a banner when real data are older than they should be."""
    words = [sentences.as_of(periode + pd.offsets.MonthEnd(0))]
    if basis and "basis" in screen.choices:
        words.append(
            sentences.base(formats.plain(basis.nama), basis.semesta_orang, basis.tanggal, formats.plain(basis.sumber))
        )
        if segmen and basis.reaches_kecamatan:
            own = basis.rows.loc[basis.rows["segmen_kode"].isin(segmen), "semesta_orang"].sum()
            words.append(f"Semesta segmen yang dipilih: **{formats.count(own)} orang**")
    parts.quiet(" · ".join(words))
    if newest is not None:
        warn_if_overdue(newest, loads)


def warn_if_overdue(newest: pd.Timestamp, loads: pd.DataFrame) -> None:
    """A banner when the newest real data are older than they should be."""
    if days := muatan.overdue_days(newest, loads, today=pd.Timestamp.now()):
        st.warning(sentences.overdue(newest, days), icon=":material/schedule:")


run()
