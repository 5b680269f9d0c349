"""Statements are text that is written once: they are those of the ledger, and hold nothing that anybody typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from data import sample
from data.schema import metadata
from queries import muatan
from tests import heard
from tests.attack import ledger
from tests.heard import normal

# Which login may see what: asked by the policies of PostgreSQL only.
BY_POLICIES = {"peran"}
HOW = "If they are meant: python -m tests.attack.ledger --renew, and read what it changed."
HOW_ALL = f"If they are meant: {heard.FILE}=FILE make test; python -m tests.attack.ledger --renew --heard FILE."


@pytest.fixture
def texts(database, tmp_path):
    with database.begin() as connection:
        sample.store(connection)
    with ledger.recorded() as texts:
        ledger.drive()
    return database.dialect.name, texts


def test_the_statements_are_those_of_the_ledger(texts):
    kind, found = texts
    known = ledger.listed(kind)
    assert not found ^ known, "\n".join(
        [*(f"+ {text}" for text in found - known), *(f"- {text}" for text in known - found), HOW]
    )
    typed = (ledger.CANARY, "35.05", "2023")
    assert [text for text in found if any(words in text.casefold() for words in typed)] == []
    assert {
        table.name for table in metadata.sorted_tables if not any(table.name in text for text in found)
    } == BY_POLICIES


def test_the_program_is_heard_also_in_a_process_of_its_own_and_a_test_is_not(sample_database, tmp_path):
    kind, file = sample_database.dialect.name, tmp_path / "terkirim"
    with sample_database.connect() as connection:
        connection.execute(text("SELECT 'hanya uji'"))
    muatan.loads()
    here = heard.written(Path(os.environ[heard.FILE]))[kind]
    assert [words for words in here if "hanya uji" in words] == []
    subprocess.run([sys.executable, *heard.module("data"), "status"], check=True, env=os.environ | {heard.FILE: file})
    there = heard.written(file)[kind]
    for texts in (here, there):
        assert any("FROM muatan" in words for words in texts)


@pytest.mark.last
def test_all_tests_together_sent_nothing_else():
    for kind, found in heard.written(Path(os.environ[heard.FILE])).items():
        unknown = found - ledger.listed(kind) - ledger.listed(kind + ledger.ELSEWHERE)
        assert not unknown, "\n".join([*(f"+ {text}" for text in sorted(unknown)), HOW_ALL])


@pytest.mark.parametrize(
    ("statement", "short"),
    [
        ("SELECT a\n FROM b WHERE c IN (?, ?)", "SELECT a FROM b WHERE c IN (...)"),
        ("SELECT a FROM b WHERE c IN (%(c_1_1)s::INTEGER)", "SELECT a FROM b WHERE c IN (...)"),
        ("SELECT a FROM b WHERE c IN ('x', 'y')", "SELECT a FROM b WHERE c IN ('x', 'y')"),
        ("INSERT INTO a (b) VALUES (?), (?)", "INSERT INTO a (b) VALUES (?), ..."),
        ("SELECT a FROM b WHERE c = 'kenari7'", "SELECT a FROM b WHERE c = 'kenari7'"),
        ('GRANT SELECT ON "klaim" TO "dasbor_penampil_3505"', 'GRANT SELECT ON "klaim" TO "penampil"'),
        ('GRANT SELECT ON "klaim" TO "kenari7"', 'GRANT SELECT ON "klaim" TO "kenari7"'),
        (
            "ALTER ROLE \"a_pemuat_3505\" PASSWORD 'SCRAM-SHA-256$4096:aB+/=$c=:d='",
            "ALTER ROLE \"pemuat\" PASSWORD 'SCRAM-SHA-256'",
        ),
        ("ALTER ROLE \"a_pemuat_3505\" PASSWORD 'kenari7'", "ALTER ROLE \"pemuat\" PASSWORD 'kenari7'"),
    ],
)
def test_only_lists_of_parameters_lose_their_length_and_roles_their_names(statement, short):
    assert normal(statement) == short
