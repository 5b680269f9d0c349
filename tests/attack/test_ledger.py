"""Statements are text that is written once: they are those of the ledger, and hold nothing that anybody typed."""

import pytest

from data import sample
from data.schema import metadata
from tests.attack import ledger

# Which login may see what: asked by the policies of PostgreSQL only.
BY_POLICIES = {"peran"}
HOW = "If they are meant: python -m tests.attack.ledger --renew, and read what it changed."


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


@pytest.mark.parametrize(
    ("statement", "normal"),
    [
        ("SELECT a\n FROM b WHERE c IN (?, ?)", "SELECT a FROM b WHERE c IN (...)"),
        ("SELECT a FROM b WHERE c IN (%(c_1_1)s::INTEGER)", "SELECT a FROM b WHERE c IN (...)"),
        ("SELECT a FROM b WHERE c IN ('x', 'y')", "SELECT a FROM b WHERE c IN ('x', 'y')"),
        ("INSERT INTO a (b) VALUES (?), (?)", "INSERT INTO a (b) VALUES (?), ..."),
        ("SELECT a FROM b WHERE c = 'kenari7'", "SELECT a FROM b WHERE c = 'kenari7'"),
    ],
)
def test_only_lists_of_parameters_lose_their_length(statement, normal):
    assert ledger.normal(statement) == normal
