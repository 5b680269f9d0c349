"""Sample data: one load per subject, marked as a sample until files of that subject take over (``data.loads``)."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, Table, exists, select

from data import loads, sample_plan, sample_rows, settings
from data.reference import digest
from data.sample_rows import BASE_DATE, BASIS, FIRST, KABUPATEN, LAST, POSITION, SCOPE, Rows, months
from data.schema import bantuan_iuran, ekosistem, kepesertaan, klaim, muatan, semesta, target, tindak_lanjut


def store(connection: Connection) -> list[str]:
    """Store the sample inside the caller's transaction, one load per subject. Returns the subjects that were stored.

    A subject that already has a sample is left alone, also when that was cancelled. Another regency than the one that
    the sample is about gets none, and one that shows the members of a file gets no sample besides.
    """
    own = muatan.c.kabupaten_kode == KABUPATEN
    real = exists().where(own, muatan.c.asal == "berkas", muatan.c.jenis == "kepesertaan", muatan.c.status == "aktif")
    if settings.kabupaten() != KABUPATEN or connection.scalar(select(real)):
        return []
    stored = []
    for jenis, make in SUBJECTS.items():
        known = exists().where(own, muatan.c.asal == "contoh", muatan.c.jenis == jenis)
        if not connection.scalar(select(known)):
            loads.store(connection, KABUPATEN, make())
            stored.append(jenis)
    return stored


def _semesta_load() -> loads.Load:
    rows = sample_rows.base_rows()
    totals = [loads.Total("Semesta pekerja (orang)", sum(row["semesta_orang"] for row in rows))]
    return _load("semesta", semesta, rows, frozenset({(BASIS, BASE_DATE)}), totals)


def _kepesertaan_load() -> loads.Load:
    rows = sample_rows.member_rows()
    active = sum(row["aktif_orang"] for row in rows if row["bulan"] == POSITION)
    totals = [loads.Total("Peserta aktif per 31 Desember 2023 (orang)", active)]
    return _load("kepesertaan", kepesertaan, rows, frozenset(("", bulan) for bulan in months(FIRST, LAST)), totals)


def _klaim_load() -> loads.Load:
    rows = sample_rows.claim_rows()
    totals = [
        loads.Total("Klaim (kasus)", sum(row["kasus"] for row in rows)),
        loads.Total("Dibayarkan (rupiah)", sum(row["dibayarkan_rp"] for row in rows)),
        loads.Total("Potensi beasiswa (rupiah)", sum(row["potensi_beasiswa_rp"] for row in rows)),
    ]
    return _load("klaim", klaim, rows, frozenset((SCOPE, bulan) for bulan in months(FIRST, LAST)), totals)


def _target_load() -> loads.Load:
    rows = sample_rows.target_rows()
    return _load("target", target, rows, frozenset((BASIS, dt.date(row["tahun"], 12, 31)) for row in rows), [])


def _load(
    jenis: str, table: Table, rows: Rows, covers: frozenset[tuple[str, dt.date]], totals: list[loads.Total]
) -> loads.Load:
    return loads.Load(
        jenis=jenis,
        asal="contoh",
        nama_berkas="data contoh",
        sha256=digest(rows),
        sumber="Data contoh buatan program; hanya jumlah kabupaten per 31 Desember 2023 yang sesuai angka terbitan",
        oleh="program",
        table=table,
        rows=rows,
        covers=covers,
        totals=totals,
    )


def _bantuan_iuran_load() -> loads.Load:
    rows = sample_plan.grant_rows()
    totals = [loads.Total("Penerima bantuan iuran (orang)", sum(row["jumlah_orang"] for row in rows))]
    return _load("bantuan_iuran", bantuan_iuran, rows, _years(row["mulai"].year for row in rows), totals)


def _tindak_lanjut_load() -> loads.Load:
    rows = sample_plan.action_rows()
    return _load("tindak_lanjut", tindak_lanjut, rows, _years(row["tahun"] for row in rows), [])


def _ekosistem_load() -> loads.Load:
    rows = sample_plan.ecosystem_rows()
    totals = [
        loads.Total("Jumlah (orang)", sum(row["jumlah_orang"] for row in rows)),
        loads.Total("Terdaftar (orang)", sum(row["terdaftar_orang"] for row in rows)),
    ]
    return _load("ekosistem", ekosistem, rows, frozenset((part, POSITION) for part in ("opd", "desa")), totals)


def _years(years: Iterable[int]) -> frozenset[tuple[str, dt.date]]:
    return frozenset(("", dt.date(year, 12, 31)) for year in years)


SUBJECTS = {
    "semesta": _semesta_load,
    "kepesertaan": _kepesertaan_load,
    "klaim": _klaim_load,
    "target": _target_load,
    "bantuan_iuran": _bantuan_iuran_load,
    "tindak_lanjut": _tindak_lanjut_load,
    "ekosistem": _ekosistem_load,
}
