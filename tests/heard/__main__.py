"""``python -m tests.heard MODULE ARGUMENTS``: run that module, with what it sends to the database written down."""

import os
import runpy
import sys
from pathlib import Path

from tests import heard

heard.begin(Path(os.environ[heard.FILE]))
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
