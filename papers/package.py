"""Office files that are the same bytes whenever they are made of the same data."""

import datetime as dt
import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The earliest time that an entry of such a file can carry.
EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def settled(content: bytes, made: dt.date) -> bytes:
    """An Office file without the moment at which it was written: it carries the day it was made for.

    A workbook inside it, as every chart has one, is treated alike.
    """
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given, ZipFile(out, "w") as kept:
        for entry in given.infolist():
            part = given.read(entry)
            if entry.filename.endswith(".xlsx"):
                part = settled(part, made)
            elif entry.filename == "docProps/core.xml":
                part = _STAMPS.sub(rb"\g<1>" + f"{made:%Y-%m-%d}T00:00:00Z".encode(), part)
            kept.writestr(ZipInfo(entry.filename, EPOCH), part, ZIP_DEFLATED)
    return out.getvalue()
