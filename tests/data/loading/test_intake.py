"""Handing in a file: what was seen is what goes in, and what only a person can decide is asked."""

import datetime as dt
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from data import actions, acts, loads, status
from data.loading import intake
from data.loading.faults import Refused, Rule
from data.loading.intake import SameFile, Undecided
from data.schema import bantuan_iuran, ekosistem, kepesertaan, klaim, muatan, muatan_total, target, tindak_lanjut
from tests.builders import KABUPATEN, add_load, kepesertaan_row, semesta_row, tindak_lanjut_row
from tests.data.loading.books import claims, recap, tidy

OFFICE = "Kantor Cabang Blitar"
MEMBERS = ("Bulan", "Kecamatan", "Segmen", "Pembayar", "Peserta Aktif (orang)", "Berakhir Pada")


def check(content, name="berkas.xlsx", **options):
    return intake.check(content, intake.source_of(content, name, oleh=OFFICE, **options))


def load(content, name="berkas.xlsx", *, agreed=None, **options):
    return intake.load(content, intake.source_of(content, name, oleh=OFFICE, **options), agreed=agreed)


def members(*rows):
    return tidy(MEMBERS, *rows)


def count(database, table=muatan):
    with database.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table))


def rules(preview):
    return [question.rule for question in preview.questions]


def test_a_plan_that_was_changed_on_the_screen_is_asked_about(database):
    add_load(database, "tindak_lanjut", [tindak_lanjut_row("uji", tahun=2025)], [("", dt.date(2025, 12, 31))])
    plans = [
        tidy(("Tahun", "OPD", "Tindak Lanjut", "Kuota (orang)"), (year, "Dinas Kesehatan", "uji", 30))
        for year in (2025, 2026)
    ]
    sentence = "1 tindak lanjut yang diubah di layar akan diganti isi berkas ini"

    def asked(preview):
        return any(question.sentence.startswith(sentence) for question in preview.questions)

    assert not asked(check(plans[0]))
    with database.connect() as connection:
        action = connection.scalar(select(tindak_lanjut.c.id))
    actions.change(KABUPATEN, action, seen=0, values=dict.fromkeys(actions.FIELDS), oleh=OFFICE)
    assert asked(check(plans[0]))
    assert not asked(check(plans[1]))


def test_a_preview_puts_the_file_beside_what_is_live_and_changes_nothing(database):
    add_load(
        database,
        "kepesertaan",
        [kepesertaan_row(500, kecamatan_kode="35.05.14")],
        [("", dt.date(2023, 12, 1))],
        asal="contoh",
    )
    before = count(database)
    preview = check(recap())
    assert count(database) == before
    per_segment, per_kecamatan = (each for each in preview.comparisons if each.jenis == "kepesertaan")
    assert per_segment.sample
    assert {row.name: (row.file, row.live) for row in per_segment.rows} == {
        "Penerima Upah": ((1390,), (500,)),
        "Bukan Penerima Upah": ((780,), None),
        "Jasa Konstruksi": ((117,), None),
    }
    talun = next(row for row in per_kecamatan.rows if row.name == "Talun")
    assert (talun.file, talun.live) == ((950,), (500,))
    assert not preview.questions


def test_what_was_seen_is_what_goes_in(database):
    content = recap()
    seen = check(content)
    stored = load(content, agreed=seen.fingerprint)
    assert stored.preview.fingerprint == seen.fingerprint
    assert len(stored.muatan) == 2
    with database.connect() as connection:
        assert connection.scalar(select(func.sum(kepesertaan.c.aktif_orang))) == 2287
        rows = set(connection.scalars(select(kepesertaan.c.baris)))
    assert rows == {6, 7, 8, 9}


def test_data_that_changed_since_the_preview_ask_again(database):
    content = recap()
    seen = check(content)
    add_load(database, "kepesertaan", [kepesertaan_row(500)], [("", dt.date(2023, 12, 1))], sha256="1" * 64)
    before = count(database)
    with pytest.raises(Undecided) as stopped:
        load(content, agreed=seen.fingerprint)
    assert stopped.value.changed
    assert stopped.value.preview.fingerprint != seen.fingerprint
    assert count(database) == before
    load(content, agreed=stopped.value.preview.fingerprint)
    assert count(database) == before + 2


