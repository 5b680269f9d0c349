"""The process that writes one paper: ``python -m papers.child MODULE`` takes a report and answers with the file.

It comes after everybody else who wants the processor, and knows nothing of the database.
"""

import importlib
import os
import pickle
import sys


def main(writer: str) -> None:
    """Write the report on standard input with one of the writers, to standard output."""
    if hasattr(os, "nice"):
        os.nice(10)
    # Pickled a moment ago by the process that started this one.
    made = pickle.loads(sys.stdin.buffer.read())  # noqa: S301
    sys.stdout.buffer.write(importlib.import_module(writer).write(made))


if __name__ == "__main__":
    main(sys.argv[1])
