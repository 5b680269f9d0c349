"""What a regency's dashboard takes when its database holds only it, East Java, or all of Indonesia, in turns."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from unittest.mock import patch

import click

from bench import nation
from bench.nation import Built
from bench.reading import Seen
from bench.table import Row
from data.settings import ROOT
from tests.guard import counts

ALONE, NATION = nation.SIZES[0], nation.SIZES[-1]
# In so many rounds the screens are shown too, which takes most of the time and asks the database nothing.
SHOWN = 2
MOST_RATIO, MOST_MILLISECONDS = 1.1, 50
# What is looked at: its name, and how many milliseconds of it a process saw.
FIGURES: dict[str, Callable[[Seen], float]] = {
    "baca pertama semua data": lambda seen: seen.first,
    "baca ulang semua data": lambda seen: seen.again,
    "menunggu basis data, semua data": lambda seen: seen.waited,
    "menunggu basis data, data layar yang paling banyak": lambda seen: max(seen.of_screens.values()),
    "jalan ulang hangat, rata-rata semua layar": lambda seen: statistics.mean(seen.warm.values()),
}


def measure(ours: str, *, rounds: int) -> Iterator[Row]:
    """One row for each figure, kind of database and size, with the regency alone as its baseline."""
    with nation.databases() as built:
        for kind in dict.fromkeys(each.kind for each in built):
            own = [each for each in built if each.kind == kind]
            _tell(own)
            seen: dict[str, list[Seen]] = {}
            for number in range(rounds):
                for each in own:
                    seen.setdefault(each.size.name, []).append(_read(each, screens=number < SHOWN))
            yield from _rows(kind, seen, ours)
            yield from _instructions([each for each in own if each.size in (ALONE, NATION)], ours)


def _rows(kind: str, seen: dict[str, list[Seen]], ours: str) -> Iterator[Row]:
    for name, figure in FIGURES.items():
        if kind == "sqlite" and name.startswith("menunggu"):
            # Which hands over the first row before it has looked for the others.
            continue
        for size in nation.SIZES[1:]:
            row = Row(f"{name}, {kind}, {size.label}", "md", ALONE.label)
            # Waiting for the database is a part of the readings, whose whole was promised as a ratio.
            if size is NATION and "menunggu" in name:
                row.most = MOST_MILLISECONDS
            elif size is NATION:
                row.most_ratio = MOST_RATIO
            for who, of in ((ours, size), (ALONE.label, ALONE)):
                row.values[who] = [figure(each) for each in seen[of.name] if each.warm or "layar" not in name]
            yield row
    row = Row(f"pernyataan SQL pada jalan ulang hangat semua layar, {kind}", "kali", most=0)
    row.values = {ours: [max(each.warm_statements for several in seen.values() for each in several)]}
    yield row


def _instructions(built: list[Built], ours: str) -> Iterator[Row]:
    """Of the screen that the nation slows most: counted, since no clock is as exact as one of twenty screens needs."""
    found = []
    for each in built:
        with patch.dict(os.environ, {"DATABASE_URL": each.viewer}):
            counted = counts.instructions()
        if isinstance(counted, str):
            click.echo(f"Instructions are not counted: {counted}.", err=True)
            return
        (screens,) = counted.values()
        found.append(screens)
    alone, nation = found
    worst = max(alone, key=lambda screen: nation[screen] / alone[screen])
    name = f"instruksi jalan ulang hangat, layar yang paling bertambah, {built[0].kind}, {NATION.label}"
    row = Row(name, "juta", ALONE.label, most_ratio=MOST_RATIO)
    row.values = {ours: [nation[worst] / 1000], ALONE.label: [alone[worst] / 1000]}
    yield row


def _read(built: Built, *, screens: bool) -> Seen:
    told = subprocess.run(
        [sys.executable, "-m", "bench.reading", *["screens"][: int(screens)]],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": built.viewer},
        check=True,
        stdout=subprocess.PIPE,
    )
    return Seen(**json.loads(told.stdout))


def _tell(built: list[Built]) -> None:
    """How many rows each table has."""
    click.echo(f"\n| {built[0].kind} | {' | '.join(each.size.label for each in built)} |\n|---|{'--:|' * len(built)}")
    for table in built[-1].rows:
        counts = " | ".join(f"{each.rows[table]:,}".replace(",", ".") for each in built)
        click.echo(f"| {table} | {counts} |")
