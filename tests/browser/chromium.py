"""The Chromium that the tests drive: one that is there, else the system's package, else Playwright's own build.

``python -m tests.browser.chromium`` makes sure that there is one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# Windows has no root.
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Chromium's sandbox refuses to start as root.
AS_ROOT = ["--no-sandbox"] if IS_ROOT else []
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class NoChromium(RuntimeError):
    """There is none and none can be installed. The message is one sentence in Bahasa Indonesia."""


def find() -> Path | None:
    """The browser to drive: what CHROMIUM names, one on the path, or Playwright's own; None without any."""
    if named := os.environ.get("CHROMIUM"):
        if not _starts(Path(named)):
            raise NoChromium("CHROMIUM tidak menunjuk peramban yang dapat dijalankan.")
        return Path(named)
    candidates = [Path(found) for name in NAMES if (found := shutil.which(name))]
    return next(filter(_starts, candidates), None) or _own()


def install() -> Path:
    """Install a browser. Raises NoChromium."""
    as_root = [] if IS_ROOT else ["sudo", "-n"]
    steps = [
        [*as_root, "apt-get", "update", "-qq"],
        [*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"],
        [sys.executable, "-m", "playwright", "install", "chromium"],
    ]
    for step in steps:
        print("+", " ".join(step), flush=True)
        try:
            subprocess.run(
                step, check=True, stdin=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        if found := find():
            return found
    raise NoChromium(
        "Chromium tidak ada dan tidak dapat dipasang: pasang chromium, atau sebut berkasnya dalam CHROMIUM."
    )


def _own() -> Path | None:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if _starts(own) else None


def _starts(browser: Path) -> bool:
    """Whether it can be run here: a distribution may put a script in its place that only names another package."""
    try:
        return subprocess.run([browser, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    try:
        print(f"Chromium: {find() or install()}")
    except NoChromium as error:
        sys.exit(str(error))
