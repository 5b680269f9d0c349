"""The sentences that say what the figures show."""

import pandas as pd
import pytest

from queries.perhatian import Finding
from ui import sentences

DECEMBER = pd.Timestamp("2023-12-01")


def row(pct: float) -> pd.Series:
    return pd.Series({"cakupan_pct": pct, "aktif_orang": 114_377, "semesta_orang": 449_717, "belum_orang": 335_340})


@pytest.mark.parametrize(
    ("now", "before", "text"),
    [
        (25.43, 21.58, "Cakupan naik dari 21,58% menjadi 25,43% dalam 12 bulan"),
        (21.0, 25.0, "Cakupan turun dari 25,00% menjadi 21,00% dalam 12 bulan"),
        (25.0, 25.001, "Cakupan tetap 25,00% dalam 12 bulan"),
        (25.0, float("nan"), "Cakupan 25,00% pada Desember 2023"),
    ],
)
def test_growth(now, before, text):
    assert sentences.growth(row(now), row(before), DECEMBER) == text


def test_coverage_says_both_counts_the_base_and_the_target():
    assert sentences.coverage(row(25.433), 30) == (
        "25,43% dari 449.717 pekerja sudah terlindungi: 114.377 orang. Belum terlindungi 335.340 orang. "
        "Target tahun ini 30%."
    )


@pytest.mark.parametrize(
    ("pace", "missing", "months", "text"),
    [
        (1444, 20_539, 15, "Kurang 20.539 peserta lagi untuk mencapai target 30%. Dengan laju 12 bulan terakhir "
         "(+1.444 orang per bulan) perlu 1 tahun 3 bulan."),
        (-20, 100, None, "Kurang 100 peserta lagi untuk mencapai target 30%. Dalam 12 bulan terakhir peserta "
         "berkurang 20 orang per bulan, sehingga target tidak tercapai dengan laju ini."),
        (0, 100, None, "Kurang 100 peserta lagi untuk mencapai target 30%. Dalam 12 bulan terakhir peserta "
         "tidak bertambah, sehingga target tidak tercapai dengan laju ini."),
        (5, 0, 0, "Target 30% sudah tercapai."),
    ],
)  # fmt: skip
def test_months_to_target(pace, missing, months, text):
    assert sentences.months_to_target(pace, missing, months, 30.0) == text


def test_every_kind_of_finding_has_its_words_and_a_screen():
    for kind in sentences.FINDINGS:
        day = pd.Timestamp("2023-12-31")
        words, slug = sentences.finding(Finding(kind, 1234, 3, kecamatan="Doko", pct=12.5, tanggal=day))
        assert len(words) > 1
        assert not any("{" in piece or "*" in piece for piece in words)
        assert slug in {"kecamatan", "belum-terlindungi", "rencana"}
    with pytest.raises(KeyError):
        sentences.finding(Finding("kabar"))


def test_a_month_in_which_protection_was_lost():
    found = Finding("bantuan_habis", orang=10_002, jumlah=8_917, tanggal=pd.Timestamp("2023-12-31"))
    assert "".join(sentences.finding(found)[0]) == (
        "10.002 peserta lebih sedikit daripada Desember 2023; 8.917 di antaranya bantuan iurannya berakhir 31 Desember."
    )


def test_a_hostile_name_in_a_finding_is_shown_as_it_is():
    words, _ = sentences.finding(Finding("turun", orang=1, kecamatan="**![x](https://x.id)"))
    assert words == ("Peserta aktif di ", "**![x](https://x.id) turun 1 orang", " dalam 12 bulan.")


@pytest.mark.parametrize(
    ("pct", "text"),
    [
        (25.43, "25 dari setiap 100 pekerja sudah terlindungi"),
        (0.2, "1 dari setiap 100 pekerja sudah terlindungi"),
        (99.8, "99 dari setiap 100 pekerja sudah terlindungi"),
        (float("nan"), "Peserta aktif"),
    ],
)
def test_of_a_hundred(pct, text):
    assert sentences.of_hundred(pct) == text


def ranked(targets: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kecamatan": ["Wates", "Doko", "Kanigoro"],
            "cakupan_pct": [11.93, 29.999, 37.2],
            "belum_orang": [9_400.0, 8_000.0, 19_000.0],
            "target_pct": targets,
        }
    )


def test_a_ranking_says_how_many_fall_short_and_who_comes_first():
    nan = float("nan")
    below = "2 dari 3 kecamatan di bawah target; terendah Wates, 11,9%"
    assert sentences.ranking(ranked([30.0, 30.0, 30.0]), by="persentase") == below
    assert sentences.ranking(ranked([nan, nan, nan]), by="persentase") == "Cakupan terendah Wates, 11,9%"
    people = "Terbanyak belum terlindungi: Wates, 9,4 ribu orang"
    assert sentences.ranking(ranked([30.0, 30.0, 30.0]), by="orang") == people
    assert sentences.ranking(ranked([30.0] * 3).assign(belum_orang=nan), by="orang") == "Peringkat kecamatan"


def test_the_largest_is_named_with_its_share():
    paid = pd.DataFrame(
        {"program_kode": ["JKK", "JHT"], "kecamatan": ["Doko", "Garum"], "dibayarkan_rp": [1.3e9, 8.7e9]}
    )
    assert sentences.largest_programme(paid) == "JHT paling besar: Rp8,7 miliar, 87% dari seluruh klaim"
    part = pd.concat([paid, paid.head(1).assign(program_kode="JKM", dibayarkan_rp=float("nan"))])
    assert sentences.largest_programme(part) == "JHT paling besar dari yang ditampilkan: Rp8,7 miliar"
    assert sentences.largest_payee(paid) == "Klaim terbanyak dibayarkan di Garum: Rp8,7 miliar"
    hidden = paid.assign(dibayarkan_rp=float("nan"))
    assert sentences.largest_programme(hidden) == "Klaim menurut program"
    assert sentences.largest_payee(hidden) == "Klaim per kecamatan"


def test_a_payer_with_two_endings_is_one_payer():
    names = {"pembayar_kode": ["mandiri", "apbd", "apbd"], "pembayar": ["Mandiri", "APBD", "APBD"]}
    payers = pd.DataFrame(names | {"aktif_orang": [40, 35, 25]})
    assert sentences.payers(payers) == "APBD membayar iuran 60% peserta aktif"
    assert sentences.payers(payers.iloc[:0]) == "Siapa yang membayar iuran peserta aktif"


@pytest.mark.parametrize(
    ("untold", "text"),
    [
        (0, "APBD membayar iuran 100% peserta aktif"),
        (20, "APBD membayar iuran 67% peserta aktif"),
        (60, "Rekap tidak merinci siapa yang membayar iuran 60% peserta aktif"),
    ],
)
def test_who_is_not_told_pays_nothing(untold, text):
    names = {"pembayar_kode": ["tidak_dirinci", "apbd"], "pembayar": ["Tidak dirinci", "APBD"]}
    payers = pd.DataFrame(names | {"aktif_orang": [untold, 40]})
    assert sentences.payers(payers) == text
    assert sentences.payers(payers.assign(aktif_orang=[untold + 1, 0])) == (
        "Rekap tidak merinci siapa yang membayar iuran"
    )


def test_of_what_has_no_data_nothing_is_said_to_be_well():
    assert "Tidak ada hal mendesak" in sentences.nothing_urgent(row(25.0))
    assert sentences.nothing_urgent(row(25.0) * float("nan")).startswith("Belum ada data peserta")
