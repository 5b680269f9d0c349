"""The command line: ``python -m data``. A front door, as ``dashboard.py`` is one: it opens what stands on any floor."""

import sys

from data import cli
from papers.command import report

cli.commands.add_command(report)
sys.exit(cli.main())
