"""Refusals of Streamlit's own carry our sentence; other answers are left as they are."""

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ui.refusals import FAILED, REFUSED, SENTENCES, IndonesianRefusals


async def answer(request):
    status = int(request.path_params["status"])
    return {
        "plain": PlainTextResponse("Not Found, said at some length", status, {"allow": "GET"}),
        "parts": StreamingResponse(iter(["Not ", "Found"]), status, media_type="text/plain"),
        "bare": Response("Bad Request", status),
        "ours": PlainTextResponse("Belum ada.", status, {"content-language": "id"}),
        "json": JSONResponse({"siap": False}, status),
    }[request.path_params["kind"]]


def ask(kind, status):
    app = IndonesianRefusals(Starlette(routes=[Route("/{kind}/{status}", answer)]))

    async def get():
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://uji") as client:
            return await client.get(f"/{kind}/{status}")

    return anyio.run(get)


@pytest.mark.parametrize("kind", ["plain", "parts", "bare"])
@pytest.mark.parametrize(("status", "sentence"), [*SENTENCES.items(), (418, REFUSED), (500, FAILED)])
def test_a_refusal_is_one_indonesian_sentence(kind, status, sentence):
    said = ask(kind, status)
    assert (said.status_code, said.text) == (status, sentence)
    assert said.headers["content-type"] == "text/plain; charset=utf-8"
    assert kind != "plain" or said.headers["allow"] == "GET"


def test_other_answers_stay():
    assert ask("plain", 200).text.startswith("Not Found")
    assert ask("json", 503).json() == {"siap": False}
    assert ask("ours", 409).text == "Belum ada."
