"""Subsidised cover: who pays for whom, until when, and how many lose it when nobody goes on paying."""

import pandas as pd
import streamlit as st

from memory import remembered
from ui import downloads, formats, parts
from ui.charts import cover as chart
from ui.columns import Columns
from ui.formats import count, date, month

SUBJECTS = frozenset({"kepesertaan", "bantuan_iuran"})
SOURCES = {"kepesertaan": "kepesertaan", "bantuan": "keputusan bantuan"}
COVER: Columns = {
    "pembayar": ("Pembayar", None),
    "segmen_kode": ("Segmen", None),
    "orang": ("Peserta (orang)", count),
    "sampai": ("Berakhir pada", lambda day: "tidak diketahui" if formats.is_missing(day) else date(day)),
    "dari": ("Menurut", None),
}
DECREES: Columns = {
    "pembayar": ("Pembayar", None),
    "kelompok": ("Kelompok pekerja", None),
    "jumlah_orang": ("Penerima (orang)", count),
    "mulai": ("Mulai", date),
    "sampai": ("Sampai", date),
    "sk": ("Nomor SK", None),
}
PATH: Columns = {
    "bulan": ("Bulan", month),
    "pembayar": ("Pembayar", None),
    "orang": ("Peserta (orang)", count),
    "keadaan": ("Keadaan", None),
}


def ahead(
    path: pd.DataFrame, fall: tuple[pd.Timestamp, int] | None, later: pd.DataFrame, *, periode: pd.Timestamp
) -> None:
    """The fall ahead of time, and what is decided after it. path, fall, later: of ``queries.bantuan``."""
    words = sentence(fall)
    parts.heading(words, f"Peserta yang bantuan iurannya berbatas waktu. Berarsir: sesudah {month(periode)}.")
    if path.empty:
        st.markdown("Belum ada bantuan iuran yang diketahui kapan berakhir.")
        return
    day, people = fall or (None, 0)
    parts.figure(
        chart.steps(path, day=day, people=people),
        key="bantuan",
        alt=words,
        numbers=_told(path),
        headings=PATH,
    )
    if len(later):
        parts.quiet(f"Sudah diputuskan sesudahnya: {begun(later)}.")


def sentence(fall: tuple[pd.Timestamp, int] | None) -> str:
    """How many lose their cover on which day, as a title."""
    if fall is None:
        return "Tidak ada bantuan iuran berjalan yang berakhir dalam 12 bulan"
    return f"{date(fall[0])}: {count(fall[1])} orang berakhir bila tidak diperpanjang"


def begun(later: pd.DataFrame) -> str:
    """What is decided to begin after the period. later: of ``bantuan.begun_later``."""
    return formats.listing(
        [f"{count(more)} orang mulai {date(start)}" for start, more in later.itertuples(index=False)]
    )


def now(cover: pd.DataFrame, *, periode: pd.Timestamp) -> None:
    """Who is paid for at the period. cover: of ``bantuan.cover``."""
    people = count(cover["orang"].sum())
    parts.heading(f"{people} peserta iurannya dibayar anggaran atau perusahaan ({month(periode)})")
    if cover.empty:
        st.markdown("Belum ada peserta yang iurannya dibayar anggaran atau perusahaan.")
        return
    parts.table(in_words(cover), COVER, alt="Siapa yang membayar, berapa orang, sampai kapan")
    parts.quiet(
        "Setiap orang dihitung sekali: menurut kepesertaan bila tanggal berakhirnya tertulis di sana, selain itu "
        "menurut keputusan bantuan iuran."
    )


def decrees(table: pd.DataFrame, *, tahun: int) -> None:
    """The grants of a year. table: of ``bantuan.decrees``."""
    parts.heading(f"Keputusan bantuan iuran {tahun}")
    if table.empty:
        st.markdown(f"Belum ada keputusan bantuan iuran tahun {tahun}.")
        return
    parts.table(table, DECREES, alt="Keputusan bantuan iuran", height=420 if len(table) > 12 else None)


def take_away(cover: pd.DataFrame, *, periode: pd.Timestamp, sample: bool) -> None:
    """Who is paid for, as a file."""
    downloads.button(
        "Unduh bantuan iuran",
        f"bantuan-iuran-{periode:%Y-%m}.csv",
        in_words(cover),
        {name: heading for name, (heading, _) in COVER.items()},
        [f"Peserta dengan bantuan iuran per {date(periode + pd.offsets.MonthEnd(0))}, setiap orang dihitung sekali"],
        sample=sample,
    )


@remembered
def in_words(cover: pd.DataFrame) -> pd.DataFrame:
    """With the source in words."""
    return cover.assign(dari=cover["asal"].map(SOURCES))


@remembered
def _told(path: pd.DataFrame) -> pd.DataFrame:
    return path.assign(keadaan=path["terlihat"].map({True: "sudah", False: "bila tidak diperpanjang"}))
