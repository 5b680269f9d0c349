"""The benchmark itself: what it measures with is what it says, and no fault loses what was measured. No times."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError

from bench import __main__ as command
from bench import loading, nation
from bench.peers import ringkasan
from bench.table import Row, keep
from data.engine import engine
from data.loading import intake
from data.schema import kabupaten, metadata
from tests import ground, postgres


def test_a_part_that_fails_loses_nothing_that_was_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: int) -> Iterator[Row]:
        yield Row("sebelum", "md", values={"kita": [1.0]})
        raise RuntimeError("broken on purpose")

    def works(_: int) -> list[Row]:
        return [Row("sesudah", "md", values={"kita": [2.0]})]

    kept = tmp_path / "kecepatan.json"
    monkeypatch.setattr(command, "PARTS", {"visits": fails, "loads": works})
    monkeypatch.setattr(command, "JSON", kept)
    monkeypatch.setattr(command.picture, "draw", lambda *_: None)
    outcome = CliRunner().invoke(command.main, ["visits", "loads"])
    assert outcome.exit_code == 1
    assert [row["name"] for row in json.loads(kept.read_text(encoding="utf-8"))] == ["sebelum", "sesudah"]


def _rows(folder: Path, size: nation.Size) -> dict[str, list[tuple]]:
    """Every row of the regency, without the numbers that a larger database gives its loads."""
    with ground.configured(f"sqlite:///{folder / size.name}.db"):
        counts = nation._build(size)
        assert counts["kabupaten"] == size.regencies
        assert counts["kecamatan"] == size.districts
        found: dict[str, list[tuple]] = {}
        with engine().connect() as connection:
            for table in metadata.sorted_tables:
                columns = [each for each in table.c if each.name not in ("id", "muatan_id", "sha256")]
                if "kabupaten_kode" in table.c and columns:
                    own = select(*columns).where(table.c.kabupaten_kode == nation.REGENCY)
                    found[table.name] = sorted(map(tuple, connection.execute(own)), key=repr)
    return found


def test_a_row_that_is_measured_again_stays_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "kecepatan.json"
    first, second = Row("buka lagi", "md", values={"a": [1.0]}), Row("memuat", "detik", values={"a": [9.0]})
    keep([first, second], file)
    again, new = Row("buka lagi", "md", values={"a": [2.0]}), Row("ganti layar", "md", values={"a": [3.0]})
    assert keep([new, again], file) == [again, second, new]
    assert keep([], file) == [again, second, new]


def test_a_regency_has_the_same_rows_among_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nation, "YEARS", 1)
    monkeypatch.setenv("KABUPATEN", nation.REGENCY)
    alone = _rows(tmp_path, nation.Size("satu", "satu", 1, 22))
    among = _rows(tmp_path, nation.Size("tiga", "tiga", 3, 31))
    assert alone == among
    assert len(alone["kepesertaan"]) == 22 * 12 * 4 * 7
    assert {name for name, rows in alone.items() if not rows} == {"peran", "tautan", "tindak_lanjut_ubah"}


def test_the_rows_that_are_loaded_raise_no_question(sqlite_database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KABUPATEN", loading.KABUPATEN)
    monkeypatch.setenv("LONJAKAN_PESERTA_PERSEN", "100000")
    with sqlite_database.begin() as connection:
        loading._regency(connection)
    content = loading.tidy_file(3 * loading.AREAS * len(loading.SEGMENTS) * len(loading.PAYERS))
    seen = intake.check(content, intake.source_of(content, "ukur.csv", oleh="Ukur"))
    assert not seen.questions
    assert next(loading.rows(1))[0].year == loading.FIRST_YEAR
    assert not 1_000_000 % (loading.AREAS * len(loading.SEGMENTS) * len(loading.PAYERS))


@pytest.mark.parametrize("kind", ground.KINDS)
def test_a_regency_s_own_role_loads_into_a_copy(
    kind: str, tmp_path: Path, postgres_server: postgres.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nation, "YEARS", 1)
    monkeypatch.setattr(loading, "ROUNDS", 1)
    monkeypatch.setenv("KABUPATEN", nation.REGENCY)
    monkeypatch.setenv("LONJAKAN_PESERTA_PERSEN", "100000")
    size = nation.SIZES[0]
    server = postgres_server if kind == "postgresql" else None
    url = server.url(size.name) if server else f"sqlite:///{tmp_path / size.name}.db"
    built = nation._ready(kind, size, tmp_path, url, server)
    monkeypatch.setenv("KABUPATEN", loading.KABUPATEN)
    count = loading.AREAS * len(loading.SEGMENTS) * len(loading.PAYERS)
    with nation.copied(built) as copy:
        assert copy != built.url
        found = loading._in_turns(copy, loading.tidy_file(count), count)
        with ground.configured(copy), engine().connect() as connection:
            assert set(connection.scalars(select(kabupaten.c.kode))) == {nation.REGENCY, loading.KABUPATEN}
    with ground.configured(built.url), engine().connect() as connection:
        assert list(connection.scalars(select(kabupaten.c.kode))) == [nation.REGENCY]
    assert [len(found[way]) for way in ("polos", "memuat")] == [1, 1]
    with pytest.raises(OperationalError), ground.configured(copy):
        engine().connect()
    if server:
        server.drop(size.name)
        for name in server.ask("SELECT rolname FROM pg_roles WHERE rolname ~ '^(satu|ukur)_'"):
            server.run(f"DROP ROLE {name[0]}")


def test_the_peers_show_what_our_first_screen_shows(sample_database) -> None:
    month = ringkasan.months()[0]
    shown = ringkasan.overview(month, next(iter(ringkasan.bases())), ())
    assert len(shown.cards) == 4
    assert shown.figures.keys() == {"gauge", "peta", "tren"}
    assert len(shown.words) > 2
    assert all(isinstance(each, str) for each in shown.words)
    assert len(ringkasan.claims(month).figures) == 4
