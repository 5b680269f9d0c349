"""A plan of action that was handed in against the one that counts now, in plain values that a page can draw."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from data.loading.actions import Differences


@dataclass(frozen=True)
class Change:
    """One action that the file brings ('baru'), says otherwise ('berubah') or leaves out ('hilang').

    kolom, berlaku, berkas: a field in which it differs, what counts now and what the file says; '' and None for the
    whole action. oleh, pada: who changed it last on the screen, and when (UTC); '' and None where nobody did.
    """

    keadaan: str
    opd: str
    tindakan: str
    kolom: str
    berlaku: Any
    berkas: Any
    oleh: str
    pada: dt.datetime | None


@dataclass(frozen=True)
class Changes:
    """How many actions of each kind, and one by one; of very many new ones only the first.

    diganti: how many that were changed on the screen the file would take back.
    """

    baru: int
    berubah: int
    hilang: int
    tetap: int
    diganti: int
    baris: tuple[Change, ...]


def of(found: Differences | None) -> Changes | None:
    """What a file would do to the actions that count now; None for another subject, or when none counts yet."""
    if found is None:
        return None
    rows = tuple(
        Change(each.keadaan, each.opd, each.tindakan, field, now, then, each.oleh or "", each.pada)
        for each in found.rows
        for field, now, then in each.changes or [("", None, None)]
    )
    return Changes(found.baru, found.berubah, found.hilang, found.tetap, len(found.lost), rows)
