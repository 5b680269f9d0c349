"""The program whose processor instructions are counted: warm runs of the first screen, and nothing else counted."""

import logging
import os
import subprocess
import sys
import warnings

from streamlit.testing.v1 import AppTest

from data.settings import ROOT

RUNS = 5


def screen() -> AppTest:
    """The first screen without a server, for somebody who may see everything."""
    app = AppTest.from_file(str(ROOT / "ui" / "visit.py"), default_timeout=600)
    app.user = {"peran": "admin", "identitas": "uji"}
    return app


def main(switch: str) -> None:
    """Run the screen until it is warm, then ``RUNS`` times between switching the counter on and off.

    switch: a command that is given 'on' or 'off' and the number of this process, e.g. 'callgrind_control --instr'.
    """
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    app = screen()
    for _ in range(2):
        app.run()
    subprocess.run([*switch.split(), "on", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)
    for _ in range(RUNS):
        app.run()
    subprocess.run([*switch.split(), "off", str(os.getpid())], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1])
