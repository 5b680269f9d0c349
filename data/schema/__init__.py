"""The tables. Grain, keys and checks of every one; the same on SQLite and PostgreSQL.

Kemendagri codes are the keys and names are labels. A column's suffix is its unit: ``_orang`` people, ``_rp`` rupiah,
``_pct`` percent, ``kasus`` cases. A month is written as its first day; a position is the one at that month's end.
Every fact carries the load (``muatan``) that brought it; ``muatan_periode`` says which load is live for each period.
"""

from data.schema.base import metadata
from data.schema.facts import (
    bantuan_iuran,
    batas,
    ekosistem,
    kepesertaan,
    klaim,
    semesta,
    target,
    tindak_lanjut,
    tindak_lanjut_ubah,
)
from data.schema.links import tautan
from data.schema.loads import muatan, muatan_periode, muatan_total, riwayat, riwayat_muatan
from data.schema.reference import basis, desa, iuran, kabupaten, kecamatan, pembayar, program, segmen
from data.schema.roles import peran

__all__ = [
    "bantuan_iuran",
    "basis",
    "batas",
    "desa",
    "ekosistem",
    "iuran",
    "kabupaten",
    "kecamatan",
    "kepesertaan",
    "klaim",
    "metadata",
    "muatan",
    "muatan_periode",
    "muatan_total",
    "pembayar",
    "peran",
    "program",
    "riwayat",
    "riwayat_muatan",
    "segmen",
    "semesta",
    "target",
    "tautan",
    "tindak_lanjut",
    "tindak_lanjut_ubah",
]
