"""Names as people write them to the codes of the reference: normalised, then exact, never guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from sqlalchemy import Connection, Select, select

from data.loading.cells import plain, require_value
from data.loading.faults import Rule, Unreadable
from data.schema import basis, desa, kabupaten, kecamatan, pembayar, program, segmen
from data.settings import SettingError

WHOLE = ("kabupaten", "kota", "seluruh kabupaten", "seluruh kota", "semua kecamatan")


@dataclass(frozen=True)
class Reference:
    """The areas and words that a file of one regency may use: code -> name.

    desa: code -> (code of its kecamatan, name). basis_bawaan: the code of the default base, '' without one.
    """

    kabupaten_kode: str
    kabupaten: str
    kecamatan: Mapping[str, str]
    segmen: Mapping[str, str]
    program: Mapping[str, str]
    pembayar: Mapping[str, str]
    basis: Mapping[str, str]
    basis_bawaan: str
    desa: Mapping[str, tuple[str, str]]

    def kecamatan_kode(self, written: object) -> str:
        """The code of a kecamatan, from its name or code. Raises Unreadable, with the closest names, for any other."""
        require_value(written)
        key = _area_key(written)
        if kode := self._kecamatan_keys.get(key):
            return kode
        close = [self.kecamatan[self._kecamatan_keys[k]] for k in get_close_matches(key, self._kecamatan_keys)]
        raise Unreadable(
            Rule.UNKNOWN_KECAMATAN,
            f"Tidak ada kecamatan bernama ini di {self.kabupaten}.",
            f"{_offer(close)} Bila bukan, keluarkan baris ini dari berkas.",
        )

    def area_kode(self, written: object) -> str | None:
        """The code of a kecamatan, or None for words that mean the whole regency. Raises Unreadable."""
        if plain(written) in (*WHOLE, plain(self.kabupaten), self.kabupaten_kode):
            return None
        return self.kecamatan_kode(written)

    def desa_kode(self, written: object, kecamatan_kode: str | None) -> str:
        """The code of a desa, from its code, or its name and kecamatan: many names stand twice in one regency.

        Raises Unreadable.
        """
        require_value(written)
        if (kode := plain(written)) in self.desa:
            return kode
        key = _area_key(written)
        here = [kode for kode in self._desa_keys.get(key, ()) if kecamatan_kode in (None, self.desa[kode][0])]
        if len(here) == 1:
            return here[0]
        if here:
            where = " dan ".join(self.kecamatan[self.desa[kode][0]] for kode in here)
            raise Unreadable(
                Rule.UNKNOWN_DESA, f"Nama ini ada di {where}.", "Isi kolom Kecamatan, atau tulis kode desanya."
            )
        names = {_area_key(name): name for parent, name in self.desa.values() if kecamatan_kode in (None, parent)}
        place = self.kecamatan.get(kecamatan_kode or "", self.kabupaten)
        close = [names[k] for k in get_close_matches(key, names)]
        raise Unreadable(Rule.UNKNOWN_DESA, f"Tidak ada desa bernama ini di {place}.", _offer(close))

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

    def segmen_kode(self, written: object) -> str:
        """The code of a segment, from its code or full name. Raises Unreadable."""
        return _word(written, self._segmen_keys, self.segmen, "segmen")

    def pembayar_kode(self, written: object) -> str:
        """The code of who pays, from its name or code. Raises Unreadable."""
        return _word(written, self._pembayar_keys, self.pembayar.values(), "pembayar iuran")

    def basis_kode(self, written: object) -> str:
        """The code of a base, from its name or code. Raises Unreadable."""
        return _word(written, self._basis_keys, self.basis.values(), "basis")

    @cached_property
    def _kecamatan_keys(self) -> dict[str, str]:
        return {_area_key(word): kode for kode, nama in self.kecamatan.items() for word in (kode, nama)}

    @cached_property
    def _desa_keys(self) -> dict[str, list[str]]:
        keys: dict[str, list[str]] = {}
        for kode, (_, nama) in self.desa.items():
            keys.setdefault(_area_key(nama), []).append(kode)
        return keys

    @cached_property
    def _program_keys(self) -> dict[str, str]:
        return _codes_and_names(self.program)

    @cached_property
    def _segmen_keys(self) -> dict[str, str]:
        return _codes_and_names(self.segmen)

    @cached_property
    def _pembayar_keys(self) -> dict[str, str]:
        return _codes_and_names(self.pembayar)

    @cached_property
    def _basis_keys(self) -> dict[str, str]:
        return _codes_and_names(self.basis)


def reference(connection: Connection, kabupaten_kode: str) -> Reference:
    """The reference of one regency, in code order. Raises SettingError when the database does not know it."""
    nama = connection.scalar(select(kabupaten.c.nama).where(kabupaten.c.kode == kabupaten_kode))
    if nama is None:
        raise SettingError("Pengaturan KABUPATEN menunjuk kabupaten yang tidak ada di basis data.")

    def words(statement: Select[str, str]) -> dict[str, str]:
        return dict(connection.execute(statement).all())

    here = kecamatan.c.kabupaten_kode == kabupaten_kode
    own = basis.c.kabupaten_kode == kabupaten_kode
    villages = (
        select(desa.c.kode, desa.c.kecamatan_kode, desa.c.nama)
        .join(kecamatan, kecamatan.c.kode == desa.c.kecamatan_kode)
        .where(here)
        .order_by(desa.c.kode)
    )
    return Reference(
        kabupaten_kode=kabupaten_kode,
        kabupaten=nama,
        kecamatan=words(select(kecamatan.c.kode, kecamatan.c.nama).where(here).order_by(kecamatan.c.kode)),
        segmen=words(select(segmen.c.kode, segmen.c.nama).order_by(segmen.c.urutan)),
        program=words(select(program.c.kode, program.c.nama).order_by(program.c.urutan)),
        pembayar=words(select(pembayar.c.kode, pembayar.c.nama).order_by(pembayar.c.urutan)),
        basis=words(select(basis.c.kode, basis.c.nama).where(own).order_by(basis.c.urutan)),
        basis_bawaan=connection.scalar(select(basis.c.kode).where(own, basis.c.is_default)) or "",
        desa={kode: (parent, name) for kode, parent, name in connection.execute(villages)},
    )


def _area_key(written: object) -> str:
    without_prefix = re.sub(r"^(?:kecamatan |kec\. ?|kec |desa |kelurahan |kel\. ?|kel )", "", plain(written))
    return without_prefix.replace(" ", "")


def _word(written: object, keys: Mapping[str, str], offered: Iterable[str], what: str) -> str:
    require_value(written)
    if kode := keys.get(plain(written)):
        return kode
    raise Unreadable(
        Rule.UNKNOWN_WORD, f"Tidak ada {what} bernama ini.", f"Tulis salah satu dari {', '.join(offered)}."
    )


def _offer(close: list[str]) -> str:
    return f"Bila yang dimaksud {' atau '.join(close)}, tulis begitu." if close else "Bila salah tulis, perbaiki."


def _codes_and_names(words: Mapping[str, str]) -> dict[str, str]:
    return {plain(word): kode for kode, nama in words.items() for word in (kode, nama)}
