"""The base of coverage (semesta): which definitions exist, and the figures of the one that is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

import pandas as pd
from sqlalchemy import select

from data import settings
from data.schema import basis as b
from data.schema import muatan_periode
from data.schema import semesta as s
from memory import remembered
from queries.db import dataset, frame, is_live, of_snapshot


@dataclass(frozen=True, eq=False)
class Base:
    """The figures of one definition of the base, all of one date. Every percentage is printed beside it.

    rows: one row per kecamatan and segment; columns kecamatan_kode, segmen_kode, semesta_orang. A base that is
    published for the regency only has one row without kecamatan and segment.
    """

    kode: str
    nama: str
    penjelasan: str
    sumber: str
    tanggal: pd.Timestamp
    semesta_orang: int
    rows: pd.DataFrame

    @cached_property
    def reaches_kecamatan(self) -> bool:
        """Whether a percentage below the regency may be shown on this base."""
        return bool(self.rows["kecamatan_kode"].notna().all())


@dataset
def definitions() -> pd.DataFrame:
    """One row per definition of the base, the default first.

    Columns: basis_kode, basis, penjelasan, sumber, is_default.
    """
    return frame(
        select(b.c.kode.label("basis_kode"), b.c.nama.label("basis"), b.c.penjelasan, b.c.sumber, b.c.is_default)
        .where(b.c.kabupaten_kode == settings.kabupaten())
        .order_by(b.c.is_default.desc(), b.c.urutan)
    )


@dataset
def rows() -> pd.DataFrame:
    """One row per basis, date, kecamatan and segment of the live loads.

    Columns: basis_kode, tanggal, kecamatan_kode, segmen_kode (None: for the whole), semesta_orang.
    """
    return frame(
        select(s.c.basis_kode, s.c.tanggal, s.c.kecamatan_kode, s.c.segmen_kode, s.c.semesta_orang)
        .join(muatan_periode, is_live(s.c.muatan_id, periode=s.c.tanggal, bagian=s.c.basis_kode))
        .where(muatan_periode.c.kabupaten_kode == settings.kabupaten(), muatan_periode.c.jenis == "semesta")
        .order_by(s.c.basis_kode, s.c.tanggal, s.c.kecamatan_kode, s.c.segmen_kode)
    )


@remembered
def in_force(definitions: pd.DataFrame, rows: pd.DataFrame, *, basis: str, periode: pd.Timestamp) -> Base | None:
    """The base to measure a period on: its newest figures not after the period's end, else its oldest ones.

    The same figures serve the whole trend up to that period, so that the trend shows members, not a changing base.
    None when the basis is unknown or has no figures.
    """
    definition = definitions[definitions["basis_kode"] == basis]
    figures = rows[rows["basis_kode"] == basis]
    if definition.empty or figures.empty:
        return None
    dates = figures["tanggal"]
    past = dates[dates <= periode + pd.offsets.MonthEnd(0)]
    date = dates.min() if past.empty else past.max()
    chosen = figures.loc[dates == date, ["kecamatan_kode", "segmen_kode", "semesta_orang"]]
    first = definition.iloc[0]
    return Base(
        kode=basis,
        nama=first["basis"],
        penjelasan=first["penjelasan"],
        sumber=first["sumber"],
        tanggal=date,
        semesta_orang=int(chosen["semesta_orang"].sum()),
        rows=chosen.reset_index(drop=True),
    )


@remembered
def default(definitions: pd.DataFrame, rows: pd.DataFrame) -> str | None:
    """The basis to open with: the default one, else the first that has figures; None when none has."""
    usable = names(definitions, rows)
    return next(iter(usable), None)


@remembered
def names(definitions: pd.DataFrame, rows: pd.DataFrame) -> Mapping[str, str]:
    """The bases that have figures: name by code, the default first."""
    usable = definitions[definitions["basis_kode"].isin(rows["basis_kode"].unique())]
    return MappingProxyType(dict(zip(usable["basis_kode"], usable["basis"], strict=True)))


@of_snapshot
def chosen(*, basis: str, periode: pd.Timestamp) -> Base:
    """``in_force`` on what the database holds now. Raises LookupError for a basis that has no figures."""
    found = in_force(definitions(), rows(), basis=basis, periode=periode)
    if found is None:
        raise LookupError(basis)
    return found
