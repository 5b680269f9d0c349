"""What a screen costs, counted instead of timed: it may not grow unnoticed. The accepted counts: figures.toml."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FIGURES = Path(__file__).with_name("figures.toml")
MOST_GROWTH = 1.10
HOW = "If that is meant, accept it: .venv/bin/python -m tests.guard --renew, and commit tests/guard/figures.toml."
_HEAD = "# What the program costs; written by python -m tests.guard --renew, compared by python -m tests.guard.\n"


def known() -> dict[str, dict[str, int]]:
    """The accepted counts: what is counted -> of what -> how much."""
    return tomllib.loads(FIGURES.read_text(encoding="utf-8"))


def grown(known: Mapping[str, Mapping[str, int]], found: Mapping[str, Mapping[str, int]]) -> list[str]:
    """A line for each count that is more than a tenth above the accepted one, or that was never accepted."""
    lines = []
    for what, counts in found.items():
        for of, now in counts.items():
            before = known.get(what, {}).get(of)
            if before is None:
                lines.append(f"{what}, {of}: {now}, not known before")
            elif now > before * MOST_GROWTH:
                lines.append(f"{what}, {of}: {now}, accepted were {before}")
    return lines


def renew(found: Mapping[str, Mapping[str, int]]) -> None:
    """Accept what was counted. What could not be counted here stays as it was."""
    lines = [_HEAD]
    for what, counts in ((known() if FIGURES.exists() else {}) | dict(found)).items():
        lines += [f'["{what}"]', *(f'"{of}" = {count}' for of, count in counts.items()), ""]
    FIGURES.write_text("\n".join(lines), encoding="utf-8")
