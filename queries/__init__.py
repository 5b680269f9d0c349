"""Every figure that is shown: read once from the database, then sliced in memory. One module per subject.

Importing any of them registers the data sets of all, so that no snapshot lacks one.
"""

from queries import (
    acuan,
    bantuan,
    ekosistem,
    iuran,
    kepesertaan,
    klaim,
    muatan,
    riwayat,
    semesta,
    target,
    tautan,
    tindak_lanjut,
    wilayah,
)

__all__ = [
    "acuan",
    "bantuan",
    "ekosistem",
    "iuran",
    "kepesertaan",
    "klaim",
    "muatan",
    "riwayat",
    "semesta",
    "target",
    "tautan",
    "tindak_lanjut",
    "wilayah",
]
