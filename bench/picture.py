"""The picture of the table: how many times the baseline each row takes, with the mark that was set."""

from pathlib import Path

import plotly.graph_objects as go
from playwright.sync_api import sync_playwright

from bench.table import Row, number
from tests.browser import chromium

WIDTH, ROW_HEIGHT = 1100, 46


def draw(rows: list[Row], ours: str, file: Path) -> None:
    """Bars of the ratios to Dash, the shortest the best; those that miss their mark stand out."""
    shown = [row for row in reversed(rows) if row.unit != "permintaan" and row.ratio(ours) is not None]
    ratios = [row.ratio(ours) or 0.0 for row in shown]
    missed = [row.verdict(ours).startswith("belum") for row in shown]
    bars = go.Bar(
        y=[f"{row.name} ({row.unit})" for row in shown],
        x=ratios,
        orientation="h",
        text=[f"{number(ratio)} × {row.baseline}" for ratio, row in zip(ratios, shown, strict=True)],
        textposition="outside",
        cliponaxis=False,
        marker_color=["peru" if miss else "teal" for miss in missed],
    )
    marks = go.Scatter(
        y=[f"{row.name} ({row.unit})" for row in shown if row.most_ratio],
        x=[row.most_ratio for row in shown if row.most_ratio],
        mode="markers",
        marker={"symbol": "line-ns", "size": 26, "line": {"width": 3, "color": "black"}},
    )
    layout = {
        "title": {"text": "Dasbor ini dibanding Dash: makin pendek makin baik; garis tegak adalah sasaran"},
        "template": "plotly_white",
        "font": {"size": 15},
        "width": WIDTH,
        "height": 110 + ROW_HEIGHT * len(shown),
        "showlegend": False,
        "yaxis": {"automargin": True},
        "xaxis": {"rangemode": "tozero"},
        "margin": {"r": 110},
    }
    content = go.Figure([bars, marks], layout).to_html(include_plotlyjs=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.AS_ROOT)
        page = browser.new_page(viewport={"width": WIDTH, "height": int(layout["height"])})
        page.set_content(content)
        page.locator(".js-plotly-plot").screenshot(path=file)
        browser.close()
