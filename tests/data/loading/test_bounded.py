"""The process that reads a file: whatever happens in it, the parent answers with one sentence."""

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from data.loading import bounded, child, recognise
from data.loading.draft import Source
from data.loading.faults import Refused, Rule
from tests.data.loading.books import REFERENCE, claims_csv, recap, tidy

SOURCE = Source("berkas.xlsx", "0" * 64, "Kantor Cabang")
SECRET = "350501" + "411290" + "0001"


def refusal_of(content):
    with pytest.raises(Refused) as refusal, bounded.reading(content, REFERENCE, SOURCE):
        pass
    return refusal.value


def test_a_file_is_read_elsewhere_and_only_its_rows_come_back():
    stages = []
    with bounded.reading(recap(), REFERENCE, SOURCE, stages.append) as verdict:
        _, members = verdict.reads
        folder = members.rows.path.parent
        lines = members.rows.path.read_text(encoding="utf-8").splitlines()
        assert {path.name for path in folder.iterdir()} == {child.REQUEST, child.VERDICT, "baris-0.csv", "baris-1.csv"}
    assert members.rows.count == len(lines) == 12
    assert sum(each.numbers[0] for each in members.sums) == 2287
    assert members.sums[0].cell == "F6"
    assert not verdict.questions
    assert stages[0] == "Membaca dan memeriksa berkas …"
    assert not folder.exists()


def test_the_reader_knows_nothing_of_the_database(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:rahasia@server/db")
    assert "rahasia" not in json.dumps(bounded._environment())
    monkeypatch.setattr(bounded, "_environment", lambda: {"PATH": "", "DATABASE_URL": ""})
    with bounded.reading(recap(), REFERENCE, SOURCE) as verdict:
        assert len(verdict.reads) == 2


def test_reading_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 0)
    (fault,) = refusal_of(recap()).faults
    assert "terlalu lama" in fault.sentence


def test_a_reader_that_is_killed_is_one_sentence(monkeypatch):
    real = subprocess.Popen

    def killed(command, **options):
        process = real([sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"], **options)
        process.wait()
        return process

    monkeypatch.setattr(subprocess, "Popen", killed)
    (fault,) = refusal_of(recap()).faults
    assert "memori" in fault.sentence


def test_a_fault_of_the_program_tells_its_place_and_never_its_words(tmp_path, monkeypatch, caplog):
    def fail(*_):
        raise ValueError(SECRET)

    monkeypatch.setattr(recognise, "recognise", fail)
    child.answer(b"x", REFERENCE, SOURCE, tmp_path, lambda stage: None)
    assert SECRET not in (tmp_path / child.VERDICT).read_text()
    with caplog.at_level(logging.ERROR), pytest.raises(Refused) as refusal:
        bounded.verdict_in(tmp_path, 0, None)
    assert "nomor kejadian" in refusal.value.faults[0].remedy
    assert "ValueError in test_bounded.py" in caplog.text
    assert SECRET not in caplog.text


def test_a_refused_file_comes_with_a_marked_copy_and_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(bounded.tempfile, "tempdir", str(tmp_path))
    refusal = refusal_of(recap({"C6": -15}))
    assert [(fault.cell, fault.rule) for fault in refusal.faults] == [("C6", Rule.NEGATIVE)]
    assert refusal.marked
    assert refusal.marked.startswith(b"PK")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("said", "copy"),
    [
        ("b'siap\\nsalinan 4\\nPK\\n.'", b"PK\n."),
        ("b'siap\\nsalinan 5\\nPK..'", None),
        ("b'siap\\nsalinan 999999999999\\nPK..'", None),
        ("b'siap\\nsalinan -1\\nPK..'", None),
        ("b'siap\\nsalinan'", None),
    ],
)
def test_a_copy_is_handed_over_whole_or_not_at_all(tmp_path, monkeypatch, said, copy):
    stages, real = [], subprocess.Popen
    program = f"import sys; sys.stdout.buffer.write({said})"
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: real([sys.executable, "-c", program], **options))
    assert bounded._run(b"x" * 10**6, tmp_path, 20, stages.append)[1] == copy
    assert stages[0] == "siap"
    assert not any("PK" in stage for stage in stages)


def test_nothing_of_a_refused_file_is_on_the_disk(tmp_path):
    child.write_request(tmp_path, REFERENCE, SOURCE, 20)
    code, copy = bounded._run(recap({"C6": -15}), tmp_path, 20, lambda stage: None)
    assert code == 0
    assert copy
    assert {path.name for path in tmp_path.iterdir()} == {child.REQUEST, child.VERDICT}


def test_many_faults_are_counted_and_the_first_are_told():
    lines = ["Bulan;Kecamatan;Program;Jumlah Kasus;Nominal"]
    lines += [f"01/2023;Entah {number};JHT;x;1" for number in range(2000)]
    refusal = refusal_of("\r\n".join(lines).encode())
    assert refusal.count == 4000
    assert len(refusal.faults) <= 1000


def test_the_limits_are_real():
    program = "from data.loading import child; child.limit(5); bytearray(2 * 1024 ** 3)"
    root = Path(child.__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True)
    assert "MemoryError" in ended.stderr
    program = "from data.loading import child; child.limit(1)\nwhile True: pass"
    ended = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, timeout=30)
    assert ended.returncode < 0


def test_a_text_file_is_read_in_the_same_way():
    with bounded.reading(claims_csv(), REFERENCE, SOURCE) as verdict:
        (read,) = verdict.reads
        assert [total.dihitung for total in read.totals] == [12, 234_000_000, 69_000_000]
        assert any("--lingkup" in warning for warning in verdict.warnings)


def test_a_fault_behind_a_thousand_questions_refuses_the_file():
    rows = [(f"Dinas {n}", 10, 5, 1, 1, 12, 7) for n in range(600)] + [("Dinas akhir", -10, 5, 1, 1, 2, 6)]
    groups = ("OPD", "Non-ASN", None, "Kader", None, "Jumlah", None)
    content = tidy(("EKOSISTEM Bulan Januari 2026",), groups, (None, *["Jumlah", "Terdaftar"] * 3), *rows)
    refusal = refusal_of(content)
    assert (refusal.faults[0].cell, refusal.faults[0].rule) == ("B604", Rule.NEGATIVE)
    assert all(fault.rule is Rule.TOTAL_DIFFERS for fault in refusal.faults[1:])
    assert len(refusal.faults) == 1000


def test_neither_faults_nor_loads_is_a_fault_of_the_program(tmp_path, caplog):
    verdict = {"faults": [], "count": 0, "warnings": [], "drafts": []}
    (tmp_path / child.VERDICT).write_text(json.dumps(verdict))
    with caplog.at_level(logging.ERROR), pytest.raises(Refused) as refusal:
        bounded.verdict_in(tmp_path, 0, None)
    assert "nomor kejadian" in refusal.value.faults[0].remedy
    assert "no fault and no draft" in caplog.text
