"""Signing in at a real provider in a real browser, and what its cookie is worth to others."""

import asyncio
import json
import re
import shutil
import subprocess
import sys
import time
import tomllib
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from tests.browser.test_permissions import title
from tests.browser.test_wall import is_hung_up
from tests.postgres import free_port
from tests.viewer import viewer

PEOPLE = [
    {"sub": "petugas", "email": "petugas@contoh.id", "peran": ["operator"]},
    {"sub": "tamu", "email": "tamu@contoh.id"},
]
SECRET = "rahasia-uji-yang-panjangnya-lebih-dari-cukup"


@contextmanager
def providing(folder):
    """The address of an OpenID Connect provider that knows ``PEOPLE``, and its process, which may be stopped."""
    port = free_port()
    people = [word for person in PEOPLE for word in ("--user-claims", json.dumps(person))]
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people], stdout=log, stderr=log
        )
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=2).close()
                break
            except OSError:
                assert process.poll() is None
                assert time.monotonic() < deadline
                time.sleep(0.1)
        yield address, process
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def site(serve_all, sample_template, tmp_path_factory):
    """A dashboard whose people sign in at a provider."""
    folder = tmp_path_factory.mktemp("masuk")
    with providing(folder) as (provider, _):
        yield serving(serve_all, provider, sample_template, folder)


def serving(serve, provider, sample_template, folder):
    secrets = folder / "secrets.toml"
    port = free_port()
    secrets.write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\ncookie_secret = "{SECRET}"\n'
        f'client_id = "dasbor"\nclient_secret = "uji"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    assert tomllib.loads(secrets.read_text(encoding="utf-8"))
    return serve(
        f"sqlite:///{shutil.copy(sample_template, folder)}",
        port=port,
        MASUK="oidc",
        PERAN_KLAIM="peran",
        STREAMLIT_SECRETS_FILES=str(secrets),
    )


@pytest.fixture
def page(browser):
    """A visitor whose browser may also show the provider's pages, which are not ours."""
    with browser.new_context(locale="id-ID") as context:
        context.set_default_timeout(20_000)
        yield context.new_page()


def sign_in(page, site, person):
    page.goto(f"{site.url}/unggah")
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()
    assert "Perlindungan pekerja Kabupaten" not in page.inner_text("body")
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("button", name=person).click()


def cookie(page):
    return "; ".join(f"{one['name']}={one['value']}" for one in page.context.cookies())


def menu(site, header):
    """The menu that a raw websocket with a cookie gets, and whether the upload screen opens."""

    async def ask():
        async with viewer(site.url, headers={"Cookie": header} if header else {}) as guest:
            answer = await guest.run("unggah")
            return set(answer.pages), title("unggah") in answer.titles

    # The browser has an event loop of its own in this thread.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(asyncio.run, ask()).result()


def test_somebody_with_a_role_comes_in_and_goes_out(site, page):
    sign_in(page, site, "petugas")
    expect(page.get_by_role("heading", name="Perlindungan pekerja Kabupaten Blitar")).to_be_visible()
    expect(page.get_by_text("Peran: Petugas")).to_be_visible(timeout=20_000)
    assert "petugas@" not in page.inner_text("body")
    assert menu(site, cookie(page))[1], "the cookie is what counts"
    page.get_by_role("link", name="Unggah data").first.click()
    expect(page.get_by_role("heading", name="Unggah data")).to_be_visible()
    page.get_by_role("button", name="Keluar").click()
    # The provider asks before it forgets somebody.
    page.wait_for_url("**/end_session*")
    page.goto(site.url)
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()
    assert "petugas@" not in site.said()


def test_who_signs_out_leaves_in_every_window(site, page):
    sign_in(page, site, "petugas")
    expect(page.get_by_text("Peran: Petugas")).to_be_visible(timeout=20_000)
    other, kept = page.context.new_page(), cookie(page)
    other.goto(f"{site.url}/klaim")
    expect(other.get_by_text("Peran: Petugas")).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Keluar").click()
    expect(other.get_by_role("button", name="Masuk")).to_be_visible(timeout=15_000)
    assert "Peran: Petugas" not in other.inner_text("body")
    assert menu(site, kept) == ({""}, False), "what somebody kept of the sign-in is worth nothing"
    # A new sign-in of the same person is a new one.
    time.sleep(1)
    sign_in(other, site, "petugas")
    expect(other.get_by_text("Peran: Petugas")).to_be_visible(timeout=20_000)


