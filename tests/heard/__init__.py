"""What the program sends to the database while all tests run, in the tests' process and in dashboards they start.

A statement is the program's own when the nearest code of this project that led to it is not a test's.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, event

from data.settings import ROOT

# Names the file, one JSON line [kind, statement] each, to the processes that are started by this one.
FILE = "BUKU_SQL"
OURS = {"data", "queries", "ui", "papers", "pages", "memory.py", "dashboard.py"}
THEIRS = {"tests", "bench"}
_ROOT = f"{ROOT}/"
_always = ExitStack()


@contextmanager
def listening(note: Callable[[str, str], None]) -> Iterator[None]:
    """Inside the block, ``note`` is told the kind of database and the text of every statement that any engine sends.

    Also rows that go past SQLAlchemy by COPY.
    """

    def tell(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        note(connection.dialect.name, statement)

    copy = psycopg.Cursor.copy

    def told_copy(cursor: psycopg.Cursor, statement: Any, *args: Any, **options: Any) -> Any:
        note("postgresql", statement.as_string(cursor) if isinstance(statement, sql.Composable) else statement)
        return copy(cursor, statement, *args, **options)

    event.listen(Engine, "before_cursor_execute", tell)
    psycopg.Cursor.copy = told_copy  # type: ignore[method-assign]
    try:
        yield
    finally:
        psycopg.Cursor.copy = copy  # type: ignore[method-assign]
        event.remove(Engine, "before_cursor_execute", tell)


def begin(file: Path) -> None:
    """From now on write down what this process, and those it starts, send for the program: each statement once.

    Not what makes the tables: migrations are such a list themselves.
    """
    os.environ[FILE] = str(file)
    file.touch()
    noted: set[tuple[str, int]] = set()

    def write(kind: str, statement: str) -> None:
        if (kind, hash(statement)) in noted or not _is_ours(sys._getframe(1)):
            return
        noted.add((kind, hash(statement)))
        if not _TABLES.match(text := normal(statement)):
            with file.open("a", encoding="utf-8") as heard:
                heard.write(json.dumps([kind, text]) + "\n")

    _always.enter_context(listening(write))


def written(file: Path) -> dict[str, set[str]]:
    """What was written down there, by kind of database."""
    texts: dict[str, set[str]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, text = json.loads(line)
        texts.setdefault(kind, set()).add(text)
    return texts


def module(name: str) -> list[str]:
    """How Python is told to run a module so that it is heard as well, when this process is."""
    return ["-m", "tests.heard", name] if FILE in os.environ else ["-m", name]


def normal(statement: str) -> str:
    """A statement on one line, in which a list of parameters, and rows of them, have no length.

    PostgreSQL takes no parameters where roles are made and rights given: of an installation's own names there, of
    functions by the server's version, and of what a password is kept as, only the kind is left.
    """
    text = re.sub(rf"\bIN \({_SOME}\)", "IN (...)", " ".join(statement.split()))
    text = re.sub(rf"\bVALUES (\({_SOME}\))(?:, \({_SOME}\))+", r"VALUES \1, ...", text)
    if _RIGHTS.match(text):
        for pattern, instead in _OWN:
            text = re.sub(pattern, instead, text)
    return text


_ONE = r"(?:\?|%s|%\(\w+\)s(?:::\w+(?: \w+)*)?|nullif\(\?, ''\))"
_SOME = rf"{_ONE}(?:, {_ONE})*"
_TABLES = re.compile(r"(?:CREATE|DROP) (?:TABLE|INDEX|UNIQUE INDEX)|ALTER TABLE|COMMENT ON|.*\balembic_version\b")
_RIGHTS = re.compile(r"(?:CREATE|ALTER|DROP) ROLE|GRANT|REVOKE")
_OWN = (
    (r"'SCRAM-SHA-256\$[\w$:+/=]+'", "'SCRAM-SHA-256'"),
    (r'"\w+_(pemuat|penampil)_\d{4}"', r'"\1"'),
    (r'"(?:postgres|\w+_pemilik)"', '"pemilik"'),
    (r'\bDATABASE "\w+"', 'DATABASE "basisdata"'),
    (r"\bON FUNCTION \w+\([\w, ]*\)", "ON FUNCTION fungsi(...)"),
)


def _is_ours(frame: FrameType | None) -> bool:
    while frame:
        file = frame.f_code.co_filename
        place = file[len(_ROOT) :].partition("/")[0] if file.startswith(_ROOT) else ""
        if place in THEIRS and not file.startswith(_HERE):
            return False
        if place in OURS:
            return True
        frame = frame.f_back
    return False


_HERE = str(Path(__file__).parent)
