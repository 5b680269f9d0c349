"""Other regencies: their areas and definitions of the base, from CSV files like those in ``data/seed``."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Table, update
from sqlalchemy.exc import IntegrityError

from data import reference
from data.schema import basis, desa, kabupaten, kecamatan


class Row(dict[str, str]):
    """One row of a file, values as written. line: its number in the file, of the last one if it has several."""

    def __init__(self, values: dict[str, str], line: int) -> None:
        super().__init__(values)
        self.line = line


Found = dict[Table, list[Row]]
# In the order in which one refers to the other.
TABLES = (kabupaten, kecamatan, desa, basis)
OPTIONAL = {desa, kecamatan.c.petak_baris, kecamatan.c.petak_kolom}
CODES = {
    kabupaten.c.kode: r"\d\d\.\d\d",
    kecamatan.c.kode: r"\d\d\.\d\d\.\d\d",
    desa.c.kode: r"\d\d\.\d\d\.\d\d\.[12]\d{3}",
    basis.c.kode: r"[a-z0-9][a-z0-9-]{0,23}",
    basis.c.is_default: r"true|false",
    basis.c.urutan: r"[1-9]\d{0,3}",
    kecamatan.c.petak_baris: r"[1-9]\d?",
    kecamatan.c.petak_kolom: r"[1-9]\d?",
    desa.c.jenis: r"desa|kelurahan",
}
# Columns that no two rows of a file share.
UNIQUE = {
    kabupaten: (("kode",),),
    kecamatan: (("kode",), ("kabupaten_kode", "nama"), ("kabupaten_kode", "petak_baris", "petak_kolom")),
    desa: (("kode",),),
    basis: (("kabupaten_kode", "kode"), ("kabupaten_kode", "urutan")),
}
PARENTS = {kecamatan: (kabupaten, "kabupaten_kode"), desa: (kecamatan, "kecamatan_kode")}


class WrongRegions(ValueError):
    """Files that cannot be stored: every fault as one sentence in Bahasa Indonesia, with its file and line."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


def read(folder: Path) -> Found:
    """The rows of a folder's files, values as written. Raises WrongRegions with all faults at once."""
    faults: list[str] = []
    found: Found = {}
    for table in TABLES:
        file = folder / f"{table.name}.csv"
        if file.exists() or table not in OPTIONAL:
            found[table] = _rows(file, table, faults)
    if not faults:
        for table, rows in found.items():
            faults += _wrong_values(table, rows)
            faults += _repeated(table, rows)
        faults += _astray(found)
        faults += _bases(found)
    if faults:
        raise WrongRegions(faults)
    return found


def store(connection: Connection, found: Found) -> None:
    """Insert what is missing and update what changed, inside the caller's transaction; other rows stay.

    Raises WrongRegions when the files contradict what is stored.
    """
    try:
        # Two rows may exchange what only one of them may have.
        codes = [row["kode"] for row in found[kecamatan]]
        connection.execute(
            update(kecamatan).where(kecamatan.c.kode.in_(codes)).values(petak_baris=None, petak_kolom=None)
        )
        regencies = {row["kabupaten_kode"] for row in found[basis]}
        connection.execute(update(basis).where(basis.c.kabupaten_kode.in_(regencies)).values(is_default=False))
        for table, rows in found.items():
            reference.store_rows(connection, table, rows)
    except IntegrityError:
        raise WrongRegions(
            ["Isi berkas bertentangan dengan yang tersimpan, misalnya nama atau petak yang sudah dipakai wilayah lain."]
        ) from None


def _rows(file: Path, table: Table, faults: list[str]) -> list[Row]:
    names = [column.name for column in table.columns]
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restkey="", restval=None, strict=True)
            if reader.fieldnames != names:
                faults.append(f"{file.name}: baris pertama harus {','.join(names)}.")
                return []
            rows = [Row(row, reader.line_num) for row in reader]
    except FileNotFoundError:
        faults.append(f"{file.name} tidak ada di folder ini.")
        return []
    except (OSError, UnicodeDecodeError, csv.Error):
        faults.append(f"{file.name} tidak dapat dibaca: simpan sebagai CSV UTF-8 dengan pemisah koma.")
        return []
    broken = [row.line for row in rows if "" in row or None in row.values()]
    faults += [f"{file.name} baris {number}: jumlah kolomnya bukan {len(names)}." for number in broken]
    if not rows:
        faults.append(f"{file.name} tidak berisi satu baris pun.")
    return rows


def _wrong_values(table: Table, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        for column in table.columns:
            value, where = row[column.name], f"{table.name}.csv baris {row.line}"
            if value.strip() == "" and column not in OPTIONAL:
                yield f"{where}: {column.name} kosong."
            elif value != value.strip():
                yield f"{where}: {column.name} diawali atau diakhiri spasi."
            elif value and column in CODES and not re.fullmatch(CODES[column], value, re.ASCII):
                yield f"{where}: {column.name} '{value}' tidak berbentuk benar."
        if table is kecamatan and (row["petak_baris"] == "") != (row["petak_kolom"] == ""):
            yield f"{table.name}.csv baris {row.line}: petak_baris dan petak_kolom diisi atau dikosongkan keduanya."


def _repeated(table: Table, rows: list[Row]) -> Iterator[str]:
    for names in UNIQUE[table]:
        counts = Counter(key for row in rows if "" not in (key := tuple(row[name] for name in names)))
        for key, count in counts.items():
            if count > 1:
                yield f"{table.name}.csv: {', '.join(names)} {', '.join(key)} ada di {count} baris."


def _astray(found: Found) -> Iterator[str]:
    """Areas whose code does not begin with that of the area they lie in, or that lie in none of these files."""
    for table, (parent, name) in PARENTS.items():
        known = {row["kode"] for row in found[parent]}
        for row in found.get(table, []):
            where = f"{table.name}.csv baris {row.line}"
            if row["kode"].rpartition(".")[0] != row[name]:
                yield f"{where}: kode {row['kode']} tidak berada di {name} {row[name]}."
            if row[name] not in known:
                yield f"{where}: {name} {row[name]} tidak ada di {parent.name}.csv."


def _bases(found: Found) -> Iterator[str]:
    """Each regency needs kecamatan, and definitions of its base of which one is the default."""
    known = {row["kode"] for row in found[kabupaten]}
    for row in found[basis]:
        if row["kabupaten_kode"] not in known:
            yield f"basis.csv baris {row.line}: kabupaten_kode {row['kabupaten_kode']} tidak ada di kabupaten.csv."
    settled = {row["kabupaten_kode"] for row in found[kecamatan]}
    defaults = Counter(row["kabupaten_kode"] for row in found[basis] if row["is_default"] == "true")
    for code in sorted(known):
        if code not in settled:
            yield f"kecamatan.csv: tidak ada kecamatan di {code}."
        if defaults[code] != 1:
            yield f"basis.csv: {code} harus mempunyai satu basis dengan is_default true, bukan {defaults[code]}."
