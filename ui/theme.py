"""Colours and type for charts: the palette of .streamlit/config.toml in one Plotly template."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Literal

import plotly.graph_objects as go
import streamlit as st

FONT = '"IBM Plex Sans", sans-serif'
# Its name tells its version, because browsers keep it for a year.
FONT_FILE = "app/static/ibm-plex-sans-5.3.0.woff2"
# The icons that are used, a twentieth of Streamlit's typeface; made by python -m tests.icons.
ICONS_FILE = "app/static/material-symbols-c3e942268934.woff2"


def _face(family: str) -> str:
    return f"@font-face{{font-family:'{family}';src:url(/{FONT_FILE});font-weight:100 700}}"


# Until the theme arrives Streamlit writes in a typeface of its own, which would come as a second one and jump.
FONT_STYLE = _face("Source Sans")


Look = Literal["layar", "terang", "gelap"]
# What a hall changes, by the names of config.toml: letters that keep seven to one on any projector, and a dark paper.
_HALLS: dict[Look, dict[str, str]] = {
    "layar": {},
    "terang": {"grayColor": "#43525a", "orangeColor": "#8a3a06"},
    "gelap": {
        "primaryColor": "#7cc6de",
        "backgroundColor": "#0b151b",
        "textColor": "#f4f8fa",
        "grayColor": "#b9c7ce",
        "borderColor": "#3b4c55",
        "orangeColor": "#ffb476",
    },
}
# From little to much, as chartSequentialColors; from afar letters need still more contrast, and in a dark hall much is
# light.
_HALL_SCALES: dict[Look, list[str]] = {
    "terang": [
        "#f3f9fb", "#e2f0f4", "#d0e6ed", "#bedce6", "#a9d0dd", "#93c3d3", "#0b5672", "#0a4f69", "#084760", "#063f56",
    ],
    "gelap": [
        "#063f56", "#084760", "#0a4f69", "#0b5672", "#93c3d3", "#a9d0dd", "#bedce6", "#d0e6ed", "#e2f0f4", "#f3f9fb",
    ],
}  # fmt: skip
_look: ContextVar[Look] = ContextVar("_look", default="layar")


@contextmanager
def hall(*, dark: bool) -> Iterator[None]:
    """Draw for a projector: stronger edges, and other colours in a dark hall."""
    token = _look.set("gelap" if dark else "terang")
    try:
        yield
    finally:
        _look.reset(token)


def look() -> Look:
    """What charts are drawn for now: a screen, or a light or dark hall."""
    return _look.get()


def colour(name: str) -> str:
    """One colour of the theme by its name in config.toml, e.g. 'primaryColor'."""
    return _HALLS[look()].get(name) or str(st.get_option(f"theme.{name}"))


def protected() -> str:
    """Who is protected: the accent."""
    return colour("primaryColor")


def unprotected() -> str:
    """Who is not yet: a warm pale tone that stays lighter than the accent in grey and on a weak projector."""
    return "#6e4a2a" if look() == "gelap" else "#f0c9a0"


def warning() -> str:
    """What asks for attention."""
    return colour("orangeColor")


def ink() -> str:
    """Text and reference lines."""
    return colour("textColor")


def muted() -> str:
    """Secondary text."""
    return colour("grayColor")


def paper() -> str:
    """What everything stands on."""
    return colour("backgroundColor")


def faint() -> str:
    """Borders, and areas without data."""
    return colour("borderColor")


def edge() -> str:
    """Around shapes that may be as pale as what they stand on."""
    return faint() if look() == "layar" else muted()


def categories() -> list[str]:
    """Colours for kinds, in order."""
    return list(st.get_option("theme.chartCategoricalColors"))


def scale() -> list[str]:
    """Ten tones from little to much; also read in grey."""
    return _HALL_SCALES.get(look()) or list(st.get_option("theme.chartSequentialColors"))


def tones(count: int) -> list[str]:
    """So many tones from little to much, as far apart as they can be."""
    ten = scale()
    return [ten[round(n * (len(ten) - 1) / max(count - 1, 1))] for n in range(count)]


def on(tone: str) -> str:
    """The colour of letters that can be read on a tone."""
    return max(ink(), paper(), key=lambda letters: contrast(letters, tone))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(tone: str) -> float:
    shares = (int(tone[at : at + 2], 16) / 255 for at in (1, 3, 5))
    light = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return sum(part * weight for part, weight in zip(light, (0.2126, 0.7152, 0.0722), strict=True))


def template() -> go.layout.Template:
    """The look of every chart: Indonesian separators, quiet axes, room for the text."""
    return _template(look())


@cache
def _template(_: Look) -> go.layout.Template:
    axis = {
        "showgrid": False,
        "linecolor": faint(),
        "zeroline": False,
        "ticks": "",
        "ticklabelstandoff": 6,
        "fixedrange": True,
        "tickfont": {"color": muted(), "size": 13},
        "title": {"font": {"color": muted(), "size": 13}, "standoff": 8},
    }
    return go.layout.Template(
        layout={
            "separators": ",.",
            "font": {"family": FONT, "size": 14, "color": ink()},
            "colorway": categories(),
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            # Plotly would draw everything twice to find room for labels: ui/drawing/static/grafik.js makes it for the
            # names at the left, what else needs some says how much.
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "autoexpand": False},
            "hoverlabel": {
                "font": {"family": FONT, "size": 14, "color": ink()},
                "bgcolor": paper(),
                "bordercolor": faint(),
            },
            "hovermode": "closest",
            "dragmode": False,
            "showlegend": False,
            "bargap": 0.28,
            "xaxis": axis,
            "yaxis": axis,
        }
    )


# The page of a wall link stands outside of Streamlit, in the same look and place as the sign-in screen; see
# ui/access.py and .streamlit/config.toml.
DOOR_STYLE = (
    f"{_face('IBM Plex Sans')}"
    "body{margin:0;padding-top:6.5rem;background:#ffffff;color:#16242c;"
    "font:1rem/1.6 'IBM Plex Sans',system-ui,sans-serif}"
    "main{box-sizing:border-box;width:min(520px,calc(100vw - 2rem));margin:auto;padding:2rem 1rem 1rem;"
    "border:1px solid #d5dee2;border-radius:.5rem}"
    "h1{margin:0 0 .75rem;font-size:1.75rem;font-weight:600;line-height:1.2}p{margin:0}"
    "button{margin-top:1.5rem;padding:.6rem 1.25rem;border:0;border-radius:.5rem;background:#0b5c7a;color:#ffffff;"
    "font:inherit;font-weight:600;cursor:pointer}button:focus-visible{outline:3px solid #96c2d2;outline-offset:2px}"
)

# One left and one right edge for the menu and for everything beneath it; headings close to what they are above; what
# opens a table is as dark as other quiet words.
GRID_STYLE = (
    '[data-testid="stMainBlockContainer"],[data-testid="stTopNav"]'
    "{padding-inline:max(min(1.5rem,4vw),calc(50vw - 50rem))!important}"
    'h3{padding-top:0!important}[data-testid="stMarkdown"] h3{padding-bottom:0!important}'
    # A heading that has no quieter line beneath it.
    '[data-testid="stMarkdown"] [data-testid="stHeadingWithActionElements"]:last-child h3'
    "{padding-bottom:.75rem!important}"
    '[data-testid="stExpander"] summary{opacity:1!important}'
)

# The height of a row of a table in pixels, see ui/drawing/static/tulisan.css; beyond so many rows nobody sees a jump.
_ROW, _MOST_ROWS = 30, 30


def room(rows: int, height: int | None) -> int:
    """How many rows there is to be room for in CALM_STYLE before a table comes that is at most so high."""
    return min(rows, _MOST_ROWS, (height or _ROW * _MOST_ROWS) // _ROW - 1)


# Room for what comes a moment later than what stands beneath it, so that nothing jumps: the width of every screen, its
# head with so many rows of choices, a row of choices by itself, the sheet that is the screen, a row of cards, a table.
CALM_STYLE = (
    '[data-testid="stMainBlockContainer"]{max-width:none!important}'
    ".st-key-kepala_0{min-height:4.5rem}.st-key-kepala_1{min-height:9.6rem}.st-key-kepala_2{min-height:12.65rem}"
    ".st-key-pilihan_baris{min-height:4.25rem}@media (max-width:640px){.st-key-pilihan_baris{min-height:2.5rem}}"
    '[class*="st-key-layar_"]{min-height:100vh}'
    '[class*="st-key-kartu_"]{min-height:9.5rem;flex-shrink:0!important}.st-key-kartu_rencana{min-height:5.75rem}'
)
CALM_STYLE += "".join(
    f'[class*="st-key-tabel_{rows}_"]{{min-height:{_ROW * (rows + 1) - 1}px}}' for rows in range(1, _MOST_ROWS + 1)
)

# Whom motion disturbs is shown none.
STILL_STYLE = (
    "@media (prefers-reduced-motion:reduce){*,::before,::after{transition-duration:1ms!important;"
    "transition-delay:0s!important;animation-duration:1ms!important;animation-iteration-count:1!important;"
    "scroll-behavior:auto!important}}"
)

# The buttons of the uploader have no ring of their own.
FOCUS_STYLE = '[data-testid="stFileUploader"] button:focus-visible{outline:2px solid currentColor;outline-offset:1px}'

# On a phone a list of faults in a file is no table: each stands under the other, place first.
NARROW_STYLE = (
    "@media (max-width:640px){.st-key-temuan .tabel :is(table,tbody,tr){display:block;width:100%}"
    ".st-key-temuan .tabel thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}"
    ".st-key-temuan .tabel tr{padding:.5rem 0}.st-key-temuan .tabel tbody tr td{display:block;padding-left:0;border:0}"
    ".st-key-temuan .tabel tbody tr td:nth-child(-n+2){display:inline-block;font-weight:600}}"
)

# A4 on its side: what can only be clicked stays on the screen, and no chart or card is cut between two sheets.
PRINT_STYLE = (
    "@media print{@page{size:A4 landscape;margin:9mm}"
    'header,.pilihan,.berkas,.st-key-peran,[data-testid="stExpander"],.bukaan,.ruas,'
    '[data-testid="stButtonGroup"]{display:none!important}'
    '[data-testid="stMainBlockContainer"]{padding:0!important}'
    ".kotak,.grafik,.petak,tr{break-inside:avoid}}"
    # As wide as that paper, also before it is one: ui/drawing/static/grafik.js draws the charts for it.
    '.kertas [data-testid="stMainBlockContainer"]{width:279mm!important;padding:0!important}'
    ".kertas .lajur{grid-auto-flow:column}"
    ".kertas :is(.lembar,.tumpuk,.kotak,.lajur){gap:.5rem}.kertas .kotak{padding:.5rem .75rem}"
    ".kertas .tabel{max-height:none!important}.kertas .tabel :is(th,td){padding-block:.1rem}"
    ".kertas .baris.asal{gap:0 .75rem}.kertas .asal *{font-size:.75rem}"
)


def stage_style() -> str:
    """The colours of the stage as CSS variables, for a light and for a dark hall."""

    def variables(selector: str) -> str:
        named = {
            "kertas": paper(),
            "tinta": ink(),
            "redup": muted(),
            "garis": edge(),
            "aksen": protected(),
            "ingat": warning(),
            "hitam": "#000000",
        }
        return f"{selector}{{{';'.join(f'--{name}:{value}' for name, value in named.items())}}}\n"

    with hall(dark=False):
        light = variables(".panggung")
    with hall(dark=True):
        return light + variables(".panggung.gelap")