def test_data_that_change_between_the_last_look_and_the_lock_ask_again(database, monkeypatch):
    real = acts.act

    def act_after_somebody_else(*arguments, **options):
        add_load(database, "kepesertaan", [kepesertaan_row(500)], [("", dt.date(2023, 12, 1))], sha256="1" * 64)
        return real(*arguments, **options)

    monkeypatch.setattr(acts, "act", act_after_somebody_else)
    with pytest.raises(Undecided):
        load(recap())
    with database.connect() as connection:
        assert connection.scalar(select(func.sum(kepesertaan.c.aktif_orang))) == 500


def test_a_total_that_differs_is_asked_and_kept_never_mended(database):
    content = recap({"I10": 2387})
    with pytest.raises(Undecided) as stopped:
        load(content)
    preview = stopped.value.preview
    assert [(question.rule, question.cell) for question in preview.questions] == [(Rule.TOTAL_DIFFERS, "I10")]
    assert preview.marked
    stored = load(content, agreed=preview.fingerprint)
    with database.connect() as connection:
        total = connection.execute(
            select(muatan_total.c.dinyatakan, muatan_total.c.dihitung).where(
                muatan_total.c.muatan_id.in_(stored.muatan), muatan_total.c.ukuran == "Peserta aktif (orang)"
            )
        ).one()
    assert tuple(total) == (2387, 2287)


def test_a_month_that_is_loaded_is_replaced_only_by_consent(database):
    first = load(recap())
    corrected = recap({"F6": 601, "I6": 951, "J6": 2149, "F10": 1391, "I10": 2288, "J10": 6842})
    preview = check(corrected, "perbaikan.xlsx")
    assert rules(preview) == [Rule.ALREADY_LOADED]
    assert "berkas.xlsx" in preview.questions[0].sentence
    assert f"muatan {first.muatan[1]}" in preview.questions[0].sentence
    load(corrected, "perbaikan.xlsx", agreed=preview.fingerprint)
    acts.undo("35.05", OFFICE)
    assert acts.redo("35.05", OFFICE)


def test_the_same_figures_from_another_file_need_no_consent(database):
    load(recap())
    again = recap({"A1": "Judul lain"})
    preview = check(again)
    assert not preview.questions
    assert any("sama dengan yang sudah berlaku" in warning for warning in preview.warnings)


def test_the_same_bytes_change_nothing(database):
    content = recap()
    load(content)
    for act in (check, load):
        with pytest.raises(SameFile, match="tidak ada yang berubah"):
            act(content, "nama lain.xlsx")


def test_a_jump_from_the_month_before_is_asked(database, monkeypatch):
    load(members(("November 2023", "Talun", "PU", "Mandiri", 1000, None)))
    jump = members(("Desember 2023", "Talun", "PU", "Mandiri", 1300, None))
    preview = check(jump)
    assert rules(preview) == [Rule.JUMP, Rule.JUMP]
    assert preview.questions[0].cell == "E2"
    assert "naik 30%" in preview.questions[0].sentence
    monkeypatch.setenv("LONJAKAN_PESERTA_PERSEN", "30")
    assert not check(jump).questions


def test_a_jump_inside_one_file_and_of_claims(database):
    rows = [
        ("Januari 2023", "Talun", "JHT", 10, 100_000_000, 0),
        ("Februari 2023", "Talun", "JHT", 10, 250_000_000, 0),
    ]
    headings = ("Bulan", "Kecamatan", "Program", "Kasus", "Nominal", "Potensi Beasiswa")
    preview = check(tidy(headings, *rows, title="Cakupan: domisili peserta"))
    assert [(question.rule, question.cell) for question in preview.questions] == [(Rule.JUMP, "D5")]
    assert "rupiah dibayarkan naik 150%" in preview.questions[0].sentence


