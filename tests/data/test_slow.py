"""A slow statement is told with its text and without its values."""

import logging

from sqlalchemy import create_engine, text

from data import slow


def test_a_slow_statement_is_told_without_its_values(monkeypatch, caplog):
    monkeypatch.setenv("LAMBAT_MILIDETIK", "1")
    engine = slow.watch(create_engine("sqlite://"))
    counting = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999) SELECT count(*), :nilai FROM n"
    )
    with caplog.at_level(logging.WARNING, "dasbor.data"), engine.connect() as connection:
        connection.execute(text(counting), {"nilai": "kenari"})
    engine.dispose()
    assert "WITH RECURSIVE" in caplog.text
    assert "kenari" not in caplog.text
