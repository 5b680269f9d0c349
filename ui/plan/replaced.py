"""A plan of action that was handed in against the one that counts now: what it brings, changes and leaves out."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ui import formats, parts
from ui.columns import Columns
from ui.plan import entry

STATES: Mapping[str, str] = {"baru": "baru", "berubah": "berubah", "hilang": "tidak ada lagi"}
CHANGES: Columns = {
    "keadaan": ("Keadaan", None),
    "tindakan": ("OPD dan tindak lanjut", None),
    "judul": ("Yang berubah", None),
    "berlaku": ("Berlaku sekarang", None),
    "berkas": ("Berkas ini", None),
    "layar": ("Diubah di layar", None),
}
LONG, HEIGHT = 12, 460


def shown(found: Any) -> None:
    """How many actions are new, changed and gone, then one by one. found: of ``beda_rencana.of``."""
    st.markdown(counted(found))
    if found.baris:
        rows = in_words(found.baris)
        tall = HEIGHT if len(rows) > LONG else None
        parts.table(
            rows, CHANGES, alt="Tindak lanjut yang baru, berubah, dan tidak ada lagi", height=tall, shared=False
        )


def counted(found: Any) -> str:
    """The numbers in a sentence; changes of the screen that would be taken back are said in full."""
    told = [f"{formats.count(getattr(found, kind))} {word}" for kind, word in {**STATES, "tetap": "tetap"}.items()]
    text = f"**Dibanding yang berlaku sekarang, termasuk perubahan di layar:** {formats.listing(told)}."
    if found.diganti:
        text += f" **{formats.count(found.diganti)} tindak lanjut yang diubah di layar akan diganti.**"
    return text


def in_words(rows: Any) -> pd.DataFrame:
    """Columns: those of ``CHANGES``."""
    return pd.DataFrame(
        [
            {
                "keadaan": STATES[row.keadaan],
                "tindakan": f"{row.opd}: {row.tindakan}",
                "judul": entry.FIELDS[row.kolom][0].split(" (")[0] if row.kolom else "–",
                "berlaku": (entry.to_type(row.kolom, row.berlaku) or "kosong") if row.kolom else "–",
                "berkas": (entry.to_type(row.kolom, row.berkas) or "kosong") if row.kolom else "–",
                "layar": f"{row.oleh}, {formats.moment(row.pada)}" if row.oleh else "–",
            }
            for row in rows
        ],
        columns=list(CHANGES),
    )
