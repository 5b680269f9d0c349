"""From the bytes of a file to what it says: which table it holds, in which layout, and what that table says."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple

from data import boundaries
from data.loading import files, personal, samples
from data.loading.draft import Layout, Source, Understood
from data.loading.faults import Fault, Rule, refuse_file, shown
from data.loading.fields import Kind
from data.loading.layouts import Tidy
from data.loading.names import Reference
from data.loading.sheets import Document, Sheet
from data.loading.subjects import bantuan_iuran, ekosistem, kepesertaan, klaim, semesta, target, tindak_lanjut
from data.loading.tables import Table

MODULES = (kepesertaan, semesta, klaim, target, bantuan_iuran, ekosistem, tindak_lanjut)
LAYOUTS: tuple[Layout, ...] = tuple(layout for module in MODULES for layout in module.LAYOUTS)
# Sheets that the template and the marked copy bring along.
TEMPLATE_SHEETS = ("Petunjuk", "Kode", "Kesalahan")
TIDY: dict[str, Tidy] = {module.LAYOUTS[0].jenis: module.TIDY for module in MODULES}


@dataclass(frozen=True)
class Recognised:
    """What a file says. document and people: for a marked copy, whose columns about people are left empty."""

    understood: Understood
    document: Document | None = None
    people: frozenset[tuple[str, int]] = frozenset()


def is_geojson(content: bytes) -> bool:
    """Whether these are the bytes of boundaries rather than of a table."""
    return content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def recognise(content: bytes, reference: Reference, source: Source) -> Recognised:
    """What this file says, with every fault of its cells. Raises Refused when it holds no table that is known."""
    if is_geojson(content):
        return Recognised(boundaries.understand(content, reference))
    document = files.read(content)
    for sheets in document.readings:
        found = [best for sheet in sheets if (best := _best(sheet, reference))]
        if len(found) > 1:
            names = " dan ".join(shown(table.sheet.name) for _, table in found)
            raise refuse_file(f"Berkas ini berisi lebih dari satu tabel: {names}.", "Muat satu tabel per berkas.")
        for layout, table in found:
            return _read(document, sheets, layout, table, reference, source)
    raise refuse_file(_what_is_missing(document), _known_layouts(), rule=Rule.LAYOUT)


def _read(
    document: Document, sheets: tuple[Sheet, ...], layout: Layout, table: Table, reference: Reference, source: Source
) -> Recognised:
    free = frozenset(each.key for each in TIDY[layout.jenis].fields if each.kind is Kind.WORDS)
    about_people = personal.faults(sheets, table=table, free_text=free, people=layout.takes_people)
    result = layout.read(table, reference, source)
    unread = () if layout.takes_people else _unread(sheets, table)
    # The recap says how large the base is, too.
    about = (layout.jenis, "semesta") if layout.jenis == "kepesertaan" else (layout.jenis,)
    marks = samples.mark(table, about)
    told = _without_values(result.faults, bool(about_people))
    understood = Understood(
        drafts=() if about_people else result.drafts,
        # What refuses the file comes first: however many questions there are, they never stand before it.
        faults=[*about_people.values(), *sorted([*marks, *told], key=lambda fault: fault.rule.asks)],
        count=result.count + len(about_people) + len(marks),
        warnings=(*document.warnings, *unread, *result.warnings),
    )
    people = {(table.sheet.name, column) for column in personal.people_columns(table)}
    if layout.takes_people or about_people:
        # Whatever is not read, or cannot be, may tell of somebody.
        faulty = {_column(fault) for fault in result.faults if fault.cell} if layout.takes_people else set()
        read = {(table.sheet.name, at) for at in table.columns.values() if at not in faulty}
        people |= {(sheet.name, at) for sheet in sheets for at in range(max(map(len, sheet.rows), default=0))} - read
    return Recognised(understood, document, frozenset(people | about_people.keys()))


def _best(sheet: Sheet, reference: Reference) -> tuple[Layout, Table] | None:
    """The layout that knows most columns of this sheet; the earlier one when several know as many."""
    found = [(layout, table) for layout in LAYOUTS if (table := layout.find(sheet, reference))]
    return max(found, key=lambda each: len(each[1].columns), default=None)


def _column(fault: Fault) -> int:
    return coordinate_to_tuple(fault.cell)[1] - 1


def _without_values(faults: Iterable[Fault], about_people: bool) -> list[Fault]:
    """The faults as they are; in a file about people, without what stands in the cells."""
    if not about_people:
        return list(faults)
    return [Fault(f.rule, f.sentence, f.remedy, f.sheet, f.cell, heading=f.heading) for f in faults]


def _unread(sheets: tuple[Sheet, ...], table: Table) -> tuple[str, ...]:
    """Warnings about what stands in the file and is not read."""
    others = [
        shown(sheet.name) + (" (tersembunyi)" if sheet.hidden else "")
        for sheet in sheets
        if sheet is not table.sheet and sheet.rows and sheet.name not in TEMPLATE_SHEETS
    ]
    warnings = (f"Lembar yang tidak dibaca: {', '.join(others)}.",) if others else ()
    headings = table.unread()
    return warnings + ((f"Kolom yang tidak dibaca: {', '.join(headings)}.",) if headings else ())


def _what_is_missing(document: Document) -> str:
    """In which way the file is no table that is known; names the headings that a near miss lacks."""
    near = [
        (len(lacking), row, jenis, lacking, sheet)
        for sheets in document.readings
        for sheet in sheets
        for jenis, tidy in TIDY.items()
        if (missing := tidy.missing(sheet)) and (row := missing[0]) is not None and (lacking := missing[1])
    ]
    if not near:
        return "Judul kolom berkas ini tidak dikenal."
    _, row, jenis, lacking, sheet = min(near, key=lambda each: each[0])
    where = f"Baris {row + 1}" + (f" lembar {shown(sheet.name)}" if sheet.name else "")
    return f"{where} mirip judul tabel {jenis.replace('_', ' ')}, tetapi tanpa kolom {', '.join(lacking)}."


def _known_layouts() -> str:
    known = "; ".join(
        f"{layout.jenis.replace('_', ' ')}, {layout.susunan} ({layout.description})" for layout in LAYOUTS
    )
    return f"Pakai templat, atau susunan berikut: {known}."
