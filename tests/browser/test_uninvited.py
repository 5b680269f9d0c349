"""The uninvited at the program's edge towards the network: each is turned away by its own number, and viewers notice
nothing. One real dashboard on which files may be handed in, which began with room for few files.
"""

import asyncio
import base64
import io
import json
import os
import shutil
import socket
import sys
import time
import uuid
import zlib
from contextlib import AsyncExitStack, ExitStack, contextmanager, suppress
from urllib.parse import urlsplit

import httpx
import pytest
import websockets
from openpyxl import load_workbook
from sqlalchemy import create_engine, update
from streamlit.proto.WidgetStates_pb2 import WidgetState

from data import settings
from data.schema import kepesertaan
from papers import offer
from tests import written
from tests.browser.test_permissions import OFFICE
from tests.browser.test_shield import ask
from tests.data.loading import books
from tests.faults import exports
from tests.viewer import viewer
from ui.shield import LONGEST_BODY

IDLE = 200
# What 200 sessions need is three times as much.
FEW_FILES = 256
# The pass figures of the issue for the first screen and for those after it.
FIRST_SECONDS, NEXT_SECONDS = 1.5, 0.5
MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 10 * MEGABYTE


@contextmanager
def few_files():
    """What is started in here may hold few files until it asks for more."""
    # Not on Windows, where nobody counts files; the other tests here run there.
    if sys.platform == "win32":
        yield
        return
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FEW_FILES, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))


@pytest.fixture(scope="module")
def site(serve_all, sample_template, tmp_path_factory):
    """A dashboard with a menu that nobody here is refused."""
    file = shutil.copy(sample_template, tmp_path_factory.mktemp("tepi"))
    with few_files():
        return serve_all(f"sqlite:///{file}", UNGGAH="ya")


@pytest.fixture(autouse=True)
def no_traceback(site):
    """Who is turned away leaves no page in the log."""
    before = site.said().count("Traceback")
    yield
    assert site.said().count("Traceback") == before


# Who may open a connection.


@pytest.mark.parametrize(
    "named",
    [{"Host": "jahat.example"}, {"Host": ""}, {"Origin": "https://jahat.example"}, {"Origin": "null"}],
    ids=["foreign host", "no host", "foreign origin", "no site's origin"],
)
def test_a_foreign_websocket_is_refused(site, named):
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "c2F0dWR1YXRpZ2FlbXBhdA==", "Sec-WebSocket-Protocol": "streamlit"}
    assert ask(site.url, "/_stcore/stream", **(upgrade | key | {"Origin": site.url} | named))[0] == 403


@pytest.mark.parametrize("path", ["/", "/siap", "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/a/b"])
def test_a_foreign_host_gets_nothing(site, path):
    status, _, body = ask(site.url, path, Host="jahat.example")
    assert (status, body) == (403, b"Nama host ini tidak dikenal.")


# What may come in over one.


@pytest.mark.parametrize(
    ("frame", "is_text", "code"),
    [
        (b"\xff" * 100, False, 1002),
        (b"\x07" * 999, False, 1002),
        (b"bukan pesan", True, 1003),
        (b"\xff\xfe", True, 1007),
        (b"\0" * (MEGABYTE + 1), False, 1009),
        (b"\0" * (30 * MEGABYTE), False, 1009),
        (b"a" * (30 * MEGABYTE), True, 1009),
    ],
    ids=["garbage", "more garbage", "text", "text that is none", "a little too large", "30 MB", "30 MB of text"],
)
def test_what_is_no_message_ends_its_own_connection_only(site, frame, is_text, code):
    async def send():
        async with viewer(site.url) as bad, viewer(site.url) as good:
            # In the middle of a screen.
            drawing = asyncio.create_task(bad.run(""))
            await asyncio.sleep(0.02)
            with suppress(websockets.ConnectionClosed):
                await bad.socket.send(frame, text=is_text)
            await bad.socket.wait_closed()
            await asyncio.gather(drawing, return_exceptions=True)
            return bad.socket.close_code, await good.run("klaim")

    ended, answer = asyncio.run(send())
    assert ended == code
    assert answer.figures


# What goes out over one.


def test_no_viewer_is_told_where_anything_lies_on_the_server(site):
    async def look():
        async with viewer(site.url) as guest:
            screens = (await guest.run("")).pages
            answers = [await guest.run(screen) for screen in screens]
        return screens, [message for answer in answers for message in answer.messages]

    screens, sent = asyncio.run(look())
    assert set(screens) >= {"", "kecamatan", "klaim", "belum-terlindungi", "sumber", "proyektor"}
    told = [message.new_session for message in sent if message.HasField("new_session")]
    assert {session.main_script_path for session in told} == {told[0].name}
    sent = b"".join(message.SerializeToString() for message in sent)
    places = {
        str(settings.ROOT),
        str(site.log.parent),
        sys.prefix,
        os.path.expanduser("~"),
        os.path.realpath(sys.prefix),
    }
    assert not [place for place in places if place.encode() in sent]
    assert not [root for root in (b"/srv/", b"/usr/", b"/var/", b"/opt/", b"site-packages") if root in sent]


