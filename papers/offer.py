"""The row of buttons with which a screen is taken away as a paper, and the address that they ask."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
import threading
import zlib
from dataclasses import asdict

import anyio
import pandas as pd
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from memory import remembered
from papers import office
from papers.office import Paper
from queries import muatan
from queries.db import DatabaseUnavailable, of_snapshot, pinned
from ui import access, drawing, incidents, permissions
from ui.entry import PAPERS, visit_of
from ui.view import View

# So many wait for a paper at a time; more wait until one of these has theirs, and nobody else waits for them.
WAITING = 64
# The word of the address that holds what is asked for.
ASKED = "pesanan"
LEAD = "Unduh bahan rapat dari pilihan di layar ini:"
OUTDATED = "Angka baru saja diperbarui. Unduh lagi begitu layar ini ikut diperbarui."
UNWRITTEN = "Berkas belum dapat dibuat. Coba lagi; bila terulang, sebutkan nomor kejadian {} kepada pengelola."
_drawing_lots = threading.Lock()


def draw(seen: View) -> None:
    """One button for each paper of what is chosen on the screen; the paper is made when it is clicked."""
    if not access.may(seen.layar, "download"):
        return
    sample, order = bool(muatan.sample_subjects(muatan.loads())), _order(seen, _seal())
    files = [
        [paper.label, paper.name(seen, sample=sample), f".{PAPERS}/{paper.ending}?{ASKED}={order}"]
        for paper in office.PAPERS
    ]
    drawing.words("files", files, {"lead": LEAD}, key="bahan_rapat")


def routes() -> list[Route]:
    """GET a paper of what a screen shows, by the address that the screen was given for its buttons.

    403 for those who may not take it away, 409 for one of a screen that shows other data than the newest, 503 when it
    cannot be made.
    """
    waiting: anyio.CapacityLimiter | None = None

    async def take(request: Request) -> Response:
        nonlocal waiting
        waiting = waiting or anyio.CapacityLimiter(WAITING)
        role, order = visit_of(request.scope).role, request.query_params.get(ASKED, "")
        return await anyio.to_thread.run_sync(_answer, role, request.path_params["jenis"], order, limiter=waiting)

    return [Route(f"{PAPERS}/{{jenis}}", take)]


def _answer(role: str, ending: str, order: str) -> Response:
    try:
        with pinned():
            seen = _ordered(order)
            paper = next((each for each in office.PAPERS if each.ending == ending), None)
            if seen is None or paper is None:
                return _refusal(OUTDATED, 409)
            if not permissions.may(role, seen.layar, "download"):
                return _refusal("Tidak diizinkan.", 403)
            return _file(paper, seen)
    except (office.Unwritten, DatabaseUnavailable) as error:
        return _refusal(UNWRITTEN.format(incidents.note(error)), 503)


def _refusal(sentence: str, status: int) -> Response:
    return PlainTextResponse(sentence, status, {"Content-Language": "id"})


def _file(paper: Paper, seen: View) -> Response:
    name = paper.name(seen, sample=bool(muatan.sample_subjects(muatan.loads())))
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(office.file(paper, seen), media_type=paper.mime, headers=headers)


@remembered
def _order(seen: View, seal: bytes) -> str:
    """What is chosen on a screen, as an address holds it: signed, so that nothing else can be asked for."""
    content = zlib.compress(json.dumps(asdict(seen) | {"periode": f"{seen.periode:%Y-%m}"}).encode())
    return f"{base64.urlsafe_b64encode(content).decode()}.{_signature(content, seal)}"


def _ordered(order: str) -> View | None:
    """What such an address asks for; None for one that was not made here of the data that are shown now."""
    packed, _, signature = order.partition(".")
    try:
        content = base64.urlsafe_b64decode(packed)
    except (binascii.Error, ValueError):
        return None
    if not hmac.compare_digest(signature.encode(), _signature(content, _seal()).encode()):
        return None
    said = json.loads(zlib.decompress(content))
    month = pd.Timestamp(f"{said['periode']}-01").as_unit("s")
    return View(**(said | {"periode": month, "segmen": tuple(said["segmen"])}))


def _signature(content: bytes, seal: bytes) -> str:
    return hmac.new(seal, content, hashlib.sha256).hexdigest()[:32]


def _seal() -> bytes:
    """What the addresses of the screens that show the same reading of the database are signed with."""
    with _drawing_lots:
        return _drawn()


@of_snapshot
def _drawn() -> bytes:
    """Anew for each reading: a paper tells of what the screen shows, or is not given."""
    return secrets.token_bytes(32)
