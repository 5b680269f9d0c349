"""What is drawn once for all viewers: for whom it is, and for whom it is drawn anew."""

import pytest
from streamlit.testing.v1 import AppTest

import memory
from tests import written

DATA, NEWER = {"data": 1}, {"data": 2}


@pytest.fixture(autouse=True)
def nothing_remembered():
    memory.forget()
    yield
    memory.forget()


def visitor(drawings: list[str], told: str, data: dict, *, fails: bool = False) -> AppTest:
    """One more session. drawings: what was drawn until now, by whomever."""

    def script(drawings, told, data, fails):
        from ui import drawing, parts

        def draw():
            drawings.append(told)
            parts.say(f"Kalimat {told}")
            if fails:
                raise ValueError(told)

        with drawing.sheet("layar"):
            parts.say("Judul")
            drawing.shared(draw, told, data=data)

    return AppTest.from_function(script, args=(drawings, told, data, fails)).run()


def sentences(app: AppTest) -> list[str]:
    return written.sentences(element.proto for element in app.get("bidi_component"))


def test_what_is_the_same_is_drawn_once():
    drawings: list[str] = []
    first, second = visitor(drawings, "a", DATA), visitor(drawings, "a", DATA)
    assert sentences(first) == sentences(second) == ["Judul", "Kalimat a"]
    assert drawings == ["a"]


def test_something_else_and_other_data_are_drawn_anew():
    drawings: list[str] = []
    for told, data in (("a", DATA), ("b", DATA), ("a", NEWER), ("b", DATA), ("a", DATA)):
        assert sentences(visitor(drawings, told, data)) == ["Judul", f"Kalimat {told}"]
    assert drawings == ["a", "b", "a"]


def test_what_failed_is_tried_again():
    drawings: list[str] = []
    assert visitor(drawings, "a", DATA, fails=True).exception
    assert sentences(visitor(drawings, "a", DATA)) == ["Judul", "Kalimat a"]
    assert drawings == ["a", "a"]
