"""Workbooks written part by part, as no program would write them, and what reading them says."""

import io
import random
import zipfile
from collections.abc import Mapping

import pytest

from data.loading import files
from data.loading.faults import Refused
from data.loading.sheets import Sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
# Bytes that cannot be compressed let a bomb pass the check of its ratio.
PADDING = random.Random(1).randbytes(900_000)


def sentence_of(content: bytes) -> str:
    """The one sentence for which a file is refused; it comes with a remedy."""
    with pytest.raises(Refused) as refusal:
        files.read(content)
    (fault,) = refusal.value.faults
    assert fault.remedy
    return fault.sentence


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file that can be read in one way only."""
    (sheets,) = files.read(content).readings
    return sheets


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            # By this first part, which is not compressed, programs tell an OpenDocument.
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            packed.writestr(name, content, compress_type=how)
    return buffer.getvalue()


def saved(book) -> bytes:
    """The bytes of an openpyxl workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx(
    rows: str, *, before: str = "", after: str = "", prolog: str = "", parts: Mapping[str, str | bytes] = {}
) -> bytes:
    """A workbook of one sheet: the XML of its rows, what stands before and after them, and further parts."""
    return archive(
        {
            "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="{CONTENT_TYPE}.sheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{CONTENT_TYPE}.worksheet+xml"/>
                <Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT_TYPE}.sharedStrings+xml"/></Types>""",
            "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"
                Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
            "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>
                <sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>""",
            "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"
                Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>""",
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
            "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>'
            f"{after}</worksheet>",
        }
        | dict(parts)
    )


def ods(tables: str, *, styles: str = "", prolog: str = "", parts: Mapping[str, str | bytes] = {}) -> bytes:
    """An OpenDocument spreadsheet: the XML of its tables and styles, and further parts."""
    names = {"office": "office", "table": "table", "text": "text", "style": "style", "fo": "xsl-fo-compatible"}
    spaces = " ".join(f'xmlns:{short}="{OASIS}:{name}:1.0"' for short, name in names.items())
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return archive(
        {
            "mimetype": ODS,
            "content.xml": f'{prolog}<office:document-content {spaces} office:version="1.2">'
            f"<office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{OASIS}:manifest:1.0" m:version="1.2">'
            f'<m:file-entry m:full-path="/" m:version="1.2" m:media-type="{ODS}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        }
        | dict(parts)
    )


def ods_rows(rows: str, **others) -> bytes:
    """An OpenDocument spreadsheet of one table."""
    return ods(f'<table:table table:name="Data">{rows}</table:table>', **others)


def ods_cell(content: str = "1", attributes: str = "") -> str:
    """A text cell."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{content}</text:p></table:table-cell>'


def lying(content: bytes, name: str, size: int) -> bytes:
    """The archive with a false unpacked size of one part, in both of its headers."""
    encoded, changed = name.encode(), bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        entry = packed.getinfo(name)
    changed[entry.header_offset + 22 : entry.header_offset + 26] = size.to_bytes(4, "little")
    central = content.rindex(encoded) - 46
    assert content[central : central + 4] == b"PK\x01\x02"
    changed[central + 24 : central + 28] = size.to_bytes(4, "little")
    return bytes(changed)
