"""Addresses drawn by lot, against a server of its own. The long form: ``python -m tests.torture addresses``."""

import asyncio

import pytest

from tests.attack import addresses

SEED, QUERIES = 7, 200


@pytest.fixture
def known(sample_database):
    return addresses.meanings()


def test_a_screen_follows_what_it_knows_and_says_what_it_does_not(site, known):
    report = asyncio.run(addresses.ask_screens(site.url, addresses.queries(SEED, QUERIES, known), known))
    assert not report.wrong, "\n".join(report.wrong)
    assert report.queries == QUERIES
    assert "Kejadian" not in site.said()


def test_no_path_gives_a_file_a_fault_or_english(site):
    report = addresses.ask_paths(site.url, addresses.paths(SEED, addresses.PATHS))
    assert not report.wrong, "\n".join(report.wrong)
    assert report.paths == addresses.PATHS
    assert 0 < report.refused < report.paths
    assert "Kejadian" not in site.said()
