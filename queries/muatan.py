"""Loads: where every figure comes from, whether it is a sample, and how old it is."""

import datetime as dt

import pandas as pd
from sqlalchemy import case, func, select

from data import settings
from data.schema import muatan as m
from data.schema import muatan_periode, muatan_total
from memory import remembered
from queries.db import dataset, frame, watched
from queries.riwayat import history


@watched
def loads() -> pd.DataFrame:
    """One row per load, newest first.

    Columns: muatan_id, jenis, asal ('contoh' sample, 'acuan' published reference, 'berkas' a file), nama_berkas,
    sha256, sumber, periode_awal, periode_akhir, jumlah_baris, dimuat_pada (datetime, UTC), oleh, status, lembar (the
    sheet, None when not known), periode_berlaku (how many of its periods are live), riwayat_id (the act that brought
    it; NaN for a sample, a reference, and a load from before there was a history).
    """
    rows = frame(
        select(
            m.c.id.label("muatan_id"),
            m.c.jenis,
            m.c.asal,
            m.c.nama_berkas,
            m.c.sha256,
            m.c.sumber,
            m.c.periode_awal,
            m.c.periode_akhir,
            m.c.jumlah_baris,
            m.c.dimuat_pada,
            m.c.oleh,
            m.c.status,
            m.c.lembar,
        )
        .where(m.c.kabupaten_kode == settings.kabupaten())
        .order_by(m.c.id.desc())
    )
    # Joined here: the database, which takes a regency's loads for few, would count them anew for each.
    live = live_periods()["muatan_id"].value_counts()
    acts = history()
    brought = acts[acts["tindakan"] == "muat"].groupby("muatan_id")["riwayat_id"].max()
    return rows.assign(
        periode_berlaku=rows["muatan_id"].map(live).fillna(0).astype("int64"),
        riwayat_id=rows["muatan_id"].map(brought),
    )


@watched
def live_periods() -> pd.DataFrame:
    """One row per subject, part and period that has a live load: which. Columns: jenis, bagian, periode, muatan_id."""
    p = muatan_periode.c
    return frame(
        select(p.jenis, p.bagian, p.periode, p.muatan_id)
        .where(p.kabupaten_kode == settings.kabupaten(), p.berlaku)
        .order_by(p.jenis, p.bagian, p.periode)
    )


@dataset
def totals() -> pd.DataFrame:
    """One row per load and measure: what the file states against what its rows add up to.

    Columns: muatan_id, ukuran, dinyatakan (NaN: the file states none), dihitung, selisih (stated minus computed).
    Of claims loads that do not cover twelve months only the difference is told; the other two are NaN, because a
    month's figures may be small cells that ``queries.klaim`` hides.
    """
    t, p, own = muatan_total, muatan_periode.c, settings.kabupaten()
    of_a_year = select(p.muatan_id).where(p.kabupaten_kode == own).group_by(p.muatan_id).having(func.count() >= 12)
    told = (m.c.jenis != "klaim") | m.c.id.in_(of_a_year)
    return frame(
        select(
            t.c.muatan_id,
            t.c.ukuran,
            case((told, t.c.dinyatakan)).label("dinyatakan"),
            case((told, t.c.dihitung)).label("dihitung"),
            (t.c.dinyatakan - t.c.dihitung).label("selisih"),
        )
        .join(m, m.c.id == t.c.muatan_id)
        .where(m.c.kabupaten_kode == own)
        .order_by(t.c.muatan_id.desc(), t.c.urutan)
    )


@remembered
def sample_subjects(loads: pd.DataFrame) -> tuple[str, ...]:
    """The subjects that still show sample data, e.g. ('kepesertaan', 'klaim')."""
    shown = loads[(loads["asal"] == "contoh") & (loads["periode_berlaku"] > 0)]
    return tuple(sorted(shown["jenis"].unique()))


@remembered
def newest_position(kepesertaan: pd.DataFrame) -> pd.Timestamp | None:
    """The last month with members, as the last day of that month; None without data."""
    return None if kepesertaan.empty else kepesertaan["bulan"].max() + pd.offsets.MonthEnd(0)


def overdue_days(position: pd.Timestamp, loads: pd.DataFrame, *, today: dt.date) -> int | None:
    """How many days old the newest position is when that is more than it should be; None while members are a sample."""
    age = (today - position.date()).days
    late = age > settings.stale_after_days() and "kepesertaan" not in sample_subjects(loads)
    return age if late else None


@remembered
def opening_month(
    months: tuple[pd.Timestamp, ...], loads: pd.DataFrame, semesta: pd.DataFrame, *, basis: str | None
) -> pd.Timestamp:
    """The month that screens open on: the newest one; while members are a sample, the month that the base is dated.

    A sample is only true at the date of the published totals, which is the date of the base it was made from.
    """
    dated = semesta.loc[semesta["basis_kode"] == basis, "tanggal"].max()
    if "kepesertaan" in sample_subjects(loads) and not pd.isna(dated):
        past = [month for month in months if month <= dated]
        return past[-1] if past else months[0]
    return months[-1]
