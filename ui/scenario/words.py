"""What is said of a plan and of what may come. Pure: figures in, Bahasa Indonesia out."""

from typing import Any

import pandas as pd

from ui import formats
from ui.plan import subsidy


def outcome(name: str, found: pd.Series, without: pd.Series, target_pct: float | None) -> str:
    """A plan in one sentence, as its chart's title. found, without: of ``skenario.outcome``, with it and without."""
    month = formats.month(found["bulan"])
    if formats.is_missing(found["cakupan_pct"]):
        return f"{name}: {formats.count(found['aktif_orang'])} peserta aktif pada {month}"
    text = f"{name}: cakupan {formats.percent(found['cakupan_pct'])} pada {month}"
    if target_pct is None:
        return f"{text}; tanpa rencana {formats.percent(without['cakupan_pct'])}"
    goal = f"target {formats.whole_percent(target_pct)}"
    if not found["kurang_orang"]:
        return f"{text}, {goal} tercapai"
    return f"{text}, kurang {formats.count(found['kurang_orang'])} orang dari {goal}"


def on_stage(name: str, found: pd.Series, without: pd.Series) -> str:
    """Beside the coverage that a plan brings, in the hall. found, without: of ``skenario.outcome``."""
    text = f"cakupan pada {formats.month(found['bulan'])} dengan **{formats.plain(name)}**"
    more, total = contributions(found, without)
    if more:
        text += f", tambahan iuran {more} ({total})"
    return f"{text}. Tanpa rencana {formats.percent(without['cakupan_pct'])}."


def contributions(found: pd.Series, without: pd.Series) -> tuple[str, str]:
    """What a plan costs more than doing nothing, and altogether; '' where a month has no tariff. found, without: of
    ``skenario.outcome``.
    """
    more = found["biaya_rp"] - without["biaya_rp"]
    if formats.is_missing(more):
        return "", ""
    return formats.rupiah(more), f"seluruhnya {formats.rupiah(found['biaya_rp'])}"


def terms(prolonged: bool, growth: int) -> str:
    """What a plan supposes beside its steps. growth: BPU who pay for themselves, more or fewer every month."""
    subsidised = "diperpanjang oleh pembayarnya" if prolonged else "tidak diperpanjang"
    return f"Iuran bersubsidi yang berakhir {subsidised}; BPU mandiri {formats.signed(growth)} orang per bulan."


def cost(per_year: pd.DataFrame) -> str:
    """What a plan costs altogether, as a table's title. per_year: of ``skenario.per_year``."""
    if per_year.empty:
        return "Rencana ini belum meminta iuran"
    total = per_year["biaya_rp"].sum(skipna=False)
    if formats.is_missing(total):
        return "Sebagian bulan belum mempunyai tarif atau upah, sehingga biayanya belum lengkap"
    return f"Iuran seluruhnya {formats.rupiah(total)}"


def rates(year: int) -> str:
    """Where the rates of the benefits are from. year: whose claims they are."""
    return (
        f"Menurut kekerapan klaim {year} pada semua peserta; pekerja rentan dapat berbeda. Angka di antara kurung: "
        "rentang 80%, dari kebetulan pada yang dihitung dan pada yang akan datang."
    )


def families(benefits: pd.DataFrame) -> str:
    """What the plan's people would have had at last year's rates. benefits: of ``skenario.benefits``."""
    if benefits.empty:
        return "Belum dapat dihitung: kepesertaan belum lengkap untuk bulan klaimnya."
    known = benefits.dropna(subset="kasus")
    if known.empty:
        return "Kasus klaim JKK dan JKM tahun itu terlalu sedikit untuk dipakai sebagai ukuran."
    parts = [
        f"**{row.program_kode} {formats.count(row.kasus)} kasus** (antara {formats.count(row.rendah_kasus)} dan "
        f"{formats.count(row.tinggi_kasus)}), {formats.rupiah(row.manfaat_rp)}"
        for row in known.itertuples()
    ]
    return f"Bila peserta rencana ini mengalami klaim sesering peserta sekarang: {'; '.join(parts)}."


def projection(found: Any, arrival: Any, target_pct: float | None) -> str:
    """Where coverage goes by itself, as the chart's title. found: of ``proyeksi.ahead``; arrival: of
    ``proyeksi.arrival``, None without a target.
    """
    end = found.path.iloc[-1]
    pct = formats.percent(end["cakupan_pct"], decimals=1)
    text = f"Bila berjalan seperti setahun terakhir: {pct} pada {formats.month(end['bulan'])}"
    if arrival is None or target_pct is None:
        return text
    if arrival.tengah is not None:
        return f"{text}; target {formats.whole_percent(target_pct)} tercapai {formats.month(arrival.tengah)}"
    return f"{text}; target {formats.whole_percent(target_pct)} belum tercapai sampai saat itu"


def span_of_arrival(found: Any, arrival: Any, target_pct: float) -> str:
    """Between which months a target is reached, in eight of ten cases."""
    last = formats.month(found.path["bulan"].iloc[-1])
    if arrival.awal is None:
        return (
            f"Target {formats.whole_percent(target_pct)} tidak tercapai sampai {last}, juga pada perkiraan tertinggi."
        )
    late = formats.month(arrival.akhir) if arrival.akhir is not None else f"sesudah {last}"
    return (
        f"Target {formats.whole_percent(target_pct)} tercapai paling cepat {formats.month(arrival.awal)}, "
        f"paling lambat {late}."
    )


def trial(found: Any, size: float) -> str:
    """How far the projection is to be trusted: what it would have said in the past. found: of ``proyeksi.ahead``."""
    tried = found.trial
    miss = formats.count(tried.meleset_orang)
    if not formats.is_missing(size) and size:
        miss += f" orang ({formats.percent(100 * tried.meleset_orang / size, decimals=1)} dari semesta)"
    else:
        miss += " orang"
    return (
        f"Diuji pada riwayat: {tried.kali} kali cara ini diminta melihat {tried.bulan} bulan ke depan, rata-rata "
        f"meleset {miss}; menganggap semuanya tetap meleset {formats.count(tried.tetap_orang)} orang. "
        f"Rentang 80% memuat kenyataan {tried.termuat} dari {tried.kali} kali."
    )


def assumptions(wage: float | None, later: pd.DataFrame) -> str:
    """What a plan supposes unasked. wage: of ``skenario.assumed_wage``; later: of ``bantuan.begun_later``."""
    text = (
        "Yang tidak disebut dalam rencana dianggap tetap, juga semesta. Biaya menurut tarif iuran yang berlaku pada "
        "bulannya; bulan tanpa tarif ditandai."
    )
    if wage is not None:
        text += f" Bantuan yang tarifnya persen dari upah dihitung dengan upah {formats.rupiah_exact(wage)} sebulan."
    if len(later):
        text += (
            f" Bantuan yang sudah diputuskan ikut dihitung, juga tanpa rencana: {subsidy.begun(later)}; yang "
            "diperpanjang tidak dihitung dua kali."
        )
    return text


METHOD = (
    "Cara: bulan yang sama setahun sebelumnya ditambah pertumbuhan setahun terakhir, sehingga iuran bersubsidi yang "
    "berakhir setiap Desember ikut terlihat. Semesta dianggap tetap."
)
APART = (
    "Tidak untuk dibandingkan dengan rencana: rencana menganggap yang lain tetap, perkiraan ini mengikutkan "
    "pertumbuhan biasa."
)
TOO_SHORT = (
    "Riwayat data belum cukup panjang untuk perkiraan: perlu sedikitnya 30 bulan berturut-turut yang lengkap sampai "
    "bulan ini."
)
