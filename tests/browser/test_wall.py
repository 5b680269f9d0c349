"""A wall link: one browser, only to look, until its time or until it is revoked."""

import asyncio
import datetime as dt
import os
import shutil
import subprocess
import sys
import time

import httpx
import pytest
from playwright.sync_api import expect

from data import settings, wall
from queries import tautan
from tests.browser.test_permissions import PROXY, ask, opened, title
from tests.builders import KABUPATEN
from tests.viewer import viewer
from ui.permissions import ROLES, may

BY_LINK = {"MASUK": "tautan"}
# The stage looks for the server every four seconds, and calls it away after two misses.
UNTRUE_WITHIN_SECONDS = 10


@pytest.fixture
def site(serve, sample_template, tmp_path, monkeypatch):
    """A function that serves a dashboard with a folder of its own; the settings hold for this process too."""
    url = f"sqlite:///{shutil.copy(sample_template, tmp_path)}"
    state = {"FOLDER_KEADAAN": str(tmp_path / "keadaan")}
    for name, value in ({"DATABASE_URL": url} | state).items():
        monkeypatch.setenv(name, value)
    return lambda **more: serve(url, **(BY_LINK | state | more)).url


def command(*words):
    """Run ``python -m data wall-link`` as it is typed, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "data", "wall-link", *words],
        cwd=settings.ROOT,
        env=os.environ | {"KABUPATEN": KABUPATEN},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


async def seen(url, cookies=None, page=""):
    cookie = "; ".join(f"{name}={value}" for name, value in (cookies or {}).items())
    async with viewer(url, headers={"Cookie": cookie} if cookie else {}) as guest:
        return await guest.run(page)


async def is_hung_up(guest):
    """Wait until the server ends the connection."""
    async with asyncio.timeout(30):
        await guest.socket.wait_closed()


def taken(link):
    """The cookies of a browser that took a link."""
    with httpx.Client() as browser:
        assert browser.post(link).status_code == 303
        return dict(browser.cookies)


def test_the_first_browser_that_confirms_sees_and_no_other(site):
    url = site()
    link = command("--valid", "8h", "--alamat", url)
    assert link.startswith(f"{url}/tautan/")
    assert link.rpartition("/")[2] not in command("--list")
    for _ in range(2):
        preview = httpx.get(link)
        assert preview.status_code == 200
        assert "Buka di layar ini" in preview.text
        assert not preview.cookies
    assert title("") not in asyncio.run(seen(url)).titles
    answer = httpx.post(link)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=lax" in said
    cookies = dict(answer.cookies)
    assert title("") in asyncio.run(seen(url, cookies)).titles
    assert title("unggah") not in asyncio.run(seen(url, cookies, "unggah")).titles
    again = httpx.post(link)
    assert again.status_code == 410
    assert "sudah dipakai" in again.text
    assert not again.cookies
    forged = {"dasbor_tautan": cookies["dasbor_tautan"][:-1] + "~"}
    assert title("") not in asyncio.run(seen(url, forged)).titles
    assert httpx.get(link[:-1] + "~").status_code == 404


def test_a_link_leads_to_the_screen_that_was_wished_and_nowhere_else(site):
    url = site()
    link = command("--alamat", url, "--ke", "/kecamatan?periode=2023-12&kecamatan=35.05.06")
    foreign = ("https://jahat.example", "//jahat.example", "/%5Cjahat.example", "/%09/jahat.example", "")
    links = [f"{url}/tautan/{wall.make(KABUPATEN, dt.timedelta(hours=1))}?ke={elsewhere}" for elsewhere in foreign]
    assert httpx.post(link).headers["location"] == "/kecamatan?periode=2023-12&kecamatan=35.05.06"
    assert [httpx.post(each).headers["location"] for each in links] == ["/"] * len(foreign)


def test_somebody_who_tries_links_reads_no_snapshot(site):
    url = site()
    before = httpx.get(f"{url}/tautan/{'a' * 43}").status_code
    link = command("--alamat", url)
    # A link that was made just now is found although others were asked for a moment ago.
    deadline = time.monotonic() + 20
    while (answer := httpx.get(link)).status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert (before, "Buka di layar ini" in answer.text) == (404, True)


def test_without_the_database_a_new_link_waits_and_an_open_screen_goes_on(site, tmp_path):
    url = site()
    cookies = taken(command("--alamat", url))
    fresh = command("--alamat", url)
    for file in tmp_path.glob("*.db*"):
        file.unlink()
    assert title("") in asyncio.run(seen(url, cookies)).titles
    time.sleep(tautan.ASK_AGAIN_SECONDS)
    answer = httpx.get(fresh)
    assert answer.status_code == 503
    assert "basis data" in answer.text


def test_revoking_ends_an_open_screen_within_seconds(site):
    url = site()
    link = command("--alamat", url)
    cookies = taken(link)
    cookie = {"Cookie": f"dasbor_tautan={cookies['dasbor_tautan']}"}

    async def watch():
        async with viewer(url, headers=cookie) as guest:
            assert title("") in (await guest.run()).titles
            await asyncio.to_thread(command, "--revoke", "1")
            await is_hung_up(guest)

    asyncio.run(watch())
    assert title("") not in asyncio.run(seen(url, cookies)).titles


def test_a_link_ends_at_its_time(site):
    url = site()
    secret = wall.make(KABUPATEN, dt.timedelta(seconds=6))
    cookies = taken(f"{url}/tautan/{secret}")

    async def watch():
        async with viewer(url, headers={"Cookie": f"dasbor_tautan={cookies['dasbor_tautan']}"}) as guest:
            await guest.run()
            await is_hung_up(guest)

    asyncio.run(watch())
    assert title("") not in asyncio.run(seen(url, cookies)).titles
    assert "habis" in httpx.get(f"{url}/tautan/{secret}").text


@pytest.mark.parametrize("role", ROLES)
def test_who_may_revoke_on_the_screen(site, role):
    url = site(**PROXY)
    # The screen shows it although the snapshot of the data is older.
    asyncio.run(opened(url, "admin", "pengelola"))
    wall.make(KABUPATEN, dt.timedelta(hours=1))
    time.sleep(tautan.ASK_AGAIN_SECONDS)

    async def press():
        known = await opened(url, "admin", "pengelola")
        stolen = (await opened(url, "admin", "")).pages["pengelola"]
        widget = next(button.id for button in known.kinds("button") if button.label == "Cabut")
        async with viewer(url, headers=ask(role)) as guest:
            await guest.run("pengelola", page_hash=stolen)
            await guest.run("pengelola", page_hash=stolen, widgets={widget: True})

    asyncio.run(press())
    assert (wall.every(KABUPATEN)[0].dicabut is not None) is may(role, "pengelola", "revoke wall link")


# The last: from here on Playwright's own loop runs.
def test_a_stage_whose_link_is_revoked_shows_the_door_and_says_nothing_untrue(site, browser):
    url = site()
    link = command("--alamat", url, "--ke", "/?proyektor=1")
    # The refusals that this is about are errors for the browser's console.
    with browser.new_context(locale="id-ID") as visit:
        page = visit.new_page()
        page.goto(link)
        page.get_by_role("button").click()
        page.wait_for_function("() => document.documentElement.dataset.adegan")
        command("--revoke", "1")
        door = page.get_by_text("Mintalah tautan kepada pengelola dasbor.")
        expect(door).to_be_visible(timeout=30_000)
        page.wait_for_timeout(1000 * UNTRUE_WITHIN_SECONDS)
        expect(door).to_be_visible()
        expect(page.locator("#panggung-tanda")).to_be_empty()
        assert not page.locator("[class*=st-key-adegan_]").count()
