"""Planted names and numbers of people: wherever a file with them goes, they stay behind."""

import io
import logging
import tempfile
import zipfile
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from data.loading import bounded, child, intake
from data.loading.faults import Refused, Rule
from data.loading.intake import source_of
from tests.data.loading import good, raw
from tests.data.loading.books import REFERENCE, drafts_of, faults_of, recap, tidy
from tests.data.loading.good import Cell

KINDS = good.FORMATS


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> dict[str, bytes]:
    """Everything that reading a file leaves behind, by where; the process's own folder before it is emptied."""
    found: dict[str, bytes] = {}
    verdict_in, folder = bounded.verdict_in, tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    def watched(place, code, copy):
        found.update({file.name: content_of(file.read_bytes()) for file in place.rglob("*") if file.is_file()})
        found["copy"] = content_of(copy or b"")
        return verdict_in(place, code, copy)

    monkeypatch.setattr(bounded, "verdict_in", watched)
    caplog.set_level(logging.DEBUG)
    return found


def content_of(content: bytes) -> bytes:
    """What a file holds; of an archive, its parts."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return b"".join(map(book.read, book.namelist()))
    return content


def leaks(secrets, seen, said, caplog, folder: Path) -> list[str]:
    """Where one of the secrets stands."""
    places = dict(seen) | {"said": said.encode(), "log": caplog.text.encode()}
    # The database, its journal, and whatever else was left on the disk.
    places |= {file.name: content_of(file.read_bytes()) for file in folder.rglob("*") if file.is_file()}
    return [
        f"{secret} in {place}" for place, content in places.items() for secret in secrets if secret.encode() in content
    ]


def cases(kind: str, *, spoil=lambda made: None) -> tuple[bytes, set[str]]:
    """A list of cases and what must not be told of it."""
    made = good.klaim_kasus(Random(11))
    made.columns += ["catatan", "lahir"]
    made.heads |= {"catatan": ["Keterangan"], "lahir": ["Tempat/Tgl Lahir"]}
    for number, line in enumerate(made.lines):
        line["catatan"] = Cell(written=f"a.n. Karmini{number:03}")
        line["lahir"] = Cell(written=f"Ngantang{number:03}")
        made.secrets |= {line["catatan"].written, line["lahir"].written}
    spoil(made)
    return made.bytes(kind), made.secrets


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_cases_is_counted_and_forgotten(sqlite_database, seen, caplog, tmp_path, kind):
    content, secrets = cases(kind)
    source = source_of(content, f"kasus.{kind}", oleh="Kantor Cabang")
    stored = intake.load(content, source, agreed=intake.check(content, source).fingerprint)
    said = repr(stored) + "".join(map(str, stored.preview.questions))
    assert [part.jenis for part in stored.preview.parts] == ["klaim"]
    assert {"putusan.json", "baris-0.csv", "permintaan.json"} <= seen.keys()
    assert leaks(secrets, seen, said, caplog, tmp_path) == []
    assert list((tmp_path / "sementara").iterdir()) == []


def misplaced(made: good.Good) -> None:
    """Names and numbers in cells that are read, and in a title."""
    for key, number in (("kecamatan_kode", 0), ("program_kode", 1), ("bulan", 2), ("dibayarkan_rp", 0)):
        written = f"Paijem{number}{key}"
        made.lines[number][key] = Cell(written=written)
        made.secrets.add(written)
    number = good.nik(Random(5))
    made.lines[1]["dibayarkan_rp"] = Cell(written=int(number))
    made.titles[0] = ["DAFTAR KASUS", number]
    made.secrets.add(number)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_cases_at_fault_repeats_nothing(sqlite_database, seen, caplog, tmp_path, kind):
    content, secrets = cases(kind, spoil=misplaced)
    with pytest.raises(Refused) as refusal:
        intake.check(content, source_of(content, f"kasus.{kind}", oleh="Kantor Cabang"))
    rules = {fault.rule for fault in refusal.value.faults}
    assert {Rule.PERSONAL, Rule.UNKNOWN_KECAMATAN, Rule.UNKNOWN_PROGRAMME, Rule.UNKNOWN_MONTH} <= rules
    said = "".join(map(str, refusal.value.faults)) + repr(refusal.value.faults)
    assert seen.keys() == {"permintaan.json", "putusan.json", "copy"}
    assert seen["copy"]
    assert leaks(secrets, seen, said, caplog, tmp_path) == []


PEOPLE = {"NIK": None, "Nama Peserta": "Ngatiyem", "No. KPJ": None, "No HP": "0812987654321"}
OTHERS = {name: make for name, make in good.MAKERS.items() if name != "klaim daftar kasus"}


@pytest.mark.parametrize("name", OTHERS)
def test_people_in_any_other_table_are_refused_and_not_repeated(seen, caplog, tmp_path, name):
    chance = Random(name)
    made = OTHERS[name](chance)
    depth = len(made.heads[made.columns[0]])
    for heading, value in PEOPLE.items():
        made.columns.append(heading)
        made.heads[heading] = [heading] + [None] * (depth - 1)
        for line in made.lines:
            written = value or (good.nik(chance) if heading == "NIK" else good.kpj(chance))
            line[heading] = Cell(written=written)
            made.secrets.add(written)
    kind = chance.choice(KINDS)
    content = made.bytes(kind)
    source = source_of(content, f"berkas.{kind}", oleh="Kantor Cabang")
    with pytest.raises(Refused) as refusal, bounded.reading(content, good.known(), source):
        pass
    personal = [fault for fault in refusal.value.faults if fault.rule == Rule.PERSONAL]
    assert len(personal) == len(PEOPLE)
    said = "".join(map(str, refusal.value.faults)) + repr(refusal.value.faults)
    assert leaks(made.secrets, seen, said, caplog, tmp_path) == []


def test_the_marked_copy_of_a_list_of_cases_keeps_what_is_no_persons(seen, tmp_path):
    content, _ = cases("xlsx", spoil=misplaced)
    source = source_of(content, "kasus.xlsx", oleh="Kantor Cabang")
    with pytest.raises(Refused) as refusal, bounded.reading(content, good.known(), source):
        pass
    assert refusal.value.marked
    sheet = load_workbook(io.BytesIO(refusal.value.marked))["Data"]
    texts = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert "dihapus: data pribadi" in texts
    assert raw.saved(load_workbook(io.BytesIO(refusal.value.marked)))


def test_beside_people_no_unread_column_is_kept(seen):
    content = recap({"K4": "NIK", "K6": good.nik(Random(6)), "L4": "No.b HP", "L6": "PaijemHP", "C6": -5})
    source = source_of(content, "rekap.xlsx", oleh="Kantor Cabang")
    with pytest.raises(Refused) as refusal, bounded.reading(content, REFERENCE, source):
        pass
    assert refusal.value.marked
    sheet = load_workbook(io.BytesIO(refusal.value.marked))["Kepesertaan"]
    assert (sheet["C6"].value, sheet["L6"].value) == (-5, "dihapus: data pribadi")


@pytest.mark.parametrize(
    ("cell", "amounts"),
    [
        ("K", (12_345_678_000, 23_456_789_000, 34_567_890_000)),
        ("K", (12_345_678_901, 9_456_789_012, 34_567_890_123)),
        ("K", ("12.345.678.901", "23.456.789.012", "34.567.890.123")),
        ("K", (12_345_678_901,)),
    ],
)
def test_rupiah_of_eleven_digits_is_no_person(cell, amounts):
    content = recap({"K4": "Rupiah"} | {f"{cell}{row}": amount for row, amount in enumerate(amounts, start=6)})
    assert {fault.rule for fault in faults_of(content)} == {Rule.UNREAD}


@pytest.mark.parametrize(
    "words", ["Rp12345678901", "rp. 12345678901", "Rp 12.345.678.901", "SK 188/45/2025, 08-10-2025 10.30"]
)
def test_words_with_amounts_and_dates_are_no_person(words):
    assert drafts_of(tidy(("Tahun", "OPD", "Tindak Lanjut"), (2025, "Dinsos", words)))


def test_the_name_of_a_sheet_tells_of_nobody(tmp_path):
    number = good.nik(Random(7))
    for name, changes in (("baik", {}), ("salah", {"C6": -5})):
        book = load_workbook(io.BytesIO(recap(changes)))
        book.active.title = f"Siti {number}"
        folder = tmp_path / name
        folder.mkdir()
        content = raw.saved(book)
        child.answer(content, REFERENCE, source_of(content, "r.xlsx", oleh="x"), folder, lambda stage: None)
        told = (folder / child.VERDICT).read_text()
        assert "Siti (16 angka)" in told
        assert number not in told