# Those who only occupy room.


def test_idle_connections_keep_nobody_out(site):
    async def crowd():
        first, later = [], []
        async with AsyncExitStack() as open_sockets:
            for _ in range(IDLE):
                await open_sockets.enter_async_context(viewer(site.url))
            for screen in ("klaim", "kecamatan") * 10:
                async with viewer(site.url) as guest:
                    answer = await guest.run("")
                    assert answer.figures
                    first.append(answer.seconds)
                    later.append((await guest.run(screen)).seconds)
        return sorted(first)[-2], sorted(later)[-2]

    parts = urlsplit(site.url)
    with ExitStack() as silent:
        # These say nothing at all, not even what they want.
        for _ in range(IDLE):
            silent.enter_context(socket.create_connection((parts.hostname, parts.port)))
        first, later = asyncio.run(crowd())
    assert first <= FIRST_SECONDS
    assert later <= NEXT_SECONDS


# What may be sent.


@pytest.mark.parametrize(
    "path", ["/", "/klaim", "/siap", "/_stcore/health", "/_stcore/stream", "/media/a", "/tautan/a", "/oauth2callback"]
)
@pytest.mark.parametrize("method", ["POST", "PUT", "GET"])
def test_nothing_but_the_upload_takes_much(site, path, method):
    status, headers, body = ask(site.url, path, method, b"x" * (LONGEST_BODY + 1))
    assert (status, body) == (413, b"Kiriman terlalu besar.")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_but_the_upload_takes_what_does_not_say_its_length(site):
    status, _, _ = ask(site.url, "/klaim", "POST", iter([b"x"]))
    assert status == 413


async def send(site, content, *, session=None, token=True, chunked=False):
    """A file, sent as a browser does. Returns the answer and the name it is known by."""
    name = str(uuid.uuid4())
    async with viewer(site.url) as guest, httpx.AsyncClient(timeout=60) as client:
        session = session or (await guest.run("unggah")).session_id
        await client.get(f"{site.url}/_stcore/health")
        request = client.build_request(
            "PUT",
            f"{site.url}/_stcore/upload_file/{session}/{name}",
            files={"file": ("rekap_2023_12.xlsx", content)},
            headers={"X-Xsrftoken": client.cookies["_streamlit_xsrf"]} if token else {},
        )
        if chunked:
            body = request.read()
            del request.headers["content-length"]

            async def parts():
                for begin in range(0, len(body), MEGABYTE):
                    yield body[begin : begin + MEGABYTE]

            request = httpx.Request("PUT", request.url, headers=request.headers, content=parts())
        return await client.send(request), name


def status_of(*arguments, **options):
    return asyncio.run(send(*arguments, **options))[0].status_code


def test_an_upload_needs_the_token_of_its_browser(site):
    assert status_of(site, books.recap()) == 204
    assert status_of(site, books.recap(), token=False) == 403


def test_an_upload_needs_a_screen_that_is_open(site):
    assert status_of(site, books.recap(), session=str(uuid.uuid4())) == 400


@pytest.mark.parametrize("chunked", [False, True], ids=["said at once", "found out on the way"])
def test_an_upload_that_is_too_large_is_refused(site, chunked):
    try:
        assert status_of(site, b"x" * (LARGEST_UPLOAD + MEGABYTE), chunked=chunked) == 413
    except httpx.WriteError:
        pytest.fail("The server hung up without an answer")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x7fELF" + b"\0" * 999, "bukan lembar kerja"),
        (b"%PDF-1.7\n", "bukan lembar kerja"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 999, "Excel lama"),
        (b"<html><script>alert(1)</script>", "halaman web"),
        (b"PK\x03\x04" + b"\0" * 999, "rusak"),
        (b"", "kosong"),
    ],
    ids=["program", "pdf", "old excel", "web page", "broken zip", "nothing"],
)
def test_a_file_that_is_no_workbook_is_refused_in_words(site, content, sentence):
    async def hand_in():
        async with viewer(site.url) as guest:
            screen = await guest.run("unggah")
            answer, name = await send(site, content, session=screen.session_id)
            assert answer.status_code == 204
            held = WidgetState(id=screen.kinds("file_uploader")[0].id)
            info = held.file_uploader_state_value.uploaded_file_info.add()
            info.file_id, info.name, info.size = name, "rekap_2023_12.xlsx", len(content)
            info.file_urls.file_id = name
            office = {screen.widget("Kantor yang menyerahkan (bukan nama orang)"): OFFICE}
            return await guest.run("unggah", widgets={held.id: held} | office)

    said = asyncio.run(hand_in())
    assert any(sentence in table.to_csv() for table in written.tables(said.kinds("bidi_component")))
    assert "Berkas ditolak" in said.text
    assert not [button for button in said.kinds("button") if button.label == "Muat data"]


