"""The icons of the dashboard as a typeface of their own: ``python -m tests.icons`` makes it anew.

Streamlit brings four thousand icons in 375 kB. Those that we or Streamlit's scripts name are cut out of it.
"""

import hashlib
import io
import re
from pathlib import Path

from fontTools import subset, ttLib

from data.settings import ROOT
from ui.scripts import STATIC
from ui.theme import ICONS_FILE

FOLDER = ROOT / "ui" / "static"
OURS = ("ui", "pages", "papers")


def ours() -> set[str]:
    """The icons that our code names, or seems to; a name that is put together is none."""
    return _in(*(path for folder in OURS for path in (ROOT / folder).rglob("*.py")))


def named() -> set[str]:
    """The icons that our code and Streamlit's scripts name."""
    return ours() | _in(*(STATIC / "js").glob("*.js"))


def _in(*paths: Path) -> set[str]:
    return {name for path in paths for name in re.findall(r":material/([^:\s]+):", path.read_text(encoding="utf-8"))}


def whole() -> ttLib.TTFont:
    """Streamlit's icon typeface."""
    return ttLib.TTFont(next((STATIC / "media").glob("MaterialSymbols-Rounded.*.woff2")), recalcTimestamp=False)


def held(font: ttLib.TTFont) -> set[str]:
    """The icons that a typeface draws when their names are written in it."""
    tables = font["GSUB"].table.LookupList.Lookup
    parts = [getattr(part, "ExtSubTable", part) for table in tables for part in table.SubTable]
    return {ligature.LigGlyph for part in parts for all_of in part.ligatures.values() for ligature in all_of}


def cut() -> bytes:
    """The typeface with the named icons alone; the same names give the same bytes."""
    font = whole()
    wanted = named() & held(font)
    options = subset.Options(flavor="woff2", layout_features=["*"], layout_closure=False, glyph_names=True)
    cutter = subset.Subsetter(options)
    cutter.populate(glyphs=wanted, text="".join(sorted({letter for name in wanted for letter in name})))
    cutter.subset(font)
    made = io.BytesIO()
    subset.save_font(font, made, options)
    return made.getvalue()


def main() -> None:
    """Put the typeface in its place, under a name that tells its content."""
    content = cut()
    for old in FOLDER.glob("material-symbols-*.woff2"):
        old.unlink()
    new = FOLDER / f"material-symbols-{hashlib.sha256(content).hexdigest()[:12]}.woff2"
    new.write_bytes(content)
    is_known = new.name == Path(ICONS_FILE).name
    print(f"{new.name}: {len(content)} bita{'' if is_known else '; tulis namanya di ui/theme.py'}")


if __name__ == "__main__":
    main()
