"""Times and bytes of one page, taken inside a real Chromium."""

from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext

# Full: as many charts as expected are drawn, the script has ended, nothing is stale or a skeleton, held for 600 ms.
_FULL_AT = """charts => new Promise(resolve => {
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
    """Open a page with an empty cache, then again with a full one."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    try:
        return _open(context, url, charts), _open(context, url, charts)
    finally:
        context.close()


def _open(context: BrowserContext, url: str, charts: int) -> Opening:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    received: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(url, wait_until="commit")
    full_at = page.evaluate(_FULL_AT, charts)
    page.close()
    return Opening(full_at, sum(received) / 1024, sum(1 for size in received if size))
