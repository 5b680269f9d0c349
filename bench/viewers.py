"""What a viewer of the same process feels while somebody loads a large file: warm reruns before and during it."""

import logging
import os
import shutil
import tempfile
import time
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from data import settings
from data.engine import engine
from data.loading import intake
from data.schema import kecamatan
from tests.guard import reruns

PAYERS = ("Pemberi kerja", "Mandiri", "APBD", "DBHCHT", "APBDes", "CSR", "Tidak dirinci")


def measure(*, months: int = 360, calm_runs: int = 30) -> tuple[list[float], list[float], float]:
    """Milliseconds of warm reruns without and during a load, and the seconds that the load took.

    The load is members of every kecamatan, segment and payer for some months, into a copy of the embedded database.
    """
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(1) as loader:
        copy = Path(shutil.copy(settings.EMBEDDED_DATABASE, Path(folder) / "ukur.db"))
        os.environ |= {"DATABASE_URL": f"sqlite:///{copy}", "LONJAKAN_PESERTA_PERSEN": "100000"}
        content = _members(months)
        app = reruns.screen().run()
        calm = [_rerun(app) for _ in range(calm_runs)]
        source = intake.source_of(content, "besar.csv", oleh="Ukur")
        # Months far from the sample's raise a question.
        agreed = intake.check(content, source).fingerprint
        started = time.perf_counter()
        load = loader.submit(intake.load, content, source, agreed=agreed)
        busy = []
        while not load.done():
            busy.append(_rerun(app))
        load.result()
        took = time.perf_counter() - started
        for used in (engine(), engine(write=True)):
            used.dispose()
    return calm, busy, took


def _rerun(app: AppTest) -> float:
    started = time.perf_counter()
    app.run()
    return 1000 * (time.perf_counter() - started)


def _members(months: int) -> bytes:
    with engine().connect() as connection:
        names = list(connection.scalars(select(kecamatan.c.nama).where(kecamatan.c.kabupaten_kode == "35.05")))
    lines = ["Bulan;Kecamatan;Segmen;Pembayar;Peserta Aktif (orang)"]
    lines += [
        f"{month % 12 + 1:02}/{2030 + month // 12};{name};{segment};{payer};{100 + month}"
        for month in range(months)
        for name in names
        for segment in ("PU", "BPU", "Jakon", "PMI")
        for payer in PAYERS
    ]
    return "\r\n".join(lines).encode()
