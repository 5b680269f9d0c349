"""Two dashboards of one installation, and nginx in front of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy import nginx
from tests.faults.dashboards import Dashboard, dashboards


def made(sample_template: Path, folder: Path, name: str, **settings: str) -> Dashboard:
    file = shutil.copy(sample_template, folder / f"{name}.db")
    return Dashboard(
        folder / f"{name}.log", DATABASE_URL=f"sqlite:///{file}", FOLDER_KEADAAN=str(folder / "keadaan"), **settings
    )


@pytest.fixture
def two(sample_template: Path, tmp_path: Path) -> Iterator[tuple[Dashboard, Dashboard]]:
    """Two processes of one installation."""
    pair = made(sample_template, tmp_path, "satu"), made(sample_template, tmp_path, "dua")
    with dashboards(*pair):
        yield pair


@pytest.fixture
def front(two: tuple[Dashboard, Dashboard], tmp_path: Path) -> Iterator[str]:
    """The address of nginx in front of them."""
    with nginx.serving(tmp_path, [each.port for each in two]) as url:
        yield url
