"""Ten real browsers at projector size that open a page now and then: how long until all its charts are painted."""

import asyncio
import random
from dataclasses import dataclass, field

from playwright.async_api import Browser, async_playwright

from bench.page import FULL_AT
from tests.browser import chromium

BROWSERS = 10
PROJECTOR = {"width": 1920, "height": 1080}
# How Chromium draws in a window on a machine without a graphics card; without one it would imitate such a card.
WITHOUT_CARD = ("--disable-gpu",)
# People come one after another, and look before they ask again.
ARRIVING_SECONDS, THINK_SECONDS = 20.0, 10.0
ROUNDS = 5


@dataclass
class Painted:
    """Seconds from asking for the page until all charts stood: with an empty cache, and by those who had been there."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)


def measure(url: str, *, charts: int, seed: int) -> Painted:
    """Open a page in ten browsers, each first with an empty cache and then again and again."""
    painted = Painted()
    asyncio.run(_everybody(url, charts, seed, painted))
    return painted


async def _everybody(url: str, charts: int, seed: int, painted: Painted) -> None:
    async with async_playwright() as playwright:
        arguments = [*chromium.AS_ROOT, *WITHOUT_CARD]
        browser = await playwright.chromium.launch(executable_path=chromium.find(), args=arguments)
        await asyncio.gather(*(_one(browser, url, charts, random.Random(seed + n), painted) for n in range(BROWSERS)))
        await browser.close()


async def _one(browser: Browser, url: str, charts: int, chance: random.Random, painted: Painted) -> None:
    context = await browser.new_context(viewport=PROJECTOR)
    page = await context.new_page()
    await asyncio.sleep(chance.uniform(0, ARRIVING_SECONDS))
    for n in range(ROUNDS + 1):
        await page.goto(url, wait_until="commit")
        milliseconds = await page.evaluate(FULL_AT, {"charts": charts})
        (painted.again if n else painted.first).append(milliseconds / 1000)
        await asyncio.sleep(THINK_SECONDS * chance.uniform(0.5, 1.5))
    await context.close()
