"""Addresses drawn by lot, and what the dashboard owes to each: no fault, no bytes of a file, no English."""

import asyncio
import datetime as dt
import http.client
import os
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

from streamlit.proto.Alert_pb2 import Alert

from data.settings import ROOT
from queries import acuan, asal, ekosistem, kepesertaan, semesta, wilayah
from queries.capaian import RULES
from tests import written
from tests.attack.hostile import STRINGS
from tests.faults.conftest import build
from tests.faults.dashboards import Dashboard, dashboards
from tests.viewer import Answer, viewer
from ui.hall.programme import WORDS
from ui.measures import MEASURES
from ui.permissions import may
from ui.scenario import plan
from ui.screens import KNOWN, SCREENS, Screen, at

PLAN = at("rencana")
# They take what they understand and say nothing of the rest: nobody reads a warning in a hall.
SILENT = {"proyektor", "kendali"}
# Words of a programme; that which turns a screen into a stage is left to tests/browser/test_hall.py.
HALLS = sorted(WORDS - {"proyektor"})
SEEN_BY_ALL = [screen for screen in SCREENS if may("viewer", screen.slug)]
# Streamlit keeps these to itself.
STREAMLITS = ("embed", "embed_options")
SCENARIO = "Rencana~2024~lanjut~0~BPU*apbd*umum*5*2024-03*3*0*Guru ngaji"
AT_ONCE = 4
PATHS = 300
LONGEST_ADDRESS = 3_500
ENGLISH = re.compile(
    r"\b(error|not found|not allowed|invalid|internal|server|request|missing|bad|the|traceback|exception|null|"
    r"nan|nat|none|true|false|loading)\b",
    re.IGNORECASE,
)
# What only a file of the program, of its machine or of its data begins with or holds.
FILES = (b"SQLite format", b"root:x:", b"import streamlit", b"[server]", b"[tool.", b"CREATE TABLE", b"PK\x03\x04")


@dataclass(frozen=True)
class Meaning:
    """What a word of the address may be, and what it is without."""

    values: frozenset[str]
    default: str


@dataclass
class Report:
    """What was asked, and what was wrong with the answers."""

    queries: int = 0
    paths: int = 0
    refused: int = 0
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.queries} alamat layar, {self.paths} alamat lain ({self.refused} ditolak), {len(self.wrong)} salah"
        )


def run(count: int, seed: int) -> Report:
    """The long form: so many queries, and paths besides, against a dashboard of its own on the sample data."""
    with tempfile.TemporaryDirectory(prefix="dasbor-alamat-") as name:
        url = f"sqlite:///{Path(name) / 'contoh.db'}"
        build(url)
        os.environ["DATABASE_URL"] = url
        dashboard = Dashboard(Path(name) / "log", DATABASE_URL=url, FOLDER_KEADAAN=name)
        known = meanings()
        with dashboards(dashboard):
            report = asyncio.run(ask_screens(dashboard.url, queries(seed, count, known), known))
            others = ask_paths(dashboard.url, paths(seed, PATHS))
        faults = [line for line in dashboard.said().splitlines() if "Kejadian" in line or "gagal dijawab" in line]
    return Report(report.queries, others.paths, others.refused, report.wrong + others.wrong + faults)


def meanings() -> dict[str, Meaning]:
    """Each word that some screen understands, from the database that DATABASE_URL names."""
    months = [f"{month:%Y-%m}" for month in kepesertaan.months(kepesertaan.rows())]
    bases = semesta.names(semesta.definitions(), semesta.rows())
    base = semesta.default(semesta.definitions(), semesta.rows())
    assert base is not None
    of_desa = ekosistem.rows().query("desa_kode.notna()")
    return {
        # The sample opens on the month of the published totals.
        "periode": Meaning(frozenset(months), "2023-12"),
        "basis": Meaning(frozenset(bases), base),
        "segmen": Meaning(frozenset(acuan.segment_choices(acuan.segments())), acuan.ALL),
        "urutan": Meaning(frozenset(MEASURES), "persentase"),
        "kecamatan": Meaning(frozenset({"", *wilayah.names(wilayah.districts())}), ""),
        "bagian": Meaning(frozenset(part.key for part in PLAN.parts), PLAN.parts[0].key),
        "aturan": Meaning(frozenset(RULES), RULES[0]),
        "kelompok": Meaning(frozenset(of_desa["kelompok"]), ""),
        "subjek": Meaning(frozenset(asal.SUBJECTS), asal.SUBJECTS[0]),
    }


