"""Which load is live for a period, and what a load leaves behind."""

import datetime as dt

from sqlalchemy import Engine, insert, select, update

from data import bulk, loads
from data.schema import kabupaten, kepesertaan, muatan, muatan_periode, muatan_total
from tests.builders import DECEMBER, KABUPATEN, UDANAWU, WONODADI, add_load, kepesertaan_row, load

NOVEMBER = dt.date(2023, 11, 1)
MEMBERS = [("", DECEMBER)]
BOTH = [("", NOVEMBER), ("", DECEMBER)]


def live(engine: Engine, *, jenis: str = "kepesertaan", kabupaten_kode: str = KABUPATEN) -> dict[dt.date, int]:
    """The live load of each period of a subject."""
    with engine.connect() as connection:
        rows = connection.execute(
            select(muatan_periode.c.periode, muatan_periode.c.muatan_id).where(
                muatan_periode.c.berlaku,
                muatan_periode.c.jenis == jenis,
                muatan_periode.c.kabupaten_kode == kabupaten_kode,
            )
        ).all()
    assert len({row.periode for row in rows}) == len(rows)
    return {row.periode: row.muatan_id for row in rows}


def cancel(engine: Engine, load_id: int) -> None:
    with engine.begin() as connection:
        connection.execute(update(muatan).where(muatan.c.id == load_id).values(status="dibatalkan"))
        loads.choose_live(connection, KABUPATEN)


def test_the_newest_load_wins_where_it_answers(database: Engine) -> None:
    older = add_load(database, "kepesertaan", [], BOTH)
    newer = add_load(database, "kepesertaan", [], MEMBERS)
    assert live(database) == {NOVEMBER: older, DECEMBER: newer}


def test_a_cancelled_load_gives_way(database: Engine) -> None:
    older = add_load(database, "kepesertaan", [], BOTH)
    newer = add_load(database, "kepesertaan", [], MEMBERS)
    cancel(database, newer)
    assert live(database) == {NOVEMBER: older, DECEMBER: older}
    cancel(database, older)
    assert live(database) == {}


def test_the_sample_gives_way_as_a_whole_and_comes_back(database: Engine) -> None:
    sample = add_load(database, "kepesertaan", [], BOTH, asal="contoh")
    assert live(database) == {NOVEMBER: sample, DECEMBER: sample}
    real = add_load(database, "kepesertaan", [], MEMBERS)
    assert live(database) == {DECEMBER: real}
    cancel(database, real)
    assert live(database) == {NOVEMBER: sample, DECEMBER: sample}


def test_a_sample_stored_after_a_file_stays_behind(database: Engine) -> None:
    real = add_load(database, "kepesertaan", [], MEMBERS)
    add_load(database, "kepesertaan", [], BOTH, asal="contoh")
    assert live(database) == {DECEMBER: real}


def test_published_figures_do_not_drive_the_sample_away(database: Engine) -> None:
    sample = add_load(database, "kepesertaan", [], BOTH, asal="contoh")
    published = add_load(database, "kepesertaan", [], MEMBERS, asal="acuan")
    assert live(database) == {NOVEMBER: sample, DECEMBER: published}


def test_subjects_and_parts_do_not_disturb_each_other(database: Engine) -> None:
    members = add_load(database, "kepesertaan", [], MEMBERS, asal="contoh")
    add_load(database, "klaim", [], [("domisili", DECEMBER)])
    add_load(database, "klaim", [], [("kantor_cabang", DECEMBER)])
    assert live(database) == {DECEMBER: members}
    with database.connect() as connection:
        parts = connection.scalars(
            select(muatan_periode.c.bagian).where(muatan_periode.c.jenis == "klaim", muatan_periode.c.berlaku)
        )
        assert set(parts) == {"domisili", "kantor_cabang"}


