"""The report: which sections there are, what stands on every page, and the tables that only a workbook holds."""

import datetime as dt

import pandas as pd

from papers import ahead, cells, claims, coverage, evaluation, figures, plan
from papers.model import Report, Table
from queries import acuan, kepesertaan, klaim, muatan, semesta, wilayah
from queries.db import of_snapshot
from ui import formats, sentences, sources, theme, view
from ui.columns import Columns
from ui.scenario import plan as plans
from ui.view import View

# Headed as the loader knows a table of members, so that the workbook can be loaded again.
MEMBERS: Columns = {
    "bulan": ("Bulan", formats.month),
    "kecamatan": ("Kecamatan", None),
    "segmen_kode": ("Segmen", None),
    "pembayar": ("Pembayar", None),
    "aktif_orang": ("Peserta Aktif (orang)", formats.count),
    "berakhir_pada": ("Berakhir Pada", formats.date),
}

# What differs from the screens.
DEFINITIONS = {
    "Penyamaran klaim": f"Jumlah 1 sampai {klaim.EXPORT - 1} kasus ditulis «<{klaim.EXPORT}». Angka lain yang dapat "
    "dipakai untuk menghitungnya kembali ditulis «disamarkan». Nol tetap ditampilkan."
}


class Unknown(LookupError):
    """What is asked for is not among the data. The message is one sentence in Bahasa Indonesia."""


def asked(periode: str | None, basis: str | None, segmen: str | None, rencana: str = "") -> View:
    """What somebody asks for in words, as a screen would understand it; None is what screens open with.

    periode: YYYY-MM; basis: its code; segmen: a key of ``acuan.segment_choices``; rencana: a plan as a
    link has it, '' for none. Raises Unknown.
    """
    definitions, figures, segments = semesta.definitions(), semesta.rows(), acuan.segments()
    bases = semesta.names(definitions, figures)
    months = {f"{month:%Y-%m}": month for month in kepesertaan.months(kepesertaan.rows())}
    choices = acuan.segment_choices(segments)
    if not months or not bases:
        raise Unknown("Belum ada data kepesertaan atau semesta untuk dijadikan laporan.")
    chosen = basis or next(iter(bases))
    opening = muatan.opening_month(tuple(months.values()), muatan.loads(), figures, basis=chosen)
    for word, said, known in (
        ("Periode", periode, months),
        ("Basis", basis, bases),
        ("Segmen", segmen, choices),
    ):
        if said is not None and said not in known:
            offered = f"{min(known)} sampai {max(known)}" if word == "Periode" else ", ".join(known)
            raise Unknown(f"{word} {cells.plain(said)} tidak ada dalam data; yang ada: {offered}.")
    position = months[periode] if periode else opening
    if rencana and plans.read(rencana, position) is None:
        raise Unknown(f"Rencana {cells.plain(rencana)} tidak dapat dibaca; salin dari alamat layar Simulasi.")
    return View(
        periode=position,
        basis=chosen,
        segmen=acuan.codes_of(segmen or acuan.ALL, segments),
        urutan="",
        kecamatan=None,
        layar="",
        rencana=rencana,
    )


@of_snapshot
def report(seen: View, made: dt.date) -> Report:
    """Everything that is taken away for one choice. made: the day it is made, on which "late" is measured."""
    found, today = figures.Coverage(seen), pd.Timestamp(made)
    position = (seen.periode + pd.offsets.MonthEnd(0)).date()
    regency = cells.plain(wilayah.name(wilayah.regency()))
    samples = muatan.sample_subjects(muatan.loads())
    sections = (
        coverage.summary(found),
        coverage.segments(found),
        coverage.districts(found),
        coverage.gaps(found),
        coverage.trend(found),
        coverage.payers(found),
        *evaluation.sections(seen, today),
        ahead.projection(seen),
        *ahead.plan(seen),
        *claims.sections(seen.periode),
        plan.section(seen.periode.year, today),
    )
    data = (
        coverage.every_month(found),
        evaluation.areas(seen),
        ahead.projected(seen),
        *ahead.plan_months(seen),
        claims.core(seen.periode),
        _members(seen),
    )
    return Report(
        kind=f"Bahan monitoring dan evaluasi, {formats.month(position)}",
        title=view.TITLES[""].format(wilayah=regency),
        regency=regency,
        position=position,
        made=made,
        sample=_sample(samples),
        foot=cells.cleaned(_foot(found, position, made)),
        sections=cells.cleaned(tuple(section for section in sections if section)),
        definitions=tuple((sources.DEFINITIONS | DEFINITIONS).items()),
        data=tuple(table for table in data if table),
        colours=_colours(),
    )


def _sample(samples: tuple[str, ...]) -> str:
    if not samples:
        return ""
    return f"DATA CONTOH: {formats.listing([view.SUBJECTS[name] for name in samples])}"


def _foot(found: figures.Coverage, position: dt.date, made: dt.date) -> tuple[str, ...]:
    """What every page carries: position, base and source, segments, and the rule for small cells."""
    base, seen = found.base, found.seen
    names = dict(zip(acuan.segments()["segmen_kode"], acuan.segments()["segmen"], strict=True))
    segments = f" · Segmen: {formats.listing([names[code] for code in seen.segmen])}" if seen.segmen else ""
    return (
        f"Data per {formats.date(position)}{segments} · Dibuat {formats.date(made)}",
        cells.spoken(
            sentences.base(formats.plain(base.nama), base.semesta_orang, base.tanggal, formats.plain(base.sumber))
        ),
        claims.NOTE,
    )


def _members(seen: View) -> Table:
    """Members up to the period, a row for each month, kecamatan, segment and payer; headed as the loader knows them."""
    rows = kepesertaan.of_segments(kepesertaan.rows(), seen.segmen)
    rows = rows[rows["bulan"] <= seen.periode].merge(wilayah.districts(), on="kecamatan_kode")
    rows = rows.merge(acuan.payers(), on="pembayar_kode")
    return cells.bare("Kepesertaan", "Peserta aktif, dapat dimuat lagi ke dasbor", rows, MEMBERS)


def _colours() -> dict[str, str]:
    return {
        "accent": theme.protected(),
        "pale": theme.unprotected(),
        "warning": theme.warning(),
        "ink": theme.ink(),
        "muted": theme.muted(),
        "faint": theme.faint(),
        "paper": theme.paper(),
    }