def queries(seed: int, count: int, known: Mapping[str, Meaning]) -> Iterable[tuple[Screen, str]]:
    """A screen and a query string, so many times."""
    chance = random.Random(seed)
    for number in range(count):
        yield SEEN_BY_ALL[number % len(SEEN_BY_ALL)], _query(chance, known)[:LONGEST_ADDRESS]


def _query(chance: random.Random, known: Mapping[str, Meaning]) -> str:
    pairs = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 8))):
        word = chance.choice([*known, *known, "layar", *HALLS, *STREAMLITS, *_garbage(chance, 2)])
        valid = sorted(known[word].values) if word in known else ["ya"]
        value = chance.choice([chance.choice(valid), chance.choice(valid), *_garbage(chance, 2)])
        # Also what nobody encoded.
        encode = chance.choice((quote, quote_plus, quote, lambda text: text.replace("&", "%26")))
        pairs.append(f"{encode(word)}{chance.choice(('=', '=', '=', '', '=='))}{encode(value)}")
    return chance.choice(("&", "&", "&", "&&", ";", "?")).join(pairs)


def _garbage(chance: random.Random, count: int) -> list[str]:
    made: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(STRINGS),
        lambda: "".join(
            chr(chance.choice((chance.randrange(32, 127), chance.randrange(0xA0, 0x2FFF)))) for _ in "12345"
        ),
        lambda: chance.choice(
            ("", " ", "%", "%zz", "%00", "%ff%fe", "%c0%ae", "\x00", "-1", "9" * 400, "1e999", "__proto__")
        ),
        lambda: chance.choice(
            ("2023-13", "2023-1", "0000-00", "99999-01", "2023-12 ", "semua,PU", "35.05", "35.72.01", SCENARIO)
        ),
        lambda: chance.choice("ab[]{}\u202e\u0000\U0001f600") * chance.choice((1, 30, 2_000)),
    )
    return [chance.choice(made)() for _ in range(count)]


def owed(screen: Screen, query: str, known: Mapping[str, Meaning]) -> tuple[dict[str, str], bool]:
    """The choices that a screen must fall back on or follow, and whether it must say that it did not understand."""
    said = {
        word: values[-1]
        for word, values in parse_qs(query, keep_blank_values=True).items()
        if word.lower() not in STREAMLITS
    }
    part = screen.at(said.get("bagian", ""))
    words = (*part.choices, *(word for word in part.carried if word in known)) or _traced(said)
    heard = {word: said[word] if said.get(word, "?") in known[word].values else known[word].default for word in words}
    # An address that is no screen says so by its own word.
    strange = bool(set(said) - KNOWN) or any(word in said and said[word] != heard[word] for word in words)
    carried, lost = _carried(screen, said, heard.get("periode", ""))
    return {word: value for word, value in (heard | carried).items() if value}, strange or lost or (
        "layar" in said and bool(screen.choices)
    )


def _carried(screen: Screen, said: Mapping[str, str], month: str) -> tuple[dict[str, str], bool]:
    """The plans that a screen writes itself, and whether one of those that were said is none."""
    if plan.WORD not in screen.carried:
        return {}, False
    periode = dt.date.fromisoformat(f"{month}-01")
    found = {word: plan.read(said.get(word, ""), periode) for word in screen.carried}
    usual = plan.Plan("Rencana A", periode.year + 1)
    own = {word: plan.write(each) for word, each in found.items() if each}
    return {plan.WORD: plan.write(usual)} | own, any(said.get(word) and not found[word] for word in found)


def _traced(said: Mapping[str, str]) -> tuple[str, ...]:
    """The choices of the sources screen: only some subjects are traced to a kecamatan."""
    told = said.get("subjek") not in set(asal.SUBJECTS) - asal.BY_ROWS
    return ("subjek", "periode", "kecamatan") if told else ("subjek", "periode")


async def ask_screens(url: str, asked: Iterable[tuple[Screen, str]], known: Mapping[str, Meaning]) -> Report:
    """Ask for every screen with its query, each as a visitor of its own, a few at a time."""
    report, waiting = Report(), iter(asked)

    async def visit() -> None:
        for screen, query in waiting:
            async with viewer(url) as somebody:
                answer = await somebody.run(screen.slug, query=query)
            report.queries += 1
            wrong = _faults(answer)
            if screen.slug not in SILENT:
                wrong += _unowed(answer, query, *owed(screen, query, known))
            report.wrong += [f"/{screen.slug}?{query!r}: {each}" for each in wrong]

    await asyncio.gather(*(visit() for _ in range(AT_ONCE)))
    return report


