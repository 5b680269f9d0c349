"""What a command found, told to a person as text and to a program as JSON. Words are Indonesian in both."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from data import words
from data.boundaries import ANY_PERIOD
from data.loading.actions import Differences
from data.loading.comparison import Comparison, Number, period_words
from data.loading.faults import MOST_FAULTS, Fault, Refused
from data.loading.intake import Part, Preview
from data.status import Subject
from data.subjects import SUBJECTS
from data.words import grouped

# What stands where nothing is known; never 0.
UNKNOWN = "–"
ORIGINS = {"contoh": "data contoh", "acuan": "data acuan", "berkas": "berkas"}


def faults_text(refusal: Refused) -> list[str]:
    """Every fault of a refused file on a line of its own, the first ``MOST_FAULTS`` of them."""
    lines = [f"Berkas ditolak, {grouped(refusal.count)} kesalahan; tidak ada yang berubah:"]
    lines += [f"{number}. {fault}" for number, fault in enumerate(refusal.faults[:MOST_FAULTS], start=1)]
    if refusal.count > MOST_FAULTS:
        lines.append(f"dan {grouped(refusal.count - MOST_FAULTS)} lagi.")
    return lines


def preview_text(preview: Preview) -> str:
    """The sums of a file beside what is live, then what its owner should know and decide."""
    blocks = []
    for part in preview.parts:
        blocks.append(f"{part_text(part)}\n{part.sumber}.")
        blocks += [_table(comparison) for comparison in preview.comparisons if comparison.jenis == part.jenis]
    if preview.differences:
        blocks.append(_actions_text(preview.differences))
    if preview.warnings:
        blocks.append("\n".join(f"Perhatian: {warning}" for warning in preview.warnings))
    if preview.questions:
        lines = [f"{len(preview.questions)} hal perlu persetujuan:"]
        lines += [f"{number}. {question}" for number, question in enumerate(preview.questions[:MOST_FAULTS], start=1)]
        blocks.append("\n".join(lines))
    blocks.append(f"Sidik pratinjau: {preview.fingerprint}")
    return "\n\n".join(blocks)


def _actions_text(found: Differences) -> str:
    """What a plan of action brings, changes and leaves out, and which changes of the screen it takes back."""
    lines = [
        f"Dibanding yang berlaku sekarang, termasuk perubahan di layar: {grouped(found.baru)} baru, "
        f"{grouped(found.berubah)} berubah, {grouped(found.hilang)} tidak ada lagi, {grouped(found.tetap)} tetap."
    ]
    lines += [
        f"{each.keadaan}: {each.opd}: {each.tindakan}{f' (diubah di layar oleh {each.oleh})' if each.oleh else ''}"
        for each in found.rows[:MOST_FAULTS]
    ]
    return "\n".join(lines)


def part_text(part: Part) -> str:
    """One load of a file in a few words: its subject, its periods and how many rows it has."""
    periods = "–".join(dict.fromkeys(filter(None, (_grain(part.jenis, day) for day in (part.first, part.last)))))
    return f"{part.nama}{f' {periods}' if periods else ''}, {grouped(part.baris)} baris"


def fault_json(fault: Fault) -> dict[str, Any]:
    """A fault or question for a program; row and column are None when it concerns no single cell."""
    try:
        column, row = coordinate_from_string(fault.cell)
    except (CellCoordinatesException, ValueError):
        column, row = None, None
    return {
        "lembar": fault.sheet,
        "sel": fault.cell,
        "baris": row,
        "kolom": column,
        "judul": fault.heading,
        "isi": fault.value,
        "kode": fault.rule.code,
        "aturan": fault.rule.value,
        "penjelasan": fault.sentence,
        "cara": fault.remedy,
    }


def preview_json(preview: Preview) -> dict[str, Any]:
    """A preview for a program."""
    return {
        "berkas": preview.nama_berkas,
        "sidik": preview.fingerprint,
        "bagian": [
            {
                "jenis": part.jenis,
                "sumber": part.sumber,
                "baris": part.baris,
                "periode_awal": part.first.isoformat(),
                "periode_akhir": part.last.isoformat(),
                "jumlah": [
                    {"ukuran": total.ukuran, "dinyatakan": total.dinyatakan, "dihitung": total.dihitung}
                    for total in part.totals
                ],
            }
            for part in preview.parts
        ],
        "perbandingan": [
            {
                "jenis": comparison.jenis,
                "menurut": comparison.heading,
                "ukuran": list(comparison.measures),
                "berlaku_contoh": comparison.sample,
                "baris": [
                    {
                        "nama": row.name,
                        "berkas": row.file and list(map(_plain, row.file)),
                        "berlaku": row.live and list(map(_plain, row.live)),
                    }
                    for row in comparison.rows
                ],
            }
            for comparison in preview.comparisons
        ],
        "tindakan": _actions_json(preview.differences) if preview.differences else None,
        "pertanyaan": [fault_json(question) for question in preview.questions],
        "peringatan": list(preview.warnings),
    }


def _actions_json(found: Differences) -> dict[str, Any]:
    counts = {"baru": found.baru, "berubah": found.berubah, "hilang": found.hilang, "tetap": found.tetap}
    return {
        **counts,
        "layar_diganti": len(found.lost),
        "baris": [
            {
                "keadaan": each.keadaan,
                "tahun": each.tahun,
                "opd": each.opd,
                "tindakan": each.tindakan,
                "kelompok": each.kelompok,
                "diubah_di_layar_oleh": each.oleh,
            }
            for each in found.rows
        ],
    }


def refused_json(refusal: Refused) -> dict[str, Any]:
    """A refusal for a program."""
    faults = refusal.faults[:MOST_FAULTS]
    return {"jumlah_kesalahan": refusal.count, "kesalahan": [fault_json(fault) for fault in faults]}


def undecided_text(preview: Preview, *, changed: bool) -> str:
    """Why nothing was stored yet, and what to do."""
    if changed:
        return (
            "Data yang berlaku atau berkasnya berubah sejak pratinjau yang disetujui; tidak ada yang disimpan. "
            f"Lihat pratinjau ini, lalu setujui dengan --setuju {preview.fingerprint}."
        )
    return f"Belum ada yang disimpan. Bila isinya memang benar, ulangi dengan --setuju {preview.fingerprint}."


def status_text(subjects: Sequence[Subject]) -> str:
    """What is loaded, subject by subject; empty without any."""
    return "\n".join(map(_subject_text, subjects))


def status_json(subjects: Sequence[Subject]) -> list[dict[str, Any]]:
    """What is loaded, for a program."""
    return [
        {
            "jenis": subject.jenis,
            "jumlah": [
                {"ukuran": each.ukuran, "periode": each.periode.isoformat(), "jumlah": each.jumlah}
                for each in subject.figures
            ],
            "muatan": [
                {
                    "muatan": each.muatan_id,
                    "asal": each.asal,
                    "berkas": each.nama_berkas,
                    "sumber": each.sumber,
                    "periode_awal": each.periode_awal.isoformat() if each.periode_awal else None,
                    "periode_akhir": each.periode_akhir.isoformat() if each.periode_akhir else None,
                    "baris": each.jumlah_baris,
                    "dimuat_pada": each.dimuat_pada.isoformat(),
                    "oleh": each.oleh,
                    "status": each.status,
                    "periode_berlaku": each.periode_berlaku,
                }
                for each in subject.loads
            ],
        }
        for subject in subjects
    ]


def number_text(number: Number) -> str:
    """A number as Indonesians write it: 114.377, or 25,43."""
    return grouped(number) if isinstance(number, int) else str(number).replace(".", ",")


def _table(comparison: Comparison) -> str:
    """A comparison as aligned text with its sums."""
    now = "Contoh" if comparison.sample else "Berlaku"
    has_live = any(row.live for row in comparison.rows)
    head, rows = [comparison.heading], [[row.name] for row in comparison.rows]
    sums = ["Jumlah"]
    for place, measure in enumerate(comparison.measures):
        file = [row.file[place] if row.file else None for row in comparison.rows]
        live = [row.live[place] if row.live else None for row in comparison.rows]
        columns = [(measure, file)]
        if has_live:
            columns += [(now, live), ("Selisih", [_difference(a, b) for a, b in zip(file, live, strict=True)])]
        for name, numbers in columns:
            head.append(name)
            for line, number in zip(rows, numbers, strict=True):
                line.append(UNKNOWN if number is None else number_text(number))
        whole = [sum(number for number in numbers if number is not None) for _, numbers in columns[:2]]
        sums += map(number_text, [*whole, whole[0] - whole[1]] if has_live else whole)
    lines = [head, *rows, *([sums] if comparison.total else [])]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True))])
        for line in lines
    )


def _subject_text(subject: Subject) -> str:
    """One subject of the overview: its figures, then its loads."""
    lines = [SUBJECTS[subject.jenis].nama]
    lines += [f"  {each.ukuran}, {_period(each.periode)}: {grouped(each.jumlah)}" for each in subject.figures]
    for each in subject.loads:
        periods = [_period(day) for day in (each.periode_awal, each.periode_akhir) if day]
        facts = [
            f"  muatan {each.muatan_id}",
            f"{ORIGINS[each.asal]}: {each.nama_berkas}",
            " s.d. ".join(filter(None, dict.fromkeys(periods))),
            f"{grouped(each.jumlah_baris)} baris",
            "dibatalkan" if each.status == "dibatalkan" else "berlaku" if each.periode_berlaku else "sudah diganti",
        ]
        lines.append(", ".join(filter(None, facts)))
    return "\n".join(lines)


def _grain(jenis: str, day: dt.date) -> str:
    return "" if day == ANY_PERIOD else period_words(jenis, day)


def _period(day: dt.date) -> str:
    """A month, a date, or nothing for what belongs to no time."""
    if day == ANY_PERIOD:
        return ""
    return words.month(day) if day.day == 1 else words.date(day)


def _difference(file: Number | None, live: Number | None) -> Number | None:
    return None if file is None or live is None else file - live


def _plain(number: Number) -> int | float:
    return float(number) if isinstance(number, Decimal) else number
