"""The contact sheet of all pictures, and those of them that the documents show."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from PIL import Image

# The documents' pictures, from those of the sample: folder, size, and how much of it from the top.
PLAIN = {"ringkasan.png": ("ringkasan", "1366x768", 768), "unggah.png": ("unggah-ditanya", "1366x768", 1180)}
FOUR = {"proyektor.png": ("adegan-belum-terang", "adegan-peta-terang", "adegan-klaim-gelap", "adegan-biaya-gelap")}
_STYLE = (
    "body{font:14px sans-serif;margin:1rem}h2{margin:1.5rem 0 .5rem}"
    ".gambar{display:flex;flex-wrap:wrap;gap:.75rem;align-items:flex-start}"
    "figure{margin:0}img{height:220px;max-width:420px;object-fit:cover;object-position:top;border:1px solid silver}"
)


def make(folder: Path) -> Path:
    """Write the contact sheet of a folder of pictures: one row per screen or scene, one picture per size and data."""
    places: dict[str, list[Path]] = {}
    for file in sorted(folder.glob("*/*/*.png"), key=_order):
        places.setdefault(file.parent.name, []).append(file)
    rows = [
        f"<h2>{escape(name)}</h2><div class=gambar>{''.join(_cells(folder, places[name]))}</div>" for name in places
    ]
    page = folder / "index.html"
    page.write_text(
        f"<!doctype html><html lang=id><meta charset=utf-8><title>Lembar contoh</title><style>{_STYLE}</style>"
        f"<h1>{sum(map(len, places.values()))} gambar</h1>{''.join(rows)}",
        encoding="utf-8",
    )
    return page


def renew(sample: Path, documents: Path) -> None:
    """Make the documents' pictures from those of the sample, small enough to be kept."""
    for name, (place, size, height) in PLAIN.items():
        with Image.open(sample / place / f"{size}.png") as whole:
            _save(whole.crop((0, 0, whole.width, min(height, whole.height))), documents / name)
    for name, scenes in FOUR.items():
        pieces = [Image.open(sample / scene / "1366x768.png").resize((684, 385)) for scene in scenes]
        together = Image.new("RGB", (2 * 684 + 10, 2 * 385 + 10), "white")
        for number, piece in enumerate(pieces):
            together.paste(piece, (number % 2 * 694, number // 2 * 395))
        _save(together, documents / name)


def _save(picture: Image.Image, file: Path) -> None:
    picture.convert("RGB").quantize(256, method=Image.Quantize.MEDIANCUT).save(file, optimize=True)


def _cells(folder: Path, files: Iterable[Path]) -> Iterable[str]:
    for file in files:
        address, words = file.relative_to(folder).as_posix(), f"{file.parent.parent.name}, {file.stem}"
        yield (
            f"<figure><a href='{address}'><img loading=lazy src='{address}' alt='{words}'></a>"
            f"<figcaption>{words}</figcaption></figure>"
        )


def _order(file: Path) -> tuple[str, str, int]:
    width, _, _ = file.stem.partition("x")
    return file.parent.name, file.parent.parent.name, -int(width)