def test_sample_data_are_nothing_to_jump_from(database):
    november, december = dt.date(2023, 11, 1), members(("Desember 2023", "Talun", "PU", None, 1300, None))
    add_load(
        database,
        "kepesertaan",
        [kepesertaan_row(100, bulan=november, kecamatan_kode="35.05.14")],
        [("", november)],
        asal="contoh",
    )
    assert not check(december).questions


def test_members_above_the_base_that_is_loaded_are_refused_at_their_cell(database):
    base = [semesta_row(700, kecamatan_kode="35.05.14")]
    add_load(database, "semesta", base, [("cabang", dt.date(2023, 12, 31))])
    with pytest.raises(Refused) as refusal:
        check(
            members(
                ("Desember 2023", "Talun", "PU", "Mandiri", 600, None),
                ("Desember 2023", "Talun", "PU", "APBD", 101, "31/12/2023"),
            )
        )
    (fault,) = refusal.value.faults
    assert (fault.rule, fault.cell) == (Rule.ABOVE_BASE, "E2")
    assert "701" in fault.sentence
    assert refusal.value.marked
    marked = load_workbook(io.BytesIO(refusal.value.marked))
    assert "melebihi semesta" in marked["Sheet"]["E2"].comment.text


def test_a_base_below_the_members_that_are_loaded_is_refused(database):
    load(members(("Desember 2023", "Talun", "PU", None, 701, None)))
    content = tidy(("Per Tanggal", "Kecamatan", "Segmen", "Semesta Pekerja"), ("31/12/2023", "Talun", "PU", 700))
    with pytest.raises(Refused) as refusal:
        check(content)
    assert [(fault.rule, fault.cell) for fault in refusal.value.faults] == [(Rule.ABOVE_BASE, "D2")]


def test_the_sample_of_a_subject_gives_way_to_its_first_file(sample_database):
    load(claims())
    with sample_database.connect() as connection:
        live = loads.muatan_periode.c.berlaku
        origins = connection.execute(
            select(muatan.c.jenis, muatan.c.asal)
            .join(loads.muatan_periode, loads.muatan_periode.c.muatan_id == muatan.c.id)
            .where(live)
            .distinct()
        ).all()
    assert ("klaim", "berkas") in origins
    assert ("klaim", "contoh") not in origins
    assert ("kepesertaan", "contoh") in origins


@pytest.mark.parametrize(
    ("content", "table"),
    [
        (tidy(("Tahun", "Wilayah", "Target (%)"), (2024, "Kabupaten", 30.5), (2024, "Talun", "25,43%")), target),
        (
            tidy(("Pembayar", "Jumlah", "Mulai", "Sampai", "SK"), ("APBD", 100, "1 Maret 2025", "31/12/2025", "188/1")),
            bantuan_iuran,
        ),
        (
            tidy(("Bulan", "Kelompok", "OPD", "Jumlah", "Terdaftar"), ("12/2023", "Non-ASN", "Dinas Kesehatan", 20, 5)),
            ekosistem,
        ),
        (
            tidy(("Tahun", "OPD", "Tindak Lanjut", "Kuota"), (2024, "Disnaker", "Mendaftarkan pekerja rentan", 500)),
            tindak_lanjut,
        ),
    ],
    ids=["target", "bantuan iuran", "ekosistem", "tindak lanjut"],
)
def test_every_other_subject_is_stored_with_the_row_it_came_from(database, content, table):
    preview = check(content)
    assert preview.comparisons
    load(content, agreed=preview.fingerprint)
    with database.connect() as connection:
        assert set(connection.scalars(select(table.c.baris))) <= {2, 3}
        assert connection.scalar(select(func.count()).select_from(table)) == preview.parts[0].baris
    again = check(tidy(("Tahun", "Wilayah", "Target (%)"), (2024, "Kabupaten", 31)))
    assert bool(again.questions) == (table is target)


