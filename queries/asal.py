"""Where a figure comes from: the load that is live for it, and the row of the file that it stands in.

What is live comes with every snapshot; the rows themselves are read when somebody asks. They are those of the loads
that the snapshot names, and a load never changes, so that they are the rows behind the figures on the screen.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import (
    ColumnElement,
    Float,
    String,
    Table,
    and_,
    case,
    cast,
    extract,
    func,
    literal_column,
    null,
    or_,
    select,
)

from data import settings
from data.schema import (
    bantuan_iuran,
    ekosistem,
    kepesertaan,
    klaim,
    segmen,
    semesta,
    target,
    tindak_lanjut,
)
from data.subjects import PARTS
from memory import remembered
from queries import acuan
from queries.db import DatabaseUnavailable, frame, of_snapshot
from queries.muatan import live_periods, loads
from queries.semesta import definitions
from queries.wilayah import districts

# The subjects whose figures are traced, in the order of the screens.
SUBJECTS = ("kepesertaan", "semesta", "target", "klaim", "bantuan_iuran", "tindak_lanjut", "ekosistem")
YEARLY = frozenset({"target", "bantuan_iuran", "tindak_lanjut"})
# Those that are told row by row; of the others only the place in the file.
BY_ROWS = frozenset({"kepesertaan", "semesta", "target"})


def live() -> pd.DataFrame:
    """One row per subject, part and period: the load that is live for it.

    Columns: jenis, bagian (see ``data.schema.loads``), periode, muatan_id, asal,
    nama_berkas, lembar (None: not known), dimuat_pada (datetime, UTC), oleh.
    """
    return _with_their_loads(live_periods(), loads())


@remembered
def _with_their_loads(periods: pd.DataFrame, loads: pd.DataFrame) -> pd.DataFrame:
    told = loads[["muatan_id", "asal", "nama_berkas", "lembar", "dimuat_pada", "oleh"]]
    return periods.merge(told, on="muatan_id", how="left")


@remembered
def of(live: pd.DataFrame, jenis: str, *, periode: pd.Timestamp, bagian: str | None = None) -> pd.DataFrame:
    """The loads behind a subject's figures on a screen that shows one month, each part on a row of its own.

    bagian: one part only. A semesta is the newest one not after the month, else the oldest, as on the screens; the
    yearly ones are those of the month's year; an ecosystem is the newest one not after the month.
    Columns: those of ``live``; none when nothing is live.
    """
    own = live[live["jenis"] == jenis]
    if bagian is not None:
        own = own[own["bagian"] == bagian]
    if jenis in YEARLY:
        return own[own["periode"].dt.year == periode.year]
    if jenis not in ("semesta", "ekosistem"):
        return own[own["periode"] == periode]
    past = own["periode"] <= periode + pd.offsets.MonthEnd(0)
    newest = own["periode"].where(past).groupby(own["bagian"]).transform("max")
    if jenis == "semesta":
        newest = newest.fillna(own["periode"].groupby(own["bagian"]).transform("min"))
    return own[own["periode"] == newest]


@remembered
def months(live: pd.DataFrame) -> tuple[pd.Timestamp, ...]:
    """The months that some subject with months has figures for, oldest first; without any those of the others."""
    monthly = live[live["jenis"].isin(("kepesertaan", "klaim"))]
    chosen = live[live["jenis"].isin(SUBJECTS)] if monthly.empty else monthly
    return tuple(sorted(chosen["periode"].dt.to_period("M").dt.to_timestamp().dt.as_unit("s").unique()))


@dataclass(frozen=True, eq=False)
class Trace:
    """A figure followed back to its file.

    loads: one row per load and part, the columns of ``live`` and bagian_nama, baris_awal, baris_akhir (rows of the
    file; NaN when not known or added up), angka (the sum; NaN for targets, which do not add up, for claims, whose
    figures may be small cells, and for the plan). rows: row by row, of ``BY_ROWS`` when a kecamatan was asked for:
    bagian_nama, wilayah, segmen_kode, pembayar, angka, baris, muatan_id; else None. away: why the rows could not be
    read, in one sentence.
    """

    loads: pd.DataFrame
    rows: pd.DataFrame | None = None
    away: str = ""


@dataclass(frozen=True)
class _Facts:
    """Where a subject keeps its figures. figure: None when it may not be told or added up."""

    table: Table
    period: ColumnElement
    part: ColumnElement | None = None
    figure: ColumnElement | None = None
    yearly: bool = False

    def of_load(self, load: Any) -> ColumnElement[bool]:
        """The facts of one row of ``live``."""
        here = and_(
            self.table.c.kabupaten_kode == settings.kabupaten(),
            self.table.c.muatan_id == int(load.muatan_id),
            self.period == (load.periode.year if self.yearly else load.periode.date()),
        )
        return here if self.part is None else and_(here, self.part == load.bagian)


_FACTS = {
    "kepesertaan": _Facts(kepesertaan, kepesertaan.c.bulan, figure=kepesertaan.c.aktif_orang),
    "semesta": _Facts(semesta, semesta.c.tanggal, semesta.c.basis_kode, semesta.c.semesta_orang),
    "target": _Facts(target, target.c.tahun, target.c.basis_kode, yearly=True),
    "klaim": _Facts(klaim, klaim.c.bulan, klaim.c.lingkup),
    "bantuan_iuran": _Facts(bantuan_iuran, extract("year", bantuan_iuran.c.mulai), yearly=True),
    "tindak_lanjut": _Facts(tindak_lanjut, tindak_lanjut.c.tahun, yearly=True),
    "ekosistem": _Facts(ekosistem, ekosistem.c.bulan, case((ekosistem.c.desa_kode.is_(None), "opd"), else_="desa")),
}


def trace(live: pd.DataFrame, jenis: str, *, periode: pd.Timestamp, kecamatan: str | None = None) -> Trace:
    """Follow a subject's figures of one month back to their files; reads the database for the rows, once."""
    try:
        return _found(live, jenis, periode, kecamatan)
    except DatabaseUnavailable as away:
        return Trace(_loads(live, jenis, periode), away=str(away))


