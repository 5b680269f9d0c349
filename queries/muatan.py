"""Loads: where every figure comes from, whether it is a sample, and how old it is."""

import pandas as pd
from sqlalchemy import Subquery, case, func, select

from data import settings
from data.schema import muatan as m
from data.schema import muatan_periode, muatan_total, riwayat
from data.schema import riwayat_muatan as about
from memory import remembered
from queries.db import dataset, frame, watched


@watched
def loads() -> pd.DataFrame:
    """One row per load, newest first.

    Columns: muatan_id, jenis, asal ('contoh' sample, 'acuan' published reference, 'berkas' a file), nama_berkas,
    sha256, sumber, periode_awal, periode_akhir, jumlah_baris, dimuat_pada (datetime, UTC), oleh, status, lembar (the
    sheet, None when not known), periode_berlaku (how many of its periods are live), riwayat_id (the act that brought
    it; NaN for a sample, a reference, and a load from before there was a history).
    """
    periods = _periods()
    brought = (
        select(about.c.muatan_id, func.max(about.c.riwayat_id).label("riwayat_id"))
        .join(riwayat, (riwayat.c.id == about.c.riwayat_id) & (riwayat.c.tindakan == "muat"))
        .where(riwayat.c.kabupaten_kode == settings.kabupaten())
        .group_by(about.c.muatan_id)
        .subquery()
    )
    return frame(
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
            func.coalesce(periods.c.berlaku, 0).label("periode_berlaku"),
            brought.c.riwayat_id,
        )
        .outerjoin(periods, periods.c.muatan_id == m.c.id)
        .outerjoin(brought, brought.c.muatan_id == m.c.id)
        .where(m.c.kabupaten_kode == settings.kabupaten())
        .order_by(m.c.id.desc())
    )


@dataset
def totals() -> pd.DataFrame:
    """One row per load and measure: what the file states against what its rows add up to.

    Columns: muatan_id, ukuran, dinyatakan (NaN: the file states none), dihitung, selisih (stated minus computed).
    Of claims loads that do not cover twelve months only the difference is told; the other two are NaN, because a
    month's figures may be small cells that ``queries.klaim`` hides.
    """
    t, periods = muatan_total, _periods()
    told = (m.c.jenis != "klaim") | (periods.c.semua >= 12)
    return frame(
        select(
            t.c.muatan_id,
            t.c.ukuran,
            case((told, t.c.dinyatakan)).label("dinyatakan"),
            case((told, t.c.dihitung)).label("dihitung"),
            (t.c.dinyatakan - t.c.dihitung).label("selisih"),
        )
        .join(m, m.c.id == t.c.muatan_id)
        .outerjoin(periods, periods.c.muatan_id == m.c.id)
        .where(m.c.kabupaten_kode == settings.kabupaten())
        .order_by(t.c.muatan_id.desc(), t.c.urutan)
    )


def _periods() -> Subquery:
    """How many periods each load of the regency covers. Columns: muatan_id, semua, berlaku (those that are live)."""
    p = muatan_periode.c
    return (
        select(p.muatan_id, func.count().label("semua"), func.count(case((p.berlaku, 1))).label("berlaku"))
        .where(p.kabupaten_kode == settings.kabupaten())
        .group_by(p.muatan_id)
        .subquery()
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


def overdue_days(position: pd.Timestamp, loads: pd.DataFrame, *, today: pd.Timestamp) -> int | None:
    """How many days old the newest position is when that is more than it should be; None while members are a sample."""
    age = int((today.normalize() - position).days)
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
