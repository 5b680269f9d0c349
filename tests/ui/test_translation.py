"""Streamlit's own words: each of them is where the dictionary says, and is served in Bahasa Indonesia."""

import gzip
from dataclasses import dataclass, field

import anyio
import pytest

from ui import translation
from ui.translation import PREFIX, IndonesianScripts


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""


async def streamlit(_scope, _receive, send):
    """What stands behind the translation: it has nothing."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture(scope="module")
def ask():
    """A function that asks for a script by name; its keywords are headers."""
    served = IndonesianScripts(streamlit)

    def get(name, method="GET", **headers):
        answer = Answer()
        sent = [(word.replace("_", "-").encode(), value.encode()) for word, value in headers.items()]
        scope = {"type": "http", "method": method, "path": PREFIX + name, "headers": sent, "query_string": b""}

        async def send(message):
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {key.decode(): value.decode() for key, value in message["headers"]}
            else:
                answer.content += message.get("body", b"")

        anyio.run(served, scope, None, send)
        return answer

    return get


def test_an_upgrade_of_streamlit_that_changes_its_words_is_noticed():
    assert translation.missing() == [], "Streamlit says these in other words now: look for them in its scripts"


@pytest.mark.parametrize("path", translation.scripts(), ids=lambda path: path.name)
def test_a_script_is_served_with_our_words(ask, path):
    answer = ask(path.name)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(answer.content)
    text = answer.content.decode()
    assert text == translation.translated(path)
    for theirs, ours in translation.WORDS[translation.beginning(path)].items():
        assert theirs not in text
        assert ours in text


def test_a_browser_keeps_a_script_only_as_long_as_it_is_the_same(ask):
    name = translation.scripts()[0].name
    first = ask(name)
    assert first.headers["cache-control"] == "no-cache"
    again = ask(name, if_none_match=first.headers["etag"])
    assert again.status == 304
    assert again.content == b""
    assert ask(name, if_none_match='"other"').status == 200


def test_a_script_is_packed_for_a_browser_that_can_unpack(ask):
    name = translation.scripts()[0].name
    plain, packed = ask(name), ask(name, accept_encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_other_scripts_and_methods_are_left_to_streamlit(ask):
    assert ask("lain.0000.js").status == 404
    assert ask(translation.scripts()[0].name, "POST").status == 404
