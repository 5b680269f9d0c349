"""A programme of scenes, as it stands in a link: which scenes, in which order, how long each, and what they need."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

# In the order of an evaluation: what is, where, whether it gets better, what was paid, what can be done.
SCENES: Mapping[str, str] = {
    "belum": "Berapa yang belum terlindungi",
    "peta": "Peta cakupan",
    "peringkat": "Kecamatan tertinggal dan terdepan",
    "tren": "Tren dan target",
    "klaim": "Klaim dibayarkan",
    "biaya": "Yang dapat dilindungi dengan sejumlah dana",
    "skenario": "Simulasi rencana",
    "santunan": "Santunan yang diserahkan",
    "rencana": "Rencana tindak lanjut",
}
# The scenes of each screen's own hall version; the other screens show the whole programme.
OF_SCREEN: Mapping[str, tuple[str, ...]] = {
    "": ("belum", "peta", "tren", "klaim"),
    "kecamatan": ("peringkat", "peta"),
    "klaim": ("klaim",),
    "belum-terlindungi": ("belum", "biaya"),
    "rencana": ("rencana",),
}
SECONDS, SHORTEST, LONGEST = 20, 5, 600
BUDGET_RP, LARGEST_RP = 1_000_000_000, 10**15
MOST_GRANTS = 6
SLUG = "proyektor"
# The words of a programme in the address.
WORDS = frozenset({"proyektor", "adegan", "detik", "ruang", "dana", "santunan", "kendali", "peta", "skenario"})


@dataclass(frozen=True)
class Grant:
    """A benefit handed over at the event, never with a name: programme, kind of worker, kecamatan code, rupiah."""

    program: str
    pekerja: str
    kecamatan: str
    rupiah: int


@dataclass(frozen=True)
class Programme:
    """What is shown in turn. seconds: by scene, ``detik`` for the others; dark: for a dark hall; kendali: the code by
    which a phone steers it, '' for none; skenario: a plan as it stands in a link, '' for none; wilayah: whether the map
    has true borders instead of tiles.
    """

    scenes: tuple[str, ...] = tuple(SCENES)
    detik: int = SECONDS
    seconds: Mapping[str, int] = field(default_factory=dict)
    dark: bool = False
    dana_rp: int = BUDGET_RP
    grants: tuple[Grant, ...] = ()
    kendali: str = ""
    skenario: str = ""
    wilayah: bool = False

    def seconds_of(self, scene: str) -> int:
        """How long a scene stays."""
        return self.seconds.get(scene, self.detik)


def is_on() -> bool:
    """Whether the address asks for a screen's hall version."""
    return st.query_params.get("proyektor") == "1"


def current(slug: str) -> Programme:
    """The programme of this visit's address; a screen's own scenes where the address names none."""
    return read(st.query_params.to_dict(), OF_SCREEN.get(slug, tuple(SCENES)))


def read(address: Mapping[str, str], scenes: tuple[str, ...] = tuple(SCENES)) -> Programme:
    """The programme that an address describes. What cannot be understood is as if it had not been said."""
    named: dict[str, int | None] = {}
    for part in address.get("adegan", "").split(","):
        name, _, seconds = part.partition(":")
        if name in SCENES:
            named[name] = _whole(seconds, SHORTEST, LONGEST)
    return Programme(
        scenes=tuple(named) or scenes,
        detik=_whole(address.get("detik", ""), SHORTEST, LONGEST) or SECONDS,
        seconds={name: seconds for name, seconds in named.items() if seconds},
        dark=address.get("ruang") == "gelap",
        dana_rp=_whole(address.get("dana", ""), 1, LARGEST_RP) or BUDGET_RP,
        grants=tuple(_grants(address.get("santunan", ""))),
        skenario=address.get("skenario", ""),
        wilayah=address.get("peta") == "wilayah",
        kendali=address.get("kendali", "") if re.fullmatch(r"[a-z0-9]{6,12}", address.get("kendali", "")) else "",
    )


def link(programme: Programme, **more: str) -> str:
    """The address of a programme, from the first slash. more: other words, such as periode; empty ones are left out."""
    scenes = ",".join(
        f"{name}:{programme.seconds[name]}" if name in programme.seconds else name for name in programme.scenes
    )
    words = {
        "proyektor": "1",
        "adegan": "" if programme.scenes == tuple(SCENES) and not programme.seconds else scenes,
        "detik": "" if programme.detik == SECONDS else str(programme.detik),
        "ruang": "gelap" if programme.dark else "",
        "dana": "" if programme.dana_rp == BUDGET_RP else str(programme.dana_rp),
        "santunan": ";".join(f"{g.program}~{g.pekerja}~{g.kecamatan}~{g.rupiah}" for g in programme.grants),
        "kendali": programme.kendali,
        "skenario": programme.skenario,
        "peta": "wilayah" if programme.wilayah else "",
    }
    said = {word: value for word, value in (words | more).items() if value}
    return f"/{SLUG}?{urlencode(said, safe=',:;~*')}"


def _grants(text: str) -> Iterable[Grant]:
    """Grants as they stand in a link; those that are incomplete are left out."""
    for part in text.split(";")[:MOST_GRANTS]:
        words = part.split("~")
        rupiah = _whole(words[3], 1, LARGEST_RP) if len(words) == 4 else None
        if rupiah and all(words):
            yield Grant(words[0], words[1], words[2], rupiah)


def _whole(text: str, low: int, high: int) -> int | None:
    """A whole number in a link, held between two; None when it is none."""
    return min(max(int(text), low), high) if re.fullmatch(r"[0-9]{1,16}", text) else None
