"""While everything goes wrong no secret, no number of a person and no path leaves the program or stands in its log."""

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.attack import canaries
from tests.attack.canaries import PLACES, SECRETS, Said
from tests.faults.conftest import shared
from tests.faults.dashboards import Dashboard, dashboards
from tests.faults.scenarios import DATABASE, SCENARIOS, Shared

__all__ = ["shared"]
ROLE = "kenari"
BANNER_SECONDS = 35
REFUSED = "Basis data menolak nama pengguna atau kata sandi"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the secrets of a sign-in, and a database file that is none."""
    folder = tmp_path_factory.mktemp(canaries.FOLDER)
    (folder / "secrets.toml").write_text(
        f'[auth]\nredirect_uri = "http://127.0.0.1:1/oauth2callback"\nclient_id = "dasbor"\n'
        f'cookie_secret = "{canaries.COOKIE_SECRET}"\nclient_secret = "{canaries.CLIENT_SECRET}"\n'
        'server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    (folder / "rusak.db").write_bytes(random.Random(1).randbytes(5_000))
    return folder


def dashboard(folder: Path, name: str, url: str, **environment: str) -> Dashboard:
    secrets = {"STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"), "FOLDER_KEADAAN": str(folder / name)}
    return Dashboard(folder / f"{name}.log", DATABASE_URL=url, **secrets, **environment)


@pytest.fixture(scope="module")
def gathered(shared: Shared, folder: Path) -> tuple[Said, str]:
    """All that left dashboards in trouble, and their logs."""
    shared.server.run(f"CREATE ROLE {ROLE} SUPERUSER LOGIN PASSWORD '{canaries.PASSWORD}'")
    address = make_url(shared.url).set(username=ROLE, password=canaries.PASSWORD)

    def url(**changes: str) -> str:
        return address.set(**changes).render_as_string(hide_password=False)

    main = dashboard(folder, "utama", url(), UNGGAH="ya", SEGARKAN_DETIK="5")
    others = [
        dashboard(folder, "tiada", url(database="tiada")),
        dashboard(folder, "salah", url(username="bukan-siapa-siapa")),
        dashboard(folder, "cacat", f"postgresql://{ROLE}:p@ss:{canaries.PASSWORD}/x@127.0.0.1/{DATABASE}"),
        dashboard(folder, "rusak", f"sqlite:///{folder / 'rusak.db'}"),
        dashboard(folder, "masuk", url(), MASUK="oidc"),
    ]
    said = Said()
    with dashboards(main, *others):
        asyncio.run(everywhere([each.url for each in others], said))
        asyncio.run(on_bad_days(shared, main, said))
    return said, "\n".join(each.said() for each in (main, *others))


async def everywhere(urls: list[str], said: Said) -> None:
    for url in urls:
        await canaries.look(url, said)


async def on_bad_days(shared: Shared, dashboard: Dashboard, said: Said) -> None:
    url = dashboard.url
    for name, content in canaries.people().items():
        seen = await canaries.hand_in(url, name, content, said)
        assert any("ditolak" in alert.title for alert in seen.kinds("alert")), name
    for name in ("killed", "reset"):
        with SCENARIOS[name](shared):
            await canaries.look(url, said)
    for name in ("stopped", "locked"):
        with SCENARIOS[name](shared):
            assert await canaries.wait_for(url, "Basis data", BANNER_SECONDS), name
            await canaries.look(url, said)
            await canaries.hand_in(url, "kata.csv", canaries.people()["kata.csv"], said)
    shared.server.run(f"ALTER ROLE {ROLE} PASSWORD 'lain'")
    async with asyncio.timeout(BANNER_SECONDS):
        while REFUSED not in dashboard.said():
            await asyncio.sleep(0.5)
    await canaries.look(url, said)


def test_no_secret_leaves_and_none_is_logged(gathered: tuple[Said, str]) -> None:
    said, logs = gathered
    assert len(said.heard) > 1_000
    assert said.hits(SECRETS) == []
    assert [word for word in SECRETS if word in logs] == []
    # What might have held them was logged.
    assert logs.count(REFUSED) >= 2


def test_no_path_leaves(gathered: tuple[Said, str]) -> None:
    assert gathered[0].without_start().hits(PLACES) == []


def test_no_path_leaves_at_the_start_of_a_session(gathered: tuple[Said, str]) -> None:
    assert gathered[0].hits(PLACES) == []
