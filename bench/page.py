"""Times and bytes of one page, taken inside a real Chromium."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

# Full: as many charts as expected are drawn, none of them an old one, the words of the right filter are there, the
# script has ended, nothing is stale, loading or a skeleton; held for 600 ms. Resolves to the moment it began.
FULL_AT = """({charts, words = [], old = []}) => new Promise((resolve, reject) => {
    let since = null
    const begun = performance.now()
    const isQuiet = () => document.querySelector('.stApp')
        ? document.querySelector('[data-test-script-state="notRunning"]')
            && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
        : document.title !== 'Updating...' && !document.querySelector('[data-dash-is-loading="true"]')
    const look = () => {
        const drawn = [...document.querySelectorAll('.js-plotly-plot, .petak')]
            .filter(each => each.querySelector('.trace, .hm, button'))
        const text = document.body?.textContent ?? ''
        const full = isQuiet() && drawn.length >= charts && words.every(each => text.includes(each))
            && !drawn.some(each => old.includes(each.textContent))
        const now = performance.now()
        since = full ? since ?? now : null
        if (since !== null && now - since >= 600) resolve(since)
        else if (now - begun > 60000) reject(new Error(
            `not full: ${drawn.length} charts, quiet ${!!isQuiet()}, "${document.title}": ${text.slice(0, 300)}`))
        else requestAnimationFrame(look)
    }
    look()
})"""
# What stands in the charts now, and from now on the moment at which somebody last pressed or chose.
BEFORE = """() => {
    for (const event of ['pointerdown', 'input'])
        addEventListener(event, () => { window.pressed = performance.now() }, true)
    return [...document.querySelectorAll('.js-plotly-plot, .petak')].map(each => each.textContent)
}"""
# A scene is there when the stage names another one, and it is painted.
SCENE = """() => new Promise(resolve => {
    const root = document.documentElement, before = root.dataset.adegan
    const look = () => {
        const scene = document.querySelector(`[class*="st-key-adegan_"][class*="_${root.dataset.adegan}"]`)
        if (root.dataset.adegan !== before && scene && getComputedStyle(scene).opacity === '1')
            requestAnimationFrame(() => resolve(performance.now() - pressed))
        else requestAnimationFrame(look)
    }
    const pressed = performance.now()
    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))
    look()
})"""


@dataclass(frozen=True)
class Opening:
    """One opening: milliseconds until the page was full, bytes and requests over the network."""

    milliseconds: float
    kilobytes: float
    requests: int


def opened(page: Page, url: str, *, charts: int, words: Sequence[str] = ()) -> Opening:
    """Open an address, counting what comes over the network; a thousand bytes are a kilobyte."""
    # Not by way of an empty page: Chromium would begin a new process there for a page with our headers, but not for
    # one without, and with the process it forgets every compiled script.
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    received: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(url, wait_until="commit")
    full_at = page.evaluate(FULL_AT, {"charts": charts, "words": list(words)})
    devtools.detach()
    return Opening(full_at, sum(received) / 1000, sum(1 for size in received if size))


def pressed(page: Page, target: str, *, charts: int, words: Sequence[str] = (), option: str = "") -> float:
    """Press what a selector names, or choose in it; milliseconds from there until the page is full of new charts.

    option: the words to choose, as the browser does when its own list of options closes.
    """
    old = page.evaluate(BEFORE)
    if option:
        page.locator(target).first.select_option(label=option)
    else:
        page.locator(target).first.click()
    full_at = page.evaluate(FULL_AT, {"charts": charts, "words": list(words), "old": old})
    return full_at - page.evaluate("window.pressed")


def next_scene(page: Page) -> float:
    """Milliseconds from the key that asks for the next scene until it is seen."""
    return float(page.evaluate(SCENE))
