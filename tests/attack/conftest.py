"""What the browser tests stand on serves here as well: real servers, and a real Chromium where a test asks for one."""

import shutil
from pathlib import Path

import pytest

from tests.browser.conftest import Serve, Served, browser, new_page, page, serve, serve_all

__all__ = ["browser", "new_page", "page", "serve", "serve_all"]


@pytest.fixture(scope="module")
def site(serve_all: Serve, sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """A dashboard on the sample data that whoever wants may attack."""
    return serve_all(f"sqlite:///{shutil.copy(sample_template, tmp_path_factory.mktemp('sasaran'))}")
