"""A line the size of a word: direction only."""

from collections.abc import Sequence
from typing import Any

WIDTH, HEIGHT, EDGE = 240, 24, 4


def line(values: Sequence[float]) -> dict[str, Any]:
    """One value after another, from the lowest at the bottom to the highest at the top, and the place where it ends."""
    low, high = min(values), max(values)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    corners = [
        (EDGE + n * step, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / (high - low) if high > low else 0.5))
        for n, value in enumerate(values)
    ]
    x, y = corners[-1]
    return {"points": " ".join(f"{x:.1f},{y:.1f}" for x, y in corners), "end": [round(x, 1), round(y, 1)]}
