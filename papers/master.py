"""The look of the slides: one master and four layouts, 16:9, on which people go on editing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx import Presentation
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.presentation import Presentation as Deck
from pptx.util import Cm

WIDE, HIGH = 33.867, 19.05
SIDE = 1.5
COVER, NUMBERS, CHART, TABLE, TEXT = "Sampul", "Ringkasan", "Grafik", "Tabel", "Teks"
# The places on a slide: what the title says, what stands beneath it, the sample's mark, and one for each number.
TITLE, LINE, BODY, MARK, FIRST_NUMBER = 0, 13, 1, 14, 21
FOOT, PAGE = 11, 12


@dataclass(frozen=True)
class Place:
    """One placeholder. box: left, top, width, height in centimetres; size: of its letters in points."""

    idx: int
    kind: str
    name: str
    box: tuple[float, float, float, float]
    size: int
    colour: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    align: str = "l"
    prompt: str = ""


_FULL = WIDE - 2 * SIDE
_TITLE = Place(TITLE, "title", "Judul", (SIDE, 1.6, _FULL, 2.2), 24, bold=True, anchor="b", prompt="Judul")
_LINE = Place(LINE, "body", "Keterangan", (SIDE, 4.0, _FULL, 1.4), 14, "tx2", prompt="Keterangan")
_BODY = (SIDE, 5.6, _FULL, 11.2)
_MARK = Place(MARK, "body", "Tanda", (SIDE, 0.6, _FULL, 0.9), 12, "accent3", bold=True, align="r", prompt="Tanda")
_FOOT = Place(FOOT, "ftr", "Kaki", (SIDE, 17.2, _FULL - 3, 1.4), 10, "tx2", prompt="Kaki")
_PAGE = Place(PAGE, "sldNum", "Nomor", (WIDE - SIDE - 2.5, 17.2, 2.5, 1.4), 10, "tx2", align="r")
_EVERY = (_MARK, _FOOT, _PAGE)
_NUMBERS = tuple(
    Place(FIRST_NUMBER + n, "body", f"Angka {n + 1}", (SIDE + n * (_FULL / 3), 5.4, _FULL / 3 - 0.6, 4.4), 16)
    for n in range(3)
)
LAYOUTS: Mapping[str, tuple[Place, ...]] = {
    COVER: (
        Place(TITLE, "ctrTitle", "Judul", (SIDE, 5.5, _FULL, 4), 44, "accent1", bold=True, anchor="b", prompt="Judul"),
        Place(BODY, "subTitle", "Anak judul", (SIDE, 9.8, _FULL, 3), 22, "tx2", prompt="Anak judul"),
        *_EVERY,
    ),
    NUMBERS: (_TITLE, *_NUMBERS, Place(BODY, "body", "Isi", (SIDE, 10.4, _FULL, 6.4), 18, prompt="Isi"), *_EVERY),
    CHART: (_TITLE, _LINE, Place(BODY, "chart", "Grafik", _BODY, 14, prompt="Grafik"), *_EVERY),
    TABLE: (_TITLE, _LINE, Place(BODY, "tbl", "Tabel", _BODY, 14, prompt="Tabel"), *_EVERY),
    TEXT: (_TITLE, Place(BODY, "body", "Isi", (SIDE, 4.2, _FULL, 12.6), 14, prompt="Isi"), *_EVERY),
}


def deck(colours: Mapping[str, str]) -> Deck:
    """An empty presentation with this master. colours: by the names of ``Report.colours``."""
    made = Presentation()
    made.slide_width, made.slide_height = Cm(WIDE), Cm(HIGH)
    layouts = made.slide_layouts
    for layout in list(layouts)[len(LAYOUTS) :]:
        layouts.remove(layout)
    for layout, (name, places) in zip(layouts, LAYOUTS.items(), strict=True):
        layout.name = name
        layout._element.attrib.pop("type", None)
        _put(layout, places)
    body = Place(1, "body", "Isi", _BODY, 18, prompt="Isi")
    _put(made.slide_master, (_TITLE, body, _FOOT, _PAGE))
    _paint(made, colours)
    for relation, part in list(made.part.rels.items()):
        if part.reltype.endswith("/printerSettings"):
            made.part.rels.pop(relation)
    return made


def _put(on: object, places: Sequence[Place]) -> None:
    tree = on.shapes._spTree  # type: ignore[attr-defined]
    for shape in list(tree.iterchildren("{*}sp")):
        tree.remove(shape)
    for number, place in enumerate(places, start=2):
        tree.append(_shape(number, place))


def _shape(number: int, place: Place) -> object:
    left, top, width, height = (int(Cm(length)) for length in place.box)
    words = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr lang="id-ID"/><a:t>1</a:t></a:fld>'
        if place.kind == "sldNum"
        else f'<a:r><a:rPr lang="id-ID"/><a:t>{place.prompt}</a:t></a:r>'
    )
    index = "" if place.kind in ("title", "ctrTitle") else f' idx="{place.idx}"'
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(place.name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{place.kind}"{index}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}"><a:normAutofit/></a:bodyPr>'
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{place.align}"><a:spcBef><a:spcPts val="600"/></a:spcBef>'
        f'<a:buNone/><a:defRPr lang="id-ID" sz="{place.size}00" b="{int(place.bold)}">'
        f'<a:solidFill><a:schemeClr val="{place.colour}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"
    )


def _paint(made: Deck, colours: Mapping[str, str]) -> None:
    """Give the theme our colours; charts, tables and letters take theirs from it."""
    names = {
        "dk1": "ink",
        "lt1": "paper",
        "dk2": "muted",
        "lt2": "faint",
        "accent1": "accent",
        "accent2": "pale",
        "accent3": "warning",
        "accent4": "muted",
        "accent5": "faint",
        "accent6": "ink",
        "hlink": "accent",
        "folHlink": "muted",
    }
    part = next(rel.target_part for rel in made.slide_master.part.rels.values() if rel.reltype.endswith("/theme"))
    theme = parse_xml(part.blob)
    scheme = theme.find(".//{*}clrScheme")
    scheme.set("name", "Dasbor")
    for each in scheme:
        code = colours[names[each.tag.rpartition("}")[2]]].lstrip("#").upper()
        each[:] = [parse_xml(f'<a:srgbClr {nsdecls("a")} val="{code}"/>')]
    # A typeface that every Office has; LibreOffice has one of the same widths.
    for face in theme.iterfind(".//{*}fontScheme/*/{*}latin"):
        face.set("typeface", "Arial")
    part._blob = serialize_part_xml(theme)
