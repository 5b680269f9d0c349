"""Loads: how facts enter, which load is live, and what each one covered."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, exists, func, insert, select, tuple_, update

from data.bulk import Constants, RowFile, Say, insert_file, insert_rows
from data.schema import muatan, muatan_periode, muatan_total, riwayat, riwayat_muatan


@dataclass(frozen=True)
class Total:
    """One measure of a load: what the file states (None when it states nothing) and what its rows add up to."""

    ukuran: str
    dihitung: int
    dinyatakan: int | None = None


@dataclass(frozen=True)
class Load:
    """One load of one subject: facts for one table, with where they come from and what they cover.

    rows: dictionaries for ``table``, or a file of its rows; both without muatan_id and kabupaten_kode.
    lembar: the sheet of the file that they stand in.
    covers: pairs (part, period) that this load answers for; see ``muatan_periode``.
    """

    jenis: str
    asal: str
    nama_berkas: str
    sha256: str
    sumber: str
    oleh: str
    table: Table
    rows: Sequence[dict[str, Any]] | RowFile
    covers: frozenset[tuple[str, dt.date]]
    totals: Sequence[Total] = field(default=())
    lembar: str | None = None

    @property
    def count(self) -> int:
        """How many rows it holds."""
        return self.rows.count if isinstance(self.rows, RowFile) else len(self.rows)


def silence(_stored: int) -> None:
    """Progress that nobody wants to hear."""


def store(connection: Connection, kabupaten_kode: str, load: Load, say: Say = silence) -> int:
    """Store one load and make it live, inside the caller's transaction. Returns the load's id.

    ``say`` is told now and then how many rows are stored so far. Raises ValueError when a file of rows is not whole.
    """
    periods = sorted(period for _, period in load.covers)
    muatan_id: int = connection.execute(
        insert(muatan)
        .values(
            kabupaten_kode=kabupaten_kode,
            jenis=load.jenis,
            asal=load.asal,
            nama_berkas=load.nama_berkas,
            sha256=load.sha256,
            sumber=load.sumber,
            periode_awal=periods[0] if periods else None,
            periode_akhir=periods[-1] if periods else None,
            jumlah_baris=load.count,
            dimuat_pada=dt.datetime.now(dt.UTC),
            oleh=load.oleh,
            status="aktif",
            lembar=load.lembar,
        )
        .returning(muatan.c.id)
    ).scalar_one()
    fact: Constants = {"muatan_id": muatan_id, "kabupaten_kode": kabupaten_kode}
    if isinstance(load.rows, RowFile):
        insert_file(connection, load.table, load.rows, fact, say)
    else:
        insert_rows(connection, load.table, load.rows, fact, say)
    insert_rows(
        connection,
        muatan_total,
        [
            {"ukuran": t.ukuran, "urutan": n, "dinyatakan": t.dinyatakan, "dihitung": t.dihitung}
            for n, t in enumerate(load.totals)
        ],
        {"muatan_id": muatan_id},
        silence,
    )
    insert_rows(
        connection,
        muatan_periode,
        [{"bagian": bagian, "periode": periode} for bagian, periode in sorted(load.covers)],
        fact | {"jenis": load.jenis, "berlaku": False},
        silence,
    )
    choose_live(connection, kabupaten_kode)
    return muatan_id


def choose_live(connection: Connection, kabupaten_kode: str) -> None:
    """Decide again which load is live for every period of every subject of one regency.

    The newest active load wins. Sample data give way as a whole as soon as one file of their subject is active.
    """
    real = muatan.alias("nyata")
    has_real = exists().where(
        real.c.kabupaten_kode == kabupaten_kode,
        real.c.jenis == muatan.c.jenis,
        real.c.asal == "berkas",
        real.c.status == "aktif",
    )
    period = tuple_(
        muatan_periode.c.jenis, muatan_periode.c.bagian, muatan_periode.c.periode, muatan_periode.c.muatan_id
    )
    covered = muatan_periode.alias("tercakup")
    newest = (
        select(covered.c.jenis, covered.c.bagian, covered.c.periode, func.max(covered.c.muatan_id))
        .join(muatan, muatan.c.id == covered.c.muatan_id)
        .where(
            covered.c.kabupaten_kode == kabupaten_kode,
            muatan.c.status == "aktif",
            (muatan.c.asal != "contoh") | ~has_real,
        )
        .group_by(covered.c.jenis, covered.c.bagian, covered.c.periode)
    )
    here, live = muatan_periode.c.kabupaten_kode == kabupaten_kode, muatan_periode.c.berlaku
    connection.execute(update(muatan_periode).where(here, live, period.not_in(newest)).values(berlaku=False))
    connection.execute(update(muatan_periode).where(here, ~live, period.in_(newest)).values(berlaku=True))


def same_file(connection: Connection, kabupaten_kode: str, sha256: str) -> list[int]:
    """The ids of the active loads that came from a file with these very bytes."""
    return list(
        connection.scalars(
            select(muatan.c.id)
            .where(muatan.c.kabupaten_kode == kabupaten_kode, muatan.c.sha256 == sha256, muatan.c.status == "aktif")
            .order_by(muatan.c.id)
        )
    )


def real(connection: Connection, kabupaten_kode: str, jenis: str) -> list[int]:
    """The ids of the active loads of real figures of a subject, before which every sample gives way."""
    here = (muatan.c.kabupaten_kode == kabupaten_kode) & (muatan.c.jenis == jenis) & (muatan.c.status == "aktif")
    return list(connection.scalars(select(muatan.c.id).where(here, muatan.c.asal == "berkas").order_by(muatan.c.id)))


def of_act(connection: Connection, kabupaten_kode: str, *, status: str, muatan_id: int | None = None) -> list[int]:
    """The loads with a status that one act brought together: the newest such act, or the one that brought this load.

    Loads from before there was a history belong together when they came from the same bytes.
    """
    here = _from_files(kabupaten_kode, status)
    brought = (
        select(func.max(riwayat.c.id))
        .join(riwayat_muatan, riwayat_muatan.c.riwayat_id == riwayat.c.id)
        .where(riwayat.c.tindakan == "muat", riwayat_muatan.c.muatan_id == muatan.c.id)
        .correlate(muatan)
        .scalar_subquery()
    )
    fitting = select(muatan.c.id, muatan.c.sha256, brought.label("act")).where(here)
    if muatan_id is not None:
        fitting = fitting.where(muatan.c.id == muatan_id)
    newest = connection.execute(fitting.order_by(muatan.c.id.desc())).first()
    if newest is None:
        return []
    together = brought == newest.act if newest.act else brought.is_(None) & (muatan.c.sha256 == newest.sha256)
    return list(connection.scalars(select(muatan.c.id).where(here, together).order_by(muatan.c.id)))


def last_cancelled(connection: Connection, kabupaten_kode: str) -> list[int]:
    """The loads that were cancelled last and still are; those from before there was a history come after all others."""
    cancelled = (
        select(muatan.c.id, riwayat.c.id.label("act"))
        .join(riwayat_muatan, riwayat_muatan.c.muatan_id == muatan.c.id)
        .join(riwayat, riwayat.c.id == riwayat_muatan.c.riwayat_id)
        .where(_from_files(kabupaten_kode, "dibatalkan"), riwayat.c.tindakan == "batal")
        .subquery()
    )
    newest = select(func.max(cancelled.c.act)).scalar_subquery()
    last = connection.scalars(select(cancelled.c.id).where(cancelled.c.act == newest).order_by(cancelled.c.id))
    return list(last) or of_act(connection, kabupaten_kode, status="dibatalkan")


def with_status(connection: Connection, kabupaten_kode: str, ids: Sequence[int], status: str) -> list[int]:
    """Those of these loads that have a status."""
    fitting = select(muatan.c.id).where(_from_files(kabupaten_kode, status), muatan.c.id.in_(ids))
    return list(connection.scalars(fitting.order_by(muatan.c.id)))


@dataclass(frozen=True)
class Newer:
    """The newer loads that are live where some loads answer, whether those count or not. whole: for all they answer."""

    ids: tuple[int, ...] = ()
    whole: bool = False


def newer(connection: Connection, kabupaten_kode: str, ids: Sequence[int]) -> Newer:
    """What has taken the place of these loads. Sample data never do."""
    mine, live = muatan_periode.alias("punya"), muatan_periode.alias("berlaku_kini")
    periods = list(
        connection.scalars(
            select(muatan.c.id)
            .select_from(mine)
            .outerjoin(
                live,
                (live.c.kabupaten_kode == mine.c.kabupaten_kode)
                & (live.c.jenis == mine.c.jenis)
                & (live.c.bagian == mine.c.bagian)
                & (live.c.periode == mine.c.periode)
                & (live.c.muatan_id > mine.c.muatan_id)
                & live.c.muatan_id.not_in(ids)
                & live.c.berlaku,
            )
            .outerjoin(muatan, (muatan.c.id == live.c.muatan_id) & (muatan.c.asal != "contoh"))
            .where(mine.c.kabupaten_kode == kabupaten_kode, mine.c.muatan_id.in_(ids))
        )
    )
    found = {each for each in periods if each is not None}
    return Newer(tuple(sorted(found)), bool(periods) and None not in periods)


def _from_files(kabupaten_kode: str, status: str) -> ColumnElement[bool]:
    """Loads of files. A sample came in a file when an act brought it; the program's own came without one."""
    handed_in = exists().where(riwayat_muatan.c.muatan_id == muatan.c.id).correlate(muatan)
    from_file = (muatan.c.asal == "berkas") | ((muatan.c.asal == "contoh") & handed_in)
    return (muatan.c.kabupaten_kode == kabupaten_kode) & (muatan.c.status == status) & from_file


def set_status(connection: Connection, kabupaten_kode: str, ids: list[int], status: str) -> None:
    """Cancel loads ('dibatalkan') or bring them back ('aktif'), and decide again which ones are live."""
    connection.execute(
        update(muatan).where(muatan.c.kabupaten_kode == kabupaten_kode, muatan.c.id.in_(ids)).values(status=status)
    )
    choose_live(connection, kabupaten_kode)
