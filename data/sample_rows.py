"""The rows of the sample: invented figures below the published totals, from the weights in ``data/seed/contoh_*.csv``.

At 31 December 2023 they add up to what was published for the regency: 114.377 active members on a base of 449.717.
The same rows come out on every machine: shares are apportioned in whole people, and what looks like chance is a digest.
"""

import datetime as dt
import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from data.reference import read

KABUPATEN = "35.05"
BASIS = "cabang"
BASE_DATE = dt.date(2023, 12, 31)
POSITION = dt.date(2023, 12, 1)
FIRST, LAST = dt.date(2021, 1, 1), dt.date(2024, 6, 1)
TEMPO_CHANGES = dt.date(2023, 1, 1)
SCOPE = "domisili"
SCHOLARSHIPS_RP = (60_000_000, 69_000_000, 87_000_000, 174_000_000)

Key = TypeVar("Key")
Rows = list[dict[str, Any]]
People = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Cover:
    """One budget's cover of a year. people_of: by kecamatan."""

    pembayar: str
    kelompok: str
    mulai: dt.date
    sampai: dt.date
    people_of: dict[str, int]


def apportion(total: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Whole shares of a total in proportion to weights, by largest remainder: they add up to the total exactly."""
    whole = math.fsum(weights.values())
    quotas = {key: total * weight / whole for key, weight in weights.items()}
    shares = {key: int(quota) for key, quota in quotas.items()}
    nearest = sorted(quotas, key=lambda key: shares[key] - quotas[key])
    for key in nearest[: total - sum(shares.values())]:
        shares[key] += 1
    return shares


def months(first: dt.date, last: dt.date) -> list[dt.date]:
    """The first days of all months from one day to another."""
    span = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [dt.date(n // 12, n % 12 + 1, 1) for n in span]


def base_rows() -> Rows:
    """The base: one row per kecamatan and segment at ``BASE_DATE``, for table ``semesta``."""
    return [
        {
            "basis_kode": BASIS,
            "tanggal": BASE_DATE,
            "kecamatan_kode": kecamatan,
            "segmen_kode": segmen,
            "semesta_orang": people,
        }
        for (kecamatan, segmen), people in _base().items()
    ]


def member_rows() -> Rows:
    """Active members: one row per month, kecamatan, segment and payer, for table ``kepesertaan``."""
    base = _base()
    weights = _weights()
    season = {int(row["bulan"]): float(row["jakon"]) for row in read("contoh_musim")}
    rows = []
    for (segmen, pembayar), knots in _knots().items():
        for bulan in months(FIRST, LAST):
            people = _between(knots, bulan) * (season[bulan.month] if segmen == "Jakon" else 1)
            if bulan not in knots:
                people *= 1 + 0.004 * chance(segmen, pembayar, bulan)
            shares = _strengths(base, weights, segmen=segmen, pembayar=pembayar, bulan=bulan)
            rows += _member_rows(bulan, segmen, pembayar, apportion(round(people), shares))
    for cover in covers():
        for bulan in months(cover.mulai, min(cover.sampai, LAST)):
            rows += _member_rows(bulan, "BPU", cover.pembayar, cover.people_of, berakhir_pada=cover.sampai)
    return rows


def covers() -> list[Cover]:
    """The subsidised covers of informal workers, in the order of their file."""
    base, weights, found = _base(), _weights(), []
    for row in read("contoh_subsidi"):
        start, pembayar = dt.date.fromisoformat(row["mulai"]), row["pembayar_kode"]
        # Whom a budget pays for is a list that is decided once, so the shares stay as they were at its start.
        shares = _strengths(base, weights, segmen="BPU", pembayar=pembayar, bulan=start)
        end = dt.date.fromisoformat(row["berakhir_pada"])
        found.append(Cover(pembayar, row["kelompok"], start, end, apportion(int(row["aktif_orang"]), shares)))
    return found


def claim_rows() -> Rows:
    """Claims by residence: one row per month, kecamatan and programme that has cases, for table ``klaim``."""
    season = {int(row["bulan"]): float(row["klaim"]) for row in read("contoh_musim")}
    size = {
        kecamatan: weight["bobot_semesta"] * weight["porsi_formal"] * weight["bobot_cakupan"]
        for kecamatan, weight in _weights().items()
    }
    rows = []
    for period in read("contoh_klaim"):
        program = period["program_kode"]
        span = months(dt.date.fromisoformat(period["mulai"]), dt.date.fromisoformat(period["sampai"]))
        for kecamatan, total in apportion(int(period["kasus"]), size).items():
            # As uneven as chance makes few cases: relative spread is one over the root of their number.
            uneven = min(0.9, 1.7 / math.sqrt(max(total, 1) / len(span)))
            strength = {bulan: season[bulan.month] * (1 + uneven * chance(program, kecamatan, bulan)) for bulan in span}
            for bulan, kasus in apportion(total, strength).items():
                if kasus:
                    rows.append(_claim_row(period, bulan=bulan, kecamatan=kecamatan, kasus=kasus))
    return rows


def target_rows() -> Rows:
    """Targets: one row per year for the whole regency, for table ``target``."""
    return [
        {
            "tahun": int(row["tahun"]),
            "kecamatan_kode": None,
            "basis_kode": BASIS,
            "target_pct": int(row["target_pct"]),
            "sumber": "Target contoh",
        }
        for row in read("contoh_target")
    ]


def _weights() -> dict[str, dict[str, float]]:
    return {
        row["kecamatan_kode"]: {name: float(text) for name, text in row.items() if name != "kecamatan_kode"}
        for row in read("contoh_kecamatan")
    }


def _base() -> People:
    """People of the base by kecamatan and segment: formal work by its share, informal work is the rest."""
    weights = _weights()
    people = {row["segmen_kode"]: int(row["semesta_orang"]) for row in read("contoh_semesta")}
    size = {kecamatan: weight["bobot_semesta"] for kecamatan, weight in weights.items()}
    formal = {kecamatan: weight["bobot_semesta"] * weight["porsi_formal"] for kecamatan, weight in weights.items()}
    everyone = apportion(sum(people.values()), size)
    employed = apportion(people["PU"], formal)
    builders = apportion(people["Jakon"], size)
    base: People = {}
    for kecamatan in weights:
        base[kecamatan, "PU"] = employed[kecamatan]
        base[kecamatan, "BPU"] = everyone[kecamatan] - employed[kecamatan] - builders[kecamatan]
        base[kecamatan, "Jakon"] = builders[kecamatan]
    return base


def _knots() -> dict[tuple[str, str], dict[dt.date, int]]:
    """Members of the regency by segment and payer at a few months; between them they change evenly."""
    knots: dict[tuple[str, str], dict[dt.date, int]] = {}
    for row in read("contoh_peserta"):
        series = knots.setdefault((row["segmen_kode"], row["pembayar_kode"]), {})
        series[dt.date.fromisoformat(row["bulan"])] = int(row["aktif_orang"])
    return knots


def _between(knots: Mapping[dt.date, int], bulan: dt.date) -> float:
    before = max(month for month in knots if month <= bulan)
    after = min(month for month in knots if month >= bulan)
    if before == after:
        return knots[before]
    return knots[before] + (knots[after] - knots[before]) * _years(before, bulan) / _years(before, after)


def _years(first: dt.date, last: dt.date) -> float:
    return (last.year - first.year) + (last.month - first.month) / 12


def _strengths(
    base: People, weights: dict[str, dict[str, float]], *, segmen: str, pembayar: str, bulan: dt.date
) -> dict[str, float]:
    """How strongly each kecamatan draws members of one segment and payer in one month."""
    strengths = {}
    for kecamatan, weight in weights.items():
        size = weight["bobot_tembakau"] if pembayar == "dbhcht" else base[kecamatan, segmen] * weight["bobot_cakupan"]
        tempo = 1 + weight["laju"] * _years(FIRST, min(bulan, TEMPO_CHANGES))
        tempo += weight["laju_2023"] * max(0.0, _years(TEMPO_CHANGES, bulan))
        own = 1 + 0.15 * chance(kecamatan, segmen, pembayar)
        wiggle = 1 + 0.004 * chance(kecamatan, segmen, pembayar, bulan)
        strengths[kecamatan] = size * tempo * own * wiggle
    for step in read("contoh_peristiwa"):
        if step["segmen_kode"] == segmen and dt.date.fromisoformat(step["mulai"]) <= bulan:
            strengths[step["kecamatan_kode"]] *= float(step["faktor"])
    return strengths


def _member_rows(
    bulan: dt.date, segmen: str, pembayar: str, people: dict[str, int], berakhir_pada: dt.date | None = None
) -> Rows:
    return [
        {
            "bulan": bulan,
            "kecamatan_kode": kecamatan,
            "segmen_kode": segmen,
            "pembayar_kode": pembayar,
            "aktif_orang": number,
            "berakhir_pada": berakhir_pada,
        }
        for kecamatan, number in people.items()
    ]


def _claim_row(period: dict[str, str], *, bulan: dt.date, kecamatan: str, kasus: int) -> dict[str, Any]:
    program = period["program_kode"]
    spread = float(period["ragam"]) / math.sqrt(kasus)
    average = int(period["rata_rata_rp"]) * (1 + spread * chance(program, kecamatan, bulan, "rupiah"))
    scholarships = 0
    for n in range(kasus):
        if (chance(program, kecamatan, bulan, n, "beasiswa") + 1) / 2 < float(period["peluang_beasiswa"]):
            pick = (chance(program, kecamatan, bulan, n, "anak") + 1) / 2
            scholarships += SCHOLARSHIPS_RP[int(pick * len(SCHOLARSHIPS_RP))]
    return {
        "bulan": bulan,
        "kecamatan_kode": kecamatan,
        "program_kode": program,
        "lingkup": SCOPE,
        "kasus": kasus,
        "dibayarkan_rp": round(kasus * average / 10) * 10,
        "potensi_beasiswa_rp": scholarships,
    }


def chance(*key: object) -> float:
    """A number from -1 up to 1 that looks random and is always the same for the same key."""
    name = "/".join(map(str, key)).encode()
    return int.from_bytes(hashlib.blake2b(name, digest_size=4).digest()) / 2**31 - 1