def _loads(live: pd.DataFrame, jenis: str, periode: pd.Timestamp) -> pd.DataFrame:
    names = _parts()
    loads = of(live, jenis, periode=periode).reset_index(drop=True)
    return loads.assign(bagian_nama=loads["bagian"].map(lambda part: names.get(part, part)))


def _parts() -> dict[str, str]:
    """The name of each part of a subject."""
    return dict(zip(definitions()["basis_kode"], definitions()["basis"], strict=True)) | PARTS


@of_snapshot
def _found(live: pd.DataFrame, jenis: str, periode: pd.Timestamp, kecamatan: str | None) -> Trace:
    loads = _loads(live, jenis, periode)
    if loads.empty:
        return Trace(loads)
    spans = pd.concat([_span(_FACTS[jenis], load) for load in loads.itertuples()], ignore_index=True)
    rows = _rows(jenis, loads, kecamatan) if kecamatan and jenis in BY_ROWS else None
    return Trace(pd.concat([loads, spans], axis=1), None if rows is None else _named(rows, _parts()))


def _span(facts: _Facts, load: Any) -> pd.DataFrame:
    row = facts.table.c.baris
    total = cast(null(), Float) if facts.figure is None else cast(func.sum(facts.figure), Float)
    columns = (func.min(row).label("baris_awal"), func.max(row).label("baris_akhir"), total.label("angka"))
    return frame(select(*columns).where(facts.of_load(load))).astype("float64")


def _rows(jenis: str, loads: pd.DataFrame, kecamatan: str) -> pd.DataFrame:
    """The figures of one kecamatan and those that exist for the regency only."""
    facts = _FACTS[jenis]
    table = facts.table.c
    nothing = cast(null(), String)
    statement = select(
        (nothing if facts.part is None else facts.part).label("bagian"),
        table.kecamatan_kode,
        (nothing if jenis == "target" else table.segmen_kode).label("segmen_kode"),
        (table.pembayar_kode if jenis == "kepesertaan" else nothing).label("pembayar_kode"),
        cast(target.c.target_pct if jenis == "target" else facts.figure, Float).label("angka"),
        table.baris,
        table.muatan_id,
    ).where(
        or_(*(facts.of_load(load) for load in loads.itertuples())),
        or_(table.kecamatan_kode.is_(None), table.kecamatan_kode == kecamatan),
    )
    order = [table.kecamatan_kode.is_(None), literal_column("bagian"), table.baris]
    if jenis != "target":
        order.append(select(segmen.c.urutan).where(segmen.c.kode == table.segmen_kode).scalar_subquery())
    return frame(statement.order_by(*order))


def _named(rows: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    areas, payers = districts(), acuan.payers()
    return rows.assign(
        bagian_nama=rows["bagian"].map(names),
        wilayah=rows["kecamatan_kode"].map(areas.set_index("kecamatan_kode")["kecamatan"]).fillna("Seluruh kabupaten"),
        pembayar=rows["pembayar_kode"].map(payers.set_index("pembayar_kode")["pembayar"]),
    )
