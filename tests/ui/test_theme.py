"""The look that everything shares: colours that can be read, a scale that survives grey, a typeface that is shipped."""

import tomllib
from contextlib import nullcontext

import pytest

from data.settings import ROOT
from ui import theme

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
LOOKS = {
    "layar": (nullcontext, 4.5),
    "terang": (lambda: theme.hall(dark=False), 7),
    "gelap": (lambda: theme.hall(dark=True), 7),
}


def luminance(tone: str) -> float:
    """Between 0 and 1, from the contrast against black."""
    return theme.contrast(tone, "#000000") * 0.05 - 0.05


@pytest.mark.parametrize(("look", "least"), LOOKS.values(), ids=LOOKS)
def test_letters_are_read_on_every_tone_and_on_the_paper(look, least):
    with look():
        for tone in theme.scale():
            assert theme.contrast(theme.on(tone), tone) >= least, tone
        for letters in (theme.ink(), theme.muted(), theme.protected(), theme.warning()):
            assert theme.contrast(letters, theme.paper()) >= least, letters


@pytest.mark.parametrize(("look", "least"), LOOKS.values(), ids=LOOKS)
def test_more_is_darker_than_less_also_in_grey(look, least):
    with look():
        steps = [luminance(tone) for tone in theme.scale()]
        assert steps == sorted(steps, reverse=steps[0] > steps[-1])
        assert len(set(steps)) == 10
        for count in range(1, 11):
            tones = theme.tones(count)
            assert len(set(tones)) == count
        first, last = theme.tones(2)
        assert theme.contrast(first, last) >= 7


@pytest.mark.parametrize(("look", "least"), LOOKS.values(), ids=LOOKS)
def test_protected_and_not_differ_without_any_hue(look, least):
    with look():
        assert theme.contrast(theme.protected(), theme.unprotected()) >= 3
        assert theme.contrast(theme.warning(), theme.paper()) >= 3


def test_the_contrast_is_that_of_wcag():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_typeface_is_shipped_with_its_licence():
    (face,) = CONFIG["theme"]["fontFaces"]
    assert face["url"] == theme.FONT_FILE
    assert CONFIG["theme"]["font"].startswith(face["family"])
    assert theme.FONT.startswith(f'"{face["family"]}"')
    file = ROOT / "ui" / "static" / theme.FONT_FILE.rpartition("/")[2]
    assert file.read_bytes()[:4] == b"wOF2"
    # A third of what Streamlit's own weighs, which browsers no longer ask for.
    assert file.stat().st_size < 57_000
    assert "SIL Open Font License, Version 1.1" in file.with_name("ibm-plex-sans-OFL.txt").read_text(encoding="utf-8")
