"""Two dashboards on one PostgreSQL as in docs/operasi.md: the officers' with the loader's role, and the viewers'.

On the first an operator loads and takes back, and an admin revokes; on the second each is told why nothing happened.
"""

import asyncio
import datetime as dt
import time

import psycopg
import pytest
from streamlit.proto.Alert_pb2 import Alert

from data import cli, wall
from queries import tautan
from tests.browser.test_permissions import PROXY, Handing, ask, button, click
from tests.builders import KABUPATEN
from tests.data.loading import books
from tests.faults.conftest import build
from tests.viewer import viewer

ROLES = ("petugas_pemuat_3505", "petugas_penampil_3505")
READ_ONLY = "Basis data hanya boleh dibaca dari sini"


@pytest.fixture(scope="module")
def addresses(postgres_server, tmp_path_factory):
    """The owner's address of a database with the sample data, and the address of each role."""
    folder = tmp_path_factory.mktemp("petugas")
    owner = postgres_server.create("petugas")
    build(owner)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", owner)
        assert cli.main(["roles", "--ke", str(folder), "--awalan", "petugas"]) == 0
    yield owner, *((folder / f"{role}.env").read_text().splitlines()[0].partition("=")[2] for role in ROLES)
    postgres_server.drop("petugas")
    for role in ROLES:
        postgres_server.run(f"DROP ROLE {role}")


def loaded(owner):
    """The statuses of loads that came from files."""
    with psycopg.connect(owner) as connection:
        return {row[0] for row in connection.execute("SELECT status FROM muatan WHERE asal = 'berkas'").fetchall()}


@pytest.fixture
def link(addresses, monkeypatch):
    """The number of a wall link that was made just now."""
    monkeypatch.setenv("DATABASE_URL", addresses[0])
    wall.make(KABUPATEN, dt.timedelta(hours=1))
    time.sleep(tautan.ASK_AGAIN_SECONDS)
    return max(each.nomor for each in wall.every(KABUPATEN))


def revoked():
    """The numbers of the links that were ended."""
    return {each.nomor for each in wall.every(KABUPATEN) if each.dicabut}


async def revoke(url):
    """Press on the keeper's screen; returns the kinds of boxes that it shows then, with their words."""
    async with viewer(url, headers=ask("admin")) as admin:
        known = await admin.run("pengelola")
        widget = next(each.id for each in known.kinds("button") if each.label == "Cabut")
        answer = await admin.run("pengelola", widgets={widget: True})
    return {box.body: box.format for box in answer.kinds("alert")}


def test_officers_change_what_all_see(addresses, link, serve):
    owner, loader, _ = addresses
    url = serve(loader, **PROXY).url

    async def everything():
        await Handing(url, "operator", books.recap()).press("Muat data")
        assert loaded(owner) == {"aktif"}
        await click(url, "operator", await button(url, "Batalkan"))
        assert loaded(owner) == {"dibatalkan"}
        return await revoke(url)

    assert f"Tautan {link} dicabut." in asyncio.run(everything())
    assert link in revoked()


def test_where_all_only_look_a_change_is_refused_in_words(addresses, link, serve):
    owner, _, seeing = addresses
    url, before = serve(seeing, **PROXY).url, loaded(owner)

    async def everything():
        _, _, after = await Handing(url, "operator", books.recap()).press("Muat data")
        return after.text, await revoke(url)

    text, boxes = asyncio.run(everything())
    assert READ_ONLY in text
    assert [kind for said, kind in boxes.items() if said.startswith(READ_ONLY)] == [Alert.ERROR]
    assert loaded(owner) == before
    assert link not in revoked()
