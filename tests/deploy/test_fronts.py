"""Two dashboards behind the files that are shipped: one may die, nobody forges who he is, and nobody takes it all."""

import asyncio
import http.client
import time
import urllib.error
import urllib.request
from contextlib import AsyncExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import websockets

from tests.deploy.conftest import Started, held, made
from tests.deploy.fronts import Front
from tests.faults.dashboards import Dashboard, dashboards
from tests.viewer import viewer

BACK_SECONDS = 15
VIEWERS = 8
# In the tests' copy of the shipped files.
MOST_CONNECTIONS = 40
LOGS = ("catatan", "galat", "log")
FILTER, SHOWN = "periode=2023-06", "30 Juni 2023"


async def watch(url: str, number: int, there: asyncio.Event) -> tuple[bool, float]:
    """One browser: looks on, and when it is cut off comes again until it sees its screen. Returns whether it was cut
    off, and for how many seconds it saw nothing.
    """
    headers = {"Cookie": f"dasbor=peramban{number}"}
    async with viewer(url, headers=headers) as seen:
        answer = await seen.run(query=FILTER)
        assert SHOWN in answer.text
        session = answer.session_id
        there.set()
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
    two: tuple[Dashboard, Dashboard], address: str
) -> None:
    async def run() -> list[tuple[bool, float]]:
        there = [asyncio.Event() for _ in range(VIEWERS)]
        people = [asyncio.create_task(watch(address, number, there[number])) for number in range(VIEWERS)]
        await asyncio.gather(*(each.wait() for each in there))
        max(two, key=held).kill()
        return await asyncio.gather(*people)

    told = asyncio.run(run())
    cut_off = [seconds for was, seconds in told if was]
    # They were spread over both, so that some were on the one that died, and not all.
    assert 0 < len(cut_off) < VIEWERS
    print(f"back after {max(cut_off):.1f} s at most")
    assert max(cut_off) <= BACK_SECONDS


def test_a_browser_stays_with_one_process(two: tuple[Dashboard, Dashboard], address: str) -> None:
    cookie = fetch(address)[1]["Set-Cookie"].partition(";")[0]
    before = [held(each) for each in two]

    async def run() -> list[int]:
        async with AsyncExitStack() as windows:
            for _ in range(VIEWERS):
                opened = await windows.enter_async_context(viewer(address, headers={"Cookie": cookie}))
                await opened.run()
            return sorted(held(each) - was for each, was in zip(two, before, strict=True))

    other, own = asyncio.run(run())
    assert own >= VIEWERS
    # What stands in front may keep a connection for the next question, or ask about health.
    assert other < VIEWERS / 2


def test_one_address_does_not_take_every_connection(address: str) -> None:
    async def run() -> int:
        async with AsyncExitStack() as people:
            for _ in range(MOST_CONNECTIONS):
                await people.enter_async_context(viewer(address))
            with pytest.raises(websockets.InvalidStatus) as refused:
                await people.enter_async_context(viewer(address))
            assert "Terlalu banyak sambungan" in (refused.value.response.body or b"").decode()
            return refused.value.response.status_code

    assert asyncio.run(run()) == 429
    # They have gone.
    assert fetch(address)[0] == 200


def fetch(
    url: str, *, data: bytes | None = None, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage]:
    request = urllib.request.Request(url, data=data, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as refused:
        refused.close()
        return refused.code, refused.headers


def announce(url: str, size: int, method: str = "GET") -> tuple[int, http.client.HTTPMessage, str]:
    """Ask with the head alone of a request, whose body would have so many bytes."""
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=10)) as line:
        line.putrequest(method, parts.path)
        line.putheader("Content-Length", str(size))
        line.endheaders()
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode()


def test_what_is_added_and_taken_away(address: str) -> None:
    code, headers = fetch(address)
    assert code == 200
    assert "uvicorn" not in str(headers)
    assert "default-src" in headers["content-security-policy"]
    assert "dasbor=" in headers["Set-Cookie"]
    assert "HttpOnly" in headers["Set-Cookie"]
    assert fetch(f"{address}/siap")[0] == 200
    assert fetch(f"{address}/_stcore/metrics")[0] == 404


def test_large_requests_are_refused(address: str) -> None:
    code, _, said = announce(f"{address}/_stcore/upload_file/x/y", 12 << 20, "PUT")
    assert (code, said) == (413, "Berkas terlalu besar: paling besar 10 MB.\n")
    assert announce(f"{address}/tautan/x", 20_000, "POST")[0] == 413
    # As large as a file may be: it reaches a dashboard, which knows no such session.
    assert fetch(f"{address}/_stcore/upload_file/x/y", data=bytes(10 << 20), method="PUT")[0] == 403


def test_long_headers_are_refused(address: str) -> None:
    code, _ = fetch(address, **{"X-Panjang": "x" * 40_000})
    assert 400 <= code < 500


def test_when_no_dashboard_runs_that_is_said(two: tuple[Dashboard, Dashboard], address: str) -> None:
    for each in two:
        each.kill()
    code, headers, said = announce(address, 0)
    assert (code, headers["Refresh"]) == (503, "5")
    assert "Halaman ini mencoba lagi sendiri" in said


def test_secrets_of_wall_links_are_not_logged(two: tuple[Dashboard, Dashboard], address: str, started: Started) -> None:
    secret = f"{address}/tautan/rahasia-sekali"
    fetch(f"{address}/kecamatan", Referer=secret)
    assert fetch(secret)[1]["Referrer-Policy"] == "no-referrer"
    two[0].kill()
    # Some of these are asked of the one that is gone, and then of the other.
    for number in range(VIEWERS):
        fetch(secret, Cookie=f"dasbor=peramban{number}")
    fetch(f"{address}/klaim")
    until = time.monotonic() + 10
    while "/klaim" not in (
        logged := "".join(file.read_text() for file in map(started.folder.joinpath, LOGS) if file.exists())
    ):
        assert time.monotonic() < until
        time.sleep(0.1)
    assert "/kecamatan" in logged
    assert "rahasia-sekali" not in logged


def test_nobody_forges_who_he_is(front: Front, sample_template: Path, tmp_path: Path) -> None:
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

    with dashboards(proxied), front.serving(tmp_path, [proxied.port, proxied.port]) as url:
        assert "unggah" not in asyncio.run(pages(url))
        assert "kecamatan" not in asyncio.run(pages(url))
        # Straight from the proxy's own machine the header counts: what is cleared in between is what keeps others out.
        assert "unggah" in asyncio.run(pages(proxied.url))
