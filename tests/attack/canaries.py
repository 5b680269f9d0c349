"""Secrets and numbers of a person that are planted where the program meets them, and all that it said meanwhile."""

import asyncio
import sys
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

import httpx
from streamlit.proto.WidgetStates_pb2 import WidgetState

from data.settings import ROOT
from tests.data.loading import books, good
from tests.viewer import Answer, viewer
from ui.screens import SCREENS

_CHANCE = Random(7)
NIK, KPJ = good.nik(_CHANCE), good.kpj(_CHANCE)
PASSWORD = "Sandi-kenari-4711"
COOKIE_SECRET, CLIENT_SECRET = "kuki-kenari-0123456789-abcdefghij", "klien-kenari-0123456789-abcdefghij"
FOLDER = "folder-kenari"
SECRETS = (PASSWORD, COOKIE_SECRET, CLIENT_SECRET, NIK, KPJ)
PLACES = (FOLDER, str(ROOT), sys.prefix)
ADDRESSES = (
    "/", "/klaim", "/siap", "/tidak-ada", "/dashboard.py", "/media/x", "/app/static/x", "/auth/login",
    "/oauth2callback", "/tautan/x", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics",
)  # fmt: skip


@dataclass
class Said:
    """What left one dashboard: answers over HTTP and the websocket, each with where it came from."""

    heard: list[tuple[str, bytes]] = field(default_factory=list)

    def hits(self, words: tuple[str, ...]) -> list[str]:
        """Which of the words stand where."""
        return sorted({f"{word} in {place}" for place, said in self.heard for word in words if word.encode() in said})

    def take(self, place: str, answer: Answer) -> None:
        """Keep what one run of the script sent."""
        self.heard += [(f"{place}: {each.WhichOneof('type')}", each.SerializeToString()) for each in answer.messages]

    def without_start(self) -> "Said":
        """The same without what Streamlit says at the start of a session about itself."""
        return Said([(place, said) for place, said in self.heard if not place.endswith("new_session")])


async def look(url: str, said: Said) -> list[Answer]:
    """Open every screen and every other address, and keep all that comes back."""
    answers = []
    async with httpx.AsyncClient(base_url=url, follow_redirects=True, timeout=30) as client:
        for address in ADDRESSES:
            with suppress(httpx.TooManyRedirects):
                answer = await client.get(address)
                head = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
                said.heard.append((address, head.encode() + answer.content))
    for screen in SCREENS:
        async with viewer(url) as somebody:
            answers.append(await somebody.run(screen.slug))
        said.take(f"/{screen.slug}", answers[-1])
    return answers


def people() -> dict[str, bytes]:
    """Files that name a person: among the figures, in a column of their own, and among words."""
    own = books.tidy(["NIK", "Nomor KPJ", "Kecamatan", "Peserta"], *[[NIK, KPJ, "Talun", 1]] * 3)
    return {
        "kolom.xlsx": own,
        "sel.xlsx": books.recap({"F6": NIK, "G6": int(NIK), "B8": f"Talun {NIK}"}),
        "kata.csv": f"Tahun;OPD;Tindak Lanjut\n2025;Dinsos {NIK};Mendaftarkan KPJ {KPJ}\n".encode(),
    }


async def hand_in(url: str, name: str, content: bytes, said: Said) -> Answer:
    """Hand a file in at the upload screen; the answer is the run that looked at it."""
    async with viewer(url) as somebody, httpx.AsyncClient(base_url=url) as client:
        first = await somebody.run("unggah")
        await client.get("/_stcore/host-config")
        await client.get("/_stcore/health")
        key = str(uuid.uuid4())
        answer = await client.put(
            f"/_stcore/upload_file/{first.session_id}/{key}",
            files={"file": (name, content)},
            headers={"X-Xsrftoken": client.cookies.get("_streamlit_xsrf", "")},
        )
        assert answer.is_success, answer.text
        held = WidgetState(id=first.kinds("file_uploader")[0].id)
        info = held.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size, info.file_urls.file_id = key, name, len(content), key
        seen = await somebody.run("unggah", widgets={held.id: held})
    said.take(f"/unggah {name}", seen)
    return seen


async def wait_for(url: str, words: str, seconds: float) -> bool:
    """Whether the first screen says some words within so many seconds."""
    until = asyncio.get_running_loop().time() + seconds
    while asyncio.get_running_loop().time() < until:
        async with viewer(url) as somebody:
            answer = await somebody.run()
        if any(words in f"{alert.title} {alert.body}" for alert in answer.kinds("alert")):
            return True
        await asyncio.sleep(1)
    return False
