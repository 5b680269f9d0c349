"""The units that are shipped, as systemd itself reads them."""

import shutil
import subprocess
import sys
from pathlib import Path

from data.settings import ROOT
from tests.deploy.fronts import installed

UNITS = sorted((ROOT / "deploy").glob("*.service"))
TIMERS = sorted((ROOT / "deploy").glob("*.timer"))
PROGRAM = "/srv/dasbor/.venv/bin/python"


def verified(folder: Path, *, also: str = "") -> subprocess.CompletedProcess[str]:
    """What systemd finds in the units, with a program that is there. also: one more line for each."""
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        assert PROGRAM in text
        (folder / unit.name).write_text(
            text.replace(PROGRAM, sys.executable).replace("[Service]", f"[Service]\n{also}")
        )
    for timer in TIMERS:
        shutil.copy(timer, folder)
    names = [folder / unit.name.replace("@", "@8501") for unit in (*UNITS, *TIMERS)]
    command = [installed("systemd-analyze", "systemd"), "verify", "--man=no", *names]
    return subprocess.run(command, capture_output=True, text=True)


def test_systemd_has_nothing_to_say_about_them(tmp_path: Path) -> None:
    assert (len(UNITS), len(TIMERS)) == (4, 2)
    told = verified(tmp_path)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_it_would_have(tmp_path: Path) -> None:
    assert "Unknown key" in verified(tmp_path, also="TimeoutStopSek=10").stderr
