"""Sentences that say what the figures show now. Pure: figures in, Bahasa Indonesia out."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from memory import remembered
from ui import formats
from ui.charts.people import round_people

# The payer of members for whom a file names none.
UNTOLD = "tidak_dirinci"


def as_of(position: pd.Timestamp) -> str:
    """The day that the figures of a screen are for."""
    return f"Data per **{formats.date(position)}**"


def base(nama: str, orang: int, tanggal: pd.Timestamp, sumber: str) -> str:
    """The base in words, with its number, its date and its source."""
    return f"Basis: **{nama}, {formats.count(orang)} orang** per {formats.date(tanggal)} ({sumber})"


def coverage(row: pd.Series, target_pct: float | None) -> str:
    """The gauge in words."""
    text = (
        f"{formats.percent(row['cakupan_pct'])} dari {formats.count(row['semesta_orang'])} pekerja sudah terlindungi: "
        f"{formats.count(row['aktif_orang'])} orang. Belum terlindungi {formats.count(row['belum_orang'])} orang."
    )
    return text if target_pct is None else f"{text} Target tahun ini {formats.whole_percent(target_pct)}."


def of_hundred(pct: float | None) -> str:
    """Coverage as people of a hundred, as the gauge's title."""
    if formats.is_missing(pct):
        return "Peserta aktif"
    return f"{round_people(pct)} dari setiap 100 pekerja sudah terlindungi"  # type: ignore[arg-type]


def missing_districts(present: int, total: int, names: list[str]) -> str:
    """Which kecamatan have no data in the month; they are in no sum."""
    return (
        f"{total - present} dari {total} kecamatan belum ada data pada bulan ini ({formats.listing(names)}) "
        "dan tidak ikut dijumlahkan."
    )


def no_percentage(basis: str, *, whole_only: bool) -> str:
    """Why there is no percentage for what was chosen."""
    return only_whole(basis) if whole_only else f"Belum ada semesta untuk pilihan ini pada basis {basis}."


def growth(now: pd.Series, before: pd.Series, position: pd.Timestamp) -> str:
    """The trend in one sentence, as a chart's title. now, before: rows of ``cakupan.per_month``, a year apart."""
    if formats.is_missing(before["cakupan_pct"] + now["cakupan_pct"]):
        return f"Cakupan {formats.percent(now['cakupan_pct'])} pada {formats.month(position)}"
    now_pct, before_pct = now["cakupan_pct"], before["cakupan_pct"]
    change = now_pct - before_pct
    word = "naik" if change > 0.005 else "turun" if change < -0.005 else "tetap"
    if word == "tetap":
        return f"Cakupan tetap {formats.percent(now_pct)} dalam 12 bulan"
    return f"Cakupan {word} dari {formats.percent(before_pct)} menjadi {formats.percent(now_pct)} dalam 12 bulan"


def trend(months: pd.DataFrame) -> str:
    """The first and last coverage of a trend, in words for those who cannot see the line."""
    known = months.dropna(subset="cakupan_pct")
    if known.empty:
        return "Belum ada data cakupan."
    first, last = known.iloc[0], known.iloc[-1]
    return (
        f"Cakupan {formats.percent(first['cakupan_pct'])} pada {formats.month(first['bulan'])} dan "
        f"{formats.percent(last['cakupan_pct'])} pada {formats.month(last['bulan'])}."
    )


@remembered
def spread(districts: pd.DataFrame) -> str:
    """Where coverage is highest and lowest, as a map's title."""
    known = districts.dropna(subset="cakupan_pct")
    if len(known) < 2:
        return "Cakupan per kecamatan"
    high, low = known.loc[known["cakupan_pct"].idxmax()], known.loc[known["cakupan_pct"].idxmin()]
    return (
        f"Cakupan tertinggi di {high['kecamatan']} ({formats.percent(high['cakupan_pct'], decimals=1)}), "
        f"terendah di {low['kecamatan']} ({formats.percent(low['cakupan_pct'], decimals=1)})"
    )


def only_whole(basis: str) -> str:
    """Why nothing below the regency carries a percentage on this base."""
    return (
        f"{basis} diterbitkan BPS hanya untuk kabupaten secara keseluruhan, sehingga persentase per kecamatan dan per "
        "segmen tidak ditampilkan. Pilih basis lain untuk melihatnya."
    )


@remembered
def ranking(ordered: pd.DataFrame, *, by: str) -> str:
    """How many are below their target and who comes first, as the title of the ranking.

    ordered: of ``cakupan.against_target``.
    """
    known = ordered.dropna(subset="belum_orang")
    if known.empty:
        return "Peringkat kecamatan"
    first = known.iloc[0]
    if by != "persentase":
        return f"Terbanyak belum terlindungi: {first['kecamatan']}, {formats.said(first['belum_orang'])} orang"
    lowest = f"terendah {first['kecamatan']}, {formats.percent(first['cakupan_pct'], decimals=1)}"
    if known["target_pct"].isna().all():
        return f"Cakupan {lowest}"
    below = int((known["cakupan_pct"] < known["target_pct"]).sum())
    return f"{below} dari {len(known)} kecamatan di bawah target; {lowest}"


