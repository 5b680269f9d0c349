"""What was done to the loads, by whom and when, and how it ended."""

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import riwayat as r
from data.schema import riwayat_muatan as about
from queries.db import frame, watched


@watched
def history() -> pd.DataFrame:
    """One row per act and load that it was about, one for an act about none; newest act first, then by load.

    Columns: riwayat_id, tindakan ('muat', 'batal', 'pulih'), oleh, nama_berkas, sha256, mulai and selesai (datetime,
    UTC; selesai NaT while it runs, and when it was interrupted the moment that this was noticed), keadaan ('berjalan',
    'selesai', 'gagal', 'terputus'; 'berjalan' is also left by a process that died, until the next act), muatan_id of
    the load (NaN when nothing was stored or changed).
    """
    return frame(
        select(
            r.c.id.label("riwayat_id"),
            r.c.tindakan,
            r.c.oleh,
            r.c.nama_berkas,
            r.c.sha256,
            r.c.mulai,
            r.c.selesai,
            r.c.keadaan,
            about.c.muatan_id,
        )
        .outerjoin(about, about.c.riwayat_id == r.c.id)
        .where(r.c.kabupaten_kode == settings.kabupaten())
        .order_by(r.c.id.desc(), about.c.muatan_id)
    )
