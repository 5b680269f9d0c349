"""The program whose processor instructions callgrind counts: warm runs of every screen, and nothing else counted."""

import logging
import os
import subprocess
import warnings

from streamlit.testing.v1 import AppTest

from data.settings import ROOT
from ui.screens import SCREENS

RUNS = 5


def screen() -> AppTest:
    """The first screen without a server, for somebody who may see everything."""
    app = AppTest.from_file(str(ROOT / "ui" / "visit.py"), default_timeout=600)
    app.user = {"peran": "admin", "identitas": "uji"}
    return app


def name(slug: str) -> str:
    """What a screen is called among the figures."""
    return slug or "ringkasan"


def main() -> None:
    """Run each screen until it is warm, then ``RUNS`` times; callgrind writes a file for each, with its name."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    for each in SCREENS:
        app = screen().run()
        app.switch_page(each.path)
        for _ in range(2):
            app.run()
        for _ in range(RUNS):
            _tell("--instr=on")
            app.run()
            _tell("--instr=off")
            _tell(f"--dump={name(each.slug)}")


def _tell(what: str) -> None:
    subprocess.run(["callgrind_control", what, str(os.getpid())], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
