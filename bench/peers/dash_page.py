"""The same two screens in Dash, as one who knows it writes them: figures remembered, one callback a screen."""

import pandas as pd
from dash import Dash, Input, Output, dash_table, dcc, html

from bench.peers import ringkasan
from ui import formats

MONTHS, BASES = ringkasan.months(), ringkasan.bases()
app = Dash(__name__, suppress_callback_exceptions=True, title="Dasbor")
server = app.server
PARTS = ("gauge", "peta", "tren")


def _cards(screen: ringkasan.Screen) -> list[html.Div]:
    return [html.Div([html.Small(label), html.H2(value), html.Span(change)]) for label, value, change in screen.cards]


def _choices(**more: dcc.Dropdown) -> html.Div:
    options = [{"label": formats.month(month), "value": f"{month:%Y-%m}"} for month in MONTHS]
    period = dcc.Dropdown(options, options[0]["value"], id="periode", clearable=False)
    return html.Div([period, *more.values()], style={"display": "flex", "gap": "1rem"})


def _overview() -> html.Div:
    row = {"display": "grid", "gridTemplateColumns": "1fr 1fr"}
    return html.Div(
        [
            html.H1("Perlindungan pekerja"),
            _choices(
                basis=dcc.Dropdown(BASES, next(iter(BASES)), id="basis", clearable=False),
                segmen=dcc.Dropdown(["Semua segmen"], "Semua segmen", id="segmen", clearable=False),
            ),
            html.Div([dcc.Graph(id="gauge"), html.Div(id="kartu")], style=row),
            html.Div([dcc.Graph(id="peta"), dcc.Graph(id="tren")], style=row),
            html.Div(id="kata"),
        ]
    )


def _claims() -> html.Div:
    screen = ringkasan.claims(MONTHS[0])
    return html.Div(
        [
            html.H1("Pembayaran klaim"),
            _choices(),
            *_cards(screen),
            *(dcc.Graph(figure=figure, id=name) for name, figure in screen.figures.items()),
            *(dash_table.DataTable(table.to_dict("records"), id=name) for name, table in screen.tables.items()),
        ]
    )


app.layout = html.Div(
    [
        dcc.Location(id="alamat"),
        dcc.Link("Ringkasan", href="/"),
        " ",
        dcc.Link("Klaim", href="/klaim"),
        html.Div(id="isi"),
    ]
)


@app.callback(Output("isi", "children"), Input("alamat", "pathname"))
def _screen(path: str) -> html.Div:
    return _claims() if path == "/klaim" else _overview()


@app.callback(
    *(Output(part, "figure") for part in PARTS),
    Output("kartu", "children"),
    Output("kata", "children"),
    Input("periode", "value"),
    Input("basis", "value"),
    Input("segmen", "value"),
)
def _fill(periode: str, basis: str, _: str) -> tuple:
    screen = ringkasan.overview(pd.Timestamp(f"{periode}-01"), basis, ())
    return *(screen.figures[part] for part in PARTS), _cards(screen), [html.P(words) for words in screen.words]
