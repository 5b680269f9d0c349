"""Lines with links: the address they lead to, what is bold, and what a visitor may not see."""

import pytest
from streamlit.testing.v1 import AppTest

from tests import written
from ui.links import Line


def drawn(line: Line, role: str = "viewer") -> dict:
    """The line as a browser gets it."""

    def script(line):
        from ui import links

        links.draw([line], key="baris")

    app = AppTest.from_function(script, args=(line,))
    app.user = {"peran": role, "identitas": "uji"}
    app.run()
    assert not app.exception
    (only,) = written.lines(element.proto for element in app.get("bidi_component"))
    return only


@pytest.mark.parametrize(
    ("slug", "asks", "href"),
    [
        ("", {}, "./"),
        ("kecamatan", {}, "./kecamatan"),
        ("rencana", {"bagian": "bantuan"}, "./rencana?bagian=bantuan"),
        ("sumber", {"subjek": "a&b=c#d", "periode": "2023-12"}, "./sumber?subjek=a%26b%3Dc%23d&periode=2023-12"),
    ],
)
def test_a_line_leads_to_an_address(slug, asks, href):
    assert drawn(Line("Lihat", slug, asks))["href"] == href


def test_what_the_visitor_may_not_see_is_no_link():
    assert drawn(Line("Buka", "unggah"), "viewer")["href"] == ""
    assert drawn(Line("Buka", "unggah"), "operator")["href"] == "./unggah"


def test_words_are_told_as_they_are_without_marks_that_cannot_be_seen():
    seen = drawn(Line("**a** [b](c)", "klaim", words=("<b>x</b> ", "\u202eterbalik", "")))
    assert seen["label"] == "**a** [b](c)"
    assert seen["words"] == ["<b>x</b> ", "terbalik", ""]
