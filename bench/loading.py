"""Loading a million rows of the tidy layout, beside a plain COPY or executemany of the same rows, in every size."""

import csv
import datetime as dt
import io
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import Connection, delete, insert, select

from bench import nation
from bench.nation import Built
from data.loading import intake
from data.schema import basis, kabupaten, kecamatan, kepesertaan, muatan, muatan_periode, muatan_total, riwayat_muatan
from data.transaction import transaction
from tests import ground

KABUPATEN = "99.01"
# So many that a million rows are whole months and end before today: neither raises a question.
AREAS = 200
SEGMENTS = ("PU", "BPU", "Jakon", "PMI")
PAYERS = ("Pemberi kerja", "Mandiri", "APBD", "DBHCHT", "APBDes")
PAYER_CODES = ("pemberi_kerja", "mandiri", "apbd", "dbhcht", "apbdes")
FIRST_YEAR = 2000
ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """One loading: seconds, and the peak memory in MB of the process that reads the file."""

    seconds: float
    child_mb: float = 0.0


def rows(count: int) -> Iterator[tuple[dt.date, int, str, int, int]]:
    """Month, place of the kecamatan, segment, place of the payer and people, ``count`` times and never twice."""
    made = 0
    for month in range(12 * 60):
        day = dt.date(FIRST_YEAR + month // 12, month % 12 + 1, 1)
        for area in range(AREAS):
            for segment in SEGMENTS:
                for payer in range(len(PAYERS)):
                    if made == count:
                        return
                    made += 1
                    yield day, area, segment, payer, (made * 7919) % 9000 + 1000


def tidy_file(count: int) -> bytes:
    """The rows as an office hands them in: a semicolon file in the tidy layout."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(("Bulan", "Kecamatan", "Segmen", "Pembayar", "Peserta Aktif (orang)"))
    for day, area, segment, payer, people in rows(count):
        write((f"{day:%m/%Y}", f"Kecamatan {area + 1}", segment, PAYERS[payer], people))
    return out.getvalue().encode()


def measure(count: int = 1_000_000) -> Iterator[tuple[Built, dict[str, list[Figure]]]]:
    """Seconds of both ways, taken in turns, into each database of ``nation``: which, and figures by way.

    On PostgreSQL a regency's own role loads, as in an installation, while only the owner may COPY.
    """
    content = tidy_file(count)
    settings = {"KABUPATEN": KABUPATEN, "LONJAKAN_PESERTA_PERSEN": "100000"}
    with nation.databases() as databases, patch.dict(os.environ, settings):
        for built in databases:
            with nation.copied(built) as url:
                yield built, _in_turns(url, content, count)


def _in_turns(url: str, content: bytes, count: int) -> dict[str, list[Figure]]:
    with ground.configured(url), transaction() as connection:
        _regency(connection)
    is_server = not url.startswith("sqlite")
    plain = partial(_plain_copy if is_server else _plain_executemany, count)
    loader = nation.as_role("pemuat", url, KABUPATEN, prefix="ukur") if is_server else url
    found: dict[str, list[Figure]] = {}
    for _ in range(ROUNDS):
        for name, who, load in (("polos", url, plain), ("memuat", loader, partial(_load, content))):
            with ground.configured(who):
                found.setdefault(name, []).append(_timed(load))
            with ground.configured(url):
                _empty()
    return found


def _timed(load: Callable[[], None]) -> Figure:
    peak = _PeakOfChildren()
    started = time.perf_counter()
    with peak:
        load()
    return Figure(time.perf_counter() - started, peak.megabytes)


class _PeakOfChildren:
    """The largest resident memory of this process's children while the block runs, looked at many times a second."""

    def __enter__(self) -> "_PeakOfChildren":
        self.megabytes = 0.0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watcher.join()

    def _watch(self) -> None:
        own = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
        while not self._over.wait(0.02):
            for child in own.read_text().split() if own.exists() else ():
                try:
                    status = Path(f"/proc/{child}/status").read_text()
                except OSError:
                    continue
                peak = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
                if "postgres" not in status.splitlines()[0]:
                    self.megabytes = max(self.megabytes, int(peak.split()[1]) / 1024)


def _load(content: bytes) -> None:
    intake.load(content, intake.source_of(content, "sejuta.csv", oleh="Ukur"))


def _plain_executemany(count: int) -> None:
    load_id = _bare_load()
    values = (
        (load_id, day.isoformat(), _code(area), segment, PAYER_CODES[payer], KABUPATEN, people)
        for day, area, segment, payer, people in rows(count)
    )
    with transaction() as connection:
        connection.connection.executemany(
            "INSERT INTO kepesertaan (muatan_id, bulan, kecamatan_kode, segmen_kode, pembayar_kode, kabupaten_kode,"
            " aktif_orang) VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )


def _plain_copy(count: int) -> None:
    load_id = _bare_load()
    with transaction() as connection, connection.connection.cursor() as cursor:
        statement = (
            "COPY kepesertaan (muatan_id, bulan, kecamatan_kode, segmen_kode, pembayar_kode, kabupaten_kode,"
            " aktif_orang) FROM STDIN"
        )
        with cursor.copy(statement) as copy:
            for day, area, segment, payer, people in rows(count):
                copy.write_row((load_id, day, _code(area), segment, PAYER_CODES[payer], KABUPATEN, people))


def _bare_load() -> int:
    with transaction() as connection:
        values = {
            "kabupaten_kode": KABUPATEN, "jenis": "kepesertaan", "asal": "berkas", "nama_berkas": "polos",
            "sha256": "0" * 64, "sumber": "ukur", "jumlah_baris": 0, "dimuat_pada": dt.datetime.now(dt.UTC),
            "oleh": "ukur", "status": "dibatalkan",
        }  # fmt: skip
        number: int = connection.execute(insert(muatan).values(values).returning(muatan.c.id)).scalar_one()
    return number


def _empty() -> None:
    """Take away what was loaded, so that every round begins the same."""
    own = select(muatan.c.id).where(muatan.c.kabupaten_kode == KABUPATEN)
    with transaction() as connection:
        for table in (riwayat_muatan, kepesertaan, muatan_periode, muatan_total):
            connection.execute(delete(table).where(table.c.muatan_id.in_(own)))
        connection.execute(delete(muatan).where(muatan.c.kabupaten_kode == KABUPATEN))


def _code(area: int) -> str:
    return f"{KABUPATEN}.{area + 1:02x}"


def _regency(connection: Connection) -> None:
    """A regency that is large enough for a million facts."""
    connection.execute(insert(kabupaten).values(kode=KABUPATEN, nama="Kabupaten Ukur"))
    areas = [{"kode": _code(n), "kabupaten_kode": KABUPATEN, "nama": f"Kecamatan {n + 1}"} for n in range(AREAS)]
    connection.execute(insert(kecamatan), areas)
    base = {"kode": "cabang", "nama": "Semesta", "penjelasan": "ukur", "sumber": "ukur", "is_default": True}
    connection.execute(insert(basis).values(kabupaten_kode=KABUPATEN, urutan=1, **base))
