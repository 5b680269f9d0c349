"""A machine that has nothing: what docs/operasi.md says is done there, with what was carried to its folder.

Run as a program it does so and prints, as JSON, what it met; in front of it may stand a network that leads nowhere.
"""

import asyncio
import errno
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import postgres
from tests.docs.document import boxes, follow
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.watchers import TRUTH
from tests.viewer import viewer

# Kept for documentation: nobody has it, and nothing is sent to learn whether there is a way to it.
ELSEWHERE = ("192.0.2.1", 9)
FOREIGN = "from importlib.util import find_spec; print(find_spec('pytest'))"


def screens(dashboard: Dashboard) -> dict[str, Any]:
    """Start a dashboard; what stands on its first screens: the figures of each, and what is said there."""

    async def opened() -> dict[str, Any]:
        async with viewer(dashboard.url) as somebody:
            answers = {page: await somebody.run(page) for page in TRUTH}
        return {page: [answer.figures, answer.said] for page, answer in answers.items()}

    with dashboards(dashboard):
        return asyncio.run(opened())


def is_alone() -> bool:
    """Whether no way leads from here to any other machine."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        return probe.connect_ex(ELSEWHERE) == errno.ENETUNREACH


def settings(file: Path) -> Mapping[str, str]:
    """The settings of a role, as ``roles`` wrote them."""
    return dict(line.split("=", 1) for line in file.read_text(encoding="utf-8").splitlines())


def restore(folder: Path) -> dict[str, Any]:
    """Install the program in its folder, restore the backup on a new server, and look at the first screens."""
    _, _, install = boxes(1)
    _, fill = boxes(7)
    follow(install, folder, {})
    python = folder / ".venv" / "bin" / "python"
    foreign = subprocess.run([python, "-c", FOREIGN], cwd=folder, check=True, capture_output=True, text=True).stdout
    with postgres.server() as server:
        url = server.create("baru")
        environment = {"PATH": f"{server.programs}:{os.environ['PATH']}", "DATABASE_URL": url, "PEMULIHAN_URL": url}
        follow(fill + boxes(3)[0], folder, environment)
        viewing = settings(folder / "peran" / "dasbor_penampil_3505.env")
        dashboard = Dashboard(folder / "log", folder=folder, FOLDER_KEADAAN=str(folder / "keadaan"), **viewing)
        return {"alone": is_alone(), "foreign": foreign.strip(), "screens": screens(dashboard)}


if __name__ == "__main__":
    json.dump(restore(Path(sys.argv[1])), sys.stdout)
