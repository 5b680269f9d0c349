"""What a change of the period costs the server, ours and Dash's and the least that Streamlit can be, and what one more
viewer keeps of its memory.
"""

import asyncio
import json
import time
import urllib.request

import psutil

from bench import servers
from bench.peers import ringkasan
from bench.table import Row
from bench.visits import DASH, OURS, PLAIN
from tests.viewer import viewer

# Streamlit serves ten changes in a row of one person at once, see ui/pace.py.
PEOPLE, CHANGES = 10, 9
FURTHER_VIEWERS = 100
# As the browser's part of Dash asks; the outputs are those of bench/peers/dash_page.py.
OUTPUTS = [("gauge", "figure"), ("peta", "figure"), ("tren", "figure"), ("kartu", "children"), ("kata", "children")]


def measure(everyone: dict[str, servers.Served], *, rounds: int) -> list[Row]:
    """Processor milliseconds and time of one change, one asking at a time, in turns; and the memory of a viewer."""
    spent = Row("satu kali ganti periode di server, prosesor", "md", DASH, most_ratio=1.3)
    took = Row("satu kali ganti periode di server, waktu", "md", DASH)
    for n in range(rounds + 1):
        for name, change in ((OURS, _streamlit), (PLAIN, _streamlit), (DASH, _dash)):
            server = everyone[name]
            before, changes, seconds = server.spent(), *change(server.url)
            if n:
                spent.add(name, 1000 * (server.spent() - before) / changes)
                took.add(name, 1000 * seconds / changes)
    memory = Row("memori untuk setiap penonton berikutnya", "MB", most=0.3)
    memory.add(OURS, asyncio.run(_kept(everyone[OURS])))
    return [spent, took, memory]


def _streamlit(url: str) -> tuple[int, float]:
    async def everybody() -> float:
        # With nobody there Streamlit forgets its compiled scripts, and everyone would be the first of a day.
        async with viewer(url) as other:
            await other.run()
            return sum([await one() for _ in range(PEOPLE)])

    async def one() -> float:
        async with viewer(url) as connected:
            await connected.run()
            return sum([(await connected.run(query=query)).seconds for query in _queries()])

    seconds = asyncio.run(everybody())
    # The first screen of each is counted as a change too; it costs no less.
    return 1 + PEOPLE * (CHANGES + 1), seconds * (CHANGES + 1) / CHANGES


def _dash(url: str) -> tuple[int, float]:
    basis = next(iter(ringkasan.bases()))
    outputs = [{"id": part, "property": name} for part, name in OUTPUTS]
    name = f"..{'...'.join(f'{part}.{which}' for part, which in OUTPUTS)}.."
    started = time.perf_counter()
    for _ in range(PEOPLE):
        for query in ["", *_queries()]:
            inputs = [
                {"id": part, "property": "value", "value": value}
                for part, value in (
                    ("periode", query.rpartition("=")[2] or f"{ringkasan.months()[0]:%Y-%m}"),
                    ("basis", basis),
                    ("segmen", "Semua segmen"),
                )
            ]
            body = {"output": name, "outputs": outputs, "inputs": inputs, "changedPropIds": ["periode.value"]}
            asked = urllib.request.Request(
                f"{url}/_dash-update-component", json.dumps(body).encode(), {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(asked, timeout=60) as answer:
                answer.read()
    return PEOPLE * (CHANGES + 1), time.perf_counter() - started


def _queries() -> list[str]:
    return [f"periode={month:%Y-%m}" for month in ringkasan.months()[:CHANGES]]


def starts(*, rounds: int) -> list[Row]:
    """Seconds from starting the process to the first answered screen, beside the least that Streamlit can be."""
    row = Row("dari mulainya proses sampai halaman pertama", "detik", PLAIN)
    for _ in range(rounds):
        for name, command in ((OURS, servers.ours()), (PLAIN, servers.streamlit(servers.PEERS / "hello.py"))):
            started = time.perf_counter()
            with servers.served(*command) as server:
                asyncio.run(_first(server.url))
                row.add(name, time.perf_counter() - started)
    return [row]


async def _first(url: str) -> None:
    async with viewer(url) as connected:
        await connected.run()


async def _kept(server: servers.Served) -> float:
    """Megabytes for each further viewer who has the first screen open, when some are there already."""
    process, connections = psutil.Process(server.pid), []
    try:
        memory = []
        for _ in range(2):
            for _ in range(FURTHER_VIEWERS):
                connection = viewer(server.url)
                connections.append(connection)
                await (await connection.__aenter__()).run()
            memory.append(process.memory_info().rss / 1e6)
        return (memory[1] - memory[0]) / FURTHER_VIEWERS
    finally:
        for connection in connections:
            await connection.__aexit__(None, None, None)
