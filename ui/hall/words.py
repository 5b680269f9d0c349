"""What the scenes say beside their figure: one sentence that can be read out."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from ui import formats, sentences
from ui.charts.people import round_people


def uncovered(now: pd.Series) -> str:
    """Beside how many are not yet protected. now: a row of ``cakupan.per_month``."""
    return (
        f"pekerja **belum terlindungi**. Sudah: **{formats.count(now['aktif_orang'])}** "
        f"({formats.percent(now['cakupan_pct'])}), atau {round_people(now['cakupan_pct'])} dari setiap 100 pekerja."
    )


def lowest(low: pd.Series, now: pd.Series) -> str:
    """Beside the lowest coverage. low: a row of ``cakupan.per_kecamatan``; now: of ``cakupan.per_month``."""
    return (
        f"cakupan terendah, di **{formats.plain(low['kecamatan'])}**. "
        f"Seluruh kabupaten {formats.percent(now['cakupan_pct'])}. Angka kecamatan: estimasi."
    )


def below_target(districts: pd.DataFrame, goal: float | None) -> tuple[str, str]:
    """How many kecamatan are below their target, and the sentence beside it. districts: of
    ``cakupan.against_target``, the lowest first.
    """
    first = districts.iloc[0]
    if districts["kurang_orang"].isna().all():
        pct = formats.percent(first["cakupan_pct"], decimals=1)
        return pct, f"cakupan terendah, di **{formats.plain(first['kecamatan'])}**. Belum ada target."
    below = int((districts["kurang_orang"] > 0).sum())
    aim = "targetnya" if goal is None else f"target {formats.whole_percent(goal)}"
    people = formats.count(districts["kurang_orang"].sum())
    return (
        f"{below} dari {len(districts)}",
        f"kecamatan **di bawah {aim}**: bersama-sama kurang {people} peserta (estimasi).",
    )


def paid(found: Any) -> str:
    """Beside the rupiah paid. found: of ``klaim.year_to_date``."""
    text = f"klaim dibayarkan **{sentences.months_between(found.start, found.end)}**"
    if found.dibayarkan_change_pct is not None:
        text += f", {formats.signed_percent(found.dibayarkan_change_pct)} dari tahun sebelumnya"
    return f"{text} (menurut {sentences.SCOPES[found.lingkup]})."


def affordable(dana_rp: int, cost: pd.DataFrame) -> str:
    """Beside how many workers a sum protects. cost: of ``iuran.cost`` for one worker."""
    each = " lalu ".join(formats.rupiah_exact(rupiah) for rupiah in cost["iuran_rp"])
    # A sum is read in one line.
    sum_of = formats.rupiah(dana_rp).replace(" ", "\u00a0")
    return (
        f"pekerja BPU terlindungi **{int(cost['bulan'].sum())} bulan** dengan **{sum_of}** dari APBD "
        f"({each} per orang per bulan)."
    )


def handed_over(count: int) -> str:
    """Beside the sum of what is handed over."""
    return f"santunan **diserahkan pada acara ini** kepada {formats.count(count)} penerima atau ahli warisnya."


def follow_up(actions: pd.DataFrame, today: pd.Timestamp) -> tuple[str, str]:
    """How many actions are done, and the sentence beside it. actions: of ``tindak_lanjut.open_first`` at that day."""
    done, late = int(actions["selesai"].sum()), int(actions["terlambat"].sum())
    text = f"rencana tindak lanjut {actions['tahun'].iloc[0]} **selesai**."
    behind = f"**{late} lewat tenggat**" if late else "Tidak ada yang terlambat"
    return f"{done} dari {len(actions)}", f"{text} {behind} (keadaan {formats.date(today)})."


def others(actions: pd.DataFrame) -> tuple[str, str]:
    """The line beneath the actions that are shown: how many more there are, and how many of them are late."""
    late = int(actions["terlambat"].sum())
    return f"dan {len(actions)} lainnya", f"**▲ {late} lewat tenggat**" if late else ""


def action(row: Any) -> tuple[str, str]:
    """One action as a line: who does what for how many, and how it stands. row: of ``tindak_lanjut.open_first``."""
    people = ""
    if not formats.is_missing(row.kuota_orang):
        reached = 0 if formats.is_missing(row.terlaksana_orang) else row.terlaksana_orang
        people = f" · {formats.count(reached)} dari {formats.count(row.kuota_orang)} orang"
    # What comes last is what two lines may have no room for.
    words = f"**{formats.plain(row.opd)}**{people} · {formats.plain(row.tindakan)}"
    if row.selesai:
        return words, "✓ selesai"
    if pd.isna(row.tenggat):
        return words, "berjalan"
    day = f"{row.tenggat.day} {formats.MONTHS[row.tenggat.month - 1][:3]}"
    return words, f"**▲ lewat {day}**" if row.terlambat else f"sampai {day}"


def foot(regency: str, position: pd.Timestamp, base: str, samples: Sequence[str]) -> str:
    """The small line of every scene: whose figures, of which day, on which base, whether a sample."""
    parts = ["**DATA CONTOH**"] if samples else []
    parts += [formats.plain(formats.brief(regency, 26)), formats.date(position + pd.offsets.MonthEnd(0))]
    if base:
        parts.append(f"basis {formats.plain(formats.brief(base, 26))}")
    return " · ".join(parts)
