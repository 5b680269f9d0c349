"""Two dashboards behind the nginx file that is shipped: one may die, and nobody forges who he is."""

import asyncio
import time
import urllib.error
import urllib.request
from pathlib import Path

import websockets

from tests.deploy import nginx
from tests.deploy.conftest import made
from tests.faults.dashboards import Dashboard, dashboards
from tests.viewer import viewer

BACK_SECONDS = 15
VIEWERS = 8
FILTER, SHOWN = "periode=2023-06", "30 Juni 2023"


async def watch(url: str, number: int, dead: asyncio.Event, over: asyncio.Event) -> tuple[bool, float]:
    """One browser: looks on, and when it is cut off comes again until it sees its screen. Returns whether it was cut
    off, and for how many seconds it saw nothing.
    """
    headers = {"Cookie": f"dasbor=peramban{number}"}
    async with viewer(url, headers=headers) as seen:
        answer = await seen.run(query=FILTER)
        assert SHOWN in answer.text
        session = answer.session_id
        dead.set()
        try:
            await asyncio.wait_for(seen.socket.wait_closed(), 6)
        except TimeoutError:
            assert SHOWN in (await seen.run(query=FILTER)).text
            return False, 0.0
    began = time.monotonic()
    while True:
        try:
            async with viewer(url, headers=headers, session_id=session) as seen:
                assert SHOWN in (await seen.run(query=FILTER)).text
                return True, time.monotonic() - began
        except (OSError, websockets.WebSocketException):
            assert time.monotonic() - began < 2 * BACK_SECONDS
            await asyncio.sleep(0.2)


def test_viewers_of_a_process_that_dies_are_back_with_their_filters(
    two: tuple[Dashboard, Dashboard], front: str
) -> None:
    async def run() -> list[tuple[bool, float]]:
        there = [asyncio.Event() for _ in range(VIEWERS)]
        over = asyncio.Event()
        people = [asyncio.create_task(watch(front, number, there[number], over)) for number in range(VIEWERS)]
        await asyncio.gather(*(each.wait() for each in there))
        nginx.busiest(two).kill()
        return await asyncio.gather(*people)

    told = asyncio.run(run())
    cut_off = [seconds for was, seconds in told if was]
    # The key spreads browsers over both, so that some were on the one that died, and not all.
    assert 0 < len(cut_off) < VIEWERS
    assert max(cut_off) <= BACK_SECONDS


def fetch(url: str, *, data: bytes | None = None, method: str = "GET", **headers: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers)
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code, dict(refused.headers)


def test_what_nginx_adds_and_takes_away(front: str) -> None:
    code, headers = fetch(front)
    assert code == 200
    assert "uvicorn" not in str(headers)
    assert "default-src" in headers["content-security-policy"]
    assert "dasbor=" in headers["Set-Cookie"]
    assert fetch(f"{front}/siap")[0] == 200
    assert fetch(f"{front}/_stcore/metrics")[0] == 404
    # Larger than any file that may be handed in: refused before it reaches a dashboard.
    assert fetch(f"{front}/_stcore/upload_file/x/y", data=b"0" * (12 << 20), method="PUT")[0] == 413


def test_nobody_forges_who_he_is(sample_template: Path, tmp_path: Path) -> None:
    proxied = made(
        sample_template,
        tmp_path,
        "masuk",
        MASUK="proksi",
        PROKSI_TEPERCAYA="127.0.0.1",
        PROKSI_IDENTITAS="X-Pengguna",
        PROKSI_PERAN="X-Peran",
    )
    forged = {"X-Pengguna": "admin@contoh.go.id", "X-Peran": "admin", "X-Dasbor-Peran": "admin"}

    async def pages(url: str) -> dict[str, str]:
        async with viewer(url, headers=forged) as seen:
            return (await seen.run()).pages

    with dashboards(proxied), nginx.serving(tmp_path, [proxied.port, proxied.port]) as url:
        assert "unggah" not in asyncio.run(pages(url))
        assert "kecamatan" not in asyncio.run(pages(url))
        # Straight from the proxy's own machine the header counts: what nginx clears is what keeps others out.
        assert "unggah" in asyncio.run(pages(proxied.url))
