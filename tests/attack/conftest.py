"""What the browser tests stand on serves here as well: real servers, and a real Chromium where a test asks for one."""

from tests.browser.conftest import browser, new_page, page, serve

__all__ = ["browser", "new_page", "page", "serve"]
