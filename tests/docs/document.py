"""docs/operasi.md as its reader follows it: the program in a folder, and the commands of the document there."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from data.settings import ROOT

DOCUMENT = ROOT / "docs" / "operasi.md"
# What a reader's machine has and the folder of a test has not.
COPIED = ("dashboard.py", "memory.py", "data", "queries", "ui", "papers", "pages", "requirements.txt", ".streamlit")
PATIENCE_SECONDS = 300


def boxes(section: int = 0) -> list[str]:
    """The commands of each box, in their order: of one section, or of all."""
    text = DOCUMENT.read_text(encoding="utf-8")
    if section:
        (text,) = re.findall(rf"^## {section}\. .*?(?=^## |\Z)", text, flags=re.M | re.S)
    return re.findall(r"^```sh\n(.*?)^```$", text, flags=re.M | re.S)


def copy_program(folder: Path) -> Path:
    """The program as somebody copied it, without a virtual environment. Returns the folder."""
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("*.db*", "__pycache__", "keadaan"))
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder)
    return folder


def follow(commands: str, folder: Path, environment: Mapping[str, str]) -> None:
    """Run some commands in a folder. Raises AssertionError with what they said when one fails."""
    told = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", commands],
        cwd=folder,
        env=os.environ | {"KABUPATEN": "35.05", "FOLDER_KEADAAN": str(folder / "keadaan")} | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    assert told.returncode == 0, told.stdout[-2000:] + told.stderr[-2000:]
