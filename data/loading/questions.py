"""What only people can decide about a file: a period that is loaded already, a change that is large, a time to come."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from data import settings, words
from data.loading.bounded import Read, Sum
from data.loading.comparison import Live, live, period_words
from data.loading.faults import Fault, Rule
from data.loading.names import Reference
from data.subjects import SCOPES, SUBJECTS
from data.words import grouped

# Below this many people a change in percent means little.
FEW = 50
MOST_NAMED = 6
REMEDY = "Periksa angkanya; bila memang begitu, setujui."
# Which of its measures is compared with the month before.
PLACES = {"kepesertaan": 0, "klaim": 1}
MONTHLY = ("kepesertaan", "semesta", "klaim", "ekosistem")


def already_loaded(read: Read, now: Live) -> list[Fault]:
    """A question for each file from which other figures for periods of this load are live already."""
    if not read.sums:
        return []
    by_load: dict[tuple[int, str, str], list[str]] = {}
    for (part, period), file in sorted(now.files.items(), key=lambda each: (each[0][1], each[0][0])):
        scope = f" menurut {SCOPES[part]}" if read.jenis == "klaim" else ""
        by_load.setdefault((*file, scope), []).append(period_words(read.jenis, period))
    subject = SUBJECTS[read.jenis].nama
    cell = next((each.cell for each in read.sums if (each.part, each.period) in now.files), "")
    return [
        Fault(
            Rule.ALREADY_LOADED,
            f"{subject} {_listed(periods)}{scope} sudah dimuat dari {name} (muatan {number}).",
            "Bila disetujui, isi berkas ini menggantikannya; muatan lama tetap tersimpan dan dapat dipulihkan.",
            read.lembar,
            cell,
        )
        for (number, name, scope), periods in by_load.items()
    ]


def to_come(read: Read, today: dt.date) -> list[Fault]:
    """A question when figures are for a month that has not begun; plans, such as targets, are always for later."""
    if read.jenis not in MONTHLY:
        return []
    late = sorted({(each.period, each.cell) for each in reversed(read.sums) if each.period > today})
    if not late:
        return []
    periods = _listed([period_words(read.jenis, period) for period, _ in late])
    sentence = f"{SUBJECTS[read.jenis].nama} {periods} belum terjadi pada {words.date(today)}."
    return [Fault(Rule.FUTURE, sentence, REMEDY, read.lembar, late[0][1])]


def is_same(read: Read, now: Live) -> bool:
    """Whether a load says what is live from files already, figure for figure."""
    return now.files.keys() == read.covers and read.by_key == now.sums


def jumps(read: Read, reference: Reference, before: Mapping[tuple[str, dt.date, str | None], int]) -> list[Fault]:
    """Questions about figures that differ much from the month before, or are silent where it was not.

    before: live sums by part, month and kecamatan (None: all of them); months in the file itself come first.
    """
    if read.jenis == "kepesertaan":
        most, unit = settings.member_jump_percent(), "peserta aktif"
    elif read.jenis == "klaim":
        most, unit = settings.claim_jump_percent(), "rupiah dibayarkan"
    else:
        return []
    own = _per_area(read.sums, PLACES[read.jenis])
    known = {**before, **own}
    cells = {(each.part, each.period, each.kecamatan): each.cell for each in reversed(read.sums)}
    cells |= {(each.part, each.period, None): each.cell for each in reversed(read.sums)}
    areas = (None,) if read.jenis == "klaim" else (*reference.kecamatan, None)
    found = []
    for part, period in sorted(read.covers):
        last = (period - dt.timedelta(days=1)).replace(day=1)
        silent = []
        for area in areas:
            was, number = known.get((part, last, area)), own.get((part, period, area))
            if not was or (read.jenis == "kepesertaan" and max(number or 0, was) < FEW):
                continue
            if number is None:
                silent.append(reference.kecamatan[area] if area else "seluruh kabupaten")
            elif abs(change := 100 * (number - was) / was) > most:
                where = f"{words.month(period)}, {reference.kecamatan[area] if area else 'seluruh kabupaten'}"
                way = f"{'naik' if change > 0 else 'turun'} {grouped(round(abs(change)))}%"
                sentence = f"{where}: {unit} {way} dari bulan sebelumnya ({grouped(was)} menjadi {grouped(number)})."
                found.append(Fault(Rule.JUMP, sentence, REMEDY, read.lembar, cells[part, period, area]))
        # A month without claims is told as a warning; it may be so.
        if silent and read.jenis != "klaim":
            what = f"tidak ada dalam berkas, padahal bulan sebelumnya ada {unit}"
            sentence = f"{words.month(period)}: {', '.join(silent)} {what}."
            found.append(Fault(Rule.JUMP, sentence, REMEDY, read.lembar, cells.get((part, period, None), "")))
    return found


def month_before(connection: Connection, kabupaten_kode: str, read: Read) -> dict[tuple[str, dt.date, str | None], int]:
    """What is live from files for the month before each of a load's months; see ``jumps``."""
    if read.jenis not in PLACES:
        return {}
    last = {(part, (period - dt.timedelta(days=1)).replace(day=1)) for part, period in read.covers}
    now = live(connection, kabupaten_kode, read.jenis, frozenset(last))
    sums = [Sum(*key, numbers, "") for key, numbers in now.sums.items() if key[:2] in now.files]
    return _per_area(sums, PLACES[read.jenis])


def _per_area(sums: Sequence[Sum], place: int) -> dict[tuple[str, dt.date, str | None], int]:
    """One measure by part, period and kecamatan, and under None over all kecamatan."""
    per_area: dict[tuple[str, dt.date, str | None], int] = {}
    for each in sums:
        for area in {each.kecamatan, None}:
            key = (each.part, each.period, area)
            per_area[key] = per_area.get(key, 0) + int(each.numbers[place])
    return per_area


def _listed(periods: Sequence[str]) -> str:
    names = list(dict.fromkeys(periods))
    if len(names) > MOST_NAMED:
        return f"{names[0]} sampai {names[-1]} ({len(names)} periode)"
    return ", ".join(names)
