"""Where a setting comes from, and what is said about one that cannot be used."""

from pathlib import Path

import pytest

from data import settings
from data.settings import SettingError


@pytest.fixture
def secrets() -> Path:
    """The secrets file of this installation, not there yet."""
    return settings.SECRETS_FILE


def test_defaults() -> None:
    assert settings.database_url() == f"sqlite:///{settings.ROOT / 'data' / 'dashboard.db'}"
    assert settings.kabupaten() == "35.05"
    assert settings.refresh_seconds() == 300
    assert settings.stale_after_days() == 62


def test_environment_before_secrets_before_default(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets.write_text('DATABASE_URL = "sqlite:///rahasia.db"\nKABUPATEN = "35.72"\nSEGARKAN_DETIK = 60\n')
    assert settings.database_url() == "sqlite:///rahasia.db"
    assert settings.kabupaten() == "35.72"
    assert settings.refresh_seconds() == 60
    assert settings.stale_after_days() == 62

    monkeypatch.setenv("DATABASE_URL", "sqlite:///lingkungan.db")
    monkeypatch.setenv("SEGARKAN_DETIK", "30")
    assert settings.database_url() == "sqlite:///lingkungan.db"
    assert settings.refresh_seconds() == 30


@pytest.mark.parametrize("empty", ["", "  "])
def test_an_empty_value_counts_as_absent(empty: str, secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABUPATEN", empty)
    assert settings.kabupaten() == "35.05"
    secrets.write_text('KABUPATEN = "35.72"\n')
    assert settings.kabupaten() == "35.72"
    secrets.write_text(f'KABUPATEN = "{empty}"\n')
    assert settings.kabupaten() == "35.05"


def test_spaces_around_a_value_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABUPATEN", " 35.72 ")
    assert settings.kabupaten() == "35.72"


@pytest.mark.parametrize(
    "content", [b'DATABASE_URL = "postgresql://petugas:rahasia@server', b'DATABASE_URL = "rahasia\xff"', b"\x00rahasia"]
)
def test_broken_secrets_are_named_and_not_shown(secrets: Path, content: bytes) -> None:
    secrets.write_bytes(content)
    with pytest.raises(SettingError, match=r"secrets\.toml tidak dapat dibaca") as caught:
        settings.database_url()
    assert "rahasia" not in str(caught.value)


def test_broken_secrets_do_not_matter_to_a_setting_of_the_environment(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets.write_text("rusak")
    monkeypatch.setenv("KABUPATEN", "35.72")
    assert settings.kabupaten() == "35.72"


@pytest.mark.parametrize("wrong", ["0", "-1", "1,5", "1.5", "lima", "٣", "²", "1e3"])
def test_a_count_is_a_positive_whole_number(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEGARKAN_DETIK", wrong)
    with pytest.raises(SettingError, match="SEGARKAN_DETIK harus bilangan bulat lebih dari nol"):
        settings.refresh_seconds()
