"""The SQL ledger: every statement that the program sends to the database, held against a list.

A statement is text that is written once; whatever a user types travels beside it as a parameter. So the list is
finite, and a statement that is not on it was made by accident or of somebody's words. The lists stand beside this
file, two for each kind of database: what screens, queries and uploads send, which ``drive`` lets them do, and what only
all tests together bring about (commands, migrations, roles, bad days). ``python -m tests.attack.ledger --renew`` writes
them anew.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from random import Random

from data import settings, wall
from queries import asal, db, tautan, tindak_lanjut, ubah_rencana, unggah
from tests.data.loading.good import MAKERS
from tests.heard import listening, normal
from tests.test_pages import visit
from ui.screens import SCREENS

# Part of everything that is typed or handed in here; no statement may hold it.
CANARY = "kenari7"
ADDRESSES: tuple[dict[str, str], ...] = (
    {"periode": "2023-06", "segmen": "BPU", "basis": "bps-bekerja", "kecamatan": "35.05.06", "urutan": "orang"},
    {"periode": f"2023-{CANARY}", "segmen": f"' OR {CANARY}", "kecamatan": f"{CANARY}; --", CANARY: f"%{CANARY}"},
)
SEED = 7


# Beside the kind of database, the name of the list of what only all tests together bring about.
ELSEWHERE = "-lain"


def path(name: str) -> Path:
    """A list by its name: the kind of database, 'sqlite' or 'postgresql', with ELSEWHERE or without."""
    return Path(__file__).with_name(f"{name}.sql")


def listed(name: str) -> set[str]:
    """The statements that are known."""
    return set(path(name).read_text(encoding="utf-8").splitlines()) if path(name).exists() else set()


def renew(name: str, texts: set[str]) -> None:
    """Write a list anew."""
    path(name).write_text("".join(f"{text}\n" for text in sorted(texts)), encoding="utf-8")


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Every different statement that any engine sends inside the block."""
    texts: set[str] = set()
    with listening(lambda _kind, statement: texts.add(normal(statement))):
        yield texts


def drive() -> None:
    """Let every part of the program that knows the database ask what it can, on the sample that DATABASE_URL names."""
    db.renew()
    for screen, address in product(SCREENS, ADDRESSES):
        assert not visit(screen.slug, **address).exception
    for subject, kecamatan in product(asal.SUBJECTS, ("", "35.05.06")):
        assert not visit("sumber", subjek=subject, kecamatan=kecamatan, periode="2023-12").exception
    _links()
    _plan()
    for subject in unggah.subjects():
        unggah.blank(subject)
        made = MAKERS[f"{subject} templat"](Random(SEED))
        _hand_in(made.bytes("xlsx"), f"{CANARY} {subject}.xlsx")


def _links() -> None:
    secret = wall.make(settings.kabupaten(), dt.timedelta(hours=1))
    assert tautan.standing(secret) == "belum dipakai"
    assert tautan.standing(CANARY * 6) == "tidak ada"
    cookie = tautan.take(secret)
    assert cookie
    assert tautan.holds(cookie)
    number = int(tautan.current()["tautan_id"].max())
    tautan.revoke(number)
    tautan.revoke(number + 1)


def _plan() -> None:
    """Change an action, once more on the version that is no longer the newest, and one that is not there."""
    action = int(tindak_lanjut.rows()["tindak_lanjut_id"].min())
    values = dict.fromkeys(ubah_rencana.FIELDS) | {"sumber_dana": f"' OR {CANARY}", "penanggung_jawab": CANARY}
    outcomes = [ubah_rencana.save(number, seen=0, values=values, oleh=CANARY) for number in (action, action, 10**6)]
    assert [type(outcome).__name__ for outcome in outcomes] == ["Saved", "Conflict", "Failed"]


def _hand_in(content: bytes, name: str) -> None:
    """Look at a file, load it, take it back, bring it back, and leave no trace for the next one."""
    seen = unggah.check(content, name)
    assert isinstance(seen, unggah.Preview), seen
    done = unggah.load(content, name, oleh=f"Kantor {CANARY}", sidik=seen.sidik)
    assert isinstance(done, unggah.Done), done
    for change in (unggah.undo, unggah.redo, unggah.undo):
        assert isinstance(change(done.muatan[0], oleh=CANARY), unggah.Done)
