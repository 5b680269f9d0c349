"""Papers by their address: who gets one, and what is said to who does not."""

import re
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from papers import offer, office
from papers import report as papers
from ui.identity import Visit


@pytest.fixture
def addresses(sample_database: Engine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where the three papers of the first screen are asked for."""
    drawn: list[Any] = []
    monkeypatch.setattr(offer.access, "may", lambda *_: True)
    monkeypatch.setattr(offer.drawing, "words", lambda _kind, files, *_, **__: drawn.extend(files))
    offer.draw(papers.asked("2023-12", None, None))
    return [address.removeprefix(".") for _, _, address in drawn]


def ask(address: str, role: str = "viewer") -> httpx.Response:
    """The answer to somebody with a role."""
    inner = Starlette(routes=[*offer.routes()])

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await inner({**scope, "state": {"visit": Visit(role)}}, receive, send)

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://uji") as client:
            return await client.get(address)

    return anyio.run(partial(get))


def test_who_may_look_gets_the_paper_and_nobody_else(addresses: list[str]) -> None:
    pdf = next(address for address in addresses if "/pdf?" in address)
    assert ask(pdf).content.startswith(b"%PDF")
    assert (ask(pdf, "anonymous").status_code, ask(pdf, "anonymous").text) == (403, "Tidak diizinkan.")


def test_a_paper_that_cannot_be_written_is_a_sentence_with_a_number(
    addresses: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office.sys, "executable", "false")
    answer = ask(addresses[0])
    assert answer.status_code == 503
    assert re.fullmatch(re.escape(offer.UNWRITTEN).replace(r"\{\}", "[0-9A-F]{6}"), answer.text)
