"""The permission matrix, cell by cell, asked of a running dashboard over the raw websocket, as the uninvited ask.

Each guest also gets what only an insider knows: the hash of a withheld page, the ids of its widgets, another's session.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx
import pytest
import streamlit
from sqlalchemy import create_engine, text
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from data import remote, settings
from tests import written
from tests.data.loading import books
from tests.postgres import free_port
from tests.viewer import viewer
from ui import theme
from ui.permissions import MATRIX, ROLES, may
from ui.view import TITLES

PROXY = {
    "MASUK": "proksi",
    "PROKSI_TEPERCAYA": "127.0.0.1",
    "PROKSI_IDENTITAS": "X-Pengguna",
    "PROKSI_PERAN": "X-Peran",
}
CHANGES = ("hand in", "check", "load", "undo", "redo")
OFFICE = "Kantor Uji"


def ask(role):
    """The headers of somebody with a role, as the proxy sends them; nobody is not named."""
    return {} if role == "anonymous" else {"X-Pengguna": f"{role}@contoh.id", "X-Peran": role}


@pytest.fixture(scope="module")
def site(serve_all, sample_template, tmp_path_factory):
    """A dashboard behind a proxy, and the file of its database."""
    file = shutil.copy(sample_template, tmp_path_factory.mktemp("peran"))
    return serve_all(f"sqlite:///{file}", **PROXY).url, file


async def opened(url, role, page, **more):
    async with viewer(url, headers=ask(role)) as guest:
        return await guest.run(page, **more)


async def page_hash(url, page):
    """What only an insider knows."""
    return (await opened(url, "admin", "")).pages[page]


def title(page):
    return TITLES[page].format(wilayah="Kabupaten Blitar")


async def sees(url, role, page):
    """Whether any way leads to a screen: its name, or its stolen hash, alone or as a part of the screen."""
    stolen = await page_hash(url, page)
    ways = [
        await opened(url, role, page),
        await opened(url, role, "", page_hash=stolen),
        await opened(url, role, page, page_hash=stolen),
    ]
    found = [title(page) in answer.titles for answer in ways]
    assert len(set(found)) == 1, found
    assert any(page in answer.pages for answer in ways if page) == (found[0] and bool(page))
    return found[0]


async def downloads(url, role, page):
    """Whether a file that a screen offers, whose address somebody else gave away, can be fetched."""
    offered = await opened(url, "admin", page)
    addresses = [where for _, _, where in written.files(offered.kinds("bidi_component"))]
    addresses += [button.url for button in offered.kinds("download_button") if button.url]
    if not addresses:
        return await sees(url, role, page)
    async with httpx.AsyncClient(headers=ask(role), timeout=60) as guest:
        taken = {(await guest.get(urljoin(f"{url}/", where))).status_code == 200 for where in addresses}
    assert len(taken) == 1
    return taken.pop()


async def says(url, role, page, words):
    return words in (await opened(url, role, page)).text


PROBES = {
    "see": sees,
    "download": downloads,
    "health": lambda url, role, page: says(url, role, page, "Keadaan dasbor"),
    "see wall links": lambda url, role, page: says(url, role, page, "Tautan layar"),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("page", "action"), [row for row in MATRIX if row[1] in PROBES])
def test_a_cell(site, role, page, action):
    assert asyncio.run(PROBES[action](site[0], role, page)) is may(role, page, action)


def test_every_action_is_asked_for():
    assert {action for _, action in MATRIX} == {*PROBES, *CHANGES, "revoke wall link", "change", "command"}


def loads(file):
    with create_engine(f"sqlite:///{file}").connect() as connection:
        rows = connection.execute(text("SELECT id, status FROM muatan WHERE asal = 'berkas' ORDER BY id"))
        return [tuple(row) for row in rows]


def states(file):
    return {status for _, status in loads(file)}


class Handing:
    """Somebody at the upload screen, with the ids of the widgets as an insider learned them."""

    def __init__(self, url, role, content):
        self.url, self.role, self.content = url, role, content

    async def upload(self, session):
        """Send the bytes; returns what the program is told of them, None when they were refused."""
        name = str(uuid.uuid4())
        async with httpx.AsyncClient(headers=ask(self.role)) as client:
            await client.get(f"{self.url}/_stcore/host-config")
            await client.get(f"{self.url}/_stcore/health")
            answer = await client.put(
                f"{self.url}/_stcore/upload_file/{session}/{name}",
                files={"file": ("rekap_2023_12.xlsx", self.content)},
                headers={"X-Xsrftoken": client.cookies.get("_streamlit_xsrf", "")},
            )
        if answer.status_code == 403:
            assert answer.text == "Tidak diizinkan.", answer.text
            return None
        assert answer.is_success
        return name

    async def press(self, label, widget=None):
        """Go through the screen with a file handed in and press a button. Returns what was said, and whether a file
        was taken and looked at.
        """
        async with viewer(self.url, headers=ask("admin")) as insider:
            known = await insider.run("unggah")
        stolen = (await opened(self.url, "admin", "")).pages["unggah"]
        async with viewer(self.url, headers=ask(self.role)) as guest:
            first = await guest.run("unggah", page_hash=stolen)
            uploader = known.kinds("file_uploader")[0].id
            name = await self.upload(first.session_id)
            held = WidgetState(id=uploader)
            info = held.file_uploader_state_value.uploaded_file_info.add()
            info.file_id, info.name, info.size = name or str(uuid.uuid4()), "rekap_2023_12.xlsx", len(self.content)
            info.file_urls.file_id = info.file_id
            office = {known.widget("Kantor yang menyerahkan (bukan nama orang)"): OFFICE}
            seen = await guest.run("unggah", page_hash=stolen, widgets={uploader: held} | office)
            clicked = widget or next(
                (button.id for button in seen.kinds("button") if button.label == label), "$$ID-tiada-muat_data"
            )
            after = await guest.run("unggah", page_hash=stolen, widgets={uploader: held, clicked: True} | office)
            # A run that stored something asks for the next one by itself.
            return name is not None, "Hasil pemeriksaan" in seen.text or "dapat dimuat" in seen.text, after


async def button(url, label):
    """The id of a button of the upload screen, as an insider sees it."""
    answer = await opened(url, "admin", "unggah")
    return next(button.id for button in answer.kinds("button") if button.label == label)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_change_data(serve, sample_template, tmp_path, role):
    file = shutil.copy(sample_template, tmp_path)
    url = serve(f"sqlite:///{file}", **PROXY).url
    content = books.recap()

    async def everything():
        done = {}
        guest, insider = Handing(url, role, content), Handing(url, "admin", content)
        handed, looked, _ = await guest.press("Muat data")
        done |= {"hand in": handed, "check": looked, "load": bool(loads(file))}
        if not loads(file):
            await insider.press("Muat data")
        assert states(file) == {"aktif"}
        await click(url, role, await button(url, "Batalkan"))
        done["undo"] = states(file) == {"dibatalkan"}
        if not done["undo"]:
            await click(url, "admin", await button(url, "Batalkan"))
        await click(url, role, await button(url, "Pulihkan"))
        done["redo"] = states(file) == {"aktif"}
        return done

    assert asyncio.run(everything()) == {action: may(role, "unggah", action) for action in CHANGES}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_change_the_plan(serve, sample_template, tmp_path, role):
    """With the hash of the screen, and the ids of all boxes and of the button that store a change."""
    file = shutil.copy(sample_template, tmp_path)
    url = serve(f"sqlite:///{file}", **PROXY).url
    part = "bagian=tindak-lanjut"

    async def typed():
        async with viewer(url, headers=ask("admin")) as insider:
            listed = await insider.run("rencana", query=part)
            row = next(each.id for each in listed.kinds("button") if each.label == "Ubah")
            known = await insider.run("rencana", query=part, widgets={row: True})
        assert known.widget("Terlaksana (orang)")
        texts = {
            known.widget("Terlaksana (orang)"): "4321",
            known.widget("Kantor yang mengubah (bukan nama orang)"): OFFICE,
        }
        button = next(each.id for each in known.kinds("button") if each.label == "Simpan perubahan")
        stolen = await page_hash(url, "rencana")
        async with viewer(url, headers=ask(role)) as guest:
            await guest.run("rencana", query=part, page_hash=stolen)
            await guest.run("rencana", query=part, page_hash=stolen, widgets={row: True})
            await guest.run("rencana", query=part, page_hash=stolen, widgets=texts | {button: True})
        with create_engine(f"sqlite:///{file}").connect() as connection:
            rows = connection.execute(text("SELECT terlaksana_orang, oleh FROM tindak_lanjut_ubah"))
            return [tuple(row) for row in rows]

    changed = asyncio.run(typed())
    assert bool(changed) is may(role, "rencana", "change")
    assert all(row[0] == 4321 and row[1].startswith(f"{OFFICE} (") for row in changed)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_command_a_stage(serve, sample_template, tmp_path, monkeypatch, role):
    monkeypatch.setenv("FOLDER_KEADAAN", str(tmp_path))
    url = serve(f"sqlite:///{sample_template}", **PROXY, FOLDER_KEADAAN=str(tmp_path)).url
    code = "kode=abcdef123"

    async def pressed():
        async with viewer(url, headers=ask("admin")) as insider:
            known = await insider.run("kendali", query=code)
        button = next(each.id for each in known.kinds("button") if "Lanjut" in each.label)
        stolen = known.pages["kendali"]
        async with viewer(url, headers=ask(role)) as guest:
            await guest.run("kendali", query=code, page_hash=stolen)
            await guest.run("kendali", query=code, page_hash=stolen, widgets={button: True})

    asyncio.run(pressed())
    assert (remote.last("abcdef123")[1] == "lanjut") is may(role, "kendali", "command")


async def click(url, role, widget):
    """Press a button of the upload screen, on the screen and as a part of it."""
    stolen = await page_hash(url, "unggah")
    async with viewer(url, headers=ask(role)) as guest:
        await guest.run("unggah", page_hash=stolen)
        await guest.run("unggah", page_hash=stolen, widgets={widget: True})


def test_a_session_goes_on_only_for_whom_it_was_made(site):
    async def taken_up(owner, guest):
        async with viewer(site[0], headers=ask(owner)) as first:
            session = (await first.run("unggah")).session_id
        async with viewer(site[0], headers=ask(guest), session_id=session) as second:
            return (await second.run("unggah")).session_id == session

    assert asyncio.run(taken_up("operator", "operator"))
    assert not any(asyncio.run(taken_up("operator", guest)) for guest in ("anonymous", "viewer", "admin"))


@pytest.mark.parametrize("header", ["X-Dasbor-Peran", "x-dasbor-peran", "X-Dasbor-Identitas", "X_Dasbor_Peran"])
def test_what_the_door_says_cannot_be_said_by_a_browser(site, header):
    async def menu():
        async with viewer(site[0], headers={header: "admin"}) as guest:
            return (await guest.run("pengelola")).pages

    assert list(asyncio.run(menu())) == [""]


@pytest.mark.parametrize("role", ["anonymous", "viewer"])
def test_a_part_of_a_withheld_screen_is_no_way_in(site, role):
    """Also a fragment is run of one's own session only; none that was ever drawn for others is there."""

    async def parts():
        async with viewer(site[0], headers=ask("admin")) as insider:
            known = await insider.run("sumber")
            drawn = {message.delta.fragment_id for message in known.messages if message.HasField("delta")} - {""}
        stolen = await page_hash(site[0], "unggah")
        async with viewer(site[0], headers=ask(role)) as guest:
            await guest.run("")
            for fragment in [*drawn, "0" * 32]:
                # One that is not this session's is not answered at all.
                with suppress(TimeoutError):
                    answer = await guest.run("unggah", page_hash=stolen, fragment=fragment, patience=2)
                    assert not answer.kinds("file_uploader")
                    assert title("unggah") not in answer.titles
            return await guest.run("")

    assert title("unggah") not in asyncio.run(parts()).titles


