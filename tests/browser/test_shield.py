"""Every kind of answer of a running dashboard carries the headers; the uninvited are refused."""

import http.client
from urllib.parse import urlsplit

import pytest

from ui.refusals import SENTENCES
from ui.shield import HEADERS, LONGEST_PATH, LONGEST_QUERY


def ask(url, path, method="GET", body=None, **headers):
    """One request as it is given, without a client's tidying. Returns the status, the headers, and the body."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/klaim", 200),
        ("/siap", 200),
        ("/favicon.png", 200),
        ("/_stcore/health", 200),
        ("/_stcore/host-config", 200),
        ("/bukan-layar", 307),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/media/tidak-ada.png", 404),
        ("/app/static/tidak-ada", 404),
        ("/" + "a" * LONGEST_PATH, 414),
        ("/?a=" + "a" * LONGEST_QUERY, 414),
    ],
)
def test_every_kind_of_answer_carries_the_headers(server, path, status):
    told, headers, _ = ask(server.url, path)
    assert told == status
    assert {name: headers.get_all(name) for name in HEADERS} == {name: [value] for name, value in HEADERS.items()}


@pytest.mark.parametrize("path", ["/app/static/%00x", "/..%2f..%2fetc", "/app/static/..%5cx", "//jahat.example/x"])
def test_an_address_that_leads_out_is_refused_in_our_words(server, path):
    status, _, body = ask(server.url, path)
    assert (status, body.decode()) == (400, SENTENCES[400])


def test_scripts_are_allowed_by_their_hash_alone():
    scripts = next(part for part in HEADERS["Content-Security-Policy"].split("; ") if part.startswith("script-src"))
    assert "'sha256-" in scripts
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts


@pytest.mark.parametrize("host", ["jahat.example", "127.0.0.1.jahat.example", "127.0.0.1:80:80", ""])
def test_a_foreign_host_is_refused(server, host):
    status, headers, body = ask(server.url, "/", Host=host)
    assert (status, body) == (403, b"Nama host ini tidak dikenal.")
    assert headers["X-Frame-Options"] == "DENY"


def test_a_host_of_the_installation_is_answered(serve, sample_template):
    named = serve(f"sqlite:///{sample_template}", NAMA_HOST="dasbor.contoh.go.id, Cadangan.contoh.go.id")
    assert ask(named.url, "/", Host="cadangan.contoh.go.id:8501")[0] == 200
    assert ask(named.url, "/", Host="127.0.0.1")[0] == 200
    assert ask(named.url, "/", Host="contoh.go.id")[0] == 403
