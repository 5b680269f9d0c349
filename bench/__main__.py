"""``python -m bench``: the overview beside a bare one-chart page, a million rows beside a plain copy, and sizes.

``python -m bench pages hall sizes`` takes only some of: pages, hall, loads, viewing, sizes.
"""

import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import browsers, loading, page, rerun, sizing, viewers
from data import settings
from tests.browser import chromium
from tests.faults.watchers import percentile
from tests.postgres import free_port

ROUNDS, SEED = 7, 7
BARE = Path(__file__).with_name("bare.py")
# What each row may be at most, as a ratio to the bare page of the same run.
BUDGETS = {"buka pertama, KB": 1.3, "buka ulang, ms": 1.5}


@contextmanager
def served(script: Path) -> Iterator[str]:
    """A Streamlit process of its own for a script, with the settings in the script's folder; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, "--server.port", str(port)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(command, cwd=script.parent, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


def summary(values: list[float]) -> str:
    """Median with the smallest and largest."""
    return f"{statistics.median(values):8.0f} [{min(values):.0f}-{max(values):.0f}]"


def pages() -> None:
    """Open both pages in turns, drop the first round, print medians and their ratio to the bare page."""
    seen: dict[str, dict[str, list[float]]] = {}
    with served(settings.ROOT / "dashboard.py") as ours, served(BARE) as bare, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.AS_ROOT)
        for n in range(ROUNDS + 1):
            for name, url, charts in (("Ringkasan", ours, 3), ("halaman polos", bare, 1)):
                cold, warm = page.openings(browser, url, charts=charts)
                if n:
                    for row, value in (
                        ("buka pertama, ms", cold.milliseconds),
                        ("buka pertama, KB", cold.kilobytes),
                        ("buka pertama, permintaan", cold.requests),
                        ("buka ulang, ms", warm.milliseconds),
                        ("buka ulang, permintaan", warm.requests),
                    ):
                        seen.setdefault(row, {}).setdefault(name, []).append(value)
    print(f"{'':26}{'Ringkasan':>26}{'halaman polos':>26}{'rasio':>8}  batas")
    for row, values in seen.items():
        ratio = statistics.median(values["Ringkasan"]) / statistics.median(values["halaman polos"])
        budget = f"{BUDGETS[row]:.1f}" if row in BUDGETS else ""
        print(f"{row:26}{summary(values['Ringkasan']):>26}{summary(values['halaman polos']):>26}{ratio:8.2f}  {budget}")
    statements, spent = rerun.measure(runs=10)
    print(f"jalan ulang hangat: {statements} pernyataan SQL, {summary(spent).strip()} ms prosesor")


def hall() -> None:
    """Ten browsers at each page in turn. L4: all charts of the overview stand within three seconds for 95 of 100."""
    with served(settings.ROOT / "dashboard.py") as ours, served(BARE) as bare:
        seen = [browsers.measure(url, charts=charts, seed=SEED) for url, charts in ((ours, 3), (bare, 1))]
    for row in ("first", "again"):
        own, other = (percentile(getattr(painted, row), 95) for painted in seen)
        word = "buka pertama" if row == "first" else "buka lagi"
        print(f"{browsers.BROWSERS} peramban, {word}: p95 {own:.2f} s, polos {other:.2f} s, rasio {own / other:.2f}")


def loads() -> None:
    """Load a million rows both ways in turns, print medians and their ratio to the plain copy."""
    print(f"\n{'memuat 1.000.000 baris':26}{'dasbor, detik':>26}{'polos, detik':>26}{'rasio':>8}  memori pembaca, MB")
    for kind, ways in loading.measure().items():
        ours, plain = ([figure.seconds for figure in ways[way]] for way in ("memuat", "polos"))
        ratio = statistics.median(ours) / statistics.median(plain)
        peak = max(figure.child_mb for figure in ways["memuat"])
        print(f"{kind:26}{summary(ours):>26}{summary(plain):>26}{ratio:8.2f}  {peak:.0f}")


def viewing() -> None:
    """Warm reruns of the overview while the same process loads a large file, as a ratio to calm ones."""
    calm, busy, took = viewers.measure()
    ratio = statistics.median(busy) / statistics.median(calm)
    slow = statistics.quantiles(busy, n=20)[-1] / statistics.quantiles(calm, n=20)[-1]
    print(f"\njalan ulang selama memuat ({took:.0f} s): {summary(busy).strip()} ms, tenang {summary(calm).strip()} ms;")
    print(f"rasio median {ratio:.2f}, persentil 95 {slow:.2f}")


def sizes() -> None:
    """What so many viewers need, as the table of docs/operasi.md."""
    print(f"\n{sizing.HEAD}")
    for size in sizing.measure():
        print(size, f"{size.wrong} salah" if size.wrong else "", flush=True)


PARTS = {each.__name__: each for each in (pages, hall, loads, viewing, sizes)}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
