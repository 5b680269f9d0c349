"""The picture of the table: how many times the baseline each row takes, with the mark that was set."""

from pathlib import Path

import plotly.graph_objects as go
from playwright.sync_api import sync_playwright

from bench.table import Row, number
from tests.browser import chromium

WIDTH, ROW_HEIGHT = 1100, 46


def draw(rows: list[Row], ours: str, file: Path) -> None:
    """Bars of the ratios to their baselines, the shortest the best; those that miss their mark stand out."""
    shown = [row for row in reversed(rows) if row.unit != "permintaan" and row.ratio(ours) is not None]
    ratios = [row.ratio(ours) or 0.0 for row in shown]
    missed = [row.verdict(ours).startswith("belum") for row in shown]
    bars = go.Bar(
        y=[f"{row.name} ({row.unit})" for row in shown],
        x=ratios,
        orientation="h",
        marker_color=["peru" if miss else "teal" for miss in missed],
    )
    marks = go.Scatter(
        y=[f"{row.name} ({row.unit})" for row in shown if row.most_ratio],
        x=[row.most_ratio for row in shown if row.most_ratio],
        mode="markers",
        marker={"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": "black"}},
    )
    words = go.Scatter(
        y=[f"{row.name} ({row.unit})" for row in shown],
        x=[max(ratio, row.most_ratio or 0.0) for ratio, row in zip(ratios, shown, strict=True)],
        mode="text",
        text=[f"  {number(ratio)} × {row.baseline}" for ratio, row in zip(ratios, shown, strict=True)],
        textposition="middle right",
        cliponaxis=False,
    )
    layout = {
        "title": {
            "x": 0.02,
            "text": "Dasbor ini dan pembandingnya: makin pendek makin baik; garis tegak adalah sasaran",
        },
        "template": "plotly_white",
        "font": {"size": 15},
        "width": WIDTH,
        "height": 110 + ROW_HEIGHT * len(shown),
        "showlegend": False,
        "yaxis": {"automargin": True, "range": [-0.7, len(shown) - 0.3]},
        "xaxis": {"rangemode": "tozero", "title": None},
        "margin": {"r": 170, "t": 70, "b": 40},
    }
    content = go.Figure([bars, marks, words], layout).to_html(include_plotlyjs=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.AS_ROOT)
        page = browser.new_page(viewport={"width": WIDTH, "height": int(layout["height"])})
        page.set_content(content)
        page.locator(".js-plotly-plot").screenshot(path=file)
        browser.close()
