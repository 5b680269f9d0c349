"""The counts: what a screen sends and asks of the database, what an opening fetches, what a warm run takes."""

import asyncio
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from sqlalchemy import Engine, event

from bench import page
from data.settings import ROOT
from tests.browser import chromium
from tests.guard import reruns
from tests.viewer import viewer
from ui.screens import SCREENS

Counts = dict[str, dict[str, int]]
PATIENCE_SECONDS = 600
# What callgrind writes when it is told to dump: the word it was told, and what it counted since the dump before.
_DUMP = re.compile(r"^desc: Trigger: dump (\S+)$.*^totals: (\d+)$", re.MULTILINE | re.DOTALL)


def sent(url: str) -> Counts:
    """By screen: elements and containers, messages, and bytes that a new viewer is sent over the websocket."""
    return asyncio.run(_sent(url))


async def _sent(url: str) -> Counts:
    found: Counts = {"elements": {}, "messages": {}, "bytes": {}}
    async with viewer(url) as first:
        offered = (await first.run()).pages
    for slug in offered:
        async with viewer(url) as connected:
            messages = (await connected.run(slug)).messages
        found["elements"][reruns.name(slug)] = sum(message.HasField("delta") for message in messages)
        found["messages"][reruns.name(slug)] = len(messages)
        found["bytes"][reruns.name(slug)] = sum(message.ByteSize() for message in messages)
    return found


def opened(url: str) -> Counts:
    """Bytes and requests of the first screen in Chromium: with an empty cache, and as one who has been there."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.AS_ROOT)
        visitor = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        cold, _, warm = (page.opened(visitor, url, charts=3) for _ in range(3))
        browser.close()
    return {
        "opening bytes": {"cold": round(1000 * cold.kilobytes), "warm": round(1000 * warm.kilobytes)},
        "opening requests": {"cold": cold.requests, "warm": warm.requests},
    }


def statements() -> Counts:
    """SQL statements: of the reading of everything for the first viewer, and of each screen after it."""
    logging.disable(logging.WARNING)
    said: list[str] = []

    def note(*arguments: object) -> None:
        said.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        app = reruns.screen().run()
        found = {"reading everything": len(said)}
        for screen in SCREENS:
            said.clear()
            app.switch_page(screen.path).run()
            found[reruns.name(screen.slug)] = len(said)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        logging.disable(logging.NOTSET)
    return {"statements": found}


def instructions() -> Counts | str:
    """Instructions of the processor for a warm run, by screen; in a word why they cannot be counted here."""
    if not shutil.which("valgrind"):
        return "valgrind is not installed"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "counted"
        command = ["valgrind", "--tool=callgrind", "--instr-atstart=no", f"--callgrind-out-file={out}"]
        command += [sys.executable, "-m", "tests.guard.reruns"]
        # The order of a set depends on this seed, and on it how often a table of names is searched.
        fixed = os.environ | {"PYTHONHASHSEED": "0"}
        done = subprocess.run(command, cwd=ROOT, env=fixed, capture_output=True, timeout=PATIENCE_SECONDS)
        written = [file.read_text() for file in out.parent.glob("counted.*")]
    if done.returncode:
        return f"callgrind ended with {done.returncode}"
    counted = [found.groups() for text in written if (found := _DUMP.search(text))]
    # The least of several runs: in the others something else of the program woke up.
    least = {
        name: min(int(count) for of, count in counted if of == name) // 1000
        for name in (reruns.name(screen.slug) for screen in SCREENS)
    }
    return {"thousand instructions": least}