def test_a_header_that_the_visitor_said_beside_the_proxys_is_believed_from_nobody(site):
    async def menu():
        twice = [("X-Pengguna", "admin@contoh.id"), ("X-Pengguna", "a@contoh.id"), ("X-Peran", "admin")]
        async with viewer(site[0], headers=twice) as guest:
            return list((await guest.run("pengelola")).pages)

    assert asyncio.run(menu()) == [""]


def test_a_proxy_elsewhere_cannot_be_played(serve, sample_template):
    url = serve(f"sqlite:///{sample_template}", **(PROXY | {"PROKSI_TEPERCAYA": "10.1.0.0/24"})).url

    async def menu(forwarded):
        said = ask("admin") | ({"X-Forwarded-For": forwarded} if forwarded else {})
        async with viewer(url, headers=said) as guest:
            return list((await guest.run("pengelola")).pages)

    for forwarded in ("", "10.1.0.7", "10.1.0.7:443", "10.1.0.7, 127.0.0.1", "[::1]:443"):
        assert asyncio.run(menu(forwarded)) == [""], forwarded


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104
def test_without_a_way_in_other_addresses_are_refused(address, sample_template):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            "dashboard.py",
            "--server.address",
            address,
            "--server.port",
            str(free_port()),
        ],
        cwd=settings.ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{sample_template}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert (done.stdout + done.stderr).strip().startswith("Dasbor tidak dijalankan:")
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "auth",
    [
        'auth = "ya"',
        '[auth]\nredirect_uri = "a"\nclient_id = "a"\nclient_secret = "a"\nserver_metadata_url = "a"',
        '[auth]\nredirect_uri = "a"\nclient_id = "a"\nclient_secret = "a"\nserver_metadata_url = "a"\n'
        f'cookie_secret = "{"ab" * 32}"',
        "[auth\n",
    ],
)
def test_sign_in_that_cannot_work_or_be_trusted_is_refused_as_a_process(auth, sample_template, tmp_path):
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(auth, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(free_port())],
        cwd=settings.ROOT,
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{sample_template}", "MASUK": "oidc", "STREAMLIT_SECRETS_FILES": str(secrets)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode != 0
    assert "MASUK=oidc memerlukan" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_nobody_empties_the_memory_of_all(serve, sample_template, tmp_path):
    file = Path(shutil.copy(sample_template, tmp_path))
    url = serve(f"sqlite:///{file}", **PROXY).url

    async def emptied():
        asked = BackMsg()
        asked.clear_cache = True
        async with viewer(url, headers=ask("admin")) as guest:
            assert (await guest.run("")).figures
            # What is in memory is all there is now.
            file.unlink()
            await guest.socket.send(asked.SerializeToString())
            return (await guest.run("")).figures

    assert asyncio.run(emptied())


def test_what_the_sign_in_screen_is_drawn_with_is_withheld_from_nobody(site):
    fonts = [file.name for file in (Path(streamlit.__file__).parent / "static/static/media").glob("*.woff2")]
    assert fonts
    addresses = [theme.FONT_FILE, *(f"static/media/{font}" for font in fonts)]
    assert {httpx.get(f"{site[0]}/{address}").status_code for address in addresses} == {200}


@pytest.mark.parametrize("way", ["", "unggah", "pengelola", quote("../pages/unggah.py")])
def test_an_address_gives_the_withheld_away_to_nobody(site, way):
    answer = httpx.get(f"{site[0]}/{way}", follow_redirects=False)
    assert answer.status_code in (200, 307, 404)
    assert not re.search(r"Unggah|Pengelola", answer.text)