def test_a_file_that_a_newer_one_replaced_says_by_what(database):
    first = members(("12/2023", "Talun", "PU", None, 10, None))
    (older,) = load(first).muatan
    content = members(("12/2023", "Talun", "PU", None, 11, None))
    (newer,) = load(content, agreed=check(content).fingerprint).muatan
    with pytest.raises(SameFile) as same:
        check(first)
    assert str(same.value) == (
        f"Berkas ini sudah dimuat (muatan {older}), tetapi sudah diganti muatan {newer}. "
        f"Batalkan muatan {newer} bila ingin kembali."
    )


def test_the_ecosystem_of_two_offices_counts_together(database):
    def figures():
        with database.connect() as connection:
            *_, subject = status.overview(connection, "35.05")
        return {figure.ukuran: figure.jumlah for figure in subject.figures if figure.ukuran.startswith("Jumlah")}

    head = ("Bulan", "Kelompok", "OPD", "Kecamatan", "Desa", "Jumlah", "Terdaftar")
    opd = ("12/2023", "Non-ASN", "Dinas Kesehatan", None, None, 20, 5)
    desa = ("12/2023", "RT/RW", None, "Nglegok", "Kedawung", 40, 30)
    load(tidy(head, opd))
    assert figures() == {"Jumlah (orang), OPD": 20}
    (older,) = load(tidy(head, desa)).muatan
    assert figures() == {"Jumlah (orang), OPD": 20, "Jumlah (orang), desa": 40}
    assert check(tidy(head, (*desa, None))).warnings == ("Ekosistem: angkanya sama dengan yang sudah berlaku.",)
    both = tidy(head, (*opd[:5], 21, 5), (*desa[:5], 41, 30))
    seen = check(both)
    assert rules(seen) == [Rule.ALREADY_LOADED] * 2
    assert [each.heading for each in seen.comparisons] == ["Kelompok, Desember 2023 (OPD)", "Periode"]
    assert {row.name: (row.live, row.file) for row in seen.comparisons[1].rows} == {
        "Desember 2023 (OPD)": ((20, 5), (21, 5)),
        "Desember 2023 (desa)": ((40, 30), (41, 30)),
    }
    (newer,) = load(both, agreed=seen.fingerprint).muatan
    assert figures() == {"Jumlah (orang), OPD": 21, "Jumlah (orang), desa": 41}
    with database.connect() as connection:
        assert loads.newer(connection, "35.05", [older]) == loads.Newer((newer,), whole=True)


def test_a_file_is_loaded_again_after_it_was_undone(database):
    content = recap()
    load(content)
    acts.undo("35.05", OFFICE)
    load(content)
    acts.undo("35.05", OFFICE)
    assert not check(content).questions


def test_claims_of_another_scope_stand_beside_each_other(database):
    load(claims())
    content = claims(scope="Cakupan: kantor cabang")
    assert not check(content).questions
    load(content)
    with database.connect() as connection:
        assert set(connection.scalars(select(klaim.c.lingkup))) == {"domisili", "kantor_cabang"}


def test_positions_are_never_summed_over_months_and_silence_is_no_zero(database):
    load(members(("Desember 2023", "Wlingi", "BPU", None, 300, None)))
    both = members(
        ("November 2023", "Talun", "PU", None, 900, None),
        ("Desember 2023", "Talun", "PU", None, 1000, None),
    )
    segments, areas, periods = check(both).comparisons
    assert segments.heading == "Segmen, Desember 2023"
    assert [(row.name, row.file, row.live) for row in segments.rows] == [
        ("Penerima Upah", (1000,), None),
        ("Bukan Penerima Upah", None, (300,)),
    ]
    assert {row.name for row in areas.rows} == {"Talun", "Wlingi"}
    assert [(row.name, row.file, row.live) for row in periods.rows] == [
        ("November 2023", (900,), None),
        ("Desember 2023", (1000,), (300,)),
    ]
    assert not periods.total


