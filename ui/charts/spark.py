"""A line the size of a word: direction only, drawn as a picture so that it costs no script."""

from ui import theme

WIDTH, HEIGHT, EDGE = 240, 24, 4


def line(values: list[float], *, colour: str) -> str:
    """An SVG of one value after another, from the lowest at the bottom to the highest at the top, ending in a dot."""
    low, high = min(values), max(values)
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    points = [
        (EDGE + n * step, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * ((value - low) / (high - low) if high > low else 0.5))
        for n, value in enumerate(values)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}" stroke="{theme.paper()}"/></svg>'
    )
