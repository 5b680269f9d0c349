"""``python -m data report``: three files, the same as those that a screen gives, or one sentence."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from sqlalchemy import Engine

from data.settings import ROOT
from papers import office
from papers import report as papers
from tests.papers.conftest import PLAN


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as somebody types it."""
    return subprocess.run(
        [sys.executable, "-m", "data", "report", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_it_writes_what_a_screen_gives(sample_database: Engine, tmp_path: Path) -> None:
    done = run("--periode", "2023-12", "--segmen", "BPU", "--out", str(tmp_path / "laporan" / "baru"))
    assert done.returncode == 0, done.stderr
    seen = papers.asked("2023-12", None, "BPU")
    written = {path.name: path.read_bytes() for path in (tmp_path / "laporan" / "baru").iterdir()}
    assert sorted(written) == [
        "contoh-bahan-monev-2023-12-bpu.pdf",
        "contoh-buku-kerja-2023-12-bpu.xlsx",
        "contoh-salindia-2023-12-bpu.pptx",
    ]
    for paper in office.PAPERS:
        name = paper.name(seen, sample=True)
        assert written[name] == office.file(paper, seen)
        assert name in done.stdout
    assert done.stderr.splitlines() == [f"Menulis {paper.label} …" for paper in office.PAPERS]


def test_a_plan_from_the_address_is_in_the_files(sample_database: Engine, tmp_path: Path) -> None:
    done = run("--periode", "2023-12", "--rencana", quote_plus(PLAN), "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    seen = papers.asked("2023-12", None, None, PLAN)
    slides = office.PAPERS[1]
    written = (tmp_path / "contoh-salindia-2023-12-rencana-maret.pptx").read_bytes()
    assert written == slides.write(papers.report(seen, office.today()))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--periode", "2030-01"), 2, "Periode 2030-01 tidak ada dalam data; yang ada: 2021-01 sampai 2024-06."),
        (("--segmen", "XX"), 2, "Segmen XX tidak ada dalam data"),
        (("--apa",), 2, "Pilihan --apa tidak dikenal."),
        (("--out", "README.md"), 2, "README.md"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    sample_database: Engine, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_without_the_database_nothing_is_written(sample_database: Engine, tmp_path: Path) -> None:
    away = run("--out", str(tmp_path / "laporan"), DATABASE_URL="postgresql://u:s@127.0.0.1:1/d")
    assert away.returncode == 3
    assert "Basis data tidak dapat dihubungi" in away.stderr
    assert not (tmp_path / "laporan").exists()