def test_a_base_binds_every_month_that_it_answers_for(database):
    headings = ("Per Tanggal", "Kecamatan", "Segmen", "Semesta Pekerja")
    load(members(("Maret 2024", "Talun", "PU", None, 310, None)))
    with pytest.raises(Refused) as refusal:
        check(tidy(headings, ("31/12/2023", "Talun", "PU", 300)))
    assert [(fault.rule, fault.cell) for fault in refusal.value.faults] == [(Rule.ABOVE_BASE, "D2")]
    check(tidy(headings, ("31/12/2023", "Talun", "PU", 300), ("31/01/2024", "Talun", "PU", 400)))
    with pytest.raises(Refused) as refusal:
        check(recap({"F6": 300, "I6": 650, "J6": 2450, "C6": 305, "C10": 2715, "F10": 1090, "I10": 1987, "J10": 6448}))
    assert [fault.cell for fault in refusal.value.faults] == ["C6"]


def test_a_base_that_lands_while_a_file_is_read_binds_it(database, monkeypatch):
    real = acts.act

    def act_after_somebody_else(*arguments, **options):
        base = [semesta_row(500, kecamatan_kode="35.05.14")]
        add_load(database, "semesta", base, [("cabang", dt.date(2023, 12, 31))], sha256="1" * 64)
        return real(*arguments, **options)

    monkeypatch.setattr(acts, "act", act_after_somebody_else)
    with pytest.raises(Refused):
        load(members(("Desember 2023", "Talun", "PU", None, 600, None)))
    assert count(database, kepesertaan) == 0


def test_consent_is_never_empty(database):
    content = recap({"I10": 2387})
    for nothing in ("", "  "):
        with pytest.raises(Undecided) as stopped:
            load(content, agreed=nothing)
        assert not stopped.value.changed
    load(content, agreed=f" {stopped.value.preview.fingerprint.lower()} ")


def test_a_base_for_the_whole_and_its_parts_would_count_twice(database):
    headings = ("Per Tanggal", "Kecamatan", "Segmen", "Semesta Pekerja")
    day = "31/12/2023"
    with pytest.raises(Refused) as refusal:
        check(tidy(headings, (day, "Kabupaten", None, 1000), (day, "Talun", "PU", 600), (day, "Wlingi", "PU", 400)))
    assert [(fault.rule, fault.cell) for fault in refusal.value.faults] == [(Rule.COUNTED_TWICE, "B2")]
    with pytest.raises(Refused) as refusal:
        check(tidy(headings, (day, "Talun", None, 1000), (day, "Talun", "PU", 600)))
    assert [(fault.rule, fault.cell) for fault in refusal.value.faults] == [(Rule.COUNTED_TWICE, "D2")]
    check(tidy(headings, (day, "Kabupaten", None, 1000)))


def test_a_month_to_come_and_a_kecamatan_that_vanished_are_asked(database):
    late = members(("Desember 2092", "Talun", "PU", None, 100, None))
    assert [(each.rule, each.cell) for each in check(late).questions] == [(Rule.FUTURE, "E2")]
    load(members(("November 2023", "Talun", "PU", None, 1000, None), ("November 2023", "Wlingi", "PU", None, 90, None)))
    preview = check(members(("Desember 2023", "Talun", "PU", None, 1000, None)))
    assert [question.rule for question in preview.questions] == [Rule.JUMP]
    assert "Desember 2023: Wlingi tidak ada dalam berkas" in preview.questions[0].sentence


def test_kecamatan_that_one_month_lacks_are_named_with_it(database):
    rows = [("November 2023", "Talun", "PU", None, 20, None), ("November 2023", "Wlingi", "PU", None, 20, None)]
    preview = check(members(*rows, ("Desember 2023", "Talun", "PU", None, 20, None)))
    assert any("untuk Desember 2023" in warning and "Wlingi" in warning for warning in preview.warnings)
    assert any("untuk November 2023" in warning and "Wlingi" not in warning for warning in preview.warnings)


def test_the_same_grant_twice_is_refused(database):
    headings = ("Pembayar", "Kecamatan", "Jumlah", "Mulai", "Sampai", "SK")
    grant = ("APBD", "Talun", 100, "1 Maret 2025", "31/12/2025", "188/1")
    with pytest.raises(Refused) as refusal:
        check(tidy(headings, grant, grant))
    assert [(fault.rule, fault.cell) for fault in refusal.value.faults] == [(Rule.DUPLICATE_ROW, "C2")]
