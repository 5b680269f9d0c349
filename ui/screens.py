"""The screens, in the order of the menu: which file draws it, its address, and what may be chosen on it."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from memory import remembered
from ui import permissions
from ui.hall.programme import SLUG, WORDS
from ui.scenario.plan import RIVALS, WORD

PAGES = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Part:
    """One part of a screen that is shown in parts. choices, figures and carried: as of ``Screen``."""

    key: str
    title: str
    choices: tuple[str, ...]
    figures: tuple[str, ...]
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screen:
    """One screen.

    choices: the words of ``ui.choices`` that its row offers. needs: the subject it cannot be without. figures: the
    subjects whose figures it shows; in_menu: whether the menu offers it; parts: of which the address names one, the
    first without it; carried: words of the address that it reads and writes itself; is_sheet: all of it is drawn by
    ``ui.drawing``, and is one element. Who may see it stands in ``ui.permissions``.
    """

    file: str
    slug: str
    title: str
    choices: tuple[str, ...]
    needs: str
    figures: tuple[str, ...] = ()
    in_menu: bool = True
    parts: tuple[Part, ...] = ()
    carried: tuple[str, ...] = ()
    is_sheet: bool = False

    @property
    def path(self) -> str:
        """The file that draws it, as Streamlit's links want it."""
        return str(PAGES / self.file)

    def at(self, part: str) -> "Screen | Part":
        """What is shown of it: one part, or the whole where there are none."""
        return next((each for each in self.parts if each.key == part), self.parts[0]) if self.parts else self


_COVERAGE = ("kepesertaan", "semesta", "target")
SCREENS = (
    Screen(
        "ringkasan.py",
        "",
        "Ringkasan",
        ("periode", "basis", "segmen"),
        "kepesertaan",
        (*_COVERAGE, "klaim", "bantuan_iuran"),
        is_sheet=True,
    ),
    Screen(
        "kecamatan.py",
        "kecamatan",
        "Kecamatan",
        ("periode", "basis", "segmen", "urutan", "kecamatan"),
        "kepesertaan",
        (*_COVERAGE, "klaim"),
        is_sheet=True,
    ),
    Screen("klaim.py", "klaim", "Klaim", ("periode",), "klaim", ("klaim",), is_sheet=True),
    Screen(
        "belum_terlindungi.py",
        "belum-terlindungi",
        "Belum terlindungi",
        ("periode", "basis", "segmen"),
        "kepesertaan",
        _COVERAGE,
    ),
    Screen(
        "rencana.py",
        "rencana",
        "Rencana",
        ("bagian", "periode", "basis", "aturan"),
        "kepesertaan",
        _COVERAGE,
        parts=(
            Part("evaluasi", "Evaluasi", ("bagian", "periode", "basis"), (*_COVERAGE, "tindak_lanjut")),
            Part("target", "Target", ("bagian", "periode", "basis", "aturan"), _COVERAGE),
            Part("tindak-lanjut", "Tindak lanjut", ("bagian", "periode"), ("tindak_lanjut",)),
            Part("bantuan", "Bantuan iuran", ("bagian", "periode"), ("kepesertaan", "bantuan_iuran")),
            Part("ekosistem", "Ekosistem", ("bagian", "periode"), ("ekosistem",), carried=("kelompok",)),
        ),
    ),
    Screen(
        "skenario.py",
        "skenario",
        "Simulasi",
        ("periode", "basis"),
        "kepesertaan",
        (*_COVERAGE, "klaim"),
        carried=(WORD, *RIVALS),
    ),
    Screen("atur_proyektor.py", "atur-proyektor", "Proyektor", ("periode", "basis", "segmen"), "kepesertaan"),
    Screen(
        "proyektor.py",
        "proyektor",
        "Panggung",
        ("periode", "basis", "segmen"),
        "kepesertaan",
        in_menu=False,
    ),
    Screen("kendali.py", "kendali", "Kendali panggung", (), "", in_menu=False),
    Screen("sumber.py", "sumber", "Sumber data", (), ""),
    Screen("unggah.py", "unggah", "Unggah data", (), ""),
    Screen("pengelola.py", "pengelola", "Pengelola", (), ""),
)


# The words that some screen understands in its address.
_SHOWN: list[Screen | Part] = [*SCREENS, *(part for screen in SCREENS for part in screen.parts)]
KNOWN = WORDS | {"layar", "subjek", "kode"} | {word for each in _SHOWN for word in (*each.choices, *each.carried)}


def at(slug: str) -> Screen:
    """The screen at an address. Raises StopIteration for an address that is none."""
    return next(screen for screen in SCREENS if screen.slug == slug)


@remembered
def menu(role: str, *, hall: bool) -> list[Page]:
    """The screens that a role may see, for Streamlit's menu. hall: their addresses show the stage.

    Made once: Streamlit looks for the file of each, which takes longer than to draw a chart.
    """
    return [
        st.Page(
            at(SLUG).path if hall else screen.path,
            title=screen.title,
            url_path=screen.slug,
            default=not screen.slug,
            visibility="visible" if screen.in_menu else "hidden",
        )
        for screen in SCREENS
        if permissions.may(role, screen.slug)
    ]
