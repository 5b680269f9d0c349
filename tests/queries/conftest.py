"""A small regency of its own for each test of claims."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import Engine, insert

from data import loads
from data.schema import kabupaten, kecamatan, klaim

Show = Callable[..., list[str]]


@pytest.fixture
def show_claims(monkeypatch: pytest.MonkeyPatch) -> Iterator[Show]:
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
        rows: list[dict[str, Any]] = [
            {
                "bulan": month,
                "kecamatan_kode": codes[district],
                "program_kode": program,
                "lingkup": lingkup,
                "kasus": kasus,
                "dibayarkan_rp": rupiah,
                "potensi_beasiswa_rp": beasiswa,
            }
            for month, district, program, kasus, rupiah, beasiswa in claims
        ]
        with engine.begin() as connection:
            if regency is None:
                connection.execute(insert(kabupaten).values(kode=code, nama=f"Kabupaten Uji {code}"))
                for n, kode in enumerate(codes):
                    connection.execute(
                        insert(kecamatan).values(kode=kode, kabupaten_kode=code, nama=f"Kecamatan Uji {n:02}")
                    )
            loads.store(
                connection,
                code,
                loads.Load(
                    jenis="klaim",
                    asal="berkas",
                    nama_berkas="uji.csv",
                    sha256="0" * 64,
                    sumber="Uji",
                    oleh="uji",
                    table=klaim,
                    rows=rows,
                    covers=frozenset((lingkup, month) for month in months),
                ),
            )
        monkeypatch.setenv("KABUPATEN", code)
        st.cache_data.clear()
        return codes

    yield show
    st.cache_data.clear()
