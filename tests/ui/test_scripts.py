"""Streamlit's scripts as a browser gets them: in our words, packed, kept for good, and each of them there."""

import gzip
import re
from dataclasses import dataclass, field

import anyio
import brotli
import pytest

from ui import drawing, scripts, theme, translation
from ui.scripts import OUR_STYLES, OURS, STATIC, THEIRS, Scripts

COMPONENT = next((STATIC / "js").glob("BidiComponent.*.js")).name


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""


async def streamlit(_scope, _receive, send):
    """What stands behind: it has nothing."""
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture(scope="module")
def ask():
    """A function that asks for a script by name; its keywords are headers."""
    served = Scripts(streamlit)

    def get(name, method="GET", folder=OURS, **headers):
        answer = Answer()
        sent = [(word.replace("_", "-").encode(), value.encode()) for word, value in headers.items()]
        scope = {
            "type": "http",
            "method": method,
            "path": folder + name,
            "headers": sent,
            "query_string": b"",
            "server": ("a", 80),
        }

        async def send(message):
            if message["type"] == "http.response.start":
                answer.status = message["status"]
                answer.headers = {key.decode(): value.decode() for key, value in message["headers"]}
            else:
                answer.content += message.get("body", b"")

        anyio.run(served, scope, None, send)
        return answer

    return get


def with_our_icons(content: bytes) -> bytes:
    return re.sub(rb"\.\./media/MaterialSymbols[^)]+", f"../../{theme.ICONS_FILE}".encode(), content)


@pytest.mark.parametrize("path", translation.scripts(), ids=lambda path: path.name)
def test_a_script_is_served_with_our_words(ask, path):
    answer = ask(path.name)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.content.decode() == translation.translated(path)


def test_every_script_and_style_is_whole_in_every_packing(ask):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    for path in [STATIC / "js" / COMPONENT, next((STATIC / "css").glob("index.*.css"))]:
        folder = OURS if path.suffix == ".js" else OUR_STYLES
        for packing in scripts.PACKINGS:
            answer = ask(path.name, folder=folder, accept_encoding=packing)
            assert answer.headers.get("content-encoding", "") == packing
            assert answer.headers["vary"] == "Accept-Encoding"
            assert unpack[packing](answer.content) == with_our_icons(path.read_bytes())
            assert not packing or len(answer.content) < path.stat().st_size / 2


def test_brotli_is_preferred_where_both_are_understood(ask):
    name = COMPONENT
    assert ask(name, accept_encoding="gzip, deflate, br, zstd").headers["content-encoding"] == "br"
    assert ask(name, accept_encoding="gzip;q=1.0, deflate").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in ask(name, accept_encoding="deflate").headers


def test_a_browser_keeps_a_script_for_good_under_the_name_that_tells_its_content(ask):
    name = translation.scripts()[0].name
    assert "immutable" in ask(name).headers["cache-control"]
    assert re.fullmatch(r"/static/js-[0-9a-f]{12}/", OURS)


def test_under_streamlits_own_name_a_browser_asks_each_time(ask):
    name = translation.scripts()[0].name
    first = ask(name, folder=THEIRS)
    assert first.headers["cache-control"] == "no-cache"
    again = ask(name, folder=THEIRS, if_none_match=first.headers["etag"])
    assert again.status == 304
    assert again.content == b""
    assert ask(name, folder=THEIRS, if_none_match='"other"').status == 200


def test_what_streamlits_page_asks_for_is_there(ask):
    names = scripts.of_every_visit()
    assert len(names) > 10
    for name in names:
        own = drawing.ADDRESSES.get(name, "").removesuffix(name)
        folder = OUR_STYLES if name.endswith(".css") else own or OURS
        assert ask(name, "HEAD", folder=folder).status == 200


def test_what_draws_our_own_elements_is_asked_for_at_once_whole_and_kept_for_good(ask):
    assert {address.rpartition("/")[2] for address in scripts.of_first_screen()} > drawing.FILES.keys() | {COMPONENT}
    for name, path in drawing.FILES.items():
        answer = ask(name, folder=drawing.ADDRESSES[name].removesuffix(name), accept_encoding="br")
        assert brotli.decompress(answer.content) == scripts.COMPILE_ALL.encode() + path.read_bytes()
        assert "immutable" in answer.headers["cache-control"]


def test_no_logger_asks_for_cookies(ask):
    (path,) = (STATIC / "js").glob(f"{scripts.LOGGERS}*.js")
    before, after = path.read_text(encoding="utf-8").split(scripts.ASKING)
    assert "document.cookie" in after
    assert ask(path.name).content.decode() == before + scripts.NOT_ASKING + after


def test_other_files_and_methods_are_left_to_streamlit(ask):
    assert ask("lain.0000.js").status == 404
    assert ask("../index.html").status == 404
    assert ask(translation.scripts()[0].name, "POST").status == 404