def test_somebody_without_a_role_sees_one_sentence(site, page):
    sign_in(page, site, "tamu")
    expect(page.get_by_text("akun ini belum diberi peran")).to_be_visible()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    assert "tamu" not in page.inner_text("body")


def signed(secret, **claims):
    value = json.dumps({"is_logged_in": True, "sub": "petugas", "peran": ["admin"], "iat": time.time()} | claims)
    return f"_streamlit_user={create_signed_value(secret, '_streamlit_user', value).decode()}"


def test_an_open_screen_ends_with_its_sign_in(site):
    header = {"Cookie": signed(SECRET, origin=site.url, iat=time.time() - 12 * 3600 + 5)}

    async def watch():
        async with viewer(site.url, headers=header) as guest:
            assert (await guest.run("")).figures
            await is_hung_up(guest)

    with ThreadPoolExecutor(1) as elsewhere:
        elsewhere.submit(asyncio.run, watch()).result()
    assert menu(site, header["Cookie"]) == ({""}, False)


def test_only_a_cookie_of_ours_of_today_is_worth_something(site):
    origin = site.url
    assert menu(site, signed(SECRET, origin=origin))[1]
    refused = {
        "none": "",
        "forged": signed("rahasia-lain-yang-juga-panjang-sekali-lho", origin=origin),
        "foreign": signed(SECRET, origin="https://lain.example"),
        "without an origin": signed(SECRET),
        "expired": signed(SECRET, origin=origin, iat=time.time() - 13 * 3600),
        "never issued": signed(SECRET, origin=origin, iat=None),
        "changed": signed(SECRET, origin=origin)[:-2] + "AA",
        "unsigned": "_streamlit_user=" + json.dumps({"is_logged_in": True, "sub": "a", "peran": "admin"}),
        "another cookie's signature": "_streamlit_user="
        + create_signed_value(SECRET, "_streamlit_user_tokens", json.dumps({"origin": origin})).decode(),
    }
    assert {name: menu(site, header) for name, header in refused.items()} == dict.fromkeys(refused, ({""}, False))


ENGLISH = re.compile(
    r"\b(error|not found|authentication|internal|invalid|failed|denied|request|login)\b", re.IGNORECASE
)


def said_plainly(page, sentence):
    """Whether one sentence of ours is all that stands there, with a way back to the screens."""
    expect(page.get_by_text(sentence)).to_be_visible()
    assert not ENGLISH.search(page.inner_text("body"))
    page.get_by_role("button", name="Kembali ke dasbor").click()
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()


@pytest.mark.parametrize(
    "answer",
    ["code=salah", "error=access_denied&error_description=The+resource+owner+denied+the+request"],
    ids=["a code that the provider does not know", "the provider says no"],
)
def test_who_is_refused_by_the_provider_reads_it_in_indonesian(site, page, answer):
    page.goto(site.url)
    page.get_by_role("button", name="Masuk").click()
    page.get_by_role("button", name="petugas").wait_for()
    state = parse_qs(urlsplit(page.url).query)["state"][0]
    page.goto(f"{site.url}/oauth2callback?state={state}&{answer}")
    said_plainly(page, "Anda belum masuk: penyedia akun menolak")
    assert menu(site, cookie(page)) == ({""}, False)


def test_a_way_back_from_the_provider_that_nobody_asked_for_leads_nowhere(site, page):
    page.goto(f"{site.url}/oauth2callback?state=curian&code=curian")
    said_plainly(page, "Anda belum masuk: penyedia akun menolak")


def test_a_provider_that_is_away_is_said_in_indonesian_and_keeps_nobody_out_who_is_in(
    serve, page, browser, sample_template, tmp_path
):
    with providing(tmp_path) as (provider, process):
        own = serving(serve, provider, sample_template, tmp_path)
        sign_in(page, own, "petugas")
        expect(page.get_by_text("Peran: Petugas")).to_be_visible()
        process.terminate()
        process.wait()
        with browser.new_context() as context:
            late = context.new_page()
            late.goto(own.url)
            late.get_by_role("button", name="Masuk").click()
            said_plainly(late, "penyedia akun tidak dapat dihubungi")
        page.goto(f"{own.url}/unggah")
        expect(page.get_by_role("heading", name="Unggah data")).to_be_visible()
        page.get_by_role("button", name="Keluar").click()
        expect(page.get_by_role("button", name="Masuk")).to_be_visible()


def test_what_is_not_there_is_said_in_indonesian(site, page):
    assert page.goto(f"{site.url}/app/static/tidak-ada.html").status == 404
    said_plainly(page, "Yang diminta tidak ada")
