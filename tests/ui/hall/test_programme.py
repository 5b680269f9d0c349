"""A programme of scenes and its link: what is said is read back, and what is not understood is as if unsaid."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.hall import programme
from ui.hall.programme import BUDGET_RP, LONGEST, SCENES, SECONDS, SHORTEST, Grant, Programme

NAMES = st.sampled_from(sorted(SCENES))
SPOKEN = st.text(st.characters(whitelist_categories=["L", "N", "Zs", "P"], blacklist_characters="~;"), min_size=1)


def read_back(link: str) -> Programme:
    return programme.read(dict(parse_qsl(urlsplit(link).query)))


@st.composite
def programmes(draw) -> Programme:
    scenes = tuple(draw(st.lists(NAMES, min_size=1, unique=True)))
    return Programme(
        scenes=scenes,
        detik=draw(st.integers(SHORTEST, LONGEST)),
        seconds=draw(st.dictionaries(st.sampled_from(scenes), st.integers(SHORTEST, LONGEST))),
        dark=draw(st.booleans()),
        dana_rp=draw(st.integers(1, 10**15)),
        grants=tuple(
            draw(
                st.lists(
                    st.builds(Grant, SPOKEN, SPOKEN, SPOKEN, st.integers(1, 10**15)), max_size=programme.MOST_GRANTS
                )
            )
        ),
        kendali=draw(st.sampled_from(["", "ab12cd34"])),
        wilayah=draw(st.booleans()),
    )


@given(programmes())
def test_a_link_is_a_programme(asked):
    assert read_back(programme.link(asked)) == asked


def test_the_usual_programme_has_a_short_link():
    assert programme.link(Programme()) == "/proyektor?proyektor=1"
    assert programme.link(Programme(), periode="2023-12", basis="") == "/proyektor?proyektor=1&periode=2023-12"


@pytest.mark.parametrize(
    ("address", "scenes"),
    [
        ("", tuple(SCENES)),
        ("tren,belum", ("tren", "belum")),
        ("tren,tidak-ada,belum,tren", ("tren", "belum")),
        ("<script>,%00", tuple(SCENES)),
    ],
)
def test_unknown_scenes_are_left_out(address, scenes):
    assert programme.read({"adegan": address}).scenes == scenes


@pytest.mark.parametrize("said", ["", "abc", "-5", "1e9", "9" * 40, "\uff12\uff10", "5.5"])
def test_what_is_no_whole_number_is_unsaid(said):
    asked = programme.read({"detik": said, "dana": said, "adegan": f"belum:{said}"})
    assert (asked.detik, asked.dana_rp, asked.seconds) == (SECONDS, BUDGET_RP, {})


def test_numbers_are_held_between_their_ends():
    asked = programme.read({"detik": "1", "adegan": "belum:9999"})
    assert (asked.detik, asked.seconds_of("belum"), asked.seconds_of("tren")) == (SHORTEST, LONGEST, SHORTEST)


@pytest.mark.parametrize("said", ["JKM~Petani~35.05.06", "JKM~~35.05.06~1", "JKM~a~b~nol", "~~~", ";;;"])
def test_an_incomplete_grant_is_left_out(said):
    assert programme.read({"santunan": said}).grants == ()


def test_no_more_grants_than_a_screen_holds():
    assert len(programme.read({"santunan": ";".join(["JKM~Petani~35.05.06~1"] * 50)}).grants) == programme.MOST_GRANTS


@pytest.mark.parametrize("code", ["", "kurang", "ABC", "a" * 40, "../../etc", "ab cd12"])
def test_only_a_made_code_steers(code):
    assert programme.read({"kendali": code}).kendali == ("kurang" if code == "kurang" else "")


def test_every_screen_has_scenes_that_there_are():
    assert {name for scenes in programme.OF_SCREEN.values() for name in scenes} <= set(SCENES)
