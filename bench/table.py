"""The one table: rows of medians with smallest and largest, and their ratio to the row's baseline."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Row:
    """One thing that was measured of everybody. baseline: whose median the ratios are to; most: what ours may be.

    most_ratio: what the ratio may be; either is None where nothing was promised. about: the day, the machine, its load.
    """

    name: str
    unit: str
    baseline: str = ""
    most: float | None = None
    most_ratio: float | None = None
    values: dict[str, list[float]] = field(default_factory=dict)
    about: str = ""

    def add(self, who: str, value: float) -> None:
        """One more measurement."""
        self.values.setdefault(who, []).append(value)

    def median(self, who: str) -> float:
        """The median of one of them."""
        return statistics.median(self.values[who])

    def ratio(self, who: str) -> float | None:
        """To the baseline; None where that was not measured."""
        return self.median(who) / self.median(self.baseline) if self.baseline in self.values else None

    def verdict(self, ours: str) -> str:
        """'ya' or 'belum', with what was promised; '' where nothing was."""
        reached, ratio = [], self.ratio(ours)
        if self.most is not None:
            reached.append((self.median(ours) <= self.most, f"{number(self.most)} {self.unit}"))
        if self.most_ratio is not None and ratio is not None:
            reached.append((ratio <= self.most_ratio, f"{number(self.most_ratio)} ×"))
        words = " dan ".join(word for _, word in reached)
        return f"{'ya' if all(good for good, _ in reached) else 'belum'} ({words})" if reached else ""


def number(value: float) -> str:
    """As Indonesians write it, with three figures."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def markdown(rows: list[Row], ours: str) -> str:
    """The table as it stands in README."""
    lines = ["| Yang diukur | Dasbor ini | Pembanding | Rasio | Sasaran tercapai |", "|---|---|---|---|---|"]
    for row in rows:
        others = ", ".join(f"{who} {_summary(row, who)}" for who in row.values if who != ours)
        ratio = row.ratio(ours)
        lines.append(
            f"| {row.name} ({row.unit}) | {_summary(row, ours)} | {others} "
            f"| {'' if ratio is None or not others else number(ratio)} | {row.verdict(ours)} |"
        )
    return "\n".join(lines)


def _summary(row: Row, who: str) -> str:
    values = row.values.get(who)
    if not values:
        return "–"
    spread = f" [{number(min(values))}–{number(max(values))}]" if len(values) > 1 else ""
    return f"{number(row.median(who))}{spread}"


def keep(rows: list[Row], file: Path) -> list[Row]:
    """Everything that was measured, as JSON: these rows in the place of older ones, those that are new at the end."""
    anew = {(row.name, row.unit): row for row in rows}
    old = [Row(**row) for row in json.loads(file.read_text(encoding="utf-8"))] if file.exists() else []
    whole = [*(anew.pop((row.name, row.unit), row) for row in old), *anew.values()]
    content = json.dumps([vars(row) for row in whole], indent=1, ensure_ascii=False)
    file.write_text(f"{content}\n", encoding="utf-8")
    return whole
