"""Times and bytes of one page, taken inside a real Chromium."""

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

# Full: as many charts as expected are drawn, the script has ended, nothing is stale or a skeleton, held for 600 ms.
FULL_AT = """charts => new Promise(resolve => {
    let since = null
    const look = () => {
        const full = document.querySelector('[data-test-script-state="notRunning"]')
            && document.querySelectorAll('.js-plotly-plot .main-svg').length >= charts
            && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
        const now = performance.now()
        since = full ? since ?? now : null
        if (since !== null && now - since >= 600) resolve(since)
        else requestAnimationFrame(look)
    }
    look()
})"""


@dataclass(frozen=True)
class Opening:
    """One opening: milliseconds until the page was full, bytes and requests over the network."""

    milliseconds: float
    kilobytes: float
    requests: int


def openings(browser: Browser, url: str, *, charts: int) -> tuple[Opening, Opening]:
    """Open a page with an empty cache, and again as one who has just been there."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    try:
        cold = _open(page, url, charts)
        # Chromium keeps a compiled script from its second use on.
        _open(page, url, charts)
        return cold, _open(page, url, charts)
    finally:
        context.close()


def _open(page: Page, url: str, charts: int) -> Opening:
    page.goto("about:blank")
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    received: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(url, wait_until="commit")
    full_at = page.evaluate(FULL_AT, charts)
    devtools.detach()
    return Opening(full_at, sum(received) / 1024, sum(1 for size in received if size))
