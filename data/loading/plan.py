"""What a checked file will do to the database, and doing it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from data import loads
from data.loads import Load


@dataclass(frozen=True)
class Source:
    """Where a file comes from: its name, its bytes' sha256, who hands it in, and the scope of its claims if told."""

    nama_berkas: str
    sha256: str
    oleh: str
    lingkup: str | None = None


@dataclass(frozen=True)
class Summary:
    """Totals to look at before anything is stored: one row per area or word, with a number for each further column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True)
class Plan:
    """A file that may be stored: its loads, their totals, and what its owner should know."""

    loads: tuple[Load, ...]
    summaries: tuple[Summary, ...]
    warnings: tuple[str, ...] = ()


def summary(
    heading: str,
    names: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    *,
    key: str,
    measures: Mapping[str, str],
) -> Summary:
    """The sums of some measures (column -> heading) for each name that occurs, in the order of the names."""
    sums: dict[str, list[int]] = {}
    for row in rows:
        so_far = sums.setdefault(str(row[key]), [0] * len(measures))
        for place, measure in enumerate(measures):
            value = row.get(measure, 0)
            so_far[place] += value if isinstance(value, int) else 0
    return Summary(
        (heading, *measures.values()),
        tuple((nama, tuple(sums[kode])) for kode, nama in names.items() if kode in sums),
    )


def missing_kecamatan(kecamatan: Mapping[str, str], present: Iterable[str]) -> tuple[str, ...]:
    """A warning that names the kecamatan that the file leaves out; none when all are there."""
    there = set(present)
    missing = [nama for kode, nama in kecamatan.items() if kode not in there]
    if not missing:
        return ()
    return (
        f"{len(missing)} kecamatan tidak ada dalam berkas dan tampil sebagai belum ada data: {', '.join(missing)}.",
    )


def store(connection: Connection, kabupaten_kode: str, plan: Plan) -> list[int]:
    """Store every load of a plan inside the caller's transaction. Returns their ids."""
    return [loads.store(connection, kabupaten_kode, load) for load in plan.loads]
