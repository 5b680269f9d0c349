"""Streamlit's own words: each of them is where the dictionary says, and becomes ours."""

import pytest

from ui import translation


def test_an_upgrade_of_streamlit_that_changes_its_words_is_noticed():
    assert translation.missing() == [], "Streamlit says these in other words now: look for them in its scripts"


@pytest.mark.parametrize("path", translation.scripts(), ids=lambda path: path.name)
def test_a_script_has_our_words(path):
    text = translation.translated(path)
    for theirs, ours in translation.WORDS[translation.beginning(path)].items():
        assert theirs not in text
        assert ours in text
