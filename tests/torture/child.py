"""The process that is killed: it loads two files in turn until it dies. Argument: the folder of the files."""

import itertools
import sys
from pathlib import Path

from tests.torture import kill

if __name__ == "__main__":
    print("ready", flush=True)
    for name in itertools.cycle(kill.IN_TURN):
        kill.load(Path(sys.argv[1]), name)
