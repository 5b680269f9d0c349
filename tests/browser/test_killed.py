"""The dashboard is killed under an open browser and started again: the picture is back, untouched, with its choice."""

import shutil
import time

from playwright.sync_api import expect

from tests.browser.test_screens import open_screen, settle
from tests.faults.dashboards import Dashboard, dashboards

BACK_SECONDS = 15


def test_the_picture_is_back_with_its_choice(sample_template, tmp_path, browser):
    database = shutil.copy(sample_template, tmp_path)
    state = str(tmp_path / "keadaan")
    dashboard = Dashboard(tmp_path / "log", DATABASE_URL=f"sqlite:///{database}", FOLDER_KEADAAN=state)
    # Not ``new_page``: a browser says in its console that a server has hung up.
    with dashboards(dashboard), browser.new_context(locale="id-ID") as context:
        page, sockets = context.new_page(), []
        page.on("websocket", lambda socket: sockets.append(socket))
        open_screen(page, dashboard.url, "kecamatan", "?periode=2023-06&kecamatan=35.05.06")
        with dashboard.supervised():
            before = len(sockets)
            dashboard.kill()
            killed = time.monotonic()
            while not any(not socket.is_closed() for socket in sockets[before:]):
                assert time.monotonic() < killed + BACK_SECONDS
                page.wait_for_timeout(100)
            expect(page.get_by_role("dialog")).to_have_count(0)
            settle(page)
            took = time.monotonic() - killed
            expect(page.get_by_role("heading", name="Kecamatan Ponggok")).to_be_visible()
            expect(page.get_by_text("30 Juni 2023").first).to_be_visible()
            assert "periode=2023-06" in page.url
            assert "kecamatan=35.05.06" in page.url
            assert took <= BACK_SECONDS
            print(f"back after {took:.1f} s")
