"""From the bytes of a file to a plan: which table it holds, and what that table says."""

import hashlib

from data.loading import files, kepesertaan, klaim
from data.loading.faults import Rule, refuse_file, shown
from data.loading.names import Reference
from data.loading.plan import Plan, Source
from data.loading.sheets import Sheet

# Each layout is a module: DESCRIPTION, find(sheet, reference) -> Table | None, read(table, reference, source) -> Plan.
LAYOUTS = (kepesertaan, klaim)


def sha256(content: bytes) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(content).hexdigest()


def plan(content: bytes, reference: Reference, source: Source) -> Plan:
    """What this file would store. Raises Refused, with every fault, unless all of it is right."""
    document = files.read(content)
    for sheets in document.readings:
        found = [(layout, table) for sheet in sheets for layout in LAYOUTS if (table := layout.find(sheet, reference))]
        if len(found) > 1:
            names = " dan ".join(table.sheet.name for _, table in found)
            raise refuse_file(f"Berkas ini berisi lebih dari satu tabel: {names}.", "Muat satu tabel per berkas.")
        for layout, table in found:
            result = layout.read(table, reference, source)
            warnings = document.warnings + _unread(sheets, table.sheet, table.unread()) + result.warnings
            return Plan(result.loads, result.summaries, warnings)
    raise refuse_file(
        "Judul kolom berkas ini tidak dikenal.",
        f"Yang dikenal: {'; atau '.join(layout.DESCRIPTION for layout in LAYOUTS)}.",
        rule=Rule.LAYOUT,
    )


def _unread(sheets: tuple[Sheet, ...], used: Sheet, headings: list[str]) -> tuple[str, ...]:
    """Warnings about what stands in the file and is not read."""
    others = [shown(sheet.name) for sheet in sheets if sheet is not used and sheet.rows]
    warnings = (f"Lembar yang tidak dibaca: {', '.join(others)}.",) if others else ()
    return warnings + ((f"Kolom yang tidak dibaca: {', '.join(headings)}.",) if headings else ())
