"""The icons that are cut out of Streamlit's typeface are all that anything names."""

from fontTools import ttLib

from data.settings import ROOT
from tests import icons
from ui.theme import ICONS_FILE

FILE = ROOT / "ui" / ICONS_FILE.removeprefix("app/")


def test_what_our_code_names_is_there() -> None:
    """Another name would be printed as it is, in English."""
    assert icons.ours() - icons.held(icons.whole()) == set()


def test_every_icon_that_we_or_streamlit_name_is_there():
    ours = icons.held(ttLib.TTFont(FILE))
    assert icons.named() & icons.held(icons.whole()) == ours, "make it anew: python -m tests.icons"
    assert len(ours) > 60


def test_the_file_tells_its_content_and_is_small():
    made = icons.cut()
    assert made == FILE.read_bytes(), "make it anew: python -m tests.icons"
    assert len(made) < 20_000


def test_only_one_of_them_is_kept():
    assert [path.name for path in icons.FOLDER.glob("material-symbols-*.woff2")] == [FILE.name]
    assert "Apache License" in (icons.FOLDER / "material-symbols-LICENSE.txt").read_text(encoding="utf-8")
