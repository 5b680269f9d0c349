"""Names as people write them to the codes of the reference: normalised, then exact, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from sqlalchemy import Connection, Select, select

from data.loading.cells import plain, require_value
from data.loading.faults import Rule, Unreadable
from data.schema import kabupaten, kecamatan, program, segmen
from data.settings import SettingError


@dataclass(frozen=True)
class Reference:
    """The areas and words that a file of one regency may use: code -> name."""

    kabupaten_kode: str
    kabupaten: str
    kecamatan: Mapping[str, str]
    segmen: Mapping[str, str]
    program: Mapping[str, str]

    def kecamatan_kode(self, written: object) -> str:
        """The code of a kecamatan. Raises Unreadable with the closest names when the regency has none of this name."""
        require_value(written)
        key = _kecamatan_key(written)
        if key in self._kecamatan_keys:
            return self._kecamatan_keys[key]
        close = [self.kecamatan[self._kecamatan_keys[k]] for k in get_close_matches(key, self._kecamatan_keys)]
        offer = f"Bila yang dimaksud {' atau '.join(close)}, tulis begitu." if close else "Bila salah tulis, perbaiki."
        raise Unreadable(
            Rule.UNKNOWN_KECAMATAN,
            f"Tidak ada kecamatan bernama ini di {self.kabupaten}.",
            f"{offer} Bila bukan, keluarkan baris ini dari berkas.",
        )

    def program_kode(self, written: object) -> str:
        """The code of a programme, from its code or full name. Raises Unreadable."""
        require_value(written)
        if kode := self._program_keys.get(plain(written)):
            return kode
        raise Unreadable(
            Rule.UNKNOWN_PROGRAMME,
            "Tidak ada program BPJS Ketenagakerjaan bernama ini.",
            f"Tulis salah satu dari {', '.join(self.program)}.",
        )

    def segmen_kode(self, written: object) -> str | None:
        """The code of a segment, from its code or full name; None when it is none."""
        return self._segmen_keys.get(plain(written))

    @cached_property
    def _kecamatan_keys(self) -> dict[str, str]:
        return {_kecamatan_key(nama): kode for kode, nama in self.kecamatan.items()}

    @cached_property
    def _program_keys(self) -> dict[str, str]:
        return _codes_and_names(self.program)

    @cached_property
    def _segmen_keys(self) -> dict[str, str]:
        return _codes_and_names(self.segmen)


def reference(connection: Connection, kabupaten_kode: str) -> Reference:
    """The reference of one regency, in code order. Raises SettingError when the database does not know it."""
    nama = connection.scalar(select(kabupaten.c.nama).where(kabupaten.c.kode == kabupaten_kode))
    if nama is None:
        raise SettingError("Pengaturan KABUPATEN menunjuk kabupaten yang tidak ada di basis data.")

    def words(statement: Select[str, str]) -> dict[str, str]:
        return dict(connection.execute(statement).all())

    here = kecamatan.c.kabupaten_kode == kabupaten_kode
    return Reference(
        kabupaten_kode=kabupaten_kode,
        kabupaten=nama,
        kecamatan=words(select(kecamatan.c.kode, kecamatan.c.nama).where(here).order_by(kecamatan.c.kode)),
        segmen=words(select(segmen.c.kode, segmen.c.nama).order_by(segmen.c.urutan)),
        program=words(select(program.c.kode, program.c.nama).order_by(program.c.urutan)),
    )


def _kecamatan_key(written: object) -> str:
    without_prefix = re.sub(r"^(?:kecamatan |kec\. ?|kec )", "", plain(written))
    return without_prefix.replace(" ", "")


def _codes_and_names(words: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): kode for kode, nama in words.items() for word in (kode, nama)}
