"""The SQL ledger: every statement that screens, queries and uploads send to the database, held against a list.

A statement is text that is written once; whatever a user types travels beside it as a parameter. So the list is
finite, and a statement that is not on it was made by accident or of somebody's words. The lists stand beside this
file, one for each kind of database; ``python -m tests.attack.ledger --renew`` writes them anew.
"""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Engine, event

from data import settings, wall
from queries import asal, db, tautan, tindak_lanjut, ubah_rencana, unggah
from tests.data.loading.good import MAKERS
from tests.test_pages import visit
from ui.screens import SCREENS

# Part of everything that is typed or handed in here; no statement may hold it.
CANARY = "kenari7"
ADDRESSES: tuple[dict[str, str], ...] = (
    {"periode": "2023-06", "segmen": "BPU", "basis": "bps-bekerja", "kecamatan": "35.05.06", "urutan": "orang"},
    {"periode": f"2023-{CANARY}", "segmen": f"' OR {CANARY}", "kecamatan": f"{CANARY}; --", CANARY: f"%{CANARY}"},
)
SEED = 7


def path(kind: str) -> Path:
    """The list of one kind of database: 'sqlite' or 'postgresql'."""
    return Path(__file__).with_name(f"{kind}.sql")


def listed(kind: str) -> set[str]:
    """The statements that are known."""
    return set(path(kind).read_text(encoding="utf-8").splitlines())


def renew(kind: str, texts: set[str]) -> None:
    """Write the list anew."""
    path(kind).write_text("".join(f"{text}\n" for text in sorted(texts)), encoding="utf-8")


@contextmanager
def recorded() -> Iterator[set[str]]:
    """Every different statement that any engine sends inside the block, also rows that go past SQLAlchemy by COPY."""
    texts: set[str] = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        texts.add(normal(statement))

    copy = psycopg.Cursor.copy

    def noted_copy(cursor: psycopg.Cursor, statement: Any, *args: Any, **options: Any) -> Any:
        texts.add(normal(statement.as_string(cursor) if isinstance(statement, sql.Composable) else statement))
        return copy(cursor, statement, *args, **options)

    event.listen(Engine, "before_cursor_execute", note)
    psycopg.Cursor.copy = noted_copy  # type: ignore[method-assign]
    try:
        yield texts
    finally:
        psycopg.Cursor.copy = copy  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", note)


def normal(statement: str) -> str:
    """A statement on one line, in which a list of parameters, and rows of them, have no length."""
    text = re.sub(rf"\bIN \({_SOME}\)", "IN (...)", " ".join(statement.split()))
    return re.sub(rf"\bVALUES (\({_SOME}\))(?:, \({_SOME}\))+", r"VALUES \1, ...", text)


_ONE = r"(?:\?|%s|%\(\w+\)s(?:::\w+(?: \w+)*)?|nullif\(\?, ''\))"
_SOME = rf"{_ONE}(?:, {_ONE})*"


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