def test_regencies_do_not_disturb_each_other(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(insert(kabupaten).values(kode="35.06", nama="Kabupaten Uji"))
    ours = add_load(database, "kepesertaan", [], MEMBERS, asal="contoh")
    theirs = add_load(database, "kepesertaan", [], MEMBERS, kabupaten_kode="35.06")
    assert live(database) == {DECEMBER: ours}
    assert live(database, kabupaten_kode="35.06") == {DECEMBER: theirs}


def test_a_load_keeps_its_rows_its_totals_and_its_span(database: Engine) -> None:
    totals = [loads.Total("Peserta aktif (orang)", 300, 301), loads.Total("Peserta aktif PU (orang)", 300)]
    rows = [kepesertaan_row(100), kepesertaan_row(200, kecamatan_kode=UDANAWU)]
    load_id = add_load(database, "kepesertaan", rows, BOTH, totals=totals)

    with database.connect() as connection:
        stored = connection.execute(select(muatan).where(muatan.c.id == load_id)).one()
        assert (stored.periode_awal, stored.periode_akhir) == (NOVEMBER, DECEMBER)
        assert (stored.jumlah_baris, stored.status, stored.oleh) == (2, "aktif", "uji")
        members = connection.execute(
            select(kepesertaan.c.kecamatan_kode, kepesertaan.c.aktif_orang).where(kepesertaan.c.muatan_id == load_id)
        )
        assert dict(members.all()) == {WONODADI: 100, UDANAWU: 200}
        kept = connection.execute(
            select(muatan_total.c.ukuran, muatan_total.c.dinyatakan, muatan_total.c.dihitung)
            .where(muatan_total.c.muatan_id == load_id)
            .order_by(muatan_total.c.urutan)
        )
        assert [tuple(row) for row in kept] == [(t.ukuran, t.dinyatakan, t.dihitung) for t in totals]


def test_a_load_of_many_batches_is_stored_whole(database: Engine) -> None:
    months = [dt.date(1900 + n // 12, n % 12 + 1, 1) for n in range(2 * bulk.BATCH // 4 + 1)]
    payers = ("pemberi_kerja", "apbd", "apbdes", "csr")
    rows = [kepesertaan_row(1, bulan=month, pembayar_kode=payer) for month in months for payer in payers]
    add_load(database, "kepesertaan", rows, MEMBERS)
    with database.connect() as connection:
        assert len(connection.execute(select(kepesertaan.c.bulan)).all()) == len(rows) > 2 * bulk.BATCH


def test_the_same_bytes_are_recognised_until_their_load_is_cancelled(database: Engine) -> None:
    first = add_load(database, "kepesertaan", [], MEMBERS, sha256="a" * 64)
    add_load(database, "kepesertaan", [], MEMBERS, sha256="b" * 64)
    with database.connect() as connection:
        assert loads.same_file(connection, KABUPATEN, "a" * 64) == [first]
        assert loads.same_file(connection, "35.06", "a" * 64) == []
    cancel(database, first)
    with database.connect() as connection:
        assert loads.same_file(connection, KABUPATEN, "a" * 64) == []


def test_what_has_taken_the_place_of_a_load_is_known(database: Engine) -> None:
    def newer(*ids: int) -> loads.Newer:
        with database.connect() as connection:
            return loads.newer(connection, KABUPATEN, ids)

    older = add_load(database, "kepesertaan", [], BOTH)
    assert newer(older) == loads.Newer()
    december = add_load(database, "kepesertaan", [], MEMBERS)
    assert newer(older) == loads.Newer((december,))
    assert newer(older, december) == newer(december) == loads.Newer()
    november = add_load(database, "kepesertaan", [], [("", NOVEMBER)])
    assert newer(older) == loads.Newer((december, november), whole=True)
    cancel(database, older)
    assert newer(older) == loads.Newer((december, november), whole=True)
    cancel(database, november)
    cancel(database, december)
    add_load(database, "kepesertaan", [], BOTH, asal="contoh")
    assert newer(older) == newer() == loads.Newer()


def test_a_load_that_covers_nothing_has_no_span(sqlite_database: Engine) -> None:
    with sqlite_database.begin() as connection:
        load_id = loads.store(connection, KABUPATEN, load("target", [], []))
        stored = connection.execute(select(muatan).where(muatan.c.id == load_id)).one()
    assert (stored.periode_awal, stored.periode_akhir) == (None, None)


def test_the_time_of_a_load_is_kept_with_its_zone_where_the_database_knows_zones(
    postgresql_database: Engine,
) -> None:
    before = dt.datetime.now(dt.UTC)
    load_id = add_load(postgresql_database, "kepesertaan", [], MEMBERS)
    with postgresql_database.connect() as connection:
        when = connection.scalar(select(muatan.c.dimuat_pada).where(muatan.c.id == load_id))
    assert before - dt.timedelta(seconds=1) <= when <= dt.datetime.now(dt.UTC) + dt.timedelta(seconds=1)