def ranking_note(*, by: str) -> str:
    """The order of the ranking."""
    return "Cakupan terendah di atas." if by == "persentase" else "Orang yang belum terlindungi, terbanyak di atas."


@remembered
def segments(table: pd.DataFrame) -> str:
    """The least protected segment, as a chart's title."""
    known = table.dropna(subset="cakupan_pct")
    if known.empty:
        return "Belum ada rincian menurut segmen"
    low = known.loc[known["cakupan_pct"].idxmin()]
    return f"{low['segmen']} paling sedikit terlindungi: {formats.percent(low['cakupan_pct'])}"


@remembered
def where(gaps: pd.DataFrame, half: int) -> str:
    """Where those who are not yet protected live, in one line; nothing when it is not known."""
    if not half:
        return ""
    first = gaps.iloc[0]
    return (
        f"Separuh yang belum terlindungi ada di {half} kecamatan; terbanyak {first['kecamatan']}, "
        f"{formats.said(first['belum_orang'])} orang."
    )


def half_of_the_gap(count: int, people: float) -> str:
    """Who holds half of the gap, as a chart's title."""
    return f"Separuh dari {formats.said(people)} pekerja yang belum terlindungi ada di {count} kecamatan"


def of_map(districts: pd.DataFrame, gaps: pd.DataFrame, half: int, *, by: str) -> str:
    """The title of a map of coverage or of the gap. gaps: of ``cakupan.largest_gaps``; half: how many hold half."""
    if by == "persentase" or not half:
        return spread(districts)
    return half_of_the_gap(half, gaps["belum_orang"].sum())


@remembered
def half_note(gaps: pd.DataFrame, half: int) -> str:
    """Which bars those are. gaps: of ``cakupan.largest_gaps``."""
    share = formats.percent(gaps["kumulatif_pct"].iloc[half - 1], decimals=0)
    return f"Batang tua: {half} kecamatan itu, bersama-sama {share} (estimasi). Klik batang untuk membukanya."


def months_to_target(pace: float, missing: int, months: int | None, target_pct: float) -> str:
    """How long the target takes at today's pace."""
    if missing == 0:
        return f"Target {formats.whole_percent(target_pct)} sudah tercapai."
    gap = f"Kurang {formats.count(missing)} peserta lagi untuk mencapai target {formats.whole_percent(target_pct)}"
    if months is None:
        change = "tidak bertambah" if round(pace) == 0 else f"berkurang {formats.count(abs(pace))} orang per bulan"
        return f"{gap}. Dalam 12 bulan terakhir peserta {change}, sehingga target tidak tercapai dengan laju ini."
    return (
        f"{gap}. Dengan laju 12 bulan terakhir ({formats.signed(pace)} orang per bulan) perlu {formats.span(months)}."
    )


# One sentence for each kind of finding, and the screen that shows it; the keys are those of queries.perhatian.
FINDINGS = {
    "berkurang": ("**{orang} peserta lebih sedikit** daripada {bulan}.", "kecamatan"),
    "bantuan_habis": (
        "**{orang} peserta lebih sedikit** daripada {bulan}; {jumlah} di antaranya bantuan iurannya berakhir {hari}.",
        "rencana",
    ),
    "subsidi_berakhir": (
        "**{orang} peserta bersubsidi** berakhir perlindungannya pada {tanggal} bila tidak diperpanjang.",
        "rencana",
    ),
    "turun": ("Peserta aktif di **{kecamatan} turun {orang} orang** dalam 12 bulan.", "kecamatan"),
    "di_bawah_target": (
        "**{jumlah} kecamatan di bawah target** tiga bulan berturut-turut; terjauh {kecamatan} ({pct}).",
        "kecamatan",
    ),
    "celah": (
        "**{jumlah} kecamatan** menampung separuh pekerja yang belum terlindungi; "
        "terbesar {kecamatan} ({orang} orang).",
        "belum-terlindungi",
    ),
}


def nothing_urgent(now: pd.Series) -> str:
    """What is said when nothing was found. now: a row of ``cakupan.per_month``."""
    if formats.is_missing(now["aktif_orang"]):
        return "Belum ada data peserta untuk pilihan ini, sehingga belum diketahui apa yang mendesak."
    return "Tidak ada hal mendesak: tidak ada penurunan, subsidi yang segera berakhir, atau kecamatan di bawah target."


def finding(found: Any) -> tuple[tuple[str, ...], str]:
    """The sentence of one finding, every second piece of it in bold, and the slug of the screen that shows it.

    found: of ``perhatian.findings``. Raises KeyError for an unknown kind.
    """
    text, slug = FINDINGS[found.kind]
    said = {
        "orang": formats.count(found.orang),
        "jumlah": formats.count(found.jumlah),
        "kecamatan": found.kecamatan or "",
        "pct": formats.percent(found.pct),
        "tanggal": formats.date(found.tanggal),
        "bulan": formats.month(found.tanggal),
        "hari": formats.date(found.tanggal).rpartition(" ")[0],
    }
    # A name may have any signs in it; what is bold is decided before it comes in.
    return tuple(piece.format(**said) for piece in text.split("**")), slug