def _faults(answer: Answer) -> list[str]:
    alerts = answer.kinds("alert")
    found = ["a fault"] if answer.kinds("exception") or any(each.format == Alert.ERROR for each in alerts) else []
    text = " ".join([*(each.body for each in alerts), *answer.said])
    return found + [f"English: {word[0]}" for word in ENGLISH.finditer(text)]


def _unowed(answer: Answer, query: str, expected: dict[str, str], strange: bool) -> list[str]:
    found = []
    warned = [each.body for each in answer.kinds("alert") if each.format == Alert.WARNING]
    said = " ".join([*warned, *written.notes(answer.kinds("bidi_component"), warns=True)])
    if strange != any(word in said for word in ("tidak dikenal", "tidak ada")):
        found.append(f"said {said!r}")
    changed = [each.page_info_changed.query_string for each in answer.messages if each.HasField("page_info_changed")]
    shown = {word: values[-1] for word, values in parse_qs(changed[-1] if changed else query).items()}
    shown = {word: value for word, value in shown.items() if word.lower() not in STREAMLITS}
    if shown != expected:
        found.append(f"shows {shown}, owed {expected}")
    return found


METHODS = ("GET",) * 12 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "COBA")
ROOTS = ("", "/static", "/app/static", "/media", "/component", "/_stcore", "/_stcore/stream", "/siap", "/kecamatan",
         "/tautan", "/auth", "/oauth2callback", "/_stcore/upload_file", "/_stcore/bidi-components")  # fmt: skip
STEPS = ("..", "%2e%2e", "..%2f", "..%5c", "..\\", "%252e%252e", "%c0%ae%c0%ae", "....//", ".%00.", "..;", "%2f", "//")
GOALS = (
    "etc/passwd", "data/dashboard.db", "dashboard.py", ".streamlit/config.toml", ".streamlit/secrets.toml",
    "pyproject.toml", ".git/HEAD", "data/keadaan/potret.db", "ui/visit.py", "proc/self/environ", "index.html",
)  # fmt: skip


def paths(seed: int, count: int) -> Iterable[tuple[str, str]]:
    """A method and a path as it is sent, so many times."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.randrange(6)
        base = chance.choice(ROOTS)
        if kind < 3:
            steps = "/".join(chance.choice(STEPS) for _ in range(chance.randint(1, 8)))
            path = f"{base}/{steps}/{chance.choice(GOALS)}"
        elif kind == 3:
            path = f"{base}/{quote(_garbage(chance, 1)[0])}"
        elif kind == 4:
            path = base + chance.choice(("", "/", "//", "%00", f"/{ROOT}/dashboard.py", "/.", "x"))
        else:
            letter = chance.choice(("a", "%41", "~", "%c3%a9", "%", "%%"))
            path = f"{base}/{letter * chance.choice((1, 600, 5_000))}"
        yield chance.choice(METHODS), path or "/"


def ask_paths(url: str, asked: Iterable[tuple[str, str]]) -> Report:
    """Ask for every path as it is, without the tidying that a browser would do."""
    report, host = Report(), urlsplit(url).netloc
    for method, path in asked:
        connection = http.client.HTTPConnection(host, timeout=20)
        try:
            connection.putrequest(method, path.encode("ascii", "ignore").decode(), skip_accept_encoding=True)
            connection.endheaders()
            answer = connection.getresponse()
            status, body, kind = answer.status, answer.read(), answer.getheader("Content-Type", "")
        finally:
            with suppress(OSError):
                connection.close()
        report.paths += 1
        report.refused += status >= 400
        report.wrong += [f"{method} {path[:200]!r}: {each}" for each in _answer_faults(status, body, kind)]
    return report


def _answer_faults(status: int, body: bytes, kind: str) -> list[str]:
    found = [f"answered {status}"] if status >= 500 else []
    found += [f"holds {each!r}" for each in FILES if each in body]
    if kind.startswith("text/plain") or (status >= 400 and kind.startswith("text/html")):
        found += [f"English: {word[0]}" for word in ENGLISH.finditer(body.decode(errors="replace"))]
    return found
