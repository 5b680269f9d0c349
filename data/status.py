"""What a regency's database holds, for the command ``status``: its loads and the figures at their newest period."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from data.schema import basis, muatan, muatan_periode
from data.subjects import PARTS, SUBJECTS


@dataclass(frozen=True)
class LoadLine:
    """One load. dimuat_pada: in UTC; periode_berlaku: for how many of its periods it is the live one."""

    muatan_id: int
    asal: str
    nama_berkas: str
    sumber: str
    periode_awal: dt.date | None
    periode_akhir: dt.date | None
    jumlah_baris: int
    dimuat_pada: dt.datetime
    oleh: str
    status: str
    periode_berlaku: int


@dataclass(frozen=True)
class Figure:
    """One sum of the live rows at the newest live period of a part; see ``muatan_periode``.

    ukuran: the measure with its unit and, in words, the part.
    """

    bagian: str
    periode: dt.date
    ukuran: str
    jumlah: int


@dataclass(frozen=True)
class Subject:
    """One subject that has loads: these, newest first, and its live sums (none for subjects that do not add up)."""

    jenis: str
    loads: tuple[LoadLine, ...]
    figures: tuple[Figure, ...]


def overview(connection: Connection, kabupaten_kode: str) -> list[Subject]:
    """One entry per subject with loads, in the order of ``SUBJECTS``; empty for a regency without any. Only reads."""
    lines = _loads(connection, kabupaten_kode)
    return [
        Subject(jenis, tuple(lines[jenis]), tuple(_figures(connection, kabupaten_kode, jenis)))
        for jenis in SUBJECTS
        if jenis in lines
    ]


def _loads(connection: Connection, kabupaten_kode: str) -> dict[str, list[LoadLine]]:
    live = (
        select(muatan_periode.c.muatan_id, func.count().label("periode_berlaku"))
        .where(muatan_periode.c.berlaku)
        .group_by(muatan_periode.c.muatan_id)
        .subquery()
    )
    statement = (
        select(
            muatan.c.jenis,
            muatan.c.id.label("muatan_id"),
            muatan.c.asal,
            muatan.c.nama_berkas,
            muatan.c.sumber,
            muatan.c.periode_awal,
            muatan.c.periode_akhir,
            muatan.c.jumlah_baris,
            muatan.c.dimuat_pada,
            muatan.c.oleh,
            muatan.c.status,
            func.coalesce(live.c.periode_berlaku, 0).label("periode_berlaku"),
        )
        .outerjoin(live, live.c.muatan_id == muatan.c.id)
        .where(muatan.c.kabupaten_kode == kabupaten_kode)
        .order_by(muatan.c.id.desc())
    )
    lines: dict[str, list[LoadLine]] = {}
    for row in connection.execute(statement).mappings():
        values = dict(row)
        # SQLite gives the stored moment, which is in UTC, without its zone.
        moment = values["dimuat_pada"]
        values["dimuat_pada"] = moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        lines.setdefault(values.pop("jenis"), []).append(LoadLine(**values))
    return lines


def _figures(connection: Connection, kabupaten_kode: str, jenis: str) -> list[Figure]:
    """The sums at the newest live period of every part."""
    subject = SUBJECTS[jenis]
    if not subject.measures or not subject.adds_up:
        return []
    measures = [func.sum(subject.facts.c[name]) for name in subject.measures]
    statement = (
        select(muatan_periode.c.bagian, muatan_periode.c.periode, *measures)
        .join(subject.facts, subject.is_answered())
        .where(
            muatan_periode.c.kabupaten_kode == kabupaten_kode,
            muatan_periode.c.jenis == jenis,
            muatan_periode.c.berlaku,
        )
        .group_by(muatan_periode.c.bagian, muatan_periode.c.periode)
        .order_by(muatan_periode.c.bagian, muatan_periode.c.periode)
    )
    parts = PARTS | dict(
        connection.execute(select(basis.c.kode, basis.c.nama).where(basis.c.kabupaten_kode == kabupaten_kode)).all()
    )
    newest = {bagian: (periode, sums) for bagian, periode, *sums in connection.execute(statement)}
    return [
        Figure(bagian, periode, f"{ukuran}, {parts[bagian]}" if bagian else ukuran, int(number or 0))
        for bagian, (periode, sums) in newest.items()
        for ukuran, number in zip(subject.measures.values(), sums, strict=True)
    ]
