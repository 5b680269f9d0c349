"""Areas: the regency that is shown, its kecamatan, their desa, and their boundaries."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import batas, desa, kabupaten, kecamatan, muatan_periode
from memory import remembered
from queries.db import dataset, frame, is_live


@dataset
def regency() -> pd.DataFrame:
    """The regency or city of this installation: one row, none before the database is built. Columns: kode, nama."""
    return frame(select(kabupaten.c.kode, kabupaten.c.nama).where(kabupaten.c.kode == settings.kabupaten()))


@remembered
def name(regency: pd.DataFrame) -> str:
    """Its name, of ``regency``; '' before the database is built."""
    return str(regency["nama"].iloc[0]) if len(regency) else ""


@dataset
def districts() -> pd.DataFrame:
    """One row per kecamatan, in code order.

    Columns: kecamatan_kode, kecamatan, petak_baris, petak_kolom (place on the tile map, from 1 at the north-west).
    """
    return frame(
        select(
            kecamatan.c.kode.label("kecamatan_kode"),
            kecamatan.c.nama.label("kecamatan"),
            kecamatan.c.petak_baris,
            kecamatan.c.petak_kolom,
        )
        .where(kecamatan.c.kabupaten_kode == settings.kabupaten())
        .order_by(kecamatan.c.kode)
    )


@dataset
def villages() -> pd.DataFrame:
    """One row per desa or kelurahan, in code order. Columns: desa_kode, kecamatan_kode, desa, jenis."""
    return frame(
        select(desa.c.kode.label("desa_kode"), desa.c.kecamatan_kode, desa.c.nama.label("desa"), desa.c.jenis)
        .join(kecamatan, kecamatan.c.kode == desa.c.kecamatan_kode)
        .where(kecamatan.c.kabupaten_kode == settings.kabupaten())
        .order_by(desa.c.kode)
    )


@dataset
def boundaries() -> pd.DataFrame:
    """One row per kecamatan when boundaries are loaded, else none. Columns: kecamatan_kode, geojson (a geometry)."""
    return frame(
        select(batas.c.kecamatan_kode, batas.c.geojson)
        .join(muatan_periode, is_live(batas.c.muatan_id, periode=muatan_periode.c.periode))
        .where(batas.c.kabupaten_kode == settings.kabupaten())
        .order_by(batas.c.kecamatan_kode)
    )


@remembered
def names(districts: pd.DataFrame) -> Mapping[str, str]:
    """The name of each kecamatan by its code, in alphabetical order of names."""
    ordered = districts.sort_values("kecamatan")
    return MappingProxyType(dict(zip(ordered["kecamatan_kode"], ordered["kecamatan"], strict=True)))