SCOPES = {
    "domisili": "domisili peserta",
    "kantor_cabang": "kantor cabang yang membayar",
    "badan_usaha": "lokasi badan usaha",
}


def window(found: Any, *, periode: pd.Timestamp | None = None) -> str:
    """Which months a claims table covers and by which scope. found: of ``klaim.window``; periode: the one chosen."""
    text = f"{months_between(found.start, found.end)}, menurut {SCOPES[found.lingkup]}."
    if found.months_missing:
        text += f" {found.months_missing} bulan di antaranya belum ada data."
    if periode is not None and found.end > periode:
        text += (
            " Rincian memuat seluruh bulan yang ada, agar kasus yang sedikit tidak dapat ditelusuri dari selisih bulan."
        )
    return text


def months_between(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """A row of months of one year: Januari-Desember 2023, Januari 2024."""
    if start == end:
        return formats.month(start)
    return f"{formats.MONTHS[start.month - 1]}–{formats.month(end)}"


def claims_scope(paid: Any) -> str:
    """By which scope claims are counted, and how many months lack data. paid: of ``klaim.year_to_date``."""
    gaps = f" {paid.months_missing} bulan belum ada data dan tidak ikut dijumlahkan." if paid.months_missing else ""
    hidden = "Kasus yang sedikit disamarkan agar tidak dapat ditelusuri ke orangnya."
    return f"Lingkup: **{SCOPES[paid.lingkup]}**.{gaps} {hidden}"


@remembered
def years_compared(year: pd.DataFrame) -> str:
    """Which months stand beside each other. year: of ``claims.months_of_year``."""
    first, last = year["bulan"].iloc[0], year["bulan"].iloc[-1]
    months = months_between(first, last)
    if year[["kasus_lalu", "dibayarkan_rp_lalu"]].isna().all(axis=None):
        return f"{months}. Data tahun {first.year - 1} belum ada."
    return f"Batang: {months}. Garis pendek: bulan yang sama tahun {first.year - 1}."


def overdue(newest: pd.Timestamp, days: int) -> str:
    """That the newest data are older than they should be, and what to do."""
    return (
        f"Data terbaru adalah per {formats.date(newest)}, sudah {formats.span(round(days / 30.4))} yang lalu. "
        "Minta rekap bulan berikutnya kepada Kantor Cabang BPJS Ketenagakerjaan."
    )


@remembered
def busiest_month(word: str, year: pd.DataFrame, value: str, unit: Callable[[float], str]) -> str:
    """The month with the most of what the word names, as a chart's title."""
    known = year.dropna(subset=value)
    if known.empty:
        return "Belum ada data klaim"
    top = known.loc[known[value].idxmax()]
    return f"{word} terbanyak pada {formats.month(top['bulan'])}: {unit(top[value])}"


@remembered
def largest_programme(programmes: pd.DataFrame) -> str:
    """Which programme takes the most money, as a chart's title; its share only where no programme is withheld."""
    known = programmes.dropna(subset="dibayarkan_rp")
    total = known["dibayarkan_rp"].sum()
    if not total:
        return "Klaim menurut program"
    top = known.loc[known["dibayarkan_rp"].idxmax()]
    if len(known) < len(programmes):
        return f"{top['program_kode']} paling besar dari yang ditampilkan: {formats.rupiah(top['dibayarkan_rp'])}"
    share = formats.percent(100 * top["dibayarkan_rp"] / total, decimals=0)
    return f"{top['program_kode']} paling besar: {formats.rupiah(top['dibayarkan_rp'])}, {share} dari seluruh klaim"


@remembered
def largest_payee(districts: pd.DataFrame) -> str:
    """Which kecamatan was paid the most, as a table's title."""
    known = districts.dropna(subset="dibayarkan_rp")
    if known.empty:
        return "Klaim per kecamatan"
    top = known.loc[known["dibayarkan_rp"].idxmax()]
    return f"Klaim terbanyak dibayarkan di {top['kecamatan']}: {formats.rupiah(top['dibayarkan_rp'])}"


@remembered
def payers(table: pd.DataFrame) -> str:
    """Who pays for most members, as a table's title. table: of ``kepesertaan.per_payer``."""
    people = table.groupby(["pembayar_kode", "pembayar"])["aktif_orang"].sum()
    if not people.sum():
        return "Siapa yang membayar iuran peserta aktif"
    code, name = people.idxmax()
    share = f"{formats.percent(100 * people.max() / people.sum(), decimals=0)} peserta aktif"
    if code == UNTOLD:
        of = "" if people.max() == people.sum() else f" {share}"
        return f"Rekap tidak merinci siapa yang membayar iuran{of}"
    return f"{name} membayar iuran {share}"
