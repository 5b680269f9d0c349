"""A running dashboard on each of the three grounds, and the browser of tests/browser."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.browser.conftest import Serve, browser, new_page, page, serve, serve_all
from tests.pictures.gallery import SETTINGS
from tests.pictures.grounds import GROUNDS

__all__ = ["browser", "new_page", "page", "serve", "serve_all"]


@pytest.fixture(scope="module")
def site(serve_all: Serve, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """A function that gives the address of a dashboard on a ground, one server for each."""

    @cache
    def url(ground: str) -> str:
        file = shutil.copy(sqlite_template, tmp_path_factory.mktemp(ground))
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            GROUNDS[ground](connection)
        engine.dispose()
        return serve_all(f"sqlite:///{file}", **SETTINGS).url

    return url