async def tell(site, place, part, said, *, alone=False, leaving_for=None):
    """As if something had happened in a part of a sheet whose key has this in it; without one, anything at all.

    leaving_for: in the moment of leaving for that screen; the answer is that of coming back.
    """
    async with viewer(site.url) as guest:
        opened = await guest.run()
        (element,) = [each for each in opened.kinds("bidi_component") if place in each.id]
        trigger = f"$$STREAMLIT_INTERNAL_KEY_{element.id}__events"
        value = json.dumps([{"event": "told", "value": [part, said] if part else said}])
        states = [WidgetState(id=trigger, json_trigger_value=value), WidgetState(id=element.id, json_value="{}")]
        # A browser says both; whoever is no browser may say less.
        widgets = {state.id: state for state in states[: 1 if alone else 2]}
        if not leaving_for:
            return await guest.run(widgets=widgets)
        await guest.run(leaving_for, page_hash=opened.pages[leaving_for], widgets=widgets)
        return await guest.run(page_hash=opened.pages[""])


def test_what_was_picked_while_leaving_a_screen_opens_nothing_later(site):
    picked = asyncio.run(tell(site, "layar_ringkasan", "peta_petak", "35.05.11"))
    assert "kecamatan=35.05.11" in picked.text, "a tile that is picked opens its kecamatan at all"
    back = asyncio.run(tell(site, "layar_ringkasan", "peta_petak", "35.05.11", leaving_for="klaim"))
    assert back.titles[0].startswith("Perlindungan pekerja")
    assert "kecamatan=35.05.11" not in back.text


def test_what_a_browser_says_was_picked_is_not_trusted(site):
    for said in ("35.05.99", "<b>x</b>", 7, None, ["35.05.11"], {"a": 1}):
        answer = asyncio.run(tell(site, "layar_ringkasan", "peta_petak", said))
        assert not answer.kinds("exception")
        assert "Kejadian" not in answer.text


def test_what_a_browser_says_was_chosen_is_not_trusted(site):
    chosen = asyncio.run(tell(site, "layar_ringkasan", "pilihan_baris", {"periode": "2023-06"}))
    assert "30 Juni 2023" in chosen.text, "the words reach the screen at all"
    for said in ({"periode": "2023-13", "segmen": 7}, {"bagian": "x", "a": "b"}, ["2023-06"], "2023-06", 7, None):
        answer = asyncio.run(tell(site, "layar_ringkasan", "pilihan_baris", said, alone=said == 7))
        assert not answer.kinds("exception")
        assert "Kejadian" not in answer.text
        assert "30 Juni 2023" not in answer.text


def test_what_somebody_opens_is_open_for_nobody_else(site):
    opened = asyncio.run(tell(site, "layar_ringkasan", "gauge_angka", True))
    assert written.tables(opened.kinds("bidi_component"))
    for said in (False, "x", 1, None, {"a": 1}):
        answer = asyncio.run(tell(site, "layar_ringkasan", "gauge_angka", said))
        assert not answer.kinds("exception")
        assert not written.tables(answer.kinds("bidi_component"))


def test_what_a_browser_says_of_no_part_is_not_heard(site):
    for part, said in (
        ("tidak_ada", "x"),
        ("peta_petak_angka", "x"),
        ("", 7),
        ("", ["peta_petak"]),
        ("", [["a"], "b"]),
    ):
        answer = asyncio.run(tell(site, "layar_ringkasan", part, said))
        assert not answer.kinds("exception")
        assert "Kejadian" not in answer.text
        assert not written.tables(answer.kinds("bidi_component")), "nothing was opened"


async def offered(url, ending):
    """Where a paper of the first screen is asked for."""
    async with viewer(url) as guest:
        return exports.address(url, await guest.run(), ending)


def test_an_address_is_good_for_what_is_shown_and_nothing_else(serve, sample_template, tmp_path):
    file = shutil.copy(sample_template, tmp_path)
    url = serve(f"sqlite:///{file}", SEGARKAN_DETIK="2").url
    address = asyncio.run(offered(url, "xlsx"))
    taken = httpx.get(address, timeout=60)
    assert taken.headers["content-disposition"] == 'attachment; filename="contoh-buku-kerja-2023-12.xlsx"'
    assert load_workbook(io.BytesIO(taken.content)).sheetnames
    before, _, packed = address.partition("?pesanan=")
    content, _, mark = packed.partition(".")
    other = zlib.decompress(base64.urlsafe_b64decode(content)).replace(b"2023-12", b"2023-11")
    other = base64.urlsafe_b64encode(zlib.compress(other)).decode()
    for forged in (
        f"{other}.{mark}",
        f"{content}.{'0' * 32}",
        f"{content}.\u00e9",
        content,
        f"a.{mark}",
        "x" * 300,
    ):
        answer = httpx.get(before, params={"pesanan": forged})
        assert (answer.status_code, answer.text) == (409, offer.OUTDATED), forged
    assert httpx.get(address.replace("/xlsx?", "/exe?")).status_code == 409
    # Of a screen that shows other data than the newest nothing is given; its own screen gets another address.
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(update(kepesertaan).values(aktif_orang=kepesertaan.c.aktif_orang + 1))
    engine.dispose()
    deadline = time.monotonic() + 30
    while httpx.get(address, timeout=60).status_code != 409:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    assert httpx.get(asyncio.run(offered(url, "xlsx")), timeout=60).status_code == 200
