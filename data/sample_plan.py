"""The rows of the sample that are about the plan: grants, actions and ecosystem, in keeping with its members.

Who pays for informal workers is told by ``contoh_subsidi.csv``; at ``POSITION`` the registered of the ecosystem are the
members whom the regency (non-ASN), the desa (their offices), and budgets (informal workers) pay for.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from data.reference import read
from data.sample_rows import POSITION, Rows, apportion, chance, covers, member_rows

# How many of those that an OPD employs are not registered yet.
LEFT_OVER = 550


def grant_rows() -> Rows:
    """Grants: one row per payer, year and kecamatan, for table ``bantuan_iuran``."""
    return [
        {
            "pembayar_kode": cover.pembayar,
            "kecamatan_kode": kecamatan,
            "segmen_kode": "BPU",
            "kelompok": cover.kelompok,
            "jumlah_orang": people,
            "mulai": cover.mulai,
            "sampai": cover.sampai,
            "sk": f"SK contoh {number}/{cover.mulai.year}",
        }
        for number, cover in enumerate(covers(), 1)
        for kecamatan, people in cover.people_of.items()
    ]


def action_rows() -> Rows:
    """Actions of the offices, for table ``tindak_lanjut``."""
    return [
        {name: text or None for name, text in row.items()}
        | {
            "tahun": int(row["tahun"]),
            "kuota_orang": _whole(row["kuota_orang"]),
            "terlaksana_orang": _whole(row["terlaksana_orang"]),
            "tenggat": dt.date.fromisoformat(row["tenggat"]),
        }
        for row in read("contoh_tindak_lanjut")
    ]


def ecosystem_rows() -> Rows:
    """The ecosystem at ``POSITION``: one row per OPD, then one per desa and group, for table ``ekosistem``."""
    members: Counter[tuple[str, str, str]] = Counter()
    for row in member_rows():
        if row["bulan"] == POSITION:
            payer = row["pembayar_kode"] if row["berakhir_pada"] is None else "rentan"
            members[row["kecamatan_kode"], row["segmen_kode"], payer] += row["aktif_orang"]
    staff = sum(people for (_, segmen, payer), people in members.items() if (segmen, payer) == ("PU", "apbd"))
    return [*_offices(staff), *_villages(members)]


def _offices(staff: int) -> Iterator[dict[str, Any]]:
    size = {row["opd"]: float(row["bobot"]) for row in read("contoh_opd")}
    registered = apportion(staff, {opd: weight * (1 + 0.2 * chance(opd)) for opd, weight in size.items()})
    missing = apportion(LEFT_OVER, {opd: weight * max(0.0, chance(opd, "belum")) for opd, weight in size.items()})
    for opd in size:
        yield _row("Non-ASN", registered[opd], registered[opd] + missing[opd], opd=opd)


def _villages(members: Counter[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    villages: dict[str, list[dict[str, str]]] = {}
    for village in read("desa"):
        villages.setdefault(village["kecamatan_kode"], []).append(village)
    groups = read("contoh_ekosistem")
    for kecamatan, own in villages.items():
        for segmen, payer in (("PU", "apbdes"), ("BPU", "rentan")):
            cells = {
                (village["kode"], group["kelompok"]): float(group["per_desa"])
                for village in own
                for group in groups
                if group["pembayar"] == payer and "ya" in (group["kelurahan"], _is_desa(village))
            }
            # Some desa have registered nobody yet; a kelurahan has no budget of a desa.
            silent = {
                village["kode"]
                for village in own
                if chance(village["kode"]) > 0.8 or (payer == "apbdes" and _is_desa(village) != "ya")
            }
            strengths = {
                cell: 0.0 if cell[0] in silent else size * (1 + 0.6 * chance(*cell)) for cell, size in cells.items()
            }
            registered = apportion(members[kecamatan, segmen, payer], strengths)
            for (desa, kelompok), size in cells.items():
                everyone = round(size * (1 + 0.35 * chance(desa, kelompok, "semua")))
                yield _row(kelompok, registered[desa, kelompok], everyone, desa_kode=desa)


def _is_desa(village: dict[str, str]) -> str:
    return "ya" if village["jenis"] == "desa" else "tidak"


def _row(kelompok: str, registered: int, everyone: int, **place: str) -> dict[str, Any]:
    return {
        "bulan": POSITION,
        "kelompok": kelompok,
        "opd": place.get("opd"),
        "desa_kode": place.get("desa_kode"),
        "jumlah_orang": max(everyone, registered),
        "terdaftar_orang": registered,
    }


def _whole(text: str) -> int | None:
    return int(text) if text else None
