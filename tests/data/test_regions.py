"""Other regencies from a folder of files: stored whole, or refused with every fault."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, Table, func, select

from data import cli
from data.schema import basis, desa, kabupaten, kecamatan
from tests.data.test_row_security import EAST_JAVA

FILES = {
    "kabupaten.csv": ["kode,nama", "35.72,Kota Blitar"],
    "kecamatan.csv": [
        "kode,kabupaten_kode,nama,petak_baris,petak_kolom",
        "35.72.01,35.72,Kepanjenkidul,1,1",
        "35.72.02,35.72,Sukorejo,1,2",
        "35.72.03,35.72,Sananwetan,,",
    ],
    "desa.csv": ["kode,kecamatan_kode,nama,jenis", "35.72.01.1001,35.72.01,Kepanjenkidul,kelurahan"],
    "basis.csv": [
        "kabupaten_kode,kode,nama,penjelasan,sumber,is_default,urutan",
        "35.72,cabang,Semesta pekerja,Pekerja yang dapat menjadi peserta.,BPJS Ketenagakerjaan,true,1",
        "35.72,bps-bekerja,Penduduk bekerja,Semua yang bekerja.,BPS Kota Blitar,false,2",
    ],
}
# Two kecamatan exchange their tiles, and two definitions the default.
EXCHANGED = {
    "kecamatan.csv": [
        "kode,kabupaten_kode,nama,petak_baris,petak_kolom",
        "35.72.01,35.72,Kepanjenkidul,1,2",
        "35.72.02,35.72,Sukorejo,1,1",
    ],
    "basis.csv": [
        "kabupaten_kode,kode,nama,penjelasan,sumber,is_default,urutan",
        "35.72,cabang,Semesta pekerja,Pekerja yang dapat menjadi peserta.,BPJS Ketenagakerjaan,false,1",
        "35.72,bps-bekerja,Penduduk bekerja,Semua yang bekerja.,BPS Kota Blitar,true,2",
    ],
}
# File, line counted from 0, what stands there instead (None: one more line), and a part of what is said of it.
WRONG = [
    ("kabupaten.csv", 0, "kode,name", "kabupaten.csv: baris pertama harus kode,nama."),
    ("kabupaten.csv", 1, "3572,Kota Blitar", "kabupaten.csv baris 2: kode '3572' tidak berbentuk benar."),
    ("kabupaten.csv", 1, "35.72,", "kabupaten.csv baris 2: nama kosong."),
    ("kabupaten.csv", 1, "35.72", "kabupaten.csv baris 2: jumlah kolomnya bukan 2."),
    ("kabupaten.csv", 1, "35.72,Kota,Blitar", "kabupaten.csv baris 2: jumlah kolomnya bukan 2."),
    ("kabupaten.csv", None, "35.72,Kota Blitar", "kabupaten.csv: kode 35.72 ada di 2 baris."),
    ("kabupaten.csv", None, "35.73,Kota Malang", "kecamatan.csv: tidak ada kecamatan di 35.73."),
    ("kecamatan.csv", 1, "35.73.01,35.72,Klojen,1,1", "kode 35.73.01 tidak berada di kabupaten_kode 35.72."),
    ("kecamatan.csv", 1, "35.73.01,35.73,Klojen,1,1", "kabupaten_kode 35.73 tidak ada di kabupaten.csv."),
    ("kecamatan.csv", 1, "35.72.01,35.72,Sukorejo,1,1", "kabupaten_kode, nama 35.72, Sukorejo ada di 2 baris."),
    ("kecamatan.csv", 1, "35.72.01,35.72,Kepanjenkidul,1,2", "petak_kolom 35.72, 1, 2 ada di 2 baris."),
    ("kecamatan.csv", 1, "35.72.01,35.72,Kepanjenkidul,1,", "diisi atau dikosongkan keduanya."),
    ("kecamatan.csv", 1, "35.72.01,35.72,Kepanjenkidul,0,1", "petak_baris '0' tidak berbentuk benar."),
    ("kecamatan.csv", 1, "35.72.01,35.72, Kepanjenkidul,1,1", "nama diawali atau diakhiri spasi."),
    ("desa.csv", 1, "35.72.01.1001,35.72.01,Kepanjenkidul,kota", "jenis 'kota' tidak berbentuk benar."),
    ("desa.csv", 1, "35.72.09.1001,35.72.09,Bendo,kelurahan", "kecamatan_kode 35.72.09 tidak ada di kecamatan.csv."),
    ("basis.csv", 1, "35.72,cabang,Semesta,Pekerja.,,true,1", "basis.csv baris 2: sumber kosong."),
    ("basis.csv", 1, "35.72,cabang,Semesta,Pekerja.,BPJS,ya,1", "is_default 'ya' tidak berbentuk benar."),
    ("basis.csv", 1, "35.72,cabang,Semesta,Pekerja.,BPJS,false,1", "satu basis dengan is_default true, bukan 0."),
    ("basis.csv", 2, "35.72,lain,Semesta,Pekerja.,BPJS,true,2", "satu basis dengan is_default true, bukan 2."),
    ("basis.csv", 2, "35.73,lain,Semesta,Pekerja.,BPJS,false,2", "kabupaten_kode 35.73 tidak ada di kabupaten.csv."),
]


def write(folder: Path, files: dict[str, list[str]]) -> Path:
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def count(database: Engine, table: Table) -> int:
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_a_regency_is_added_and_brought_up_to_date(
    database: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["regions", str(write(tmp_path, FILES))]) == 0
    assert capsys.readouterr().out == "Tersimpan: 1 kabupaten, 3 kecamatan, 1 desa, 2 basis.\n"
    assert (count(database, kabupaten), count(database, kecamatan), count(database, desa)) == (2, 25, 249)
    (tmp_path / "desa.csv").unlink()
    write(tmp_path, EXCHANGED)
    assert cli.main(["regions", str(tmp_path)]) == 0
    with database.connect() as connection:
        tiles = select(kecamatan.c.kode, kecamatan.c.petak_baris, kecamatan.c.petak_kolom)
        here = tiles.where(kecamatan.c.kabupaten_kode == "35.72").order_by(kecamatan.c.kode)
        assert connection.execute(here).all() == [("35.72.01", 1, 2), ("35.72.02", 1, 1), ("35.72.03", None, None)]
        default = select(basis.c.kabupaten_kode, basis.c.kode).where(basis.c.is_default)
        assert set(connection.execute(default)) == {("35.05", "cabang"), ("35.72", "bps-bekerja")}
    assert count(database, desa) == 249


@pytest.mark.parametrize(("name", "line", "instead", "said"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    sqlite_database: Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    line: int | None,
    instead: str,
    said: str,
) -> None:
    lines = list(FILES[name])
    place = len(lines) if line is None else line
    lines[place : place + 1] = [instead]
    assert cli.main(["regions", str(write(tmp_path, FILES | {name: lines}))]) == 1
    assert said in capsys.readouterr().err
    assert count(sqlite_database, kabupaten) == 1


def test_lines_are_counted_as_an_editor_does(
    sqlite_database: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, first, *_ = FILES["kecamatan.csv"]
    kecamatan_lines = [header, "", "", first, "", "35.72.02,35.73,,1,2"]
    assert cli.main(["regions", str(write(tmp_path, FILES | {"kecamatan.csv": kecamatan_lines}))]) == 1
    said = capsys.readouterr().err
    assert "kecamatan.csv baris 6: nama kosong." in said
    assert "kecamatan.csv baris 6: kode 35.72.02 tidak berada di kabupaten_kode 35.73." in said
    kecamatan_lines[5:] = ["", "35.72.02,35.72,Sukorejo"]
    assert cli.main(["regions", str(write(tmp_path, {"kecamatan.csv": kecamatan_lines}))]) == 1
    assert "kecamatan.csv baris 7: jumlah kolomnya bukan 5." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("basis.csv", None, "basis.csv tidak ada di folder ini."),
        ("kecamatan.csv", b"kode,nama\n\xff\xfe", "kecamatan.csv tidak dapat dibaca"),
        ("kecamatan.csv", b"kode,kabupaten_kode,nama,petak_baris,petak_kolom\n", "tidak berisi satu baris pun."),
    ],
)
def test_a_file_that_is_missing_or_unreadable(
    sqlite_database: Engine,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes | None,
    said: str,
) -> None:
    file = write(tmp_path, FILES) / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    assert cli.main(["regions", str(tmp_path)]) == 1
    assert said in capsys.readouterr().err
    assert count(sqlite_database, kabupaten) == 1


def test_names_that_are_stored_already_are_not_taken(
    database: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["regions", str(write(tmp_path, FILES))]) == 0
    taken = [FILES["kecamatan.csv"][0], "35.72.04,35.72,Sukorejo,,"]
    (tmp_path / "desa.csv").unlink()
    assert cli.main(["regions", str(write(tmp_path, {"kecamatan.csv": taken}))]) == 1
    assert "bertentangan dengan yang tersimpan" in capsys.readouterr().err
    assert count(database, kecamatan) == 25


def test_the_province_comes_from_files(database: Engine, tmp_path: Path) -> None:
    others = {code: number for code, number in EAST_JAVA.items() if code != "35.05"}
    areas = [(code, n) for code, number in others.items() for n in range(1, number + 1)]
    write(
        tmp_path,
        {
            "kabupaten.csv": ["kode,nama", *(f"{code},Daerah {code}" for code in others)],
            "kecamatan.csv": [
                FILES["kecamatan.csv"][0],
                *(f"{code}.{n:02},{code},Kecamatan {n},{(n - 1) // 6 + 1},{(n - 1) % 6 + 1}" for code, n in areas),
            ],
            "basis.csv": [FILES["basis.csv"][0], *(f"{code},cabang,Semesta,Pekerja.,BPJS,true,1" for code in others)],
        },
    )
    assert cli.main(["regions", str(tmp_path)]) == 0
    assert (count(database, kabupaten), count(database, kecamatan)) == (38, 666)
