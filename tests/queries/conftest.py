"""A small regency of its own for each test of claims."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from itertools import count

import pytest
from sqlalchemy import Engine, insert

from data.schema import kabupaten, kecamatan
from queries import db
from tests import builders

Show = Callable[..., list[str]]


@pytest.fixture
def show_claims(monkeypatch: pytest.MonkeyPatch) -> Show:
    """A function that makes a new regency the one that is shown and returns the codes of its kecamatan.

    claims: tuples (month, kecamatan as a number from 0, programme, cases, rupiah, potential scholarship).
    """
    numbers = count(1)

    def show(
        engine: Engine,
        *,
        districts: int,
        months: Sequence[dt.date],
        claims: Iterable[tuple[dt.date, int, str, int, int, int]],
        lingkup: str = "domisili",
        regency: str | None = None,
    ) -> list[str]:
        code = regency or f"99.{next(numbers):02}"
        codes = [f"{code}.{n + 1:02}" for n in range(districts)]
        rows = [
            builders.klaim_row(
                kasus,
                rupiah,
                bulan=month,
                kecamatan_kode=codes[district],
                program_kode=program,
                lingkup=lingkup,
                potensi_beasiswa_rp=beasiswa,
            )
            for month, district, program, kasus, rupiah, beasiswa in claims
        ]
        if regency is None:
            with engine.begin() as connection:
                connection.execute(insert(kabupaten).values(kode=code, nama=f"Kabupaten Uji {code}"))
                for kode in codes:
                    connection.execute(
                        insert(kecamatan).values(kode=kode, kabupaten_kode=code, nama=f"Kecamatan Uji {kode}")
                    )
        covers = [(lingkup, month) for month in months]
        builders.add_load(engine, "klaim", rows, covers, kabupaten_kode=code)
        monkeypatch.setenv("KABUPATEN", code)
        db.forget()
        return codes

    return show
