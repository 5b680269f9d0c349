"""The log is one JSON object a line, and nothing secret stands in it."""

import json
import logging
import random
import sys
from urllib.parse import unquote

import pytest

from data import settings
from data.journal import JsonLines, redact

DIGITS = "".join(random.Random(1).choices("123456789", k=16))


def record(message, *parts, exc_info=None):
    return logging.LogRecord("dasbor", logging.ERROR, "", 0, message, parts, exc_info)


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("postgresql+psycopg://dasbor:r4ha:s1a@db/jamsostek", "r4ha:s1a"),
        ("postgresql://dasbor:r4h@s1a@db/jamsostek", "s1a"),
        ("postgresql://dasbor:r4h@s1a:w0rd/x@db/jamsostek", "w0rd"),
        ("kuki _streamlit_user=r4hasia", "r4hasia"),
        ("password=r4hasia host=db", "r4hasia"),
        ("{'cookie_secret': 'r4hasia'}", "r4hasia"),
        ("Cookie: _streamlit_user=r4hasia; lain=juga", "r4hasia"),
        ("Authorization: Bearer r4hasia", "r4hasia"),
        ("?token=r4hasia&bulan=1", "r4hasia"),
        ("dari budi@contoh.go.id", "budi"),
        (f"NIK {DIGITS}", DIGITS),
        (f"NIK {DIGITS[:6]}.{DIGITS[6:12]}.{DIGITS[12:]}", DIGITS[6:12]),
        (f"KPJ {DIGITS[:11]}", DIGITS[:11]),
    ],
)
def test_what_is_secret_is_hidden(text, secret):
    assert secret not in redact(text)


@pytest.mark.parametrize(
    "text", ["Rp1.250.000.000 untuk 3.412 kasus", "Muatan 12, 13 pada 2026-11-25", "35.05.010.2001"]
)
def test_what_an_operator_needs_stays(text):
    assert redact(text) == text


def test_a_fault_is_one_line_with_its_incident_and_its_traceback():
    try:
        raise ValueError(f"postgresql://a:r4hasia@db\n{DIGITS}")
    except ValueError:
        fault = record("Kejadian %s", "A1B2C3", exc_info=sys.exc_info())
    fault.kejadian = "A1B2C3"
    line = JsonLines().format(fault)
    told = json.loads(line)
    assert "\n" not in line
    assert (told["pesan"], told["kejadian"], told["jenis"]) == ("Kejadian A1B2C3", "A1B2C3", "ValueError")
    assert "Traceback" in told["rincian"]
    assert "r4hasia" not in line
    assert DIGITS not in line


@pytest.mark.parametrize("url", ["postgresql://d:{}@db/j", "postgresql:///j?user=d&password={}&host=db"])
@pytest.mark.parametrize("written", ["K3nari", "K3nari%40besar", "K3nari/sangat@besar:sekali"])
def test_the_password_of_this_process_is_hidden_wherever_it_stands(monkeypatch, url, written):
    monkeypatch.setenv("DATABASE_URL", url.format(written))
    monkeypatch.setenv("PGPASSWORD", "L41nnya")
    log = JsonLines(settings.database_passwords())
    line = log.format(record("kata: %s, %s; juga L41nnya dan (L41nnya)", written, unquote(written)))
    assert json.loads(line)["pesan"] == "kata: ***, ***; juga *** dan (***)"


def test_a_secret_that_holds_another_is_hidden_whole():
    line = JsonLines(["panjang", "panjang-sekali", "ab"]).format(record("panjang-sekali dan panjang dan abad"))
    assert json.loads(line)["pesan"] == "*** dan *** dan abad"
